"""Place names in a sentence, and what a place lies in as the text itself says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.figures.scope.place_patterns import Match, PlacePatterns, patterns_of, place_separator, unspecified
from qa.language.cldr import months, weekdays
from qa.language.countries import country_code, country_of_adjective, home_of
from qa.language.pack import Language

_BEFORE_ALONE = 1_000
"""Characters before "in X alone" in which the place is named that X lies in."""
_EVENT_REACH = 40
"""Characters before a place in which an event is named that makes it one: "siege of the northern city of"."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text: offsets, its name as written, and whether something is said to happen there."""

    start: int
    end: int
    name: str
    strong: bool


def undirected(place: str) -> str:
    """The place without "northern" and the like: northwestern Syria lies in Syria."""
    return str(unspecified().sub("", place))


def place_parts(place: str) -> tuple[str, ...]:
    """The single places of "Syria and Iraq", in the order named, in any language that has a pack."""
    return tuple(part for part in map(_trimmed, place_separator().split(place)) if part)


def places_in(
    text: str, language: Language, start: int = 0, end: int | None = None, known: frozenset[str] = frozenset()
) -> tuple[PlaceMention, ...]:
    """The places named between two offsets; `known` are places named before, found without a preposition too."""
    stop = len(text) if end is None else end
    finder = _Finder(text, language, known)
    found = list(finder.after_prepositions(start, stop))
    for mentions in (
        finder.after_kinds(start, stop),
        finder.acting(start, stop),
        finder.known_before(start, stop),
    ):
        for mention in mentions:
            if not any(other.start <= mention.start < other.end for other in found):
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


class _Finder:
    """Finds places of one text, each way for itself: they may find one place more than once."""

    def __init__(self, text: str, language: Language, known: frozenset[str]) -> None:
        self._text = text
        self._language = language
        self._known = known
        self._patterns = patterns_of(language)

    def after_prepositions(self, start: int, stop: int) -> Iterator[PlaceMention]:
        """Places after "in", "near the city of", "parts of northern"."""
        for match in self._patterns.located.finditer(self._text, start, stop):
            if mention := self._located(match):
                yield mention

    def after_kinds(self, start: int, stop: int) -> Iterator[PlaceMention]:
        """Places after "city of", and weaker ones after "returned to"."""
        for pattern, strong in ((self._patterns.of_kind, True), (self._patterns.arriving, False)):
            for match in pattern.finditer(self._text, start, stop):
                name = _trimmed(match["name"])
                if name and name.lower() not in _not_places(self._language):
                    at = match.start("name")
                    yield PlaceMention(at, at + len(name), name, strong)

    def acting(self, start: int, stop: int) -> Iterator[PlaceMention]:
        """Countries and well-known cities that own or have something: "Chile has"."""
        for pattern in (self._patterns.owning, self._patterns.having):
            for match in pattern.finditer(self._text, start, stop):
                if country_code(match["name"]) or home_of(match["name"]):
                    yield PlaceMention(match.start("name"), match.end("name"), match["name"], strong=False)

    def known_before(self, start: int, stop: int) -> Iterator[PlaceMention]:
        """Places named before, wherever they stand as words of their own."""
        for name in self._known:
            at = self._text.find(name, start, stop)
            while at >= 0:
                end = at + len(name)
                if not self._text[at - 1 : at].isalnum() and not self._text[end : end + 1].isalnum():
                    yield PlaceMention(at, end, name, strong=False)
                at = self._text.find(name, end, stop)

    def _located(self, match: Match) -> PlaceMention | None:
        names = self._leading_places(match)
        if not names:
            return None
        places, middle = self._language.places, (match["mid"] or "").lower().split()
        countries = all(country_code(name) for name in names)
        if not countries and any(word in places.country_articles for word in middle):
            return None
        strong = match["prep"].lower() in places.strong or bool(match["kind"])
        if not (strong or countries or names[0] in self._known or self._befallen(match)):
            return None
        start = match.start("name")
        place = _listed(self._text, start, names)
        direction = self._patterns.direction.search(match["mid"] or "") if len(names) == 1 else None
        if direction:
            place, start = direction.group() + place, start - len(direction.group())
        return PlaceMention(start, start + len(place), place, strong)

    def _leading_places(self, match: Match) -> list[str]:
        """The names of a list as far as they are places."""
        found: list[str] = []
        for part in map(_trimmed, place_separator().split(match["name"].strip(" ,-"))):
            if not self._may_be_place(part) or (found and not self._goes_on(match, found, part)):
                break
            found.append(part)
        return found

    def _may_be_place(self, part: str) -> bool:
        none = _not_places(self._language)
        if " " in part and country_code(part):
            return True
        if not part or part.lower() in none or _is_body(part, self._language):
            return False
        if part.split()[0].lower() in none and not self._patterns.quarter.match(part):
            return False
        if self._patterns.led.search(part):
            return False
        return not country_of_adjective(part, self._language) or bool(country_code(part))

    def _goes_on(self, match: Match, found: list[str], part: str) -> bool:
        """Whether a name after a place is one too: no name after a country, nor one that does something."""
        if country_code(part) or part in self._known:
            return True
        return not country_code(found[0]) and not self._speaks_next(match, part)

    def _speaks_next(self, match: Match, part: str) -> bool:
        """Whether the name goes on to speak ("in Lund and Anna Berg said"), so that it is no second place."""
        after = self._text.find(part, match.start("name")) + len(part)
        following = self._patterns.next_word.match(self._text, after)
        return following is not None and following.group(1).lower() in self._language.attribution.saying.verbs

    def _befallen(self, match: Match) -> bool:
        """Whether an event is told of before the name: "siege of"."""
        floor = max(0, match.start() - _EVENT_REACH)
        return self._language.places.events.search(self._text, floor, match.start("name")) is not None


