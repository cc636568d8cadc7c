"""What a question about an amount asks for: what is counted, by whom, where, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.errors import QuestionError
from qa.figures.claimants import claimant_key, role_words
from qa.figures.counted import PERSON, Key, counted_key, key_of
from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import Language
from qa.question.analysis import analyse, asks_bare_figure
from qa.types import Figure, Period

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question about an amount; empty where the question does not name them."""

    amount: bool
    key: Key
    claimant: str | None = None
    place: str | None = None
    period: Period | None = None


def asks_amount(question: str, language: Language) -> bool:
    """Whether the question wants a number for an answer."""
    return language.questions.amount.search(question) is not None


def asked_of(question: str, figures: Sequence[Figure], language: Language) -> Asked:
    """What the question asks, its claimant and place recognised among those of `figures`."""
    words = [word.lower() for word in _WORD.findall(question)]
    claimant = asked_claimant(question, figures)
    place = _named_place(question, figures)
    taken = set(claimant_key(claimant)) if claimant else set()
    never = language.questions.number_nouns
    key = counted_key(" ".join(w for w in words if w not in taken and w not in never), language)
    if asks_bare_figure(question, language):
        key = Key("", "", frozenset())
    times = times_in(question, language, Calendar())
    event_key = Key(key.event, _focus_noun(words, key, language), frozenset())
    return Asked(asks_amount(question, language), event_key, claimant, place, times[0].period if times else None)


def asked_claimant(question: str, figures: Sequence[Figure]) -> str | None:
    """The claimant of one of the figures that the question names."""
    words = [word.lower() for word in _WORD.findall(question)]
    return _named_claimant(words, [figure.claimant for figure in figures if figure.claimant])


def asks_claimant(question: str) -> bool:
    """Whether the question asks what somebody says."""
    try:
        return analyse(question).claimant is not None
    except QuestionError:
        return False


_LOOKED_BEHIND = 3
"""Words behind "many" in which the counted noun is looked for: articles and adjectives may come first."""


def _focus_noun(words: Sequence[str], key: Key, language: Language) -> str:
    """The noun after "how many", in one language and number; the event's own subject where there is none."""
    said, grammar = language.questions, language.attribution.names
    for at in range(len(words) - 1):
        if words[at] not in said.before_counted:
            continue
        for word in words[at + 1 : at + 1 + _LOOKED_BEHIND]:
            if word in grammar.determiners or word in grammar.stops:
                continue
            found = counted_key(word, language)
            if found.event or key.event:
                return PERSON
            if found.noun and word not in said.around_counted:
                return found.noun
    return key.noun if key.event else ""


def _named_claimant(words: Sequence[str], claimants: Sequence[str]) -> str | None:
    """The claimant among `claimants` that the question names; the one whose name it names most of."""
    said = set(words) | {word.removesuffix("'s").removesuffix("’s").removesuffix("s") for word in words}
    said |= {part for word in words for part in claimant_key(word)}
    best: tuple[int, str] | None = None
    for name in dict.fromkeys(claimants):
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


def matches(figure: Figure, asked: Asked) -> bool:
    """Whether the figure counts what the question asks for."""
    key = key_of(figure)
    if (figure.amount.unit or "").endswith("of age"):
        return False
    if asked.key.event:
        if key.event != asked.key.event or figure.amount.unit is not None:
            return False
        return key.noun == asked.key.noun or not asked.key.noun or not key.noun
    if asked.key.noun and figure.amount.unit is None:
        return key.noun == asked.key.noun
    return False
