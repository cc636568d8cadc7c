"""Several figures in one sentence: each with the words that go with it, to tell apart the one asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.types import Hit
from qa.language.pack import Language
from qa.language.sections.check_words import Measure
from qa.language.words import Vocabulary, Word, content, words
from qa.question.analysis import Question
from qa.reading.checks import measures
from qa.reading.checks.counts import figure_fit, figures_of_passage
from qa.reading.passages import Apart, Sentence, in_document, in_passage, split_passage
from qa.types import Figure, Quote

OTHERS = 0.5
"""What a figure is worth whose words lack what the question says, where those of another beside it have it."""

_BEFALLEN = frozenset({"=death", "=injure", "=people", "=civilian"})
_COST = frozenset({"=price"})
"""Asked for with the figure: "what does it cost" asks nothing that tells one price from another."""


@lru_cache(maxsize=64)
def _clause_border(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[;:]|,(?!\d)|\b(?:{language.overlap.clause.pattern})\b")


def shares(question: Question, sentence: Sentence, figures: Sequence[Figure]) -> Mapping[int, float]:
    """By the start of each figure (in its passage) 1, or `OTHERS` where the question's words stand by another.

    A figure's words are those from the figure before it to the end of its clause. A question's word counts that
    stands by some of the figures and not by all, and that does not name what is counted.
    """
    if len(figures) < 2:
        return {}
    spoken = [_words_of(sentence, figures, number) for number in range(len(figures))]
    priced = Measure.COST in question.measures
    counted = _COST if priced else {word.key for word in question.counted[:1]}
    keys = {term.key for term in question.terms} - counted - _BEFALLEN
    telling = [{key for key in keys if said.says(key)} for said in spoken]
    common = set.intersection(*telling)
    most = max(len(said - common) for said in telling)
    return {
        figure.amount.span.start: OTHERS if len(said - common) < most else 1.0
        for figure, said in zip(figures, telling, strict=True)
    }


def asked_for(question: Question, hit: Hit, quote: Quote) -> Quote | None:
    """The quote with that of several figures marked which the question's words stand by; None where they stand by
    a figure of its sentence that it does not mark.
    """
    if quote.answer is None:
        return quote
    sentence = split_passage(hit).sentence_at(quote.answer.start - hit.passage.start)
    if sentence is None:
        return quote
    marked = in_passage(hit.passage, quote.answer)
    figures = [
        figure
        for figure in figures_of_passage(hit.passage.text, hit.document)
        if sentence.start <= figure.amount.span.start < sentence.end and _may_answer(question, figure)
    ]
    worth = shares(question, sentence, figures)
    inside = [figure.amount.span for figure in figures if figure.amount.span.overlaps(marked)]
    goal = for_goal(question, split_passage(hit), figures) if question.wants_measure else frozenset()
    best = [span for span in inside if (span.start in goal if goal else worth.get(span.start, 1.0) == 1.0)]
    if len(best) == 1 and len(inside) > 1:
        return replace(quote, answer=in_document(hit.passage, best[0]))
    units = {_measure(figure) for figure in figures}
    # Only amounts of one measure, prices say, stand side by side so that words tell them apart.
    return quote if best or not inside or None in units or len(units) > 1 else None


def _measure(figure: Figure) -> str | None:
    """The unit of a figure; one for all money, as "9 pounds and 4 pounds" may be read as money and as weight."""
    unit = figure.amount.unit
    return "money" if unit is not None and measures.is_money(unit) else unit


def _may_answer(question: Question, figure: Figure) -> bool:
    priced = figure.amount.unit is not None and measures.is_money(figure.amount.unit)
    return figure_fit(question, figure) > 0 or (priced and Measure.COST in question.measures)


def added(question: Question, passage: Apart, figures: Sequence[Figure]) -> frozenset[int]:
    """The starts of figures on top of others ("27 more died") of which a question speaks less than of those."""
    found: set[int] = set()
    most, more = 0, passage.language.overlap.counting.more
    for figure in sorted(figures, key=lambda f: f.amount.span.start):
        sentence = passage.sentence_at(figure.amount.span.start)
        held = _held(question, sentence) if sentence else 0
        if held < most and more.match(passage.passage.text, figure.amount.span.end):
            found.add(figure.amount.span.start)
        most = max(most, held)
    return frozenset(found)


def _held(question: Question, sentence: Sentence) -> int:
    """How many words of the question a sentence says, each name counting once."""
    named = [{word.key for word in words(name, question.language)} for name in question.names]
    inside = set().union(*named)
    plain = {term.key for term in question.terms} - _BEFALLEN - inside
    return sum(sentence.says(key) for key in plain) + sum(any(map(sentence.says, keys)) for keys in named)


def for_goal(question: Question, passage: Apart, figures: Sequence[Figure]) -> frozenset[int]:
    """The starts of the figures that the last words of a question stand by: "how much goes to *school roofs*"."""
    if not question.goal:
        return frozenset()
    found = set()
    for sentence in passage.sentences:
        here = [f for f in figures if sentence.start <= f.amount.span.start < sentence.end]
        for number, figure in enumerate(here):
            said = _words_of(sentence, here, number)
            if all(said.says(key) for key in question.goal):
                found.add(figure.amount.span.start)
    return frozenset(found)


def _words_of(sentence: Sentence, figures: Sequence[Figure], number: int) -> Vocabulary:
    start = figures[number - 1].amount.span.end - sentence.start if number else 0
    amount = figures[number].amount.span
    after = amount.end - sentence.start
    until = (
        figures[number + 1].amount.span.start - sentence.start if number + 1 < len(figures) else len(sentence.text)
    )
    clause = _clause_border(sentence.language)
    border = clause.search(sentence.text, after, until)
    stop = border.start() if border else until
    lead = range(0)
    if number and (first := clause.search(sentence.text, start, amount.start - sentence.start)):
        start = first.end()
        # "Tickets are 12 pounds for adults and 8 pounds for children": what stands before the first goes for both.
        alike = _measure(figures[0]) == _measure(figures[number]) is not None
        if alike and not content(_between(sentence, start, amount.start - sentence.start)):
            lead = range(figures[0].amount.span.start - sentence.start)
    own = range(start, stop)
    return Vocabulary(
        word for word in sentence.found if any(word.start in part and word.end - 1 in part for part in (lead, own))
    )


def _between(sentence: Sentence, start: int, end: int) -> tuple[Word, ...]:
    return tuple(word for word in sentence.found if start <= word.start and word.end <= end)
