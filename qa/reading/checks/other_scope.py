"""Answers that hold for another year, another issue of a series or another place than the question asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.types import DocumentInfo, Hit, Span
from qa.figures.scope import Scope, compare_periods, compare_places
from qa.figures.scope.places import place_parts
from qa.question.analysis import Question, QuestionKind
from qa.reading.checks.counts import asked_figure, figures_of_passage
from qa.reading.passages import split_passage
from qa.types import Figure, Quote, Reading

_LABEL = re.compile(r"(?<![\d-])((?:1[5-9]|20)\d\d)(?:[-–/](\d{2}|\d{4}))?(?![\d-])")
_UNSCOPED = frozenset((QuestionKind.WHEN, QuestionKind.YES_NO, QuestionKind.TOPIC, QuestionKind.QUOTE))
"""Kinds that a sentence of another year may answer, or set right."""
_FITTING = frozenset((Scope.SAME, Scope.INSIDE, Scope.CONTAINS))


def of_other_year(question: Question, hits: Iterable[Hit], quote: Quote) -> bool:
    """Whether a quote, or else its document's title, names years, none of them asked about, in a document of which
    no hit names one that is.
    """
    if question.kind in _UNSCOPED or not question.years:
        return False
    told = _years(quote.text) or _years(quote.document.title)
    if not told or any(min(told) <= year <= max(told) for year in question.years):
        return False
    info = quote.document
    known = _years(f"{info.title}\n{info.source}") | ({info.published.year} if info.published else set())
    for hit in hits:
        known |= _years(hit.passage.searchable)
    return not known & set(question.years)


def of_other_issue(question: Question, documents: Iterable[DocumentInfo], quote: Quote) -> bool:
    """Whether a quote's document and the one whose year the question names are told apart by that year alone."""
    asked = _labels(question.text)
    own = _labels(quote.document.title)
    if not asked or not own or asked & own or asked & _labels(quote.text):
        return False
    series = _LABEL.sub("", quote.document.title).casefold()
    others = (other.title for other in documents if other.id != quote.document.id)
    return any(_LABEL.sub("", title).casefold() == series and _labels(title) & asked for title in others)


def in_asked_scope(question: Question, hit: Hit, quote: Quote) -> Quote:
    """The quote with the one figure of its sentence marked that is for the place and time asked about, where its
    mark is on one for another.
    """
    asked = asked_figure(question)
    here = marked_figures(hit, quote)
    if asked is None or not _elsewhere(asked, here):
        return quote
    sentence = split_passage(hit).sentence_at(here[0].amount.span.start)
    fitting = [
        figure
        for figure in figures_of_passage(hit.passage.text, hit.document)
        if sentence
        and sentence.start <= figure.amount.span.start < sentence.end
        and figure.amount.unit == here[0].amount.unit
        and _holds(asked, figure)
    ]
    if len(fitting) != 1:
        return quote
    span = fitting[0].amount.span
    return replace(quote, answer=Span(hit.passage.start + span.start, hit.passage.start + span.end))


def without_elsewhere(question: Question, reading: Reading, hits: Iterable[Hit]) -> Reading:
    """The reading without figures for another place or time than asked about, where one for these stands there."""
    asked = asked_figure(question)
    if asked is None or len(reading.quotes) < _SEVERAL:
        return reading
    passages = {hit.passage.id: hit for hit in hits}
    marked = [marked_figures(passages[quote.passage_id], quote) for quote in reading.quotes]
    if not any(_holds(asked, figure) for figures in marked for figure in figures):
        return reading
    kept = [quote for quote, figures in zip(reading.quotes, marked, strict=True) if not _elsewhere(asked, figures)]
    return replace(reading, quotes=tuple(kept))


_SEVERAL = 2


def marked_figures(hit: Hit, quote: Quote) -> list[Figure]:
    """The figures of a passage that a quote marks."""
    if quote.answer is None:
        return []
    marked = Span(quote.answer.start - hit.passage.start, quote.answer.end - hit.passage.start)
    figures = figures_of_passage(hit.passage.text, hit.document)
    return [figure for figure in figures if figure.amount.span.overlaps(marked)]


def is_elsewhere(question: Question, figure: Figure, passage: str) -> bool:
    """Whether the figure's sentence gives it for another place than the one asked about, or a wider one, in a
    passage that does not speak of the place asked about.
    """
    asked = asked_figure(question)
    if asked is None or not asked.place or any(part in passage for part in place_parts(asked.place)):
        return False
    return _place_scope(asked.place, figure) in (Scope.DIFFERENT, Scope.CONTAINS)


def _elsewhere(asked: Figure, figures: Sequence[Figure]) -> bool:
    """Whether all of some figures are said, in their own sentences, to be for another place or time."""
    return bool(figures) and all(Scope.DIFFERENT in _scopes(asked, figure) for figure in figures)


def _holds(asked: Figure, figure: Figure) -> bool:
    """Whether a figure is said, in its own sentence, to be for the place and the time asked about."""
    scopes = _scopes(asked, figure)
    return bool(scopes) and all(scope in _FITTING for scope in scopes)


def _scopes(asked: Figure, figure: Figure) -> list[Scope]:
    """How place and period of a figure lie to those asked about; unknown where its sentence does not say."""
    text, scopes = figure.quote.text, []
    if asked.place:
        scopes.append(_place_scope(asked.place, figure))
    if asked.period:
        told = figure.period is not None and figure.period.text in text
        scopes.append(compare_periods(figure, asked) if told else Scope.UNKNOWN)
    return scopes


def _place_scope(place: str, figure: Figure) -> Scope:
    """How a figure's place lies to another; unknown where its sentence does not name it."""
    told = figure.place is not None and figure.place in figure.quote.text
    return compare_places(figure.place, place, {}) if told else Scope.UNKNOWN


def _labels(text: str) -> set[str]:
    return {match.group() for match in _LABEL.finditer(text)}


def _years(text: str) -> set[int]:
    """The years a text names, both of "2019-20"."""
    found: set[int] = set()
    for first, second in _LABEL.findall(text):
        found.add(int(first))
        if second:
            found.add(int(second if len(second) == 4 else first[:2] + second))
    return found
