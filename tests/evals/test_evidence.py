"""A failed case shows the sentence that would have answered it, and how far down it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from evals.evidence import evidence
from evals.html_report import html_page
from evals.report import explain
from evals.runner import run_cases
from evals.types import Case, Evidence
from index.types import Hit, Passage
from tests.evals.scripted import INFO, Scripted, answer_of, outcome_of, quote

Read = Callable[[str], tuple[Case, ...]]

ADMITTED = answer_of(quote("The coalition admits to 32 deaths in Raqqa.", "32"))
AIRWARS = "Airwars speaks of 1,400 deaths."


def test_the_sentence_is_named_with_its_rank(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, all_of: [1400, {date: 2018-06-05}, 77]}")
    found = evidence(case, outcome_of(ADMITTED))
    assert found == (
        Evidence("1,400", "notes/raqqa.txt", 1, AIRWARS),
        Evidence("2018-06-05", "notes/raqqa.txt", 1, "The report came out on 5 June 2018 in London."),
    )


def test_a_document_to_cite_goes_first(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: q, kind: how many, answer: 1400, cite: [raqqa.txt]}")
    outcome = outcome_of(ADMITTED)
    other = replace(INFO, id="d2", path="other.txt", title="Other")
    text = "Some say 1,400 as well."
    hits = (Hit(Passage("p2", "d2", 0, 0, len(text), text), other, 2.0), *outcome.hits)
    assert evidence(case, replace(outcome, hits=hits)) == (Evidence("1,400", "notes/raqqa.txt", 2, AIRWARS),)
    (free,) = read_yaml("- {question: q, kind: how many, answer: 1400}")
    assert evidence(free, replace(outcome, hits=hits)) == (Evidence("1,400", "other.txt", 1, text),)


def test_only_failed_cases_look_for_it_and_the_page_shows_it(read_yaml: Read) -> None:
    cases = read_yaml('- {question: "deaths?", answer: 32}\n- {question: "deaths?", answer: 1400, id: two}')
    run = run_cases(cases, Scripted({"deaths?": outcome_of(ADMITTED)}), corpus="notes")
    assert [len(result.evidence) for result in run.results] == [0, 1]
    assert f"1,400 stands in notes/raqqa.txt, passage 1 retrieved: {AIRWARS}" in explain(run.results[1])
    page = html_page(run)
    assert f"<blockquote>{AIRWARS}</blockquote>" in page
    assert "“1,400”" not in page
    assert "notes/raqqa.txt, passage 1 of those retrieved" in page
