"""One claimant under many names: "the coalition", "US-led coalition forces", "koalitionen"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from qa.language.vocabulary import vocabulary

_TRANSLATED = {
    "koalitionen": "coalition", "koalition": "coalition", "koalitionens": "coalition", "polisen": "police",
    "polis": "police",
    "polizei": "police", "regeringen": "government", "regering": "government", "regierung": "government",
    "gouvernement": "government",
    "armén": "army", "armee": "army", "armée": "army", "militären": "military",
    "försvarsdepartementet": "defence ministry",
    "hälsoministeriet": "health ministry", "hälsodepartementet": "health ministry",
    "inrikesministeriet": "interior ministry",
    "utrikesdepartementet": "foreign ministry", "myndigheterna": "authorities", "myndigheten": "authority",
    "behörden": "authorities",
    "autorités": "authorities", "räddningstjänsten": "rescue services", "sjukhuset": "hospital",
    "åklagaren": "prosecutor",
    "fn": "un", "u.n": "un", "united nations": "un", "förenta nationerna": "un", "vereinte nationen": "un",
    "nations unies": "un",
    "världshälsoorganisationen": "who", "världsbanken": "world bank", "röda korset": "red cross",
    "eu kommissionen": "european commission",
    "defense": "defence",
}  # fmt: skip
_LED = re.compile(
    r"\b(?:us|u\.s\.?|usa|american|saudi|french|russian|nato|un)(?:-|s )?(?:led|ledda|geführte\w*)\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"(?P<who>[a-z.]+?)\.?-(?:led|ledda|geführten?|geführte)", re.IGNORECASE)
# "Haiti's civil protection agency": the owner tells two agencies apart, but may be left out.
_OWNED = re.compile(r"(?P<who>[\w.-]+)[’']s\s+(?P<rest>.+)")
_ANY_COUNTRY = frozenset({"country", "city", "nation", "state", "town", "region", "kingdom", "island"})
_EMPTY_TAILS = vocabulary(
    """
    forces force officials official styrkor styrkorna group authorities military figures report spokesman
    spokeswoman spokesperson leaders command
    """
)

_DROP = vocabulary("the a an den det de der die das le la les local state-run one another")
_NOISE = re.compile(r"[^\w\s-]")
_SAME_LEAD = {"u.s": "us", "us": "us", "usa": "us", "american": "us", "amerikanska": "us", "usas": "us"}


@lru_cache(maxsize=8192)
def claimant_key(name: str) -> tuple[str, ...]:
    """The words by which two spellings of a claimant are the same; a coalition's leader first, marked ":us"."""
    text = name.strip()
    owner = _OWNED.match(text)
    if owner:
        text = owner["rest"]
    lead = _LED_BY.search(text)
    words = _NOISE.sub("", text.replace(".", "").lower()).replace("’", "'").split()
    leader: tuple[str, ...] = ()
    if lead:
        who = lead["who"].lower().strip(".").replace(".", "")
        leader = (":" + _SAME_LEAD.get(who, who),)
        words = [w for w in words if not re.search(r"-(?:led|ledda|geführte\w*)$", w)]
    if owner and owner["who"].lower() not in _ANY_COUNTRY:
        leader = (":" + owner["who"].lower(),)
    kept = [w for w in words if w not in _DROP]
    joined = " ".join(kept)
    kept = _TRANSLATED.get(joined, joined).split()
    kept = [part for w in kept for part in _TRANSLATED.get(w, w).split()]
    while len(kept) > 1 and kept[-1] in _EMPTY_TAILS:
        kept.pop()
    while len(kept) > 1 and kept[0] in _EMPTY_TAILS | {"for", "of"}:
        kept.pop(0)
    return leader + tuple(kept)


def _acronym(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in ("of", "for", "and", "the", "on", "in", "to"))


def same_claimant(one: str, other: str) -> bool:
    """Whether two names stand for one claimant: equal, or one a start, family name or acronym of the other."""
    first, second = claimant_key(one), claimant_key(other)
    if first == second:
        return True
    lead_one, lead_two = (k[0] if k and k[0][0] == ":" else "" for k in (first, second))
    if lead_one and lead_two and lead_one != lead_two:
        return False
    first, second = (k[1:] if k and k[0][0] == ":" else k for k in (first, second))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if short == long:
        return True
    if len(short) == 1 and len(short[0]) > 1 and len(long) > 1 and short[0] == _acronym(long):
        return True
    if len(short) == 1 and short[0] in _COMMON:
        return False
    return long[: len(short)] == short or (len(short) == 1 and len(long) <= 3 and long[-1] == short[0])


# A bare role is the same as a fuller name only within one document, where resolving has settled it.
_COMMON = vocabulary(
    """
    police government army military ministry authorities officials hospital court agency company group council
    minister president prosecutor union team doctors doctor residents witnesses defence health interior
    foreign university school city board report media us american syrian russian israeli
    """
)


def one_name_each(names: Iterable[str]) -> Mapping[str, str]:
    """For each name the one by which its claimant is shown: the fullest of the spellings that mean the same."""
    counts = Counter(names)
    groups: list[list[str]] = []
    by_word: dict[str, set[int]] = defaultdict(set)
    for name in sorted(counts, key=lambda n: (-len(claimant_key(n)), -counts[n], n)):
        tags = _tags(name)
        near = sorted({number for tag in tags for number in by_word[tag]})
        home = [number for number in near if any(same_claimant(name, member) for member in groups[number])]
        if len(home) == 1:
            groups[home[0]].append(name)
        else:
            home = [len(groups)]
            groups.append([name])
        for tag in tags:
            by_word[tag].add(home[0])
    shown: dict[str, str] = {}
    for group in groups:
        best = max(group, key=lambda n: (_quality(n), -sum(c.isupper() for c in n[1:]), counts[n], n))
        shown |= dict.fromkeys(group, best)
    return shown


def _tags(name: str) -> set[str]:
    """The words and the acronym by which another spelling of the name can be found."""
    key = tuple(word for word in claimant_key(name) if word[0] != ":")
    return {*key, _acronym(key)} - {""}


def _quality(name: str) -> tuple[int, int]:
    """Fuller names first, but without tails like "forces"; then names with capitals."""
    key = claimant_key(name)
    words = name.split()
    tail = bool(words) and words[-1].lower() in _EMPTY_TAILS
    return (len(key) - (1 if tail else 0), sum(c.isupper() for c in name[:1]))
