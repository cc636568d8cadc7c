"""Hostile content at the page, in a real browser: nothing runs, nothing is fetched from a listener that waits."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from evals.trust.base import Effort, TrustRow
from evals.trust.browser import PageVisitor, visiting
from evals.trust.doors import chat_server, environment
from evals.trust.payloads import IN_DOCUMENTS, IN_QUESTIONS, PAYLOADS, question_about, write_payloads
from evals.trust.recorder import Recorder

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

SHORT_DOCUMENTS, SHORT_QUESTIONS = IN_DOCUMENTS[::25], IN_QUESTIONS[:1]
"""Asked about in the short form; the table of documents shows the titles and metadata of all others there too."""


class Content:
    """Asks about every hostile document, opens its citations and figures, and asks every hostile question."""

    name = "content"
    title = (
        "hostile content in text, titles, file names, metadata and questions, in a real browser with a listener"
    )
    reach = f"{len(PAYLOADS)} payloads: 0 executed, 0 requests"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Show every payload everywhere it can be shown. Cannot be run where there is no browser."""
        documents = SHORT_DOCUMENTS if effort is Effort.SHORT else IN_DOCUMENTS
        questions = SHORT_QUESTIONS if effort is Effort.SHORT else IN_QUESTIONS
        with tempfile.TemporaryDirectory() as place, _listener() as (evil, heard):
            folder = Path(place)
            write_payloads(folder / "documents", evil)
            recorder, known = Recorder(folder / "records"), environment(folder / "home")
            with (
                chat_server(recorder, "chat", folder / "documents", known) as server,
                visiting(server.address) as visitor,
            ):
                if visitor is None:
                    return TrustRow(self.name, self.title, "there is no browser here", self.reach, passed=None)
                if not _control(visitor, evil, heard):
                    said = "a page that does run and fetch the payloads was not noticed"
                    return TrustRow(self.name, self.title, said, self.reach, passed=False)
                executed = _at_documents(visitor)
                for number, payload in enumerate(documents):
                    progress(f"document {number + 1} of {len(documents)}")
                    executed += _asked(visitor, question_about(payload), payload.number)
                for payload in questions:
                    executed += _asked(visitor, payload.written(evil), payload.number)
                requests = [*heard, *visitor.outside]
        tried = len(IN_DOCUMENTS) + len(questions)
        reached = f"{tried} payloads: {len(executed)} executed, {len(requests)} requests"
        details = (*executed, *(f"request: {one}" for one in requests))
        return TrustRow(self.name, self.title, reached, self.reach, not details, details)


@contextmanager
def _listener() -> Iterator[tuple[str, list[str]]]:
    """A server that the payloads would fetch from: its address, and what it was asked for."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()


def _control(visitor: PageVisitor, evil: str, heard: list[str]) -> bool:
    """Whether a page without our care runs and fetches a payload, and both are noticed; forgotten afterwards."""
    page = visitor.page.context.new_page()
    page.set_content(PAYLOADS[0].written(evil).replace("onerror", "data-x onerror"))
    page.wait_for_function("window.pwned !== undefined", timeout=10_000)
    page.close()
    noticed = bool(heard) and bool(visitor.outside)
    heard.clear()
    visitor.outside.clear()
    return noticed


def _at_documents(visitor: PageVisitor) -> list[str]:
    """What ran in the table of all documents, and in one that is opened from it."""
    page = visitor.page
    page.get_by_role("tab", name="Documents").click()
    page.wait_for_selector("#documents table.library")
    page.locator("table.library tbody tr").first.hover()
    page.locator("table.library tbody th a").last.click()
    page.wait_for_selector("#viewer [data-key]", state="attached")
    found = _executed(visitor, "the documents")
    page.get_by_role("tab", name="Chat").click()
    return found


def _asked(visitor: PageVisitor, question: str, number: int) -> list[str]:
    """What ran when a question was asked, its quote opened and its figures shown."""
    page = visitor.page
    visitor.ask(question)
    links = page.locator("#turn a.cite")
    if links.count():
        links.first.hover()
        links.first.click()
        page.wait_for_selector("#viewer [data-key]", state="attached")
    return _executed(visitor, f"payload {number}")


def _executed(visitor: PageVisitor, where: str) -> list[str]:
    """Which payload ran in the page since it was last looked at."""
    ran = visitor.page.evaluate("() => { const ran = window.pwned; delete window.pwned; return ran ?? null }")
    return [f"{where}: window.pwned was {ran}"] if ran is not None else []
