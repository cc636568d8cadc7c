"""Words before and around the names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.language.fields import NEVER, Forms


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words before and around the names of places."""

    strong: frozenset[str] = frozenset()
    """Prepositions and verbs before what is surely a place: "in"."""
    weak: frozenset[str] = frozenset()
    """Those before a place or anything else: "from"; the name after it must be known for a place."""
    openers: tuple[str, ...] = ()
    """Words between preposition and name: "the", "parts of"."""
    country_articles: tuple[str, ...] = ()
    """Articles that only names of countries have: "in der Schweiz"."""
    adjectives: re.Pattern[str] = NEVER
    """A word that describes the place after it: "northern", "Syrian", "nearby"."""
    kinds: tuple[str, ...] = ()
    """What places are: "city", "island"."""
    plural_kinds: tuple[str, ...] = ()
    """Several of them: "the Syrian cities Homs and Hama"."""
    kind_links: tuple[str, ...] = ()
    """What stands between a kind and the name: "city of Lund"."""
    name_links: tuple[str, ...] = ()
    """Words inside the names of places, in any language: "Rio de Janeiro"."""
    conjunctions: tuple[str, ...] = ()
    """Between the places of a list: "and"."""
    list_openers: tuple[str, ...] = ()
    """What may stand before each place of a list: "in Syria and in Iraq"."""
    at: tuple[str, ...] = ()
    """Prepositions before a place of which is told next in what it lies: "at Kemi in Finland"."""
    inside: tuple[str, ...] = ()
    """The preposition between a place and what it lies in."""
    events: re.Pattern[str] = NEVER
    """An event and the preposition that make a place of any name after them: "siege of"."""
    arriving: re.Pattern[str] = NEVER
    """Going and the preposition before where to: "returned to"."""
    having: tuple[str, ...] = ()
    """Verbs whose subject may be a country or a well-known city: "Chile has 40 lighthouses"."""
    directions: tuple[str, ...] = ()
    """How words begin that name a part of a place: "north", "central"."""
    not_places: frozenset[str] = frozenset()
    """Words with a capital after a preposition that are no place, besides months and weekdays."""
    bodies: frozenset[str] = frozenset()
    """Words in the names of bodies, so that the name is no place; also those of bodies elsewhere."""
    led: tuple[str, ...] = ()
    """How a word ends after a hyphen that names who leads or keeps a body: "US-led"."""
    alone: tuple[str, ...] = ()
    """After a place they say that it lies in the one named before: "in Lund alone"."""
    only: tuple[str, ...] = ()
    """The same before the preposition: "bara i Lund"."""
    seated: re.Pattern[str] = NEVER
    """What stands right before a place that is the seat of a speaker: "with offices in"."""
    based: re.Pattern[str] = NEVER
    """What follows such a place: "-based"."""
    countries: Forms = field(default_factory=dict)
    """Names of countries that CLDR does not give, by ISO code: US = "america"."""
    demonyms: Forms = field(default_factory=dict)
    """Adjectives of countries that their endings do not tell, by ISO code: FR = "french"."""
    demonym_endings: tuple[str, ...] = ()
    """Endings of adjectives of countries, in the order in which they are tried: "ian"."""
    demonym_tails: tuple[str, ...] = ()
    """Endings of the countries' names in their place: Chil-ean, Chil-e."""
