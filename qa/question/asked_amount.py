"""What a question about an amount asks for: what is counted, by whom, where, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.errors import QuestionError
from qa.figures.attribution.noun_phrases import ACTORS, DETERMINERS, STOPS
from qa.figures.claimants import claimant_key
from qa.figures.counted import Key, counted_key
from qa.figures.scope.periods import Calendar, times_in
from qa.language.vocabulary import vocabulary
from qa.question.analysis import analyse, asks_bare_figure
from qa.types import Figure, Period

_AMOUNT = re.compile(
    r"\b(?:how (?:many|much|large|big|high|long|old|often|far|tall|heavy|expensive|fast)|number of"
    r"|what (?:number|share|percentage|proportion|figure|toll)"
    r"|what (?:is|was|were) the (?:\w+ )?"
    r"(?:toll|number|count|figure|share|total|cost|price|value|population|estimate)"
    r"|percent(?:age)?|(?:death )?tolls?|totals?|figures?|counts?|estimates?|amount"
    r"|hur (?:många|mycket|stor|stort|stora|hög|länge|gammal|ofta|lång|långt)|antal(?:et)?|siffr\w+"
    r"|andel\w*|procent|dödssiffr\w+"
    r"|wie ?viele?|wie (?:hoch|groß|lange|alt)|anzahl|combien|nombre)\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ASKING = vocabulary(
    """
    how many much what number figure figures toll count share did do does is are was were the have has had in
    of by to admit admits admitted say says said acknowledge acknowledged claim claims claimed estimate
    estimates estimated report reported reports give gives according confess deny denied there been people
    that which who hur många mycket antal har säger sade erkänt erkände erkänner medgett medger uppger enligt
    hävdar att blev blivit er det den wie viele combien total according caused cause killing
    """
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question about an amount; empty where the question does not name them."""

    amount: bool
    key: Key
    claimant: str | None = None
    place: str | None = None
    period: Period | None = None


def asks_amount(question: str) -> bool:
    """Whether the question wants a number for an answer."""
    return _AMOUNT.search(question) is not None


def asked_of(question: str, figures: Sequence[Figure]) -> Asked:
    """What the question asks, its claimant and place recognised among those of `figures`."""
    words = [word.lower() for word in _WORD.findall(question)]
    claimant = _named_claimant(words, [f.claimant for f in figures if f.claimant])
    place = _named_place(question, figures)
    taken = set(claimant_key(claimant)) if claimant else set()
    key = counted_key(" ".join(w for w in words if w not in taken and w not in _NEVER_COUNTED))
    if asks_bare_figure(question):
        key = Key("", "", frozenset())
    times = times_in(question, Calendar())
    event_key = Key(key.event, _focus_noun(words, key), frozenset(_narrowed(words)))
    return Asked(asks_amount(question), event_key, claimant, place, times[0].period if times else None)


def asks_claimant(question: str) -> bool:
    """Whether the question asks what somebody says."""
    try:
        return analyse(question).claimant is not None
    except QuestionError:
        return False


_NEVER_COUNTED = vocabulary("figure figures number toll tolls total totals")


def _focus_noun(words: Sequence[str], key: Key) -> str:
    """The noun after "how many", in one language and number; the event's own subject where there is none."""
    for at in range(len(words) - 1):
        if words[at] in ("many", "många", "viele", "much", "mycket", "combien", "antal", "of", "number"):
            for word in words[at + 1 : at + 4]:
                if word in DETERMINERS or word in STOPS:
                    continue
                found = counted_key(word)
                if found.event:
                    return "person"
                concept = counted_key(f"{word} killed")
                if key.event and concept.noun == "person":
                    return "person"
                if found.noun and word not in _ASKING:
                    return found.noun
    return key.noun if key.event else ""


def _narrowed(words: Sequence[str]) -> set[str]:
    narrowed: set[str] = set()
    for word in words:
        narrowed |= counted_key(f"{word} killed").narrowed & _GROUPS
    return narrowed


_GROUPS = frozenset(
    {"civilian", "child", "woman", "soldier", "worker", "student", "refugee", "protester", "police officer"}
)


def _named_claimant(words: Sequence[str], claimants: Sequence[str]) -> str | None:
    """The claimant among `claimants` that the question names; the one whose name it names most of."""
    said = set(words) | {word.removesuffix("'s").removesuffix("’s").removesuffix("s") for word in words}
    said |= {part for word in words for part in claimant_key(word)}
    best: tuple[int, str] | None = None
    for name in dict.fromkeys(claimants):
        key = [part for part in claimant_key(name) if part[0] != ":"]
        hits = sum(1 for part in key if part in said)
        headed = bool(key) and ((key[0] in said and len(key[0]) > 3) or (key[-1] in said and key[-1] in ACTORS))
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
    key = counted_key(figure.counted)
    if (figure.amount.unit or "").endswith("of age"):
        return False
    if asked.key.event:
        if key.event != asked.key.event or figure.amount.unit is not None:
            return False
        return key.noun == asked.key.noun or not asked.key.noun or not key.noun
    if asked.key.noun and figure.amount.unit is None:
        return key.noun == asked.key.noun
    return False
