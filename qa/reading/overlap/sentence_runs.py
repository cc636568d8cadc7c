"""Questions in languages that no reader is trained on: the shortest run of sentences that says all their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from index.stopwords import stop_words
from index.terms import terms
from index.types import Hit, Span
from qa.language.asking_words import asking_words
from qa.question.analysis import Question
from qa.reading.network.span_model import LANGUAGES_READ
from qa.reading.passages import quoted, sentences_of
from qa.types import QuestionKind, Quote, Reading

FOUND = 0.6
"""Score of a run that says all words of a question: where a mark of the network is no surer, the run is told."""

LONGEST = 3
"""Sentences of a run: what is named in one is told of in the next or the one after it."""

ENOUGH = 0.67
"""Part of the question's words that a passage says more than where an unsure mark of the network may stand."""

_SEEN = frozenset((QuestionKind.HOW_MANY, QuestionKind.WHEN))

_HAN = regex.compile(r"[\p{Han}\p{Katakana}ー]+|[\p{Latin}\p{N}]+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-‑][\p{L}\p{M}\p{N}]+)*")
_SHARED_LETTERS, _SHARED_SYLLABLES, _SHARED_PART = 4, 2, 0.7
"""Letters (or signs for syllables), and their part of the longer word, that two forms of a word share where no
stemmer knows them.
"""


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences of a hit that say all words of a question."""

    hit: Hit
    span: Span
    sentences: int


def with_said_whole(question: Question, hits: Sequence[Hit], reading: Reading) -> Reading:
    """The reading, or where the question is in another language than those read and the reading is not sure of
    itself, the sentences that say all of the question's words.
    """
    if question.language in LANGUAGES_READ or any(quote.score >= FOUND for quote in reading.quotes):
        return reading
    runs = said_whole(question, hits)
    if not runs:
        told = tuple(quote for quote in reading.quotes if _says_most(question, hits, quote))
        return replace(reading, quotes=told)
    marked = tuple(_with_mark(question, run, reading.quotes) for run in runs)
    return replace(reading, quotes=marked, answerable=max(FOUND, reading.answerable))


def _with_mark(question: Question, run: Quote, marks: Sequence[Quote]) -> Quote:
    """A run with what the network marked in it, where the question is one for a number or a time: there the mark
    can be seen to be one.
    """
    if question.kind not in _SEEN:
        return run
    inside = (quote.answer for quote in marks if quote.document.id == run.document.id and quote.answer)
    answer = next((mark for mark in inside if run.start <= mark.start and mark.end <= run.end), None)
    return replace(run, answer=answer)


def _says_most(question: Question, hits: Sequence[Hit], quote: Quote) -> bool:
    """Whether the passage of a quote says nearly all words of the question: the others may be bent or told."""
    asked = _asked(question.text, question.language)
    hit = next(hit for hit in hits if hit.passage.id == quote.passage_id)
    text = f"{hit.document.title}\n{hit.document.source}\n{hit.passage.searchable}"
    return not asked or len(_said(text, asked, question.language)) > ENOUGH * len(asked)


def said_whole(question: Question, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The shortest runs of sentences that say all words of the question, one a document; none where none does."""
    asked = _asked(question.text, question.language)
    if not asked:
        return ()
    found: dict[str, _Run] = {}
    for hit in hits:
        for run in _runs(hit, asked, question.language):
            best = found.setdefault(hit.document.id, run)
            if (run.sentences, len(run.span)) < (best.sentences, len(best.span)):
                found[hit.document.id] = run
    least = min((run.sentences for run in found.values()), default=0)
    return tuple(quoted(run.hit, run.span, None, FOUND) for run in found.values() if run.sentences == least)


def _runs(hit: Hit, asked: Sequence[str], language: str) -> Iterator[_Run]:
    """The runs of at most `LONGEST` sentences of a passage that say all that is asked."""
    text = hit.passage.text
    sentences = sentences_of(text, hit.document.language)
    said = [_said(text[each.start : each.end], tuple(asked), language) for each in sentences]
    for first in range(len(sentences)):
        held: frozenset[str] = frozenset()
        for count, part in enumerate(said[first : first + LONGEST], 1):
            held |= part
            if len(held) == len(asked):
                yield _Run(hit, Span(sentences[first].start, sentences[first + count - 1].end), count)
                break


def _asked(text: str, language: str) -> tuple[str, ...]:
    """What a text must say to answer: the words of a question, or pairs of signs where no spaces part words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = asking_words(language)
    if not words.spaced:
        pieces = [piece for run in _HAN.findall(words.signs.sub(" ", plain)) for piece in _pairs(run)]
    elif words.openings:
        tokens = [token for token in _WORD.findall(plain) if not token.startswith(words.openings)]
        pieces = [words.endings.sub("", token) or token for token in tokens]
    else:
        left_out = stop_words(language) | words.asking
        pieces = [token for token in _parts(plain) if token not in left_out]
    return tuple(dict.fromkeys(pieces))


def _parts(plain: str) -> list[str]:
    """The words of a text; an article that an apostrophe binds ("l'entrée") is none of them."""
    return [token for token in _WORD.findall(plain) if len(token) > 1 or token.isdigit()]


def _pairs(run: str) -> list[str]:
    if len(run) == 1 or run.isascii():
        return [run]
    return ["".join(pair) for pair in pairwise(run)]


@lru_cache(maxsize=4096)
def _said(sentence: str, asked: tuple[str, ...], language: str) -> frozenset[str]:
    """Which of the asked pieces a sentence says."""
    plain = unicodedata.normalize("NFKC", sentence).casefold()
    words = asking_words(language)
    if not words.spaced:
        return frozenset(piece for piece in asked if piece in plain)
    tokens = _WORD.findall(plain)
    if words.openings:
        bare = [words.endings.sub("", token) for token in tokens]
        return frozenset(
            piece
            for piece in asked
            if piece in plain or any(_share(piece, token, _SHARED_SYLLABLES, _SHARED_PART) for token in bare)
        )
    stems = set(terms(sentence, language))
    return frozenset(
        piece
        for piece in asked
        if stems.intersection(terms(piece, language))
        or any(_share(piece, token, _SHARED_LETTERS, _SHARED_PART) for token in tokens)
    )


def _share(one: str, other: str, letters: int, part: float) -> bool:
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= max(letters, part * max(len(one), len(other)))
