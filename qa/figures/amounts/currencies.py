"""Currencies as texts write them: symbols, codes and names, before or after the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.units import Unit
from qa.language.pack import Language, known, pack_of

_NAMES_BY_CODE = {
    "USD": "dollar", "GBP": "pound sterling", "LAK": "lao kip", "BTC": "bitcoin", "RMB": "chinese yuan",
}  # fmt: skip
_SYMBOLS = {
    "$": "dollar", "€": "euro", "£": "pound sterling", "¥": "japanese yen", "元": "chinese yuan",
    "₡": "costa rican colón", "₾": "georgian lari", "₭": "lao kip", "₹": "rupee", "₽": "russian ruble",
    "₩": "south korean won", "₺": "turkish lira", "₴": "ukrainian hryvnia", "₪": "israeli new shekel",
    "₫": "vietnamese dong", "₦": "nigerian naira", "₱": "philippine peso", "฿": "thai baht", "₿": "bitcoin",
    "₸": "kazakhstani tenge", "₼": "azerbaijani manat", "₲": "paraguayan guarani", "₵": "ghanaian cedi",
    "￥": "japanese yen", "＄": "dollar", "¢": "cent",
}  # fmt: skip
SIGNED = frozenset(_SYMBOLS.values())
"""Currencies that have a symbol."""
# What stands before a dollar sign, or before "dollar" written as one.
_DOLLARS = {
    "us": "dollar", "u.s": "dollar", "usd": "dollar", "c": "canadian dollar", "ca": "canadian dollar",
    "can": "canadian dollar", "cad": "canadian dollar", "a": "australian dollar", "au": "australian dollar",
    "aud": "australian dollar", "nz": "new zealand dollar", "nzd": "new zealand dollar", "hk": "hong kong dollar",
    "hkd": "hong kong dollar", "s": "singapore dollar", "sgd": "singapore dollar", "mx": "mexican peso",
    "mxn": "mexican peso", "mex": "mexican peso", "r": "brazilian real", "nt": "new taiwan dollar",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}\Z")
_SCALED_CODE = re.compile(r"(M|K|T|BN|B)([A-Z]{3})\Z")
_SCALE = {"M": 10**6, "K": 10**3, "T": 10**3, "BN": 10**9, "B": 10**9}
# Codes that are as often another word or abbreviation in capitals.
_DOUBTFUL_CODES = frozenset({
    "ALL", "TOP", "TRY", "MAD", "GEL", "COP", "BAM", "LAK", "ANG", "SOS", "CUP", "PEN", "STD", "BOB", "SHP",
})  # fmt: skip
# Codes that texts also write in small letters.
_LOWER_CODES = frozenset({
    "usd", "eur", "gbp", "sek", "nok", "dkk", "rmb", "cny", "jpy", "chf", "aud", "cad", "nzd", "mxn", "hkd",
    "sgd", "inr",
})  # fmt: skip
_SHORTEST_ALONE = 4
"""Letters of a name that is read without its country: shorter ones ("lei", "som") are mostly other words."""
_LONGEST_NAME = 4
"""Words of a full name ("trinidad and tobago dollars")."""
_MONEY_BEFORE, _MONEY_AFTER = 8, 3
"""Tokens around bare "pounds" among which a word of money shows what they are."""


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """ISO codes and the names they are given; names come from CLDR through babel."""
    from babel import Locale

    return {code: name.lower() for code, name in Locale("en").currencies.items()} | _NAMES_BY_CODE


@lru_cache(maxsize=1)
def _tender() -> frozenset[str]:
    """Codes of what is or was legal tender somewhere, unlike gold, bonds and drawing rights."""
    from babel.core import get_global

    listed = get_global("territory_currencies").values()
    return frozenset(code for currencies in listed for code, _, _, is_tender in currencies if is_tender)


@lru_cache(maxsize=64)
def _full_names(language: Language) -> Mapping[str, str]:
    """Codes of the plural and singular names of two and more words ("hong kong dollars", "svenska kronor")."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name

    try:
        locale = Locale(language.code or "und")
    except (UnknownLocaleError, ValueError):
        return {}
    named: dict[str, str] = {}
    for code in map(str, Locale("en").currencies):
        for count in (1, 2):
            name = get_currency_name(code, count, locale=locale).lower()
            if " " in name and "(" not in name:
                named[name] = code
    return named


@lru_cache(maxsize=64)
def _names(language: Language) -> Mapping[str, str]:
    """One-word names: those of the pack, and of CLDR's those that are never but money.

    A name that several countries share stays bare ("dirhams"), unless the pack says which is meant ("francs").
    Without names in the pack there are none: nothing says which word of a full name is the noun.
    """
    words, codes = language.amounts.currencies, _codes()
    owners: dict[str, set[str]] = {}
    for form, code in _full_names(language).items() if words.names else ():
        noun = form.split()[0 if words.noun_first else -1]
        if len(noun) >= _SHORTEST_ALONE and noun.isalpha() and noun not in words.not_alone and code in _tender():
            owners.setdefault(noun, set()).add(codes[code])
    return {noun: _shared(noun, named) for noun, named in owners.items()} | dict(words.names)


