"""What a cell of a table and its head are: a sum of money, a day, the head that a question means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from qa.figures.amounts import amounts_in
from qa.figures.amounts.currencies import is_currency
from qa.language.pack import Language, pack_of
from qa.language.words import Word, words
from qa.reading.overlap.answer_spans import date_spans
from qa.reading.tables.asked_heads import words_told
from qa.reading.tables.rows import Cell

BARE_FIGURE = re.compile(r"[-+(–−]?\s?\d[\d.,'’\s]*\)?")
"""A figure without unit or sign."""
SCALES: Mapping[str, float] = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
"""Scales by the names that units of cells have, whatever language they are written in."""

_TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b")
"""An hour, or a day in figures."""
_SHARED_LETTERS, _BENT_PART = 4, 0.75
"""Letters, and their part of the longer word, that two forms of one word share."""
_SHARED_PART = 0.55
"""A word and a head that share so much of their beginning, of the shorter one, speak of the same: "weigh" and
"weight", "vattnet" and "vattentemperatur", "byggdes" and "byggår".
"""


def like_any_of(heads: Sequence[str], found: Sequence[Word]) -> bool:
    """Whether any of the words begins as one of the heads does."""
    return any(word.text.casefold().startswith(head) for head in heads for word in found)


def is_bent(term: Word, word: Word) -> bool:
    """Whether two words differ in their ending alone: "golvlampan" and "golvlampa"."""
    one, other = term.text.casefold(), word.text.casefold()
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= max(_SHARED_LETTERS, _BENT_PART * max(len(one), len(other)))


def is_called(head: str, beginnings: Sequence[str], language: str | None) -> bool:
    """Whether a word of a head begins so, or in languages that write nouns together, ends so."""
    found = words(head, language)
    compounds = pack_of(language).text.compounds
    ends = [each for each in beginnings if len(each) >= _SHARED_LETTERS] if compounds else []
    return like_any_of(beginnings, found) or any(word.text.casefold().endswith(tuple(ends)) for word in found)


def is_said_whole(head: str, question: str) -> bool:
    """Whether the question says a head letter for letter: "over 10 m"."""
    return bool(head) and re.search(rf"(?<!\w){re.escape(head)}(?!\w)", question, re.IGNORECASE) is not None


def is_money(cell: Cell, language: Language) -> bool:
    """Whether a cell tells a sum of money, by itself or by its unit."""
    said = f"{cell.value} {cell.unit}" if BARE_FIGURE.fullmatch(cell.value) else cell.value
    told = amounts_in(said, language)
    return any(amount.unit and is_currency(amount.unit) for amount in told)


def is_time(cell: Cell, language: Language) -> bool:
    """Whether a cell holds nothing but a day or an hour, or its head says so."""
    day = _TIME.sub("", cell.value).strip()
    return is_plain_time(cell.head) or not day or (0, len(day)) in date_spans(day, language)


def is_plain_time(head: str) -> bool:
    """Whether a head says that its column tells when, and no more."""
    return head.casefold() in _plain_times()


def is_price(head: str) -> bool:
    """Whether a head names a price: "Preis", "Listenpreis"."""
    return head.casefold().endswith(_price_endings())


@lru_cache(maxsize=1)
def _plain_times() -> frozenset[str]:
    return frozenset(head for each in words_told() for head in each.columns.plain_times)


@lru_cache(maxsize=1)
def _price_endings() -> tuple[str, ...]:
    return tuple(sorted({ending for each in words_told() for ending in each.columns.price_endings}))


def like_any_head(term: Word, heads: Sequence[Word]) -> bool:
    """Whether a word of a question speaks of what one of the words of a head names: "owns" and "owner"."""
    return any(
        term.key == head.key
        or head.text.casefold() in {f"{term.key}{ending}" for ending in _doer_endings()}
        or _begin_alike(term.text.casefold(), head.text.casefold())
        for head in heads
    )


@lru_cache(maxsize=1)
def _doer_endings() -> frozenset[str]:
    return frozenset(ending for each in words_told() for ending in each.columns.doer_endings)


def _begin_alike(asked: str, head: str) -> bool:
    shared = 0
    for one, other in zip(asked, head, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= max(_SHARED_LETTERS, _SHARED_PART * min(len(asked), len(head)))
