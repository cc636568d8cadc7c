"""Tries every route of the server as a stranger: without the password, under foreign names, with foreign files."""

from __future__ import annotations

import re
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from evals.trust.base import Effort, TrustRow
from evals.trust.routes import CLOSED, OPEN, listed
from evals.trust.server import Server, serving

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

SECRET = ("reader", "correct horse")
JSON = {"content-type": "application/json"}


@dataclass(slots=True)
class _Tally:
    """What was tried, and what got through."""

    tried: int = 0
    through: list[str] = field(default_factory=list)

    def note(self, said: str, *, through: bool) -> None:
        self.tried += 1
        if through:
            self.through.append(said)


class Endpoints:
    """After `evals.trust.base.TrustTest`."""

    name = "endpoints"
    title = "every endpoint, ours and Gradio's, without the password, with foreign paths, URLs, hosts, origins"
    reach = "0 let through"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Try them on a server with a password, on one without, and on one that other machines may reach."""
        tally = _Tally()
        with serving("--mcp", environment={"SAYSO_AUTH": ":".join(SECRET)}) as server:
            progress("endpoints: without the password")
            _without_password(server, tally)
        for options in ((), ("--host", "0.0.0.0", "--mcp")) if effort is Effort.FULL else ((),):
            with serving(*options) as server:
                progress("endpoints: foreign names, files and addresses")
                _as_a_stranger(server, effort, tally)
        reached = f"{len(tally.through)} of {tally.tried:,} requests let through"
        return TrustRow(
            self.name, self.title, reached, self.reach, not tally.through, tuple(dict.fromkeys(tally.through))[:40]
        )


def _without_password(server: Server, tally: _Tally) -> None:
    """No request passes without the password; with a wrong one, not even the right one soon after."""
    with httpx.Client(base_url=server.address, timeout=30) as http:
        for method, path in (*listed(OPEN), *listed(CLOSED)):
            status = _status(http, method, _filled(path))
            tally.note(f"{method} {path} without a password: {status}", through=status != 401)
        for method, path in (*listed(OPEN), *listed(CLOSED)):
            auth = (SECRET[0], secrets.token_hex(4))
            status = _status(http, method, _filled(path), auth=auth)
            tally.note(f"{method} {path} with a wrong password: {status}", through=status not in (401, 429))
        status = http.get("/config", auth=SECRET).status_code
        tally.note(
            f"the right password right after {len(listed(OPEN))} wrong ones: {status}", through=status != 429
        )


def _as_a_stranger(server: Server, effort: Effort, tally: _Tally) -> None:
    mark = f"quagga{secrets.token_hex(6)}"
    private = server.folder / "private.txt"
    private.write_text(f"The {mark} herd has 77 animals, said the keeper.\n", encoding="utf-8")
    (server.folder / "link.txt").symlink_to(private)
    with _listener(mark) as (bait, visits):
        _foreign_names(server, tally)
        _closed(server, mark, private, bait, tally)
        _foreign_files(server, mark, _baits(private, bait), effort, tally)
        _forged_uploads(server, mark, private, tally)
        tally.note(f"the server fetched an address: {visits[:3]}", through=bool(visits))
    hits = _called(server, "search", [mark, 100])
    tally.note(f"a file of the machine was indexed: {hits[:200]}", through=mark in hits)


def _foreign_names(server: Server, tally: _Tally) -> None:
    """Host and Origin of others, on every route that is open."""
    own = f"127.0.0.1:{server.port}"
    hosts = [
        *("evil.example", f"evil.example:{server.port}", rf"evil.example\@{own}", f"evil.example@{own}"),
        *(
            f"{own}.evil.example",
            f"{own}@evil.example",
            "127.0.0.1:1",
            "127.0.0.1:99999",
            f"2130706433:{server.port}",
        ),
    ]
    origins = [
        "http://evil.example",
        "https://127.0.0.1",
        "null",
        f"http://{own}.evil.example",
        "http://127.0.0.1:1",
    ]
    with httpx.Client(base_url=server.address, timeout=30) as http:
        for (method, path), host in product(listed(OPEN), hosts):
            status = _status(http, method, _filled(path), headers={"host": host})
            tally.note(f"{method} {path} under Host {host}: {status}", through=status not in (400, 421))
        for (method, path), origin in product(listed(OPEN), origins):
            status = _status(http, method, _filled(path), headers={"origin": origin})
            tally.note(f"{method} {path} from Origin {origin}: {status}", through=status != 403)
    for request in (
        f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n",
        f"GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\n\r\n",
        f"GET http://{own}/ HTTP/1.1\r\nHost: {own}\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
    ):
        first = _raw(server.port, request)
        tally.note(f"{request!r}: {first}", through=" 200 " in first)


def _closed(server: Server, mark: str, private: Path, bait: str, tally: _Tally) -> None:
    """What is closed answers nobody, and no route gives a file of the machine for whatever path."""
    paths = [str(private), f"/{private}", bait, "/etc/passwd", *_climbs(private)]
    with httpx.Client(base_url=server.address, timeout=30) as http:
        for method, path in listed(CLOSED):
            status = _status(http, method, _filled(path))
            tally.note(f"{method} {path}: {status}", through=status < 400)
        for (method, path), value in product((*listed(OPEN), *listed(CLOSED)), paths):
            if method != "GET" or "{" not in path or "session_hash" in path:
                continue
            answer = _raw(server.port, f"GET {_filled(path, value)} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                          "Connection: close\r\n\r\n", whole=True)  # fmt: skip
            tally.note(f"GET {path} of {value}", through=mark in answer or "root:" in answer)


def _foreign_files(server: Server, mark: str, baits: list[Any], effort: Effort, tally: _Tally) -> None:
    """No function of the page takes a path or an address, at any place of a request."""
    numbers = sorted(server.functions().values())
    if effort is Effort.SHORT:
        named = server.functions()
        numbers, baits = [named[name] for name in ("ask", "begin", "ask_1", "added", "removed")], baits[:8]
    with httpx.Client(base_url=server.address, timeout=30, headers=JSON) as http:
        for number, bait, route in product(numbers, baits, ("run/predict", "queue/join")):
            for size in (1, 2):
                event = {"fn_index": number, "session_hash": "stranger", "data": [bait] * size, "event_data": bait}
                answer = http.post(f"/gradio_api/{route}", json={**event, "batched": True, "simple_format": True})
                said = f"function {number} by {route} takes {str(bait)[:80]}: {answer.status_code}"
                tally.note(said, through=answer.status_code < 400 or mark in answer.text)
        for bait, name in product(baits, ("ask", "search", "figures")):
            for route, record in (
                (f"call/{name}", {"data": [bait]}),
                (f"call/v2/{name}", {"question": bait}),
                (f"call/v2/{name}", {"about": bait}),
            ):
                answer = http.post(f"/gradio_api/{route}", json=record)
                tally.note(
                    f"{route} takes {str(bait)[:80]}: {answer.status_code}", through=answer.status_code < 400
                )


def _forged_uploads(server: Server, mark: str, private: Path, tally: _Tally) -> None:
    """Another visitor's upload, its path with something behind it, and names that climb out of the folder."""
    number = server.functions().get("added")
    with httpx.Client(base_url=server.address, timeout=30) as one, httpx.Client(base_url=server.address) as other:
        for name in ("a.txt", *_climbs(private), str(private), "a\x00.txt", "." * 300 + ".txt"):
            uploaded = one.post("/gradio_api/upload", files={"files": (name, f"{mark} upload\n".encode())})
            if uploaded.status_code != 200:
                tally.note(f"an upload called {name!r}", through=False)
                continue
            token = uploaded.json()[0]
            tally.note(
                f"an upload is kept at {token}", through=str(server.folder) in token or ".." in token.split("/")
            )
            for forged in (token, f"{token}/../../{private.name}", f"./{token}", token.upper(), f"/tmp/{token}"):
                event = {"fn_index": number, "session_hash": "stranger", "data": [[{"path": forged}]]}
                answer = other.post("/gradio_api/queue/join", json=event)
                tally.note(f"another's upload {forged}: {answer.status_code}", through=answer.status_code < 400)
        tally.note("an upload was written over a file", through=f"{mark} upload" in private.read_text("utf-8"))


