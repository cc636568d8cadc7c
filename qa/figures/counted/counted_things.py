"""Finds what an amount counts in its sentence: "civilian deaths", "airstrikes", "buildings destroyed"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.counted.keys import concepts
from qa.language.countries import country_name, country_of_adjective
from qa.language.pack import Language
from qa.language.sections.count_words import CountWords, Event

_LOSABLE = frozenset(("soldier", "civilian", "man", "woman", "child"))
"""Groups that are dead where they are lost; a firm that lost 300 workers has them alive."""
_JOB = "job"
"""The only thing that somebody is dismissed from; shells that were fired are nothing of the kind."""
_AGES = "of age"
"""In the name of a unit of age."""
_QUOTES = ('"', "“", "”", "'")
# Words, marks among them: a noun phrase has few; what befell the counted stands near.
_MAX_NOUN = 5
_REACH_AFTER = 7
_REACH_BEFORE = 5
_REACH_TOLL = 14


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, as written for a reader, and where the noun phrase ends (offset)."""

    text: str
    end: int
    noun: str = ""
    event: str = ""


def counted_at(words: SentenceWords, first: int, stop: int) -> Counted:
    """What the amount at words `first` to `stop` of a sentence counts; empty where nothing is said."""
    counts = words.language.counts
    if (hyphened := _hyphened(words, stop)) is not None:
        return Counted(hyphened, words.ends[stop - 1], hyphened)
    if group := _group_of_hit(words, stop):
        return group
    start = stop
    while words.lower(start) in counts.before_noun or words.lower(start) in ('"', "”"):
        start += 1
        if words.lower(start) in counts.them:
            among = words.lower(start + 1)
            among = among if among in concepts(words.language) else ""
            return Counted(among, words.ends[start], among)
    if words.lower(start) in counts.copulas and words.lower(start + 1) in counts.groups:
        return Counted(words.lower(start + 1), words.ends[start + 1], words.lower(start + 1))
    return _phrase_at(words, first, stop, start)


def _phrase_at(words: SentenceWords, first: int, stop: int, start: int) -> Counted:
    """What is counted by a noun that begins at `start`, or by one before the amount, and by what befell it."""
    counts = words.language.counts
    end = _noun_end(words, start)
    noun = words.text(start, end)
    named = counts.event_nouns.get(words.lower(end - 1)) if noun else None
    event = named or _event_before(words, first) or _event_after(words, end)
    if end == start and (noun := _noun_before(words, first)):
        named = counts.event_nouns.get(noun.split()[-1].lower())
        event = named or event or _event_between(words, noun, first)
    if event is Event.LAID_OFF and noun and counts.things.get(noun.split()[-1].lower(), _JOB) != _JOB:
        event = None
    last = end if end > start else stop
    return Counted(
        _phrase(noun, event, named is not None, words.language), words.ends[last - 1], noun, event or ""
    )


def _group_of_hit(words: SentenceWords, stop: int) -> Counted | None:
    """The group counted among those hit: "20 of the dead were children", "20 av de döda var barn"."""
    counts = words.language.counts
    if words.lower(stop) not in counts.of or words.lower(stop + 1) not in counts.those:
        return None
    hit, group = words.lower(stop + 2), words.lower(stop + 4)
    event = counts.events.get(hit) or counts.event_nouns.get(hit)
    if event is None or words.lower(stop + 3) not in counts.copulas or group not in counts.groups:
        return None
    return Counted(with_event(group, event, words.language), words.ends[stop + 4], group, event)


def _hyphened(words: SentenceWords, stop: int) -> str | None:
    """The noun that a hyphen ties to the number: a "five-story" building counts stories."""
    if "-" in words.texts[stop - 1]:
        return words.texts[stop - 1].rpartition("-")[2]
    return words.text(stop + 1, stop + 2) if words.lower(stop) == "-" and stop + 1 < len(words) else None


def _noun_end(words: SentenceWords, start: int) -> int:
    counts, named, at = words.language.counts, concepts(words.language), start
    while at < len(words) and at - start < _MAX_NOUN:
        if at == start and words.lowers[at] in _QUOTES and not words.is_mark(at + 1):
            at += 1
            continue
        if _is_no_noun(words, at, at == start) or (at > start and _goes_on(words, at)):
            break
        at += 1
        last, following = words.lowers[at - 1], words.lower(at)
        whole = last in named and (_is_plural(last, words.language) or last in counts.plurals)
        if whole and following not in counts.event_nouns and following not in named:
            break
    return at


