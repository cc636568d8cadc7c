"""The answers of a reading that stand beside its best one; the others are set apart, to be shown below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.types import Hit
from qa.figures.amounts import amounts_in
from qa.language.detection import language_of_quote
from qa.question.question import Question
from qa.reading.checks.further import describes, in_one_sentence, listed_together
from qa.reading.passages import said_in
from qa.reading.same_answer import merge_copies, same_answer
from qa.reading.selection.beside_weights import BesideWeights
from qa.types import AnswerForm, QuestionKind, Quote, Reading

MOST_BESIDE = 7
"""Further answers that are tried: a longer list is not read."""
MOST_BELOW = 8
"""Answers kept to be shown below."""


def set_apart(question: Question, hits: Sequence[Hit], reading: Reading, weights: BesideWeights) -> Reading:
    """The reading with the further answers below that are likely wrong where the best one is right.

    What is told as one answer or in whole sentences stays as it is, and so do some counts; see `shows_all`.
    """
    if reading.form is not AnswerForm.EACH or shows_all(question):
        return reading
    groups, ranks = marked_groups(reading), passage_ranks(hits)
    below = [
        group
        for place, group in enumerate(groups)
        if place > MOST_BESIDE
        or (place and not weights.are_shown(beside_features(question, ranks, group, groups[0], place)))
    ]
    gone = [quote for group in below for quote in group]
    kept = tuple(quote for quote in reading.quotes if quote not in gone)
    return replace(reading, quotes=kept, further=tuple(group[0] for group in below[:MOST_BELOW]))


def shows_all(question: Question) -> bool:
    """Whether a question is for what somebody says, or how many an event befell: then every count has a claimant
    and a scope of its own, and the ledger tells them apart.
    """
    return question.claimant is not None or question.admission or question.counts_event


def marked_groups(reading: Reading) -> list[list[Quote]]:
    """The different answers that are marked, in the order of the reading; of each its quotes, the surest first."""
    groups: list[list[Quote]] = []
    for quote in (quote for quote in reading.quotes if quote.answer is not None):
        home = next((group for group in groups if same_answer(group[0], quote)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    return [sorted(group, key=lambda quote: -quote.score) for group in groups]


def passage_ranks(hits: Sequence[Hit]) -> Mapping[str, int]:
    """The places of the passages among the hits, from 0, by their ids."""
    return {hit.passage.id: rank for rank, hit in reversed(list(enumerate(hits)))}


def beside_features(
    question: Question, ranks: Mapping[str, int], group: Sequence[Quote], lead: Sequence[Quote], place: int
) -> Mapping[str, float]:
    """What tells whether a further answer is right as well, by its quotes and those of the best one; `place` is
    how many stand before it; for `ranks` see `passage_ranks`.
    """
    own, best = group[0], lead[0]
    is_one_sentence = in_one_sentence(own, best)
    is_count = question.kind is QuestionKind.HOW_MANY
    is_one_unit = _unit(own) == _unit(best)
    return {
        "odds": _odds(own.score),
        "behind": _odds(best.score) - _odds(own.score),
        "documents": math.log(_documents(group)),
        "documents of the best": math.log(_documents(lead)),
        "same document": float(own.document.id == best.document.id),
        "same sentence": float(is_one_sentence),
        "in one list": float(is_one_sentence and listed_together(own, best)),
        "what the best is called": float(is_one_sentence and describes(own, best)),
        "same unit": float(is_count and is_one_unit),
        "other unit": float(is_count and not is_one_unit),
        "says less": max(0.0, _said(question, best) - _said(question, own)),
        "lacks asked year": float(_says_year(question, best) and not _says_year(question, own)),
        "one has a number": float(_has_digit(own) != _has_digit(best)),
        "one has a capital": float(own.answer_text[:1].isupper() != best.answer_text[:1].isupper()),
        "length apart": abs(math.log1p(len(own.answer_text.split())) - math.log1p(len(best.answer_text.split()))),
        "passages behind": math.log1p(max(0, ranks.get(own.passage_id, 0) - ranks.get(best.passage_id, 0))),
        "place": math.log1p(place),
        f"kind {question.kind}": 1.0,
    }


def _odds(score: float) -> float:
    bounded = min(max(score, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def _documents(group: Sequence[Quote]) -> int:
    """How many documents give an answer, copies of one text counted once."""
    return len({quote.document.id for quote in merge_copies(group)})


def _unit(quote: Quote) -> str | None:
    """The unit of the amount that a quote marks."""
    found = amounts_in(quote.answer_text, language_of_quote(quote))
    return found[0].unit if found else None


def _said(question: Question, quote: Quote) -> float:
    """The share of the question's words that the quote says, 0 to 1."""
    said = said_in(quote)
    return sum(said.says(term.key) for term in question.terms) / (len(question.terms) or 1)


def _says_year(question: Question, quote: Quote) -> bool:
    return any(str(year) in quote.text for year in question.years)


def _has_digit(quote: Quote) -> bool:
    return any(map(str.isdigit, quote.answer_text))
