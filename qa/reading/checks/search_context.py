"""What answers are tried against: a question, the passages of a search, and the words around each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.types import Hit
from qa.language.words import Word, alike, content, words
from qa.question.analysis import Question
from qa.reading.overlap.answer_spans import is_date_word
from qa.reading.tables.asked_cells import Tables

_LONG, _MISSPELT = 6, 75.0
"""Letters from which a word may be misspelt, and the rapidfuzz similarity, 0 to 100, at which it still is one."""


class SearchContext:
    """A question and the passages found for it.

    `words` are the question's language's words for checks; `hits` are by passage id, `by_document` by document id;
    `names` are the comparison keys of each name in the question.
    """

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self.question = question
        self.words = question.spoken.checks
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
        self.tables = Tables(question, hits)


def name_keys(question: Question, name: str) -> tuple[str, ...]:
    """The comparison keys of the words of a name in a question, without those that are times."""
    language = question.spoken
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