def _is_no_noun(words: SentenceWords, at: int, opens: bool) -> bool:
    """Whether a word stands in no noun phrase, or tells what befell the noun before it."""
    counts, word = words.language.counts, words.lowers[at]
    if words.is_mark(at) or words.texts[at][0].isdigit():
        return True
    if word in counts.events and word not in (counts.participle_nouns if opens else counts.event_nouns):
        return True
    names = words.language.attribution.names
    grammar = word in names.determiners or word in names.stops or (not opens and word in counts.behind_noun)
    return grammar or word in counts.stops or word in counts.verbs


def _goes_on(words: SentenceWords, at: int) -> bool:
    """Whether a word after a noun goes on about it: a verb, "cleared" after "hectares", an adverb."""
    counts, word = words.language.counts, words.lowers[at]
    followed = word not in counts.said and _is_plural(words.lower(at + 1), words.language)
    if word in words.language.attribution.saying.verbs and not followed:
        return True
    if not _is_plural(words.lower(at - 1), words.language):
        return False
    adverb = word.endswith(counts.adverb_endings) and len(word) > _SHORT_ADVERB
    return adverb or (word.endswith(counts.describing_endings) and word not in counts.event_nouns)


_SHORT_ADVERB = 4
"""Words that long end like adverbs and are none: "ally", "July"."""


def _is_plural(word: str, language: Language) -> bool:
    return word.endswith(_plural_endings(language))


@lru_cache(maxsize=64)
def _plural_endings(language: Language) -> tuple[str, ...]:
    return tuple(language.counts.plural_endings)


def _event_before(words: SentenceWords, first: int) -> Event | None:
    """The event said right before the amount: "killed at least 40"."""
    counts = words.language.counts
    for at in range(first - 1, max(-1, first - _REACH_BEFORE - 1), -1):
        word = words.lowers[at]
        if word in counts.lost and any(counts.groups.get(words.lower(first + i)) in _LOSABLE for i in range(1, 5)):
            return Event.DEATHS
        if word in counts.events and word not in counts.soft and words.texts[first - 1] not in (",", ";"):
            return None if _closed_before(words, at, first) else counts.events[word]
        if word in counts.event_nouns and word not in counts.own_names:
            return counts.event_nouns[word]
        if word not in counts.before_amount and word not in words.language.attribution.names.determiners:
            return None
    return None


def _event_after(words: SentenceWords, end: int) -> Event | None:
    """The event said in the words after the noun: "40 people were reported killed"."""
    counts, skipped, at = words.language.counts, 0, end
    while at < len(words) and skipped < _REACH_AFTER:
        word = words.lowers[at]
        if word == "," and words.lower(at + 1) in counts.including:
            at = _past_aside(words, at + 1)
            continue
        if word in (";", ".") or word in counts.contrasts or words.texts[at][0].isdigit():
            return None
        if event := _event_of(words, at, at == end):
            return event
        if word in words.language.attribution.saying.verbs and word not in counts.events and at > end:
            return None
        skipped += 1
        at += 1
    return None


def _event_of(words: SentenceWords, at: int, opens: bool) -> Event | None:
    """The event that a word after a noun says of it; none of "the injured" or of a soft word alone."""
    counts, word, before = words.language.counts, words.lowers[at], words.lower(at - 1)
    if word in counts.lives and before in counts.losing:
        return Event.DEATHS
    among = words.lower(at - 2) in counts.among
    if among and word in counts.event_nouns:
        return counts.event_nouns[word]
    if before in words.language.attribution.names.determiners and not opens and not among:
        return None
    return counts.events.get(word) if word not in counts.soft or before in counts.befalling else None


def _event_between(words: SentenceWords, noun: str, first: int) -> Event | None:
    """The event said of a noun on the way to its number: "the number of civilians it has killed at 40"."""
    counts = words.language.counts
    for at in range(first - 1, max(-1, first - _REACH_TOLL), -1):
        word = words.lowers[at]
        if word == noun.split()[-1].lower():
            return None
        if word in counts.events and word not in counts.soft:
            return counts.events[word]
    return None


