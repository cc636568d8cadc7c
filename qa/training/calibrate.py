"""Fits the reader's probabilities and thresholds on the articles that were held out of training."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from index.embedding import load_embedder
from index.types import DocumentInfo, Hit, Passage
from qa.question.analysis import analyse
from qa.reading.network.answer_windows import best_spans
from qa.reading.network.calibration import Calibration, Evidence
from qa.reading.network.evidence import gathered
from qa.reading.network.network_reader import SPANS_PER_PASSAGE
from qa.reading.network.span_model import SpanModel
from qa.training.examples import Example, load_folder, split
from qa.training.retrieving import ParagraphIndex

# A span that shares this much of its words with a reference answers the question.
RIGHT_FROM = 0.5
# Single passages read, and questions asked over all paragraphs: beyond, the constants move in the second decimal.
MOST_SINGLE = 800
MOST_ASKED = 240
# Silence where there is an answer is the worse mistake, since what is shown can be checked: abstaining may cost so
# much and no more.
KEPT = 0.95
SEARCHED = 60
PASSAGES_EACH = 5
OTHERS_EACH = 3


class Passages(Enum):
    """What a passage that was read is to its question: it answers, or is of the same article, or of another."""

    ANSWERING = 0
    SAME_ARTICLE = 1
    OTHER_ARTICLE = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """A span the reader found for a held-out question, and whether it is right.

    `question` numbers what was asked.
    """

    evidence: Evidence
    right: bool
    passage: Passages
    question: int = 0


def calibrate(folder: Path, data: Path, *, seed: int = 7, progress: Callable[[str], None] = print) -> Calibration:
    """Fit the constants of the model in `folder` on the held-out articles of `data`, and write them beside it."""
    model = SpanModel(folder)
    held_out = [e for examples in load_folder(data).values() for e in split(examples)[1]]
    random.Random(f"calibrate-{seed}").shuffle(held_out)
    single = list(judged(model, alone(held_out[:MOST_SINGLE])))
    progress(f"read {MOST_SINGLE} held-out passages")
    asked = list(judged(model, searched(data, held_out)))
    progress(f"read {PASSAGES_EACH} passages for each of {MOST_ASKED} questions")
    both = [*single, *asked]
    of_span = fit([each.evidence.parts() for each in both], [each.right for each in both])
    unfitted = (1.0, 0.0, 0.0, 0.5, 0.5)
    spans = Calibration(*(*of_span, *unfitted))
    cases = list(decisions(spans, asked))
    parts = [(spans.odds(best), best.similarity, 1.0) for best, _ in cases]
    any_odds, any_similarity, any_offset = fit(parts, [answering for _, answering in cases])
    fitted = replace(spans, any_odds=any_odds, any_similarity=any_similarity, any_offset=any_offset)
    calibration = replace(
        fitted,
        answers=best_f2_threshold([(fitted.probability(each.evidence), each.right) for each in both]),
        alone=kept_threshold([fitted.answerable(best) for best, answering in cases if answering]),
    )
    calibration.save(folder)
    progress(f"{calibration}")
    return calibration


def alone(examples: Sequence[Example]) -> Iterator[tuple[Example, list[Hit]]]:
    """Every question with its passage, as if a search had returned that alone."""
    embedder = load_embedder()
    for example in examples:
        document = DocumentInfo(example.id, example.article, "", "", language=example.language)
        passage = Passage(example.id, example.id, 0, 0, len(example.passage), example.passage, example.title)
        cosine = embedder.embed_query(example.question) @ embedder.embed_passages([example.passage])[0]
        yield example, [Hit(passage, document, 1.0, dense=float(cosine))]


def searched(data: Path, held_out: Sequence[Example]) -> Iterator[tuple[Example, list[Hit]]]:
    """Held-out questions that make sense alone, with what a search over the encyclopaedic paragraphs returns."""
    files = load_folder(data)
    names = [name for name in files if not name.endswith(("reddit", "amazon_reviews", "_sv"))]
    paragraphs = dict.fromkeys((e.article.replace("_", " "), e.passage) for name in names for e in files[name])
    index = ParagraphIndex(list(paragraphs))
    for example in [e for e in held_out if e.answers and e.source in names][:MOST_ASKED]:
        hits = index.search(example.question, SEARCHED)
        others = [hit for hit in hits[PASSAGES_EACH:] if _kind(example, hit) is Passages.OTHER_ARTICLE]
        yield example, [*hits[:PASSAGES_EACH], *others[:OTHERS_EACH]]


def judged(model: SpanModel, asked: Iterable[tuple[Example, list[Hit]]]) -> Iterator[Judged]:
    """The best spans of the hits of every question, judged against its answers."""
    for number, (example, hits) in enumerate(asked):
        texts = [hit.passage.text for hit in hits]
        windows = model.read(example.question, texts, [hit.passage.context for hit in hits])
        candidates = best_spans(windows, texts, SPANS_PER_PASSAGE)
        for hit, span, evidence in gathered(analyse(example.question), hits, candidates):
            wording = hit.passage.text[span.start : span.end]
            right = any(shared_words(wording, answer) >= RIGHT_FROM for answer in example.answer_texts)
            yield Judged(evidence, right, _kind(example, hit), number)


def _kind(example: Example, hit: Hit) -> Passages:
    text = hit.passage.text.casefold()
    if any(answer.casefold() in text for answer in example.answer_texts):
        return Passages.ANSWERING
    same = hit.document.title == example.article.replace("_", " ")
    return Passages.SAME_ARTICLE if same else Passages.OTHER_ARTICLE


def decisions(calibration: Calibration, found: Iterable[Judged]) -> Iterator[tuple[Evidence, bool]]:
    """What the reader has to tell apart, as (evidence for the best span, whether there is an answer).

    For every question: all its passages; those that do not answer, as if the answer were missing from the
    documents; those of other articles, as if its subject were; and the best of each kind by itself.
    """
    best: dict[int, dict[Passages, Evidence]] = {}
    for each in found:
        own = best.setdefault(each.question, {})
        if each.passage not in own or calibration.odds(each.evidence) > calibration.odds(own[each.passage]):
            own[each.passage] = each.evidence
    for own in best.values():
        for kinds in (tuple(Passages), tuple(Passages)[1:], *((kind,) for kind in Passages)):
            read = [own[kind] for kind in kinds if kind in own]
            if read:
                alone = replace(max(read, key=calibration.odds), remoteness=0.0)
                yield alone, Passages.ANSWERING in kinds and Passages.ANSWERING in own


def shared_words(first: str, second: str) -> float:
    """F1 over the bags of words of two answers (Rajpurkar et al. 2016), 0 to 1."""
    one, two = (Counter(re.findall(r"\w+", text.casefold())) for text in (first, second))
    return 2 * (one & two).total() / ((one.total() + two.total()) or 1)


def fit(
    parts: Sequence[Sequence[float]],
    outcomes: Sequence[bool],
    shares: Sequence[float] | None = None,
    penalties: Sequence[float] | None = None,
) -> tuple[float, ...]:
    """The weights of the parts in a logistic regression of the outcomes (Newton's method).

    `shares` are how much each outcome counts, all alike by default; `penalties` what a squared weight costs, for
    each part; by default so little that it only keeps the step finite where the classes part cleanly.
    """
    import numpy as np

    rows = np.array(parts)
    right = np.array(outcomes, dtype=float)
    counts = np.ones(len(rows)) if shares is None else np.array(shares)
    weights = np.zeros(rows.shape[1])
    ridge = np.diag(np.full(len(weights), 1e-3) if penalties is None else np.array(penalties))
    for _ in range(50):
        probability = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (counts * (right - probability)) - ridge @ weights
        curvature = (rows * (counts * probability * (1 - probability))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(weights.tolist())


def kept_threshold(answerable: Sequence[float]) -> float:
    """The threshold that keeps `KEPT` of the scores of questions that have an answer."""
    return sorted(answerable)[int((1 - KEPT) * len(answerable))]


def best_f2_threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold with the best F2 of what is shown (van Rijsbergen 1979).

    Recall counts double: of several answers a missing one does more harm than a weak one that stands last.
    """
    total = sum(is_right for _, is_right in scored)
    best, threshold, right = -1.0, 0.5, 0
    for shown, (score, is_right) in enumerate(sorted(scored, reverse=True), start=1):
        right += is_right
        value = 5 * right / (shown + 4 * total) if total else 0.0
        if value > best:
            best, threshold = value, score
    return threshold
