"""Training sources on disk, with what a teacher made of them, so that training can stop and go on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index.types import Span
from qa.training.examples import Example, Taught
from qa.training.mixture import Source

SOURCES, TAUGHT = "sources.jsonl.gz", "taught.npz"


def save_sources(sources: Sequence[Source], folder: Path) -> None:
    """Write the sources into `folder`, each text once."""
    folder.mkdir(parents=True, exist_ok=True)
    passages = dict.fromkeys(example.passage for source in sources for example in source.examples)
    texts = {text: number for number, text in enumerate(passages)}
    temporary = folder / f"{SOURCES}.part"
    with gzip.open(temporary, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(list(texts)) + "\n")
        for source in sources:
            rows = [_row(example, texts[example.passage]) for example in source.examples]
            facts = [source.name, source.early, source.late, source.length]
            lines.write(json.dumps([facts, rows]) + "\n")
    temporary.replace(folder / SOURCES)


def load_sources(folder: Path) -> list[Source]:
    """What `save_sources` wrote."""
    with gzip.open(folder / SOURCES, "rt", encoding="utf-8") as lines:
        texts = json.loads(next(lines))
        return [
            Source(facts[0], tuple(_example(row, texts) for row in rows), *facts[1:])
            for facts, rows in map(json.loads, lines)
        ]


def save_taught(sources: Sequence[Source], folder: Path) -> None:
    """Write what the teacher made of the sources' examples beside them."""
    taught = [example.taught for source in sources for example in source.examples if example.taught]
    temporary = folder / "taught.part.npz"
    np.savez(
        temporary,
        lengths=np.array([len(each.pieces) for each in taught], np.int32),
        pieces=np.concatenate([each.pieces for each in taught]),
        none=np.array([each.none for each in taught], np.float16),
    )
    temporary.replace(folder / TAUGHT)


def load_taught(sources: Sequence[Source], folder: Path) -> list[Source]:
    """The sources with what `save_taught` wrote of them."""
    with np.load(folder / TAUGHT) as arrays:
        lengths, pieces, none = arrays["lengths"], arrays["pieces"], arrays["none"]
    ends = np.cumsum(lengths)
    read = (
        Taught(pieces[end - length : end], (float(both[0]), float(both[1])))
        for end, length, both in zip(ends, lengths, none, strict=True)
    )
    return [replace(s, examples=tuple(_taught_examples(s.examples, read))) for s in sources]


def _taught_examples(examples: Sequence[Example], read: Iterator[Taught]) -> Iterator[Example]:
    for example in examples:
        yield replace(example, taught=next(read))


def _row(e: Example, text: int) -> list[Any]:
    answers = [[a.start, a.end] for a in e.answers]
    return [e.question, text, answers, e.language, e.article, e.source, e.id, e.title, e.judged]


def _example(row: list[Any], texts: list[str]) -> Example:
    question, text, answers, *rest = row
    return Example(question, texts[text], tuple(Span(*answer) for answer in answers), *rest)
