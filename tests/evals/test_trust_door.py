"""The rows of the trust battery that drive a server notice what goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evals.trust.crowd import _Noted
from evals.trust.endpoints import _foreign_names, _Tally, _without_password
from evals.trust.server import Server
from evals.trust.visitor import Refused, Visitor


class Careless(BaseHTTPRequestHandler):
    """A server that lets everybody do everything."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"{}")

    do_POST = do_HEAD = do_DELETE = do_GET  # noqa: N815

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[Server]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Careless) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield Server(f"http://127.0.0.1:{listening.server_port}", listening.server_port, 0, tmp_path)
        listening.shutdown()


def test_an_open_door_is_noticed(careless: Server) -> None:
    tally = _Tally()
    _without_password(careless, tally)
    _foreign_names(careless, tally)
    assert tally.tried > 400
    assert len(tally.through) > 0.98 * tally.tried


def test_a_foreign_word_an_error_and_growth_are_noticed() -> None:
    noted = _Noted(memory=[100, 200, 100, 100, 130, 130])
    visitor = Visitor(None, {})  # type: ignore[arg-type]
    visitor.seen += [f"asked ({visitor.word})", "asked (zq0123456789)"]
    noted.look(visitor)
    assert noted.leaks == [f"{visitor.word} was sent zq0123456789"]
    assert noted.growth == pytest.approx(0.3)
    assert Refused(429, "try again in 3 s").stated
    assert not Refused(429, " ").stated
    assert not Refused(500, "Internal Server Error").stated
