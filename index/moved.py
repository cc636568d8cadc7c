"""Vectors of a folder that was moved: the index of the place where it lay has them, by the text they are of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import home
from index.errors import CorpusError
from index.settings import Settings
from index.store import Store
from index.types import Embedder, Passage
from index.upkeep import MODEL_NOTE, STORE_FILE

Lent = tuple[Passage, NDArray[np.float32]]


class MovedVectors:
    """Looks for vectors in the indexes, of the same embedding model, whose folders are gone."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._settings = settings
        self._model = (embedder.name, embedder.dimensions)
        self._stores: list[Store] | None = None

    def lend(self, passages: Sequence[Passage]) -> list[Lent]:
        """The vectors of those passages that stand in such an index letter for letter."""
        if self._stores is None:
            self._stores = list(self._found())
        lent: list[Lent] = []
        for store in self._stores:
            with suppress(CorpusError):
                lent += store.vectors(passages)
        return lent

    def close(self) -> None:
        """Close what was opened."""
        for store in self._stores or ():
            store.close()
        self._stores = None

    def _found(self) -> Iterator[Store]:
        gone = (folder for folder in home.known_corpora(self._settings) if not folder.is_dir())
        for path in (home.data_folder(folder, self._settings) / STORE_FILE for folder in gone):
            store = Store(path, read_only=True)
            if self._fits(path, store):
                yield store
            else:
                store.close()

    def _fits(self, path: Path, store: Store) -> bool:
        if not path.exists() or store.seal.broken():
            return False
        try:
            model = json.loads(store.note(MODEL_NOTE) or "{}")
        except (CorpusError, ValueError):
            return False
        return (model.get("name"), model.get("dimensions")) == self._model
