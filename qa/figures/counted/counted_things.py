"""Finds what an amount counts in its sentence: "civilian deaths", "airstrikes", "buildings destroyed"."""

from __future__ import annotations

from dataclasses import dataclass

from qa.figures.attribution.noun_phrases import DETERMINERS, STOPS, SentenceWords
from qa.figures.attribution.saying_words import VERBS
from qa.figures.counted.counted_nouns import (
    COUNT_CONCEPTS,
    EVENT_IN,
    EVENT_NOUNS,
    EVENTS,
    OWN_NAME,
    PARTICIPLE_NOUNS,
    SOFT,
    TOLLS,
)
from qa.language.vocabulary import vocabulary

_LOSABLE = frozenset({"soldier", "civilian", "man", "woman", "child"})
_PREDICATED = frozenset({"child", "woman", "civilian", "man", "soldier"})

_STOP_NOUN = STOPS | vocabulary(
    """
    more other further additional extra ytterligare andra weitere autres ! alone while according near nearby
    again ago earlier later each every all this these those them its their his her such
    """
)
_PAST_VERBS = vocabulary(
    """
    lost came fell rose went left took live lives living work works working took fell ill voted attended
    gathered joined received remain remained needed need face faced faces want bor lever arbetar deltog fick
    förlorade kom skulle finns fanns
    """
)
_BE = vocabulary(
    """
    were was are is be been being have has had got blev är var har hade blivit wurden wurde sind waren ont été
    étaient sont also all both mistakenly reportedly either inte också confirmed feared believed presumed
    """
)
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


def counted_at(words: SentenceWords, first: int, stop: int, language: str = "en") -> Counted:
    """What the amount at words `first` to `stop` of a sentence counts; empty where nothing is said."""
    hyphened = _hyphened(words, stop)
    if hyphened is not None:
        return Counted(hyphened, words.ends[stop - 1], hyphened)
    if group := _group_of_hit(words, stop, language):
        return group
    start = stop
    while words.lower(start) in _BEFORE_NOUN:
        start += 1
        if words.lower(start) in ("them", "those", "dem", "dessa", "whom"):
            among = words.lower(start + 1)
            return Counted(
                among if among in COUNT_CONCEPTS else "",
                words.ends[start],
                among if among in COUNT_CONCEPTS else "",
            )
    if words.lower(start) in _WERE and COUNT_CONCEPTS.get(words.lower(start + 1)) in _PREDICATED:
        return Counted(words.lower(start + 1), words.ends[start + 1], words.lower(start + 1))
    end = _noun_end(words, start, language)
    noun = words.text(start, end)
    named = EVENT_NOUNS.get(words.lower(end - 1)) if end > start else None
    event = named or _event_near(words, first, end)
    if end == start and (noun := _noun_before(words, first)):
        named = EVENT_NOUNS.get(noun.split()[-1].lower())
        event = named or event or _event_between(words, noun, first)
    last = max(end, stop) if end > start else stop
    return Counted(_phrase(noun, event, named is not None, language), words.ends[last - 1], noun, event or "")


def _group_of_hit(words: SentenceWords, stop: int, language: str) -> Counted | None:
    """The group counted among those hit: "20 of the dead were children", "20 av de döda var barn"."""
    if words.lower(stop) not in ("of", "av") or words.lower(stop + 1) not in _THOSE:
        return None
    hit = words.lower(stop + 2)
    event = EVENTS.get(hit) or EVENT_NOUNS.get(hit)
    group = words.lower(stop + 4)
    if event is None or words.lower(stop + 3) not in _WERE or COUNT_CONCEPTS.get(group) not in _PREDICATED:
        return None
    return Counted(with_event(group, event, language), words.ends[stop + 4], group, event)


_THOSE = vocabulary("the those these them de dem dessa")
_BEFORE_NOUN = vocabulary("of av von de d' more other further ytterligare additional stycken the such new ”") | {
    '"'
}
_WERE = vocabulary("were are var är waren")


