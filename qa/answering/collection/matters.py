"""Which documents are about something, or mention it: by its words, and by how near their passages lie to it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.sentences import sentence_spans
from index.types import Document, DocumentInfo, Filter, Hit, Span
from qa.answering.collection.document_quotes import naming_quote
from qa.answering.collection.shelf import SCANNED, Shelf
from qa.language.detection import language_of_text
from qa.language.words import content, stem, words

NEAR = 0.5
"""Cosine similarity of a passage to a matter from which its document is about it though it has other words for it.
Of 400 titles of public sets, many of which say little, 22 % lie that near to a passage of theirs, and only .018 of
the other 399 articles do; at .4 it is .195. `sayso eval bench collection` prints the table.
"""

OFTEN = 3
"""Sentences that speak of a matter for a document to be about it where neither its title nor its opening does."""

OPENING = 600
"""Characters in which a text says what it is about."""

SEARCHED = 200
"""Passages that are looked at: with fewer, documents with many passages on the matter hide the others."""

FEWEST_WORDS = 6
"""Words of a sentence that says something of a matter; what is shorter is mostly a heading, a name or a cell."""

_AROUND = 400
"""Characters before and after a word in which its sentence is looked for."""

_SHORTEST_BEGINNING, _SHORTEST_PART = 4, 5
"""Letters of a word that may be the beginning, or any part, of another where compounds are written as one."""

_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Speaking:
    """A document that speaks of a matter: its best sentence, the words of the matter there, in how many sentences.

    `leads` tells that its title or its opening speaks of it; `near` is the similarity of its nearest passage.
    """

    info: DocumentInfo
    sentence: Span
    word: Span | None = None
    times: int = 0
    leads: bool = False
    near: float = 0.0

    @property
    def is_about(self) -> bool:
        """Whether the document is about the matter, rather than only mentioning it."""
        return self.leads or self.times >= OFTEN or self.near >= NEAR


@dataclass(frozen=True, slots=True)
class _Wording:
    """A word in any of its forms, as texts of one language have them."""

    stem: str
    pattern: re.Pattern[str]
    language: str
    bound: bool
    is_name: bool

    def found(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        for match in self.pattern.finditer(text, start, end):
            folded = match.group().casefold()
            if stem(folded, self.language) == self.stem or (self.bound and self._is_part_of(folded)):
                yield match

    def _is_part_of(self, word: str) -> bool:
        """Whether a compound begins with the word, or holds it where it is long enough to be no chance."""
        least = _SHORTEST_BEGINNING if word.startswith(self.stem) else _SHORTEST_PART
        return len(self.stem) >= least


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked about, in the words of a question in `language`."""

    what: str
    language: str


def mentioning(shelf: Shelf, infos: Sequence[DocumentInfo], matter: Matter) -> list[Speaking]:
    """The documents in which a sentence has all the words, those first that have most such sentences."""
    found = [
        spoken
        for info in _candidates(shelf, infos, matter.what, ())
        if (spoken := _spoken(shelf.document(info), matter))
    ]
    return sorted(found, key=lambda spoken: -spoken.times)


def about(shelf: Shelf, infos: Sequence[DocumentInfo], matter: Matter) -> list[Speaking]:
    """The documents that are about something, those first whose title or opening says so.

    Where more than `SCANNED` are looked at, only those that the search brings.
    """
    hits = _searched(shelf, infos, matter.what)
    nearest: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.dense or 0.0):
        nearest[hit.document.id] = hit
    found: list[Speaking] = []
    for info in _candidates(shelf, infos, matter.what, hits):
        best = nearest.get(info.id)
        near = (best.dense or 0.0) if best else 0.0
        spoken = _spoken(shelf.document(info), matter)
        if spoken:
            found.append(replace(spoken, near=near))
        elif best:
            found.append(Speaking(info, _first_sentence(best), near=near))
    found = [spoken for spoken in found if spoken.is_about]
    return sorted(found, key=lambda spoken: (not spoken.leads, -spoken.times, -spoken.near))


def _searched(shelf: Shelf, infos: Sequence[DocumentInfo], what: str) -> list[Hit]:
    wanted = {info.id for info in infos}
    where = shelf.where or Filter()
    return [hit for hit in shelf.corpus.search(what, k=SEARCHED, where=where) if hit.document.id in wanted]


def _candidates(
    shelf: Shelf, infos: Sequence[DocumentInfo], what: str, hits: Sequence[Hit]
) -> Iterator[DocumentInfo]:
    if len(infos) <= SCANNED:
        yield from infos
        return
    named = {hit.document.id for hit in hits or _searched(shelf, infos, what)}
    yield from (info for info in infos if info.id in named)


