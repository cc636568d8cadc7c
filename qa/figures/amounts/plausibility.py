"""Tells an amount from a number that counts nothing: a year, a name's number, a pronoun."""

from __future__ import annotations

from qa.figures.amounts.parsed_numbers import Parsed
from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.years import counts, is_year, words_after
from qa.language.pack import Language
from qa.types import Bound

_SENTENCE_END = frozenset(".!?:;\"“”'’(–—-•*")
_AGE_DIGITS = 3
"""Digits of the age of a person."""


def is_amount(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether what was read as a number at tokens `read.number` to `read.number_stop` states an amount."""
    if _touches_letters(tokens, read, language):
        return False
    if read.in_words:
        return _words_count(tokens, read, language)
    if read.unit is not None or read.scaled:
        return True
    if _is_age_aside(tokens, read.number, read.stop):
        return False
    if _is_years(tokens, read, language):
        return False
    return read.bound is not Bound.EXACT or not _is_label(tokens, read.number, read.stop, language)


def _is_years(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether the number is a year, or its two ends are and count nothing ("from 1950 to 1980")."""
    first, last = read.number, read.number_stop - 1
    if not all(is_year(tokens.source, tokens.starts[at], tokens.ends[at], language) for at in (first, last)):
        return False
    return first == last or not counts(words_after(tokens.source, tokens.ends[read.stop - 1]), language)


def _touches_letters(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether letters touch the number that are neither unit nor currency: "A320", "COVID-19", "173C"."""
    first, stop = read.first, read.stop
    if tokens.glued(first) and first > 0:
        if tokens.is_word(first - 1) or tokens.texts[first - 1] in "_@#":
            return True
        hyphened = tokens.lower(first - 1) in ("-", "‑", "/", ".", ":") and tokens.glued(first - 1)
        if hyphened and first > 1 and tokens.kinds[first - 2] in ("word", "numeral"):
            return tokens.lower(first - 2) not in language.amounts.counting.prefixes or read.unit is None
    if stop < len(tokens) and tokens.glued(stop):
        if tokens.kinds[stop] in ("word", "numeral"):
            return True
        if tokens.lower(stop) in ("/", "^", "*", "=", "_", "\\", "@") and stop + 1 < len(tokens):
            return tokens.glued(stop + 1) and tokens.is_numeral(stop + 1)
    return False


def _in_name(tokens: Tokens, number: int, number_stop: int) -> bool:
    """Whether a number in words is part of a name inside a sentence: "says Two Rivers Relief"."""
    inside = tokens.is_numeral(number - 1) or (tokens.is_word(number - 1) and tokens.texts[number - 1].islower())
    following = [tokens.texts[i] for i in range(number_stop, min(len(tokens), number_stop + 2))]
    named = len(following) == 2 and all(text[0].isupper() and not text.isupper() for text in following)
    return inside and named and tokens.texts[number][0].isupper()


def _words_count(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether a number in words counts: all do but names, articles and pronouns."""
    if _in_name(tokens, read.number, read.number_stop):
        return False
    if read.number_stop - read.number > 1 or read.value not in (0, 1):
        return True
    word = tokens.lower(read.number)
    if language.amounts.counting.one:
        return _one_counts(tokens, read, language)
    hedged = read.bound in (Bound.AT_LEAST, Bound.AT_MOST) and read.unit is not None
    return word not in language.amounts.numbers.articles or hedged


def _one_counts(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether "one" counts: "one house", not "no one", "one of them", "one day soon"."""
    words, at = language.amounts.counting, read.number_stop
    if tokens.lower(read.number - 1) in words.not_before_one:
        return False
    after = tokens.lower(at)
    if read.unit is not None:
        return f"{after} {tokens.lower(at + 1)}" not in words.once
    return (
        tokens.is_word(at) and after not in words.not_after_one and not after.endswith(words.not_after_one_endings)
    )


def _is_age_aside(tokens: Tokens, number: int, stop: int) -> bool:
    """Whether the number is a person's age between commas or brackets: "McKenzie, 62, took over"."""
    opened, closed = tokens.lower(number - 1), tokens.lower(stop)
    aside = (opened == "," and closed in (",", ".", "")) or (opened == "(" and closed == ")")
    named = tokens.is_word(number - 2) and tokens.texts[number - 2][0].isupper()
    return aside and named and tokens.texts[number].isdecimal() and len(tokens.texts[number]) <= _AGE_DIGITS


def _is_label(tokens: Tokens, number: int, stop: int, language: Language) -> bool:
    """Whether the number belongs to the name before it: "Boeing 737", "Windows 10"."""
    before = number - 1
    if not tokens.is_word(before) or not tokens.texts[before][0].isupper() or not tokens.same_line(before, number):
        return False
    opens = before == 0 or tokens.texts[before - 1] in _SENTENCE_END or not tokens.same_line(before - 1, before)
    words, word = language.amounts.counting, tokens.lower(before)
    if word in words.capitalised or (opens and word in words.openers):
        return False
    return not counts(words_after(tokens.source, tokens.ends[stop - 1]), language)
