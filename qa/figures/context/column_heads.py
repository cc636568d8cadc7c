"""Tables written as rows of cells with bars between: what a column counts stands in its head."""

from __future__ import annotations

import re

from index.types import Span
from qa.figures.context.document_sentences import Sentences
from qa.figures.counted.counted_nouns import EVENTS

_BAR = "|"
_RULE = re.compile(r"[\s|:–-]+")
_LONGEST_HEAD = 6
"""Words of a column's head; a longer cell is text."""


def column_head(read: Sentences, number: int, amount: Span) -> str:
    """The head of the column that an amount stands in, its first letter small; empty outside a table's body."""
    row = _row(read, number)
    if row is None:
        return ""
    head = _first_row(read, number)
    if head == number:
        return ""
    start = read.sentences[number].start
    column = row[: amount.start - start].count(_BAR) - row.startswith(_BAR)
    cells = [cell.strip() for cell in (_row(read, head) or "").strip().strip(_BAR).split(_BAR)]
    name = cells[column] if 0 < column < len(cells) else ""
    name = " ".join(_without_participle(name.split()))
    worded = any(char.isalpha() for char in name) and len(name.split()) <= _LONGEST_HEAD
    return name[:1].lower() + name[1:] if worded else ""


def _without_participle(words: list[str]) -> list[str]:
    """ "Hectares cleared" counts hectares; what befell people ("people killed") stays."""
    loose = len(words) > 1 and words[-1].endswith("ed") and words[-1].lower() not in EVENTS
    return words[:-1] if loose else words


def _row(read: Sentences, number: int) -> str | None:
    span = read.sentences[number]
    text = read.text[span.start : span.end]
    return text if _BAR in text and "\n" not in text else None


def _first_row(read: Sentences, number: int) -> int:
    """The number of the first row of the table that a row belongs to."""
    first = number
    while first and first not in read.first_rows and (above := _row(read, first - 1)) is not None:
        gap = read.text[read.sentences[first - 1].end : read.sentences[first].start]
        if gap.count("\n") > 1 and not _RULE.fullmatch(above):
            break
        first -= 1
    found = read.first_rows.get(first, first)
    read.first_rows[number] = found
    return found
