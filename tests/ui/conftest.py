"""One process of chat servers for all tests of the page and the API, and a real browser before it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots" / "new"
PATIENCE = 60_000  # milliseconds before a wait fails; long, because machines that run tests are busy
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Servers:
    """Addresses by kind of server, the folder each keeps its data in, and what left the machine."""

    addresses: dict[str, str]
    data: dict[str, Path]
    mcp: bool
    folder: Path

    def outside(self) -> str:
        """Every attempt of the servers to reach another machine."""
        note = self.folder / "outside.txt"
        return note.read_text(encoding="utf-8") if note.exists() else ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, no indexing that was begun comes to its end."""
        from tests.ui.chat_server import HOLD

        sign = self.folder / HOLD
        sign.touch()
        try:
            yield
        finally:
            sign.unlink()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    from tests.ui.hostile import FOLDER as HOSTILE
    from tests.ui.hostile import write_hostile_documents

    folder = tmp_path_factory.mktemp("servers")
    for name in ("empty", "bare", "harbours", "pictured", "dropped", "kept"):
        (folder / name).mkdir()
    write_hostile_documents(folder / HOSTILE)
    with (folder / "errors.txt").open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("chat_server.py")), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        process.communicate()
        pytest.fail("the servers did not start:\n" + (folder / "errors.txt").read_text(encoding="utf-8")[-3000:])
    told = json.loads(line)
    yield Servers(told["addresses"], {k: Path(v) for k, v in told["data"].items()}, told["mcp"], folder)
    process.kill()
    process.communicate()


def environment() -> dict[str, str]:
    """This process's, with the tree it tests before what is installed."""
    import os

    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*filter(None, [os.environ.get("PYTHONPATH")]), str(ROOT)]),
    }


@dataclass
class Visitor:
    """One person at the page: the page, and what it asked of other machines or failed at.

    `pending` are the requests to the server, the streams of answers among them, that are not through yet.
    """

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    def ask(self, question: str, *, turn: int = 0) -> None:
        """Type a question, press Enter, wait for the whole answer."""
        if turn:
            self.settled()  # Gradio lets go of an event while the one of its kind before is not through
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.answered(turn)

    def answered(self, turn: int) -> None:
        """Wait until the answer of this turn is complete."""
        self.page.wait_for_selector(f"#turn .turn[data-turn='{turn}'][aria-busy='false']")

    def settled(self) -> None:
        """Wait until every event that was sent to the server is answered and the answer is on the page."""
        for _ in range(PATIENCE // 20):
            self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            if not self.pending:
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"no answer to {[request.url for request in self.pending]}")

    def open_documents(self) -> None:
        """Go to the documents; the server sends their table anew, and nothing typed sooner may be lost to it."""
        with self.page.expect_response(lambda response: "/gradio_api/run/" in response.url):
            self.page.get_by_role("tab", name="Documents").click()
        self.page.wait_for_selector("#documents :is(table.library, .empty)")
        self.settled()

    def remove(self, row: str) -> None:
        """Remove the document of this row of the table: one press asks, one within four seconds does it."""
        self.page.locator(f"{row} button.remove").evaluate(
            "one => { if (!one.dataset.sure) one.click(); one.click(); }"
        )
        self.page.wait_for_selector("#report :text('Removed')")

    def text(self, selector: str) -> str:
        """What stands there to be read."""
        return self.page.locator(selector).first.inner_text()


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, servers: Servers) -> Iterator[Visit]:
    """Opens the page of a server, by name or address, as a new person. Nothing may leave the machine or fail."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def opened(server: str = "sample", **settings: Any) -> Visitor:
        address = servers.addresses.get(server, server)
        context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **settings})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        visitor = Visitor(page)
        context.on("request", lambda request: _note_outside(visitor, request.url, address))
        page.on("request", lambda request: _note_event(visitor, request))
        for end in ("requestfinished", "requestfailed"):
            page.on(end, lambda request: visitor.pending.discard(request))
        page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        contexts.append(context)
        visitors.append(visitor)
        page.goto(address)
        page.wait_for_selector("#question textarea")
        page.wait_for_selector("#welcome .welcome, #welcome .empty, #turn .turn", state="attached")
        visitor.settled()  # what the page loads at first would overwrite what is typed before it
        return visitor

    yield opened
    for context in contexts:
        context.close()
    for visitor in visitors:
        assert visitor.outside == []
        assert visitor.errors == []
    assert servers.outside() == ""


def _note_event(visitor: Visitor, request: Request) -> None:
    if request.is_navigation_request():
        visitor.pending.clear()
    elif "/gradio_api/run/" in request.url or "/gradio_api/queue/" in request.url:
        visitor.pending.add(request)


def _note_outside(visitor: Visitor, url: str, address: str) -> None:
    if not url.startswith((f"{address.rstrip('/')}/", "data:", "blob:")):
        visitor.outside.append(url)
