"""How an amount was hedged: "at least", "more than", "rarely more than", "minst", "or so"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from qa.figures.amounts.tokens import Tokens
from qa.language.pack import Language
from qa.types import Bound

_LONGEST = 5
"""Words of the longest hedge ("in the region of", "at the very least")."""
_FILLERS = 2
"""Words that may stand between hedge and number ("at least a further 20")."""
_SIGNS = {
    "≥": Bound.AT_LEAST, ">": Bound.MORE_THAN, "≤": Bound.AT_MOST, "<": Bound.LESS_THAN, "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
}  # fmt: skip


@lru_cache(maxsize=64)
def _before(language: Language) -> Mapping[str, Bound]:
    return MappingProxyType({**_SIGNS, **language.amounts.bounds.before})


@lru_cache(maxsize=64)
def _last_words(language: Language) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in _before(language))


@lru_cache(maxsize=64)
def _hedge(language: Language) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(_before(language), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({phrases})\s*\Z", re.IGNORECASE)


def hedge_before(text: str, start: int, offset: int, language: Language) -> Bound:
    """The bound said right before `offset` in a text that is read from `start`; EXACT where none is."""
    match = _hedge(language).search(text, start, offset)
    return _before(language)[match[1].lower()] if match else Bound.EXACT


def bound_before(tokens: Tokens, start: int, floor: int, language: Language) -> tuple[Bound, int]:
    """The bound said before token `start` and where its words begin; EXACT and `start` where none is."""
    table, ends = _before(language), _last_words(language)
    at = start
    for _ in range(_FILLERS + 1):
        longest = min(_LONGEST, at - floor) if tokens.lower(at - 1) in ends else 0
        for length in range(longest, 0, -1):
            bound = table.get(" ".join(tokens.lowers[at - length : at]))
            if bound is not None and not (length == 1 and _is_other_word(tokens, at - 1, language)):
                return bound, at - length
        if at - 1 < floor or tokens.lower(at - 1) not in language.amounts.bounds.fillers:
            break
        at -= 1
    return Bound.EXACT, start


def bound_in_prefix(tokens: Tokens, start: int, floor: int, language: Language) -> tuple[Bound, int] | None:
    """The bound of a prefix that a hyphen ties to the number at `start` ("sub-7"), and where it begins."""
    at = start - 2
    if (
        at < floor
        or tokens.lower(start - 1) not in ("-", "‑")
        or not (tokens.glued(start) and tokens.glued(start - 1))
    ):
        return None
    bound = _before(language).get(tokens.lower(at))
    return (bound, at) if bound and tokens.lower(at) in language.amounts.counting.prefixes else None


def _is_other_word(tokens: Tokens, at: int, language: Language) -> bool:
    """Whether a word is no hedge here: one that touches what is before it ("30 °c"), "what about"."""
    touches = tokens.is_word(at) and len(tokens.lower(at)) <= 2 and tokens.glued(at)
    return touches or (tokens.lower(at - 1) in language.amounts.bounds.not_after)


def bound_after(tokens: Tokens, stop: int, language: Language) -> tuple[Bound, int] | None:
    """A bound said after the amount ("or more", "or so", "+") and the token after it; None where none is."""
    if tokens.lower(stop) == "+" and tokens.glued(stop):
        return Bound.AT_LEAST, stop + 1
    table = language.amounts.bounds.after
    for length in (3, 2):
        words = tokens.lowers[stop : stop + length]
        bound = table.get(" ".join(words)) if len(words) == length else None
        if bound is not None:
            return bound, stop + length
    return None


def is_duration_preposition(tokens: Tokens, first: int, start: int, language: Language) -> bool:
    """Whether the bound is the bare "over" or "under" that also introduces a stretch of time."""
    return start - first == 1 and tokens.lower(first) in language.amounts.bounds.before_times
