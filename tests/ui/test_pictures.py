"""Every screen and state at desk and phone width, light and dark: pictures for people, and what a look would find.

`make pictures` takes all four looks, the tests two of them. The pictures go to screenshots/new/. At each of them
nothing may stick out sideways, be cut off, or be painted with less contrast than WCAG 2.2 AA asks for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.conftest import DESK, PHONE, SCREENSHOTS

if TYPE_CHECKING:
    from tests.ui.conftest import Servers, Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COALITION = "how many deaths did the coalition admit?"
SCHOOL = "when did the school in the north of Raqqa open again?"
NOBODY = "how many astronauts has Sweden sent to the moon?"
LONG = "who counted the dead?"
LOOKS = {
    "desk-light": {"viewport": DESK, "color_scheme": "light"},
    "desk-dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone-light": {"viewport": PHONE, "color_scheme": "light", "has_touch": True},
    "phone-dark": {"viewport": PHONE, "color_scheme": "dark", "has_touch": True},
}

# What is wrong with what can be seen: too wide, cut off, too little contrast (WCAG 2.2, 1.4.3).
LOOK = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page is ${wide} px too wide`);
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((c, n) => c * top[3] + under[n] * (1 - top[3]));
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const linear = (c) => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || seen.has(one)) continue;
    seen.add(one);
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (one.closest('script, style, .unseen, :disabled')) continue;
    const style = getComputedStyle(one), words = one.textContent.trim().slice(0, 40);
    let shown = one;
    while (shown && getComputedStyle(shown).textOverflow !== 'ellipsis') shown = shown.parentElement;
    const box = (shown || one).getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`"${words}" leaves the window`);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const under = ground(one), ink = over(rgba(style.color), under);
    const [low, high] = [light(under), light(ink)].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < (large ? 3 : 4.5)) found.push(`"${words}" has a contrast of ${contrast.toFixed(2)}`);
    const hides = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && one.clientWidth > 1;
    if (hides && one.scrollWidth > one.clientWidth + 1) found.push(`"${words}" is cut off`);
  }
  return found;
}"""


class Album:
    """The pictures of one look, and what is wrong with what they show."""

    def __init__(self, look: str) -> None:
        self.look = look
        self.wrong: list[str] = []

    def __call__(self, visitor: Visitor, name: str) -> None:
        page = visitor.page
        page.wait_for_timeout(300)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}-{self.look}.png")
        self.wrong += [f"{name}: {wrong}" for wrong in page.evaluate(LOOK)]


Look = Callable[..., Any]


@pytest.fixture(params=LOOKS if os.environ.get("SAYSO_EVERY_LOOK") else ("desk-light", "phone-dark"))
def album(request: pytest.FixtureRequest) -> Any:
    taken = Album(request.param)
    yield taken
    assert taken.wrong == []


@pytest.fixture
def see(album: Album, visit: Visit) -> Callable[..., Visitor]:
    return lambda server="sample", **more: visit(server, **LOOKS[album.look], **more)


def close_panel(visitor: Visitor) -> None:
    if visitor.page.locator("#close-panel").is_visible():
        visitor.page.click("#close-panel")
        visitor.page.wait_for_selector("#viewer", state="hidden")


def test_a_conversation(album: Album, see: Callable[..., Visitor]) -> None:
    visitor = see()
    page = visitor.page
    album(visitor, "welcome")
    visitor.ask(COALITION)
    album(visitor, "answer")
    page.click("#turn .summary [data-show]")
    page.wait_for_selector("#ledger .plot", state="visible")
    album(visitor, "ledger")
    page.locator("#ledger table").first.evaluate("one => one.scrollIntoView()")
    album(visitor, "ledger-table")
    close_panel(visitor)
    page.locator("#turn .claims a.cite[href='#cite-0-3']").first.click()
    page.wait_for_selector("#viewer [data-key='cite-0-3'] #quoted", state="visible")
    album(visitor, "quote")
    close_panel(visitor)
    page.locator("#conversation").evaluate("one => { one.scrollTop = one.scrollHeight; }")
    album(visitor, "answer-end")
    visitor.ask("and in Raqqa alone?", turn=1)
    album(visitor, "follow-up")
    page.click("#turn .understood button")
    page.wait_for_selector("#turn .rewording input")
    album(visitor, "reworded")
    page.press("#turn .rewording input", "Escape")
    visitor.ask(NOBODY, turn=2)
    album(visitor, "no-answer")
    visitor.ask(SCHOOL, turn=3)
    album(visitor, "short-answer")
    visitor.ask(LONG, turn=4)
    album(visitor, "long-answer")


