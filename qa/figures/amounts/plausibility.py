"""Tells an amount from a number that counts nothing: a year, a name's number, a pronoun."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from qa.figures.amounts.tokens import Tokens
from qa.language.vocabulary import vocabulary
from qa.types import Bound


class Read(Protocol):
    """What was read of a possible amount."""

    @property
    def value(self) -> Decimal: ...  # noqa: D102

    @property
    def unit(self) -> str | None: ...  # noqa: D102

    @property
    def bound(self) -> Bound: ...  # noqa: D102

    @property
    def scaled(self) -> bool: ...  # noqa: D102

    @property
    def in_words(self) -> bool: ...  # noqa: D102

    @property
    def first(self) -> int: ...  # noqa: D102


_YEARS = range(1500, 2100)
# Written without a mark, a number in this range is nearly always a year ("had 1988 sales").
_RECENT = range(1900, 2050)
_BEFORE_A_YEAR = vocabulary(
    """
    in since from until till by during the of before after to early late mid throughout circa spring summer
    autumn fall winter year years fiscal and or for this between ( , i sedan från fram före efter under år
    sommaren våren hösten vintern och mellan till seit ab bis vor nach im jahr jahre ende anfang en depuis
    avant après jusqu'en l'an january february march april may june july august september october november
    december
    """
)
_NOT_COUNTED_AFTER_ONE = vocabulary(
    """
    of who that which another is was are were has had can could would should must may might will does do did
    and or but in on at to for with from by as if thing day , . ; : ) ? ! way by more day's side time such
    said says
    """
)
_NOT_BEFORE_ONE = vocabulary("no any every each this that the which another some other number not only which")
_ARTICLES = vocabulary("en ett ein eine einen einem einer un une")
_SENTENCE_END = frozenset(".!?:;\"“”'’(–—-•*")
_NOT_PLURAL = vocabulary("has was is says this his its as us plus versus across")


def is_amount(tokens: Tokens, number: int, number_stop: int, stop: int, read: Read, language: str) -> bool:
    """Whether what was read as a number at tokens `number` to `number_stop` states an amount."""
    if _glued_to_letters(tokens, read.first, stop, read.unit):
        return False
    if read.in_words:
        return _words_count(tokens, number, number_stop, read, language)
    if read.unit is not None or read.scaled:
        return True
    if _is_age_aside(tokens, number, stop):
        return False
    if _is_year(tokens, number, stop, read):
        return False
    return read.bound is not Bound.EXACT or not _is_label(tokens, number, stop)


def _glued_to_letters(tokens: Tokens, first: int, stop: int, unit: str | None) -> bool:
    """Whether letters touch the number that are neither unit nor currency: "A320", "COVID-19", "173C"."""
    if tokens.glued(first) and first > 0:
        before = tokens.kinds[first - 1]
        if before == "word" or tokens.texts[first - 1] in "_@#":
            return True
        hyphened = tokens.lower(first - 1) in ("-", "‑", "/", ".", ":") and tokens.glued(first - 1)
        if hyphened and first > 1 and tokens.kinds[first - 2] in ("word", "numeral"):
            return tokens.lower(first - 2) not in ("mid", "pre", "post", "non") or unit is None
    if stop < len(tokens) and tokens.glued(stop):
        following = tokens.kinds[stop]
        if following in ("word", "numeral"):
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


def _words_count(tokens: Tokens, number: int, number_stop: int, read: Read, language: str) -> bool:
    word = tokens.lower(number)
    if _in_name(tokens, number, number_stop):
        return False
    if number_stop - number > 1 or read.value not in (0, 1):
        return True
    if language == "en":
        if tokens.lower(number - 1) in _NOT_BEFORE_ONE:
            return False
        after = tokens.lower(number_stop)
        if read.unit is not None:
            return not (after == "day" and tokens.lower(number_stop + 1) in (",", ".", "soon"))
        return (
            tokens.is_word(number_stop)
            and after not in _NOT_COUNTED_AFTER_ONE
            and not after.endswith(("ly", "'s"))
        )
    return word not in _ARTICLES or (read.bound in (Bound.AT_LEAST, Bound.AT_MOST) and read.unit is not None)


def _is_year(tokens: Tokens, number: int, stop: int, read: Read) -> bool:
    text = tokens.texts[number]
    if len(text) != 4 or not text.isdecimal() or int(text) not in _YEARS or read.value != int(text):
        return False
    if read.bound is Bound.EXACT and (tokens.lower(number - 1) in _BEFORE_A_YEAR or int(text) in _RECENT):
        return tokens.lower(stop) not in _COUNTED_WITHOUT_S and tokens.lower(stop) not in ("deaths", "civilians")
    return not _plural_follows(tokens, stop) and (
        read.bound is Bound.EXACT or stop >= len(tokens) or not tokens.is_word(stop)
    )


def _is_age_aside(tokens: Tokens, number: int, stop: int) -> bool:
    """Whether the number is a person's age between commas or brackets: "McKenzie, 62, took over"."""
    opened, closed = tokens.lower(number - 1), tokens.lower(stop)
    aside = (opened == "," and closed in (",", ".", "")) or (opened == "(" and closed == ")")
    named = tokens.is_word(number - 2) and tokens.texts[number - 2][0].isupper()
    return aside and named and tokens.texts[number].isdecimal() and len(tokens.texts[number]) < 4


def _is_label(tokens: Tokens, number: int, stop: int) -> bool:
    """Whether the number belongs to the name before it: "Boeing 737", "Windows 10"."""
    before = number - 1
    if not tokens.is_word(before) or not tokens.texts[before][0].isupper() or not tokens.same_line(before, number):
        return False
    opens = before == 0 or tokens.texts[before - 1] in _SENTENCE_END or not tokens.same_line(before - 1, before)
    if opens and tokens.lower(before) in _OPENERS:
        return False
    return not _plural_follows(tokens, stop)


_OPENERS = vocabulary(
    """
    at about some over nearly almost only another all the these those in of for with by from and but just up
    roughly around minst cirka omkring totalt bara alla de i av för med total killed dead
    """
)


def _plural_follows(tokens: Tokens, stop: int) -> bool:
    """Whether one of the next two words looks like a counted noun."""
    for at in (stop, stop + 1, stop + 2):
        if not tokens.is_word(at) or not tokens.same_line(at - 1, at):
            return False
        word = tokens.lower(at)
        if word in _COUNTED_WITHOUT_S or (word.endswith(("s", "ar", "er", "or", "en", "n")) and len(word) > 3):
            return word not in _NOT_PLURAL
    return False


_COUNTED_WITHOUT_S = vocabulary(
    """
    people men women children dead injured wounded missing killed troops police personnel staff migrants sheep
    cattle fish civila människor döda skadade barn män kvinnor personer hus flyktingar menschen tote verletzte
    kinder frauen männer personnes morts blessés enfants civils aircraft helicopters
    """
)
