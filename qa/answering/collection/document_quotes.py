"""The words of a document that are quoted for it: its title, its first sentence, its date, its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.sentences import sentence_spans
from index.types import Document, Span
from qa.answering.collection.own_dates import HEAD, OwnDate, date_span
from qa.reading.bylines import line_naming
from qa.types import Quote

TELLING_SCORE = 0.9
"""Score of words that say of a document what its metadata says, as that of a byline."""

_LONGEST = 300
"""Characters of a quote that only shows which document is meant."""

_FEWEST_WORDS = 4
"""Words of a sentence that says something; shorter ones are labels and numbers."""

_SIGNS = re.compile(r"[#>*\s]+(?=\w)")

_LABEL_WORDS = 2
"""Words of a line that hardly says what its date is: the line above is quoted with it."""


def quote_at(document: Document, span: Span, answer: Span | None = None) -> Quote:
    """The words at a span of a document without the signs of a heading before them, those of `answer` marked."""
    start = span.start + (marks.end() if (marks := _SIGNS.match(document.text[span.start : span.end])) else 0)
    span = Span(min(start, answer.start if answer else span.end), span.end)
    words = document.text[span.start : span.end]
    return Quote(words, span.start, span.end, document.info, "", TELLING_SCORE, answer)


def title_quote(document: Document) -> Quote | None:
    """The title where the text has it, to the end of its line; None where it does not stand at its top."""
    words = document.info.title.rstrip("…").split()
    if not words:
        return None
    title = re.compile(r"\s+".join(map(re.escape, words)))
    match = title.search(document.text, 0, HEAD + len(document.info.title))
    if match is None:
        return None
    end = document.text.find("\n", match.end())
    line = Span(match.start(), len(document.text) if end < 0 else end)
    return quote_at(document, _trimmed(document.text, line if len(line) <= _LONGEST else Span(*match.span())))


def opening_quote(document: Document) -> Quote | None:
    """The first sentence that says something, else the first line with a word; None of a text without words."""
    spans = list(_sentences(document))
    telling = (span for span in spans if len(document.text[span.start : span.end].split()) >= _FEWEST_WORDS)
    span = next(telling, None) or next(iter(spans), None)
    return quote_at(document, span) if span else None


def _sentences(document: Document) -> Iterator[Span]:
    for span in sentence_spans(document.text[: 2 * HEAD], document.info.language):
        span = _trimmed(document.text, span)
        if any(map(str.isalnum, document.text[span.start : span.end])):
            yield Span(span.start, min(span.end, span.start + _LONGEST))


def naming_quote(document: Document) -> Quote | None:
    """What shows which document it is: its title, else how it opens."""
    return title_quote(document) or opening_quote(document)


def date_quote(document: Document, found: OwnDate) -> Quote | None:
    """The line that says when a document is from; None where no line at its top does."""
    span = date_span(document, found)
    if span is None:
        return None
    start, end = _line(document.text, span)
    if len(document.text[start:end].split()) <= _LABEL_WORDS and start:
        start, _ = _line(document.text, Span(start - 1, start - 1))
    if end - start > _LONGEST:
        start, end = _whole_words(document.text, Span(start, end), span)
    return quote_at(document, _trimmed(document.text, Span(start, end)), span)


def writer_quote(document: Document, name: str) -> Quote | None:
    """The line that names the writer or publisher; None where the text does not."""
    at = document.text.find(name) if name else -1
    return line_naming(document, at, name) if at >= 0 else None


def _line(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def _whole_words(text: str, line: Span, span: Span) -> tuple[int, int]:
    """The part of a long line around a span, cut between words."""
    start, end = max(line.start, span.start - _LONGEST // 2), min(line.end, span.end + _LONGEST // 2)
    while line.start < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < line.end and not text[end].isspace():
        end -= 1
    return start, end


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
