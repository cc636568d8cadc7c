"""Puts amounts together: number, scale, currency or unit, range, bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.types import Span
from qa.figures.amounts import bounds, currencies, units
from qa.figures.amounts.exclusions import excluded_spans
from qa.figures.amounts.number_ranges import with_range
from qa.figures.amounts.number_words import may_start, scales_after
from qa.figures.amounts.parsed_numbers import Parsed, number_at, scale_letter, times
from qa.figures.amounts.plausibility import is_amount
from qa.figures.amounts.tokens import Tokens, tokenize
from qa.language.pack import Language
from qa.types import Amount, Bound

_OLDEST = 120
"""Years of age that "aged" may introduce."""
_SMALLEST_NOUN = 10**6
"""Romance languages say "million" and more as a noun, with "of" before what is counted ("millions de dollars")."""
_SMALLER = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60), "minute": ("second", 60)}
_TEMPERATURES = frozenset({"celsius", "fahrenheit", "degree"})
_DASHES = ("-", "−", "–")
_CENTS = frozenset({"cent", "penny", "öre"})


def amounts_in(text: str, language: Language) -> tuple[Amount, ...]:
    """Every amount in `text`, in order, in linear time; spans are offsets into `text`.

    `language` is the text's: it decides how "1.257" and "ett" are read.
    """
    tokens = tokenize(text)
    return tuple(_finished(text, tokens, parsed) for parsed in _parsed(tokens, language))


def _finished(text: str, tokens: Tokens, parsed: Parsed) -> Amount:
    start, end = tokens.starts[parsed.first], tokens.ends[parsed.stop - 1]
    return Amount(
        value=parsed.value,
        span=Span(start, end),
        text=text[start:end],
        upper=parsed.upper,
        bound=parsed.bound,
        unit=parsed.unit,
        vague=parsed.vague,
    )


def _parsed(tokens: Tokens, language: Language) -> Iterator[Parsed]:
    blocked = _Blocked(excluded_spans(tokens.source, language))
    at = floor = 0
    while at < len(tokens):
        begins = tokens.is_numeral(at) or (tokens.is_word(at) and may_start(tokens.lower(at), language))
        found = None
        if begins and not blocked.covers(tokens.starts[at]):
            found = _amount_at(tokens, at, floor, language, blocked)
        if found and is_amount(tokens, found, language):
            yield found
            floor = found.stop
        at = max(found.stop if found else 0, at + 1)


class _Blocked:
    """Answers whether an offset lies in an excluded span, for offsets that only grow."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0
        self._until = -1

    def covers(self, offset: int) -> bool:
        """Whether `offset` lies in an excluded span."""
        while self._next < len(self._spans) and self._spans[self._next][0] <= offset:
            self._until = max(self._until, self._spans[self._next][1])
            self._next += 1
        return offset < self._until

    def begins_within(self, start: int, end: int) -> bool:
        """Whether an excluded span begins between the two offsets."""
        return self._next < len(self._spans) and start <= self._spans[self._next][0] < end


def _amount_at(tokens: Tokens, at: int, floor: int, language: Language, blocked: _Blocked) -> Parsed | None:
    number = number_at(tokens, at, language)
    if number is None:
        return None
    amount = _with_cents(tokens, _with_unit(tokens, number, floor, language), language)
    amount = _with_smaller_unit(tokens, amount, language)
    after = amount.stop
    if after + 1 < len(tokens) and not blocked.begins_within(tokens.starts[after], tokens.ends[after + 1]):
        amount = with_range(tokens, amount, language, lambda high, at: _with_unit(tokens, high, at, language))
    return _with_bound(tokens, amount, floor, language)


def _with_unit(tokens: Tokens, number: Parsed, floor: int, language: Language) -> Parsed:
    number = _signed(tokens, number, floor, language)
    if prefix := currencies.before(tokens, number.first, floor, language):
        name, first, factor = prefix
        stop, letter = scale_letter(tokens, number.stop)
        value = times(number.value, letter * factor)
        money = replace(number, first=first, value=value, stop=stop, number_stop=stop)
        return _after_prefix(tokens, money, name, language)
    return _as_money(tokens, number, language) or _as_measure(tokens, number, language)


