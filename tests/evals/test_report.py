from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree as Xml

import pytest
from rich.console import Console

from evals import report
from evals.html_report import html_page
from evals.junit import junit_xml
from evals.records import without_answers
from evals.runner import run_cases
from evals.summary import difference, refusals, summarise
from evals.types import Case, EvalError, Prices, Run, Stage, Usage
from tests.evals.scripted import Scripted

Read = Callable[[str], tuple[Case, ...]]

HOSTILE = "<script>alert('x')</script>"
CASES = f"""
- {{question: "deaths?", kind: how many, answer: 32, cite: [raqqa.txt]}}
- {{question: "punished?", kind: unanswerable, abstain: true}}
- {{question: "unknown?", kind: who, answer: "{HOSTILE}", tags: ["{HOSTILE}"]}}
"""


@pytest.fixture
def run(read_yaml: Read, scripted: Scripted) -> Run:
    return run_cases(read_yaml(CASES), scripted, corpus=HOSTILE)


@pytest.fixture
def worse(read_yaml: Read, scripted: Scripted) -> Run:
    return run_cases(read_yaml(CASES.replace("answer: 32", "id: deaths, answer: 33")), scripted, corpus="notes")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.addresses: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]
        self.names |= {value or "" for name, value in attrs if name == "id"}
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else(run: Run, worse: Run) -> None:
    page = html_page(worse, baseline=run, others={"BM25 only": worse})
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert {f"#{name}" for name in tags.names} >= set(tags.addresses) > {"#case-1"}
    assert not {"script", "link", "img", "iframe"} & tags.seen
    assert "url(" not in page


def test_what_cases_and_documents_say_is_escaped(run: Run) -> None:
    page = html_page(run)
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page


def test_the_page_tells_what_failed_and_where_it_was_lost(run: Run, worse: Run) -> None:
    page = html_page(worse, baseline=run)
    assert "Newly failing: 1" in page
    assert '<a href="#case-1">deaths?</a>' in page
    assert Stage.NOT_RETRIEVED in page
    assert '<li class="here">retrieved</li><li class="never">read</li>' in page
    assert "<mark>The coalition admits to <b>32</b> deaths in Raqqa.</mark> Airwars speaks" in page
    assert "wanted 33, found 32" in page
    assert "66.7%" in html_page(run)


def test_the_page_stays_small_and_says_what_it_leaves_out(run: Run) -> None:
    answer = run.results[0].answer
    assert answer is not None
    long = replace(answer, quotes=tuple(replace(answer.quotes[0], text="word " * 200) for _ in range(20)))
    one = replace(run.results[0], passed=False, answer=long)
    page = html_page(replace(run, results=tuple(replace(one, case_id=str(n)) for n in range(800))))
    assert len(page.encode()) < 2_000_000
    assert page.count('<article class="case') == 800
    assert "12 more quotes stand in the run’s JSON" in page
    assert "20 more quotes stand in the run’s JSON" in page


def test_context_is_cut_between_words_and_keeps_no_empty_lines(run: Run) -> None:
    answer = run.results[0].answer
    assert answer is not None
    quote = replace(answer.quotes[0], before="head " * 48, after="\n\n \n" + "tail " * 50, answer="not in it")
    failed = replace(run.results[0], passed=False, answer=replace(answer, quotes=(quote,)))
    page = html_page(replace(run, results=(failed,)))
    assert "<blockquote>… head head" in page
    assert "Raqqa.</mark>\ntail tail" in page
    assert "tail …</blockquote>" in page


def test_a_run_without_answers_and_an_empty_one_are_shown(run: Run) -> None:
    assert "no case" in html_page(replace(run, results=()))
    slim = without_answers(run)
    assert "66.7%" in html_page(slim, baseline=run)
    out = StringIO()
    Console(file=out, width=160).print(report.terminal_view(replace(run, results=()), verbose=True))
    assert "0 of 0 cases" in out.getvalue()


def test_tokens_and_cost_are_shown_where_a_model_was_used(run: Run) -> None:
    used = replace(run.results[0], usage=Usage(2, 1500, 250))
    costed = replace(run, results=(used, *run.results[1:]), prices=Prices(2.0, 8.0))
    assert "1,750" in html_page(costed)
    assert "cost 0.0050" in html_page(costed)
    out = StringIO()
    Console(file=out, width=400).print(report.terminal_view(costed))
    assert "1,500 tokens sent, 250 written in 2 calls, cost 0.0050" in out.getvalue()
    assert "Tokens" not in html_page(run)


def test_junit_counts_failures_and_errors(worse: Run) -> None:
    suite = Xml.fromstring(junit_xml(worse))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "1")
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "expected 33" in (failure.text or "")


def test_junit_drops_what_xml_cannot_hold(run: Run) -> None:
    broken = replace(run.results[2], error="bell \x07 rings \ud800\uffff", case_id="bell\x07")
    page = junit_xml(replace(run, results=(broken,), corpus="no\x00tes"))
    assert "bell  rings" in page
    Xml.fromstring(page.encode())


def test_the_terminal_shows_markup_as_it_is(run: Run, worse: Run) -> None:
    out = StringIO()
    bracketed = replace(
        run, results=(replace(run.results[2], turns=("what is [red]this[/red]?",)), *run.results[:2])
    )
    Console(file=out, width=160).print(report.terminal_view(bracketed, baseline=worse, verbose=True))
    assert "what is [red]this[/red]?" in out.getvalue()
    assert "2 of 3 cases right (66.7%" in out.getvalue()
    assert "0 newly failing, 1 newly passing" in out.getvalue()


def test_the_terminal_says_which_cases_were_not_compared(run: Run) -> None:
    out = StringIO()
    fewer = replace(run, results=run.results[:2])
    Console(file=out, width=200).print(report.terminal_view(fewer, baseline=run))
    assert "not compared: 1 cases only in the baseline, 0 only in this run" in out.getvalue()


def test_summary(run: Run) -> None:
    summary = summarise(run)
    assert summary.passed.mean == pytest.approx(2 / 3)
    assert summary.by_kind["how many"].mean == 1
    assert (summary.abstention_precision.mean, summary.abstention_recall.mean) == (1, 1)
    assert summary.abstention_cases == 1
    assert (summary.errors, summary.wrong_answers) == (1, 0)
    assert summary.lost == {Stage.ERROR: 1}
    assert summary.calibration_error.mean == pytest.approx(0.1)
    assert summary.seconds_p50.low <= summary.seconds_p50.mean <= summary.seconds_p95.mean


def test_a_difference_is_over_shared_cases(run: Run, worse: Run) -> None:
    change = difference(run, replace(worse, results=worse.results[:2]))
    assert change.newly_failing == ("deaths",)
    assert (change.passed.worse, change.only_before, change.only_after) == (1, 1, 0)
    assert change.worse
    assert not difference(worse, run).worse
    assert not difference(run, run).worse
    with pytest.raises(EvalError, match="no case in common"):
        difference(run, replace(run, results=()))


def test_a_quote_no_longer_verbatim_is_worse_whatever_passes(run: Run) -> None:
    results = tuple(replace(r, scores={**r.scores, "quote fidelity": 0.5}) for r in run.results)
    assert difference(run, replace(run, results=results)).worse


def test_gates(run: Run, worse: Run) -> None:
    assert refusals(run, fail_under=66, baseline=worse) == ()
    assert "2 of 3 cases passed (66.67%), fewer than the 67%" in refusals(run, fail_under=67, baseline=None)[0]
    assert refusals(worse, fail_under=None, baseline=run) == ("worse than the baseline: deaths",)
