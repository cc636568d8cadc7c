"""What people do with a page besides asking: stop, open tabs, drop folders, print, go back, listen to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.ui.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.ui.conftest import Servers, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COALITION = "how many deaths did the coalition admit?"
SCHOOL = "when did the school in the north of Raqqa open again?"
NOBODY = "how many astronauts has Sweden sent to the moon?"


def begin(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def asked(page: Page) -> list[str]:
    return page.locator(".turn .asked").all_inner_texts()


def test_an_answer_that_takes_long_is_stopped_and_the_next_question_is_answered(visit: Visit) -> None:
    visitor = visit("moody")
    page = visitor.page
    begin(page, "how slowly is Raqqa rebuilt?")
    page.wait_for_selector("#turn .waiting .since:has-text(' s')")
    page.fill("#question textarea", SCHOOL)
    page.press("#question textarea", "Enter")
    assert page.input_value("#question textarea") == SCHOOL, "a question was taken while another one is answered"
    page.click("#turn .stop")
    page.wait_for_selector("#turn .stopped")
    assert asked(page) == ["how slowly is Raqqa rebuilt?"]
    page.wait_for_function("document.activeElement?.closest('#question') !== null")
    page.keyboard.press("Enter")
    visitor.answered(0)
    page.wait_for_selector("#turn .claims:has-text('September 2018')")
    assert asked(page) == [SCHOOL]
    page.reload()
    visitor.answered(0)
    assert asked(page) == [SCHOOL]


def test_a_mistake_nobody_foresaw_is_said_and_the_chat_goes_on(visit: Visit) -> None:
    visitor = visit("moody")
    page = visitor.page
    begin(page, "how badly was Raqqa hit?")
    page.wait_for_selector("#turn .problem")
    assert "Something went wrong inside sayso" in visitor.text("#turn .problem")
    assert "nobody foresaw" not in page.content(), "what went wrong is no business of the page's visitors"
    begin(page, SCHOOL)
    page.wait_for_selector("#turn .claims:has-text('September 2018')")
    assert asked(page) == [SCHOOL]


def test_a_full_queue_is_said_in_the_conversation(visit: Visit, servers: Servers) -> None:
    from ui.web import ASKING_AT_ONCE

    visitor = visit("crowded")
    address, taken = f"{servers.addresses['crowded']}/gradio_api/call/ask", 0
    while taken <= ASKING_AT_ONCE:  # as many as are answered side by side, and one that waits
        sent = {"data": ["how slowly is Raqqa rebuilt?", "", "", None, None]}
        taken += httpx.post(address, json=sent, timeout=60).status_code == 200
    begin(visitor.page, SCHOOL)
    visitor.page.wait_for_selector("#turn .problem")
    assert "Many questions are waiting" in visitor.text("#turn .problem")
    assert asked(visitor.page) == [SCHOOL]
    assert not visitor.page.locator(".toast-wrap").is_visible(), "Gradio's own words are shown too"


def test_a_question_is_asked_once_however_often_it_is_sent(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.fill("#question textarea", COALITION)
    page.dblclick("#send")
    visitor.answered(0)
    page.fill("#question textarea", SCHOOL)
    page.press("#question textarea", "Enter")
    page.press("#question textarea", "Enter")
    visitor.answered(1)
    page.press("#question textarea", "Enter")
    page.click("#send")
    visitor.ask(NOBODY, turn=2)
    assert asked(page) == [COALITION, SCHOOL, NOBODY]


def test_enter_that_ends_a_word_of_an_input_method_asks_nothing(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.fill("#question textarea", COALITION)
    page.evaluate(
        """() => { const field = document.querySelector('#question textarea');
          for (const kind of ['keydown', 'keypress']) field.dispatchEvent(new KeyboardEvent(kind,
            {key: 'Enter', code: 'Enter', isComposing: true, bubbles: true, cancelable: true})); }"""
    )
    visitor.ask(SCHOOL)
    assert asked(page) == [SCHOOL]


def test_a_question_that_is_cut_off_says_so(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.focus("#question textarea")
    page.evaluate("words => document.execCommand('insertText', false, words)", "what happened in Raqqa " * 200)
    page.wait_for_selector("#full", state="visible")
    assert "2,000 characters at most" in visitor.text("#full")
    page.fill("#question textarea", SCHOOL)
    page.wait_for_selector("#full", state="hidden")
    page.fill("#question textarea", "x" * 2000)
    page.wait_for_selector("#full", state="visible")
    page.press("#question textarea", "Enter")
    visitor.answered(0)
    page.wait_for_selector("#full", state="hidden")


def test_two_tabs_go_on_from_one_conversation_each_by_itself(visit: Visit) -> None:
    visitor = visit()
    first = visitor.page
    visitor.ask(COALITION)
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("#turn .turn[data-turn='0'][aria-busy='false']")
    assert asked(second) == [COALITION]
    begin(second, "and in Raqqa alone?")
    second.wait_for_selector("#turn .turn[data-turn='1'][aria-busy='false']")
    visitor.ask(SCHOOL, turn=1)
    assert asked(first) == [COALITION, SCHOOL]
    first.reload()
    visitor.answered(1)
    assert asked(first) == [COALITION, SCHOOL]
    second.reload()
    second.wait_for_selector("#turn .turn[data-turn='1'][aria-busy='false']")
    assert asked(second) == [COALITION, "and in Raqqa alone?"]
    second.click("#clear")
    second.wait_for_selector("#welcome .welcome", state="visible")
    first.reload()
    visitor.answered(1)
    assert asked(first) == [COALITION, SCHOOL]


def test_a_voice_keeps_its_colour_from_answer_to_answer(visit: Visit) -> None:
    visitor = visit()
    colours = """() => Object.fromEntries([...document.querySelectorAll('#ledger .plot li.row')].map(
      (row) => [row.querySelector('.name').innerText, row.style.getPropertyValue('--who')]))"""
    visitor.ask(COALITION)
    visitor.page.wait_for_selector("#ledger .ledger[data-turn='0'] .plot", state="visible")
    before = visitor.page.evaluate(colours)
    visitor.ask("and in Raqqa alone?", turn=1)
    visitor.page.wait_for_selector("#ledger .ledger[data-turn='1'] .plot", state="visible")
    after = visitor.page.evaluate(colours)
    both = before.keys() & after.keys()
    assert len(both) >= 3
    assert {name: before[name] for name in both} == {name: after[name] for name in both}
    assert len(set(after.values())) == len(after)


def test_an_answer_is_read_out_once_and_whole_and_the_keys_stay_at_the_question(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.evaluate(
        """() => { window.heard = []; new MutationObserver(() => {
          const words = document.querySelector('#said')?.textContent;
          if (words && words !== window.heard.at(-1)) window.heard.push(words);
        }).observe(document.body, {childList: true, subtree: true, characterData: true}); }"""
    )
    page.locator("#welcome button[data-ask]").first.click()
    visitor.answered(0)
    visitor.ask(SCHOOL, turn=1)
    page.wait_for_function("window.heard.length === 4")
    heard = page.evaluate("window.heard")
    assert heard[0] == heard[2] == "Looking through the documents"
    assert "September 2018" in heard[3]
    assert heard[3].endswith(("quote.", "quotes."))
    assert page.locator("[aria-live] .claims, [role=status] .claims").count() == 0, (
        "it is read out while it streams"
    )
    assert page.evaluate("document.activeElement?.closest('#question') !== null")
    assert page.get_attribute("#panel", "role") == "complementary"
    cite = page.locator("#turn .claims a.cite").first
    cite.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#viewer [data-key='cite-1-1'] #quoted", state="visible")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement?.id === 'quoted'")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#cite-1-1"


def test_the_way_back_closes_the_panel_of_a_phone(visit: Visit) -> None:
    visitor = visit(viewport=PHONE, has_touch=True)
    page = visitor.page
    visitor.ask(COALITION)
    for close in (page.go_back, lambda: page.click("#close-panel")):
        page.locator("#turn .claims a.cite[href='#cite-0-1']").first.tap()
        page.wait_for_selector("#viewer #quoted", state="visible")
        close()
        page.wait_for_selector("#viewer", state="hidden")
        assert asked(page) == [COALITION]
    assert not page.locator("#left").evaluate("one => one.inert")


def test_a_printed_page_has_the_whole_conversation_and_nothing_to_press(visit: Visit) -> None:
    visitor = visit(color_scheme="dark")
    page = visitor.page
    visitor.ask(COALITION)
    visitor.ask(SCHOOL, turn=1)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("#question").is_visible()
    assert not page.locator("#turn .turn-tools").is_visible()
    assert page.locator("#history li.quote").first.is_visible(), "the quotes are folded away"
    cut = "['left', 'conversation'].filter(n => { const o = document.getElementById(n);"
    assert page.evaluate(f"{cut} return o.scrollHeight > o.clientHeight + 1; }})") == []
    assert page.evaluate("getComputedStyle(document.querySelector('#turn .claims')).color") == "rgb(28, 35, 39)"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.more[open]").count() == 0


def drop(page: Page, *paths: Path) -> None:
    """Drop files or folders of this machine on the field, as a hand does."""
    box = page.locator("#upload").bounding_box()
    assert box is not None
    hand = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        hand.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 60, "y": box["y"] + 60, "data": data})


def test_a_dropped_folder_is_opened_and_what_cannot_be_read_is_named(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("dropped")
    page = visitor.page
    folder = tmp_path / "towers"
    (folder / "inner").mkdir(parents=True)
    (folder / "tall.txt").write_text("The tower of Marvik is 40 metres tall.", encoding="utf-8")
    (folder / "inner" / "small.txt").write_text("The tower of Lindby is 9 metres tall.", encoding="utf-8")
    (folder / "inner" / "broken.pdf").write_bytes(b"%PDF-1.4 this is no PDF")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").write_text("nobody's business", encoding="utf-8")
    page.get_by_role("tab", name="Documents").click()
    page.wait_for_selector("#upload", state="visible")
    drop(page, folder)
    page.wait_for_selector("#report .report:not(.busy)")
    assert "broken.pdf" in visitor.text("#report li.failed")
    assert visitor.text("#refused li") == "picture.png files that end in .png are not read"
    page.wait_for_function("document.querySelectorAll('table.library tbody tr').length === 2")
    assert page.locator(".toast-body").count() == 0
    names = page.locator("table.library tbody th").all_inner_texts()
    assert "Lindby" in names[0]
    assert "Marvik" in names[1]

    page.evaluate("document.querySelector('#adding [data-most]').dataset.most = '60'")
    large = tmp_path / "large.txt"
    large.write_text("The tower of Tarn is 70 metres tall. " * 3, encoding="utf-8")
    drop(page, large)
    page.wait_for_selector("#refused li:has-text('large.txt')")
    assert page.locator("table.library tbody tr").count() == 2


def test_the_keys_go_on_at_the_next_row_when_one_is_removed(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("kept")
    page = visitor.page
    files = [tmp_path / f"note-{number}.txt" for number in (9, 10, 11)]
    for file in files:
        file.write_text(f"{file.stem} is about the harbour of Tarn.", encoding="utf-8")
    page.get_by_role("tab", name="Documents").click()
    page.set_input_files("#upload input[type=file]", files)
    page.wait_for_function("document.querySelectorAll('table.library tbody tr').length === 3")
    page.get_by_role("tab", name="Chat").click()
    page.click("#narrow")
    page.click("#filter-language input")
    page.get_by_role("option", name="English").click()
    page.wait_for_selector("#chips:has-text('3 of 3 documents')")
    page.get_by_role("tab", name="Documents").click()
    titles = [title.split()[0] for title in page.locator("table.library tbody th a").all_inner_texts()]
    assert titles == ["note-9", "note-10", "note-11"]
    page.click("button[data-sort=title]")
    page.wait_for_selector("th[aria-sort=descending] button[data-sort=title]")
    assert "note-11" in visitor.text("tbody th")
    for left in (2, 1):
        remove = page.locator("button.remove").first
        remove.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.querySelectorAll('table.library tbody tr').length === {left}")
        page.wait_for_function("document.activeElement?.matches('button.remove')")
        page.wait_for_selector(f"#chips:has-text('{left} of {left} documents')", state="attached")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("#documents .empty")
    page.wait_for_function("document.activeElement?.closest('#library-search') !== null")


def test_a_filter_says_how_many_documents_it_leaves(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.click("#narrow")
    page.fill("#filter-from :is(input, textarea)", "2019-05-01")
    page.press("#filter-from :is(input, textarea)", "Enter")
    page.wait_for_selector("#chips:has-text('of 23 documents')")
    assert "Asking only" in visitor.text("#chips")
    page.fill("#filter-from :is(input, textarea)", "2030-01-01")
    page.press("#filter-from :is(input, textarea)", "Enter")
    page.wait_for_selector("#chips:has-text('No document passes the filters')")
    visitor.ask(COALITION)
    assert page.locator("#turn .answer.none").count() == 1
