"""Place names in a sentence, and which country a place lies in as the documents themselves say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from qa.figures.attribution.saying_words import VERBS
from qa.language.vocabulary import vocabulary

_LANGUAGES = ("en", "sv", "de", "fr")
_CAPITAL = r"[A-ZÅÄÖÜÉÈÎÔÇØÆ][\w’'-]*\w"
_NAME = rf"{_CAPITAL}(?:[ -](?:(?:al|el|de|la|le|du|of|the|am|an der|upon)[ -])?{_CAPITAL}){{0,3}}"
_KINDS = (
    "city|town|village|district|province|region|state|county|municipality|suburb|neighbou?rhoods?|island|port|capital|camp|valley|governorate"
    "|area|parish|borough|republic|staden|byn|stadsdelen|provinsen|regionen|kommunen|ön|länet|huvudstaden|stadt|provinz|ville|province"
)
_PREPOSITION = (
    "in|into|off|at|near|across|reached|around|outside|inside|throughout|within|over|on|from|to|for|of|hit|hits|struck|left|entered|retake|captured"
    "|i|på|vid|utanför|nära|runt|kring|från|till|genom|bei|aus|nahe|à|en|au|aux|dans"
)
_STRONG = vocabulary(
    """
    reached in into off at near across around outside inside throughout within i på vid utanför nära bei à en
    au dans
    """
)

_LOCATIVE = re.compile(
    rf"(?<!\w)(?P<prep>(?i:{_PREPOSITION}))\s"
    rf"(?P<mid>(?:(?:the|a|both|den|det|two of|de|la|le|der|dem|whole of|hela|all of|much of|parts of)\s)?"
    rf"(?:(?:[a-zåäö-]+ern|central|[A-Z][a-z]+(?:an|ian|ish|ese|i|ch|ska)|northeast|northwest"
    rf"|besieged|western|eastern|northern|southern|norra|södra|östra|västra|centrala|neighbouring|neighboring|nearby|occupied|rebel-held|greater)\s){{0,3}}"
    rf"(?P<kind>(?:{_KINDS})\s(?:(?:of|av|von|de)\s)?)?)"
    rf"(?P<name>{_NAME}(?:(?:,| and| och| und| et|, and)\s(?:in\s|the\s|i\s)?{_NAME}){{0,4}})",
)
_OFFENSIVE = re.compile(
    r"\b(?:assault|attack|battle|siege|offensive|strikes?|bombing|raid|campaign|invasion|bombardment|fighting)s?"
    r" (?:on|for|of|against|in) (?:the )?(?:[a-z]+ern |city of )?$"
)
_SPLIT = re.compile(r",\s(?:and\s)?(?:in\s)?|\s(?:and|och|und|et)\s(?:in\s|the\s|i\s)?")
_NOT_PLACES = vocabulary(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday januari februari mars maj juni juli augusti oktober i he she it
    they we the a an this that his her its their january islam daesh isis isil nato unhcr who un eu us covid
    congress parliament god christmas easter ramadan english swedish french german least last first most once
    night home all both west east north south western eastern day more than war operation act article chapter
    section table figure twitter facebook youtube instagram whatsapp google reuters afp bbc cnn
    """
)
_ORG_WORDS = re.compile(
    r"\b(?:Ministry|Minister|Army|Police|Council|Committee|Commission|Agency|International|Watch|Group|Court|Forces|Force|Party|Union|Bank|Fund"
    r"|Organi[sz]ation|Institute|Department|Corp|Inc|Ltd|News|Times|Post|Company|Foundation|Association|Coalition|Observatory|Network|Board|Program(?:me)?"
    r"|Statement|Report|Front|Brigade|Command|Administration|Government|President|General|Nations|Relief)\b"
)  # fmt: skip
_DEMONYM_ENDINGS = ("ian", "ean", "an", "ish", "ese", "i", "n")
_IRREGULAR = {
    "french": "FR", "dutch": "NL", "greek": "GR", "spanish": "ES", "welsh": "GB", "danish": "DK",
    "swiss": "CH", "british": "GB",
    "english": "GB", "scottish": "GB", "american": "US", "polish": "PL", "finnish": "FI", "irish": "IE",
    "turkish": "TR", "thai": "TH",
    "filipino": "PH", "burmese": "MM", "argentine": "AR", "norwegian": "NO", "afghan": "AF", "czech": "CZ",
    "portuguese": "PT",
    "lebanese": "LB", "swedish": "SE", "german": "DE", "chinese": "CN", "ukrainian": "UA", "kurdish": "",
    "belgian": "BE",
}  # fmt: skip
_ALIASES = {
    "us": "US", "u.s.": "US", "u.s": "US", "usa": "US", "america": "US", "uk": "GB", "britain": "GB",
    "england": "GB", "scotland": "GB",
    "great britain": "GB", "turkey": "TR", "czech republic": "CZ", "burma": "MM", "ivory coast": "CI",
    "dr congo": "CD", "congo": "CD",
    "palestine": "PS", "gaza": "PS", "gaza strip": "PS", "west bank": "PS", "storbritannien": "GB",
    "holland": "NL", "south korea": "KR",
    "north korea": "KP", "syrien": "SY", "irak": "IQ", "bosnia": "BA", "macedonia": "MK", "the netherlands": "NL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text: offsets, its name as written, and whether something is said to happen there."""

    start: int
    end: int
    name: str
    strong: bool


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    """Names of countries in the languages read, in lower case, and their ISO codes; from CLDR through babel."""
    from babel import Locale

    codes: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                codes[name.lower()] = code
    return codes | _ALIASES


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The countries of cities that time zones are named after, mostly capitals; from CLDR through babel."""
    from babel.core import get_global

    zones = get_global("zone_territories")
    return {
        zone.rpartition("/")[2].replace("_", " ").lower(): str(code)
        for zone, code in zones.items()
        if "/" in zone and len(code) == 2
    }


def home_of(place: str) -> str | None:
    """The ISO code of the country a well-known city lies in; None for other places."""
    return _cities().get(place.lower())


def country_code(name: str) -> str | None:
    """The ISO code of a country by its name in English, Swedish, German or French; None for any other place."""
    return _territories().get(name.lower().removeprefix("the ")) or None


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country by its ISO code."""
    from babel import Locale

    return str(Locale("en").territories.get(code, code))


@lru_cache(maxsize=4096)
def country_of_adjective(word: str) -> str | None:
    """The country an adjective speaks of ("Syrian" -> SY); None where it is none that is known."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower] or None
    for ending in _DEMONYM_ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stem = lower[: -len(ending)]
            for tail in ("", "a", "ia", "y", "e", "an", "n", "o", "en", "es"):
                if code := _territories().get(stem + tail):
                    return code
    return None


_KIND_OF = re.compile(rf"\b(?:{_KINDS}) (?:of|av) (?P<name>{_NAME})")
_ARRIVING = re.compile(
    r"\b(?:back|returned|returning|return|came|come|gone|went|moved|fled|flew|tillbaka|återvänt|återvände|flyttat|flytt)"
    rf" (?:home )?(?:to|till) (?P<name>{_NAME})"
)
_OWNING = re.compile(r"(?<![\w-])(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[’']s?\b")
_ARTICLES_DE = re.compile(r"\b(?:den|dem|der|des|das|die)\s")
_DIRECTION = re.compile(r"(?:north|south|east|west|central|norra|södra|östra|västra)[a-z-]*\s\Z")
# "West Mosul", "South Carolina": alone, such a word names no place.
_QUARTER = re.compile(r"(?:North|South|East|West|Northern|Southern|Eastern|Western)[ -][A-ZÅÄÖ]")
_HAVING = re.compile(r"(?<![\w-])(?P<name>[A-ZÅÄÖ][\w-]+(?: [A-Z][\w-]+)?) (?:has|had|har|hade)\b")
_DIRECTED = re.compile(r"^(?:north|south|east|west|central|norra|södra|östra|västra)[a-z-]*\s")


def undirected(place: str) -> str:
    """The place without "northern" and the like: northwestern Syria lies in Syria."""
    return _DIRECTED.sub("", place)


def places_in(
    text: str, start: int = 0, end: int | None = None, known: frozenset[str] = frozenset()
) -> tuple[PlaceMention, ...]:
    """The places named between two offsets; `known` are places named before, found without a preposition too."""
    stop = len(text) if end is None else end
    found = [
        mention for match in _LOCATIVE.finditer(text, start, stop) if (mention := _mention(text, match, known))
    ]
    for match in _KIND_OF.finditer(text, start, stop):
        name = _trimmed(match["name"])
        if name.lower() not in _NOT_PLACES and not any(m.start <= match.start("name") < m.end for m in found):
            found.append(PlaceMention(match.start("name"), match.start("name") + len(name), name, strong=True))
    for match in _ARRIVING.finditer(text, start, stop):
        name = _trimmed(match["name"])
        if (
            name
            and name.lower() not in _NOT_PLACES
            and not any(m.start <= match.start("name") < m.end for m in found)
        ):
            found.append(PlaceMention(match.start("name"), match.start("name") + len(name), name, strong=False))
    for match in chain(_OWNING.finditer(text, start, stop), _HAVING.finditer(text, start, stop)):
        name = match["name"]
        if (country_code(name) or home_of(name)) and not any(m.start <= match.start() < m.end for m in found):
            found.append(PlaceMention(match.start(), match.end("name"), name, strong=False))
    taken = {m.start for m in found}
    for name in known:
        at = text.find(name, start, stop)
        while at >= 0:
            alone = not text[at - 1 : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum()
            if alone and not any(m.start <= at < m.end for m in found) and at not in taken:
                found.append(PlaceMention(at, at + len(name), name, strong=False))
            at = text.find(name, at + len(name), stop)
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(text: str, match: re.Match[str], known: frozenset[str]) -> PlaceMention | None:
    name = match["name"].strip(" ,-")
    parts = [_trimmed(part) for part in _SPLIT.split(name)]
    good: list[str] = []
    for part in parts:
        if (
            not part
            or part.lower() in _NOT_PLACES
            or _ORG_WORDS.search(part)
            or (part.split()[0].lower() in _NOT_PLACES and not _QUARTER.match(part))
        ):
            break
        if _LED.search(part) or (country_of_adjective(part) and not country_code(part)):
            break
        if (
            good
            and not country_code(part)
            and part not in known
            and (country_code(good[0]) or _speaks_next(text, match, part))
        ):
            break
        good.append(part)
    if not good:
        return None
    preposition = match["prep"].lower()
    country = all(country_code(part) for part in good)
    strong = preposition in _STRONG or bool(match["kind"])
    if not strong and not (
        country or good[0] in known or _OFFENSIVE.search(text, max(0, match.start() - 40), match.start("name"))
    ):
        return None
    if _ARTICLES_DE.search(match["mid"] or "") and not country:
        return None
    start = match.start("name")
    place = _listed(text, start, good)
    direction = _DIRECTION.search(match["mid"] or "")
    if direction and len(good) == 1:
        place, start = direction.group() + place, start - len(direction.group())
    return PlaceMention(start, start + len(place), place, strong)


def _speaks_next(text: str, match: re.Match[str], part: str) -> bool:
    """Whether the name goes on to do something ("in Lund and Anna Berg said"), so that it is no second place."""
    after = text.find(part, match.start("name")) + len(part)
    following = _NEXT_WORD.match(text, after)
    return following is not None and following.group(1).lower() in VERBS


_NEXT_WORD = re.compile(r"[’']?s?\s+(\w+)")
_LED = re.compile(r"-(?:led|backed|based|held|ledda|run)\b", re.IGNORECASE)


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


_IN_COUNTRY = re.compile(
    r"(?P<place>[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)?)(?:,| in| i)"
    r"(?: [a-z]+ern| north\w*| south\w*| east\w*| west\w*| central| norra| södra| östra| västra)?"
    r" (?P<country>[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)?)"
)
_ADJECTIVE_CITY = re.compile(
    rf"(?P<adjective>[A-Z][a-zé]+) (?:{_KINDS}|cities) (?:of )?"
    r"(?P<place>[A-ZÅÄÖ][\w’'-]+(?: and [A-ZÅÄÖ][\w’'-]+)?)"
)


_IN_PLACE = re.compile(
    rf"(?:(?i:{_KINDS}) of |\b(?:in|at|near|i|på) (?:the )?)(?P<place>{_CAPITAL}),?"
    rf"(?: a \w+)? (?:in|i) (?:the )?(?:[a-z]+ern |central )?(?P<around>{_CAPITAL}(?: {_CAPITAL})?)"
)


def containments_in(text: str) -> dict[str, str]:
    """What each place lies in, where the text says so ("the Syrian city of X", "the town of X in Y").

    Values are tags: a country's ISO code, or the name of the place around it in lower case.
    """
    found: dict[str, str] = {}
    for match in _IN_PLACE.finditer(text):
        around = _trimmed(match["around"])
        if around.lower() not in _NOT_PLACES and not _ORG_WORDS.search(around):
            found[_trimmed(match["place"])] = country_code(around) or around.lower()
    found |= _parts_alone(text)
    for match in _IN_COUNTRY.finditer(text):
        code = country_code(match["country"])
        place = _trimmed(match["place"])
        if code and not country_code(place) and place.lower() not in _NOT_PLACES:
            found.setdefault(place, code)
    for match in _ADJECTIVE_CITY.finditer(text):
        if (code := country_of_adjective(match["adjective"])) and " and " not in match["place"]:
            found[_trimmed(match["place"])] = code
    return found


_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Ii]) (?:the )?(?:[a-z]+ (?:of )?)?(?P<place>{_CAPITAL}) alone\b"
    rf"|\b(?:[Bb]ara|[Ee]nbart) i (?P<sv>{_CAPITAL})"
)
_BEFORE_ALONE = 1_000


def _parts_alone(text: str) -> dict[str, str]:
    """ "In X alone" says that X lies in the place named before."""
    found: dict[str, str] = {}
    for match in _ALONE.finditer(text):
        place = match["place"] or match["sv"]
        named = places_in(text, max(0, match.start() - _BEFORE_ALONE), match.start())
        before = [m for m in named if m.strong and m.name != place]
        if before:
            around = before[-1].name
            found[place] = country_code(undirected(around)) or around.lower()
    return found


def place_parts(place: str) -> tuple[str, ...]:
    """The single places of "Syria and Iraq", in the order named."""
    return tuple(part for part in (_trimmed(p) for p in _SPLIT.split(place)) if part)
