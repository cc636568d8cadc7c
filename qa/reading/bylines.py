"""Who wrote a document that a question describes: the line of its text that names the writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.types import Document, Hit, Span
from qa.figures.attribution.writers import speaks_for_itself
from qa.language.words import Vocabulary, content, words
from qa.question.analysis import Question
from qa.types import Quote, Reading

DESCRIBED_SHARE = 0.5
"""Share of the words describing a document that it must say to be the one meant."""

MOST = 3
"""Documents told of where several are described as well."""

BYLINE_SCORE = 0.9
"""Score of a line that names the writer as the document's own metadata does."""


def asks_writer(question: Question, hits: Sequence[Hit] = ()) -> bool:
    """Whether it asks who wrote a document that it describes; a mail only where one is among the `hits`."""
    asked = question.asked_text
    return asked is not None and (not asked.mail or any(speaks_for_itself(hit.document) for hit in hits))


def bylines(question: Question, hits: Sequence[Hit], document: Callable[[str], Document]) -> Reading:
    """The lines that name the writers of the documents described best; none where no text names one.

    `document` gives a document with its text by id.
    """
    asked = question.asked_text
    described = content(words(asked.described if asked else "", question.language))
    if asked and asked.mail:
        hits = [hit for hit in hits if speaks_for_itself(hit.document)]
    told: dict[str, int] = {}
    for hit in hits:
        said = Vocabulary(words(f"{hit.document.title}\n{hit.passage.searchable}", hit.document.language))
        count = sum(said.says(word.key) for word in described)
        told[hit.document.id] = max(told.get(hit.document.id, 0), count)
    most = max(told.values(), default=0)
    if not described or most < DESCRIBED_SHARE * len(described):
        return Reading((), 0.0)
    meant = [name for name, count in told.items() if count == most][:MOST]
    quotes = tuple(quote for name in meant if (quote := _naming_line(document(name))))
    return Reading(quotes, BYLINE_SCORE if quotes else 0.0)


def _naming_line(document: Document) -> Quote | None:
    author, text = (document.info.author or "").strip(), document.text
    find = text.find if speaks_for_itself(document.info) else text.rfind
    at = find(author) if author else -1
    if at < 0:
        return None
    return line_naming(document, at, author)


def line_naming(document: Document, at: int, name: str) -> Quote:
    """The line in which `name` stands at an offset, with the name marked."""
    start = document.text.rfind("\n", 0, at) + 1
    end = document.text.find("\n", at)
    line = document.text[start : end if end >= 0 else None].rstrip()
    return Quote(line, start, start + len(line), document.info, "", BYLINE_SCORE, Span(at, at + len(name)))
