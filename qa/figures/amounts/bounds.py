"""How an amount was hedged: "at least", "more than", "rarely more than", "minst", "or so"."""

from __future__ import annotations

from qa.figures.amounts.tokens import Tokens
from qa.language.vocabulary import vocabulary
from qa.types import Bound

_LONGEST = 5


def _phrases(table: dict[Bound, str]) -> dict[str, Bound]:
    return {phrase.strip(): bound for bound, phrases in table.items() for phrase in phrases.split(",")}


_BEFORE = {
    "en": _phrases({
        Bound.AT_LEAST: """
            at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum,
            as few as, at the very least, never less than, never fewer than, ≥
            """,
        Bound.MORE_THAN: """
            more than, over, above, exceeding, in excess of, upward of, upwards of, greater than,
            higher than, just over, well over, far more than, slightly more than, north of, topping,
            surpassing, some more than, >
            """,
        Bound.AT_MOST: """
            at most, up to, no more than, not more than, a maximum of, maximum, as many as, as much as,
            rarely more than, never more than, seldom more than, hardly more than, not exceeding,
            at the most, no greater than, no higher than, rarely over, never over, hardly over, rarely above,
            never above, ≤
            """,
        Bound.LESS_THAN: """
            less than, fewer than, under, below, lower than, younger than, far fewer than, smaller than, <
            """,
        Bound.ABOUT: """
            about, around, some, approximately, aproximately, approx, roughly, circa, ca, c, an estimated,
            estimated, in the region of, on the order of, in the order of, an approximate, an average of, ~,
            ≈
            """,
        Bound.ALMOST: """
            almost, nearly, close to, just under, just below, just shy of, nearing, approaching, not quite
            """,
    }),
    "sv": _phrases({
        Bound.AT_LEAST: "minst, åtminstone, inte mindre än, inte färre än, lägst, ett minimum av, ≥",
        Bound.MORE_THAN: "mer än, fler än, över, drygt, högre än, större än, mer än så, dryga, >",
        Bound.AT_MOST: """
            högst, som mest, upp till, max, maximalt, sällan mer än, aldrig mer än, inte mer än,
            inte fler än, så många som, så mycket som, sällan över, aldrig över, sällan fler än,
            knappast mer än, ≤
            """,
        Bound.LESS_THAN: "mindre än, färre än, lägre än, <",
        Bound.ABOUT: "omkring, runt, cirka, ca, ungefär, kring, uppskattningsvis, i storleksordningen, ~",
        Bound.ALMOST: "nästan, närmare, knappt, uppemot, nära, strax under, inemot, knappa",
    }),
    "de": _phrases({
        Bound.AT_LEAST: "mindestens, wenigstens, zumindest, nicht weniger als",
        Bound.MORE_THAN: "mehr als, über, gut, höher als",
        Bound.AT_MOST: "höchstens, maximal, bis zu, nicht mehr als, selten mehr als, nie mehr als",
        Bound.LESS_THAN: "weniger als, unter",
        Bound.ABOUT: "etwa, rund, ungefähr, circa, ca, zirka, schätzungsweise, um die",
        Bound.ALMOST: "fast, knapp, beinahe, nahezu, annähernd",
    }),
    "fr": _phrases({
        Bound.AT_LEAST: "au moins, pas moins de, au minimum",
        Bound.MORE_THAN: "plus de, plus d', supérieur à, au-delà de",
        Bound.AT_MOST: "au plus, jusqu'à, au maximum, pas plus de, rarement plus de, jamais plus de",
        Bound.LESS_THAN: "moins de, inférieur à",
        Bound.ABOUT: "environ, autour de, à peu près, quelque, quelques, une, un",
        Bound.ALMOST: "près de, presque",
    }),
}  # fmt: skip
_AFTER = {
    "or more": Bound.AT_LEAST, "or higher": Bound.AT_LEAST, "or above": Bound.AT_LEAST, "at least": Bound.AT_LEAST,
    "and up": Bound.AT_LEAST, "or less": Bound.AT_MOST, "or fewer": Bound.AT_MOST, "at most": Bound.AT_MOST,
    "or so": Bound.ABOUT, "more or less": Bound.ABOUT, "eller fler": Bound.AT_LEAST, "eller mer": Bound.AT_LEAST,
    "eller färre": Bound.AT_MOST, "eller mindre": Bound.AT_MOST, "eller så": Bound.ABOUT,
    "oder mehr": Bound.AT_LEAST,
    "ou plus": Bound.AT_LEAST,
}  # fmt: skip
_FILLERS = vocabulary("a an the another further additional extra ett en ytterligare andra weitere autres")
# Words that hedge an amount only next to a number: "over four months" is a duration, "some day" no hedge.
_DURATIONS_TOO = frozenset({"over", "under", "above", "below", "över", "über", "unter"})


def bound_before(tokens: Tokens, start: int, floor: int, language: str) -> tuple[Bound, int]:
    """The bound said before token `start` and where its words begin; EXACT and `start` where none is."""
    table = _BEFORE.get(language, _BEFORE["en"])
    at = start
    for _ in range(3):
        for length in range(min(_LONGEST, at - floor), 0, -1):
            bound = table.get(" ".join(tokens.lowers[at - length : at]))
            if bound is not None and not _false_friend(tokens, at - length, length):
                return bound, at - length
        if at - 1 < floor or tokens.lower(at - 1) not in _FILLERS:
            break
        at -= 1
    return Bound.EXACT, start


def _false_friend(tokens: Tokens, first: int, length: int) -> bool:
    """Whether the words are no hedge here: "in the c", "went up to 5"."""
    word = tokens.lower(first)
    if length == 1 and word in ("c", "ca") and tokens.glued(first):
        return True
    return length == 1 and word == "about" and tokens.lower(first - 1) in ("what", "how")


def bound_after(tokens: Tokens, stop: int) -> tuple[Bound, int] | None:
    """A bound said after the amount ("or more", "or so", "+") and the token after it; None where none is."""
    if tokens.lower(stop) == "+" and tokens.glued(stop):
        return Bound.AT_LEAST, stop + 1
    for length in (3, 2):
        words = tokens.lowers[stop : stop + length]
        bound = _AFTER.get(" ".join(words)) if len(words) == length else None
        if bound is not None:
            return bound, stop + length
    return None


def is_duration_preposition(tokens: Tokens, first: int, start: int) -> bool:
    """Whether the bound is the bare "over" or "under" that also introduces a stretch of time."""
    return start - first == 1 and tokens.lower(first) in _DURATIONS_TOO
