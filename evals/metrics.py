"""The measures of an answer. Pure functions over plain values; each names the source of its formula."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.types import Span


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Right among those given, and given among those wanted; 1 where there was nothing to get wrong."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability diagram: answers with confidence in [low, high)."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def squad_words(text: str) -> list[str]:
    """Lower case without punctuation, symbols and articles (SQuAD, Rajpurkar et al. 2016; the punctuation of any
    script as for MLQA, Lewis et al. 2020).
    """
    signs = "".join(
        "" if sign in _SIGNS or unicodedata.category(sign)[0] == "P" else sign for sign in text.lower()
    )
    return re.sub(r"\b(?:a|an|the)\b", " ", signs).split()


_SIGNS = frozenset(string.punctuation)


def exact_match(answers: Iterable[str], gold: Iterable[str]) -> float:
    """1 if some answer equals some gold answer after normalisation (SQuAD, Rajpurkar et al. 2016), else 0."""
    wanted = {tuple(squad_words(one)) for one in gold}
    return float(any(tuple(squad_words(answer)) in wanted for answer in answers))


def token_f1(answer: str, gold: str) -> float:
    """F1 over the bags of words of answer and gold (SQuAD, Rajpurkar et al. 2016), 0 to 1."""
    given, wanted = Counter(squad_words(answer)), Counter(squad_words(gold))
    if not given or not wanted:
        return float(given == wanted)
    shared = sum((given & wanted).values())
    return 2 * shared / (given.total() + wanted.total())


def best_token_f1(answers: Sequence[str], gold: Sequence[str]) -> float:
    """The best F1 of any answer with any gold answer; 0 where either is empty."""
    return max((token_f1(answer, one) for answer in answers for one in gold), default=0.0)


def span_recall(given: Iterable[Span], wanted: Span) -> float:
    """Share of the characters of `wanted` that the given spans cover, 0 to 1; 1 for an empty span."""
    if not len(wanted):
        return 1.0
    covered: set[int] = set()
    for span in given:
        covered.update(range(max(span.start, wanted.start), min(span.end, wanted.end)))
    return len(covered) / len(wanted)


def verbatim(quote: str, start: int, end: int, document: str) -> bool:
    """Whether a quote is the document's text at its offsets, letter for letter."""
    return document[start:end] == quote


def abstention(abstained: Sequence[bool], should: Sequence[bool]) -> PrecisionRecall:
    """Precision and recall of abstaining, over cases where it is settled whether to (SelectiveQA, Kamath 2020)."""
    right = sum(1 for did, ought in zip(abstained, should, strict=True) if did and ought)
    did, ought = sum(abstained), sum(should)
    return PrecisionRecall(right / did if did else 1.0, right / ought if ought else 1.0)


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal width with the mean confidence and the share right in each (Naeini et al. 2015)."""
    inside: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, ok in zip(confidences, right, strict=True):
        inside[min(bins - 1, int(confidence * bins))].append((confidence, ok))
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(rows),
            confidence=sum(c for c, _ in rows) / len(rows) if rows else 0.0,
            accuracy=sum(ok for _, ok in rows) / len(rows) if rows else 0.0,
        )
        for number, rows in enumerate(inside)
    )


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Mean gap between confidence and share right over the bins, weighted by their size (Guo et al. 2017)."""
    total = len(confidences)
    if not total:
        return 0.0
    return sum(b.count * abs(b.confidence - b.accuracy) for b in reliability(confidences, right, bins)) / total


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, interpolated; 0 where there is none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def retrieval(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Iterable[str]]
) -> dict[str, dict[str, float]]:
    """Recall@5, recall@20, reciprocal rank and nDCG@10 per query, by ir_measures (MacAvaney et al. 2022).

    `rankings` are document ids best first by query, `relevant` the right ids by query; binary relevance.
    Queries without a relevant document are left out.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, iter_calc, nDCG

    queries = {query: set(ids) for query, ids in relevant.items()}
    qrels = [Qrel(query, document, 1) for query, ids in queries.items() for document in sorted(ids)]
    run = [
        ScoredDoc(query, document, -float(rank))
        for query in queries
        for rank, document in enumerate(rankings.get(query, ()))
    ]
    scores: dict[str, dict[str, float]] = {
        query: dict.fromkeys(RETRIEVAL_NAMES, 0.0) for query in queries if queries[query]
    }
    if run and qrels:
        for metric in iter_calc([R @ 5, R @ 20, RR, nDCG @ 10], qrels, run):
            scores[metric.query_id][RETRIEVAL_NAMES[_MEASURES.index(str(metric.measure))]] = float(metric.value)
    return scores


_MEASURES = ("R@5", "R@20", "RR", "nDCG@10")
RETRIEVAL_NAMES = ("recall@5", "recall@20", "mrr", "ndcg@10")
