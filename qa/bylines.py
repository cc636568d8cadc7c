"""Who wrote a document that a question describes: the line of its text that names the writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.types import Document, Hit, Span
from qa.questions import Question, QuestionKind
from qa.types import Quote, Reading
from qa.words import Vocabulary, content, words

_ASKED = re.compile(
    r"(?:and |but )?who (?:wrote|has written|authored|is the (?:author|writer) of|was the (?:author|writer) of) "
    r"(?:the|this|that) (?:\w+ )?(?:article|text|story|piece|column|document|post)\b(?P<en>.*)"
    r"|(?:och |men )?vem (?:skrev|har skrivit|har författat|är författare till) "
    r"(?:artikeln|texten|krönikan|notisen|dokumentet|inlägget)\b(?P<sv>.*)",
    re.IGNORECASE,
)
"""A report or a book may be one that the documents speak of, and is not asked for by this."""

DESCRIBED = 0.5
"""Share of the words describing a document that it must say to be the one meant."""

MOST = 3
"""Documents told of where several are described as well."""

SURE = 0.9
"""Score of a line that names the writer as the document's own metadata does."""


def asks_writer(question: Question) -> bool:
    """Whether it asks who wrote a document that it describes."""
    return question.kind is QuestionKind.WHO and _ASKED.match(question.text) is not None


def bylines(question: Question, hits: Sequence[Hit], document: Callable[[str], Document]) -> Reading:
    """The lines that name the writers of the documents described best; none where no text names one.

    `document` gives a document with its text by id.
    """
    match = _ASKED.match(question.text)
    described = content(words((match["en"] or match["sv"] or "") if match else "", question.language))
    told: dict[str, int] = {}
    for hit in hits:
        said = Vocabulary(words(f"{hit.document.title}\n{hit.passage.searchable}", hit.document.language))
        count = sum(said.says(word.key) for word in described)
        told[hit.document.id] = max(told.get(hit.document.id, 0), count)
    most = max(told.values(), default=0)
    if not described or most < DESCRIBED * len(described):
        return Reading((), 0.0)
    meant = [name for name, count in told.items() if count == most][:MOST]
    quotes = tuple(quote for name in meant if (quote := _naming_line(document(name))))
    return Reading(quotes, SURE if quotes else 0.0)


def _naming_line(document: Document) -> Quote | None:
    author, text = (document.info.author or "").strip(), document.text
    at = text.rfind(author) if author else -1
    if at < 0:
        return None
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].rstrip()
    return Quote(line, start, start + len(line), document.info, "", SURE, Span(at, at + len(author)))
