"""Readers mark the words that answer a question; one file per reader."""

from __future__ import annotations

from qa.types import Reader

RULES = "rules"
BUILTIN = "builtin"


def load_reader(name: str = BUILTIN) -> Reader:
    """The reader by name: `builtin` is the best that is shipped, `rules` needs no model. Raises ValueError."""
    from qa.reading.overlap.rule_reader import RulesReader

    if name == RULES:
        return RulesReader()
    if name == BUILTIN:
        from qa.reading.combined_reader import CombinedReader
        from qa.reading.network.network_reader import NeuralReader
        from qa.reading.network.span_model import FOLDER

        shipped = any(FOLDER.glob("*.onnx"))
        return CombinedReader(NeuralReader()) if shipped else RulesReader()
    raise ValueError(f"no reader is called {name!r}; there are {BUILTIN!r} and {RULES!r}")