def _spoken(document: Document, matter: Matter) -> Speaking | None:
    """How a document speaks of a matter in its words; None where it lacks one, or no sentence has all its names.

    Of a matter without names a sentence must have all words, but where the title or the file's name has them.
    """
    wordings = _wordings(matter, language_of_text(document.text, document.info.language).code)
    if not wordings:
        return None
    names = tuple(wording for wording in wordings if wording.is_name)
    info = document.info
    titled = any(_holds(called, 0, len(called), wordings) for called in (info.title, info.path))
    if not titled and not _holds(document.text, 0, len(document.text), wordings):
        return None
    sentences: dict[Span, Span] = {}
    for sentence, word in _sentences(document, names or wordings):
        sentences.setdefault(sentence, word)
    if not sentences:
        named = naming_quote(document) if titled else None
        return Speaking(info, named.span, leads=True) if named else None
    best = min(sentences, key=lambda span: (_is_label(document.text, span), span.start))
    leads = titled or any(span.start < OPENING for span in sentences)
    return Speaking(info, best, sentences[best], len(sentences), leads)


def _is_label(text: str, span: Span) -> bool:
    """Whether a sentence is too short to say something: a heading, a name, a cell."""
    return len(text[span.start : span.end].split()) < FEWEST_WORDS


def _sentences(document: Document, wordings: Sequence[_Wording]) -> Iterator[tuple[Span, Span]]:
    """The sentences that have all the words, with the place of the longest of them."""
    text = document.text
    rarest = max(wordings, key=lambda wording: len(wording.stem))
    passed = -1
    for match in rarest.found(text, 0, len(text)):
        if match.start() < passed:
            continue
        sentence = _sentence_around(document, Span(*match.span()))
        if _holds(text, sentence.start, sentence.end, wordings):
            passed = sentence.end
            yield sentence, Span(*match.span())


def _holds(text: str, start: int, end: int, wordings: Sequence[_Wording]) -> bool:
    return all(next(wording.found(text, start, end), None) is not None for wording in wordings)


def _sentence_around(document: Document, word: Span) -> Span:
    """The sentence in which a word stands, in the lines around it."""
    text = document.text
    start = text.rfind("\n\n", max(0, word.start - _AROUND), word.start)
    start = start + 2 if start >= 0 else _at_word(text, max(0, word.start - _AROUND))
    end = text.find("\n\n", word.end, word.end + _AROUND)
    end = end if end >= 0 else min(len(text), word.end + _AROUND)
    for span in sentence_spans(text[start:end], document.info.language):
        if start + span.start <= word.start and word.end <= start + span.end:
            return Span(start + span.start, start + span.end)
    return word


def _at_word(text: str, offset: int) -> int:
    """The first offset from `offset` on that is not inside a word."""
    while 0 < offset < len(text) and not text[offset - 1].isspace():
        offset += 1
    return offset


def _first_sentence(hit: Hit) -> Span:
    spans = sentence_spans(hit.passage.text, hit.document.language)
    first = next(iter(spans), Span(0, len(hit.passage.text)))
    return Span(hit.passage.start + first.start, hit.passage.start + first.end)


@lru_cache(maxsize=1)
def _with_accents() -> dict[str, str]:
    """Of each letter a class that has it with any accent: a stem has lost those that its forms may have."""
    classes: dict[str, str] = defaultdict(str)
    for letter in map(chr, range(0xC0, 0x180)):
        if letter.islower() and (plain := _without_accents(letter)) != letter:
            classes[plain] += letter
    return {plain: f"[{plain}{letters}]" for plain, letters in classes.items()}


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _shared(word: str, root: str) -> str:
    """The letters that a word and its stem begin with, without accents; the whole word where they are too few to
    look for.
    """
    word, root = _without_accents(word), _without_accents(root)
    parting = (n for n, (one, other) in enumerate(zip(word, root, strict=False)) if one != other)
    length = next(parting, len(root))
    return word[:length] if length >= min(_SHORTEST_STEM, len(word)) else word


@lru_cache(maxsize=256)
def _wordings(matter: Matter, code: str) -> tuple[_Wording, ...]:
    """The words that a matter turns on, as texts of a language have them."""
    language = language_of_text(matter.what, code)
    found = words(matter.what, matter.language)
    made = []
    for word in content(found) or found:
        folded = word.text.casefold()
        root = stem(folded, code) if not word.is_number else folded
        bound = language.collection.bound
        before = r"[^\W_]*" if bound and len(root) >= _SHORTEST_PART else r"(?<![^\W_])"
        begin = "".join(_with_accents().get(letter, re.escape(letter)) for letter in _shared(folded, root))
        made.append(
            _Wording(root, re.compile(rf"{before}{begin}[^\W_]*", re.IGNORECASE), code, bound, word.is_name)
        )
    return tuple(made)
