"""One process of chat servers for all tests of the page and the API, and a real browser before it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots" / "new"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
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


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    from tests.ui.hostile import FOLDER as HOSTILE
    from tests.ui.hostile import write_hostile_documents

    folder = tmp_path_factory.mktemp("servers")
    for name in ("empty", "bare", "pictured", "dropped", "kept"):
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped where there is none. One per module: its event loop must not outlive it."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no chromium here: install your system's package to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@dataclass
class Visitor:
    """One person at the page: the page, and what it asked of other machines or failed at."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str, *, turn: int = 0) -> None:
        """Type a question, press Enter, wait for the whole answer."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.answered(turn)

    def answered(self, turn: int) -> None:
        """Wait until the answer of this turn is complete."""
        self.page.wait_for_selector(f"#turn .turn[data-turn='{turn}'][aria-busy='false']")

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
        page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        contexts.append(context)
        visitors.append(visitor)
        page.goto(address)
        page.wait_for_selector("#question textarea")
        page.wait_for_selector("#welcome .welcome, #welcome .empty, #turn .turn", state="attached")
        return visitor

    yield opened
    for context in contexts:
        context.close()
    for visitor in visitors:
        assert visitor.outside == []
        assert visitor.errors == []
    assert servers.outside() == ""


def _note_outside(visitor: Visitor, url: str, address: str) -> None:
    if not url.startswith((f"{address}/", "data:", "blob:")):
        visitor.outside.append(url)
