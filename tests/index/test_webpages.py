from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index import webpages
from index.corpus import Corpus
from index.errors import CorpusError, FetchError
from index.settings import Settings
from index.types import Outcome
from index.webpages import fetch, is_address

PAGE = (
    "<html><head><title>The pier</title></head><body><article><p>The pier at Ekholm is 41 metres long, as the "
    "harbour office measured.</p><p>It was built by two brothers in 1921.</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/again/"):
            left = int(path.rpartition("/")[2])
            self._say(302, b"", location=f"/again/{left - 1}" if left else "/pier")
        elif path == "/pier":
            self._say(200, PAGE.encode())
        elif path == "/old":
            self._say(
                200, PAGE.replace("Ekholm", "Ekhölm").encode("cp1252"), kind="text/html; charset=windows-1252"
            )
        elif path == "/private":
            self._say(302, b"", location=f"http://127.0.0.2:{self.server.server_address[1]}/pier")
        elif path == "/elsewhere":
            self._say(302, b"", location="file:///etc/passwd")
        elif path == "/large":
            self._say(200, b"x" * 300_000, kind="text/plain")
        elif path == "/zip":
            self._say(200, b"PK", kind="application/zip")
        else:
            self._say(404, b"no")

    def _say(self, status: int, data: bytes, *, kind: str = "text/html", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_kept_with_its_address_and_the_day(site: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with Corpus.open(tmp_path / "docs", settings=Settings(home=tmp_path / "home")) as corpus:
        report = corpus.add_page(f"{site}/again/3")
        assert [file.outcome for file in report.files] == [Outcome.ADDED]
        assert [file.outcome for file in corpus.add_page(f"{site}/pier").files] == [Outcome.UNCHANGED]
        (info,) = corpus.documents()
        assert (info.title, info.url) == ("The pier", f"{site}/pier")
        assert "41 metres" in corpus.document(info.id).text
        with (corpus.data / "uploads" / "metadata.csv").open(newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["url"] == f"{site}/pier"
        assert len(row["fetched"]) == len("2024-03-05")


def test_the_charset_of_the_answer_is_the_pages(site: str) -> None:
    assert "Ekhölm" in fetch(f"{site}/old").data.decode("utf-8")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/again/9", "more than 5 times"),
        ("/private", "private network"),
        ("/elsewhere", "no address of http"),
        ("/zip", "not read"),
    ],
)
def test_what_cannot_be_had_is_said(site: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        fetch(f"{site}{path}")


def test_a_large_page_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpages, "LIMIT", 100_000)
    with pytest.raises(FetchError, match="larger than"):
        fetch(f"{site}/large")


def test_nobody_there() -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/x")
    assert not is_address("notes/http")
    assert is_address("HTTPS://example.org")


def test_a_pasted_text_is_a_document_under_its_title(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with Corpus.open(tmp_path / "docs", settings=Settings(home=tmp_path / "home")) as corpus:
        corpus.add_text("Notes of the board", "The crane was sold for 900 crowns.\n")
        (info,) = corpus.documents()
        assert info.title == "Notes of the board"
        corpus.add_text("", "A second note, without any title, about the buoy.")
        assert len(corpus.documents()) == 2
        with pytest.raises(CorpusError, match="empty"):
            corpus.add_text("x", "  ")
        corpus.remove(info.id)
        assert len(corpus.documents()) == 1
