"""The reader that ships with sayso: a small network that marks the answer in every passage, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import Protocol

from index.types import Hit, Span
from qa.language.detection import language_of_text
from qa.question.analysis import Question
from qa.question.wanted import Wanted
from qa.reading.checks.answer_shape import cannot_answer
from qa.reading.network.answer_windows import best_spans, start_shares
from qa.reading.network.calibration import Calibration, Evidence
from qa.reading.network.evidence import gathered
from qa.reading.network.span_model import FOLDER, SpanModel, Window
from qa.reading.passages import in_document, quoted, sentences_of
from qa.reading.same_answer import AnswerGroup, group_answers
from qa.types import Quote, Reading

NAME = "sayso-reader/int8"
SPANS_PER_PASSAGE = 3
MOST_NETWORK_QUOTES = 24
# A further sentence of the best passage is quoted along when an answer starts there with at least this share of
# the chance of the best sentence, and at most two are: long answers take three sentences on average. On ClapNQ
# shares of 1 to 7 % were alike.
SUPPORTS = 0.05
MOST_SUPPORTING = 2


class Witness(Protocol):
    """What is known of a question and its passages besides what the network sees."""

    def examined(self, quote: Quote) -> Quote | None:
        """The quote as it answers; None where something speaks against it."""
        ...

    def support(self, quote: Quote) -> float:
        """The log-odds that the words around a quote add to its being an answer; 0 where they tell nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """A span of a hit, in the passage's coordinates, with what speaks for it; `score` is its probability."""

    hit: Hit
    span: Span
    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True)
class _Read:
    """What the network made of the hits."""

    question: Question
    hits: Sequence[Hit]
    windows: Sequence[Window]
    spans: Sequence[Scored]


class NeuralReader:
    """Marks answers with the shipped network. Safe to share between threads; loads its files at first use."""

    def __init__(self, folder: Path = FOLDER, threads: int | None = None) -> None:
        self._folder = folder
        self._model = SpanModel(folder, threads)
        self._loading = Lock()

    @property
    def name(self) -> str:
        """Identity of the reader."""
        return NAME

    @property
    def calibration(self) -> Calibration:
        """The constants that turn margins into probabilities. Raises EmbeddingError."""
        with self._loading:
            return self._calibration

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.load(self._folder)

    def load(self) -> None:
        """Load the model's files now rather than at the first question. Raises EmbeddingError."""
        self._model.load()
        _ = self.calibration

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        """Quotes that answer, those of the best supported answer first, or none. Never raises on odd text.

        Quotes without a marked answer, last in the list, are further sentences of the best passage. The best
        answer is the best of those that stand before the witness, which may support it as well.
        """
        read = self._read(question, hits)
        if not read.spans:
            return Reading(quotes=(), answerable=0.0)
        nearest = replace(quote_of(read.spans[0]), answer=None)
        standing = _examined(_once(read.spans), witness)
        found = next(standing, None)
        if found is None:
            return Reading((), 0.0, nearest)
        best, lead = found
        support = witness.support(lead) if witness else 0.0
        answerable = self.calibration.answerable(best.evidence, support)
        if answerable < self.calibration.alone:
            return Reading((), answerable, nearest)
        # Where there is an answer, the best span is one, however unsure it is which.
        least = min(self.calibration.answers, best.score)
        shown = takewhile(lambda pair: pair[0].score >= least, standing)
        groups = group_answers([lead, *(quote for _, quote in shown)])
        ordered = [quote for group in groups for quote in group.quotes]
        return Reading(tuple([*ordered, *_supporting(read, groups)][:MOST_NETWORK_QUOTES]), answerable, nearest)

    def spans(self, question: Question, hits: Sequence[Hit]) -> list[Scored]:
        """The best spans of every hit with their probabilities, best first, shown or not."""
        return list(self._read(question, hits).spans)

    def _read(self, question: Question, hits: Sequence[Hit]) -> _Read:
        texts = [hit.passage.text for hit in hits]
        windows = self._model.read(question.text, texts, [hit.passage.context for hit in hits])
        found = gathered(question, hits, best_spans(windows, texts, SPANS_PER_PASSAGE))
        scored = [
            Scored(hit, span, each, self.calibration.probability(each))
            for hit, span, each in found
            if not _cannot_answer(question, hit, span)
        ]
        return _Read(question, hits, windows, sorted(scored, key=lambda each: -each.score))


def _cannot_answer(asked: Question, hit: Hit, span: Span) -> bool:
    text = hit.passage.text
    return cannot_answer(text[span.start : span.end], asked, language_of_text(text, hit.document.language))


def _examined(spans: Sequence[Scored], witness: Witness | None) -> Iterator[tuple[Scored, Quote]]:
    """The spans with their quotes, in order, without those that a witness speaks against."""
    for each in spans:
        quote = quote_of(each)
        told = witness.examined(quote) if witness else quote
        if told is not None:
            yield each, told


def _once(spans: Sequence[Scored]) -> list[Scored]:
    """Without the spans that overlap a better one of the same document: neighbouring passages share text."""
    kept: list[Scored] = []
    taken: dict[str, list[Span]] = {}
    for each in spans:
        place = in_document(each.hit.passage, each.span)
        others = taken.setdefault(each.hit.document.id, [])
        if not any(place.overlaps(other) for other in others):
            others.append(place)
            kept.append(each)
    return kept


def _supporting(read: _Read, groups: Sequence[AnswerGroup]) -> list[Quote]:
    """Sentences of the best passage that are not quoted yet and where an answer may well start too.

    None for figures: a second figure beside the answer would pass for another answer.
    """
    if not groups or read.question.wanted is Wanted.NUMBER:
        return []
    lead = groups[0].quotes[0]
    number, hit = next((n, h) for n, h in enumerate(read.hits) if h.passage.id == lead.passage_id)
    shown = [quote.span for group in groups for quote in group.quotes if quote.document.id == hit.document.id]
    texts = [each.passage.text for each in read.hits]
    starts = start_shares(read.windows, texts)[number]
    found = []
    for sentence in sentences_of(hit.passage.text, hit.document.language):
        share = sum(share for place, share in starts if sentence.start <= place < sentence.end)
        found.append((share, sentence))
    most = max((share for share, _ in found), default=0.0)
    further = [
        (share, sentence)
        for share, sentence in found
        if share >= SUPPORTS * most
        and not any(in_document(hit.passage, sentence).overlaps(other) for other in shown)
    ]
    ranked = sorted(further, key=lambda pair: -pair[0])[:MOST_SUPPORTING]
    return [quoted(hit, sentence, None, lead.score * share / most) for share, sentence in ranked]


def quote_of(scored: Scored) -> Quote:
    """The whole sentences around the span, in document coordinates, with the span marked."""
    text, span = scored.hit.passage.text, scored.span
    touched = [each for each in sentences_of(text, scored.hit.document.language) if each.overlaps(span)]
    around = Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span
    return quoted(scored.hit, around, span, scored.score)