@lru_cache(maxsize=64)
def _not_places(language: Language) -> frozenset[str]:
    return language.places.not_places | frozenset(months(language, ("wide",))) | frozenset(weekdays(language))


def _is_body(name: str, language: Language) -> bool:
    """Whether a word of the name is one of bodies, so that it is no place's."""
    return not language.places.bodies.isdisjoint(patterns_of(language).word.findall(name.lower()))


def _without_opener(place: str, language: Language) -> str:
    """The place without what has a capital only because it opens the sentence: "In Kemi", "Staden Kemi"."""
    first, _, rest = place.partition(" ")
    opens = first.lower() in language.places.strong or first.lower() in language.places.kinds
    return rest if rest and opens else place


def _trimmed(part: str) -> str:
    part = part.strip(" ,-")
    for ending in ("’s", "'s"):
        part = part.removesuffix(ending)
    return part


def _listed(text: str, start: int, parts: list[str]) -> str:
    """The stretch of text from the first to the last good name of a list; of a city and its country the city."""
    if len(parts) == 2 and country_code(parts[1]) and not country_code(parts[0]):
        comma = text[start + len(parts[0]) : start + len(parts[0]) + 1]
        if comma == ",":
            return parts[0]
    at = start
    for part in parts:
        at = text.index(part, at) + len(part)
    return text[start:at]


def containments_in(text: str, language: Language) -> dict[str, str]:
    """What each place lies in, where the text says so ("the Syrian city of X", "the town of X in Y").

    Values are tags: a country's ISO code, or the name of the place around it in lower case.
    """
    patterns, none = patterns_of(language), _not_places(language)
    found: dict[str, str] = {}
    for match in patterns.in_place.finditer(text):
        around = _trimmed(match["around"])
        if around.lower() not in none and not _is_body(around, language):
            found[_trimmed(match["place"])] = country_code(around) or around.lower()
    found.update(_parts_alone(text, language, patterns))
    for match in patterns.in_country.finditer(text):
        code, place = country_code(match["country"]), _without_opener(_trimmed(match["place"]), language)
        if code and not country_code(place) and place.lower() not in none:
            found.setdefault(place, code)
    for match in patterns.city_of_country.finditer(text):
        code = country_of_adjective(match["adjective"], language)
        if code and len(place_parts(match["place"])) == 1:
            found[_trimmed(match["place"])] = code
    return found


def _parts_alone(text: str, language: Language, patterns: PlacePatterns) -> Iterator[tuple[str, str]]:
    """What is named before "In X alone", which says that X lies there."""
    for match in patterns.alone.finditer(text):
        place = match["place"]
        named = places_in(text, language, max(0, match.start() - _BEFORE_ALONE), match.start())
        before = [mention for mention in named if mention.strong and mention.name != place]
        if before:
            around = before[-1].name
            yield place, country_code(undirected(around)) or around.lower()
