"""Which further answers stand beside the best one, by fitted weights."""

from __future__ import annotations

from qa.reading.selection.beside import set_apart
from qa.reading.selection.beside_weights import BesideWeights, beside_weights

__all__ = ["BesideWeights", "beside_weights", "set_apart"]