def _hyphened(words: SentenceWords, stop: int) -> str | None:
    """The noun that a hyphen ties to the number: a "five-story" building counts stories."""
    if "-" in words.texts[stop - 1]:
        return words.texts[stop - 1].rpartition("-")[2]
    return words.text(stop + 1, stop + 2) if words.lower(stop) == "-" and stop + 1 < len(words) else None


def _noun_end(words: SentenceWords, start: int, language: str = "en") -> int:
    at = start
    while at < len(words) and at - start < _MAX_NOUN:
        word = words.lowers[at]
        if word in ('"', "“", "”", "'") and at == start and not words.is_mark(at + 1):
            at += 1
            continue
        if (
            words.is_mark(at)
            or (word in _STOP_NOUN and not (word == "men" and language == "en"))
            or words.texts[at][0].isdigit()
        ):
            break
        if word in EVENTS and at > start and word not in EVENT_NOUNS:
            break
        if (
            word in EVENTS
            and at == start
            and word
            not in (
                "dead",
                "döda",
                "tote",
                "toten",
                "morts",
                "injured",
                "wounded",
                "missing",
                "displaced",
                "skadade",
            )
        ):
            break
        if (word in VERBS and at > start and not _plural_noun_ahead(words, at)) or word in _PAST_VERBS:
            break
        if word in DETERMINERS:
            break
        if at > start and word.endswith("ly") and len(word) > 4 and words.lower(at - 1).endswith("s"):
            break
        if (
            at > start
            and (word.endswith("ing") or word.endswith("ed"))
            and words.lower(at - 1).endswith("s")
            and word not in EVENT_NOUNS
        ):
            break
        at += 1
        if _is_plural(word) and words.lower(at) not in EVENT_NOUNS and words.lower(at) not in COUNT_CONCEPTS:
            break
    return at


def _is_plural(word: str) -> bool:
    """Whether a word that is known for something counted ends the noun phrase: "civilians", "people"."""
    return word in COUNT_CONCEPTS and (word.endswith("s") or word in _PLURALS)


_PLURALS = frozenset({"people", "children", "men", "women", "civila", "människor", "barn"})


def _plural_noun_ahead(words: SentenceWords, at: int) -> bool:
    return words.lower(at + 1).endswith("s") and words.lower(at) not in ("said", "says")


def _event_near(words: SentenceWords, first: int, end: int) -> str | None:
    """The event said of the counted: right before the amount, else in the words after its noun."""
    return _event_before(words, first) or _event_after(words, end)


_AMONG = vocabulary("among bland")


def _event_before(words: SentenceWords, first: int) -> str | None:
    for at in range(first - 1, max(-1, first - _REACH_BEFORE - 1), -1):
        word = words.lowers[at]
        if word in ("lost", "förlorade", "förlorat") and any(
            COUNT_CONCEPTS.get(words.lower(i)) in _LOSABLE for i in range(first + 1, first + 5)
        ):
            return "deaths"
        if word in EVENTS and word not in SOFT and words.texts[first - 1] not in (",", ";"):
            return None if _closed_before(words, at, first) else EVENTS[word]
        if word in EVENT_NOUNS and word not in OWN_NAME:
            return EVENT_NOUNS[word]
        if word not in _BEFORE_AMOUNT:
            return None
    return None


def _event_after(words: SentenceWords, end: int) -> str | None:
    skipped, at = 0, end
    while at < len(words) and skipped < _REACH_AFTER:
        word = words.lowers[at]
        if word == "," and words.lower(at + 1) in INCLUDING:
            at = _past_aside(words, at + 1)
            continue
        if word in (";", ".", "while", "medan", "but", "men") or words.texts[at][0].isdigit():
            return None
        among = words.lower(at - 2) in _AMONG
        adjective = words.lower(at - 1) in DETERMINERS and at > end and not among
        if word in _LIVES and words.lower(at - 1) in _LOSING:
            return "deaths"
        if among and word in EVENT_NOUNS:
            return EVENT_NOUNS[word]
        if word in EVENTS and not adjective and (word not in SOFT or words.lower(at - 1) in _BE):
            return EVENTS[word]
        if word in VERBS and word not in EVENTS and at > end:
            return None
        skipped += 1
        at += 1
    return None


