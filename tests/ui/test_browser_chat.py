"""Asking in a real browser: answers, citations, the ledger, filters, keys, sizes, states. Pictures are kept."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.ports import free_port
from tests.ui.conftest import PATIENCE, ROOT, environment
from ui.colours import DARK

if TYPE_CHECKING:
    from tests.ui.conftest import Servers, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COALITION = "how many deaths did the coalition admit?"
SCHOOL = "when did the school in the north of Raqqa open again?"
NOBODY = "how many astronauts has Sweden sent to the moon?"
PHONE = {"width": 390, "height": 844}

# Notes what the answer reads like after each change, and how far anything was pushed aside meanwhile.
WATCH = """() => {
  window.seen = []; window.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.shift += one.value;
  })).observe({type: 'layout-shift', buffered: false});
  new MutationObserver(() => {
    const words = document.querySelector('#turn .claims')?.innerText;
    if (words && words !== window.seen.at(-1)) window.seen.push(words);
  }).observe(document.querySelector('#turn'), {childList: true, subtree: true, characterData: true});
}"""

# Since WATCH a question was put and the documents were looked through.
SOUGHT = "window.seen.some((words) => words.startsWith('Looking through'))"

# The quote is inside its panel, below the panel's head.
IN_SIGHT = """() => {
  const quote = document.querySelector('#quoted').getBoundingClientRect();
  const head = document.querySelector('#viewer header').getBoundingClientRect();
  const view = document.querySelector('#viewer').getBoundingClientRect();
  return view.top <= head.top && head.bottom <= quote.top && quote.bottom <= view.bottom;
}"""


def test_an_answer_streams_and_its_second_citation_opens_at_the_sentence(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    assert page.locator("#welcome button[data-ask]").count() >= 2
    page.evaluate(WATCH)
    visitor.ask(COALITION)
    seen = page.evaluate("window.seen")
    final = visitor.text("#turn .claims")
    assert len(seen) >= 3, "the answer came in one piece"
    assert seen[0].startswith("Looking through")
    assert final.startswith(seen[1][:20])
    assert len(seen[1]) < len(final)
    assert page.evaluate("window.shift") < 0.05
    assert "1,302" in final
    assert "1,257" in final
    top = page.evaluate(
        "document.querySelector('#turn .asked').getBoundingClientRect().top"
        " - document.querySelector('#conversation').getBoundingClientRect().top"
    )
    assert 0 <= top < 80, "the question is not at the top of the conversation"
    page.click("#turn details.more summary")
    second = page.locator("#turn li.quote").nth(1)
    quoted, answer = second.locator("blockquote").inner_text(), second.locator("mark").inner_text()
    page.locator("#turn .claims a.cite[href='#cite-0-2']").first.click()
    page.wait_for_selector("#viewer [data-key='cite-0-2'] #quoted")
    assert visitor.text("#quoted") == quoted
    assert visitor.text("#quoted mark") == answer
    page.wait_for_function(IN_SIGHT)
    assert visitor.text("#viewer .position").startswith("Quote 2 of ")
    page.wait_for_selector("#previous-quote:enabled")
    page.click("#next-quote")
    page.wait_for_selector("#viewer [data-key='cite-0-3']")
    page.click("#previous-quote")
    page.wait_for_selector("#viewer [data-key='cite-0-2']")
    assert visitor.text("#quoted") == quoted
    page.click("#previous-quote")
    page.wait_for_selector("#viewer [data-key='cite-0-1']")
    page.wait_for_selector("#previous-quote:disabled")


def test_a_quote_is_copied_with_its_citation(visit: Visit) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    visitor.ask(COALITION)
    visitor.page.locator("#turn .claims a.cite").first.click()
    visitor.page.wait_for_selector("#viewer [data-key='cite-0-1'] #quoted")
    visitor.page.click("#copy-quote")
    visitor.page.wait_for_selector("#copy-quote:has-text('Copied')")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{visitor.text('#quoted')}” (")
    assert visitor.text("#viewer h2") in copied


def test_who_says_what_is_a_picture_and_a_table_whose_rows_open_their_quotes(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.ask(COALITION)
    page.wait_for_selector("#ledger .plot", state="visible")
    rows = page.locator("#ledger tr.figure").all_inner_texts()
    coalition = [row for row in rows if "coalition" in row.lower()]
    assert any("1,302" in row and "2014" in row for row in coalition)
    assert any(re.search(r"\b32\b", row) and "Raqqa" in row for row in coalition)
    assert not any("1,302" in row and "Raqqa" in row for row in coalition)
    relations = " ".join(page.locator("#ledger .relation").all_inner_texts())
    assert "updates" in relations
    lines = page.locator("#ledger .plot li.row")
    assert lines.count() >= 4
    colours = lines.evaluate_all(
        "items => items.map(i => [i.querySelector('.name').innerText,"
        " getComputedStyle(i.querySelector('.swatch')).backgroundColor])"
    )
    voices = {name for name, _ in colours}
    assert len({(name, colour) for name, colour in colours}) == len(voices), "a voice has two colours"
    assert len({colour for _, colour in colours}) == len(voices), "two voices have one colour"
    assert page.locator("#ledger .bracket.conflict").count() >= 1
    page.locator("#ledger .plot li.row:has-text('1,302')").first.hover()
    assert page.locator("#ledger tr.lit:not(.related):has-text('1,302')").count() == 1
    page.hover("#ledger")
    page.mouse.wheel(0, 4000)
    page.wait_for_function("document.querySelector('#ledger').scrollTop > 200")
    row = page.locator("#ledger tr.figure", has_text="1,302").first
    row.locator("td.amount a").click()
    page.wait_for_selector("#viewer [data-key^='figure-0-'] #quoted")
    assert "1,302" in visitor.text("#quoted")


def test_a_follow_up_keeps_its_thread_and_can_be_edited(visit: Visit) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    visitor.ask("and in Raqqa alone?", turn=1)
    understood = visitor.text("#turn .understood em")
    assert "Raqqa" in understood
    assert "coalition" in understood
    assert "32" in visitor.text("#turn .claims")
    visitor.page.click("#turn .understood button")
    field = visitor.page.locator("#turn .rewording input")
    assert field.input_value() == understood
    field.press("Escape")
    assert visitor.text("#turn .understood em") == understood
    visitor.page.click("#turn .understood button")
    field.fill(SCHOOL)
    field.press("Enter")
    visitor.page.wait_for_selector(f"#turn .asked:text-is('{SCHOOL}')")
    visitor.answered(1)
    assert "September 2018" in visitor.text("#turn .claims")
    assert visitor.page.locator(".turn").count() == 2, "what was misunderstood is still there"


def test_no_answer_looks_different_and_says_what_is_missing(visit: Visit) -> None:
    visitor = visit()
    visitor.ask(NOBODY)
    assert visitor.page.locator("#turn .answer.none").count() == 1
    assert "astronauts" in visitor.text("#turn .missing")
    assert visitor.page.locator("#turn .claims").count() == 0
    assert visitor.page.locator("#turn blockquote").count() == 1
    visitor.page.click("#turn .source a")
    visitor.page.wait_for_selector("#viewer [data-key='cite-0-0'] #quoted")
    assert visitor.text("#quoted") == visitor.text("#turn blockquote")


def test_filters_apply_to_the_answer_and_are_shown_while_they_do(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.click("#narrow")
    assert page.get_attribute("#narrow", "aria-expanded") == "true"
    page.click("#filter-language input")
    page.get_by_role("option", name="Swedish").click()
    page.wait_for_selector("#chips .chip:has-text('Swedish')")
    page.press("#filter-language input", "Escape")
    page.press("#filter-language input", "Escape")
    page.wait_for_selector("#filters", state="hidden")
    visitor.ask("hur många civila medger koalitionen?")
    assert visitor.text("#turn .filtered .chip") == "Swedish"
    if page.locator("#turn details.more").count():
        page.click("#turn details.more summary")
    sources = page.locator("#turn li.quote .source").all_inner_texts()
    assert sources
    assert all("Swedish" in source for source in sources)
    page.reload()
    page.wait_for_selector("#chips .chip:has-text('Swedish')")
    visitor.answered(0)
    page.click("#narrow")
    page.fill("#filter-from input, #filter-from textarea", "not a date")
    page.press("#filter-from input, #filter-from textarea", "Enter")
    page.wait_for_selector("#chips .problem")
    assert "'not a date' is not a date" in visitor.text("#chips")
    assert visitor.text("#chips .chip") == "Swedish", "what still applies is not shown"
    page.click("#unfilter")
    page.wait_for_selector("#chips .chip", state="detached")
    visitor.ask(COALITION, turn=1)
    assert page.locator("#turn .filtered").count() == 0


def test_a_conversation_is_there_again_after_a_reload_and_can_be_cleared(visit: Visit) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    visitor.ask(NOBODY, turn=1)
    visitor.page.reload()
    visitor.answered(1)
    assert visitor.text("#history .asked") == COALITION
    assert visitor.text("#turn .asked") == NOBODY
    visitor.page.click("#clear")
    visitor.page.wait_for_selector("#turn .turn", state="detached")
    visitor.page.wait_for_selector("#welcome .welcome", state="visible")
    visitor.page.reload()
    visitor.page.wait_for_selector("#welcome .welcome", state="visible")
    assert visitor.page.locator(".turn").count() == 0


def test_asking_again_replaces_the_answer_and_a_judgement_stays_here(visit: Visit, servers: Servers) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    visitor.page.evaluate(WATCH)
    visitor.page.click("#turn [data-again]")
    visitor.page.wait_for_function(SOUGHT)
    visitor.answered(0)
    assert visitor.page.locator(".turn").count() == 1
    with visitor.page.expect_response(lambda response: "/gradio_api/run/" in response.url):
        visitor.page.click("#turn [data-vote='down']")
    visitor.page.wait_for_selector("#turn [data-vote='down'][aria-pressed='true']")
    assert visitor.page.get_attribute("#turn [data-vote='up']", "aria-pressed") == "false"
    kept = servers.data["sample"] / "feedback.jsonl"
    record = json.loads(kept.read_text(encoding="utf-8").splitlines()[-1])
    assert record["question"] == COALITION
    assert record["liked"] is False
    visitor.page.reload()
    visitor.page.wait_for_selector("#turn [data-vote='down'][aria-pressed='true']")


def test_a_conversation_is_exported_with_its_citations(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    with visitor.page.expect_download() as markdown:
        visitor.page.click("#export-markdown")
    markdown.value.save_as(tmp_path / "conversation.md")
    written = (tmp_path / "conversation.md").read_text(encoding="utf-8")
    assert written.startswith(f"## {COALITION}")
    assert re.search(r"^> .*1,302", written, re.MULTILINE)
    with visitor.page.expect_download() as exported:
        visitor.page.click("#export-json")
    exported.value.save_as(tmp_path / "conversation.json")
    (answer,) = json.loads((tmp_path / "conversation.json").read_text(encoding="utf-8"))
    assert answer["question"] == COALITION
    assert all(quote["end"] - quote["start"] == len(quote["text"]) for quote in answer["quotes"])


def test_two_people_at_once_keep_separate_conversations(visit: Visit) -> None:
    first, second = visit(), visit()
    first.page.fill("#question textarea", COALITION)
    second.page.fill("#question textarea", NOBODY)
    first.page.press("#question textarea", "Enter")
    second.page.press("#question textarea", "Enter")
    first.answered(0)
    second.answered(0)
    assert first.text(".turn .asked") == COALITION
    assert "1,302" in first.text("#turn")
    assert second.text(".turn .asked") == NOBODY
    assert "1,302" not in second.text("#turn")
    second.ask("and in Raqqa alone?", turn=1)
    assert COALITION.rstrip("?") not in second.text("#turn").lower()


def test_everything_can_be_done_with_the_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.wait_for_function("document.activeElement?.closest('#question') !== null")
    page.keyboard.type("how many deaths")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("did the coalition admit?")
    page.keyboard.press("Enter")
    visitor.answered(0)
    focused = "document.activeElement.getAttribute('href')"
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if str(page.evaluate(focused)).startswith("#"):
            break
    assert str(page.evaluate(focused)).startswith("#"), "no citation can be reached with Tab"
    links = page.locator("#turn .answer a.cite").evaluate_all(
        "all => all.filter(a => a.offsetParent).map(a => a.getAttribute('href'))"
    )
    for _ in links:
        page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == links[0] == "#cite-0-1"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == links[1]
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "focus cannot be seen"
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#viewer [data-key='{links[1][1:]}'] #quoted")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('#question') !== null")


def test_everything_has_a_name_for_screen_readers(visit: Visit) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    unnamed = visitor.page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input:not([type=hidden]), textarea')]
          .filter((one) => one.offsetParent !== null)
          .filter((one) => !(one.innerText?.trim() || one.getAttribute('aria-label') || one.title
            || one.closest('label')?.innerText.trim() || one.labels?.[0]?.innerText.trim()
            || one.getAttribute('placeholder')))
          .map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert unnamed == []
    assert visitor.page.locator("h1").count() == 1


def test_a_phone_shows_the_document_over_the_conversation(visit: Visit) -> None:
    visitor = visit(viewport=PHONE, has_touch=True)
    page = visitor.page
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= PHONE["width"]
    visitor.ask(COALITION)
    assert page.evaluate(wide) <= PHONE["width"]
    assert not page.locator("#viewer").is_visible()
    page.locator("#turn .claims a.cite[href='#cite-0-1']").first.tap()
    page.wait_for_selector("#viewer [data-key='cite-0-1'] #quoted", state="visible")
    assert page.locator("#left").evaluate("one => one.inert"), "the covered conversation can be reached"
    page.click("#close-panel")
    page.wait_for_selector("#viewer", state="hidden")
    page.click("#turn .summary [data-show]")
    page.wait_for_selector("#ledger .plot", state="visible")
    assert page.evaluate(wide) <= PHONE["width"]


def test_dark_is_dark_everywhere(visit: Visit) -> None:
    visitor = visit(color_scheme="dark")
    visitor.ask(COALITION)
    painted = visitor.page.evaluate(
        """() => ['body', '#question textarea', '#turn .summary', '#ledger', '#filters', '#panel']
          .map((one) => { let at = document.querySelector(one), colour;
            do { colour = getComputedStyle(at).backgroundColor; at = at.parentElement; }
            while (at && /, 0\\)$/.test(colour)); return colour; })"""
    )
    dark = {f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:7], 16)})" for c in (DARK.paper, DARK.card)}
    assert set(painted) <= dark
    visitor.open_documents()
    assert (
        visitor.page.evaluate("getComputedStyle(document.querySelector('table.library')).color") != "rgb(0, 0, 0)"
    )


def test_a_lost_connection_is_said_and_its_end_too(visit: Visit) -> None:
    visitor = visit()
    visitor.ask(COALITION)
    visitor.page.context.set_offline(True)
    visitor.page.wait_for_selector("#offline", state="visible")
    assert "connection" in visitor.text("#offline")
    assert "1,302" in visitor.text("#turn")
    with visitor.page.expect_navigation():
        visitor.page.context.set_offline(False)
    visitor.answered(0)
    assert visitor.page.locator("#offline").count() == 0
    visitor.ask(NOBODY, turn=1)


@contextmanager
def served(home: Path, port: int) -> Iterator[str]:
    """`sayso chat` over the sample corpus in a process of its own, ended by Ctrl-C, also while pages are open."""
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat", "--corpus", "sample", "--port", str(port)],
        cwd=ROOT, env={**environment(), "SAYSO_HOME": str(home)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(PATIENCE // 100):
            if _answers(address):
                break
            assert process.poll() is None, "the server did not start"
            time.sleep(0.1)
        yield address
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE / 1000) == 0
    finally:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=5)
    except httpx.HTTPError:
        return False
    return True


def test_a_server_that_was_started_anew_goes_on_with_the_conversation(visit: Visit, tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port) as address:
        visitor = visit(address)
        page = visitor.page
        page.click("#narrow")
        page.fill("#filter-from :is(input, textarea)", "2018-01-01")
        page.press("#filter-from :is(input, textarea)", "Enter")
        page.wait_for_selector("#chips .chip")
        visitor.ask(COALITION)
    page.fill("#question textarea", "and in Raqqa alone?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#offline", state="visible")
    assert page.input_value("#question textarea") == "and in Raqqa alone?"
    assert "1,302" in visitor.text("#turn")
    # A reload that fails and is tried again would end a wait for one navigation: wait for a page that is new.
    page.evaluate("window.before = true")
    with served(tmp_path, port):
        page.wait_for_function("window.before === undefined")
        page.wait_for_selector("#turn .turn[data-turn='0'][aria-busy='false']")
        assert page.locator("#offline").count() == 0
        page.wait_for_function("document.querySelector('#question textarea').value === 'and in Raqqa alone?'")
        page.press("#question textarea", "Enter")
        visitor.answered(1)
        assert visitor.text("#history .asked") == COALITION
        assert "coalition" in visitor.text("#turn .understood em")
        assert visitor.text("#turn .filtered .chip") == "from 1 Jan 2018"


def test_a_provider_that_is_down_is_named_and_the_question_is_kept(visit: Visit) -> None:
    visitor = visit("down")
    visitor.page.fill("#question textarea", COALITION)
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_selector("#turn .problem")
    assert "does not answer" in visitor.text("#turn .problem")
    assert visitor.text("#turn .asked") == COALITION
    visitor.page.evaluate(WATCH)
    visitor.page.click("#turn .problem button")
    visitor.page.wait_for_function(SOUGHT)
    visitor.page.wait_for_selector("#turn .problem")


def test_a_suggested_question_is_answered(visit: Visit) -> None:
    visitor = visit()
    suggested = visitor.page.locator("#welcome button[data-ask]").first
    question = suggested.inner_text()
    suggested.click()
    visitor.answered(0)
    assert visitor.text("#turn .asked") == question
    assert visitor.page.locator("#turn .answer.none").count() == 0


def test_a_long_question_is_cut_off_at_the_limit_and_answered_or_refused(visit: Visit) -> None:
    visitor = visit()
    visitor.page.fill("#question textarea", "what happened " * 400)
    assert len(visitor.page.input_value("#question textarea")) <= 6000
    visitor.page.press("#question textarea", "Enter")
    visitor.answered(0)
    assert visitor.text("#turn").strip()


def test_what_changed_behind_a_tab_is_seen_from_its_quote_or_its_beginning(visit: Visit) -> None:
    visitor = visit(viewport={"width": 1280, "height": 480})
    page = visitor.page
    visitor.ask(COALITION)
    page.wait_for_selector("#ledger .plot", state="visible")
    page.locator("#ledger").evaluate("one => { one.scrollTop = 400; }")
    page.get_by_role("tab", name="Source").click()
    page.wait_for_selector("#quoted", state="visible")
    visitor.ask("and in Raqqa alone?", turn=1)
    page.wait_for_selector("#ledger .ledger[data-turn='1']", state="visible")
    page.wait_for_function("document.querySelector('#ledger').scrollTop === 0")
    page.get_by_role("tab", name="Source").click()
    page.wait_for_selector("#viewer [data-key='cite-1-1'] #quoted", state="visible")
    page.wait_for_function("document.querySelector('#viewer').scrollTop > 0")
    page.wait_for_function(IN_SIGHT)
