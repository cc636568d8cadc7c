"""Turns a noun phrase into the one who speaks: a name, a role, a pronoun, or a report for its maker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qa.figures.attribution.name_words import (
    POSSESSIVES,
    is_acronym,
    is_adverb,
    is_determiner,
    is_name_word,
    is_role,
    strip_possessive,
)
from qa.figures.attribution.noun_phrases import phrase_starting_at
from qa.figures.attribution.sentence_words import SentenceWords
from qa.language.countries import country_of_adjective


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

    @property
    def named(self) -> bool:
        """Whether the words themselves say who it is."""
        return self.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)


# "By the end of 2018 Two Rivers Relief estimated": the year belongs to what stands before the name.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LONGEST_ROLE = 5
"""Words of a role that no list knows: longer phrases are clauses cut in the wrong place."""
_BODY_REACH = 3
"""Words after "spokesman" within which "for" hands on to the body."""
_SHORT_NAME = 3
"""Names as short as that before "group" are as likely an abbreviation of something else."""


def speaker_of(
    words: SentenceWords, first: int, stop: int, genitive: bool = False, trusted: bool = False
) -> Speaker | None:
    """Who the phrase from word `first` to `stop` names; None where it names nobody that could speak.

    `trusted` says that a word of saying stands beside it, so that any noun phrase is taken for a speaker.
    """
    first, stop = _trimmed(words, first, stop)
    if first >= stop:
        return None
    known, head = words.language.attribution.speakers, words.lowers[stop - 1]
    if stop - first == 1 and not is_acronym(words, first):
        if head in known.persons or head in known.groups:
            return Speaker(head, SpeakerKind.PRONOUN, person=head in known.persons)
        if head in known.not_speakers:
            return None
    found = (
        _behind_spokesperson(words, first, stop)
        or _report(words, first, stop)
        or _named_or_role(words, first, stop, genitive)
    )
    return found or (_by_position(words, first, stop) if trusted else None)


def _trimmed(words: SentenceWords, first: int, stop: int) -> tuple[int, int]:
    """The phrase without marks around it and words before it that name nobody."""
    leading = words.language.attribution.speakers.leading
    while first < stop and (
        words.is_mark(first)
        or _YEAR.fullmatch(words.texts[first])
        or (words.lowers[first] in leading and not is_acronym(words, first))
    ):
        first += 1
    while stop > first and words.is_mark(stop - 1):
        stop -= 1
    return first, stop


def _by_position(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """A speaker known only by standing where one stands: "the organisers", "sheriff", "Norra alliansen"."""
    determined = is_determiner(words, first)
    first = _after_determiners(words, first, stop)
    if first >= stop or stop - first > _LONGEST_ROLE or words.texts[stop - 1][0].isdigit():
        return None
    known, last = words.language.attribution.speakers, words.lowers[stop - 1]
    if last in known.not_speakers or last in known.things or is_adverb(words, stop - 1):
        return None
    if determined or known.human.search(last) or words.capital(first):
        return Speaker(strip_possessive(words.text(first, stop)), SpeakerKind.ROLE)
    return None


def _after_determiners(words: SentenceWords, first: int, stop: int) -> int:
    while first < stop and is_determiner(words, first):
        first += 1
    return first


def spokesperson_within(words: SentenceWords, first: int, stop: int) -> int | None:
    """The first word from `first` to `stop` for somebody who speaks for a body."""
    prefixes = words.language.attribution.speakers.spokespersons
    return next((i for i in range(first, stop) if words.lowers[i].startswith(prefixes)), None)


def _behind_spokesperson(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """The body behind "a spokesman for the coalition", "coalition spokesman Sean Ryan", "police officials"."""
    known = words.language.attribution.speakers
    prefixes = known.spokespersons + known.officials
    at = next((i for i in range(first, stop) if words.lowers[i].startswith(prefixes)), None)
    if at is None:
        return None
    official = words.lowers[at].startswith(known.officials)
    link = next(
        (i for i in range(at + 1, min(stop, at + _BODY_REACH)) if words.lowers[i] in known.represents), None
    )
    if link is not None:
        inner = _named_or_role(words, link + 1, phrase_starting_at(words, link + 1, stop), False)
        if inner and official and words.lowers[link] in known.sits:
            return Speaker(words.text(first, stop), SpeakerKind.ROLE)
        return inner
    if at > first and (body := _plain_genitive(words, at - 1)) is not None:
        return Speaker(body, SpeakerKind.ROLE)
    begin = _after_determiners(words, first, at)
    if begin < at and not official:
        return _named_or_role(words, begin, at, False)
    return Speaker(words.text(begin, stop), SpeakerKind.ROLE) if official or at == stop - 1 else None


def _plain_genitive(words: SentenceWords, at: int) -> str | None:
    """The role whose possessive without an apostrophe the word is: "polisens"; None where it is none."""
    role = without_genitive(words, words.lowers[at])
    return words.texts[at][: len(role)] if role and role in words.language.attribution.names.roles else None


def without_genitive(words: SentenceWords, word: str) -> str:
    """The word without its possessive ending that needs no apostrophe; empty where it has none."""
    ending = words.language.attribution.saying.genitive
    return word[: -len(ending)] if ending and word.endswith(ending) else ""


def _report(words: SentenceWords, first: int, stop: int) -> Speaker | None:
    """The maker of "Amnesty's report", "a UN report"; of "the report" the report, whose maker is looked for."""
    attribution, at = words.language.attribution, stop - 2
    if words.lowers[stop - 1] not in attribution.saying.reports:
        return None
    if at >= first and words.lowers[at] in attribution.speakers.genitive_groups:
        group = without_genitive(words, words.lowers[at]) or words.lowers[at]
        return Speaker(group, SpeakerKind.PRONOUN, person=False)
    while at >= first and not _may_make(words, at):
        at -= 1
    if at < first:
        return Speaker(words.text(first, stop), SpeakerKind.REPORT)
    maker = _named_or_role(words, first, at if words.is_mark(at) else at + 1, False)
    if maker is None or (first == 0 and at == first and is_determiner(words, at)):
        return Speaker(words.text(first, stop), SpeakerKind.REPORT)
    return maker


def _may_make(words: SentenceWords, at: int) -> bool:
    """Whether who makes a report is named up to here; "state" and "research" describe one as often."""
    if words.texts[at].endswith((*POSSESSIVES, "'", "’")) or is_name_word(words, at):
        return True
    return is_role(words, at) and words.lowers[at] not in words.language.attribution.speakers.no_makers


def _named_or_role(words: SentenceWords, first: int, stop: int, genitive: bool) -> Speaker | None:
    first = _after_determiners(words, first, stop)
    if first >= stop:
        return None
    text, last = strip_possessive(words.text(first, stop)), strip_possessive(words.lowers[stop - 1])
    if genitive:
        text = without_genitive(words, text) or text
        last = _plain_genitive(words, stop - 1) or last
    names = [i for i in range(first, stop) if is_name_word(words, i)]
    known, roles = words.language.attribution.speakers, words.language.attribution.names.roles
    if not names:
        if last.lower() not in roles and not words.any_of(roles, first, stop):
            return None
        alone = stop - first == 1 and (last in known.generic or last in known.heads)
        return Speaker(text, SpeakerKind.PRONOUN if alone else SpeakerKind.ROLE, person=False if alone else None)
    if names == [0] and stop - first > 1 and last not in roles:
        return None
    if is_determiner(words, stop - 1) or words.texts[stop - 1][0].isdigit():
        return None
    name = _described(words, first, stop, names) or text
    return Speaker(name, SpeakerKind.NAME, person=_is_person(words, first, stop, names))


def _described(words: SentenceWords, first: int, stop: int, names: list[int]) -> str:
    """The name inside a phrase that describes who has it; empty where all of the phrase is the name.

    "US army colonel Sean Ryan" is Sean Ryan, "the Airwars monitoring group" Airwars; "Doctors Without Borders" and
    "University College London" are names that hold a role.
    """
    role = max((i for i in range(first, stop) if is_role(words, i)), default=None)
    if role is None:
        return ""
    known, word = words.language.attribution, words.lowers[role]
    after = [i for i in names if i > role]
    linked = words.any_of(known.names.role_links, first, stop)
    if len(after) > 1 and after[-1] == stop - 1 and not linked and _introduces(words, role, stop):
        return strip_possessive(words.text(after[0], stop))
    if (
        after == [stop - 1]
        and role == stop - 2
        and (word in known.speakers.generic or word in known.speakers.heads)
    ):
        return strip_possessive(words.texts[stop - 1])
    if role == stop - 1 and not is_name_word(words, role) and word in known.speakers.generic:
        return _name_before(words, names[0], stop)
    return ""


def _introduces(words: SentenceWords, role: int, stop: int) -> bool:
    """Whether a role tells what somebody is whose name follows, rather than being part of the name."""
    known = words.language.attribution
    if not words.capital(role):
        return True
    word, named = words.lowers[role], frozenset(words.lowers[role + 1 : stop])
    if not named.isdisjoint(words.language.text.function):
        return False
    if word in known.names.personal:
        return named.isdisjoint(known.speakers.bodies)
    return role == 0 and word in known.names.introducing


def _name_before(words: SentenceWords, first: int, stop: int) -> str:
    """The names that open at `first`, unless they only describe: "a Syrian group", "the US-backed group"."""
    end = first + 1
    while end < stop and is_name_word(words, end):
        end += 1
    describes = words.lowers[first].endswith(words.language.attribution.speakers.describing)
    if describes or len(words.texts[first]) <= _SHORT_NAME:
        return ""
    if country_of_adjective(words.lowers[first], words.language):
        return ""
    return strip_possessive(words.text(first, end))


def _is_person(words: SentenceWords, first: int, stop: int, names: list[int]) -> bool | None:
    known, roles = words.language.attribution.speakers, words.language.attribution.names
    if words.any_of(known.titles, first, stop):
        return True
    if words.any_of(roles.roles, first, stop) or words.any_of(roles.role_links, first, stop):
        return False
    if any(strip_possessive(words.lowers[i]) in known.bodies for i in names):
        return False
    plain = len(names) == 2 and len(names) == stop - first
    return True if plain and all(words.texts[i][1:].islower() or "-" in words.texts[i] for i in names) else None
