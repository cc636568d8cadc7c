"""Of the figures of documents those that a question asks for: what it counts, whom and which place it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.figures.claimants import claimant_key, role_words
from qa.figures.counted import PERSON, key_of
from qa.question.question import Question
from qa.types import Figure, Period

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class NamedScope:
    """Whose figures a question asks for, where and when, as the figures call it; None where it does not say."""

    claimant: str | None = None
    place: str | None = None
    period: Period | None = None


def named_scope(question: Question, figures: Sequence[Figure]) -> NamedScope:
    """The claimant and the place of some of the figures that a question names, and the first time it does."""
    text, times = question.text, question.times
    period = times[0].period if times else None
    return NamedScope(named_claimant(text, figures), _named_place(text, figures), period)


def named_claimant(question: str, figures: Sequence[Figure]) -> str | None:
    """The claimant of one of the figures that a question names; the one whose name it names most of."""
    words = [word.lower() for word in _WORD.findall(question)]
    said = set(words) | {word.removesuffix("'s").removesuffix("’s").removesuffix("s") for word in words}
    said |= {part for word in words for part in claimant_key(word)}
    best: tuple[int, str] | None = None
    for name in dict.fromkeys(figure.claimant for figure in figures if figure.claimant):
        key = [part for part in claimant_key(name) if part[0] != ":"]
        hits = sum(1 for part in key if part in said)
        headed = bool(key) and (
            (key[0] in said and len(key[0]) > 3) or (key[-1] in said and key[-1] in role_words())
        )
        whole = bool(key) and (hits == len(key) or headed)
        if whole and (best is None or hits > best[0]):
            best = hits, name
    return best[1] if best else None


def _named_place(question: str, figures: Sequence[Figure]) -> str | None:
    lower = question.lower()
    for place in sorted({f.place for f in figures if f.place}, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(place.lower())}(?!\w)", lower):
            return place
    return None


def counts_asked(figure: Figure, question: Question) -> bool:
    """Whether a figure counts what a question counts."""
    asked, key = question.count.key, key_of(figure)
    if question.names_no_count or question.count.unit is not None or figure.amount.unit is not None:
        return False
    if question.event:
        noun = asked.noun if asked.event else PERSON
        return key.event == question.event and (key.noun == noun or not noun or not key.noun)
    # Which of several words is the noun is open on both sides: "how many rooms get cleaned", "9 mines harmless".
    alike = key.noun in asked.narrowed | {asked.noun} or asked.noun in key.narrowed
    return bool(asked.noun and key.noun) and not key.event and alike
