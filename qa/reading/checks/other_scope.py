"""Answers that hold for another year, another issue of a series or another place than the question asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.types import DocumentInfo, Hit
from qa.figures.scope import Scope, compare_places, compare_to_period
from qa.figures.scope.places import place_parts
from qa.question.analysis import Question, QuestionKind
from qa.reading.checks.counts import figures_of_passage
from qa.reading.passages import in_document, in_passage, split_passage
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
    here = marked_figures(hit, quote)
    if not _elsewhere(question, here):
        return quote
    sentence = split_passage(hit).sentence_at(here[0].amount.span.start)
    fitting = [
        figure
        for figure in figures_of_passage(hit.passage.text, hit.document)
        if sentence
        and sentence.start <= figure.amount.span.start < sentence.end
        and figure.amount.unit == here[0].amount.unit
        and _holds(question, figure)
    ]
    if len(fitting) != 1:
        return quote
    return replace(quote, answer=in_document(hit.passage, fitting[0].amount.span))


def without_elsewhere(question: Question, reading: Reading, hits: Iterable[Hit]) -> Reading:
    """The reading without figures for another place or time than asked about, where one for these stands there."""
    if len(reading.quotes) < _SEVERAL:
        return reading
    passages = {hit.passage.id: hit for hit in hits}
    marked = [marked_figures(passages[quote.passage_id], quote) for quote in reading.quotes]
    if not any(_holds(question, figure) for figures in marked for figure in figures):
        return reading
    both = zip(reading.quotes, marked, strict=True)
    return replace(reading, quotes=tuple(quote for quote, figures in both if not _elsewhere(question, figures)))


_SEVERAL = 2


def marked_figures(hit: Hit, quote: Quote) -> list[Figure]:
    """The figures of a passage that a quote marks."""
    if quote.answer is None:
        return []
    marked = in_passage(hit.passage, quote.answer)
    figures = figures_of_passage(hit.passage.text, hit.document)
    return [figure for figure in figures if figure.amount.span.overlaps(marked)]


def is_elsewhere(question: Question, figure: Figure, passage: str) -> bool:
    """Whether the figure's sentence gives it for another place than the one asked about, or a wider one, in a
    passage that does not speak of the place asked about.
    """
    if not question.place or any(part in passage for part in place_parts(question.place)):
        return False
    return _place_scope(question.place, figure) in (Scope.DIFFERENT, Scope.CONTAINS)


def _elsewhere(question: Question, figures: Sequence[Figure]) -> bool:
    """Whether all of some figures are said, in their own sentences, to be for another place or time."""
    return bool(figures) and all(Scope.DIFFERENT in _scopes(question, figure) for figure in figures)


def _holds(question: Question, figure: Figure) -> bool:
    """Whether a figure is said, in its own sentence, to be for the place and the time asked about."""
    scopes = _scopes(question, figure)
    return bool(scopes) and all(scope in _FITTING for scope in scopes)


def _scopes(question: Question, figure: Figure) -> list[Scope]:
    """How place and period of a figure lie to those asked about; unknown where its sentence does not say."""
    text, scopes = figure.quote.text, []
    if question.place:
        scopes.append(_place_scope(question.place, figure))
    if question.period:
        told = figure.period is not None and figure.period.text in text
        scopes.append(compare_to_period(figure, question.period) if told else Scope.UNKNOWN)
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
