"""Documents in, hits out: reading, cutting, embedding, storing and searching a folder of documents."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.telemetry import switch_off

if TYPE_CHECKING:
    from index.corpus import Corpus
    from index.errors import CorpusError, SaysoError
    from index.settings import Settings
    from index.types import Document, DocumentInfo, Filter, Hit, IndexReport, Passage, Span

switch_off()

_HOMES = {
    "Corpus": "index.corpus",
    "CorpusError": "index.errors",
    "Document": "index.types",
    "DocumentInfo": "index.types",
    "Filter": "index.types",
    "Hit": "index.types",
    "IndexReport": "index.types",
    "Passage": "index.types",
    "SaysoError": "index.errors",
    "Settings": "index.settings",
    "Span": "index.types",
}

__all__ = [
    "Corpus",
    "CorpusError",
    "Document",
    "DocumentInfo",
    "Filter",
    "Hit",
    "IndexReport",
    "Passage",
    "SaysoError",
    "Settings",
    "Span",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: importing `index` itself loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
