"""Asks for one side of a comparison, a time first of the documents of that time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Filter
from qa.answering.comparison.asking import Asking
from qa.answering.comparison.dated_documents import DatedDocuments
from qa.answering.composition import Found, Made, made_of
from qa.answering.lines import folded
from qa.figures.amounts import amounts_in
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.language.words import FRAME, Vocabulary, words
from qa.question.question import Question
from qa.question.sides import Side, whole_year, year_of
from qa.reading.tables.grids import years_in
from qa.reading.tables.rows_by_year import YearFigure, figures_by_year
from qa.types import Figure, Quote

NOTHING = Made((), (), ())
"""What is told of a side of which nothing was found."""


ENOUGH_SAID = 0.6
"""Share of the words asked about that a sentence must say; a sentence leaves some to what stands around it."""

_MOST_BETWEEN = 2
"""Words between a verb of change and the number by which something changed: "fell by about 5"."""


@dataclass(frozen=True, slots=True)
class FoundSide:
    """A side with what was found for it, which may be nothing."""

    side: Side
    made: Made = NOTHING
    figures: tuple[Figure, ...] = ()
    projected: bool = False

    @property
    def quote(self) -> Quote | None:
        """The quote that gives its first value."""
        return self.made.quotes[0] if self.made.quotes else None


@dataclass(frozen=True, slots=True)
class TimeFinder:
    """Looks up what is told of a time: by the documents of it, else by any that names it. `topic` is the question
    for no time: what is told speaks of what it asks.
    """

    asking: Asking
    dated: DatedDocuments
    where: Filter
    frame: Language
    topic: Question

    def found(self, side: Side, *, is_amount: bool) -> FoundSide:
        """What is told of a time, which may be nothing; only a level where `is_amount` wants a number."""
        own = self.dated.of(side.period)
        for question, documents in _tries(side, own, self.where):
            part = self.asking.found(question, documents)
            for quote in part.reading.quotes:
                head = head_over(quote, part)
                is_kind = not is_amount or (is_level(quote, self.topic) and speaks_of(quote, self.topic, head))
                if is_kind and _is_of(side, quote, head, of_own=documents is own):
                    return quoted_side(side, quote, self.frame, head)
        return (self._in_tables(side, own) if is_amount else None) or FoundSide(side)

    def _in_tables(self, side: Side, own: Filter | None) -> FoundSide | None:
        """What a table in the documents of a year tells of it, beside other years."""
        year = whole_year(side.period)
        if year is None or own is None:
            return None
        figure = figures_by_year(self.topic, self.asking.hits(side.bare, own), [year]).get(year)
        return figure_side(side, figure, self.frame) if figure else None


def figure_side(side: Side, figure: YearFigure, frame: Language) -> FoundSide:
    """A side that a column of a table tells."""
    return quoted_side(side, figure.quote, frame, figure.head)


def quoted_side(side: Side, quote: Quote, frame: Language, head: str = "") -> FoundSide:
    """A side that one quote tells; `head` is that of its column."""
    return FoundSide(side, made_of(quote, frame), projected=is_projected(quote, side, head))


def holds_amount(quote: Quote) -> bool:
    """Whether the answer that is marked in a quote holds a number that is no year."""
    return quote.answer is not None and bool(amounts_in(quote.answer_text, language_of_quote(quote)))


def is_level(quote: Quote, topic: Question) -> bool:
    """Whether a quote marks a number of the kind asked for, which is no difference: not 5 of "fell by 5"."""
    if quote.answer is None or not holds_amount(quote):
        return False
    language = language_of_quote(quote)
    units = {amount.unit for amount in amounts_in(quote.answer_text, language)}
    if is_plain_count(topic) and units != {None}:
        return False
    before = quote.text[: quote.answer.start - quote.start]
    if language.comparison.by.search(before):
        return False
    told = language.statements.changes
    verbs = [match.end() for match in told.changed.finditer(before)]
    between = before[verbs[-1] :].split() if verbs else []
    return not verbs or len(between) > _MOST_BETWEEN or bool({*between} & {*told.starts, *told.ends})


def is_plain_count(topic: Question) -> bool:
    """Whether things are counted, in no unit: "the number of tractors"."""
    return topic.spoken.comparison.counted.search(topic.text) is not None


def speaks_of(quote: Quote, topic: Question, head: str = "") -> bool:
    """Whether a quote with its document's title says enough of what a question asks about."""
    terms = [term for term in topic.terms if not term.is_number and term.key not in FRAME]
    text = f"{quote.text}\n{head}\n{quote.document.title}"
    said = Vocabulary(words(text, quote.document.language))
    return sum(said.says(term.key) for term in terms) >= ENOUGH_SAID * len(terms)


def is_projected(quote: Quote, side: Side, head: str = "") -> bool:
    """Whether a value was expected and not counted: its clause, its row or its column says so, or its time was
    still to come when it was told.
    """
    told = quote.document.published
    if told and side.period and side.period.start and side.period.start > told:
        return True
    clause = _clause_of(quote)
    return any(language_of_quote(quote).comparison.projected.search(text) for text in (clause, head))


def head_over(quote: Quote, part: Found) -> str:
    """The head of the column in which an answer stands; empty where it stands in no table."""
    if quote.answer is None:
        return ""
    passages = (hit.passage for hit in part.hits if hit.passage.id == quote.passage_id)
    cells = (cell for passage in passages for row in passage.rows for cell in row.cells)
    return next((cell.head for cell in cells if cell.span.overlaps(quote.answer)), "")


def _tries(side: Side, own: Filter | None, where: Filter) -> Iterator[tuple[str, Filter]]:
    if own is not None:
        yield side.question, own
        if side.bare:
            yield side.bare, own
    yield side.question, where


def _is_of(side: Side, quote: Quote, head: str, *, of_own: bool) -> bool:
    """Whether a quote may tell of the time of a side: a head, else a sentence, that names years names its year.

    Where the document is not known to be of that time, it must be named.
    """
    year = year_of(side.period)
    if year is None:
        return True
    named = years_in(head) or years_in(_clause_of(quote)) or years_in(quote.text)
    published = quote.document.published
    return year in named if named else of_own or (published is not None and published.year == year)


_BREAK = re.compile(r"[;:|]|[.,](?=\s)")


def _clause_of(quote: Quote) -> str:
    """The clause around the answer in a quote; in a row of a table its name."""
    if quote.answer is None:
        return folded(quote.text)
    if " | " in quote.text:
        return quote.text.split(" | ")[0]
    start, end = quote.answer.start - quote.start, quote.answer.end - quote.start
    before = [found.end() for found in _BREAK.finditer(quote.text, 0, start)]
    after = _BREAK.search(quote.text, end)
    return quote.text[before[-1] if before else 0 : after.start() if after else len(quote.text)]