def _climbs(private: Path) -> list[str]:
    """The path of a file written so that it climbs out of a folder."""
    up = "/".join([".."] * 12)
    return [
        f"{up}{private}",
        f"..%2f..%2f..%2f..%2f..%2f..%2f..%2f..{str(private).replace('/', '%2f')}",
        f"%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{private}",
        f"....//....//....//....//....//....{private}",
        f"..\\..\\..\\..\\..\\..{private}",
        str(private.parent / "link.txt"),
    ]


def _baits(private: Path, bait: str) -> list[Any]:
    """Everything that could be taken for a file in the JSON of a request."""
    meta = {"meta": {"_type": "gradio.FileData"}}
    plain = {"path": str(private), **meta}
    return [
        [plain],
        plain,
        {"path": bait, **meta},
        [{"path": "a.txt", "url": bait, "orig_name": "a.txt", "is_stream": False, **meta}],
        {"value": [plain]},
        [[[{"a": {"b": plain}}]]],
        *([{"path": climb, **meta}] for climb in _climbs(private)),
        [{"path": f"file://{private}", **meta}],
        [{"path": "data:text/plain;base64,cXVhZ2dh", **meta}],
        [{"path": [str(private)], **meta}],
        [{"path": plain, **meta}],
        {"__type__": "update", "value": [plain]},
        [{"url": str(private)}],
        [{**plain, "is_stream": True}],
    ]


