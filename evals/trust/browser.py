"""A person at the page, in a real browser that notes every request to other machines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evals.benchmarks.chat_speed import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

PATIENCE = 120_000  # milliseconds; an answer takes one or two seconds where nothing else runs


@dataclass
class PageVisitor:
    """The page, and the addresses it asked for that are not the server's, in order."""

    page: Page
    outside: list[str] = field(default_factory=list)
    turns: int = 0

    def ask(self, question: str) -> None:
        """Type a question, press Enter, wait for the whole answer."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.page.wait_for_selector(f"#turn .turn[data-turn='{self.turns}'][aria-busy='false']", timeout=PATIENCE)
        self.turns += 1


@contextmanager
def visiting(address: str) -> Iterator[PageVisitor | None]:
    """Somebody at the page of the server at `address`; None where there is no chromium or no playwright.

    The browser looks up no name but the server's: every other one is refused before it leaves the machine, and
    noted.
    """
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        yield None
        return
    refuse = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, refuse])
        page = browser.new_context().new_page()
        visitor = PageVisitor(page)
        own = urlsplit(address).netloc

        def note(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
                visitor.outside.append(request.url)

        page.context.on("request", note)
        page.goto(address)
        page.wait_for_selector("#question textarea", timeout=PATIENCE)
        yield visitor
        browser.close()
