"""A retrieved passage taken apart into sentences and words, once for all questions that retrieve it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.types import DocumentInfo, Hit, Passage, Span
from qa.language.detection import language_of_text
from qa.language.pack import Language
from qa.language.words import Vocabulary, Word, content, words
from qa.language.wraps import running_sentences
from qa.types import Quote

_REMEMBERED = 2048
"""Passages kept taken apart: what the questions of a conversation return again and again."""


@lru_cache(maxsize=_REMEMBERED)
def sentences_of(text: str, language: str | None) -> tuple[Span, ...]:
    """The sentences of a passage's text, remembered."""
    return running_sentences(text, language)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: offsets into the passage, its words, its place among the sentences."""

    passage: Passage
    document: DocumentInfo
    start: int
    end: int
    text: str
    found: tuple[Word, ...]
    position: int
    language: Language

    @property
    def span(self) -> Span:
        """Where the sentence stands in its passage."""
        return Span(self.start, self.end)

    def part(self, start: int, end: int) -> Span:
        """Where a stretch of the sentence stands in its passage."""
        return Span(self.start + start, self.start + end)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The sentence's words, to look keys up in."""
        return Vocabulary(self.found)

    def says(self, key: str) -> bool:
        """Whether a word of the sentence is alike to the key."""
        return self.vocabulary.says(key)


@dataclass(frozen=True, slots=True)
class Apart:
    """A passage's sentences, and all its words with those of its headings and its source."""

    passage: Passage
    document: DocumentInfo
    sentences: tuple[Sentence, ...]
    around: Vocabulary
    language: Language

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds an offset into the passage."""
        return next((each for each in self.sentences if each.start <= place < each.end), None)


def split_passage(hit: Hit) -> Apart:
    """The passage of a hit taken apart."""
    return _apart(hit.passage, hit.document)


def quoted(read: Hit | Sentence, around: Span, answer: Span | None, score: float) -> Quote:
    """A stretch of a passage as a quote with the answer marked; both are given by their offsets in the passage."""
    passage = read.passage
    place = in_document(passage, around)
    return Quote(
        text=passage.text[around.start : around.end],
        start=place.start,
        end=place.end,
        document=read.document,
        passage_id=passage.id,
        score=score,
        answer=in_document(passage, answer) if answer else None,
    )


def said_in(quote: Quote) -> Vocabulary:
    """The words of a quote, to look keys up in."""
    return Vocabulary(words(quote.text, quote.document.language))


def in_document(passage: Passage, span: Span) -> Span:
    """Where a stretch of a passage stands in its document."""
    return Span(passage.start + span.start, passage.start + span.end)


def in_passage(passage: Passage, span: Span) -> Span:
    """Where a stretch of a document stands in a passage of it."""
    return Span(span.start - passage.start, span.end - passage.start)


@lru_cache(maxsize=_REMEMBERED)
def _apart(passage: Passage, document: DocumentInfo) -> Apart:
    code, text = document.language, passage.text
    language = language_of_text(text, code)
    sentences = []
    for number, span in enumerate(sentences_of(text, code)):
        said = text[span.start : span.end]
        found = words(said, code)
        sentences.append(Sentence(passage, document, span.start, span.end, said, found, number, language))
    around = content(words(f"{document.title}\n{document.source}\n{passage.context}\n{text}", code))
    return Apart(passage, document, tuple(sentences), Vocabulary(around), language)
