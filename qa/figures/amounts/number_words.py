"""Number words: "twenty-five thousand", "tvåhundra", "zweihundert", "quatre-vingts", "tens of thousands"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qa.figures.amounts.tokens import Tokens
from qa.language.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class NumberInWords:
    """A number in words: its value, the token after it, whether it names a size only ("hundreds")."""

    value: Decimal
    stop: int
    vague: bool = False


def _table(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {form: first + step * place for place, forms in enumerate(words.split()) for form in forms.split("|")}


_SMALL = {
    "en": _table(
        """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen
            """
    ),
    "sv": _table(
        """
            noll ett|en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton
            arton|aderton nitton
            """
    ),
}
_TENS = {
    "en": _table("twenty thirty forty|fourty fifty sixty seventy eighty ninety", 20, 10),
    "sv": _table(
        """
        tjugo trettio|tretti fyrtio|fyrti femtio|femti sextio|sexti sjuttio|sjutti åttio|åtti nittio|nitti
        """,
        20,
        10,
    ),
}
_SCALES = {
    "en": {
        "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
        "lakh": 10**5, "crore": 10**7,
    },
    "sv": {
        "hundra": 100, "tusen": 10**3, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9,
        "miljarder": 10**9, "biljon": 10**12, "biljoner": 10**12,
    },
}  # fmt: skip

# What may follow digits: "1.3bn", "12 miljoner", "3 Mrd.", "25 lakh". Single letters count only with a currency.
SCALES_AFTER_DIGITS: dict[str, dict[str, int]] = {
    "en": {
        **_SCALES["en"], "dozen": 12, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "lakhs": 10**5,
        "crores": 10**7,
        "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "k": 10**3,
        "milliard": 10**9, "milliards": 10**9,
    },
    "sv": {**_SCALES["sv"], "dussin": 12, "mn": 10**6, "milj": 10**6, "mdr": 10**9, "md": 10**9},
    "de": {
        "hundert": 100, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio": 10**6,
        "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "billion": 10**12, "billionen": 10**12,
        "dutzend": 12,
    },
    "fr": {
        "cent": 100, "cents": 100, "mille": 10**3, "million": 10**6, "millions": 10**6,
        "milliard": 10**9, "milliards": 10**9, "md": 10**9, "mds": 10**9, "billion": 10**12, "billions": 10**12,
    },
}  # fmt: skip
SCALE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "mn": 10**6}

_VAGUE = {
    "en": {
        "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
        "billions": 10**9, "trillions": 10**12,
    },
    "sv": {
        "tiotals": 10, "dussintals": 12, "hundratals": 100, "tusentals": 10**3, "tiotusentals": 10**4,
        "hundratusentals": 10**5, "miljontals": 10**6, "miljardtals": 10**9, "tiotal": 10, "hundratal": 100,
        "tusental": 10**3, "tiotusental": 10**4, "hundratusental": 10**5, "dussintal": 12, "miljontal": 10**6,
    },
    "de": {
        "dutzende": 12, "dutzenden": 12, "hunderte": 100, "hunderten": 100, "tausende": 10**3, "tausenden": 10**3,
        "zehntausende": 10**4, "zehntausenden": 10**4, "hunderttausende": 10**5, "hunderttausenden": 10**5,
        "millionen": 10**6, "milliarden": 10**9,
    },
    "fr": {
        "dizaine": 10, "dizaines": 10, "douzaine": 12, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
        "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "centaines": 100, "millier": 10**3,
        "milliers": 10**3, "millions": 10**6, "milliards": 10**9,
    },
}  # fmt: skip
_OF = {"en": "of", "sv": "av", "de": "von", "fr": "de"}
_AND = {"en": "and", "sv": "och"}

_SV_MORPHEME = re.compile(
    "noll|ett|en|två|tre(?!ttio?|tton)|fyra|fem(?!tio?|ton)|sex(?!tio?|ton)|sju(?!ttio?|tton)|åtta|nio|tio|elva|tolv"
    "|tretton|fjorton|femton|sexton|sjutton|arton|aderton|nitton"
    "|tjugo|trettio?|fyrtio?|femtio?|sextio?|sjuttio?|åttio?|nittio?|hundra|tusen|miljoner|miljon"
)
_SV_COMPOUND = re.compile(rf"(?:{_SV_MORPHEME.pattern}){{2,}}\Z")
_SV_ROUNDED = re.compile(rf"((?:{_SV_MORPHEME.pattern})+)tal(?:s|et)?\Z")

_DE_START = re.compile(
    "(?:ein(?=und|hundert|tausend)|eins\\Z|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    "|sechzehn|siebzehn|zwanzig|dreißig|sechzig|siebzig|hundert|tausend)"
)
_FR_WORDS = vocabulary(
    """
    zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts
    trente quarante cinquante soixante septante huitante nonante cent cents mille million millions milliard
    milliards
    """
)
_FR_INSIDE = _FR_WORDS | {"et", "un", "une", "-"}


def starters(language: str) -> frozenset[str]:
    """The words of a language that can begin a number, for a quick look before parsing."""
    known: set[str] = set()
    for table in (_SMALL, _TENS, _SCALES, _VAGUE):
        known |= set(table.get(language, {}))
    known |= _SEVERAL
    return frozenset(
        known
        | (_FR_WORDS if language == "fr" else set())
        | ({"a", "an", "half", "quarter"} if language == "en" else set())
        | ({"var"} if language == "sv" else set())
    )


def words_at(tokens: Tokens, start: int, language: str) -> NumberInWords | None:
    """The number in words that begins at token `start`, the longest there is; None where none does."""
    if language in ("en", "sv"):
        return _vague(tokens, start, language) or _composed(tokens, start, language)
    if language == "de":
        return _vague(tokens, start, language) or _german(tokens, start)
    if language == "fr":
        return _french(tokens, start) or _vague(tokens, start, language)
    return None


def _vague(tokens: Tokens, start: int, language: str) -> NumberInWords | None:
    if tokens.lower(start) in _SEVERAL or (tokens.lower(start), tokens.lower(start + 1)) == ("a", "few"):
        return _several(tokens, start, language)
    table, at = _VAGUE[language], start
    value = table.get(tokens.lower(at))
    if value is None and language == "sv" and (rounded := _SV_ROUNDED.match(tokens.lower(at))):
        if tokens.lower(at).endswith("talet"):
            return None
        value = _compose_swedish(rounded.group(1))
    if value is None:
        return None
    at += 1
    while tokens.lower(at) == _OF[language] and (times := table.get(tokens.lower(at + 1))):
        value, at = value * times, at + 2
    return NumberInWords(Decimal(value), at, vague=True)


_SEVERAL = frozenset({"several", "few", "many", "flera", "några", "mehrere", "einige"})


def _several(tokens: Tokens, start: int, language: str) -> NumberInWords | None:
    """ "several hundred", "a few thousand", "flera tusen": the smallest number that fits."""
    at = start + 2 if tokens.lower(start) == "a" else start + 1
    table = _SCALES.get(language) or SCALES_AFTER_DIGITS[language]
    value = table.get(tokens.lower(at))
    return NumberInWords(Decimal(value), at + 1, vague=True) if value else None


def _composed(tokens: Tokens, start: int, language: str) -> NumberInWords | None:
    """Adds up words like "three hundred and twenty-five thousand"; each may stand once in its place."""
    parts: list[int] = []
    at = start
    while (value := _word_value(tokens.lower(at), language)) is not None:
        if parts and not _continues(parts, value):
            break
        parts.append(value)
        at += 1
        if tokens.lower(at) == "-" and tokens.glued(at) and tokens.glued(at + 1) and 20 <= value < 100:
            unit = _word_value(tokens.lower(at + 1), language)
            at += 1 if unit is not None and unit < 10 else 0
        elif tokens.lower(at) == _AND[language] and value >= 100:
            follower = _word_value(tokens.lower(at + 1), language)
            at += 1 if follower is not None and follower < 100 and value % 100 == 0 else 0
    if not parts:
        return None
    return NumberInWords(Decimal(_sum_up(parts)), at)


def _continues(parts: list[int], value: int) -> bool:
    last = parts[-1]
    scales = [part for part in parts if part >= 10**3]
    if value == 100:
        since = parts[len(parts) - parts[::-1].index(scales[-1]) :] if scales else parts
        return 100 not in since and (0 < last < 100 or last >= 10**3)
    if value > 100:
        return last < value and all(value < scale for scale in scales)
    return last >= 100 or (20 <= last < 100 and last % 10 == 0 and 0 < value < 10)


def _sum_up(parts: list[int]) -> int:
    total = current = 0
    for value in parts:
        if value == 100:
            current = max(current, 1) * 100
        elif value >= 10**3:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    return total + current


def _word_value(word: str, language: str) -> int | None:
    for table in (_SMALL, _TENS, _SCALES):
        if (value := table[language].get(word)) is not None:
            return value
    if language == "sv" and len(word) > 4:
        return _compose_swedish(word) if _SV_COMPOUND.match(word) else None
    return None


@lru_cache(maxsize=1024)
def _compose_swedish(word: str) -> int | None:
    parts: list[int] = []
    for morpheme in _SV_MORPHEME.findall(word):
        value = _SMALL["sv"].get(morpheme) or _TENS["sv"].get(morpheme) or _SCALES["sv"].get(morpheme) or 0
        if parts and not _continues(parts, value):
            return None
        parts.append(value)
    return _sum_up(parts) if parts else None


@lru_cache(maxsize=1024)
def _by_library(text: str, language: str) -> int | None:
    from text_to_num import text2num

    try:
        return int(text2num(text, language))
    except ValueError:
        return None


def _german(tokens: Tokens, start: int) -> NumberInWords | None:
    word = tokens.lower(start)
    if not _DE_START.match(word):
        return None
    value = _by_library(word, "de")
    return NumberInWords(Decimal(value), start + 1) if value is not None else None


def _french(tokens: Tokens, start: int) -> NumberInWords | None:
    if tokens.lower(start) not in _FR_WORDS:
        return None
    stop = start + 1
    while tokens.lower(stop) in _FR_INSIDE and stop - start < 16:
        stop += 1
    for end in range(stop, start, -1):
        text = tokens.source[tokens.starts[start] : tokens.ends[end - 1]].lower()
        if tokens.lower(end - 1) in _FR_WORDS | {"un", "une"} and (value := _by_library(text, "fr")) is not None:
            return NumberInWords(Decimal(value), end)
    return None
