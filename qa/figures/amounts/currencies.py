"""Currencies as texts write them: symbols, codes and names, before or after the number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import combining, normalize

from qa.figures.amounts.number_words import scales_after
from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.unit_table import DATA
from qa.figures.amounts.units import Unit, named_in_words
from qa.language.countries import country_of_adjective
from qa.language.pack import Language, known, pack_of

_NAMES_BY_CODE = {
    "USD": "dollar", "GBP": "pound sterling", "LAK": "lao kip", "BTC": "bitcoin", "RMB": "chinese yuan",
}  # fmt: skip
_MEANT = {
    "$": "USD", "£": "GBP", "¥": "JPY", "￥": "JPY", "C$": "CAD", "元": "CNY", "＄": "USD", "₿": "BTC", "₵": "GHS",
    "₡": "CRC", "ƒ": "AWG",
}  # fmt: skip
"""Signs that CLDR has for several currencies or for none, by the currency most often meant."""
_LOST_SIGNS = {"PS": "£", "Y=": "¥"}
"""How programs write a sign that an alphabet lacks: news wires, and what turns a text into ASCII."""
_BEFORE_DOLLAR = {"u.s": "USD", "can": "CAD", "mex": "MXN", "s": "SGD"}
"""What stands before a dollar sign besides what CLDR knows ("HK$")."""
_NAMED_SIGNS = {"₹": "rupee", "¢": "cent"}
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
# Symbols in letters that are as often another word or the name of a model ("Le 5 mai", "FG42").
_DOUBTFUL_SYMBOLS = frozenset(("Ar", "Br", "Db", "Le", "Rf", "Nu", "Gs", "Bs", "Cg", "R", "PS"))
_SHORTEST_ALONE = 4
"""Letters of a name that is read without its country: shorter ones ("lei", "som") are mostly other words."""
_LONGEST_NAME = 4
"""Words of a full name ("trinidad and tobago dollars")."""
_ALSO_UNITS = frozenset(("Ft", "kn", "kr"))
"""Symbols of money that are units of measure as well, or that packs name ("kr")."""
_SUM = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d+[.,]\d{2}")
_MONEY_BEFORE, _MONEY_AFTER = 8, 3
"""Tokens around bare "pounds" among which a word of money shows what they are."""


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """ISO codes and the names they are given; names come from CLDR through babel."""
    from babel import Locale

    return {code: name.lower() for code, name in Locale("en").currencies.items()} | _NAMES_BY_CODE


@lru_cache(maxsize=1)
def signs() -> Mapping[str, str]:
    """The currency of each sign that is no letter ("€")."""
    own = {sign: _codes()[code] for sign, code in _MEANT.items() if len(sign) == 1}
    return (
        {sign: name for sign, name in _written().items() if len(sign) == 1 and not sign.isalpha()}
        | own
        | _NAMED_SIGNS
    )


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, str]:
    """The currency of each symbol that is written in letters ("Rs", "Kč"), and of signs that were lost."""
    lost = {written: signs()[sign] for written, sign in _LOST_SIGNS.items()}
    return {symbol: name for symbol, name in _written().items() if symbol.isalpha()} | lost


@lru_cache(maxsize=1)
def _dollars() -> Mapping[str, str]:
    """The currency by what stands before or behind a dollar sign, in lower case."""
    found = {symbol.strip("$").lower(): name for symbol, name in _written().items() if "$" in symbol}
    return found | {word: _codes()[code] for word, code in _BEFORE_DOLLAR.items()}


@lru_cache(maxsize=1)
def _written() -> Mapping[str, str]:
    """The currency of each symbol that CLDR knows; of several the name that they share."""
    symbols = json.loads((DATA / "currencies.json").read_text(encoding="utf-8"))
    found = {}
    for symbol, codes in symbols.items():
        name = _shared("", {_codes()[_MEANT.get(symbol, code)] for code in codes if code in _codes()})
        if name:
            found[symbol] = name
    return found


def signed() -> frozenset[str]:
    """Currencies that have a sign."""
    return frozenset(signs().values())


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
            name = folded(get_currency_name(code, count, locale=locale))
            if " " in name and "(" not in name:
                named[name] = code
    return named


def folded(word: str) -> str:
    """A word in lower case without accents, as many write it: "zloty" for "złoty"."""
    return "".join(c for c in normalize("NFKD", word.lower().replace("ł", "l")) if not combining(c))


@lru_cache(maxsize=64)
def _names(language: Language) -> Mapping[str, str]:
    """One-word names: those of the pack, and of CLDR's those that are never but money.

    A name that several countries share stays bare ("dirhams"), unless the pack says which is meant ("francs").
    Without names in the pack there are none: nothing says which word of a full name is the noun.
    """
    words, codes = language.amounts.currencies, _codes()
    owners: dict[str, set[str]] = {}
    not_alone = {folded(word) for word in words.not_alone}
    for form, code in _full_names(language).items() if words.names else ():
        noun = form.split()[0 if words.noun_first else -1].rpartition("-")[2]
        if len(noun) >= _SHORTEST_ALONE and noun.isalpha() and noun not in not_alone and code in _tender():
            owners.setdefault(noun, set()).add(codes[code])
    alone = {noun: _shared(noun, named) for noun, named in owners.items()}
    plurals = {f"{noun}s": name for noun, name in alone.items()} if language.code == "en" else {}
    return plurals | alone | {folded(form): name for form, name in words.names.items()}


def _shared(noun: str, named: set[str]) -> str:
    """The name that all the currencies named have in common; the noun itself where they have none."""
    if len(named) == 1:
        return next(iter(named))
    bare = {name.rpartition(" ")[2] for name in named}
    return bare.pop() if len(bare) == 1 else noun


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    named: Iterator[Mapping[str, str]] = (_names(pack_of(code)) for code in known())
    return signed().union(_dollars().values(), _codes().values(), *(names.values() for names in named))


def is_currency(unit: str) -> bool:
    """Whether a normalised unit ("dollar", "swedish krona") is money."""
    return unit in _all_names()


def bare_name(unit: str) -> str:
    """The noun of a currency where money of one country alone is called so ("shekel"); else its whole name."""
    noun = unit.rpartition(" ")[2]
    owners = {code for code in _tender() & _codes().keys() if _codes()[code].rpartition(" ")[2] == noun}
    current = {code for code in owners if _codes()[code] == unit}
    return noun if current and all(_codes()[code] == unit for code in owners) else unit


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
    if symbol := signs().get(tokens.texts[at]):
        return _with_country(tokens, at, floor, symbol)
    if spelled := _in_letters(tokens, at, index, floor, language):
        return spelled
    if tokens.kinds[at] != "word":
        return None
    if at - 1 >= floor and tokens.texts[at - 1] == "$" and tokens.glued(at) and tokens.glued(index):
        behind = _dollars().get(tokens.lower(at))  # "$US55", "$A20"
        return (behind, at - 1, 1) if behind else None
    if code := code_name(tokens.texts[at], lower_too=tokens.lower(at) in _LOWER_CODES):
        return code[0], at, code[1]
    words, word = language.amounts.currencies, tokens.lower(at)
    name = words.names.get(word) if word in words.before else None
    return (name, at, 1) if name else None


def _in_letters(
    tokens: Tokens, at: int, index: int, floor: int, language: Language
) -> tuple[str, int, int] | None:
    """The currency of a symbol in letters before a number: "Rs 500", "Rs. 500", "RM2.70", "Y=28,030"."""
    first = at
    if tokens.texts[at] in (".", "=") and at - 1 >= floor and tokens.glued(at):
        first = at - 1
    symbol = tokens.texts[first] + ("=" if tokens.texts[at] == "=" else "")
    name = _letters().get(symbol)
    if name is None or symbol.lower() in language.text.function:
        return None
    doubtful = symbol in _DOUBTFUL_SYMBOLS or (len(symbol) == 2 and symbol.isupper())
    return None if doubtful and not _looks_like_money(tokens, index, language) else (name, first, 1)


def _looks_like_money(tokens: Tokens, index: int, language: Language) -> bool:
    """Whether a number is written as sums are: with cents, with groups of thousands, with a scale."""
    touches = tokens.glued(index)
    scaled = tokens.is_word(index + 1) and (
        tokens.lower(index + 1) in scales_after(language)
        or (tokens.glued(index + 1) and touches and tokens.texts[index + 1].islower())
    )
    return _SUM.fullmatch(tokens.texts[index]) is not None or scaled


def _with_country(tokens: Tokens, at: int, floor: int, symbol: str) -> tuple[str, int, int]:
    if tokens.texts[at] not in ("$", "＄") or at - 1 < floor:
        return symbol, at, 1
    for spelled in (["u", ".", "s", "."], ["u", ".", "s"]):
        first = at - len(spelled)
        if first >= floor and tokens.lowers[first:at] == spelled:
            return symbol, first, 1
    word = tokens.lower(at - 1)
    named = _dollars().get(word) or (code_name(tokens.texts[at - 1], lower_too=True) or ("",))[0]
    if named and (tokens.glued(at) or len(word) > 1 or word == "c"):
        return named, at - 1, 1
    return symbol, at, 1


def after(tokens: Tokens, index: int, language: Language, scaled: bool) -> tuple[Unit, int] | None:
    """The currency that begins at token `index` after a number, and the factor its name carries.

    `scaled` says the number had "million" or the like, which makes bare pounds money, not weight.
    """
    if index >= len(tokens):
        return None
    if symbol := signs().get(tokens.texts[index]):
        return Unit(symbol, index + 1), 1
    if tokens.kinds[index] != "word":
        return None
    whole = _in_full(tokens, index, language) or _in_letters_after(tokens, index, language)
    if whole := whole or _of_country(tokens, index, language):
        return whole, 1
    words, word = language.amounts.currencies, tokens.lower(index)
    if country := words.countries.get(word):
        bare = words.names.get(tokens.lower(index + 1)) or words.weights.get(tokens.lower(index + 1))
        if bare:
            return Unit(country if bare in words.countries.values() else bare, index + 2), 1
    if code_and_factor := code_name(tokens.texts[index], lower_too=word in _LOWER_CODES):
        return Unit(code_and_factor[0], index + 1), code_and_factor[1]
    return _named(tokens, index, language, scaled)


def _in_full(tokens: Tokens, index: int, language: Language) -> Unit | None:
    """The currency whose full name begins at a token ("Hong Kong dollars")."""
    full = _full_names(language)
    for length in range(_LONGEST_NAME, 1, -1):
        if code := full.get(folded(" ".join(tokens.lower(i) for i in range(index, index + length)))):
            return Unit(_codes()[code], index + length)
    return None


def _in_letters_after(tokens: Tokens, index: int, language: Language) -> Unit | None:
    """The currency of a symbol in letters behind a number: "500 Kč"; those in capitals stand before it."""
    text = tokens.texts[index]
    doubtful = text in _DOUBTFUL_SYMBOLS or text in _ALSO_UNITS or text.isupper()
    name = _letters().get(text) if not doubtful and tokens.lower(index) not in language.text.function else None
    return Unit(name, index + 1) if name else None


def _of_country(tokens: Tokens, index: int, language: Language) -> Unit | None:
    """The money of a country by its adjective and a bare name: "Czech crowns", "tjeckiska kronor"."""
    if folded(tokens.lower(index + 1)) not in _names(language):
        return None
    country = country_of_adjective(tokens.texts[index], language)
    name = _codes().get(_current(country) or "") if country else None
    return Unit(name, index + 2) if name else None


@lru_cache(maxsize=256)
def _current(country: str) -> str | None:
    """The code of what is legal tender in a country today."""
    from babel.core import get_global

    listed = get_global("territory_currencies").get(country, ())
    return next((str(code) for code, _, end, is_tender in listed if is_tender and end is None), None)


def _named(tokens: Tokens, index: int, language: Language, scaled: bool) -> tuple[Unit, int] | None:
    words, word = language.amounts.currencies, tokens.lower(index)
    for elision in words.elisions:
        word = word.removeprefix(elision)
    weight = words.weights.get(word)
    if weight and named_in_words(tokens, index, language):
        return None  # "pounds per square inch"
    if weight:
        return Unit("pound sterling" if scaled or _is_money(tokens, index, words.money) else weight, index + 1), 1
    name = _names(language).get(folded(word))
    if name is None or (word in words.only_scaled and not scaled and not _is_money(tokens, index, words.money)):
        return None
    return Unit(name, index + 1), words.scaled.get(word, 1)


def _is_money(tokens: Tokens, index: int, money: frozenset[str]) -> bool:
    """Whether words around a bare name speak of money."""
    around = range(max(0, index - _MONEY_BEFORE), min(len(tokens), index + _MONEY_AFTER + 1))
    return any(tokens.lower(at) in money for at in around)
