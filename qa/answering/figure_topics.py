"""Which figures of a corpus are about a phrase: "dengue cases", "people killed in Gaza", "the price of wheat".

What the phrase counts must be what the figure counts. Every other word of it must be told of the figure: by what
is counted, by its sentence, its section, its document's title or its place, or by what its document tells of
throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import DocumentInfo
from qa.figures.amounts.units import TIMES, unit_names
from qa.figures.counted import Key, counted_key, group_names, key_of
from qa.figures.scope import Scope, compare_places
from qa.figures.scope.places import place_parts
from qa.language.countries import country_code, country_of_adjective, home_of
from qa.language.pack import Language, pack_of
from qa.language.words import Word, content, words
from qa.types import Figure

_THROUGHOUT = 0.3
"""Share of the sentences with figures that hold a word from which the document as a whole is about it."""
_LEAST_THROUGHOUT = 3
"""Sentences that are the fewest to say so: one of two is no habit."""
_AGE = "age"
"""What an age counts, in every language; like a stretch of time it is no measure of what its sentence tells of."""
_LONGEST_PLACE = 3
"""Words of the longest name of a country that is looked up ("Bosnia and Herzegovina" has its first)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with what stands around it: the heading over it and what its document tells of throughout."""

    figure: Figure
    section: str
    throughout: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase, read: what it counts, its head where that is no event, the unit that this may be, the other words
    and the countries that it names.
    """

    key: Key
    head: str
    others: tuple[str, ...]
    places: tuple[str, ...]
    unit: str = ""

    @classmethod
    def of(cls, about: str, language: Language) -> Topic:
        """Reads a phrase in its language."""
        told = _content(about, language)
        placed = dict(_places(told, language))
        plain = [word for word in told if word not in placed]
        key = counted_key(" ".join(word.text for word in plain), language)
        head = "" if key.event else _head(about, plain, language)
        ignored = _counting_words(language) if key.event else frozenset()
        others = [w.key for w in plain if w.key != head and w.text.casefold() not in ignored]
        units = (unit_names(language).get(word.text.casefold(), "") for word in plain if word.key == head)
        return cls(key, head, tuple(dict.fromkeys(others)), tuple(dict.fromkeys(placed.values())), next(units, ""))

    def without_head(self) -> Topic:
        """The phrase as words alone, none of which need be what a figure counts."""
        return Topic(Key("", "", frozenset()), "", (*self.others, *filter(None, [self.head])), self.places)

    def is_empty(self) -> bool:
        """Whether the phrase holds no word to look for."""
        return not (self.key.event or self.head or self.others or self.places)


def about_phrase(
    candidates: Sequence[Candidate], about: str, countries: Mapping[str, str], language: Language
) -> list[Figure]:
    """The figures that are about a phrase, in order; all of them where it holds no word to look for.

    Where no figure counts the head of the phrase ("inflation", "the new bridge"), it is a word like the others.
    """
    topic = Topic.of(about, language)
    if topic.is_empty():
        return [candidate.figure for candidate in candidates]
    counting = [candidate for candidate in candidates if _counts(candidate, topic)]
    if not topic.key.event and not any(_is_counted(candidate.figure, topic) for candidate in counting):
        topic = topic.without_head()
        counting = [candidate for candidate in candidates if _is_near(candidate, topic)]
    return [each.figure for each in counting if _tells_rest(each, topic, countries)]


def throughout(quotes: Iterable[str], language: str | None) -> frozenset[str]:
    """The keys of the words that a good part of a document's sentences with figures hold."""
    sentences = list(dict.fromkeys(quotes))
    found = Counter(key for sentence in sentences for key in _keys(sentence, language))
    least = max(_LEAST_THROUGHOUT, _THROUGHOUT * len(sentences))
    return frozenset(key for key, times in found.items() if times >= least)


def _content(text: str, language: Language) -> list[Word]:
    never = language.counts.number_nouns | language.questions.toll
    return [w for w in content(words(text, language.code)) if w.text.casefold() not in never]


def _head(about: str, plain: Sequence[Word], language: Language) -> str:
    """The key of the noun that the phrase is of: the last before a word like "of" or "in"."""
    head = ""
    for word in words(about, language.code):
        if word in plain:
            head = word.key
        elif head and word.function:
            break
    return head


@lru_cache(maxsize=64)
def _counting_words(language: Language) -> frozenset[str]:
    """Words by which a phrase says who was counted and what befell them, which the key of the count tells."""
    counts = language.counts
    return (
        frozenset((*counts.people, *counts.groups, *counts.events, *counts.event_nouns, *counts.whoever))
        - counts.own_names
    )


