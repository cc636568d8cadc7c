"""What is told of one time, found for another by its wording: the reports of each year say it alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Hit
from qa.figures.amounts import amounts_in
from qa.reading.passages import Sentence, quoted, split_passage
from qa.types import Quote

ALIKE = 85.0
"""rapidfuzz similarity of two sentences without their numbers, 0 to 100, from which they tell the same of two
years.
"""

SHORTEST = 20
"""Characters without numbers; shorter sentences are alike by chance."""

_SCORE = 0.7
"""Of a sentence found by its wording."""

_NUMBERS = re.compile(r"\d[\d.,]*")


def sentences_with(value: str, hits: Sequence[Hit]) -> Iterator[Sentence]:
    """The sentences outside of tables that hold a number as it is written."""
    written = re.compile(rf"(?<![\w.,]){re.escape(value)}(?![\w]|[.,]\d)")
    for hit in hits:
        for sentence in split_passage(hit).sentences:
            if " | " not in sentence.text and written.search(sentence.text):
                yield sentence


def said_alike(told: Sentence, value: str, hits: Sequence[Hit]) -> Quote | None:
    """The sentence of some hits that says with another number what a sentence says with a value; None where none
    does.
    """
    from rapidfuzz import fuzz

    amounts = amounts_in(told.text, told.language)
    place = next((n for n, amount in enumerate(amounts) if value in amount.text), None)
    mask = _masked(told.text)
    if place is None or len(mask) < SHORTEST:
        return None
    best: tuple[float, Quote | None] = (ALIKE, None)
    for hit in hits:
        for sentence in split_passage(hit).sentences:
            found = amounts_in(sentence.text, sentence.language)
            alike = fuzz.ratio(mask, _masked(sentence.text), score_cutoff=best[0])
            if alike >= best[0] and len(found) == len(amounts) and found[place].unit == amounts[place].unit:
                span = found[place].span
                best = alike + 0.01, quoted(hit, sentence.span, sentence.part(span.start, span.end), _SCORE)
    return best[1]


def _masked(text: str) -> str:
    return " ".join(_NUMBERS.sub("#", text).split())
