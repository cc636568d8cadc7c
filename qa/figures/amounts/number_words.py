"""Number words: "twenty-five thousand", "tvåhundra", "zweihundert", "quatre-vingts", "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qa.figures.amounts.tokens import Tokens
from qa.language.cldr import alternation
from qa.language.pack import Language

_LONGEST = 16
"""Words of one number that text2num reads: "neuf cent quatre-vingt-dix-neuf mille …" has fewer."""


@dataclass(frozen=True, slots=True)
class NumberInWords:
    """A number in words: its value, the token after it, whether it names a size only ("hundreds")."""

    value: Decimal
    stop: int
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The number words of a language, ready to be looked up."""

    values: Mapping[str, int]
    starters: frozenset[str]
    part: re.Pattern[str]
    """One number word inside a longer one, the longest first."""
    compound: re.Pattern[str]
    rounded: re.Pattern[str]


@lru_cache(maxsize=64)
def _lexicon(language: Language) -> _Lexicon:
    words, fractions = language.amounts.numbers, language.amounts.fractions
    values = {**words.small, **words.tens, **words.hundreds, **words.scales}
    starters = frozenset(values).union(
        words.vague, words.several, words.articles, fractions.halves, fractions.before_scale, fractions.every
    )
    part = alternation([*values, *words.compound_parts] if words.compounds else ())
    return _Lexicon(
        values,
        starters,
        re.compile(part),
        re.compile(rf"(?:{part}){{2,}}\Z"),
        re.compile(rf"((?:{part})+)(?:{alternation(words.vague_endings)})\Z"),
    )


def may_start(word: str, language: Language) -> bool:
    """Whether a number in words can begin with a word, for a quick look before parsing."""
    known = _lexicon(language)
    if word in known.starters:
        return True
    return language.amounts.numbers.compounds and bool(known.compound.match(word) or known.rounded.match(word))


@lru_cache(maxsize=64)
def scales_after(language: Language) -> Mapping[str, int]:
    """The factor of every word that multiplies the number before it."""
    words = language.amounts.numbers
    return {**words.scales, **words.scales_after_numbers}


def words_at(tokens: Tokens, start: int, language: Language) -> NumberInWords | None:
    """The number in words that begins at token `start`, the longest there is; None where none does."""
    parse = _by_library if language.amounts.numbers.parser else _composed
    return _several(tokens, start, language) or _vague(tokens, start, language) or parse(tokens, start, language)


def _several(tokens: Tokens, start: int, language: Language) -> NumberInWords | None:
    """ "several hundred", "a few thousand", "flera tusen": the smallest number that fits."""
    words = language.amounts.numbers
    at = start + 1 if tokens.lower(start) in words.articles else start
    value = scales_after(language).get(tokens.lower(at + 1)) if tokens.lower(at) in words.several else None
    return NumberInWords(Decimal(value), at + 2, vague=True) if value else None


def _vague(tokens: Tokens, start: int, language: Language) -> NumberInWords | None:
    words, word = language.amounts.numbers, tokens.lower(start)
    value = words.vague.get(word)
    if value is None and (rounded := _lexicon(language).rounded.match(word)):
        value = _sum_of_parts(rounded.group(1), language)
    if value is None:
        return None
    at = start + 1
    while tokens.lower(at) in words.of and (times := words.vague.get(tokens.lower(at + 1))):
        value, at = value * times, at + 2
    return NumberInWords(Decimal(value), at, vague=True)


def _composed(tokens: Tokens, start: int, language: Language) -> NumberInWords | None:
    """Adds up words like "three hundred and twenty-five thousand"; each may stand once in its place."""
    parts: list[int] = []
    at = start
    while (value := _word_value(tokens.lower(at), language)) is not None:
        if parts and not _continues(parts, value):
            break
        parts.append(value)
        at += 1
        if tokens.lower(at) == "-" and tokens.glued(at) and tokens.glued(at + 1) and 20 <= value < 100:
            unit = _word_value(tokens.lower(at + 1), language)
            at += 1 if unit is not None and unit < 10 else 0
        elif value >= 100 and tokens.lower(at) in language.amounts.numbers.joints:
            follower = _word_value(tokens.lower(at + 1), language)
            at += 1 if follower is not None and follower < 100 and value % 100 == 0 else 0
    if not parts:
        return None
    return NumberInWords(Decimal(_sum_up(parts)), at)


def _continues(parts: list[int], value: int) -> bool:
    last = parts[-1]
    scales = [part for part in parts if part >= 10**3]
    if value == 100:
        since = parts[len(parts) - parts[::-1].index(scales[-1]) :] if scales else parts
        return 100 not in since and (0 < last < 100 or last >= 10**3)
    if value > 100:
        return last < value and all(value < scale for scale in scales)
    return last >= 100 or (20 <= last < 100 and last % 10 == 0 and 0 < value < 10)


def _sum_up(parts: list[int]) -> int:
    total = current = 0
    for value in parts:
        if value == 100:
            current = max(current, 1) * 100
        elif value >= 10**3:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    return total + current


def _word_value(word: str, language: Language) -> int | None:
    known = _lexicon(language)
    if (value := known.values.get(word)) is not None:
        return value
    compound = language.amounts.numbers.compounds and known.compound.match(word)
    return _sum_of_parts(word, language) if compound else None


@lru_cache(maxsize=1024)
def _sum_of_parts(word: str, language: Language) -> int | None:
    """The value of number words written together, None where they are in no order that makes a number."""
    known = _lexicon(language)
    parts: list[int] = []
    for written in known.part.findall(word):
        value = known.values.get(written)
        if value is None or (parts and not _continues(parts, value)):
            return None
        parts.append(value)
    return _sum_up(parts) if parts else None


def _by_library(tokens: Tokens, start: int, language: Language) -> NumberInWords | None:
    """The longest run of number words from `start` that text2num can read."""
    known, inside = _lexicon(language), language.amounts.numbers.inside

    def is_number(word: str) -> bool:
        return word in known.values or known.compound.match(word) is not None

    if not is_number(tokens.lower(start)):
        return None
    stop = start + 1
    while stop - start < _LONGEST and ((word := tokens.lower(stop)) in inside or word == "-" or is_number(word)):
        stop += 1
    for end in range(stop, start, -1):
        text = tokens.source[tokens.starts[start] : tokens.ends[end - 1]].lower()
        if tokens.is_word(end - 1) and (value := _spelled(text, language.amounts.numbers.parser)) is not None:
            return NumberInWords(Decimal(value), end)
    return None


@lru_cache(maxsize=1024)
def _spelled(text: str, parser: str) -> int | None:
    from text_to_num import text2num

    try:
        return int(text2num(text, parser))
    except ValueError:
        return None
