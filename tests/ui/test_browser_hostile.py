"""Documents that attack the page: everything they bring is shown as text, nothing runs, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.hostile import ATTACKS, EVIL, NAME, PUBLISHER, QUESTION, TITLE

if TYPE_CHECKING:
    from tests.ui.conftest import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def harmless(visitor: Visitor) -> None:
    """Nothing of the documents became part of the page."""
    page = visitor.page
    assert page.evaluate("window.pwned") is None
    strange = page.evaluate(
        """() => ['conversation', 'viewer', 'ledger', 'documents', 'brand', 'report']
          .flatMap((name) => [...document.querySelectorAll(`#${name} *`)])
          .filter((one) => /^(IMG|SCRIPT|IFRAME|VIDEO|FORM|INPUT|STYLE|OBJECT|EMBED|LINK)$/i.test(one.tagName)
            || [...one.attributes].some((a) => a.name.startsWith('on')
              || (a.name === 'src' && a.value) || (a.name === 'href' && a.value.startsWith('javascript:'))
              || (a.name === 'style' && a.value.includes('url('))))
          .map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert strange == []


def test_nothing_in_a_document_acts_wherever_it_is_shown(visit: Visit) -> None:
    visitor = visit("hostile")
    page = visitor.page
    harmless(visitor)
    visitor.ask(QUESTION)
    harmless(visitor)
    assert "workers" in visitor.text("#turn")
    visitor.page.wait_for_selector("#ledger .ledger")
    page.locator("#ledger a.cite").first.hover()
    harmless(visitor)
    for link in page.locator("#turn .claims a.cite").all()[:4]:
        link.click()
        page.wait_for_function("(key) => document.querySelector('#viewer [data-key]')?.dataset.key === key",
                               arg=(link.get_attribute("href") or "")[1:])  # fmt: skip
        page.locator("#viewer .facts").hover()
        harmless(visitor)
    visitor.open_documents()
    page.locator("table.library tbody tr").first.hover()
    harmless(visitor)
    shown = visitor.text("#documents")
    assert TITLE in shown
    assert PUBLISHER in shown
    assert NAME in shown


def test_a_file_that_is_handed_in_cannot_attack_by_its_name_or_its_failure(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("hostile")
    page = visitor.page
    assert "<b onclick" in visitor.text("#brand")
    visitor.open_documents()
    good, bad = tmp_path / "<img src=x onerror=window.pwned=15>.txt", tmp_path / "<svg onload=window.pwned=16>.pdf"
    good.write_text("The Brennholm smithy closed in 1977.", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 <img src=x onerror=window.pwned=17>")
    page.set_input_files("#upload input[type=file]", [good, bad])
    page.wait_for_selector("#report .report:not(.busy) li.failed")
    assert "window.pwned=16" in visitor.text("#report li.failed")
    page.wait_for_selector("table.library tr:has-text('window.pwned=15')")
    harmless(visitor)
    visitor.remove("tr:has-text('window.pwned=15')")
    harmless(visitor)


def test_every_attack_is_shown_letter_for_letter_in_its_document(visit: Visit) -> None:
    visitor = visit("hostile")
    page = visitor.page
    visitor.open_documents()
    links = page.locator("table.library tbody th a").count()
    texts = []
    for position in range(links):
        if position:
            visitor.open_documents()
        link = page.locator("table.library tbody th a").nth(position)
        reference = link.get_attribute("href") or ""
        link.click()
        page.wait_for_function(
            "(key) => document.querySelector('#viewer [data-key]')?.dataset.key === key", arg=reference[1:]
        )
        page.wait_for_selector("#viewer .body", state="visible")  # the page of the chat has come, too
        texts.append(page.locator("#viewer .body").evaluate("one => one.textContent"))
        harmless(visitor)
    for attack in ATTACKS:
        assert any(attack in text for text in texts), attack


def test_a_link_to_the_original_is_a_web_address_or_no_link(visit: Visit) -> None:
    visitor = visit("hostile")
    page = visitor.page
    visitor.open_documents()
    page.locator("table.library tbody th a", has_text=TITLE).click()
    page.wait_for_selector("#viewer .facts a")
    link = page.locator("#viewer .facts a")
    assert link.get_attribute("href") == f"{EVIL}/original"
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    visitor.open_documents()
    page.locator("table.library tbody th a", has_text="Report 1 ").first.click()
    page.wait_for_selector("#viewer .facts :text('javascript:window.pwned=11')")
    assert page.locator("#viewer .facts a").count() == 0


def test_a_question_and_a_search_are_shown_as_text_too(visit: Visit) -> None:
    visitor = visit()
    attack = '<img src=x onerror="window.pwned=20"> ${window.pwned=21} {{pwned}}'
    visitor.ask(attack)
    assert visitor.text("#turn .asked") == attack
    visitor.open_documents()
    visitor.page.fill("#library-search input, #library-search textarea", attack)
    visitor.page.wait_for_selector("#documents .empty")
    assert "window.pwned=20" in visitor.text("#documents")
    harmless(visitor)
