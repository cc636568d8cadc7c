"""Whether a question asks about the collection of documents itself, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from index.types import Span
from qa.language.pack import Language, pack_of
from qa.language.sections.collection_words import CollectionQuestion, Talk, Trait, Wanted
from qa.language.words import words
from qa.question.collection.traits import Picked, language_named, traits_of
from qa.question.question_language import answered, language_of

LONGEST = 200
"""Characters of a question about the collection; a longer one tells of something else as well."""

_NOUN_WORDS = 3
"""Words of a noun for documents at most ("annual financial reports")."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a question wants to know of the documents, and of which.

    `text` is the question as it is read and `language` its code; the spans of `traits` are of `text`. `noun` is
    the word for the documents asked for and `kind` the name of their kind, empty where any document is meant.
    `points` tells that the documents are only pointed at ("they").
    """

    text: str
    language: str
    wants: Wanted
    kind: str = ""
    noun: str = ""
    traits: tuple[Picked, ...] = ()
    points: bool = False

    @property
    def is_of_collection(self) -> bool:
        """Whether it says that the documents of the collection are meant."""
        return any(picked.trait is Trait.HERE for picked in self.traits)

    @property
    def choosing(self) -> tuple[Picked, ...]:
        """The traits by which some documents are picked."""
        return tuple(picked for picked in self.traits if picked.trait not in (Trait.HERE, Trait.THERE))


def request_in(text: str) -> Request | None:
    """What a question asks of the collection; None for a question that does not ask about it."""
    folded = " ".join(text.split())
    if not 0 < len(folded) <= LONGEST:
        return None
    for language in _languages(folded):
        asked = plain(folded, language)
        for question in language.collection.questions:
            for pattern in question.patterns:
                match = pattern.fullmatch(asked)
                request = _request(asked, match, question, language) if match else None
                if request is not None:
                    return request
    return None


def talk_in(text: str) -> tuple[Talk, Language] | None:
    """What is said to sayso that asks nothing of the documents, and in which language; None for any other."""
    folded = " ".join(text.split())
    if len(folded) > LONGEST:
        return None
    for language in _languages(folded):
        ways = (folded.strip(_MARKS), plain(folded, language))
        for said in language.collection.talk:
            if any(map(said.pattern.fullmatch, ways)):
                return said.talk, language
    return None


def is_wordless(text: str, *, alone: bool = True) -> bool:
    """Whether a question has no word that could be looked up: letters, "ok", a question word alone.

    Where it does not stand `alone`, a question word asks more of what was said before.
    """
    if _in_other_script(text):
        return False
    found = words(text, language_of(text))
    if alone and len(found) <= _QUESTION_WORDS and all(word.function and not word.is_number for word in found):
        return True
    return all(
        (len(word.text) == 1 and word.text.isascii() and not word.is_number) or word.text.casefold() in _idle()
        for word in found
    )


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return frozenset(word for code in answered() for word in pack_of(code).collection.idle)


_QUESTION_WORDS = 2
"""Words of a question that only asks ("why?", "what else?"); of more some mean what stands in one document."""


def _in_other_script(text: str) -> bool:
    """Whether it has a letter that no language of the packs is written in: such words may not be told apart."""
    return _OTHER_LETTER.search(text) is not None


_OTHER_LETTER = regex.compile(r"[\p{L}--\p{Latin}]", regex.VERSION1)


def plain(text: str, language: Language) -> str:
    """A question without its mark and without phrases that only ask for it, unless it is nothing else."""
    asked = text.strip(_MARKS)
    while (match := language.collection.polite.match(asked)) and match.end():
        rest = asked[match.end() :].strip(_MARKS)
        if not rest:
            return asked
        asked = rest
    last = language.collection.polite.search(asked, max(0, len(asked) - _LONGEST_CLOSING))
    if last and last.end() == len(asked) and last.start() and asked[last.start() - 1].isspace():
        asked = asked[: last.start()].strip(_MARKS)
    return asked


_MARKS = " \t¿¡?!.,;:…"
_LONGEST_CLOSING = 12
"""Characters of a polite word after a question ("please")."""


def _languages(text: str) -> Iterator[Language]:
    """The languages whose words are tried, first the one the question seems to be in."""
    for code in dict.fromkeys((language_of(text), *answered())):
        yield pack_of(code)


def _request(text: str, match: re.Match[str], question: CollectionQuestion, language: Language) -> Request | None:
    groups = match.groupdict()
    base = Request(text, language.code, question.wants, points=bool(groups.get("they")))
    if not groups.get("of"):
        return base
    start, end = match.span("of")
    for noun in _nouns(text, start, end, language):
        traits = traits_of(text[:end], noun.end, language)
        if traits is None:
            continue
        request = replace(base, kind=noun.kind, noun=noun.text, traits=(*noun.traits, *traits))
        if request.traits or (question.bare and _may_stand_alone(noun.text, question.wants, language)):
            return request
    return None


def _may_stand_alone(noun: str, wants: Wanted, language: Language) -> bool:
    listed = wants in (Wanted.LIST, Wanted.COUNT)
    return not listed or noun.casefold() not in language.collection.singular


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun for documents: its kind, the traits that it tells itself or that stand before it, where it ends."""

    kind: str
    text: str
    traits: tuple[Picked, ...]
    end: int


def _nouns(text: str, start: int, end: int, language: Language) -> Iterator[_Noun]:
    """The nouns for documents that may stand at `start`, the longest first."""
    said = language.collection
    found = [match.span() for match in _WORD.finditer(text, start, end)][: _NOUN_WORDS + 1]
    if not found:
        return
    first, rest = text[slice(*found[0])], found[1:]
    openings: list[tuple[tuple[Picked, ...], list[tuple[int, int]]]] = [((), found[:_NOUN_WORDS])]
    named = {Trait.LANGUAGE: language_named(first, language), Trait.FORMAT: said.formats.get(first.casefold())}
    span = Span(*found[0])
    openings += [((Picked(trait, span, span, value),), rest) for trait, value in named.items() if value and rest]
    for before, spans in openings:
        for _, stop in reversed(spans):
            noun = text[spans[0][0] : stop]
            folded = noun.casefold()
            if folded in said.documents:
                yield _Noun("", noun, before, stop)
            elif folded in said.kinds:
                yield _Noun(said.kinds[folded], noun, before, stop)
            elif folded in said.formats:
                span = Span(spans[0][0], stop)
                picked = Picked(Trait.FORMAT, span, span, said.formats[folded])
                yield _Noun("", noun, (*before, picked), stop)


_WORD = re.compile(r"\w[\w'’-]*")
