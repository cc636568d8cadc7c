"""The embedder that ships with sayso: all-MiniLM-L6-v2 by onnxruntime and tokenizers, nothing downloaded.

`export.py` makes its files; mean pooling and normalisation are part of the graph.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.embedding.onnx_session import open_session
from index.embedding.shipped import FOLDER, MODEL, REMEDY, damaged_files, shipped_file
from index.embedding.wordpieces import WordPieces
from index.errors import EmbeddingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

NAME = "all-MiniLM-L6-v2/int8"
DIMENSIONS = 384
# The model was trained on 256 pieces, of which [CLS] and [SEP] take two.
MAX_TOKENS = 254
# Of 256 to 8,192 tokens a batch, up to 512 took the least processor time: activations stay in a core's cache.
TOKENS_PER_BATCH = 512
# Texts are sorted by length within a window, so that memory does not grow with the number of texts.
TEXTS_PER_WINDOW = 2048


class MiniLM:
    """all-MiniLM-L6-v2 with 8-bit weights. Safe to share between threads; loads its files at first use."""

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or usable_cores()
        self._pieces = WordPieces(folder)
        self._loading = Lock()

    @property
    def name(self) -> str:
        """Identity of model and precision."""
        return NAME

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return DIMENSIONS

    @property
    def max_tokens(self) -> int:
        """Word pieces read of an input, without the two special ones."""
        return MAX_TOKENS

    def count_tokens(self, text: str) -> int:
        """Word pieces in `text`, without the two special ones."""
        return self._pieces.count(text)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 (len(texts), 384), unit rows. A text is read up to `max_tokens`. Raises EmbeddingError."""
        import numpy as np

        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), TEXTS_PER_WINDOW):
            todo = list(batches(self.tokenize(texts[start : start + TEXTS_PER_WINDOW])))
            # onnxruntime lets go of Python's lock: a batch per core scales better than a batch over all cores.
            with ThreadPoolExecutor(min(self._threads, len(todo))) as cores:
                for (places, _), rows in zip(todo, cores.map(self.run, [i for _, i in todo]), strict=True):
                    vectors[start + places] = rows
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """float32 (384,), of unit length. Raises EmbeddingError."""
        ((_, inputs),) = batches(self.tokenize([text]))
        vector: NDArray[np.float32] = self.run(inputs)[0]
        return vector

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Each text's word pieces as the model reads them, cut to `max_tokens`."""
        return self._pieces.encode(texts, MAX_TOKENS)

    def run(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """One pass through onnxruntime: inputs (n, length) to float32 (n, 384). Raises EmbeddingError."""
        with self._loading:
            session = self._session
        try:
            output: NDArray[np.float32] = session.run(None, inputs)[0]
        except RuntimeError as error:
            shape = inputs["input_ids"].shape
            raise EmbeddingError(f"{NAME} failed on a batch of shape {shape}: {error}. {REMEDY}") from error
        return output

    def problems(self) -> list[str]:
        """What differs from the files as they were shipped; empty when nothing does."""
        return damaged_files(self._folder)

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(shipped_file(MODEL, self._folder))


def usable_cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(
    pieces: Sequence[Sequence[int]],
) -> Iterator[tuple[NDArray[np.int64], dict[str, NDArray[np.int64]]]]:
    """Batches of similar length, longest first: (positions in `pieces`, the model's inputs (n, length))."""
    import numpy as np

    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i]))
    start = 0
    while start < len(order):
        length = len(pieces[order[start]])
        places = order[start : start + max(1, TOKENS_PER_BATCH // length)]
        ids = np.zeros((len(places), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, place in enumerate(places):
            ids[row, : len(pieces[place])] = pieces[place]
            mask[row, : len(pieces[place])] = 1
        yield np.array(places), {"input_ids": ids, "attention_mask": mask}
        start += len(places)
