"""Lines of an answer: what is said, the quote, its source; no number stands in one that its quotes do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from index.struck import masked
from index.types import DocumentInfo
from qa.answering.number_gate import supported
from qa.language.pack import Language
from qa.types import Quote

LONGEST_QUOTED = 400
"""Characters of a quote shown in the answer's text; the whole of it is in `quotes`."""


def source_note(document: DocumentInfo, frame: Language) -> str:
    """`(Publisher, 5 June 2018)`: what names the source in a line of the answer."""
    dated = f", {written_day(document.published, frame)}" if document.published else ""
    return f"({folded(document.source)}{dated})"


@lru_cache(maxsize=4096)
def written_day(day: date, frame: Language) -> str:
    """A day as answers in a language write it."""
    from babel.dates import format_date

    return format_date(day, frame.answers.date, locale=frame.code)


def quote_line(quote: Quote, frame: Language) -> str:
    """The answer with its unit, the quote, the source; the quote alone where no answer is marked in it."""
    quoted = f"“{shortened(quote)}” {source_note(quote.document, frame)}"
    unit = f" ({quote.unit})" if quote.unit else ""
    return f"{folded(quote.answer_text)}{unit} — {quoted}" if quote.answer else quoted


def shortened(quote: Quote) -> str:
    """The quote on one line, cut at words around the answer where it is very long; cuts are shown."""
    text = folded(quote.text)
    if len(text) <= LONGEST_QUOTED:
        return text
    at = max(0, text.find(folded(quote.answer_text))) if quote.answer else 0
    start = max(0, min(at - LONGEST_QUOTED // 2, len(text) - LONGEST_QUOTED))
    cut = text[start : start + LONGEST_QUOTED]
    before, after = start > 0, start + LONGEST_QUOTED < len(text)
    if before:
        cut = cut.split(" ", 1)[-1]
    if after:
        cut = cut.rsplit(" ", 1)[0]
    return f"{'… ' if before else ''}{cut}{' …' if after else ''}"


def gated(line: str, group: Sequence[Quote], frame: Language) -> str:
    """The line where all its numbers stand in its quotes or name a source; else the quote alone, uncut."""
    if carried(line, group, frame):
        return line
    return f"“{folded(group[0].text)}” {source_note(group[0].document, frame)}"


def carried(line: str, group: Sequence[Quote], frame: Language) -> bool:
    """Whether all numbers of a line stand in its quotes or name a source."""
    said = line
    for quote in group:
        said = said.replace(source_note(quote.document, frame), "")
        if quote.unit:  # Told by the table around the quote.
            said = said.replace(f"({quote.unit}", "(")
    spoken = group[0].document.language
    return supported(masked(said), [masked(quote.text) for quote in group], spoken, spoken)


def folded(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())