def _unit_start(tokens: Tokens, number: Parsed, language: Language) -> int:
    """Where the unit of a number begins: after a hyphen, or after "of" in "thousands of dollars"."""
    at = number.stop
    if tokens.lower(at) in ("-", "–", "‑") and not tokens.is_numeral(at + 1):
        return at + 1
    is_noun = number.vague or ((number.scaled or number.in_words) and number.value >= _SMALLEST_NOUN)
    return at + 1 if is_noun and tokens.lower(at) in language.amounts.numbers.of else at


def _past_part(tokens: Tokens, number: Parsed, start: int, language: Language) -> int:
    """Where the unit of a fraction in digits begins: after "of a" in "1/32 of a quart"."""
    is_fraction = tokens.lower(number.first + 1) in ("/", "⁄") or 0 < number.value < 1
    words = language.amounts.numbers
    of_a = tokens.lower(start) in words.of and tokens.lower(start + 1) in words.articles
    return start + 2 if is_fraction and of_a and tokens.is_numeral(number.first) else start


def _as_money(tokens: Tokens, number: Parsed, language: Language) -> Parsed | None:
    """The number with the currency after it; None where none follows."""
    stop, letter = scale_letter(tokens, number.stop)
    for start, factor in ((stop, letter), (_unit_start(tokens, number, language), 1)):
        found = currencies.after(tokens, start, language, number.scaled or factor > 1)
        if found and not _belongs_to_next(tokens, start, found[0].stop):
            unit, more = found
            scaled_stop, late = _late_scale(tokens, unit.stop, language)
            ratio = units.per_at(tokens, unit.name, scaled_stop, language)
            return replace(
                number, value=times(number.value, factor * more * late), unit=ratio.name, stop=ratio.stop
            )
    return None


def _as_measure(tokens: Tokens, number: Parsed, language: Language) -> Parsed:
    """The number with the age it states or the unit after it."""
    start = _past_part(tokens, number, _unit_start(tokens, number, language), language)
    before = tokens.lower(number.first - 1)
    aged = language.amounts.units.aged
    is_aged = before in aged or f"{tokens.lower(number.first - 2)} {before}" in aged
    if is_aged and 0 < number.value < _OLDEST and not tokens.is_word(start):
        return replace(number, unit="year of age")
    if start < len(tokens) and tokens.same_line(number.stop - 1, start):
        measure = units.unit_at(tokens, start, language)
        attributive = number.vague and measure is not None and tokens.lower(start) == measure.name
        if measure and not attributive:  # "hundreds of foot soldiers"
            return replace(number, unit=measure.name, stop=measure.stop)
    return number


def _after_prefix(tokens: Tokens, money: Parsed, name: str, language: Language) -> Parsed:
    """Skips a second mention of the currency ("$10 dollars") and reads what it is counted per."""
    stop = money.stop
    again = currencies.after(tokens, stop, language, True)
    if again and again[0].name in (name, "dollar") and tokens.is_word(stop) and tokens.texts[stop].islower():
        stop = again[0].stop
    ratio = units.per_at(tokens, name, stop, language)
    return replace(money, unit=ratio.name, stop=ratio.stop)


def _late_scale(tokens: Tokens, at: int, language: Language) -> tuple[int, int]:
    """A scale said after the currency: "75 USD million"."""
    factor = scales_after(language).get(tokens.lower(at))
    return (at + 1, factor) if factor and factor >= 10**6 else (at, 1)


