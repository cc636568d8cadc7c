"""The scores of one answer, as name to value from 0 to 1; a score that does not apply is left out."""

from __future__ import annotations

from collections.abc import Callable

from evals import metrics
from evals.judging import (
    FIGURE_FIELDS,
    asks,
    best_figure,
    cited_documents,
    extra_numbers,
    gold_strings,
    named,
    overlaps,
    quote_recall,
    shown_quotes,
    shown_text,
    states,
)
from evals.matching import holds
from evals.systems import Outcome
from evals.types import Abstain, Case, ExpectedFigure, Kind, Number
from index.types import Document, DocumentInfo
from qa.types import Figure

SCORE_TITLES = {
    "answer shown": "Expected answers that stand anywhere in what is shown",
    "first answer": "Cases whose first bare answer is an expected one",
    "exact match": "Bare answer equals the expected one (SQuAD)",
    "token F1": "Bare answer against the expected one (SQuAD)",
    "right numbers": "Bare answers holding a number that hold an expected one",
    "citation precision": "Quotes whose document is one to cite",
    "citation recall": "Documents to cite that are cited",
    "quote precision": "Quotes that overlap the words to quote",
    "quote recall": "Characters of expected quotes that are quoted",
    "quote fidelity": "Quotes that are verbatim at their offsets",
    "figure recall": "Expected figures found with every field right",
    "figure precision": "Figures of a case that match an expected row by value",
    "claimant precision": "Claimants given, on figures of an expected value, that are right",
    "claimant recall": "Expected claimants that are given with their figure",
    "bound precision": "Bounds given, on figures of an expected value, that are right",
    "bound recall": "Expected bounds that are given with their figure",
    "place precision": "Places given, on figures of an expected value, that are right",
    "place recall": "Expected places that are given with their figure",
    "period precision": "Periods given, on figures of an expected value, that are right",
    "period recall": "Expected periods that are given with their figure",
    "recall@5": "Documents to cite among the first 5 retrieved",
    "recall@20": "Documents to cite among the first 20 retrieved",
    "mrr": "Reciprocal rank of the first document to cite",
    "ndcg@10": "nDCG of the first 10 documents retrieved",
}


def scores(case: Case, outcome: Outcome, document: Callable[[str], Document]) -> dict[str, float]:
    """Every score that applies to the case."""
    found: dict[str, float] = {}
    quotes = list(shown_quotes(outcome.answer))
    if quotes:
        right = [metrics.verbatim(q.text, q.start, q.end, document(q.document.id).text) for q in quotes]
        found["quote fidelity"] = sum(right) / len(right)
    if case.abstain is not Abstain.NEVER:
        return found
    found |= _answer_scores(case, outcome)
    found |= _citation_scores(case, outcome)
    if case.quotes:
        found |= _quote_scores(case, outcome, document)
    found |= _figure_scores(case, outcome)
    found |= _retrieval_scores(case, outcome)
    return found


def _answer_scores(case: Case, outcome: Outcome) -> dict[str, float]:
    answer, found = outcome.answer, dict[str, float]()
    if not case.all_of:
        return found
    text = shown_text(answer)
    found["answer shown"] = sum(any(holds(i, text) for i in group) for group in case.all_of) / len(case.all_of)
    if case.kind in (Kind.HOW_MANY, Kind.WHO, Kind.WHEN, Kind.WHERE):
        first = answer.short[:1]
        found["first answer"] = float(any(holds(i, s, text) for s in first for g in case.all_of for i in g))
        gold = gold_strings(case)
        if gold:
            found["exact match"] = metrics.exact_match(answer.short[:1], gold)
            found["token F1"] = metrics.best_token_f1(answer.short[:1], gold)
    if case.kind is Kind.HOW_MANY and any(isinstance(i, Number) for g in case.all_of for i in g):
        wrong, given = extra_numbers(case, answer)
        if given:
            found["right numbers"] = 1 - wrong / given
    return found


def _citation_scores(case: Case, outcome: Outcome) -> dict[str, float]:
    if not case.cite:
        return {}
    names = {name for group in case.cite for name in group}
    right = [any(named(name, quote.document) for name in names) for quote in outcome.answer.quotes]
    cited = list(cited_documents(outcome.answer))
    covered = [any(named(name, one) for name in group for one in cited) for group in case.cite]
    found = {"citation recall": sum(covered) / len(covered)}
    if right:
        found["citation precision"] = sum(right) / len(right)
    return found


def _quote_scores(case: Case, outcome: Outcome, document: Callable[[str], Document]) -> dict[str, float]:
    answer = outcome.answer
    recalls = [quote_recall(wanted, answer, document) for wanted in case.quotes]
    found = {"quote recall": sum(recalls) / len(recalls)}
    if answer.quotes:
        right = [any(overlaps(quote, wanted, document) for wanted in case.quotes) for quote in answer.quotes]
        found["quote precision"] = sum(right) / len(right)
    return found


def _figure_scores(case: Case, outcome: Outcome) -> dict[str, float]:
    if not case.figures:
        return {}
    figures = outcome.answer.figures
    values = {wanted.value for wanted in case.figures}
    best = [best_figure(wanted, figures) for wanted in case.figures]
    found = {"figure recall": sum(one is not None and all(one[1].values()) for one in best) / len(best)}
    if figures:
        found["figure precision"] = sum(f.amount.value in values for f in figures) / len(figures)
    for name in FIGURE_FIELDS:
        found |= _field_scores(name, [one for one in zip(case.figures, best, strict=True) if asks(name, one[0])])
    return found


def _field_scores(
    name: str, rows: list[tuple[ExpectedFigure, tuple[Figure, dict[str, bool]] | None]]
) -> dict[str, float]:
    """Precision among the figures found that have the field, recall among all rows that ask for it."""
    if not rows:
        return {}
    right = sum(best is not None and best[1][name] for _, best in rows)
    given = sum(best is not None and states(name, best[0]) for _, best in rows)
    found = {f"{name} recall": right / len(rows)}
    if given:
        found[f"{name} precision"] = min(1.0, right / given)
    return found


def _retrieval_scores(case: Case, outcome: Outcome) -> dict[str, float]:
    """Ranks documents by their best passage; a group of alternatives is one document, found at its first."""
    if not case.cite or not outcome.hits:
        return {}
    ranking: list[str] = []
    for hit in outcome.hits:
        groups = [f"group {number}" for number in _groups_of(case, hit.document)]
        ranking.extend(key for key in groups or [hit.document.id] if key not in ranking)
    relevant = [f"group {number}" for number in range(len(case.cite))]
    return metrics.retrieval({case.id: ranking}, {case.id: relevant})[case.id]


def _groups_of(case: Case, document: DocumentInfo) -> list[int]:
    return [n for n, group in enumerate(case.cite) if any(named(name, document) for name in group)]
