"""Who wrote a document that a question describes: the line of its text that names the writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.types import Document, Hit, Span
from qa.figures.attribution.writers import speaks_for_itself
from qa.language.words import Vocabulary, content, words
from qa.question.analysis import Question, QuestionKind
from qa.types import Quote, Reading

_ASKED = re.compile(
    r"(?:and |but )?who (?:wrote|sent|has written|has sent|authored|(?:is|was) the (?:author|writer) of) "
    r"(?:the|this|that) (?:\w+ )?"
    r"(?:article|text|story|piece|column|document|post|(?P<mail>e-?mail|mail|message|letter))\b(?P<en>.*)"
    r"|(?:och |men )?vem (?:skrev|skickade|har skrivit|har skickat|har författat|är författare till) "
    r"(?:artikeln|texten|krönikan|notisen|dokumentet|inlägget|(?P<mejl>mejlet|mailet|brevet|meddelandet))\b(?P<sv>.*)",
    re.IGNORECASE,
)
"""A report or a book may be one that the documents speak of, and is not asked for by this; so may a mail be, where
no document is one.
"""

DESCRIBED_SHARE = 0.5
"""Share of the words describing a document that it must say to be the one meant."""

MOST = 3
"""Documents told of where several are described as well."""

BYLINE_SCORE = 0.9
"""Score of a line that names the writer as the document's own metadata does."""


def asks_writer(question: Question, hits: Sequence[Hit] = ()) -> bool:
    """Whether it asks who wrote a document that it describes; a mail only where one is among the `hits`."""
    match = _ASKED.match(question.text) if question.kind is QuestionKind.WHO else None
    if match is None:
        return False
    return not _of_mail(match) or any(speaks_for_itself(hit.document) for hit in hits)


def _of_mail(match: re.Match[str]) -> bool:
    return bool(match["mail"] or match["mejl"])


def bylines(question: Question, hits: Sequence[Hit], document: Callable[[str], Document]) -> Reading:
    """The lines that name the writers of the documents described best; none where no text names one.

    `document` gives a document with its text by id.
    """
    match = _ASKED.match(question.text)
    described = content(words((match["en"] or match["sv"] or "") if match else "", question.language))
    if match and _of_mail(match):
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
