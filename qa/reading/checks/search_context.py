"""What answers are tried against: a question, the passages of a search, and the words around each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.types import Hit
from qa.figures.amounts import amounts_in
from qa.language.pack import pack_of
from qa.language.words import Word, alike, content, keys, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.overlap.answer_spans import is_date_word
from qa.reading.tables.asked_cells import Tables

_ANYBODY = frozenset(("=people", "=civilian", "=death", "=injure", "=figure"))
"""Counted things that texts name in too many ways to ask for the word itself."""
_MEASURES = frozenset(("=money", "=share", "=price", "=year", "=month", "=week", "=day"))
"""Counted things that are written as a sign, a unit or a fraction."""
_LONG, _MISSPELT = 6, 75.0
"""Letters from which a word may be misspelt, and the rapidfuzz similarity, 0 to 100, at which it still is one."""


class SearchContext:
    """A question and the passages found for it.

    `words` are the question's language's words for checks; `hits` are by passage id, `by_document` by document id;
    `names` are the comparison keys of each name in the question; `head` is the noun that a "how many" counts.
    """

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self.question = question
        self.words = pack_of(question.language).checks
        self.hits = {hit.passage.id: hit for hit in hits}
        self.by_document: dict[str, list[Hit]] = {}
        for hit in hits:
            self.by_document.setdefault(hit.document.id, []).append(hit)
        self.documents = [hits[0].document for hits in self.by_document.values()]
        # The first word has a capital anyway.
        opening = re.sub(r"^[\W_]+", "", question.text)
        named = [name for name in question.names if not opening.startswith(name)]
        keyed = (name_keys(question, name) for name in named)
        self.names = tuple(name for name in keyed if name)
        self.head = counted_head(question)
        self.tables = Tables(question, hits)


def name_keys(question: Question, name: str) -> tuple[str, ...]:
    """The comparison keys of the words of a name in a question, without those that are times."""
    language = pack_of(question.language)
    found = words(name, language.code)
    return tuple(
        word.key
        for word in found
        if not word.function and word.is_name and len(word.text) > 1 and not is_date_word(word.text, language)
    )


def is_spoken_of(key: str, around: Sequence[Word]) -> bool:
    """Whether a word occurs, if need be spelt a little differently: questions are typed from memory."""
    from rapidfuzz import fuzz

    if any(alike(key, word) for word in around):
        return True
    return len(key) >= _LONG and any(fuzz.ratio(key, word.key, score_cutoff=_MISSPELT) for word in around)


@lru_cache(maxsize=1024)
def _around_text(text: str, language: str | None) -> tuple[Word, ...]:
    return content(words(text, language))


def words_around(hit: Hit) -> tuple[Word, ...]:
    """The content words of a passage, with its headings and the title and source of its document."""
    return _around_text(
        f"{hit.document.title}\n{hit.document.source}\n{hit.passage.searchable}", hit.document.language
    )


def counted_head(question: Question) -> Word | None:
    """The noun that "how many" counts, where a text must name it; None for people, units and measures."""
    start = question.lead
    if question.kind is not QuestionKind.HOW_MANY or not start:
        return None
    shape = pack_of(question.language).checks.shape
    noun: list[Word] = []
    for word in words(question.text, question.language):
        if word.start < start:
            continue
        befallen = bool(noun) and word.key in ("=death", "=injure")
        if word.function or word.is_number or befallen or word.text.casefold() in shape.counted_ends:
            break
        noun.append(word)
    named = {word.key for word in noun}
    signs = keys(" ".join(shape.measured), question.language)
    if not noun or named & (_ANYBODY | _MEASURES | signs):
        return None
    measured = amounts_in(f"5 {noun[0].text}", pack_of(question.language))
    return None if measured and measured[0].unit else noun[-1]
