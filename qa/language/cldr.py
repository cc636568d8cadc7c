"""Names of months and weekdays in any language, from CLDR through babel: to read them and to write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Any, Literal

from qa.language.alternation import any_of
from qa.language.pack import Language

Width = Literal["wide", "abbreviated", "short"]
"""“September”, “Sept.”; “Thursday”, “Thu”, “Th” (months have no short form)."""

MONTH_WIDTHS: tuple[Width, ...] = ("wide", "abbreviated")


@lru_cache(maxsize=64)
def months(language: Language, widths: tuple[Width, ...] = MONTH_WIDTHS) -> Mapping[str, int]:
    """The number of each month, 1 to 12, by its names case-folded: as in a date and alone, with and without a dot.

    The language's pack adds names that CLDR lacks. Empty for a language that neither knows. Beware of names that
    are other words too ("may", "march").
    """
    from babel.dates import get_month_names

    widths = tuple(width for width in widths if width != "short")
    return _numbered(get_month_names, widths, language, language.times.months)


@lru_cache(maxsize=64)
def weekdays(language: Language, widths: tuple[Width, ...] = ("wide",)) -> Mapping[str, int]:
    """The number of each weekday, Monday 0 to Sunday 6, by its names case-folded, with and without a dot.

    Only the full names unless `widths` asks for others: "Sun", "sat" and "so" are mostly other words. Empty for a
    language that CLDR does not know.
    """
    from babel.dates import get_day_names

    return _numbered(get_day_names, widths, language, language.times.weekdays)


def month_name(language: Language, month: int) -> str:
    """The month from 1 to 12 as a date writes it ("August", "augusti"); its number for an unknown language."""
    from babel.dates import get_month_names

    return _named(get_month_names, "wide", "format", language).get(month, str(month))


def weekday_name(language: Language, weekday: int) -> str:
    """The weekday, from 0 for Monday, as a sentence writes it ("fredag"); empty for an unknown language."""
    from babel.dates import get_day_names

    return _named(get_day_names, "wide", "format", language).get(weekday, "")


def alternation(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first, without those that end with a dot.

    A dot after a name is for the pattern around it to allow: `rf"(?:{alternation(names)})\\b\\.?"`.
    Matches nothing where there is no name.
    """
    return any_of(name for name in names if not name.endswith("."))


_Names = Callable[[Any, Any, str], Mapping[int, str]]
_CONTEXTS = ("format", "stand-alone")
"""The name of a month in a date is another form than its name alone in some languages ("stycznia", "styczeń")."""


def _named(names: _Names, width: Width, context: str, language: Language) -> Mapping[int, str]:
    from babel import UnknownLocaleError

    if not language.code:
        return {}
    try:
        return names(width, context, language.code)
    except (UnknownLocaleError, ValueError):
        return {}


def _numbered(
    names: _Names, widths: Iterable[Width], language: Language, more: Mapping[str, int]
) -> Mapping[str, int]:
    found = dict(more)
    for width, context in product(widths, _CONTEXTS):
        for number, name in _named(names, width, context, language).items():
            plain = name.casefold().rstrip(".")
            if not plain.isdigit():
                found.setdefault(plain, number)
                if width != "wide":
                    found.setdefault(f"{plain}.", number)
    return MappingProxyType(found)
