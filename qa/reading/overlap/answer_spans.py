"""Where in a sentence a how-many, who, when or where is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from qa.figures.amounts import amounts_in
from qa.language.alternation import any_of
from qa.language.cldr import months, weekdays
from qa.language.pack import Language
from qa.language.words import Word, alike, keys
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.types import Amount

_YEAR = r"(?:1[5-9]|20)\d\d"
_NAME_WORD = r"\p{Lu}[\w’'.-]*"


@dataclass(frozen=True, slots=True)
class Marked:
    """A likely answer: offsets into the sentence, and how well it fits, 0 to 1."""

    start: int
    end: int
    fit: float


def marked(question: Question, sentence: str, found: Sequence[Word], language: Language) -> list[Marked]:
    """The spans of a sentence in a language that may answer, best first; empty where the kind asks for one and
    there is none.
    """
    finders = {
        QuestionKind.HOW_MANY: _amounts,
        QuestionKind.WHO: _people,
        QuestionKind.WHEN: _dates,
        QuestionKind.WHERE: _places,
    }
    finder = finders.get(question.kind)
    return sorted(finder(question, sentence, found, language), key=lambda m: -m.fit) if finder else []


def wants_span(kind: QuestionKind) -> bool:
    """Whether only a marked span answers this kind of question."""
    return kind in (QuestionKind.HOW_MANY, QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE)


def date_spans(sentence: str, language: Language) -> Iterator[tuple[int, int]]:
    """Dates, months with or without day, years, weekdays and ranges of them."""
    other_words = language.overlap.dates.other_words
    for match in _date(language).finditer(sentence):
        if match.group().casefold() not in other_words or match.group().istitle():
            yield match.span()
    for match in _relative_date(language).finditer(sentence):
        yield match.span()


@lru_cache(maxsize=64)
def _date(language: Language) -> re.Pattern[str]:
    told = language.overlap.dates
    ordinals, articles, links = any_of(told.ordinals), any_of(told.articles), any_of((*told.range_links, "–", "-"))
    named_months, named_days = any_of(_month_names(language)), any_of(_weekday_names(language))
    month = (
        rf"(?:\d{{1,2}}{ordinals}?\s+(?:{any_of(told.of)}\s+)?)?{named_months}\b"
        rf"(?:\s+\d{{1,2}}{ordinals}?\b(?!\s+\d{{3}}))?(?:,?\s+(?:{any_of(told.of)}\s+)?{_YEAR})?"
    )
    point = rf"(?:{any_of(told.parts)}[\s-])?(?:{month}|\b{_YEAR}s?\b|\b{named_days}\b)"
    return re.compile(
        rf"\b(?:{any_of(told.range_starts)}\s+(?:{articles}\s+)?)?{point}"
        rf"(?:\s*{links}\s+(?:{articles}\s+)?{point}|\s*[–-]\s*{point})?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _relative_date(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{language.overlap.dates.relative.pattern})\b", re.IGNORECASE)


def _month_names(language: Language) -> frozenset[str]:
    return frozenset(months(language, ("wide",))) | language.overlap.dates.months


def _weekday_names(language: Language) -> frozenset[str]:
    return frozenset(weekdays(language)) | language.overlap.dates.weekdays


@lru_cache(maxsize=64)
def _date_words(language: Language) -> frozenset[str]:
    return _month_names(language) | _weekday_names(language)


def is_date_word(text: str, language: Language) -> bool:
    """Whether the word is a month or a day of the week."""
    return text.casefold() in _date_words(language)


_NEAR = 6
"""Words within which an amount counts a noun: "1,257 civilians were 'mistakenly' killed"."""

_BACKWARD_COST = 2.0
"""A noun before the amount ("killed during 34,000 strikes") binds it half as well as one after it."""

_PEOPLE = frozenset(("=civilian", "=people", "=child", "=resident", "=soldier", "=survivor", "=relative"))
_UNCOUNTED_FIT = 0.25
"""An amount that stands near nothing that is counted: it is the one asked for only where nothing better is."""


def _amounts(question: Question, sentence: str, found: Sequence[Word], language: Language) -> Iterator[Marked]:
    counted = [word.key for word in question.counted]
    part, told = Manner.PART in question.manners, language.overlap.counting
    for amount in amounts_in(sentence, language):
        span = amount.span
        if amount.text.casefold() in told.pronouns:
            continue
        fit = _counting_fit(counted, amount, found, language) if counted else _MEASURED_FIT
        if counted and part and is_partitive(sentence, span.end, language):
            fit = max(fit, _PART_FIT)
        yield Marked(span.start, span.end, fit)


def _counting_fit(counted: Sequence[str], amount: Amount, found: Sequence[Word], language: Language) -> float:
    """How likely an amount counts what is asked, 0 to 1, by its unit and the words around it."""
    start, end = amount.span.start, amount.span.end
    if _distance(counted[:1], [word for word in found if start <= word.start < end]) < _NEAR:
        return 1.0  # Its unit is what is counted: "30 calories".
    after = [word for word in found if word.start >= end][: _NEAR + 1]
    before = _linked([word for word in found if word.end <= start][-_NEAR:][::-1], language)
    ahead = _distance(counted, after)
    behind = _distance(counted, before) * _BACKWARD_COST
    direct = before[:1] and before[0].text.casefold() in language.overlap.counting.before and behind
    nearest = min(ahead, behind / _BACKWARD_COST if direct else behind)
    fit = 1 / (1 + nearest / _NEAR) if nearest < _NEAR * _BACKWARD_COST else _UNCOUNTED_FIT
    person = "=death" in counted and after[:1] and after[0].key in _PEOPLE
    written_unit = amount.unit is not None and amount.text[-1:].isalpha()
    return fit * _OTHER_NOUN if (written_unit or _other_noun(after, counted)) and not person else fit


_MEASURED_FIT = 0.7
"""An amount where the question counts nothing: of measures nothing but the unit tells."""
_OTHER_NOUN = 0.6
"""What is left of an amount that has another unit than what is counted, or is followed at once by another noun."""
_PART_FIT = 0.9
"""A question for a part is answered by "12 of them"."""


def _linked(before: Sequence[Word], language: Language) -> list[Word]:
    """The words before an amount, nearest first, as far as it may count them: not past a verb of theirs."""
    linking = _linking(language)
    linked: list[Word] = []
    for word in before:
        linked.append(word)
        if not (word.function or word.is_number or word.key in linking or word.is_name):
            follows = linked[:-1]
            if any(not each.function and each.key not in linking for each in follows):
                return linked[:-1]
    return linked


@lru_cache(maxsize=64)
def _linking(language: Language) -> frozenset[str]:
    """Keys of words that may stand between what is counted and its number."""
    return _LINKING | keys(" ".join(language.overlap.counting.linking), language.code)


_LINKING = frozenset(("=figure", "=report", "=say", "=death", "=injure"))


def is_partitive(sentence: str, end: int, language: Language) -> bool:
    """Whether the amount that ends at an offset is one of a whole named before: "12 of them"."""
    return language.overlap.counting.of_them.match(sentence, end) is not None


def _distance(counted: Sequence[str], around: Sequence[Word]) -> float:
    person = "=people" in counted
    for position, word in enumerate(around):
        if any(alike(key, word) for key in counted) or (person and word.key in _PEOPLE):
            return float(position)
    return float("inf")


def _other_noun(after: Sequence[Word], counted: Sequence[str]) -> bool:
    """Whether the amount is followed at once by a content word that is not what is counted."""
    return bool(after) and not after[0].function and not any(alike(key, after[0]) for key in counted)


def _people(question: Question, sentence: str, found: Sequence[Word], language: Language) -> Iterator[Marked]:
    if described := _description(question, sentence, language):
        yield described
        return
    roles = language.overlap.names.roles
    for match in _names(language).finditer(sentence):
        start, end = match.span()
        inside = [word for word in found if start <= word.start and word.end <= end]
        while inside and inside[0].text.casefold() in language.text.function:
            inside = inside[1:]
        if not inside or all(is_date_word(word.text, language) for word in inside):
            continue
        start = inside[0].start
        if any(alike(key, word) for key in question.keys for word in inside):
            continue
        around = {
            word.text.casefold() for word in found if -40 < word.start - end < 25 or -25 < start - word.end < 25
        }
        yield Marked(start, end, min(1.0, 0.6 + 0.2 * bool(around & roles) + 0.2 * (len(inside) > 1)))


@lru_cache(maxsize=64)
def _names(language: Language) -> regex.Pattern[str]:
    inside = any_of(language.overlap.names.inside)
    return regex.compile(rf"{_NAME_WORD}(?:\s+(?:{inside}\s+)?{_NAME_WORD})*")


def _description(question: Question, sentence: str, language: Language) -> Marked | None:
    """For "who is X": what stands before or after the name as its description."""
    if question.described is None:
        return None
    named = question.described.split()
    name, first = re.escape(named[-1]), re.escape(named[0])
    describing = any_of(language.overlap.names.describing)
    after = re.search(rf"\b{name}(?:['’]s)?,\s+((?:{describing}\b)?[^,.;]+?)(?:,|\.|$)", sentence)
    if after and len(after.group(1).split()) > 1:
        return Marked(after.start(1), after.end(1), 1.0)
    before = regex.search(
        rf"(\p{{Lu}}[\w.-]*(?:\s+(?!{first}\b)[\w.’'-]+){{1,6}})\s+{first}(?:\s+\w+)*?\s*{name}\b", sentence
    )
    return Marked(before.start(1), before.end(1), 0.8) if before else None


def _dates(question: Question, sentence: str, _found: Sequence[Word], language: Language) -> Iterator[Marked]:
    asked = {str(year) for year in question.years}
    for start, end in date_spans(sentence, language):
        text = sentence[start:end]
        if text not in asked:
            yield Marked(start, end, 1.0 if re.search(r"\d", text) else _UNDATED)


_UNDATED = 0.8
"""A month or a weekday alone beside a date with a day or a year."""


def _places(question: Question, sentence: str, found: Sequence[Word], language: Language) -> Iterator[Marked]:
    for match in _place(language).finditer(sentence):
        start, end = match.span("place")
        inside = [word for word in found if start <= word.start and word.end <= end]
        dated = any(is_date_word(word.text, language) or word.is_number for word in inside)
        asked = inside and all(any(alike(key, word) for key in question.keys) for word in inside)
        if inside and not dated and not asked:
            yield Marked(start, end, _DIRECTION if match["direction"] else _IN_PLACE)


_IN_PLACE, _DIRECTION = 0.9, 0.6
"""A name after "in" is nearly always a place, one after "from" or "of" often somebody."""


@lru_cache(maxsize=64)
def _place(language: Language) -> regex.Pattern[str]:
    told = language.overlap.places
    links, kinds_after = any_of(told.links), any_of(told.kinds_after)
    return regex.compile(
        rf"\b(?:{any_of(told.places)}|(?P<direction>{any_of(told.directions)}))\s+(?:{any_of(told.articles)}\s+)?"
        rf"(?P<place>(?:{any_of(told.kinds)}\s+)?{_NAME_WORD}(?:[\s,]+(?:{links}\s+)?{_NAME_WORD})*"
        rf"(?:\s+{kinds_after})?)"
    )
