"""Examples as the model reads them: [CLS] question [SEP] title [SEP] window of the passage [SEP]."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.types import Span
from qa.reading.network.span_model import SEP, head_of
from qa.training.examples import Example, Taught
from qa.training.model import MASKED

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

# Questions typed into a search box have no question mark: this part of the questions loses it.
UNMARKED = 0.25
# Documents may have no title, or one that says nothing: this part of the titles is left out.
UNTITLED = 0.35


@dataclass(frozen=True, slots=True)
class Features:
    """One input. `targets` are (first, last) positions of the reference answers, ((0, 0),) for none.

    `context` is the position of the window's first piece, `start` that piece's place in the passage.
    """

    ids: tuple[int, ...]
    context: int
    start: int
    targets: tuple[tuple[int, int], ...]
    taught: Taught | None = None
    judged: bool = True


class Featurizer:
    """Cuts examples to inputs of at most `length` pieces; long passages to a window that holds the answer."""

    def __init__(self, tokenizer: Path, length: int = 256) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True
        self._length = length
        self._pieces = lru_cache(maxsize=50_000)(self._encode)

    def features(
        self, example: Example, chance: random.Random, length: int | None = None, *, plain: bool = False
    ) -> Features:
        """The example with a window drawn at random among those that hold an answer.

        Unless `plain`, some questions lose their mark and some passages their title.
        """
        unmarked = not plain and chance.random() < UNMARKED
        untitled = not plain and chance.random() < UNTITLED
        question = self._pieces(example.question.rstrip(" ?") if unmarked else example.question)[0]
        title = () if untitled or not example.title else self._pieces(example.title)[0]
        ids, offsets = self._pieces(example.passage)
        head = head_of(question, title)
        room = (length or self._length) - len(head) - 1
        answers = sorted({piece_span(offsets, answer) for answer in example.answers})
        answers = [(a, b) for a, b in answers if b - a < room]
        start = _window_start(len(ids), room, answers, chance)
        window = ids[start : start + room]
        targets = tuple(
            (a - start + len(head), b - start + len(head))
            for a, b in answers
            if start <= a and b < start + len(window)
        )
        pieces = (*head, *window, SEP)
        return Features(pieces, len(head), start, targets or ((0, 0),), example.taught, example.judged)

    def _encode(self, text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple(encoding.ids), tuple(encoding.offsets)


def piece_span(offsets: Sequence[tuple[int, int]], answer: Span) -> tuple[int, int]:
    """The first and last piece that share a character with `answer`."""
    touched = [i for i, (start, end) in enumerate(offsets) if start < answer.end and answer.start < end]
    return (touched[0], touched[-1]) if touched else (0, 0)


def _window_start(pieces: int, room: int, answers: Sequence[tuple[int, int]], chance: random.Random) -> int:
    if pieces <= room:
        return 0
    low, high = 0, pieces - room
    if answers:
        first, last = chance.choice(answers)
        low, high = max(0, last - room + 1), min(first, high)
    return chance.randint(low, max(low, high))


def collate(features: Sequence[Features]) -> dict[str, NDArray[np.generic]]:
    """Arrays (n, longest): `ids`, `mask`, `types`; and per position the references' share `starts`, `ends`.

    `taught` (n, longest, 2) are the teacher's logits, and per input `judged` says whether the references are to be
    learnt and `has_teacher` whether the teacher has seen it.
    """
    shape = (len(features), max(len(f.ids) for f in features))
    batch: dict[str, NDArray[np.generic]] = {name: np.zeros(shape, np.int64) for name in ("ids", "mask", "types")}
    starts, ends = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    taught = np.full((*shape, 2), MASKED, np.float32)
    for row, f in enumerate(features):
        batch["ids"][row, : len(f.ids)] = f.ids
        batch["mask"][row, : len(f.ids)] = 1
        batch["types"][row, f.context : len(f.ids)] = 1
        for first, last in f.targets:
            starts[row, first] += 1 / len(f.targets)
            ends[row, last] += 1 / len(f.targets)
        if f.taught is not None:
            pieces = f.taught.pieces[f.start : f.start + len(f.ids) - f.context - 1]
            taught[row, f.context : f.context + len(pieces)] = pieces
            taught[row, 0] = f.taught.none
    return batch | {
        "starts": starts,
        "ends": ends,
        "taught": taught,
        "judged": np.array([f.judged for f in features], np.float32),
        "has_teacher": np.array([f.taught is not None for f in features], np.float32),
    }
