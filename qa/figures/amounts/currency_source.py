"""Makes `data/currencies.json` from CLDR: `python -m qa.figures.amounts.currency_source`.

How each currency is written where it is legal tender ("Rs", "Kč", "HK$"), from all locales; to read them all when
a text is read would take seconds.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict

from qa.figures.amounts.unit_table import DATA

_WRITTEN = re.compile(r"[^\W\d_]{2,4}\.?|[^\W\d_]{0,3}\$[^\W\d_]{0,3}|[^\w\s.,]|R")
"""A sign; letters before or behind a dollar; or two letters and more: most single letters are initials."""
_BARE_DOLLAR = "$"
_OTHER_WORDS = frozenset({"den", "сом"})
"""Symbols that are common words of other languages."""


def symbols() -> dict[str, list[str]]:
    """The codes of the currencies that are written with each symbol."""
    from babel import Locale, UnknownLocaleError, localedata
    from babel.core import get_global

    current: dict[str, set[str]] = defaultdict(set)
    for territory, listed in get_global("territory_currencies").items():
        for code, _, end, is_tender in listed:
            if is_tender and end is None:
                current[code].add(territory)
    found: dict[str, set[str]] = defaultdict(set)
    for identifier in localedata.locale_identifiers():
        try:
            locale = Locale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
        for code, written in locale.currency_symbols.items():
            symbol = written.strip("\u200f\u200e\u200b\xa0 ").rstrip(".")
            is_own = code in current and (locale.territory is None or locale.territory in current[code])
            if is_own and symbol != code and _WRITTEN.fullmatch(symbol):
                found[symbol].add(code)
    return {
        symbol: sorted(codes)
        for symbol, codes in sorted(found.items())
        if symbol != _BARE_DOLLAR and symbol not in _OTHER_WORDS
    }


def main() -> None:
    """Writes the file."""
    lines = (
        f"{json.dumps(symbol, ensure_ascii=False)}: {json.dumps(codes)}" for symbol, codes in symbols().items()
    )
    text = ",\n".join(lines)
    (DATA / "currencies.json").write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
