"""The documents of a corpus in a real browser: adding, searching, removing, and the states in between."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.conftest import Servers, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIGHTHOUSE = (
    "The lighthouse on Skarn Island was lit for the first time on 4 May 1911. Its keeper was Ingrid Halvorsen."
)
QUESTION = "who was the keeper of the lighthouse on Skarn Island?"


def test_an_uploaded_document_is_answered_from_and_gone_when_removed(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("empty")
    page = visitor.page
    assert "no documents yet" in visitor.text("#welcome")
    page.click("#welcome button")
    page.wait_for_selector("#upload", state="visible")
    assert "no documents yet" in visitor.text("#documents")
    good, bad = tmp_path / "lighthouse.txt", tmp_path / "broken.pdf"
    good.write_text(LIGHTHOUSE, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 this is no PDF")
    page.set_input_files("#upload input[type=file]", [good, bad])
    page.wait_for_selector("#report .report:not(.busy)")
    failed = visitor.text("#report li.failed")
    assert "broken.pdf" in failed
    assert len(failed) > len("uploads/broken.pdf") + 10, "no reason is given"
    page.wait_for_selector("table.library tbody tr")
    assert page.locator("table.library tbody tr").count() == 1
    page.wait_for_selector("#upload :text('broken')", state="detached")
    assert "lighthouse" in visitor.text("table.library tbody tr").lower()

    page.get_by_role("tab", name="Chat").click()
    visitor.ask(QUESTION)
    assert "Ingrid Halvorsen" in visitor.text("#turn")
    page.locator("#turn .claims a.cite").first.click()
    page.wait_for_selector("#viewer [data-key='cite-0-1'] #quoted")
    assert "Ingrid Halvorsen" in visitor.text("#quoted")

    visitor.open_documents()
    remove = page.locator("button.remove")
    remove.click()
    assert "Really" in remove.inner_text()
    assert page.locator("table.library tbody tr").count() == 1
    visitor.remove("table.library tbody tr")
    page.wait_for_selector("table.library", state="detached")
    page.get_by_role("tab", name="Chat").click()
    page.wait_for_selector("#viewer :text('was removed since it was quoted')")
    assert "Ingrid Halvorsen" in visitor.text("#viewer blockquote")
    visitor.ask(QUESTION, turn=1)
    assert "Ingrid Halvorsen" not in visitor.text("#turn .answer")


def test_a_folder_is_indexed_while_the_chat_goes_on(visit: Visit, servers: Servers, tmp_path: Path) -> None:
    visitor = visit("harbours")
    page = visitor.page
    visitor.open_documents()
    page.fill("#folder input, #folder textarea", str(tmp_path / "nowhere"))
    page.click("#add-folder")
    page.wait_for_selector("#report .problem")
    assert "nowhere is not a folder" in visitor.text("#report")
    folder = tmp_path / "harbours"
    folder.mkdir()
    for number in range(120):
        words = f"Harbour number {number} has {number + 200} berths and was dredged in {1900 + number}. " * 6
        (folder / f"harbour-{number:03d}.txt").write_text(words, encoding="utf-8")
    page.fill("#folder input, #folder textarea", str(folder))
    with servers.held():
        page.click("#add-folder")
        page.wait_for_selector("#report .busy progress[aria-label='All files']")
        page.wait_for_selector("#report .steps li progress")
        page.get_by_role("tab", name="Chat").click()
        page.wait_for_selector("#indexing :text('of 120 files')")
        visitor.ask("who painted the town hall of Oberfeld?")
        assert page.locator("#turn .answer").count() == 1
        page.wait_for_selector("#indexing .indexing")
    page.get_by_role("tab", name="Documents").click()
    page.wait_for_selector("#report .report:not(.busy)", timeout=120_000)
    assert "120 added" in visitor.text("#report")
    page.wait_for_selector("#indexing .indexing", state="detached")
    page.wait_for_function("document.querySelectorAll('table.library tbody tr').length === 120")
    visitor.settled()
    page.fill("#library-search input, #library-search textarea", "harbour-017")
    page.wait_for_function("document.querySelectorAll('table.library tbody tr').length === 1")
    assert "1 of 120 documents" in visitor.text("table.library caption")
    page.fill("#library-search input, #library-search textarea", "zebra")
    page.wait_for_selector("#documents :text('No document matches “zebra”')")


def test_the_table_shows_what_is_known_and_opens_a_document(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.open_documents()
    page.fill("#library-search input, #library-search textarea", "meridian 2019-06")
    page.wait_for_function("document.querySelectorAll('table.library tbody tr').length === 1")
    row = visitor.text("table.library tbody tr")
    assert "Meridian Wire" in row
    assert "1 Jun 2019" in row
    assert "English" in row
    days = (date.today(), date.today() - timedelta(1))  # the servers may have started before midnight
    assert any(f"{day.day} {day:%b %Y}" in row for day in days), "the day it was added"
    title = visitor.text("table.library tbody th a")
    page.click("table.library tbody th a")
    page.wait_for_selector("#viewer .document h2", state="visible")
    assert visitor.text("#viewer h2") == title
    assert "1,302" in visitor.text("#viewer .body")
