"""The HTML report in a real browser: from disk, offline, on a phone and on a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evals.html_report import html_page
from evals.records import write_text
from evals.runner import run_cases
from evals.types import Case, Run, Stage
from tests.evals.scripted import Scripted, answer_of, outcome_of, quote, refusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CASES = """
- {question: "deaths?", kind: how many, answer: 1400, cite: [raqqa.txt], tags: [headline]}
- {question: "where?", kind: where, answer: London}
- {question: "punished?", kind: unanswerable, abstain: true}
- {question: "unknown?", kind: who, answer: Nobody}
"""


@pytest.fixture
def run(read_yaml: Callable[[str], tuple[Case, ...]]) -> Run:
    known = {
        "deaths?": outcome_of(answer_of(quote("The coalition admits to 32 deaths in Raqqa.", "32"))),
        "where?": outcome_of(answer_of(quote("The report came out on 5 June 2018 in London.", "London"))),
        "punished?": outcome_of(refusal()),
    }
    return run_cases(read_yaml(CASES), Scripted(known), corpus="notes")


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, run: Run, tmp_path: Path) -> Iterator[Page]:
    better = replace(run, results=tuple(replace(one, passed=True) for one in run.results))
    long = {"llama-index default": run, "first passage": better}
    write_text(html_page(run, baseline=better, others=long), tmp_path / "report.html")
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("console", lambda one: asked.append(one.text))
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    assert asked == [(tmp_path / "report.html").as_uri()]
    context.close()


def test_nothing_runs_over_the_edge_or_into_a_pillar(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert all(
        size >= 12
        for size in page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.innerText && !e.children.length)"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
    )
    rows = page.evaluate("[...document.querySelectorAll('.systems tbody tr')].map(e => e.clientHeight)")
    assert max(rows) < 60


def test_words_stand_out_from_their_ground(page: Page) -> None:
    """WCAG 2.1's contrast of text (AA: 4.5) for every colour the page sets."""
    contrasts = page.evaluate(CONTRASTS)
    assert min(contrasts.values()) >= 4.5, contrasts


def test_cases_are_chosen_by_the_stage_that_lost_them(page: Page) -> None:
    assert page.locator(".case:visible").count() == 2
    page.get_by_label(f"{Stage.ERROR} (1)").check()
    assert page.locator(".case:visible h3").all_inner_texts() == ["unknown?"]
    page.get_by_label("all 2").check()
    assert page.locator(".case:visible").count() == 2


def test_a_link_leads_to_the_case_and_its_quote(page: Page) -> None:
    page.get_by_role("link", name="deaths?").click()
    case = page.locator("#case-1")
    assert case.locator("mark").inner_text() == "The coalition admits to 32 deaths in Raqqa."
    assert case.locator("mark b").inner_text() == "32"
    assert case.locator(".steps .here").inner_text() == "read"
    top = case.bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 900


CONTRASTS = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = {};
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest('svg')) continue;
    const [front, back] = [getComputedStyle(e).color, ground(e)];
    const [low, high] = [light(front), light(back)].sort((a, b) => a - b);
    found[front + ' on ' + back] = (high + 0.05) / (low + 0.05);
  }
  return found;
}"""