@contextmanager
def _listener(mark: str) -> Iterator[tuple[str, list[str]]]:
    """An address of this machine that a server could be made to fetch, and who came there."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(mark.encode())

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            del arguments

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/{mark}.txt", visits
        listening.shutdown()


def _filled(path: str, value: str = "x") -> str:
    """A route with something in each of its places."""
    known: dict[str, str] = {"api_name": "ask", "environment": "client"}
    fill: Callable[[re.Match[str]], str] = lambda found: known.get(found[1].partition(":")[0], value)  # noqa: E731
    return re.sub(r"\{([^}]+)\}", fill, path)


def _status(http: httpx.Client, method: str, path: str, **more: Any) -> int:
    """The status of a request; of an endless answer only the head is read."""
    content = b"{}" if method == "POST" else None
    headers = {**(JSON if method == "POST" else {}), **more.pop("headers", {})}
    try:
        with http.stream(method, path, content=content, headers=headers, **more) as answer:
            return answer.status_code
    except httpx.TransportError:
        return 400  # the connection was closed on us


def _raw(port: int, request: str, *, whole: bool = False) -> str:
    """The first line of the answer to a request written by hand, or as much of it as comes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.settimeout(3)
        connection.sendall(request.encode("utf-8", "surrogateescape"))
        told = b""
        try:
            while (piece := connection.recv(65_536)) and (whole or b"\r\n" not in told) and len(told) < 1_000_000:
                told += piece
        except TimeoutError:
            pass
    text = told.decode("utf-8", "replace")
    return text if whole else text.partition("\r\n")[0]


def _called(server: Server, name: str, arguments: list[Any]) -> str:
    """What a public function returns, as the text of its events."""
    with httpx.Client(base_url=f"{server.address}/gradio_api", timeout=120) as http:
        event = http.post(f"/call/{name}", json={"data": arguments}).json()["event_id"]
        return http.get(f"/call/{name}/{event}").text
