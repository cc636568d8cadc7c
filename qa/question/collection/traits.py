"""By what a question picks some of the documents: their date, language, writer, format, what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from index.types import Span
from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import Language
from qa.language.sections.collection_words import Edge, Trait, TraitPattern
from qa.language.words import content, words
from qa.types import Period

LONGEST_NAME = 60
"""Characters of the name of a language or a format; longer words name neither."""

MOST_OF_NAME = 5
"""Words of a writer's name; of more some tell what the text does ("the book by Ann Lee that won a prize")."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A trait that a question names. `span` covers its words in the question, `named` those of what is looked for.

    `value` is the wording of what is looked for; of a language its code, of a format its name. `period` is that of
    a date, with None where it is open. `loose` tells that the words may mean something else.
    """

    trait: Trait
    span: Span
    named: Span
    value: str = ""
    period: Period | None = None
    loose: bool = False


def traits_of(text: str, start: int, language: Language, *, first: bool = True) -> tuple[Picked, ...] | None:
    """The traits that all of `text` from `start` on names; None where some of its words name none.

    `first` tells that the noun stands right before.
    """
    start = _past_links(text, start, language)
    if start >= len(text):
        return ()
    for pattern in language.collection.traits:
        if pattern.first and not first:
            continue
        ways = chain.from_iterable(_picked(text, start, one, pattern, language) for one in pattern.patterns)
        for picked in ways:
            rest = traits_of(text, picked.span.end, language, first=False)
            if rest is not None:
                return (picked, *rest)
    return None


def _past_links(text: str, start: int, language: Language) -> int:
    """Where the next word stands that is no link."""
    while True:
        space = _SPACE.match(text, start)
        start = space.end() if space else start
        link = language.collection.links.match(text, start)
        if link is None or link.end() == start or not _ends_word(text, link.end()):
            return start
        start = link.end()


_SPACE = re.compile(r"[\s,]+")


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


def _picked(
    text: str, start: int, wording: re.Pattern[str], pattern: TraitPattern, language: Language
) -> Iterator[Picked]:
    """The ways to read a trait from `start`: of what is named freely first the shortest that leaves a trait."""
    match = wording.match(text, start)
    if match is None or not _ends_word(text, match.end()):
        return
    span = Span(start, match.end())
    named = Span(*match.span("what")) if "what" in wording.groupindex and match["what"] else Span(start, start)
    said = text[named.start : named.end]
    match pattern.trait:
        case Trait.HERE | Trait.THERE:
            yield Picked(pattern.trait, span, named)
        case Trait.DATED:
            yield from _dated(text, span, named, pattern.edge, language)
        case Trait.LANGUAGE:
            if code := language_named(said, language):
                yield Picked(pattern.trait, span, named, code)
        case Trait.FORMAT:
            if name := language.collection.formats.get(said.casefold()):
                yield Picked(pattern.trait, span, named, name)
        case _:
            yield from _free(text, span, named, pattern, language)


def _dated(text: str, span: Span, named: Span, edge: Edge, language: Language) -> Iterator[Picked]:
    """The date that stands first in what is named, where no other words stand before it."""
    found = times_in(text, language, Calendar(date.today()), named.start, named.end)
    if not found:
        return
    mention = found[0]
    before = words(text[named.start : mention.start], language.code)
    if any(not word.function and word.text.casefold() not in language.times.leads for word in before):
        return
    period = _beside(mention.period, edge)
    if period.start or period.end:
        yield Picked(
            Trait.DATED,
            Span(span.start, mention.end),
            Span(mention.start, mention.end),
            text[mention.start : mention.end],
            period,
        )


def _beside(period: Period, edge: Edge) -> Period:
    """The time before or after a period; itself where that is meant."""
    if edge is Edge.BEFORE and period.start:
        return Period(None, period.start - timedelta(days=1), period.text)
    if edge is Edge.AFTER and period.end:
        return Period(period.end + timedelta(days=1), None, period.text)
    return period


def _free(text: str, span: Span, named: Span, pattern: TraitPattern, language: Language) -> Iterator[Picked]:
    """What is named in any words: up to where another trait follows, else to the end."""
    ends = [match.start() for match in re.finditer(r"\s", text[: named.end]) if match.start() > named.start]
    after = named.end < span.end and not text[named.end : span.end].isspace()
    for end in ends if not after else []:
        follows = traits_of(text, end, language, first=False)
        if follows and not all(picked.trait is Trait.THERE for picked in follows):
            yield from _worded(text, Span(span.start, end), Span(named.start, end), pattern, language)
    yield from _worded(text, span, named, pattern, language)


def _worded(text: str, span: Span, named: Span, pattern: TraitPattern, language: Language) -> Iterator[Picked]:
    said = text[named.start : named.end].strip(" \"'“”„«»‘’")
    if content(words(said, language.code)):
        loose = pattern.loose or (pattern.trait is Trait.WRITER and len(said.split()) > MOST_OF_NAME)
        yield Picked(pattern.trait, span, named, said, loose=loose)


def language_named(name: str, language: Language) -> str | None:
    """The code of the language that a name in `language` means ("Spanish"); None where it names none."""
    return _languages(language.code).get(name.casefold()) if len(name) <= LONGEST_NAME else None


def language_name(code: str, language: Language) -> str:
    """The name of a language in another; its code where CLDR knows none."""
    return _named(language.code).get(code, code)


@lru_cache(maxsize=8)
def _named(code: str) -> dict[str, str]:
    from babel import Locale

    return {key: name for key, name in Locale.parse(code).languages.items() if key.isalpha() and len(key) <= 3}


@lru_cache(maxsize=8)
def _languages(code: str) -> dict[str, str]:
    return {name.casefold(): key for key, name in _named(code).items() if len(key) == 2}
