"""Turns a noun phrase into the one who speaks: a name, a role, a pronoun, or a report for its maker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qa.figures.attribution import saying_words
from qa.figures.attribution.noun_phrases import (
    ACTORS,
    SentenceWords,
    is_acronym,
    is_determiner,
    is_name_word,
    phrase_starting_at,
    strip_possessive,
)
from qa.language.vocabulary import vocabulary


class SpeakerKind(StrEnum):
    """How a speaker is named."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the sentence says it; `person` marks human beings, None where it cannot be told.

    A PRONOUN or REPORT without a maker ("it", "the report") has to be resolved by the sentences before.
    """

    name: str
    kind: SpeakerKind
    person: bool | None = None


_LEADING = vocabulary(
    """
    however but and yet meanwhile previously officially earlier later instead still also so then thus nor or
    in on at since despite men och samtidigt dock även när enligt
    """
)
_GENERIC = vocabulary(
    """
    group organisation organization monitor monitors charity ngo company firm watchdog gruppen organisationen
    företaget bolaget föreningen
    """
)
# "organisationens databas": whose report it is was said before.
_GENITIVE_GROUPS = frozenset(
    {"gruppens", "organisationens", "företagets", "bolagets", "föreningens", "dess", "deras"}
)
# "the ministry", "the agency": the one named before, or the only one there is.
_HEADS = vocabulary("agency body union ministry institute myndigheten departementet")
# Endings of words that describe a body rather than name it: "a Syrian group", "the US-backed group".
_DESCRIBES = ("-led", "-backed", "-based", "-ledda", "an", "ish", "ese", "ch", "sk", "ska", "li", "qi")
_BODIES = vocabulary(
    """
    international watch group council fund bank press times news monitor foundation nations union house office
    department ministry agency institute university team initiative party service center centre network
    society association organization organisation rights court police army navy airlines motors post today
    guardian report coalition forces committee commission authority federation league club college school
    hospital observatory alliance trust aid relief cross crescent frontières gränser verket myndigheten
    """
)
_TITLES = vocabulary(
    """
    mr mrs ms dr prof gen col lt sgt capt maj sen rep gov sir lady lord president minister king queen
    """
)
_SPOKES = (
    "spokes",
    "talesperson",
    "talesman",
    "presstalesperson",
    "sprecher",
    "porte-parole",
    "representative",
    "official",
)
# "By the end of 2018 Two Rivers Relief estimated": the year belongs to what stands before the name.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NOT_SPEAKERS = vocabulary(
    """
    there this that these those what which who here no nothing everyone someone people nobody one some many
    most critics few others det detta dessa ingen många man så we you i us vi ni jag du wir ich nous je on
    """
)


def speaker_of(
    words: SentenceWords, first: int, stop: int, genitive: bool = False, trusted: bool = False
) -> Speaker | None:
    """Who the phrase from word `first` to `stop` names; None where it names nobody that could speak.

    `trusted` says that a word of saying stands beside it, so that any noun phrase is taken for a speaker.
    """
    while first < stop and (
        words.is_mark(first)
        or _YEAR.fullmatch(words.texts[first])
        or (words.lowers[first] in _LEADING and not is_acronym(words, first))
    ):
        first += 1
    while stop > first and words.is_mark(stop - 1):
        stop -= 1
    if first >= stop:
        return None
    head = words.lowers[stop - 1]
    if stop - first == 1 and not is_acronym(words, first) and head in saying_words.PERSONS | saying_words.GROUPS:
        return Speaker(head, SpeakerKind.PRONOUN, person=head in saying_words.PERSONS)
    if head in _NOT_SPEAKERS and stop - first == 1 and not is_acronym(words, first):
        return None
    spokes = _behind_spokesperson(words, first, stop)
    if spokes is not None:
        return spokes
    reported = _report(words, first, stop)
    if reported is not None:
        return reported
    found = _named_or_role(words, first, stop, genitive)
    if found is None and trusted:
        found = _by_position(words, first, stop)
    return found


def _by_position(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """A speaker known only by standing where one stands: "the organisers", "sheriff", "Norra alliansen"."""
    determined = is_determiner(words, first)
    while first < stop and is_determiner(words, first):
        first += 1
    if first >= stop or stop - first > _LONGEST_ROLE or words.texts[stop - 1][0].isdigit():
        return None
    last = words.lowers[stop - 1]
    if last in _NOT_SPEAKERS or last in _THINGS or last.endswith("ly"):
        return None
    if determined or _HUMAN.search(last) or words.capital(first):
        return Speaker(strip_possessive(words.text(first, stop)), SpeakerKind.ROLE)
    return None


_LONGEST_ROLE = 5
_HUMAN = re.compile(r"(?:ers?|ors?|ists?|ians?|ants?|men|man|women|woman|en|et|na|iff|iffs)$")
_THINGS = vocabulary(
    """
    number numbers war other others matter order paper power water winter summer letter centre former latter
    answer toll attack attacks strike strikes bombing campaign operation battle case cases victims dead
    wounded injured killed year month week day time evidence law bill plan deal move
    """
)


def _behind_spokesperson(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """ "a spokesman for the coalition", "coalition spokesman Sean Ryan", "police officials": the body speaks."""
    at = next((i for i in range(first, stop) if words.lowers[i].startswith(_SPOKES)), None)
    if at is None:
        return None
    for link in range(at + 1, min(stop, at + 3)):
        if words.lowers[link] in (
            "for",
            "of",
            "at",
            "from",
            "with",
            "in",
            "för",
            "på",
            "vid",
            "från",
            "der",
            "des",
            "du",
            "de",
        ):
            inner = _named_or_role(words, link + 1, phrase_starting_at(words, link + 1, stop), False)
            if inner and words.lowers[at].startswith("official") and words.lowers[link] == "in":
                return Speaker(words.text(first, stop), SpeakerKind.ROLE)
            return inner
    genitive_body = at > first and words.lowers[at - 1].endswith("s") and words.lowers[at - 1][:-1] in ACTORS
    if genitive_body:
        return Speaker(words.texts[at - 1][:-1], SpeakerKind.ROLE)
    begin = first
    while begin < at and is_determiner(words, begin):
        begin += 1
    if begin < at and not words.lowers[at].startswith("official"):
        return _named_or_role(words, begin, at, False)
    if words.lowers[at].startswith("official") or at == stop - 1:
        return Speaker(words.text(begin, stop), SpeakerKind.ROLE)
    return None


def _report(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """ "Amnesty's report", "a UN report", "the report": the maker speaks, or has to be looked for."""
    last = stop - 1
    if words.lowers[last] not in saying_words.REPORTS:
        return None
    at = last - 1
    if at >= first and words.lowers[at] in _GENITIVE_GROUPS:
        return Speaker(words.lowers[at].removesuffix("s"), SpeakerKind.PRONOUN, person=False)
    while (
        at >= first
        and not words.texts[at].endswith(("'s", "’s"))
        and not is_name_word(words, at)
        and words.lowers[at] not in ("'", "’")
    ):
        if words.lowers[at] in ACTORS and words.lowers[at] not in ("state", "research"):
            break
        at -= 1
    if at < first:
        return Speaker(words.text(first, stop), SpeakerKind.REPORT)
    end = at if words.lowers[at] in ("'", "’") else at + 1
    maker = _named_or_role(words, first, end, False)
    if maker is None or (first == 0 and at == first and is_determiner(words, at)):
        return Speaker(words.text(first, stop), SpeakerKind.REPORT)
    return maker


def _named_or_role(words: SentenceWords, first: int, stop: int, genitive: bool) -> Speaker | None:
    while first < stop and is_determiner(words, first):
        first += 1
    if first >= stop:
        return None
    text = strip_possessive(words.text(first, stop))
    if genitive and text.endswith("s"):
        text = text[:-1]
    names = [i for i in range(first, stop) if is_name_word(words, i)]
    last = strip_possessive(words.lowers[stop - 1])
    if genitive and last.endswith("s") and last[:-1] in ACTORS:
        last = last[:-1]
    if not names:
        role = last in ACTORS or any(words.lowers[i] in ACTORS for i in range(first, stop))
        if not role:
            return None
        alone = stop - first == 1 and last in _GENERIC | _HEADS
        return Speaker(text, SpeakerKind.PRONOUN if alone else SpeakerKind.ROLE, person=False if alone else None)
    if first == 0 and len(names) == 1 and names[0] == 0 and stop - first > 1 and last not in ACTORS:
        return None
    if is_determiner(words, stop - 1) or words.texts[stop - 1][0].isdigit():
        return None
    return Speaker(
        _proper(words, first, stop, names) or text, SpeakerKind.NAME, person=_is_person(words, first, stop, names)
    )


def _proper(words: SentenceWords, first: int, stop: int, names: list[int]) -> str:
    """The name inside a phrase with a description: "the Airwars monitoring group", "US army colonel Sean Ryan"."""
    last_role = max((i for i in range(first, stop) if words.lowers[i] in ACTORS), default=-1)
    trailing = [i for i in names if i > last_role]
    if (
        last_role >= 0
        and len(trailing) >= 2
        and trailing[-1] == stop - 1
        and words.lowers[last_role] not in ("for", "of")
        and not any(words.lowers[i] in ("of", "for", "för", "av") for i in range(first, stop))
    ):
        return strip_possessive(words.text(trailing[0], stop))
    if (
        last_role >= 0
        and trailing == [stop - 1]
        and last_role == stop - 2
        and words.lowers[last_role] in _GENERIC | _HEADS | {"operator", "watchdog"}
    ):
        return strip_possessive(words.texts[stop - 1])
    if last_role == stop - 1 and not is_name_word(words, last_role) and words.lowers[last_role] in _GENERIC:
        run = names[0]
        end = run
        while end + 1 < stop and is_name_word(words, end + 1):
            end += 1
        if not words.lowers[run].endswith(_DESCRIBES) and len(words.texts[run]) > 3:
            return strip_possessive(words.text(run, end + 1))
    return ""


def _is_person(words: SentenceWords, first: int, stop: int, names: list[int]) -> bool | None:
    if any(words.lowers[i] in _TITLES for i in range(first, stop)):
        return True
    if any(words.lowers[i] in ACTORS for i in range(first, stop)) or any(
        words.lowers[i] in ("of", "for") for i in range(first, stop)
    ):
        return False
    if any(strip_possessive(words.lowers[i]) in _BODIES for i in names):
        return False
    plain = len(names) == 2 and len(names) == stop - first
    return True if plain and all(words.texts[i][1:].islower() or "-" in words.texts[i] for i in names) else None
