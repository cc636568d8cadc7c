"""Where in a sentence a how-many, who, when or where is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language.pack import pack_of
from qa.language.words import Word, alike, word_set
from qa.question.analysis import Question, QuestionKind

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept|oct|nov|dec|"
    "januari|februari|mars|maj|juni|juli|augusti|oktober"
)
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "måndag|måndagen|tisdag|tisdagen|onsdag|onsdagen|torsdag|torsdagen|fredag|fredagen|lördag|lördagen|söndag|söndagen"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{MONTHS})\b(?:\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\b(?!\s+\d{{3}}))?(?:,?\s+{_YEAR})?"
)
_POINT = (
    rf"(?:(?:the end of|the beginning of|early|late|mid|i slutet av|"
    rf"i början av)[\s-])?(?:{_MONTH_DATE}|\b{_YEAR}s?\b|\b(?:{_WEEKDAYS})\b)"
)
_DATE = re.compile(
    rf"\b(?:(?:between|from|mellan|från)\s+(?:den\s+)?)?{_POINT}"
    rf"(?:\s*(?:and|to|until|through|till|och|–|-|til)\s+(?:den\s+)?{_POINT}|\s*[–-]\s*{_POINT})?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|last (?:year|month|week|night)|\d+ (?:years?|months?|weeks?|days?) (?:ago|later|"
    r"earlier)|"
    r"(?:in|during) the past (?:year|month|week)|igår|i går|idag|förra (?:året|månaden|veckan))\b",
    re.IGNORECASE,
)
_MODAL_MAY = re.compile(r"may", re.IGNORECASE)

_BOUND = (
    r"at least|no fewer than|not fewer than|no less than|more than|over|almost|nearly|about|around|some|roughly|"
    r"approximately|up to|fewer than|less than|under|as many as|close to|rarely more than|at most|an estimated|"
    r"minst|fler än|mer än|över|nästan|omkring|ungefär|cirka|ca|upp till|färre än|mindre än|högst|runt"
)
_DIGITS = r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|hundreds|thousands|millions|"
    r"tens of thousands|hundreds of thousands|dozen|hundred|thousand|million|en|ett|två|tre|fyra|fem|sex|"
    r"sju|åtta|nio|"
    r"tio|elva|tolv|tjugo|trettio|fyrtio|femtio|hundratals|tusentals|tiotusentals|tiotals|hundra|tusen)"
)
_UNIT = (
    r"\s?%|\s?(?:percent|per cent|procent|million|billion|thousand|hundred|miljoner|miljarder|tusen|"
    r"kilomet\w+|met(?:er|re)s?|"
    r"km|kg|miles?|feet|dollars?|euros?|pounds?|kronor|years?(?: old)?|months?|weeks?|days?|hours?|minutes?|"
    r"år|månader|veckor|dagar|timmar|minuter)\b"
)
_AMOUNT = re.compile(
    rf"(?:\b(?:{_BOUND})\s+)?(?:[$€£]\s?)?(?<![\w.,-])(?:{_DIGITS}|{_SPELLED}(?:[\s-]+(?:and\s+)?{_SPELLED})*)(?![\w-])(?:{_UNIT})*",
    re.IGNORECASE,
)
_NAME_WORD = r"[A-ZÅÄÖÉØÆ][\w’'.-]*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:(?:of|de|al|for|the|von|van|bin|och|and)\s+)?{_NAME_WORD})*")
_PLACE = re.compile(
    rf"\b(?:in|at|near|from|to|outside|inside|around|across|of|i|på|vid|från|till|nära|utanför)\s+(?:the\s+)?"
    rf"((?:(?:city|village|town|province|neighbou?rhood|staden|byn)\s+of\s+)?{_NAME_WORD}(?:[\s,]+(?:and\s+|och\s+)?{_NAME_WORD})*(?:\s+(?:neighbou?rhood|province|region|district))?)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A likely answer: offsets into the sentence, and how well it fits, 0 to 1."""

    start: int
    end: int
    fit: float


def marked(question: Question, sentence: str, found: Sequence[Word]) -> list[Marked]:
    """The spans of `sentence` that may answer, best first; empty where the kind asks for one and there is none."""
    finders = {
        QuestionKind.HOW_MANY: _amounts,
        QuestionKind.WHO: _people,
        QuestionKind.WHEN: _dates,
        QuestionKind.WHERE: _places,
    }
    finder = finders.get(question.kind)
    return sorted(finder(question, sentence, found), key=lambda m: -m.fit) if finder else []


