from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evals.judging import judge, lost_at
from evals.scoring import SCORE_TITLES, scores
from evals.types import Case, Stage
from index.types import Document
from qa.types import Amount, Answer, Bound, Figure, Ledger, Period
from tests.evals.scripted import DOCUMENT, INFO, TEXT, answer_of, outcome_of, quote, refusal

Read = Callable[[str], tuple[Case, ...]]

ADMITTED = quote("The coalition admits to 32 deaths in Raqqa.", "32")
AIRWARS = quote("Airwars speaks of 1,400 deaths.", "1,400", score=0.8)
REPORT = quote("The report came out on 5 June 2018 in London.", "5 June 2018")


def document(_: str) -> Document:
    return DOCUMENT


def failed(case: Case, answer: Answer) -> list[str]:
    return [check.name for check in judge(case, outcome_of(answer), document) if not check.passed]


@pytest.mark.parametrize(
    ("case", "answer", "missed"),
    [
        ("{kind: how many, answer: 32, cite: [raqqa.txt]}", answer_of(ADMITTED), []),
        ("{kind: how many, answer: 32, none_of: [1400]}", answer_of(ADMITTED, AIRWARS), ["no wrong answer"]),
        ("{kind: how many, all_of: [32, 1400]}", answer_of(ADMITTED), ["answer"]),
        ("{kind: how many, any_of: [32, 1400]}", answer_of(AIRWARS), []),
        ("{kind: how many, answer: {number: 32, bound: at least}}", answer_of(ADMITTED), ["answer"]),
        ("{kind: when, answer: {date: 2018-06-05}}", answer_of(REPORT), []),
        ("{kind: when, answer: {date: 2018-06-06}}", answer_of(REPORT), ["answer"]),
        ("{kind: where, answer: London}", answer_of(REPORT), ["answer"]),
        ("{kind: why, answer: in London}", answer_of(REPORT), []),
        ("{kind: what, answer: 32, cite: [other.txt]}", answer_of(ADMITTED), ["cites"]),
        ("{kind: what, cite: [[other.txt, Raqqa in figures]]}", answer_of(ADMITTED), []),
        ("{kind: who, answer: x}", refusal(), ["abstains"]),
        ("{kind: unanswerable, abstain: true}", refusal(), []),
        ("{kind: unanswerable, abstain: true}", answer_of(ADMITTED), ["abstains"]),
        ("{kind: false premise, answer: 1400, abstain: either}", refusal(), []),
        ("{kind: false premise, answer: 1400, abstain: either}", answer_of(ADMITTED), ["answer"]),
        ("{kind: quote, quotes: [{document: raqqa.txt, text: admits to 32 deaths}]}", answer_of(ADMITTED), []),
        ("{kind: quote, quotes: [{document: raqqa.txt, text: Nobody was}]}", answer_of(ADMITTED), ["quotes"]),
    ],
)
def test_each_requirement_is_checked(read_yaml: Read, case: str, answer: Answer, missed: list[str]) -> None:
    (read,) = read_yaml(f"- {{question: q, {case[1:]}")
    assert failed(read, answer) == missed


def test_a_sentence_is_no_bare_answer(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 32}")
    assert failed(case, replace(answer_of(ADMITTED), short=(f"{ADMITTED.text} {REPORT.text}",))) == ["answer"]


def test_a_quote_that_is_not_verbatim_fails_whatever_else_is_right(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 32}")
    forged = replace(ADMITTED, text=ADMITTED.text.replace("Raqqa", "Rakka"))
    assert failed(case, answer_of(forged)) == ["verbatim"]
    assert scores(case, outcome_of(answer_of(forged)), document)["quote fidelity"] == 0
    shown_with_a_refusal = replace(refusal(), abstention=replace(refusal().abstention, nearest=forged))  # type: ignore[type-var]
    assert "verbatim" in failed(case, shown_with_a_refusal)


FIGURE = Figure(
    Amount(Decimal(32), ADMITTED.answer, "32", bound=Bound.AT_LEAST),  # type: ignore[arg-type]
    "deaths",
    ADMITTED,
    claimant="the US-led coalition",
    place="Raqqa",
    period=Period(date(2017, 6, 6), date(2017, 10, 12)),
)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("{value: 32}", True),
        ("{claimant: coalition, value: 32, bound: at least, place: Raqqa, period: 2017-06/2017-10}", True),
        ("{value: 32, period: 2017}", True),
        ("{value: 32, period: 2017-06-06/2017-10-12}", True),
        ("{value: 32, period: 2017-06/2017-11}", False),
        ("{value: 32, bound: about}", False),
        ("{claimant: Airwars, value: 32}", False),
        ("{value: 32, place: Mosul}", False),
        ("{value: 33}", False),
    ],
)
def test_figures_are_compared_field_by_field(read_yaml: Read, row: str, found: bool) -> None:
    (case,) = read_yaml(f"- {{question: q, figures: [{row}]}}")
    answer = replace(answer_of(ADMITTED), ledger=Ledger((FIGURE,)))
    assert failed(case, answer) == ([] if found else ["figure"])
    assert scores(case, outcome_of(answer), document)["figure recall"] == float(found)