def _belongs_to_next(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a currency sign touches the number after it rather than the one before ("3 USD50 cards")."""
    return not tokens.glued(start) and tokens.is_numeral(stop) and tokens.glued(stop) and stop == start + 1


def _signed(tokens: Tokens, number: Parsed, floor: int, language: Language) -> Parsed:
    """Reads a minus sign that touches the number, or stands before a temperature."""
    at = number.first - 1
    negative = language.amounts.numbers.negative
    if tokens.lower(at) in _DASHES and tokens.glued(number.first) and tokens.glued(at) and at > floor:
        if tokens.lower(at - 1) in negative:
            return replace(number, value=-number.value, first=at - 1)  # "minus-5"
        if tokens.texts[at - 1] in currencies.signs():
            return replace(number, value=-number.value, first=at)  # "$-5bn"
    said = tokens.lower(at) in negative
    if at < floor or not (said or tokens.lower(at) in _DASHES):
        return number
    if (at > 0 and tokens.glued(at) and not said) or tokens.is_numeral(at - 1):
        return number
    unit = units.unit_at(tokens, number.stop, language)
    is_temperature = unit is not None and unit.name in _TEMPERATURES
    touches = tokens.glued(number.first) and not said and (unit is not None or not _opens_line(tokens, at))
    return replace(number, value=-number.value, first=at) if touches or is_temperature else number


def _opens_line(tokens: Tokens, at: int) -> bool:
    """Whether a dash begins its line and so marks a list item or a speaker, not a negative number."""
    line = tokens.source.rfind("\n", 0, tokens.starts[at]) + 1
    return at > 0 and not tokens.source[line : tokens.starts[at]].strip()


def _with_cents(tokens: Tokens, money: Parsed, language: Language) -> Parsed:
    """Joins "3 dollars 50 cents" and "15 dollars and 50" into one amount."""
    if money.unit is None or money.scaled or not _has_cents(money.unit):
        return money
    words = language.amounts.numbers
    at = money.stop + (tokens.lower(money.stop) in words.joints)
    if at >= len(tokens) or tokens.lower(at) in words.articles:
        return money
    small = number_at(tokens, at, language)
    if small is None or not 0 < small.value < 100 or small.value != small.value.to_integral_value():
        return money
    unit = currencies.after(tokens, small.stop, language, True)
    if unit and unit[0].name in _CENTS:
        return replace(money, value=money.value + small.value.scaleb(-2), stop=unit[0].stop)
    after_cents = language.amounts.currencies.after_cents
    ends = not tokens.is_word(small.stop) and not tokens.is_numeral(small.stop)
    ends = ends or tokens.lower(small.stop) in after_cents
    other = unit is not None or tokens.lower(small.stop) in ("%", "°", "-")
    if not ends or other or not tokens.is_word(money.stop - 1):
        return money
    return replace(money, value=money.value + small.value.scaleb(-2), stop=small.stop)


def _has_cents(unit: str) -> bool:
    return unit in ("dollar", "euro", "pound sterling") or unit.endswith(("dollar", "krona"))


def _with_smaller_unit(tokens: Tokens, time: Parsed, language: Language) -> Parsed:
    """Joins "four years and six months" and "2 hours 41 minutes" into one amount of the smaller unit."""
    smaller, count = _SMALLER.get(time.unit or "", ("", 0))
    at = time.stop + (tokens.lower(time.stop) in language.amounts.numbers.joints)
    if not smaller or time.vague or at >= len(tokens) or not tokens.same_line(time.stop, at):
        return time
    number = number_at(tokens, at, language)
    unit = units.unit_at(tokens, number.stop, language) if number else None
    if number is None or unit is None or unit.name != smaller or not 0 < number.value < count:
        return time
    return replace(time, value=time.value * count + number.value, unit=smaller, stop=unit.stop)


def _with_bound(tokens: Tokens, parsed: Parsed, floor: int, language: Language) -> Parsed:
    bound, first = bounds.bound_before(tokens, parsed.first, floor, language)
    if prefixed := bounds.bound_in_prefix(tokens, parsed.first, floor, language):
        bound, first = prefixed
    if bound is not Bound.EXACT and not _introduces_time(tokens, first, parsed, language):
        kept = Bound.BETWEEN if parsed.upper is not None else bound
        return replace(parsed, bound=kept, first=first)
    after = bounds.bound_after(tokens, parsed.stop, language)
    after = after or bounds.bound_after(tokens, parsed.number_stop, language)
    if after and parsed.upper is None:
        return replace(parsed, bound=after[0], stop=max(after[1], parsed.stop))
    return parsed


def _introduces_time(tokens: Tokens, first: int, parsed: Parsed, language: Language) -> bool:
    duration = bounds.is_duration_preposition(tokens, first, parsed.first, language)
    return duration and parsed.unit in units.TIMES