def test_filters(album: Album, see: Callable[..., Visitor]) -> None:
    visitor = see()
    page = visitor.page
    page.click("#narrow")
    page.click("#filter-language input")
    page.get_by_role("option", name="Swedish").click()
    page.press("#filter-language input", "Escape")
    page.fill("#filter-from :is(input, textarea)", "2018-01-01")
    page.press("#filter-from :is(input, textarea)", "Enter")
    page.wait_for_selector("#chips .chip:has-text('from')")
    album(visitor, "filters")
    page.click("#narrow")
    visitor.ask("hur många civila medger koalitionen?")
    album(visitor, "filtered-answer")
    page.click("#narrow")
    page.fill("#filter-to :is(input, textarea)", "yesterday")
    page.press("#filter-to :is(input, textarea)", "Enter")
    page.wait_for_selector("#chips .problem")
    album(visitor, "filter-problem")


def test_documents(album: Album, see: Callable[..., Visitor]) -> None:
    visitor = see()
    page = visitor.page
    visitor.open_documents()
    album(visitor, "documents")
    page.fill("#library-search :is(input, textarea)", "zebra")
    page.wait_for_selector("#documents :text('No document matches')")
    album(visitor, "documents-no-match")
    page.fill("#library-search :is(input, textarea)", "")
    page.wait_for_selector("table.library tbody tr")
    page.locator("table.library tbody th a").nth(5).click()
    page.wait_for_selector("#viewer .document h2", state="visible")
    album(visitor, "document")


def test_nothing_yet(album: Album, see: Callable[..., Visitor]) -> None:
    visitor = see("bare")
    album(visitor, "empty-chat")
    visitor.page.click("#welcome button")
    visitor.page.wait_for_selector("#documents .empty", state="visible")
    album(visitor, "empty-documents")


def test_changing_documents(album: Album, see: Callable[..., Visitor], servers: Servers, tmp_path: Path) -> None:
    visitor = see("pictured")
    page = visitor.page
    good, bad = tmp_path / f"lighthouse-{album.look}.txt", tmp_path / "broken.pdf"
    good.write_text(
        f"The {album.look} lighthouse was lit in 1911. Its keeper was Ingrid Halvorsen.", encoding="utf-8"
    )
    bad.write_bytes(b"%PDF-1.4 this is no PDF")
    visitor.open_documents()
    page.set_input_files("#upload input[type=file]", [good, bad])
    page.wait_for_selector("#report .report:not(.busy)")
    album(visitor, "indexed")
    page.get_by_role("tab", name="Chat").click()
    visitor.ask(f"who was the keeper of the {album.look} lighthouse?")
    page.locator("#turn .claims a.cite").first.click()
    page.wait_for_selector("#viewer [data-key='cite-0-1'] #quoted")
    close_panel(visitor)
    visitor.open_documents()
    row = f"tr:has-text('lighthouse-{album.look}.txt')"
    page.click(f"{row} button.remove")
    album(visitor, "really-remove")
    visitor.remove(row)
    page.get_by_role("tab", name="Chat").click()
    page.locator("#turn .claims a.cite").first.click()
    page.wait_for_selector("#viewer :text('was removed since it was quoted')", state="visible")
    album(visitor, "removed-while-open")
    close_panel(visitor)
    folder = tmp_path / "harbours"
    folder.mkdir()
    for number in range(60):
        words = f"Harbour {number} of {album.look} has {number + 200} berths, dredged in {1900 + number}. " * 8
        (folder / f"harbour-{album.look}-{number:03d}.txt").write_text(words, encoding="utf-8")
    visitor.open_documents()
    page.fill("#folder :is(input, textarea)", str(folder))
    with servers.held():
        page.click("#add-folder")
        page.wait_for_selector("#report .steps li progress")
        album(visitor, "indexing")
        page.get_by_role("tab", name="Chat").click()
        page.wait_for_selector("#indexing .indexing")
        album(visitor, "indexing-while-chatting")
    page.wait_for_selector("#indexing .indexing", state="detached")


def test_trouble(album: Album, see: Callable[..., Visitor]) -> None:
    visitor = see()
    visitor.ask(SCHOOL)
    visitor.page.context.set_offline(True)
    visitor.page.wait_for_selector("#offline", state="visible")
    album(visitor, "connection-lost")
    with visitor.page.expect_navigation():
        visitor.page.context.set_offline(False)
    down = see("down")
    down.page.fill("#question textarea", COALITION)
    down.page.press("#question textarea", "Enter")
    down.page.wait_for_selector("#turn .problem")
    album(down, "provider-down")


def test_hostile_documents(album: Album, see: Callable[..., Visitor]) -> None:
    from tests.ui.hostile import QUESTION

    visitor = see("hostile")
    visitor.ask(QUESTION)
    album(visitor, "hostile-answer")
    visitor.open_documents()
    album(visitor, "hostile-documents")
    assert re.search(r"<script>", visitor.text("#documents"))
