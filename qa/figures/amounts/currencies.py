"""Currencies as texts write them: symbols, codes and names, before or after the number."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.figures.amounts.tokens import Tokens
from qa.figures.amounts.units import Unit
from qa.language.vocabulary import vocabulary

_NAMES_BY_CODE = {
    "USD": "dollar",
    "GBP": "pound sterling",
    "LAK": "lao kip",
    "BTC": "bitcoin",
    "RMB": "chinese yuan",
}
# A bare name means the currency most often meant by it; where several countries share it evenly it stays bare.
_BARE = {
    "dollar": "dollar", "dollars": "dollar", "buck": "dollar", "bucks": "dollar", "euro": "euro", "euros": "euro",
    "pence": "penny", "penny": "penny", "pennies": "penny", "cent": "cent", "cents": "cent", "öre": "öre",
    "quid": "pound sterling", "sterling": "pound sterling",
    "yen": "japanese yen", "yuan": "chinese yuan", "renminbi": "chinese yuan", "rmb": "chinese yuan",
    "kuai": "chinese yuan",
    "franc": "swiss franc", "francs": "swiss franc", "franken": "swiss franc", "peseta": "peseta",
    "pesetas": "peseta",
    "mark": "mark", "marks": "mark", "kr": "krona", "krona": "krona", "kronor": "krona", "kronors": "krona",
    "krone": "krone", "kroner": "krone", "rupee": "rupee", "rupees": "rupee", "peso": "peso", "pesos": "peso",
    "lira": "lira", "liras": "lira", "rouble": "russian ruble", "roubles": "russian ruble",
    "ruble": "russian ruble",
    "rubles": "russian ruble", "rubel": "russian ruble", "bitcoin": "bitcoin", "bitcoins": "bitcoin",
    "btc": "bitcoin",
    "satoshi": "satoshi", "satoshis": "satoshi", "sen": "sen", "won": "south korean won",
    "rand": "south african rand",
    "mkr": "krona", "tkr": "krona", "crown": "crown", "crowns": "crown",
}  # fmt: skip
_SCALED_NAMES = {"mkr": 10**6, "tkr": 10**3, "mdkr": 10**9}
_SYMBOLS = {
    "$": "dollar", "€": "euro", "£": "pound sterling", "¥": "japanese yen", "元": "chinese yuan",
    "₡": "costa rican colón",
    "₾": "georgian lari", "₭": "lao kip", "₹": "rupee", "₽": "russian ruble", "₩": "south korean won",
    "₺": "turkish lira",
    "₴": "ukrainian hryvnia", "₪": "israeli new shekel", "₫": "vietnamese dong", "₦": "nigerian naira",
    "₱": "philippine peso",
    "฿": "thai baht", "₿": "bitcoin", "₸": "kazakhstani tenge", "₼": "azerbaijani manat",
    "₲": "paraguayan guarani",
    "₵": "ghanaian cedi", "￥": "japanese yen", "＄": "dollar", "¢": "cent",
}  # fmt: skip
SIGNED = frozenset(_SYMBOLS.values())
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
_WORDS_IN_CAPITALS = frozenset(
    {"ALL", "TOP", "TRY", "MAD", "GEL", "COP", "BAM", "LAK", "ANG", "SOS", "CUP", "PEN", "STD", "BOB", "SHP"}
)
_BY_COUNTRY = {
    "us": "dollar",
    "american": "dollar",
    "amerikanska": "dollar",
    "british": "pound sterling",
    "brittiska": "pound sterling",
}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """ISO codes and the names they are given; names come from CLDR through babel."""
    from babel import Locale

    return {code: name.lower() for code, name in Locale("en").currencies.items()} | _NAMES_BY_CODE


@lru_cache(maxsize=1)
def _full_names() -> dict[str, str]:
    """Plural and singular names of two and more words ("hong kong dollars", "svenska kronor")."""
    from babel import Locale
    from babel.numbers import get_currency_name

    codes, named = _codes(), {}
    for language in ("en", "sv"):
        for code in map(str, Locale("en").currencies):
            for count in (1, 2):
                name = get_currency_name(code, count, locale=language).lower()
                if " " in name and "(" not in name:
                    named[name] = codes.get(code, name)
    return named


@lru_cache(maxsize=1)
def _single_names() -> dict[str, str]:
    """One-word names: those that one currency bears ("zlotys", "baht"), and those that are never but money."""
    owners: dict[str, set[str]] = {}
    for form, name in _full_names().items():
        last = form.rpartition(" ")[2]
        if len(last) > 3 and last.isalpha():
            owners.setdefault(last, set()).add(name)
    alone = {form: next(iter(names)) for form, names in owners.items() if len(names) == 1}
    # A name that several countries share stays bare: "dirhams", "dinars", "shillings".
    shared = {form for form, names in owners.items() if len(names) > 1 and form not in _NOT_ONLY_MONEY}
    return alone | {form: form.removesuffix("s") for form in shared}


_NOT_ONLY_MONEY = vocabulary("gold real unit units pound pounds pund mark marks sucre lire leva")
"""Last words of names of currencies that mean other things as often when they stand alone."""


def is_currency(unit: str) -> bool:
    """Whether a normalised unit ("dollar", "swedish krona") is money."""
    known = SIGNED | set(_BARE.values()) | set(_DOLLARS.values()) | set(_single_names().values())
    return unit in known or unit in _codes().values()


def code_name(text: str, lower_too: bool = False) -> tuple[str, int] | None:
    """The currency and the factor of a code like "USD", "MUSD" or "MEUR"; None for any other word."""
    upper = text.upper() if lower_too else text
    if _CODE.match(upper) and (name := _codes().get(upper)):
        return (name, 1) if upper not in _WORDS_IN_CAPITALS or text.lower() == "rmb" else None
    scaled = _SCALED_CODE.match(upper)
    if scaled and (name := _codes().get(scaled.group(2))):
        return name, _SCALE[scaled.group(1)]
    return None


def before(tokens: Tokens, index: int, floor: int) -> tuple[str, int, int] | None:
    """The currency that ends right before token `index`: name, its first token, factor ("US $", "MAUD", "£").

    Tokens before `floor` belong to an earlier amount.
    """
    at = index - 1
    if at < floor or not tokens.same_line(at, index):
        return None
    symbol = _SYMBOLS.get(tokens.texts[at])
    if symbol:
        return _with_country(tokens, at, floor, symbol)
    if tokens.kinds[at] != "word":
        return None
    code = code_name(tokens.texts[at], lower_too=tokens.lower(at) in _LOWER_CODES)
    if code:
        return code[0], at, code[1]
    if tokens.lower(at) in ("dollar", "sen"):
        return _BARE[tokens.lower(at)], at, 1
    return None


_LOWER_CODES = vocabulary("usd eur gbp sek nok dkk rmb cny jpy chf aud cad nzd mxn hkd sgd inr")


def _with_country(tokens: Tokens, at: int, floor: int, symbol: str) -> tuple[str, int, int]:
    if symbol == "dollar" and at - 1 >= floor:
        word = tokens.lower(at - 1)
        if (
            word == "."
            and at - 4 >= floor
            and [tokens.lower(i) for i in range(at - 4, at)] == ["u", ".", "s", "."]
        ):
            return "dollar", at - 4, 1
        if word == "s" and at - 3 >= floor and tokens.lower(at - 2) == "." and tokens.lower(at - 3) == "u":
            return "dollar", at - 3, 1
        touching = tokens.glued(at)
        if word in _DOLLARS and (touching or len(word) > 1 or (word == "c" and not touching)):
            return _DOLLARS[word], at - 1, 1
    return symbol, at, 1


def after(tokens: Tokens, index: int, language: str, scaled: bool) -> tuple[Unit, int] | None:
    """The currency that begins at token `index` after a number, and the factor its name carries.

    `scaled` says the number had "million" or the like, which makes bare pounds money, not weight.
    """
    if index >= len(tokens):
        return None
    if symbol := _SYMBOLS.get(tokens.texts[index]):
        return Unit(symbol, index + 1), 1
    if tokens.kinds[index] != "word":
        return None
    for length in (4, 3, 2):
        form = " ".join(tokens.lower(i) for i in range(index, index + length))
        if name := _full_names().get(form):
            return Unit(name, index + length), 1
    word = tokens.lower(index).removeprefix("d’").removeprefix("d'")
    if word in _BY_COUNTRY and (bare := _BARE.get(tokens.lower(index + 1))):
        return Unit(_BY_COUNTRY[word] if bare in ("dollar", "pound sterling") else bare, index + 2), 1
    if code := code_name(tokens.texts[index], lower_too=word in _LOWER_CODES):
        return Unit(code[0], index + 1), code[1]
    if word in ("pound", "pounds", "pund"):
        money = scaled or word == "pund" or _money(tokens, index)
        return Unit("pound sterling" if money else "pound-mass", index + 1), 1
    name = _BARE.get(word) or _single_names().get(word)
    if name is None or (word == "won" and language != "en") or (word in ("mark", "sen", "won") and not scaled):
        return None
    if name == "krona":
        name = "swedish krona" if language == "sv" else "krona"
    return Unit(name, index + 1), _SCALED_NAMES.get(word, 1)


_MONEY = vocabulary(
    """
    cost costs price priced pay paid pays fine fined worth salary profit loss debt fee tax sold bought bill
    budget invested wage wages earn earned raised donated reward cash loan per
    """
)


def _money(tokens: Tokens, index: int) -> bool:
    """Whether words around bare "pounds" speak of money."""
    around = range(max(0, index - 8), min(len(tokens), index + 4))
    return any(tokens.lower(i) in _MONEY for i in around)
