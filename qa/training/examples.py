"""Reading-comprehension examples and where they come from: SQuAD-format JSON lines, gzipped or not."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SaysoError
from index.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DATA_FORMAT = 'JSON lines of {"id", "title", "context", "question", "answers": [{"text", "start"}]}'
# Never trained on: they calibrate the reader and measure it in Swedish. The first two were held out in both
# languages; the others exist in the Swedish half only.
HELD_OUT_TITLES = frozenset(
    {
        "Normans",
        "1973_oil_crisis",
        "1973_oljekris",
        "Jacksonville, Florida",
        "Konstruktion",
        "Sky_(United_Kingdom)",
        "Pharmacy",
    }
)
# Of the other articles one in this many is held out, chosen by hash.
HELD_OUT_ONE_IN = 40
# Files whose titles say nothing of the text: a product's number, the opening of a comment.
TITLELESS = ("reddit", "amazon_reviews")


class TrainingDataError(SaysoError):
    """Training data is missing or not in the format the message describes."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher makes of an example: start and end logits, float16 (pieces of the passage, 2).

    `none` are both logits of "no answer here".
    """

    pieces: NDArray[np.float16]
    none: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a passage; `answers` are spans of the passage, empty where it does not answer.

    `article` tells texts apart, so that none is both trained on and measured on. `source` is the file's name.
    Whether the passage answers is not known where `judged` is False: that only a teacher can tell.
    """

    question: str
    passage: str
    answers: tuple[Span, ...]
    language: str
    article: str
    source: str
    id: str = ""
    title: str = ""
    judged: bool = True
    taught: Taught | None = field(default=None, compare=False)

    @property
    def answer_texts(self) -> tuple[str, ...]:
        """The answers' wording."""
        return tuple(self.passage[a.start : a.end] for a in self.answers)


def load_examples(path: Path) -> list[Example]:
    """The examples of one file; `_sv` at the end of its name marks Swedish. Raises TrainingDataError."""
    source = path.name.removesuffix(".gz").removesuffix(".jsonl")
    language = "sv" if source.endswith("_sv") else "en"
    return [_example(row, source, language, where) for where, row in _rows(path)]


def load_folder(folder: Path) -> dict[str, list[Example]]:
    """Every file's examples by source name. Raises TrainingDataError where there are none."""
    files = sorted(folder.glob("*.jsonl.gz")) + sorted(folder.glob("*.jsonl"))
    if not files:
        raise TrainingDataError(f"{folder}: no *.jsonl or *.jsonl.gz file. Expected {DATA_FORMAT}")
    return {path.name.removesuffix(".gz").removesuffix(".jsonl"): load_examples(path) for path in files}


def is_held_out(example: Example) -> bool:
    """Whether the example's article is kept for calibration and measuring."""
    if example.article in HELD_OUT_TITLES:
        return True
    digest = hashlib.sha256(example.article.encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_ONE_IN == 0


def split(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """(to train on, held out), by article."""
    train: list[Example] = []
    held_out: list[Example] = []
    for example in examples:
        (held_out if is_held_out(example) else train).append(example)
    return train, held_out


def _rows(path: Path) -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}:{number}", json.loads(line)
    except (OSError, ValueError) as error:
        raise TrainingDataError(f"{path}: cannot be read ({error}). Expected {DATA_FORMAT}") from error


def _example(row: dict, source: str, language: str, where: str) -> Example:  # type: ignore[type-arg]
    try:
        passage, question, title = row["context"], row["question"], row["title"]
        spans = tuple(Span(a["start"], a["start"] + len(a["text"])) for a in row["answers"])
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingDataError(f"{where}: {error!r}. Expected {DATA_FORMAT}") from error
    # Reddit comments share one title, so there each text is an article of its own.
    article = passage if title == "Filtered_Reddit_Comments" else title
    said = "" if source.endswith(TITLELESS) else title.replace("_", " ")
    return Example(question, passage, spans, language, article, source, str(row.get("id", "")), said)
