"""One claimant under many names: "the coalition", "US-led coalition forces", "koalitionen".

Claimants are compared across documents, so that the words of all languages that have a pack hold here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.language.pack import known, pack_of

# "Haiti's civil protection agency": the owner tells two agencies apart, but may be left out.
_OWNED = re.compile(r"(?P<who>[\w.-]+)[’']s\s+(?P<rest>.+)")
_NOISE = re.compile(r"[^\w\s-]")
_LEADER = ":"
"""Marks the part of a key that tells who leads or owns the body: ":us"."""
_LONGEST_WITH_FAMILY_NAME = 3
"""Words of a name that a last word alone may stand for."""


@lru_cache(maxsize=8192)
def claimant_key(name: str) -> tuple[str, ...]:
    """The words by which two spellings of a claimant are the same; a coalition's leader first, marked ":us"."""
    known, text = _words(), name.strip()
    leader: tuple[str, ...] = ()
    if owner := _OWNED.match(text):
        text = owner["rest"]
    words = _NOISE.sub("", text.replace(".", "").lower()).replace("’", "'").split()
    if led := next((word for word in words if known.led.search(word)), None):
        who = led[: led.rindex("-")]
        leader = (_LEADER + known.leading.get(who, who),)
        words = [word for word in words if not known.led.search(word)]
    if owner and owner["who"].lower() not in known.owner_of_any:
        leader = (_LEADER + owner["who"].lower(),)
    joined = " ".join(word for word in words if word not in known.dropped)
    kept = [part for word in known.same.get(joined, joined).split() for part in known.same.get(word, word).split()]
    while len(kept) > 1 and kept[-1] in known.tails:
        kept.pop()
    while len(kept) > 1 and (kept[0] in known.tails or kept[0] in known.links):
        kept.pop(0)
    return leader + tuple(kept)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all languages; see `qa.language.sections.attribution_words.ClaimantWords`."""

    same: Mapping[str, str]
    leading: Mapping[str, str]
    led: re.Pattern[str]
    owner_of_any: frozenset[str]
    tails: frozenset[str]
    dropped: frozenset[str]
    links: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    every = [pack_of(code).attribution.claimants for code in known()]
    led = "|".join(re.escape(ending) for each in every for ending in each.led)
    return _Words(
        same={form: key for each in every for form, key in each.same.items()},
        leading={form: key for each in every for form, key in each.leading.items()},
        led=re.compile(rf"-(?:{led})$" if led else "(?!)"),
        owner_of_any=frozenset().union(*(each.owner_of_any for each in every)),
        tails=frozenset().union(*(each.tails for each in every)),
        dropped=frozenset().union(*(each.dropped for each in every)),
        links=frozenset().union(*(each.links for each in every)),
        common=frozenset().union(*(each.common for each in every)),
    )


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Words for those who speak, in all languages that have a pack."""
    return frozenset().union(*(pack_of(code).attribution.names.roles for code in known()))


def _acronym(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _words().links)


def _split(key: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The leader of a key, the empty string without one, and the rest of it."""
    return (key[0], key[1:]) if key and key[0][0] == _LEADER else ("", key)


def same_claimant(one: str, other: str) -> bool:
    """Whether two names stand for one claimant: equal, or one a start, family name or acronym of the other."""
    if claimant_key(one) == claimant_key(other):
        return True
    (leader, first), (other_leader, second) = _split(claimant_key(one)), _split(claimant_key(other))
    if leader and other_leader and leader != other_leader:
        return False
    short, long = sorted((first, second), key=len)
    if not short or short == long:
        return bool(short)
    if len(short) > 1:
        return long[: len(short)] == short
    if len(short[0]) > 1 and len(long) > 1 and short[0] == _acronym(long):
        return True
    if short[0] in _words().common:  # the same only within one document, where resolving has settled it
        return False
    return long[0] == short[0] or (len(long) <= _LONGEST_WITH_FAMILY_NAME and long[-1] == short[0])


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
    _, key = _split(claimant_key(name))
    return {*key, _acronym(key)} - {""}


def _quality(name: str) -> tuple[int, int]:
    """Fuller names first, but without tails like "forces"; then names with capitals."""
    words = name.split()
    tail = bool(words) and words[-1].lower() in _words().tails
    return (len(claimant_key(name)) - tail, int(name[:1].isupper()))