def wants_span(kind: QuestionKind) -> bool:
    """Whether only a marked span answers this kind of question."""
    return kind in (QuestionKind.HOW_MANY, QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE)


def date_spans(sentence: str) -> Iterator[tuple[int, int]]:
    """Dates, months with or without day, years, weekdays and ranges of them."""
    for match in _DATE.finditer(sentence):
        if not _MODAL_MAY.fullmatch(match.group()) or match.group() == "May":
            yield match.span()
    for match in _RELATIVE.finditer(sentence):
        yield match.span()


def amount_spans(sentence: str) -> Iterator[tuple[int, int]]:
    """Amounts with their bound words and units; dates, and "one" as a pronoun, are none."""
    dates = [span for span in date_spans(sentence) if not _quantity_like(sentence[span[0] : span[1]])]
    for match in _AMOUNT.finditer(sentence):
        in_date = any(start < match.end() and match.start() < end for start, end in dates)
        if not in_date and match.group().casefold() not in ("one", "en", "ett", "some one"):
            yield match.span()


def _quantity_like(text: str) -> bool:
    """A bare four-digit number that only might be a year: "1,600" never is, "1400" may be either."""
    return re.fullmatch(r"\d{4}", text) is not None and not 1900 <= int(text) <= 2099


_NEAR = 6
"""Words within which an amount counts a noun: "1,257 civilians were 'mistakenly' killed"."""

_BACKWARD_COST = 2.0
"""A noun before the amount ("killed during 34,000 strikes") binds it half as well as one after it."""

_PEOPLE = frozenset(
    ("=civilian", "=people", "=child", "=resident", "women", "woman", "men", "=soldier", "=survivor", "=relative")
)
_UNCOUNTED_FIT = 0.25


def _amounts(question: Question, sentence: str, found: Sequence[Word]) -> Iterator[Marked]:
    counted = [word.key for word in question.counted]
    measures = not counted
    for start, end in amount_spans(sentence):
        after = [word for word in found if word.start >= end][: _NEAR + 1]
        before = _linked([word for word in found if word.end <= start][-_NEAR:][::-1])
        ahead = _distance(counted, after)
        behind = _distance(counted, before) * _BACKWARD_COST
        direct = before[:1] and before[0].text.casefold() in ("of", "killing", "killed", "av") and behind
        nearest = min(ahead, behind / _BACKWARD_COST if direct else behind)
        person = "=death" in counted and after[:1] and after[0].key in _PEOPLE
        fit = 1 / (1 + nearest / _NEAR) if nearest < _NEAR * _BACKWARD_COST else _UNCOUNTED_FIT
        if _other_noun(after, counted) and not person:
            fit *= 0.6
        if asks_for_part(question) and is_partitive(sentence, end):
            fit = max(fit, _PART_FIT)
        yield Marked(start, end, 0.7 if measures else fit)


_HOW_MANY_OF = re.compile(r"(?:and |but )?how many of\b|(?:och |men )?hur många av\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+(?:of|av) (?:them|these|those|the|dem|dessa|de)\b", re.IGNORECASE)
_PART_FIT = 0.9
"""A question for a part is answered by "12 of them"."""


def _linked(before: Sequence[Word]) -> list[Word]:
    """The words before an amount, nearest first, as far as it may count them: not past a verb of theirs."""
    linked: list[Word] = []
    for word in before:
        linked.append(word)
        if not (word.function or word.is_number or word.key in _LINKING or word.is_name):
            follows = linked[:-1]
            if any(not each.function and each.key not in _LINKING for each in follows):
                return linked[:-1]
    return linked


_LINKING = frozenset(
    (
        "=figure",
        "total",
        "reach",
        "rose",
        "rise",
        "stand",
        "stood",
        "=report",
        "=say",
        "=death",
        "=injure",
        "climb",
        "fell",
    )
)
"""Keys of words that may stand between what is counted and its number."""


def asks_for_part(question: Question) -> bool:
    """Whether some of a number are asked for: "how many of the dead"."""
    return _HOW_MANY_OF.match(question.text) is not None


