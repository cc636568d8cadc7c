"""Questions with passages they were not asked of: those that a search returns, and others drawn at random."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.training.examples import Example

_WORD = re.compile(r"\w{2,}")
# How many of the passages that BM25 returns are looked at.
_DEPTH = 10
# Hard negatives are drawn from this many of the best passages without the answer.
_HARDEST = 3
# A question is looked up by its rarest words: common ones decide little and take most of the time.
_RAREST = 6


def hard_negatives(questions: Sequence[Example], passages: Mapping[str, str], seed: int) -> list[Example]:
    """Each question with one of its best BM25 passages that lacks every reference answer; `source` is "hard".

    `passages` are texts with their titles. Only for questions that make sense away from their passage: elsewhere
    another passage may well answer.
    """
    chance = random.Random(f"hard-negatives-{seed}")
    negatives = []
    for example, texts in _searched(questions, passages):
        answers = [answer.lower() for answer in example.answer_texts]
        misses = [text for text in texts if not any(answer in text.lower() for answer in answers)]
        if misses:
            other = chance.choice(misses[:_HARDEST])
            negatives.append(_asked_of(example, other, passages[other], "hard"))
    return negatives


def retrieved(questions: Sequence[Example], passages: Mapping[str, str], each: int) -> list[Example]:
    """Every question with `each` of the passages that BM25 returns for it; `source` is "retrieved".

    Nobody has said whether these answer, so they are not `judged`.
    """
    return [
        replace(_asked_of(example, text, passages[text], "retrieved"), judged=False)
        for example, texts in _searched(questions, passages)
        for text in texts[:each]
    ]


def random_negatives(questions: Sequence[Example], seed: int) -> list[Example]:
    """Each question with a passage drawn at random from another article; `source` is "random"."""
    chance = random.Random(f"random-negatives-{seed}")
    negatives = []
    for example in questions:
        other = chance.choice(questions)
        if other.article != example.article:
            negatives.append(_asked_of(example, other.passage, other.title, "random"))
    return negatives


def _asked_of(example: Example, passage: str, title: str, source: str) -> Example:
    return replace(example, passage=passage, title=title, answers=(), source=source)


def _searched(questions: Sequence[Example], passages: Mapping[str, str]) -> Iterator[tuple[Example, list[str]]]:
    """The best BM25 passages of every question but its own."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61')")
    index.executemany("INSERT INTO passages VALUES (?)", ((text,) for text in passages))
    seen = Counter(word for text in passages for word in set(_WORD.findall(text.lower())))
    for example in questions:
        yield example, [text for text in _search(index, example.question, seen) if text != example.passage]
    index.close()


def _search(index: sqlite3.Connection, question: str, seen: Counter[str]) -> list[str]:
    known = [word for word in dict.fromkeys(_WORD.findall(question.lower())) if seen[word]]
    if not known:
        return []
    words = " OR ".join(f'"{word}"' for word in sorted(known, key=seen.__getitem__)[:_RAREST])
    rows = index.execute("SELECT text FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (words, _DEPTH))
    return [row[0] for row in rows]
