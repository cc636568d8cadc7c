"""Stretches of a text that hold digits and are no amounts: dates, years, times, phone numbers, scores, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    "|januari|februari|mars|maj|juni|juli|augusti|oktober"
    "|januar|februar|märz|mai|dezember|dez|okt"
    "|janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|:e|:a|er|\.)?"
_SPAN = rf"{_DAY}(?:\s?(?:[-–—]|and|to|och|till|und|bis|et|au|&)\s?(?:the\s|den\s)?{_DAY})?"
_YEAR = r"(?:1[5-9]|20)\d{2}"
_LABELS = (
    "room|rooms|chapter|chapters|section|sections|page|pages|pp?|article|articles|no|nos|nr|number|numbers|figure|fig|table"
    "|route|highway|motorway|interstate|exit|flight|bus|line|platform|gate|channel|apartment|apt|suite|floor|unit|appendix"
    "|paragraph|para|clause|volume|vol|issue|version|item|row|step|part|phase|act|scene|episode|season|level|grade|class"
    "|rum|sal|sida|sid|sidan|kapitel|artikel|tabell|paragraf|punkt|nummer|linje|avsnitt|bilaga|väg|spår"
    "|zimmer|seite|abschnitt|tabelle|raum|salle|chambre|chapitre|numéro|psalm|isbn|issn|ext|tel|fax|phone|telefon"
)
_CORE = rf"""
    (?P<address>\b[a-z]{2, 6}://\S{1, 400}|\bwww\.\S{1, 400})
  | (?P<iso>\b\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:T[\d:.]+Z?)?\b)
  | (?P<stamp>\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b(?![.,/-]\d))
  | (?P<dated>\b{_SPAN}\s?(?:of\s|de\s)?(?:{MONTHS})\b\.?(?:,?\s{_YEAR}\b)?)
  | (?P<monthly>\b(?:{MONTHS})\b\.?\s{_SPAN}(?![\d%]|[.,]\d|\s?%)(?:\b|(?<=[.]))
        (?:,?\s{_YEAR}\b)?(?!\s(?:people|percent|million|thousand|civilians|deaths))
        |\b(?:{MONTHS})\b\.?,?\s{_YEAR}\b)
  | (?P<clock>\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?|
        \b\d{{1,2}}(?:\.\d{{2}})?\s?(?:[ap]\.m\.|[ap]m\b(?=\s*(?:[.,;)]|$|on\b|in\b|at\b|and\b|to\b|est\b|gmt\b|local\b))|o['’]clock|uhr\b)
        |\b(?:kl|klockan|klocka)\.?\s?\d{{1,2}}(?:[.:]\d{{2}})?(?:[-–]\d{{1,2}}(?:[.:]\d{{2}})?)?)
  | (?P<ordinal>\b\d+(?:st|nd|rd|th|:e|:a|:an|:en|ème|er)\b)
  | (?P<decade>['’]?\b\d{{2,4}}(?:['’]?s\b|-?tal(?:et|ets|en)?\b|er[\ -]jahre))
  | (?P<phone>(?<![\w.,])\+\d[\d\s().-]{{6,18}}\d|\(\d{{2,4}}\)\s?\d[\d\s-]{{4,12}}\d
        |\b\d{{3}}[-.\s]\d{{3,4}}[-.]\d{{4}}\b
        |\b0\d{{1,3}}[-–\s]\d{{2,3}}(?:\s?\d{{2,3}}){{1,3}}\b|\b\d+(?:-\d+){{2,}}\b)
  | (?P<span>\b{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d{{2}})\b(?![.,]?\d))
  | (?P<label>\b(?:{_LABELS})\b\.?\s?\#?\s?\d+(?:\.\d+)*(?:\s?[-–]\s?\d+)?[a-z]?\b
        (?!\s?(?:%|percent|million|billion|thousand|people)))
  | (?P<mark>[\#§№]\s?\d+(?:[.:]\d+)*)
  | (?P<reference>\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\]|\(\d{{1,2}}\))
  | (?P<street>\b\d{{1,5}}\s(?:[A-Z]\w+\s){{1,3}}
        (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Square|Court)\b)
  | (?P<power>\b\d+(?:[.,]\d+)?(?:\s?\^\s?-?\d+|[eE][-+]?\d+|\s?\*\*?\s?\d+)\w*)
  | (?P<nineeleven>\b(?:9/11|24/7|7/7|50/50)\b)
"""
_EXCLUDED = re.compile(_CORE, re.VERBOSE | re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")
# The longest words a pattern needs before or after its digits ("the first days of September").
_REACH = 40
_STREET_IS_CASED = re.compile(r"[A-Z]")
_LIST_MARK = re.compile(r"(?m)^[ \t]*\(?\d{1,3}[.)](?=[ \t])|^[ \t]*\d{1,6}[ \t]*$|(?<=[\s;:])\d{1,2} ?\)(?=\s)")
_SCORE = re.compile(
    r"\b(?P<first>\d{1,3})\s?[-–:]\s?(?P<second>\d{1,3})\b(?![-–.,:]?\d)"
    r"(?P<win>\s(?:win|victory|defeat|loss|lead|draw|aggregate|seger|vinst|förlust|ledning|sieg|victoire|vote|decision|ruling)\b)?",
    re.IGNORECASE,
)
_SCORING = re.compile(
    r"\b(?:won|beat|lost|drew|defeat\w*|score\w*|lead|led|leading|thrash\w*|vann|slog|förlorade|besegrade|ledde|ledning|voted|vote|ruled"
    r"|gewann|verlor|siegte|match\w*|final|semi-?final)\b[^.;\n\d]{0,60}\Z",
    re.IGNORECASE,
)


def excluded_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of `text` whose digits are no amounts, in order of their start; linear time."""
    spans: list[tuple[int, int]] = []
    for start, end in _near_digits(text):
        spans += [match.span() for match in _EXCLUDED.finditer(text, start, end) if _stands(match)]
        spans += _scores(text, start, end)
    if spans or any(character.isdecimal() for character in text):
        whole = len(text.strip())
        spans += [match.span() for match in _LIST_MARK.finditer(text) if len(match.group().strip()) < whole]
    if "@" in text:
        spans += [match.span() for match in _EMAIL.finditer(text)]
    return sorted(spans)


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """Windows around runs of digits, cut at white space where there is some: the slow pattern runs only there."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        if start >= 0 and match.start() - end <= 2 * _REACH:
            end = match.end()
            continue
        if start >= 0:
            yield start, min(len(text), end + _REACH)
        start, end = _word_start(text, match.start() - _REACH), match.end()
    if start >= 0:
        yield start, min(len(text), end + _REACH)


def _word_start(text: str, offset: int) -> int:
    """The first white space at most `_REACH` characters before `offset`, or `offset` itself."""
    space = text.rfind(" ", max(0, offset - _REACH), max(0, offset))
    return max(0, space if space >= 0 else offset)


def _stands(match: re.Match[str]) -> bool:
    kind = match.lastgroup
    if kind == "street":
        return bool(_STREET_IS_CASED.match(match.group().split()[1]))
    if kind == "decade" and match.group()[-1] == "s" and "'" not in match.group() and "’" not in match.group():
        return match.group()[-2] == "0"
    return True


def _scores(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _SCORE.finditer(text, start, end):
        first, second = int(match["first"]), int(match["second"])
        if match["win"] or _SCORING.search(text, max(0, match.start() - 80), match.start()):
            yield match.span()
        elif first >= second:
            yield match.start("first"), match.end("second")
