"""Countries by their names and adjectives in every language that has a pack; from CLDR through babel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qa.language.pack import Language, known, pack_of


def country_code(name: str) -> str | None:
    """The ISO code of a country by its name in any language that has a pack; None for any other place."""
    lower = name.lower()
    article, _, rest = lower.partition(" ")
    code = _codes().get(lower)
    return code or (_codes().get(rest) if article in _articles() else None)


@lru_cache(maxsize=512)
def country_name(code: str, language: Language) -> str:
    """What the language calls the country of an ISO code; the code itself where CLDR does not know it."""
    return _territories(language.code).get(code, code)


@lru_cache(maxsize=4096)
def country_of_adjective(word: str, language: Language) -> str | None:
    """The country an adjective of the language speaks of ("Syrian" -> SY); None where it is none that is known."""
    places, lower = language.places, word.lower()
    if lower in places.demonyms:
        return places.demonyms[lower]
    for ending in places.demonym_endings:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_STEM:
            stem = lower[: -len(ending)]
            for tail in ("", *places.demonym_tails):
                if code := _codes().get(stem + tail):
                    return code
    return None


_SHORTEST_STEM = 3
"""Of the names of countries only "US", "UK" and the like are shorter, which have no adjectives of their own."""


def home_of(place: str) -> str | None:
    """The ISO code of the country a well-known city lies in; None for other places."""
    return _cities().get(place.lower())


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """ISO codes by the names of countries, in lower case."""
    codes: dict[str, str] = {}
    for language in known():
        codes |= {name.lower(): code for code, name in _territories(language).items()}
        codes |= pack_of(language).places.countries
    return codes


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    return frozenset().union(*(pack_of(code).attribution.names.determiners for code in known()))


@lru_cache(maxsize=64)
def _territories(language: str) -> Mapping[str, str]:
    """Names of countries by their ISO codes; empty for a language that CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in territories.items() if len(code) == 2}  # others are continents


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """The countries of the cities that time zones are named after, mostly capitals."""
    from babel.core import get_global

    zones = get_global("zone_territories")
    return {
        zone.rpartition("/")[2].replace("_", " ").lower(): str(code)
        for zone, code in zones.items()
        if "/" in zone and len(code) == 2
    }