def test_precision_and_recall_of_each_field(read_yaml: Read) -> None:
    first, second = "{claimant: Airwars, value: 32, place: Raqqa}", "{claimant: Airwars, value: 99, bound: about}"
    (case,) = read_yaml(f"- {{question: q, figures: [{first}, {second}]}}")
    figure = Figure(Amount(Decimal(32), ADMITTED.span, "32"), "deaths", ADMITTED, claimant="coalition")
    answer = replace(answer_of(ADMITTED), ledger=Ledger((figure,)))
    found = scores(case, outcome_of(answer), document)
    assert (found["claimant precision"], found["claimant recall"]) == (0, 0)
    assert found["place recall"] == 0
    assert "place precision" not in found
    assert found["bound recall"] == 0
    right = replace(answer, ledger=Ledger((replace(figure, claimant="Airwars", place="Raqqa"),)))
    found = scores(case, outcome_of(right), document)
    assert (found["claimant precision"], found["claimant recall"]) == (1, 0.5)
    assert (found["place precision"], found["place recall"]) == (1, 1)
    assert (found["figure precision"], found["figure recall"]) == (1, 0.5)
    assert set(found) <= set(SCORE_TITLES)


def test_precision_and_recall_of_quotes(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, quotes: [{document: raqqa.txt, text: admits to 32 deaths in Raqqa}]}")
    found = scores(case, outcome_of(answer_of(ADMITTED, AIRWARS)), document)
    assert (found["quote precision"], found["quote recall"]) == (0.5, 1)
    found = scores(case, outcome_of(answer_of(REPORT)), document)
    assert (found["quote precision"], found["quote recall"]) == (0, 0)


def test_a_failed_case_is_lost_at_the_first_stage_that_lacks_it(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 1400}")
    missed = answer_of(ADMITTED)

    def stage(answer: Answer, **given: object) -> Stage | None:
        outcome = outcome_of(answer, **given)  # type: ignore[arg-type]
        return lost_at(case, outcome, judge(case, outcome, document))

    assert stage(answer_of(AIRWARS)) is None
    assert stage(missed, retrieved=False) is Stage.NOT_RETRIEVED
    assert stage(missed) is Stage.NOT_READ
    assert stage(missed, read=[ADMITTED, AIRWARS]) is Stage.NOT_SHOWN
    assert stage(refusal(), read=[AIRWARS]) is Stage.WRONGLY_ABSTAINED
    assert stage(replace(answer_of(AIRWARS), short=("32",))) is Stage.SHOWN_WRONGLY
    (silent,) = read_yaml("- {question: q, abstain: true}")
    outcome = outcome_of(missed)
    assert lost_at(silent, outcome, judge(silent, outcome, document)) is Stage.WRONGLY_ANSWERED


def test_scores_of_an_answer(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 32, cite: [raqqa.txt, [other.txt, more.txt]]}")
    found = scores(case, outcome_of(answer_of(AIRWARS, ADMITTED)), document)
    assert found == {
        "answer shown": 1.0,
        "first answer": 0.0,
        "exact match": 0.0,
        "token F1": 0.0,
        "right numbers": 0.5,
        "citation precision": 1.0,
        "citation recall": 0.5,
        "quote fidelity": 1.0,
        "recall@5": 0.5,
        "recall@20": 0.5,
        "mrr": 1.0,
        "ndcg@10": pytest.approx(0.613, abs=0.001),
    }
    assert set(found) <= set(SCORE_TITLES)


def test_a_near_copy_counts_as_cited(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 32, cite: [copy.txt]}")
    copy = replace(INFO, id="d2", path="copy.txt", title="Copy")
    assert failed(case, answer_of(replace(ADMITTED, carriers=(copy,)))) == []


def test_words_are_found_across_line_breaks() -> None:
    from evals.judging import find_flat

    place = find_flat(TEXT.replace("32 deaths", "32\n  deaths"), "to 32 deaths in")
    assert place is not None
    assert len(place) == len("to 32\n  deaths in")
