"""Tells an amount from a number that counts nothing: a year, a name's number, a pronoun."""

from __future__ import annotations

from qa.figures.amounts.parsed_numbers import Parsed
from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.years import counts, is_year, words_after
from qa.language.cldr import months, weekdays
from qa.language.countries import country_of_adjective
from qa.language.pack import Language
from qa.types import Bound

_SENTENCE_END = frozenset(".!?:;\"“”'’(–—-•*")
_AGE_DIGITS = 3
"""Digits of the age of a person."""


def is_amount(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether what was read as a number at tokens `read.number` to `read.number_stop` states an amount."""
    if _touches_letters(tokens, read, language) or _is_plural_of_digits(tokens, read, language):
        return False
    if read.in_words:
        return _words_count(tokens, read, language)
    if read.unit is not None or read.scaled:
        return True
    if _is_age_aside(tokens, read.number, read.stop):
        return False
    if _is_years(tokens, read, language):
        return False
    if read.bound is not Bound.EXACT:
        return True
    return not (
        _is_label(tokens, read.number, read.stop, language)
        or _names_model(tokens, read, language)
        or _is_dashed_name(tokens, read)
    )


def _is_plural_of_digits(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether the "s" that touches the digits is no second: "2018s best", "two Model 3s"."""
    at, text = read.number, tokens.texts[read.number]
    if (
        read.unit is None
        or not read.unit.startswith("second")
        or tokens.texts[read.number_stop : read.number_stop + 1] != ["s"]
    ):
        return False
    is_decade = text[0] == "." or (text.isdecimal() and len(text) == _YEAR_DIGITS)  # "in the .280s"
    return tokens.glued(read.number_stop) and (is_decade or _is_label(tokens, at, read.number_stop, language))


_YEAR_DIGITS = 4


def _names_model(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether the number names a model or code with the word after it: "the 737 Max", "two new 737 Max jets"."""
    text, after = tokens.texts[read.number], read.stop
    if read.first == 0 or tokens.lower(after) in language.text.function:
        return False
    name = tokens.texts[after] if tokens.is_word(after) and not tokens.glued(after) else ""
    named = (
        name[:1].isupper() and not name.isupper()
    )  # In capitals it is mostly a unit or a group: "120 NATO men".
    if not named or not text.isdecimal() or len(text) < _MODEL_DIGITS or not tokens.same_line(read.number, after):
        return False
    if tokens.lower(after) in weekdays(language) or tokens.lower(after) in months(language):
        return False
    if language.text.determiners or country_of_adjective(tokens.texts[after], language):
        return False
    following = words_after(tokens.source, tokens.ends[read.stop - 1])
    return not counts(following, language) or _is_counted_before(tokens, read.number, language)


_MODEL_DIGITS = 3
"""Digits of a number that names a model; "12 Honda cars" are twelve."""


def _is_counted_before(tokens: Tokens, number: int, language: Language) -> bool:
    """Whether a number before it counts what follows: "two new 737 Max jets"."""
    small = language.amounts.numbers.small
    return any(
        tokens.lower(at) in small and tokens.lower(at) not in small_words(language)
        for at in (number - 1, number - 2)
    )


def small_words(language: Language) -> frozenset[str]:
    """Number words that are pronouns or articles as well."""
    return language.amounts.counting.one | language.amounts.numbers.articles


def _is_dashed_name(tokens: Tokens, read: Parsed) -> bool:
    """Whether the number is tied to a name in capitals by a dash: "COVID -19"."""
    before = tokens.texts[read.first - 1] if read.first else ""
    return read.value < 0 and read.unit is None and len(before) > 1 and before.isalpha() and before.isupper()


def _is_years(tokens: Tokens, read: Parsed, language: Language) -> bool:
    """Whether the number is a year, or its two ends are and count nothing ("from 1950 to 1980")."""
    first, last = read.number, read.number_stop - 1
    if not all(is_year(tokens.source, tokens.starts[at], tokens.ends[at], language) for at in (first, last)):
        return False
    if tokens.lower(read.first) in language.amounts.ranges.opening:
        return True
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
    """Whether the number belongs to the name before it: "Boeing 737", "Windows 10", "iPhone 11 Pro cameras"."""
    before = number - 1
    if not tokens.is_word(before) or tokens.texts[before].islower() or not tokens.same_line(before, number):
        return False
    if not tokens.texts[before][0].isupper():
        return True
    following = tokens.texts[stop] if tokens.is_word(stop) else ""
    if len(following) > 1 and following.isupper() and tokens.texts[before].isupper():
        return False  # Everything is in capitals here.
    opens = before == 0 or tokens.texts[before - 1] in _SENTENCE_END or not tokens.same_line(before - 1, before)
    words, word = language.amounts.counting, tokens.lower(before)
    if word in words.capitalised or (opens and word in words.openers):
        return False
    return not counts(words_after(tokens.source, tokens.ends[stop - 1]), language)