# "1,400 people lost their lives", "40 personer miste livet".
_LIVES = frozenset({"lives", "life", "livet"})
_LOSING = vocabulary("their his her miste mist förlorade förlorat mister")
INCLUDING = vocabulary("including among inklusive däribland varav darunter dont most many mostly bland")
_BEFORE_AMOUNT = DETERMINERS | vocabulary(
    """
    of to at least about some around nearly almost over more than another further as many up estimated and och
    und et also av på personally mistakenly them approximately roughly minst omkring cirka i
    """
)


def _event_between(words: SentenceWords, noun: str, first: int) -> str | None:
    """The event said of a noun on the way to its number: "the number of civilians it has killed at 40"."""
    for at in range(first - 1, max(-1, first - _REACH_TOLL), -1):
        if words.lowers[at] == noun.split()[-1].lower():
            return None
        if words.lowers[at] in EVENTS and words.lowers[at] not in SOFT:
            return EVENTS[words.lowers[at]]
    return None


def _closed_before(words: SentenceWords, verb: int, first: int) -> bool:
    """Whether the verb before the amount already has its own subject counted ("12 died and 40")."""
    between = words.lowers[verb + 1 : first]
    intransitive = words.lowers[verb] in (
        "died",
        "dead",
        "dog",
        "omkom",
        "perished",
        "missing",
        "avled",
        "starben",
    )
    return ("," in between or "and" in between or "och" in between) and (intransitive or "," in between)


def _past_aside(words: SentenceWords, at: int) -> int:
    while at < len(words) and words.lowers[at] != ",":
        at += 1
    return at + 1


def _noun_before(words: SentenceWords, first: int) -> str:
    """ "the death toll rose to 40": the noun that a bare number measures."""
    for at in range(first - 1, max(-1, first - _REACH_TOLL), -1):
        word = words.lowers[at]
        if word in ("number", "antalet", "antal", "anzahl", "nombre"):
            begin = at + 2 if words.lower(at + 1) in ("of", "av", "der", "de") else at + 1
            end = _noun_end(words, begin)
            return words.text(begin, end)
        if word in EVENT_NOUNS:
            begin = (
                at - 1
                if (at > 0 and words.lowers[at - 1] in COUNT_CONCEPTS)
                or words.lower(at - 1) in ("death", "civilian")
                else at
            )
            return words.text(begin, at + 1)
        if word in (",", ";", ".") or (word in VERBS and word not in ("put", "puts", "puts")):
            return ""
    return ""


def with_event(noun: str, event: str, language: str = "en") -> str:
    """The phrase for a noun that an event befell: "civilian deaths", "children killed", "skadade personer"."""
    name = EVENT_IN.get(language, {}).get(event)
    if name is not None:
        return f"{noun} {name}" if language == "fr" else f"{name} {noun}"
    return _deaths(noun) if event == "deaths" else f"{noun} {event}"


def _phrase(noun: str, event: str | None, named: bool, language: str) -> str:
    noun = " ".join(_uncapitalised(word, language) for word in noun.strip("\"“”' ").split())
    if event is None or (named and noun):
        return TOLLS.get(noun.lower(), noun) if named else noun
    if not noun:
        return EVENT_IN.get(language, {}).get(event, event)
    last = noun.split()[-1].lower()
    if last in PARTICIPLE_NOUNS:
        return "deaths" if last == "dead" else noun
    return with_event(noun, event, language)


def _uncapitalised(word: str, language: str) -> str:
    """A word of a headline as it stands in a sentence; German nouns keep their capital."""
    lower = word.lower()
    return lower if language != "de" and (lower in COUNT_CONCEPTS or lower in EVENT_NOUNS) else word


def _deaths(noun: str) -> str:
    lower = noun.lower()
    if lower in ("people", "persons", "person", "others", "individuals"):
        return "deaths"
    if lower.endswith(("civilians", "civilian")):
        return f"{noun.removesuffix('s')} deaths"
    return f"{noun} killed"