def is_partitive(sentence: str, end: int) -> bool:
    """Whether the amount that ends at an offset is one of a whole named before: "12 of them"."""
    return _OF_THEM.match(sentence, end) is not None


def _distance(counted: Sequence[str], around: Sequence[Word]) -> float:
    person = "=people" in counted
    for position, word in enumerate(around):
        if any(alike(key, word) for key in counted) or (person and word.key in _PEOPLE):
            return float(position)
    return float("inf")


def _other_noun(after: Sequence[Word], counted: Sequence[str]) -> bool:
    """Whether the amount is followed at once by a content word that is not what is counted."""
    return bool(after) and not after[0].function and not any(alike(key, after[0]) for key in counted)


_DATE_WORDS = frozenset(MONTHS.split("|")) | frozenset(_WEEKDAYS.split("|"))


def is_date_word(text: str) -> bool:
    """Whether the word is a month or a day of the week."""
    return text.casefold() in _DATE_WORDS


_ROLES = word_set(
    """said says told spokesman spokeswoman director adviser colonel general minister president secretary
    researcher founder leader author commander säger sade chef talesman rådgivare minister president"""
)


def _people(question: Question, sentence: str, found: Sequence[Word]) -> Iterator[Marked]:
    if described := _description(question, sentence):
        yield described
        return
    for match in _NAME.finditer(sentence):
        start, end = match.span()
        inside = [word for word in found if start <= word.start and word.end <= end]
        while inside and inside[0].text.casefold() in _OPENING:
            inside = inside[1:]
        if not inside or all(word.text.casefold() in _DATE_WORDS for word in inside):
            continue
        start = inside[0].start
        if any(alike(key, word) for key in question.keys for word in inside):
            continue
        around = {
            word.text.casefold() for word in found if -40 < word.start - end < 25 or -25 < start - word.end < 25
        }
        yield Marked(start, end, min(1.0, 0.6 + 0.2 * bool(around & _ROLES) + 0.2 * (len(inside) > 1)))


_OPENING = pack_of("en").text.function | pack_of("sv").text.function
_WHO_IS = re.compile(
    r"(?:and |och )?(?:who(?:'s| is| was| are| were)|vem (?:är|var))\s+([^?]+?)\s*\??$", re.IGNORECASE
)


def _description(question: Question, sentence: str) -> Marked | None:
    """For "who is X": what stands before or after the name as its description."""
    asked = _WHO_IS.match(question.text)
    if not asked or not asked.group(1)[:1].isupper():
        return None
    name = re.escape(asked.group(1).split()[-1])
    after = re.search(
        rf"\b{name}(?:['’]s)?,\s+((?:(?:who|a|an|the|one|som|en|ett)\b)?[^,.;]+?)(?:,|\.|$)", sentence
    )
    if after and len(after.group(1).split()) > 1:
        return Marked(after.start(1), after.end(1), 1.0)
    first = re.escape(asked.group(1).split()[0])
    before = re.search(
        rf"([A-ZÅÄÖ][\w.-]*(?:\s+(?!{first}\b)[\w.’'-]+){{1,6}})\s+{first}(?:\s+\w+)*?\s*{name}\b", sentence
    )
    return Marked(before.start(1), before.end(1), 0.8) if before else None


def _dates(question: Question, sentence: str, _found: Sequence[Word]) -> Iterator[Marked]:
    asked = {str(year) for year in question.years}
    for start, end in date_spans(sentence):
        text = sentence[start:end]
        if text in asked:
            continue
        precise = bool(re.search(_YEAR, text)) or bool(re.search(r"\d", text))
        yield Marked(start, end, 1.0 if precise else 0.8)


def _places(question: Question, sentence: str, found: Sequence[Word]) -> Iterator[Marked]:
    for match in _PLACE.finditer(sentence):
        start, end = match.span(1)
        inside = [word for word in found if start <= word.start and word.end <= end]
        dated = any(word.text.casefold() in _DATE_WORDS or word.is_number for word in inside)
        asked = inside and all(any(alike(key, word) for key in question.keys) for word in inside)
        if inside and not dated and not asked:
            yield Marked(
                start, end, 0.9 if match.group().casefold().startswith(("in", "at", "near", "i ", "på")) else 0.6
            )
