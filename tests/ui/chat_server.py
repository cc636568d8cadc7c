"""Chat servers for the tests: every kind of corpus and setting on a port of its own, in one process.

Run as `python chat_server.py FOLDER` it prints a line of JSON with the addresses once all of them
answer, and notes in FOLDER/outside.txt every connection or name look-up that leaves this machine.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HOLD = "hold"  # the file in FOLDER during which nothing is indexed to its end
HOME_NAMES = (None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1", "0.0.0.0")


def watch(note: Path) -> None:
    """Note whatever this process tries to reach outside."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            address = arguments[1]
            if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1")):
                _note(note, f"connect {address}")
        elif event == "socket.getaddrinfo" and arguments[0] not in HOME_NAMES:
            _note(note, f"look up {arguments[0]!r}")

    sys.addaudithook(hook)


def _note(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


class Hold:
    """An annotator that keeps indexing from going on while a file is there, so that a test can look at it."""

    name, version = "hold", "1"

    def __init__(self, sign: Path) -> None:
        self._sign = sign

    def annotate(self, document: object, passages: object) -> list[Any]:
        while self._sign.exists():
            time.sleep(0.02)
        return []


class Unreachable:
    """A reader whose language model does not answer."""

    name = "unreachable"

    def read(self, question: Any, hits: Sequence[object]) -> Any:
        from qa.errors import ProviderError

        raise ProviderError("the language model at 127.0.0.1:9 does not answer; start it, or choose no model")


class Moody:
    """A reader that never comes back from a question with "slowly" in it, and fails at one with "badly"."""

    name = "moody"

    def __init__(self, reader: Any) -> None:
        self.reader = reader

    def read(self, question: Any, hits: Sequence[object]) -> Any:
        if "slowly" in question.text:
            threading.Event().wait()
        if "badly" in question.text:
            raise RuntimeError("a mistake nobody foresaw")
        return self.reader.read(question, hits)


def main(folder: Path) -> None:
    watch(folder / "outside.txt")
    from index.corpus import Corpus
    from index.embedding import load_embedder
    from index.sample import folder as sample
    from index.settings import Settings
    from qa.assistant import Assistant
    from qa.figures.annotations import FigureAnnotator
    from qa.reading import load_reader
    from ui.shelf import ShelfAnnotator

    settings, embedder, reader = Settings(home=folder / "home"), load_embedder("builtin"), load_reader()

    def opened(documents: Path) -> Corpus:
        annotators = [FigureAnnotator(), ShelfAnnotator(), Hold(folder / HOLD)]
        corpus = Corpus.open(documents, settings=settings, embedder=embedder, annotators=annotators)
        corpus.index()
        return corpus

    mcp = find_spec("mcp") is not None
    corpora = {
        "sample": opened(sample()),
        "hostile": opened(next(folder.glob("hostile*"))),
        **{name: opened(folder / name) for name in ("empty", "harbours", "bare", "pictured", "dropped", "kept")},
    }
    addresses = {}
    for name, corpus in corpora.items():
        addresses[name] = start(Assistant(corpus, reader), corpus, mcp=mcp)
    sample_corpus = corpora["sample"]
    guarded = Assistant(sample_corpus, reader)
    addresses["guarded"] = start(guarded, sample_corpus, auth=("reader", "secret"), mcp=mcp)
    addresses["down"] = start(Assistant(sample_corpus, Unreachable()), sample_corpus)
    moody = Assistant(sample_corpus, Moody(reader))
    addresses["moody"] = start(moody, sample_corpus)
    addresses.update(proxies(Assistant(sample_corpus, reader), sample_corpus))
    import ui.web

    ui.web.QUEUE_LIMIT = 1
    addresses["crowded"] = start(moody, sample_corpus)
    data = {name: str(corpus.data) for name, corpus in corpora.items()}
    print(json.dumps({"addresses": addresses, "data": data, "mcp": mcp, "pid": os.getpid()}), flush=True)
    sys.stdin.read()


def start(assistant: Any, corpus: Any, **settings: Any) -> str:
    """Serve in a thread, on a port that is taken from the beginning; returns the address once it answers."""
    import uvicorn

    from ui.server import ServerSettings, build_app, options

    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    chosen = ServerSettings(port=port, **settings)
    server = uvicorn.Server(uvicorn.Config(build_app(assistant, corpus, chosen), **options(chosen)))
    threading.Thread(target=server.run, args=([taken],), daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}"


def proxies(assistant: Any, corpus: Any) -> dict[str, str]:
    """The addresses of two reverse proxies: one that says nothing of itself, and one whose word is trusted."""
    from tests.ports import free_port
    from tests.ui.reverse_proxy import ReverseProxy
    from ui.door.addresses import hosts_of, networks

    port, name = free_port(), "docs.localhost"
    silent = start(
        assistant, corpus, hosts=hosts_of([f"{name}:{port}"]), prefix="/library", auth=("ann", "secret")
    )
    listen(ReverseProxy(silent, "/library"), port)
    other = free_port()
    trusted = start(
        assistant, corpus, proxies=networks(["127.0.0.1"]), open_to_all=True, mcp=find_spec("mcp") is not None
    )
    listen(ReverseProxy(trusted, "/shelf/2", telling=True, cutting=True), other)
    return {"silent": f"http://{name}:{port}/library", "telling": f"http://{name}:{other}/shelf/2"}


def listen(app: Any, port: int) -> None:
    """Serve any ASGI application in a thread."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
