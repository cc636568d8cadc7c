"""Whether four digits of a text are a year or count something: the one answer for amounts and for times."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.figures.amounts.bounds import hedge_before
from qa.figures.amounts.number_words import scales_after
from qa.figures.amounts.units import unit_names
from qa.language.pack import Language
from qa.types import Bound

YEAR = r"(?:1[5-9]|20)\d\d"
"""A pattern of what may be a year: documents speak of 1500 to 2099."""
_YEAR = re.compile(YEAR)
_FAR_YEAR = re.compile(r"1[0-4]\d\d|21\d\d")
"""Years of the Middle Ages and of the next century: such a number is one only where a word before it says so."""
_RECENT = range(1900, 2050)
"""Written without a mark, a number in this range is nearly always a year ("had 1988 sales")."""
_TOUCHING = re.compile(r"[\w.,$€£%-]\Z")
_FOLLOWING = re.compile(r"\s?[%‰]|[.,]?\d|[^\W_]")
_REACH = 30
"""Characters before the digits in which the words lie that say what they are."""
_BEFORE = re.compile(r"(?:(?<![^\s(])([^\W\d_]+|1)[^\S\n]+)?([^\W\d_]+(?:['’][^\W\d_]+)*|[(,])\s*\Z")
_AFTER = re.compile(r"[^\S\n]+([^\W\d_]+(?:['’][^\W\d_]+)*)")
_LONG = 3
"""Words up to so many letters are no plurals, whatever they end in ("was")."""
_COUNTED_WITHIN = 3
"""Words after a number among which its noun is looked for ("1,800 badly wounded men")."""


def is_year(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the digits from `start` to `end` are a year: "in 2019", "2019 sales", not "about 2000 people".

    After a word like "in" or "since" they are one whatever follows, unless a share is said ("one in 2000").
    """
    if _FAR_YEAR.fullmatch(text, start, end):
        return _is_far_year(text, start, end, language)
    if not _YEAR.fullmatch(text, start, end) or _FOLLOWING.match(text, end):
        return False
    hedge = hedge_before(text, max(0, start - _REACH), start, language)
    if hedge is Bound.EXACT and _TOUCHING.search(text, max(0, start - 1), start):
        return False
    following = words_after(text, end)
    counting = language.amounts.counting
    if following and following[0] in scales_after(language):
        return False
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    word = before[2].lower() if before else ""
    if before and word in counting.before_year:
        return not (before[1] and word in language.amounts.fractions.in_joints and _is_one(before[1], language))
    if following and (following[0] in unit_names(language) or following[0] in _money(language)):
        return False
    if hedge is not Bound.EXACT:
        return not following or (hedge is Bound.ABOUT and not counts(following, language))
    if int(text[start:end]) in _RECENT or word in counting.may_precede_year or word in ("(", ","):
        return not following or following[0] not in counting.plurals
    return not counts(following, language)


def _is_far_year(text: str, start: int, end: int, language: Language) -> bool:
    """Whether 1066 or 2120 is a year: after "in" or "by", with nothing behind it that is counted."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    counting = language.amounts.counting
    said = before is not None and before[2].lower() in counting.before_year | counting.before_far_year
    if (
        not said
        or _FOLLOWING.match(text, end)
        or hedge_before(text, max(0, start - _REACH), start, language) is not Bound.EXACT
    ):
        return False
    following = words_after(text, end)
    measured = bool(following) and (following[0] in unit_names(language) or following[0] in _money(language))
    scaled = bool(following) and following[0] in scales_after(language)
    return not (measured or scaled or counts(following, language))


@lru_cache(maxsize=64)
def _money(language: Language) -> frozenset[str]:
    """Names that are money after any number."""
    return frozenset(language.amounts.currencies.names) - language.amounts.currencies.only_scaled


def _is_one(word: str, language: Language) -> bool:
    return word == "1" or language.amounts.numbers.small.get(word) == 1


def words_after(text: str, start: int) -> list[str]:
    """The next few words after an offset on its line, in lower case, with nothing but spaces between."""
    found: list[str] = []
    while len(found) < _COUNTED_WITHIN and (match := _AFTER.match(text, start)):
        found.append(match[1].lower())
        start = match.end()
    return found


@lru_cache(maxsize=64)
def _verbs(language: Language) -> frozenset[str]:
    """Verbs that carry grammar, behind which it is told what became of those counted ("3 were injured")."""
    return language.counts.copulas | language.counts.own_verbs


def counts(following: list[str], language: Language) -> bool:
    """Whether one of the words that follow a number looks like its counted noun, with no other number between."""
    words = language.amounts.counting
    for word in following:
        if word in language.text.function and word not in _verbs(language):
            return False
        if word in language.amounts.numbers.small and word not in language.amounts.numbers.articles:
            return False
        if word in words.plurals or (len(word) > _LONG and word.endswith(words.plural_endings)):
            return word not in words.not_plural
    return False
