"""Puts amounts together: number, scale, currency or unit, range, bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from index.types import Span
from qa.figures.amounts import bounds, currencies, units
from qa.figures.amounts.exclusions import excluded_spans
from qa.figures.amounts.fractions import fraction_at, mixed_at
from qa.figures.amounts.number_words import SCALE_LETTERS, SCALES_AFTER_DIGITS, starters, words_at
from qa.figures.amounts.numerals import decimal_comma, numeral_value, regrouped
from qa.figures.amounts.plausibility import is_amount
from qa.figures.amounts.tokens import Tokens, tokenize
from qa.language.detection import guess_language
from qa.language.vocabulary import vocabulary
from qa.types import Amount, Bound


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


def amounts_in(text: str, language: str | None = None) -> tuple[Amount, ...]:
    """Every amount in `text`, in order, in linear time; spans are offsets into `text`.

    `language` decides how "1.257" and "ett" are read; guessed from the text where it is None.
    """
    if language is None:
        language = guess_language(text)
    language = language.split("-")[0].lower()
    tokens = tokenize(text)
    return tuple(_finished(tokens, parsed) for parsed in _parsed(tokens, language))


def _finished(tokens: Tokens, parsed: Parsed) -> Amount:
    start, end = tokens.starts[parsed.first], tokens.ends[parsed.stop - 1]
    return Amount(
        value=parsed.value,
        span=Span(start, end),
        text=tokens.source[start:end],
        upper=parsed.upper,
        bound=parsed.bound,
        unit=parsed.unit,
        vague=parsed.vague,
    )


def _parsed(tokens: Tokens, language: str) -> Iterator[Parsed]:
    known = starters(language)
    blocked = _Blocked(excluded_spans(tokens.source))
    at = floor = 0
    while at < len(tokens):
        if blocked.covers(tokens.starts[at]):
            at += 1
            continue
        if not _may_start(tokens, at, known, language):
            at += 1
            continue
        found = _amount_at(tokens, at, floor, language, blocked)
        if found is None:
            at += 1
            continue
        if is_amount(tokens, found.number, found.number_stop, found.stop, found, language):
            yield found
            floor = found.stop
        at = max(found.stop, at + 1)


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


def _may_start(tokens: Tokens, at: int, known: frozenset[str], language: str) -> bool:
    kind = tokens.kinds[at]
    if kind == "numeral":
        return True
    if kind == "word":
        word = tokens.lowers[at]
        return word in known or (language == "sv" and len(word) > 4) or (language == "de" and len(word) > 2)
    return False


def _amount_at(tokens: Tokens, at: int, floor: int, language: str, blocked: _Blocked) -> Parsed | None:
    number = _number_at(tokens, at, language)
    if number is None:
        return None
    first = _with_unit(tokens, number, floor, language)
    whole = _with_smaller_unit(tokens, _with_cents(tokens, first, language), language)
    whole = _with_range(tokens, whole, language, blocked)
    return _with_bound(tokens, whole, floor, language)


def _number_at(tokens: Tokens, at: int, language: str) -> Parsed | None:
    """A bare number with its scale word: "1.3 million", "twenty-five", "half a million", "10 1/2"."""
    if tokens.kinds[at] == "numeral":
        parsed = _numeral(tokens, at, language)
    elif fraction := fraction_at(tokens, at, language):
        parsed = Parsed(fraction.value, at, at, fraction.stop, fraction.stop, in_words=True)
    else:
        article = language == "en" and tokens.lower(at) in ("a", "an") and tokens.lower(at + 1) != "few"
        words = words_at(tokens, at + 1 if article else at, language)
        if words is None or (article and words.value < 100):
            return _dozen(tokens, at) if article else None
        parsed = Parsed(words.value, at, at, words.stop, words.stop, vague=words.vague, in_words=True)
    return _scaled(tokens, parsed, language) if parsed else None


def _dozen(tokens: Tokens, at: int) -> Parsed | None:
    if tokens.lower(at + 1) != "dozen":
        return None
    return Parsed(Decimal(12), at, at, at + 2, at + 2, in_words=True)


def _numeral(tokens: Tokens, at: int, language: str) -> Parsed | None:
    if mixed := mixed_at(tokens, at):
        return Parsed(mixed.value, at, at, mixed.stop, mixed.stop)
    run = tokens.texts[at]
    comma = decimal_comma(language)
    value = numeral_value(run, comma)
    if value is None:
        return None
    if comma and "," in run and (grouped := regrouped(run)) is not None and _counts_things(tokens, at, language):
        value = grouped
    return Parsed(value, at, at, at + 1, at + 1)


def _counts_things(tokens: Tokens, at: int, language: str) -> bool:
    """Whether a plain noun follows: nobody counts people to three decimals, so "1,257 civila" groups thousands."""
    after = at + 1
    if (
        not tokens.is_word(after)
        or tokens.glued(after)
        or tokens.lower(after) in SCALES_AFTER_DIGITS.get(language, {})
    ):
        return False
    return (
        units.unit_at(tokens, after, language) is None and currencies.after(tokens, after, language, False) is None
    )


def _scaled(tokens: Tokens, parsed: Parsed, language: str, once_more: bool = True) -> Parsed:
    """Applies a scale word after the number ("two-million"), or two ("5 hundred thousand")."""
    table = SCALES_AFTER_DIGITS.get(language, SCALES_AFTER_DIGITS["en"])
    at = parsed.stop
    if tokens.lower(at) == "-" and tokens.lower(at + 1) in table and tokens.glued(at):
        at += 1
    word = tokens.lower(at)
    factor = table.get(word) or (SCALES_AFTER_DIGITS["en"].get(word) if word in ("million", "bn", "mn") else None)
    if factor is None or (parsed.in_words and word == "k"):
        return parsed
    if word in ("cent", "cents") and not parsed.in_words:
        return parsed
    stop = at + 1
    if tokens.lower(stop) == "." and word in ("mio", "mrd", "milj") and tokens.glued(stop):
        stop += 1
    value = _times(parsed.value, factor)
    more = replace(parsed, value=value, number_stop=stop, stop=stop, scaled=factor >= 10**3)
    return _scaled(tokens, more, language, once_more=False) if once_more and factor < 10**3 else more


def _times(value: Decimal, factor: int) -> Decimal:
    """The exact product: Decimal's own would round to 28 digits."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    product = int("".join(map(str, digits)) or "0") * factor * (-1 if sign else 1)
    if exponent < 0 and product % 10**-exponent == 0:
        return Decimal(product // 10**-exponent)
    return Decimal(f"{product}E{exponent}")


def _with_unit(tokens: Tokens, number: Parsed, floor: int, language: str) -> Parsed:
    number = _signed(tokens, number, floor, language)
    prefix = currencies.before(tokens, number.first, floor)
    if prefix:
        name, first, factor = prefix
        stop, letter = _scale_letter(tokens, number.stop)
        money = replace(
            number, first=first, value=_times(number.value, letter * factor), stop=stop, number_stop=stop
        )
        return _after_prefix(tokens, money, name, language)
    at = number.stop
    hyphen = tokens.lower(at) in ("-", "–", "‑") and not tokens.is_numeral(at + 1)
    stop, letter = _scale_letter(tokens, at)
    for start, factor in ((stop, letter), (at + 1 if hyphen else at, 1)):
        scaled = number.scaled or factor > 1
        money_after = currencies.after(tokens, start, language, scaled) if start < len(tokens) else None
        if money_after and not _belongs_to_next(tokens, start, money_after[0].stop):
            unit, more = money_after
            value = _times(number.value, factor * more)
            late = _late_scale(tokens, unit.stop, language)
            ratio = units.per_at(tokens, unit.name, late[0], language)
            return replace(number, value=_times(value, late[1]), unit=ratio.name, stop=ratio.stop)
    start = at + 1 if hyphen else at
    aged = tokens.lower(number.first - 1) in _AGED or tokens.lowers[max(0, number.first - 2) : number.first] == [
        "age",
        "of",
    ]
    if aged and 0 < number.value < _OLDEST and not tokens.is_word(start):
        return replace(number, unit="year of age")
    if start < len(tokens) and tokens.same_line(at - 1, start):
        measure = units.unit_at(tokens, start, language)
        if measure:
            return replace(number, unit=measure.name, stop=measure.stop)
    return number


_AGED = frozenset({"aged", "age", "ages"})
_OLDEST = 120


def _after_prefix(tokens: Tokens, money: Parsed, name: str, language: str) -> Parsed:
    """Skips a second mention of the currency ("$10 dollars") and reads what it is counted per."""
    stop = money.stop
    again = currencies.after(tokens, stop, language, True)
    if again and again[0].name in (name, "dollar") and tokens.is_word(stop) and tokens.texts[stop].islower():
        stop = again[0].stop
    ratio = units.per_at(tokens, name, stop, language)
    return replace(money, unit=ratio.name, stop=ratio.stop)


def _late_scale(tokens: Tokens, at: int, language: str) -> tuple[int, int]:
    """A scale said after the currency: "75 USD million"."""
    factor = SCALES_AFTER_DIGITS.get(language, {}).get(tokens.lower(at))
    return (at + 1, factor) if factor and factor >= 10**6 else (at, 1)


def _scale_letter(tokens: Tokens, at: int) -> tuple[int, int]:
    """A scale letter that touches the number: "1.3bn", "5m", "10K"."""
    if tokens.is_word(at) and tokens.glued(at) and (factor := SCALE_LETTERS.get(tokens.lower(at))):
        return at + 1, factor
    return at, 1


def _belongs_to_next(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a currency sign touches the number after it rather than the one before ("3 USD50 cards")."""
    return not tokens.glued(start) and tokens.is_numeral(stop) and tokens.glued(stop) and stop == start + 1


def _signed(tokens: Tokens, number: Parsed, floor: int, language: str) -> Parsed:
    """Reads a minus sign that touches the number, or stands before a temperature."""
    at = number.first - 1
    if at < floor or tokens.lower(at) not in ("-", "−", "–", "minus"):
        return number
    touching = tokens.glued(number.first) and tokens.lower(at) != "minus"
    free = at == 0 or not tokens.glued(at)
    unit = units.unit_at(tokens, number.stop, language) if number.stop < len(tokens) else None
    warm = unit is not None and unit.name in ("celsius", "fahrenheit", "degree")
    after_number = at > 0 and tokens.is_numeral(at - 1)
    if (
        free
        and (touching or warm)
        and not after_number
        and (warm or unit or (touching and not _opens_line(tokens, at)))
    ):
        return replace(number, value=-number.value, first=at)
    return number


def _opens_line(tokens: Tokens, at: int) -> bool:
    """Whether a dash begins its line and so marks a list item or a speaker, not a negative number."""
    line = tokens.source.rfind("\n", 0, tokens.starts[at]) + 1
    return at > 0 and not tokens.source[line : tokens.starts[at]].strip()


def _with_cents(tokens: Tokens, money: Parsed, language: str) -> Parsed:
    """Joins "3 dollars 50 cents" and "15 dollars and 50" into one amount."""
    if money.unit is None or money.scaled or not _has_cents(money.unit):
        return money
    at = money.stop
    joined = tokens.lower(at) == "and"
    at += 1 if joined else 0
    if at >= len(tokens) or (tokens.kinds[at] == "word" and tokens.lower(at) in ("a", "an")):
        return money
    small = _number_at(tokens, at, language)
    if small is None or (not tokens.is_word(money.stop - 1) and tokens.lower(small.stop) not in ("cent", "cents")):
        return money
    if not 0 < small.value < 100 or small.value != small.value.to_integral_value():
        return money
    unit = currencies.after(tokens, small.stop, language, True)
    named = unit is not None and unit[0].name in ("cent", "penny", "öre")
    nothing_follows = (
        small.stop >= len(tokens) or tokens.kinds[small.stop] == "symbol" or tokens.lower(small.stop) == "more"
    )
    if not named and (unit is not None or not nothing_follows or tokens.lower(small.stop) in ("%", "$", "°", "-")):
        return money
    stop = unit[0].stop if named and unit else small.stop
    return replace(money, value=money.value + small.value.scaleb(-2), stop=stop)


def _has_cents(unit: str) -> bool:
    return unit in ("dollar", "euro", "pound sterling") or unit.endswith(("dollar", "krona"))


_SMALLER = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60), "minute": ("second", 60)}


def _with_smaller_unit(tokens: Tokens, time: Parsed, language: str) -> Parsed:
    """Joins "four years and six months" and "2 hours 41 minutes" into one amount of the smaller unit."""
    smaller, times = _SMALLER.get(time.unit or "", ("", 0))
    at = time.stop + (tokens.lower(time.stop) in ("and", "och"))
    if not smaller or time.vague or at >= len(tokens) or not tokens.same_line(time.stop, at):
        return time
    number = _number_at(tokens, at, language)
    unit = units.unit_at(tokens, number.stop, language) if number and number.stop < len(tokens) else None
    if number is None or unit is None or unit.name != smaller or not 0 < number.value < times:
        return time
    return replace(time, value=time.value * times + number.value, unit=smaller, stop=unit.stop)


_RANGE_WORDS = {"en": ("to", "or"), "sv": ("till", "eller"), "de": ("bis", "oder"), "fr": ("à", "ou")}
_BETWEEN = {"en": ("between", "and"), "sv": ("mellan", "och"), "de": ("zwischen", "und"), "fr": ("entre", "et")}
_MOVES = vocabulary(
    """
    rose rise rises risen fell fall falls fallen grew grow grown increased increase declined decline dropped
    drop climbed jumped went gone up down cut raised lowered slashed boosted expanded ökade ökat minskade
    minskat steg stigit sjönk sjunkit gick höjdes sänktes stieg sank fiel changed moved reduced
    """
)


def _with_range(tokens: Tokens, low: Parsed, language: str, blocked: _Blocked) -> Parsed:
    """Joins two numbers of one range: "9-12", "9 to 12", "between 9 and 12"; not "rose from 9 to 12"."""
    at = low.stop
    word = tokens.lower(at)
    opening, joining = _BETWEEN.get(language, _BETWEEN["en"])
    between = word == joining and tokens.lower(low.first - 1) == opening
    dashed = word in ("-", "–", "—", "−") and (tokens.glued(at) == tokens.glued(at + 1))
    worded = word in _RANGE_WORDS.get(language, _RANGE_WORDS["en"])
    if not (between or dashed or worded) or at + 1 >= len(tokens) or low.vague:
        return low
    if blocked.begins_within(tokens.starts[at], tokens.ends[at + 1]) or not tokens.same_line(at, at + 1):
        return low
    start = at + 2 if currencies.after(tokens, at + 1, language, True) and tokens.is_numeral(at + 2) else at + 1
    number = _number_at(tokens, start, language)
    if number is None or number.vague:
        return low
    high = _with_unit(tokens, number, at + 1, language)
    if not between and _is_move(tokens, low.first):
        return low
    if high.unit is None and low.unit in currencies.SIGNED:
        high = replace(high, unit=low.unit)
    high = _lettered(tokens, high)
    low_value = low.value
    plain = _unscaled(tokens, start, language)
    if plain and high.value > plain and not low.scaled and low.value < plain and low.unit in (None, high.unit):
        low_value = _times(low.value, int(high.value / plain))
    if low_value >= high.value or (low.unit and low.unit != high.unit):
        return low
    if worded and not between and low.unit is None and high.value > 20 * max(low_value, Decimal(1)):
        return low
    first = low.first - 1 if between else low.first
    return replace(
        low, value=low_value, upper=high.value, first=first, number_stop=high.number_stop, stop=high.stop,
        unit=high.unit, bound=Bound.BETWEEN, scaled=high.scaled,
    )  # fmt: skip


def _lettered(tokens: Tokens, number: Parsed) -> Parsed:
    """Applies a scale letter that touches the upper end of a range of money: "€2–3bn"."""
    stop, letter = _scale_letter(tokens, number.stop)
    if letter == 1 or number.unit is None:
        return number
    return replace(number, value=_times(number.value, letter), stop=stop, number_stop=stop)


def _unscaled(tokens: Tokens, at: int, language: str) -> Decimal | None:
    return numeral_value(tokens.texts[at], decimal_comma(language)) if tokens.is_numeral(at) else None


def _is_move(tokens: Tokens, first: int) -> bool:
    """Whether the numbers are the ends of a change ("rose from 9 to 12", "up 3% to 12")."""
    return any(tokens.lower(i) in _MOVES for i in range(max(0, first - 5), first))


def _with_bound(tokens: Tokens, parsed: Parsed, floor: int, language: str) -> Parsed:
    bound, first = bounds.bound_before(tokens, parsed.first, floor, language)
    if bound is not Bound.EXACT and not _introduces_time(tokens, first, parsed):
        kept = Bound.BETWEEN if parsed.upper is not None else bound
        return replace(parsed, bound=kept, first=first)
    after = bounds.bound_after(tokens, parsed.stop) or bounds.bound_after(tokens, parsed.number_stop)
    if after and parsed.upper is None:
        return replace(parsed, bound=after[0], stop=max(after[1], parsed.stop))
    return parsed


def _introduces_time(tokens: Tokens, first: int, parsed: Parsed) -> bool:
    return parsed.unit in units.TIMES and bounds.is_duration_preposition(tokens, first, parsed.first)
