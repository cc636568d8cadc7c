"""What is counted where a number is asked for and not told, in which unit, for which place and period."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from index.types import DocumentInfo, Span
from qa.figures.amounts import currencies, units
from qa.figures.amounts.number_words import scales_after
from qa.figures.amounts.tokens import tokenize
from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.context.document_sentences import Sentences
from qa.figures.context.scopes import Scopes
from qa.figures.counted import Counted, Key, counted_at, counted_key, measured_at, of_country
from qa.language.pack import Language
from qa.types import Period

_PERCENTAGE = "percentage"
_NO_DOCUMENT = DocumentInfo(id="", path="", content_hash="", title="")


@dataclass(frozen=True, slots=True)
class OpenCount:
    """What is counted, as it is written, and the `key` by which it compares to what figures count; `place` and
    `period` where and when it is counted, or `as_of` which day. Empty where the text does not say.
    """

    counted: str
    key: Key
    unit: str | None = None
    place: str | None = None
    period: Period | None = None
    as_of: date | None = None


def open_count(
    text: str, number: Span, language: Language, counted: str = "", places: frozenset[str] = frozenset()
) -> OpenCount:
    """What a text counts whose words at `number` stand for a number: the "how many" of "how many died in Lund?".

    An empty `number` counts nothing, and has a place and a period all the same. `counted` is what is counted where
    those words say it themselves; `places` are names that stand for places.
    """
    read = Sentences(text, language, [Span(0, len(text))], _NO_DOCUMENT, known=places)
    words, unit, end = read.words(0), None, number.end
    found = Counted(counted, end)
    if number and not counted:
        end = _past_scale(words, words.index_at(number.end - 1) + 1)
        unit, end = _unit_after(text, end, language) or (None, end)
        first, stop = words.index_at(number.start), words.index_at(end - 1) + 1
        measured = unit is not None and unit != _PERCENTAGE
        found = measured_at(words, first, stop, unit or "") if measured else counted_at(words, first, stop)
    found, country = of_country(found, language)
    key = counted_key(found.text, language)
    scope = Scopes(read).scope_at(0, Span(number.start, end), False, key, ())
    place = country if country and not scope.stated else scope.place
    return OpenCount(found.text, key, unit, place, scope.period, scope.as_of)


def _past_scale(words: SentenceWords, stop: int) -> int:
    """Where the words for a number end that go before word `stop`, with a scale after them: "how many million"."""
    if words.lower(stop) in scales_after(words.language):
        stop += 1
        stop += words.lower(stop) in words.language.amounts.numbers.of
    return words.ends[stop - 1]


def _unit_after(text: str, offset: int, language: Language) -> tuple[str, int] | None:
    """The currency or unit that begins after an offset of a text, as after a number, and where it ends."""
    tokens = tokenize(text)
    at = bisect_left(tokens.starts, offset)
    money = currencies.after(tokens, at, language, False)
    ratio = money and units.per_at(tokens, money[0].name, money[0].stop, language)
    unit = ratio or units.unit_at(tokens, at, language)
    return (unit.name, tokens.ends[unit.stop - 1]) if unit else None
