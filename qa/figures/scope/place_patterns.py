"""The patterns by which a language names places, made of the words of its pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import regex

from qa.language.alternation import any_of
from qa.language.pack import Language, known, pack_of

Pattern: TypeAlias = Any
Match: TypeAlias = Any
"""Of the library `regex`, which knows capital letters of every script and has no types."""

_CAPITAL = r"\p{Lu}[\w’'-]*\w"


@dataclass(frozen=True, slots=True)
class PlacePatterns:
    """One language's patterns; each names its groups by what it finds."""

    located: Pattern
    """Groups prep, mid (what stands between), kind in it, and name (one place or a list)."""
    of_kind: Pattern
    arriving: Pattern
    owning: Pattern
    having: Pattern
    """The group name of each is a place."""
    direction: Pattern
    """A direction at the end of what stands before a place."""
    quarter: Pattern
    """A direction with a capital and a name: "West Mosul", "South Carolina"; alone it names no place."""
    led: Pattern
    in_country: Pattern
    """Groups place and country: "Kemi, Finland"."""
    city_of_country: Pattern
    """Groups adjective and place: "the Syrian city of Raqqa"."""
    in_place: Pattern
    """Groups place and around: "the village of X in Y"."""
    alone: Pattern
    """The group place: "in X alone"."""
    next_word: Pattern
    word: Pattern


@lru_cache(maxsize=64)
def patterns_of(language: Language) -> PlacePatterns:
    """The patterns of a language; those whose words its pack lacks match nothing."""
    places = language.places
    linked, conjunction = any_of(places.kind_links), any_of(places.conjunctions)
    kinds, at, inside = any_of(places.kinds), any_of(places.at), any_of(places.inside)
    name = rf"{_CAPITAL}(?:[ -](?:{any_of(places.name_links)}[ -])?{_CAPITAL}){{0,3}}"
    directed = rf"(?:{any_of(places.directions)}[a-z-]*\s)?"
    opened = rf"(?:{any_of((*places.openers, *places.country_articles))}\s)?"
    kind = rf"(?P<kind>{kinds}\s(?:{linked}\s)?)?"
    middle = rf"(?P<mid>{opened}(?:(?:{places.adjectives.pattern})\s){{0,3}}{kind})"
    further = rf"(?:,|(?:,|)\s{conjunction})\s(?:{any_of(places.list_openers)}\s)?{name}"
    article = any_of(language.attribution.names.determiners)
    opener = rf"(?:{any_of(places.openers)} )?"
    two = rf"{_CAPITAL}(?: {_CAPITAL})?"
    return PlacePatterns(
        located=regex.compile(
            rf"(?<!\w)(?P<prep>(?i:{any_of((*places.strong, *places.weak))}))\s{middle}"
            rf"(?P<name>{name}(?:{further}){{0,4}})"
        ),
        of_kind=regex.compile(rf"\b{kinds} {linked} (?P<name>{name})"),
        arriving=regex.compile(rf"\b(?:{places.arriving.pattern}) (?P<name>{name})"),
        owning=regex.compile(r"(?<![\w-])(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)[’']s?\b"),
        having=regex.compile(rf"(?<![\w-])(?P<name>\p{{Lu}}[\w-]+(?: \p{{Lu}}[\w-]+)?) {any_of(places.having)}\b"),
        direction=regex.compile(rf"{any_of(places.directions)}[a-z-]*\s\Z"),
        quarter=regex.compile(rf"(?i:{any_of(places.directions)})\p{{Ll}}*[ -]\p{{Lu}}"),
        led=regex.compile(rf"-{any_of(places.led)}\b", regex.IGNORECASE),
        in_country=regex.compile(rf"(?P<place>{two})(?:,| {inside}) {directed}(?P<country>{two})"),
        city_of_country=regex.compile(
            rf"(?P<adjective>\p{{Lu}}\p{{Ll}}+) {any_of((*places.kinds, *places.plural_kinds))}"
            rf" (?:{linked} )?(?P<place>{_CAPITAL}(?: {conjunction} {_CAPITAL})?)"
        ),
        in_place=regex.compile(
            rf"(?:(?i:{kinds}) {linked} |\b{at} {opener})(?P<place>{_CAPITAL}),?"
            rf"(?: {article} \w+)? {inside} {opener}{directed}(?P<around>{two})"
        ),
        alone=_alone(language),
        next_word=regex.compile(r"[’']?s?\s+(\w+)"),
        word=regex.compile(r"\w+"),
    )


def _alone(language: Language) -> Pattern:
    places = language.places
    inside, opened = rf"(?i:{any_of(places.inside)})", rf"(?:{any_of(places.openers)} )?"
    of_kind = rf"(?:\p{{Ll}}+ (?:{any_of(places.kind_links)} )?)?"
    after = rf"\b{inside} {opened}{of_kind}(?P<place>{_CAPITAL}) {any_of(places.alone)}\b"
    before = rf"\b(?i:{any_of(places.only)}) {inside} (?P<place>{_CAPITAL})"
    return regex.compile(rf"{after}|{before}")


@lru_cache(maxsize=1)
def unspecified() -> Pattern:
    """A direction before a place in any language that has a pack: the languages of stored places are not known."""
    directions = any_of(one for code in known() for one in pack_of(code).places.directions)
    return regex.compile(rf"^{directions}[a-z-]*\s")


@lru_cache(maxsize=1)
def place_separator() -> Pattern:
    """What stands between the places of a list in any language that has a pack, for the same reason."""
    every = [pack_of(code).places for code in known()]
    conjunctions = any_of(one for each in every for one in each.conjunctions)
    openers = any_of(one for each in every for one in each.list_openers)
    inside = any_of(one for each in every for one in each.inside)
    return regex.compile(rf",\s(?:{conjunctions}\s)?(?:{inside}\s)?|\s{conjunctions}\s(?:{openers}\s)?")