def _shared(noun: str, named: set[str]) -> str:
    """The name that all the currencies named have in common; the noun itself where they have none."""
    if len(named) == 1:
        return next(iter(named))
    bare = {name.rpartition(" ")[2] for name in named}
    return next(iter(bare)) if len(bare) == 1 else noun


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    named: Iterator[Mapping[str, str]] = (_names(pack_of(code)) for code in known())
    return SIGNED.union(_DOLLARS.values(), _codes().values(), *(names.values() for names in named))


def is_currency(unit: str) -> bool:
    """Whether a normalised unit ("dollar", "swedish krona") is money."""
    return unit in _all_names()


def code_name(text: str, lower_too: bool = False) -> tuple[str, int] | None:
    """The currency and the factor of a code like "USD", "MUSD" or "MEUR"; None for any other word."""
    upper = text.upper() if lower_too else text
    if _CODE.match(upper) and (name := _codes().get(upper)):
        return (name, 1) if upper not in _DOUBTFUL_CODES else None
    scaled = _SCALED_CODE.match(upper)
    if scaled and (name := _codes().get(scaled.group(2))):
        return name, _SCALE[scaled.group(1)]
    return None


def before(tokens: Tokens, index: int, floor: int, language: Language) -> tuple[str, int, int] | None:
    """The currency that ends right before token `index`: name, its first token, factor ("US $", "MAUD", "£").

    Tokens before `floor` belong to an earlier amount.
    """
    at = index - 1
    if at < floor or not tokens.same_line(at, index):
        return None
    if symbol := _SYMBOLS.get(tokens.texts[at]):
        return _with_country(tokens, at, floor, symbol)
    if tokens.kinds[at] != "word":
        return None
    if code := code_name(tokens.texts[at], lower_too=tokens.lower(at) in _LOWER_CODES):
        return code[0], at, code[1]
    words, word = language.amounts.currencies, tokens.lower(at)
    name = words.names.get(word) if word in words.before else None
    return (name, at, 1) if name else None


def _with_country(tokens: Tokens, at: int, floor: int, symbol: str) -> tuple[str, int, int]:
    if symbol != "dollar" or at - 1 < floor:
        return symbol, at, 1
    for spelled in (["u", ".", "s", "."], ["u", ".", "s"]):
        first = at - len(spelled)
        if first >= floor and tokens.lowers[first:at] == spelled:
            return symbol, first, 1
    word = tokens.lower(at - 1)
    if word in _DOLLARS and (tokens.glued(at) or len(word) > 1 or word == "c"):
        return _DOLLARS[word], at - 1, 1
    return symbol, at, 1


def after(tokens: Tokens, index: int, language: Language, scaled: bool) -> tuple[Unit, int] | None:
    """The currency that begins at token `index` after a number, and the factor its name carries.

    `scaled` says the number had "million" or the like, which makes bare pounds money, not weight.
    """
    if index >= len(tokens):
        return None
    if symbol := _SYMBOLS.get(tokens.texts[index]):
        return Unit(symbol, index + 1), 1
    if tokens.kinds[index] != "word":
        return None
    full = _full_names(language)
    for length in range(_LONGEST_NAME, 1, -1):
        if code := full.get(" ".join(tokens.lower(i) for i in range(index, index + length))):
            return Unit(_codes()[code], index + length), 1
    words, word = language.amounts.currencies, tokens.lower(index)
    if country := words.countries.get(word):
        bare = words.names.get(tokens.lower(index + 1)) or words.weights.get(tokens.lower(index + 1))
        if bare:
            return Unit(country if bare in words.countries.values() else bare, index + 2), 1
    if code_and_factor := code_name(tokens.texts[index], lower_too=word in _LOWER_CODES):
        return Unit(code_and_factor[0], index + 1), code_and_factor[1]
    return _named(tokens, index, language, scaled)


def _named(tokens: Tokens, index: int, language: Language, scaled: bool) -> tuple[Unit, int] | None:
    words, word = language.amounts.currencies, tokens.lower(index)
    for elision in words.elisions:
        word = word.removeprefix(elision)
    if weight := words.weights.get(word):
        return Unit("pound sterling" if scaled or _is_money(tokens, index, words.money) else weight, index + 1), 1
    name = _names(language).get(word)
    if name is None or (word in words.only_scaled and not scaled):
        return None
    return Unit(name, index + 1), words.scaled.get(word, 1)


def _is_money(tokens: Tokens, index: int, money: frozenset[str]) -> bool:
    """Whether words around a bare name speak of money."""
    around = range(max(0, index - _MONEY_BEFORE), min(len(tokens), index + _MONEY_AFTER + 1))
    return any(tokens.lower(at) in money for at in around)