def _closed_before(words: SentenceWords, verb: int, first: int) -> bool:
    """Whether the verb before the amount already has its own subject counted ("12 died and 40")."""
    counts = words.language.counts
    between = words.lowers[verb + 1 : first]
    joined = words.lowers[verb] in counts.intransitive and not counts.conjunctions.isdisjoint(between)
    return "," in between or joined


def _past_aside(words: SentenceWords, at: int) -> int:
    while at < len(words) and words.lowers[at] != ",":
        at += 1
    return at + 1


def _noun_before(words: SentenceWords, first: int) -> str:
    """ "the death toll rose to 40": the noun that a bare number measures."""
    counts = words.language.counts
    for at in range(first - 1, max(-1, first - _REACH_TOLL), -1):
        word, before = words.lowers[at], words.lower(at - 1)
        if word in counts.number_nouns:
            begin = at + 2 if words.lower(at + 1) in counts.number_links else at + 1
            return words.text(begin, _noun_end(words, begin))
        if word in counts.event_nouns:
            modified = before in concepts(words.language) or before in counts.toll_modifiers
            return words.text(at - 1 if modified else at, at + 1)
        said = word in words.language.attribution.saying.verbs and word not in counts.setting_verbs
        if said or word in (",", ";", "."):
            return ""
    return ""


def with_event(noun: str, event: Event, language: Language) -> str:
    """The phrase for a noun that an event befell: "civilian deaths", "children killed", "skadade personer"."""
    counts, name = language.counts, language.counts.beside_noun.get(event, event)
    if event is Event.DEATHS and noun.lower() in counts.whoever:
        return _alone(event, counts)
    before, _, last = noun.rpartition(" ")
    if event is Event.DEATHS and (adjective := counts.adjectives.get(last.lower())):
        return f"{before} {adjective} {_alone(event, counts)}".strip()
    return f"{noun} {name}" if counts.noun_first else f"{name} {noun}"


def _alone(event: Event, counts: CountWords) -> str:
    return counts.alone.get(event) or counts.beside_noun.get(event, event)


def _phrase(noun: str, event: Event | None, named: bool, language: Language) -> str:
    counts = language.counts
    noun = " ".join(_uncapitalised(word, language) for word in noun.strip("\"“”' ").split())
    if event is None:
        return noun
    if not noun:
        return _alone(event, counts)
    last = noun.split()[-1].lower()
    if not named and last not in counts.participle_nouns:
        return with_event(noun, event, language)
    plain = counts.tolls.get(noun.lower() if named else last)
    return _alone(plain, counts) if plain else noun


def _uncapitalised(word: str, language: Language) -> str:
    """A word of a headline as it stands in a sentence."""
    counts, lower = language.counts, word.lower()
    known = lower in concepts(language) or lower in counts.event_nouns
    return lower if known and not counts.capital_nouns else word


def measured_at(words: SentenceWords, first: int, stop: int, unit: str) -> Counted:
    """What an amount in a unit is of, at words `first` to `stop` with the unit: the noun after "of" or "in"."""
    counts = words.language.counts
    if _AGES in unit:
        return Counted("age", words.ends[stop - 1])
    link = words.lower(stop)
    if link in counts.measure_links:
        inner = counted_at(words, first, stop if link in counts.of else stop + 1)
        return Counted(inner.noun if not inner.noun[:1].isupper() else "", inner.end)
    return Counted(_money_noun(words, first, counts), words.ends[stop - 1])


def _money_noun(words: SentenceWords, first: int, counts: CountWords) -> str:
    """What a sum is said of before it: "a loss of $1.3bn", "the deficit grew to $621 billion"."""
    for at in range(first - 1, max(-1, first - _REACH_SUM), -1):
        if words.lowers[at] in counts.sums:
            return words.texts[at]
    return ""


_REACH_SUM = 12
"""Words before a sum of money in which the noun stands that it is of."""


def of_country(counted: Counted, language: Language) -> tuple[Counted, str | None]:
    """Takes a nationality out of what is counted: "Syrian civilian deaths" are civilian deaths in Syria."""
    for word in counted.text.split():
        if word[0].isupper() and len(counted.text) > len(word) and (code := country_of_adjective(word, language)):
            return replace(counted, text=counted.text.replace(f"{word} ", "", 1)), country_name(code, language)
    return counted, None