def _places(told: Sequence[Word], language: Language) -> Iterable[tuple[Word, str]]:
    """The words of a phrase that name a country, by its name or its adjective, with its English or own name."""
    at = 0
    while at < len(told):
        for length in range(min(_LONGEST_PLACE, len(told) - at), 0, -1):
            run = told[at : at + length]
            name = " ".join(word.text for word in run)
            code = country_code(name) or (country_of_adjective(name, language) if length == 1 else None)
            if code:
                yield from ((word, code) for word in run)
                at += length - 1
                break
        at += 1


def _counts(candidate: Candidate, topic: Topic) -> bool:
    """Whether a figure counts what the phrase counts, or is a measure that its sentence tells of that."""
    figure, key = candidate.figure, key_of(candidate.figure)
    if topic.key.event:
        groups = topic.key.narrowed & group_names()
        same = key.event == topic.key.event and key.noun in (topic.key.noun, "")
        return same and groups <= key.narrowed and figure.amount.unit is None
    if _is_counted(figure, topic):
        return True
    measured = figure.amount.unit is not None and figure.amount.unit not in TIMES and key.noun != _AGE
    return measured and not topic.unit and not figure.counted and _stands_near(figure, topic.head)


def _is_counted(figure: Figure, topic: Topic) -> bool:
    """Whether the head of the phrase is what the figure counts."""
    noun = key_of(figure).noun
    if topic.unit and figure.amount.unit == topic.unit:
        return True
    if figure.amount.unit in TIMES:
        return False
    return bool(topic.head) and (
        topic.head in _keys(figure.counted, figure.quote.document.language) or noun == topic.key.noun != ""
    )


def _stands_near(figure: Figure, head: str) -> bool:
    """Whether a sentence says a word a few words before a measure, or right behind it."""
    quote = figure.quote
    start, end = figure.amount.span.start - quote.start, figure.amount.span.end - quote.start
    told = words(quote.text, quote.document.language)
    before = [word.key for word in told if word.end <= start]
    behind = [word.key for word in told if word.start >= end]
    return head in before[-_WORDS_BEFORE:] or head in behind[:_WORDS_BEHIND]


_WORDS_BEFORE, _WORDS_BEHIND = 12, 4
"""Words around a measure that say what it is of: farther off the sentence has come to something else."""


def _is_near(candidate: Candidate, topic: Topic) -> bool:
    """Whether a word of a phrase that counts nothing stands in the figure's sentence, section or title."""
    near = _said(candidate.figure) | _told(candidate)
    return any(word in near for word in topic.others) or bool(topic.places)


def _tells_rest(candidate: Candidate, topic: Topic, countries: Mapping[str, str]) -> bool:
    """Whether every other word of the phrase, and every place, is told of the figure."""
    said = _said(candidate.figure)
    known = said | _told(candidate) | candidate.throughout
    elsewhere = candidate.figure.place is not None and not _keys(candidate.figure.place, None) <= known
    words_told = all(word in known or _is_placed(candidate.figure, word, countries) for word in topic.others)
    return words_told and all(_in_country(candidate, code, countries, elsewhere) for code in topic.places)


def _is_placed(figure: Figure, word: str, countries: Mapping[str, str]) -> bool:
    """Whether a word names the place of a figure or what that lies in."""
    place = figure.place
    return place is not None and (
        word in _keys(place, figure.quote.document.language)
        or compare_places(place, word.title(), countries) in (Scope.SAME, Scope.INSIDE)
    )


def _in_country(candidate: Candidate, code: str, countries: Mapping[str, str], elsewhere: bool) -> bool:
    """Whether a figure is of a country: by its place, its sentence, or where neither says it its surroundings."""
    figure, document = candidate.figure, candidate.figure.quote.document
    if figure.place is not None and _lies_in(figure.place, code, countries):
        return True
    if code in _countries_in(figure.quote.text, document.language):
        return True
    around = _countries_in(f"{document.title}\n{candidate.section}", document.language)
    return code in around and not (elsewhere and figure.place is not None and country_code(figure.place))


def _lies_in(place: str, code: str, countries: Mapping[str, str]) -> bool:
    return any(code in (country_code(part), countries.get(part), home_of(part)) for part in place_parts(place))


@lru_cache(maxsize=8192)
def _countries_in(text: str, language: str | None) -> frozenset[str]:
    """The codes of the countries that a text names, by name or adjective."""
    spoken = pack_of(language)
    return frozenset(
        code for _, code in _places([w for w in words(text, language) if w.text[0].isupper()], spoken)
    )


def _said(figure: Figure) -> frozenset[str]:
    document = figure.quote.document
    return _keys(figure.quote.text, document.language) | _keys(figure.counted, document.language)


def _told(candidate: Candidate) -> frozenset[str]:
    document: DocumentInfo = candidate.figure.quote.document
    return _keys(document.title, document.language) | _keys(candidate.section, document.language)


@lru_cache(maxsize=16384)
def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(word.key for word in content(words(text, language)))
