"""The ways people use sayso, each as a program that goes on with its models loaded for as long as it is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from evals.trust.recorder import Recorder
from evals.types import EvalError
from index.telemetry import REPORTERS

STARTING = 180.0
"""Seconds a server may take until it answers: under strace, beside others, on a slow machine."""

_GO_ON = """
import sys, time
until = time.monotonic() + float(sys.argv[1])
def main(*arguments):
    from ui.cli import app
    app(list(arguments), standalone_mode=False)
def rest(seconds):
    time.sleep(max(0, min(seconds, until - time.monotonic())))
"""
_ADDRESS = "address = sys.argv[3]\n"
PROGRAMS = {
    "index": """
from pathlib import Path
while True:
    Path(sys.argv[2], "changed.txt").write_text(f"The mill closed after {time.monotonic_ns()} days.")
    main("index", sys.argv[2])
    rest(20)
    if time.monotonic() >= until: break
""",
    "ask": """
main("index", sys.argv[2])
while True:
    main("ask", "how many people died?", "--corpus", sys.argv[2])
    rest(20)
    if time.monotonic() >= until: break
""",
    "figures": """
main("index", sys.argv[2])
while True:
    main("figures", "--corpus", sys.argv[2], "--csv")
    rest(20)
    if time.monotonic() >= until: break
""",
    "Python": """
from qa import Assistant
with Assistant.open(sys.argv[2]) as assistant:
    chat, retriever = assistant.chat(), assistant.as_retriever()
    while True:
        chat.ask("how many people died?"), chat.ask("and in Brennholm?"), retriever.retrieve("the mill")
        rest(10)
        if time.monotonic() >= until: break
    assert chat.turns[0].answer.quotes
""",
    "API": _ADDRESS
    + """
from ui.examples.ask_over_api import ask
while True:
    assert ask(address, "how many people died?")["quotes"]
    rest(20)
    if time.monotonic() >= until: break
""",
    "MCP": _ADDRESS
    + """
import asyncio
from ui.examples.ask_over_mcp import ask
while True:
    assert asyncio.run(ask(address, "how many people died?"))[1]["quotes"]
    rest(20)
    if time.monotonic() >= until: break
""",
}
"""Called with the seconds to go on for, the folder of documents, and the server's address where one is used."""


def program(name: str, seconds: float, folder: Path, address: str = "") -> list[str]:
    """The command of a door."""
    return [sys.executable, "-c", _GO_ON + PROGRAMS[name], str(seconds), str(folder), address]


def write_documents(folder: Path) -> Path:
    """A few small documents in a new folder."""
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(
        "The harbour board said that at least 30 people died in Brennholm in March 2019.\n", encoding="utf-8"
    )
    (folder / "b.txt").write_text(
        "The union says that 42 people died in Brennholm in March 2019.\n", encoding="utf-8"
    )
    return folder


def environment(home: Path) -> dict[str, str]:
    """This process's environment with an empty home, and sayso's own folder beside it.

    What this process switched off for its children is left out: each program must switch it off by itself.
    """
    ours = {name for reporter in REPORTERS for name in reporter.environment}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "SAYSO_")) and name not in ours
    }
    kept["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).resolve().parents[2]), kept.get("PYTHONPATH", "")])
    home.mkdir(parents=True, exist_ok=True)
    return {**kept, "HOME": str(home), "SAYSO_HOME": str(home.with_name(home.name + "-sayso"))}


@dataclass(frozen=True, slots=True)
class Server:
    """A chat server that answers at `address`."""

    address: str
    process: subprocess.Popen[bytes]


@contextmanager
def chat_server(recorder: Recorder, name: str, folder: Path, known: dict[str, str]) -> Iterator[Server]:
    """`sayso chat --mcp` over a folder, recorded, until it is left. Raises EvalError where it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "ui.cli", "chat", "--corpus", str(folder), "--port", str(port), "--mcp"]
    process = recorder.start(name, command, known)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, recorder=recorder, name=name)
        yield Server(address, process)
    finally:
        end(process)


def _wait_for(address: str, process: subprocess.Popen[bytes], *, recorder: Recorder, name: str) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=10):
            return
        time.sleep(0.2)
    raise EvalError(f"the chat did not start; it said: {recorder.output(name)[-600:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, which share a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
