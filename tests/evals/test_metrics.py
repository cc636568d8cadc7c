from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import metrics
from index.types import Span

shares = st.floats(0, 1)


def test_token_f1_as_squad_computes_it() -> None:
    assert metrics.token_f1("the Syrian Democratic Forces", "Syrian Democratic Forces") == 1
    assert metrics.token_f1("Colonel Sean Ryan", "Sean Ryan") == pytest.approx(0.8)
    assert metrics.token_f1("Ryan Ryan", "Ryan") == pytest.approx(2 / 3)
    assert metrics.token_f1("", "Ryan") == 0


def test_exact_match_ignores_articles_case_and_punctuation() -> None:
    assert metrics.exact_match(["The “Observatory”."], ["observatory"]) == 1
    assert metrics.exact_match(["1,302"], ["1302"]) == 1
    assert metrics.exact_match([], ["1302"]) == 0


@given(st.text(), st.text())
def test_token_f1_is_symmetric_and_a_share(one: str, other: str) -> None:
    assert 0 <= metrics.token_f1(one, other) == metrics.token_f1(other, one) <= 1


def test_words_are_those_of_the_published_rule() -> None:
    assert metrics.squad_words("The U.S. paid $3.5 million, it’s “a” lot") == [
        "us",
        "paid",
        "35",
        "million",
        "its",
        "lot",
    ]
    assert metrics.squad_words("Theatre and another") == ["theatre", "and", "another"]


def test_span_recall_counts_each_character_once() -> None:
    assert metrics.span_recall([Span(0, 6), Span(4, 8)], Span(2, 12)) == 0.6
    assert metrics.span_recall([], Span(3, 5)) == 0


def test_abstention() -> None:
    found = metrics.abstention([True, True, False, False], [True, False, True, False])
    assert (found.precision, found.recall) == (0.5, 0.5)


def test_calibration_error_of_sure_and_wrong_is_one() -> None:
    assert metrics.expected_calibration_error([1.0, 1.0], [False, False]) == 1
    assert metrics.expected_calibration_error([1.0, 0.0], [True, False]) == 0
    assert metrics.expected_calibration_error([], []) == 0


@given(st.lists(st.tuples(shares, st.booleans()), min_size=1))
def test_reliability_bins_hold_every_answer_once(rows: list[tuple[float, bool]]) -> None:
    bins = metrics.reliability([c for c, _ in rows], [ok for _, ok in rows])
    assert sum(b.count for b in bins) == len(rows)
    right = sum(b.count * b.accuracy for b in bins)
    assert math.isclose(right, sum(ok for _, ok in rows), abs_tol=1e-9)


def test_percentile_interpolates() -> None:
    assert metrics.percentile([4, 1, 3, 2], 0.5) == 2.5
    assert metrics.percentile([4, 1, 3, 2], 1) == 4
    assert metrics.percentile([], 0.5) == 0


def test_retrieval_measures() -> None:
    scores = metrics.retrieval({"q": ["x", "a", "y", "b"]}, {"q": ["a", "b"], "unasked": [], "missed": ["z"]})
    assert scores["q"]["mrr"] == 0.5
    assert scores["q"]["recall@5"] == 1
    ideal = 1 + 1 / math.log2(3)
    assert scores["q"]["ndcg@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert scores["missed"] == dict.fromkeys(metrics.RETRIEVAL_NAMES, 0.0)
    assert "unasked" not in scores


def test_verbatim_means_letter_for_letter() -> None:
    assert metrics.verbatim("32", 3, 5, "at 32 o")
    assert not metrics.verbatim("32 ", 3, 5, "at 32 o")
