"""The reader's network at run time: onnxruntime and tokenizers, passages of any length, a batch per core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.embedding.minilm import usable_cores
from index.embedding.onnx_session import open_session
from index.embedding.shipped import MODEL, REMEDY, shipped_file
from index.embedding.wordpieces import encodable, open_tokenizer
from index.errors import EmbeddingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LANGUAGES_READ = ("en", "sv")
"""Languages whose questions the network is trained on: in another, its marks alone are not to be trusted."""

FOLDER = Path(__file__).with_name("model")
CLS, SEP = 101, 102
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# Longer questions are read from the start; what one asks stands there.
QUESTION_PIECES = 48
# Of the title and headings above a passage, this much is read along: who or what it is about.
TITLE_PIECES = 16
# Pieces of one input: training went to 256, and a passage of the index fits with its question.
WINDOW = 320
# How far the next window of a long passage overlaps the one before: no answer is longer.
OVERLAP = 64
# One full window, or several short ones: larger batches fall out of the cores' caches. Against 2048 this took
# 0.57 times the processor time of a question and half the wait on two cores, with the same answers.
TOKENS_PER_BATCH = WINDOW


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one passage as the network read it.

    `starts` and `ends` are float32 logits per piece of the window, `none` is the score of "no answer here"
    and `offsets` are the pieces' character spans in the passage, int (pieces, 2).
    """

    passage: int
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    none: float
    offsets: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Input:
    """One window before it is read: its word pieces with the question's, and where the passage begins in them."""

    passage: int
    ids: list[int]
    context: int
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs of similar length and the arrays made of them, int64 (n, length), by the network's names."""

    inputs: tuple[Input, ...]
    feed: dict[str, NDArray[np.int64]]


class SpanModel:
    """Scores every word piece of passages as start and end of the answer. Safe to share between threads."""

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or usable_cores()
        self._loading = Lock()

    def read(self, question: str, passages: Sequence[str], titles: Sequence[str] = ()) -> list[Window]:
        """The windows of all passages, in order; a passage without a word has none. Raises EmbeddingError.

        `titles` say what each passage is about, and are read but never marked.
        """
        batches = self.prepare(question, passages, titles)
        if not batches:
            return []
        # onnxruntime lets go of Python's lock: a batch per core took .7 times as long as batches over both cores.
        # The longest are first, so that no core is left waiting for another at the end.
        with ThreadPoolExecutor(min(self._threads, len(batches))) as cores:
            windows = [
                _window(each, logits)
                for batch, read in zip(batches, cores.map(self.run, batches), strict=True)
                for each, logits in zip(batch.inputs, read, strict=True)
            ]
        return sorted(windows, key=lambda window: window.passage)

    def prepare(self, question: str, passages: Sequence[str], titles: Sequence[str] = ()) -> list[Batch]:
        """What the network is given, in batches of similar length. Raises EmbeddingError."""
        inputs = sorted(self._inputs(question, passages, titles), key=lambda each: -len(each.ids))
        return list(_batches(inputs))

    def run(self, batch: Batch) -> NDArray[np.float32]:
        """One pass of the network: float32 logits (n, length, 2). Raises EmbeddingError."""
        try:
            logits: NDArray[np.float32] = self._session.run(None, batch.feed)[0]
        except RuntimeError as error:
            shape = batch.feed[INPUTS[0]].shape
            raise EmbeddingError(f"the reader failed on a batch of shape {shape}: {error}. {REMEDY}") from error
        return logits

    def load(self) -> None:
        """Load the model's files now rather than at the first question. Raises EmbeddingError."""
        _ = self._session, self._tokenizer

    def _inputs(self, question: str, passages: Sequence[str], titles: Sequence[str]) -> Iterator[Input]:
        titles = titles or [""] * len(passages)
        asked, *texts = self._tokenizer.encode_batch(
            [encodable(text) for text in (question, *passages, *titles)], add_special_tokens=False
        )
        named = texts[len(passages) :]
        for passage, (text, title) in enumerate(zip(texts, named, strict=False)):
            head = head_of(asked.ids, title.ids)
            room = WINDOW - len(head) - 1
            for start in _window_starts(len(text.ids), room):
                ids = [*head, *text.ids[start : start + room], SEP]
                yield Input(passage, ids, len(head), text.offsets[start : start + room])

    @property
    def _tokenizer(self) -> Tokenizer:
        with self._loading:
            return self._loaded_tokenizer

    @property
    def _session(self) -> InferenceSession:
        with self._loading:
            return self._loaded_session

    @cached_property
    def _loaded_tokenizer(self) -> Tokenizer:
        return open_tokenizer(self._folder)

    @cached_property
    def _loaded_session(self) -> InferenceSession:
        return open_session(shipped_file(MODEL, self._folder))


def head_of(question: Sequence[int], title: Sequence[int]) -> list[int]:
    """What stands before the passage: the question's word pieces and, where there is one, the title's."""
    head = [CLS, *question[:QUESTION_PIECES], SEP]
    return [*head, *title[:TITLE_PIECES], SEP] if title else head


def _window(each: Input, logits: NDArray[np.float32]) -> Window:
    import numpy as np

    inside = logits[each.context : each.context + len(each.offsets)]
    return Window(
        passage=each.passage,
        starts=inside[:, 0],
        ends=inside[:, 1],
        none=float(logits[0].sum()),
        offsets=np.array(each.offsets, dtype=np.int64).reshape(-1, 2),
    )


def _window_starts(pieces: int, room: int) -> Iterator[int]:
    """Where the windows of a passage begin; the last one ends with the passage."""
    start = 0
    while start < pieces:
        yield start
        if start + room >= pieces:
            return
        start = min(start + room - OVERLAP, pieces - room)


def _batches(inputs: Sequence[Input]) -> Iterator[Batch]:
    """Batches of inputs that are sorted, longest first."""
    import numpy as np

    start = 0
    while start < len(inputs):
        length = len(inputs[start].ids)
        members = inputs[start : start + max(1, TOKENS_PER_BATCH // length)]
        feed = {name: np.zeros((len(members), length), dtype=np.int64) for name in INPUTS}
        for row, each in enumerate(members):
            feed["input_ids"][row, : len(each.ids)] = each.ids
            feed["attention_mask"][row, : len(each.ids)] = 1
            feed["token_type_ids"][row, each.context : len(each.ids)] = 1
        yield Batch(tuple(members), feed)
        start += len(members)
