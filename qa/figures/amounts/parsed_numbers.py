"""A number with its scale word, in digits or words: "1.3 million", "twenty-five", "half a million", "10 1/2"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.figures.amounts import currencies, units
from qa.figures.amounts.fractions import and_a_half, fraction_at, mixed_at
from qa.figures.amounts.number_words import scales_after, words_at
from qa.figures.amounts.numerals import decimal_comma, numeral_value, power_of_ten, regrouped
from qa.figures.amounts.tokens import Tokens
from qa.language.pack import Language
from qa.types import Bound

_SCALE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "mn": 10**6}


@dataclass(frozen=True, slots=True)
class Parsed:
    """An amount while it is being read: tokens `first` to `stop`, the number itself from `number` on."""

    value: Decimal
    first: int
    number: int
    number_stop: int
    stop: int
    unit: str | None = None
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    vague: bool = False
    scaled: bool = False
    in_words: bool = False


def number_at(tokens: Tokens, at: int, language: Language) -> Parsed | None:
    """The number without unit that begins at token `at`; None where none does."""
    if tokens.is_numeral(at):
        parsed = _numeral(tokens, at, language)
    elif fraction := fraction_at(tokens, at, language):
        parsed = Parsed(fraction.value, at, at, fraction.stop, fraction.stop, in_words=True)
    else:
        parsed = _in_words(tokens, at, language)
    return _scaled(tokens, parsed, language) if parsed else None


def _in_words(tokens: Tokens, at: int, language: Language) -> Parsed | None:
    if words := words_at(tokens, at, language):
        return Parsed(words.value, at, at, words.stop, words.stop, vague=words.vague, in_words=True)
    if tokens.lower(at) not in language.amounts.numbers.articles:
        return None
    words = words_at(tokens, at + 1, language)
    if words and (words.vague or words.value >= _SMALLEST_WITH_ARTICLE):
        return Parsed(words.value, at, at, words.stop, words.stop, vague=words.vague, in_words=True)
    word = tokens.lower(at + 1)
    factor = scales_after(language).get(word) if len(word) > 1 and words is None else None
    return (
        Parsed(Decimal(factor), at, at, at + 2, at + 2, in_words=True, scaled=factor >= 10**3) if factor else None
    )


_SMALLEST_WITH_ARTICLE = 100
""""A hundred", but "a ten-year-old"."""


def _numeral(tokens: Tokens, at: int, language: Language) -> Parsed | None:
    if mixed := mixed_at(tokens, at):
        return Parsed(mixed.value, at, at, mixed.stop, mixed.stop)
    run = tokens.texts[at]
    comma = decimal_comma(language)
    value = numeral_value(run, comma)
    if value is None:
        return None
    if comma and "," in run and (grouped := regrouped(run)) is not None and _counts_things(tokens, at, language):
        value = grouped
    if power := power_of_ten(tokens.source, tokens.ends[at]):
        exponent, end = power
        stop = bisect_left(tokens.starts, end)
        return Parsed(value.scaleb(exponent), at, at, stop, stop)
    if half := and_a_half(tokens, at + 1, language, value):
        return Parsed(half.value, at, at, half.stop, half.stop)
    return Parsed(value, at, at, at + 1, at + 1)


def _counts_things(tokens: Tokens, at: int, language: Language) -> bool:
    """Whether a plain noun follows: nobody counts people to three decimals, so "1,257 civila" groups thousands."""
    after = at + 1
    if not tokens.is_word(after) or tokens.glued(after) or tokens.lower(after) in scales_after(language):
        return False
    return (
        units.unit_at(tokens, after, language) is None and currencies.after(tokens, after, language, False) is None
    )


def _scaled(tokens: Tokens, parsed: Parsed, language: Language, once_more: bool = True) -> Parsed:
    """Applies a scale word after the number ("two-million"), or two ("5 hundred thousand")."""
    table = scales_after(language)
    at = parsed.stop
    if tokens.lower(at) == "-" and tokens.lower(at + 1) in table and tokens.glued(at):
        at += 1
    word = tokens.lower(at)
    factor = table.get(word)
    if factor is None or (parsed.in_words and len(word) == 1):
        return parsed
    stop = at + 1
    if tokens.lower(stop) == "." and word in language.amounts.numbers.dotted and tokens.glued(stop):
        stop += 1
    more = replace(parsed, value=times(parsed.value, factor), number_stop=stop, stop=stop, scaled=factor >= 10**3)
    return _scaled(tokens, more, language, once_more=False) if once_more and factor < 10**3 else more


def scale_letter(tokens: Tokens, at: int) -> tuple[int, int]:
    """A scale letter that touches the number ("1.3bn", "5m", "10K"): the token after it and its factor, else 1."""
    if tokens.is_word(at) and tokens.glued(at) and (factor := _SCALE_LETTERS.get(tokens.lower(at))):
        return at + 1, factor
    return at, 1


def times(value: Decimal, factor: int) -> Decimal:
    """The exact product: Decimal's own would round to 28 digits."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    product = int("".join(map(str, digits)) or "0") * factor * (-1 if sign else 1)
    if exponent < 0 and product % 10**-exponent == 0:
        return Decimal(product // 10**-exponent)
    return Decimal(f"{product}E{exponent}")
