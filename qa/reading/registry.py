"""Readers by name: `builtin`, `rules`, or `module:name` for one of your own."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from qa.errors import ReaderError
from qa.types import Reader

RULES = "rules"
BUILTIN = "builtin"


def load_reader(name: str = BUILTIN) -> Reader:
    """The reader by name: `builtin` is the best that is shipped, `rules` needs no model, `module:name` is what
    that name of an importable module makes when it is called with nothing. Raises ReaderError.
    """
    if name in _READERS:
        return _READERS[name]()
    module, _, attribute = name.partition(":")
    if not module or not attribute:
        known = ", ".join(repr(known) for known in _READERS)
        raise ReaderError(f"no reader is called {name!r}; there are {known}, and module:name for your own")
    try:
        reader = getattr(importlib.import_module(module), attribute)()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ReaderError(
            f"the reader {name!r} cannot be made: {error}; name a module that can be imported and what in it "
            "makes a reader without arguments"
        ) from error
    if not isinstance(reader, Reader):
        raise ReaderError(
            f"{name!r} made {reader!r}, which is no reader: it needs `name` and `read(question, hits)`"
        )
    return reader


def _rules() -> Reader:
    from qa.reading.overlap.rule_reader import RulesReader

    return RulesReader()


def _builtin() -> Reader:
    from qa.reading.combined_reader import CombinedReader
    from qa.reading.network.network_reader import NeuralReader
    from qa.reading.network.span_model import FOLDER

    shipped = any(FOLDER.glob("*.onnx"))
    return CombinedReader(NeuralReader()) if shipped else _rules()


_READERS: dict[str, Callable[[], Reader]] = {BUILTIN: _builtin, RULES: _rules}
