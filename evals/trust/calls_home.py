"""No calls home: nobody outside this machine is reached and no name looked up, with models loaded, for minutes."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from evals.trust.base import Effort, TrustRow
from evals.trust.browser import visiting
from evals.trust.doors import chat_server, end, environment, program, write_documents
from evals.trust.recorder import Recorder, reaches_outside, way

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

SECONDS = {Effort.SHORT: 5.0, Effort.FULL: 300.0}
"""How long each door goes on with its models loaded."""

LEAST = 60.0
"""What a program may take beyond that, to start and to end."""

ALONE = {Effort.SHORT: ("Python",), Effort.FULL: ("index", "ask", "figures", "Python")}
AT_SERVER = ("API", "MCP")


class CallsHome:
    """Runs every door at once, each recorded in a home folder of its own."""

    name = "calls-home"
    title = "no calls home: index, ask, figures, chat, API, MCP and Python with models loaded; the browser"
    reach = "0 outside connections, 0 look-ups of names, nothing written to the home folder"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Run the doors side by side; the short form leaves index, ask and figures to Python and the chat."""
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            recorder = Recorder(folder / "records")
            blind = _blind(recorder, folder)
            if blind:
                return TrustRow(self.name, self.title, blind, self.reach, passed=False)
            names, problems = _all_doors(recorder, folder, effort, progress)
            outside = {name: recorder.seen(name) for name in names if name != "browser"}
            left = {name: written(folder / "homes" / name) for name in outside}
        calls = sum(map(len, outside.values()))
        files = sum(map(len, left.values()))
        details = [f"{name}: {call}" for name, seen in outside.items() for call in dict.fromkeys(seen)]
        details += [f"{name} left {file}" for name, found in left.items() for file in found]
        reached = (
            f"{calls} connections or look-ups and {files} files left by {', '.join(names)} "
            f"in {SECONDS[effort]:.0f} s each, seen by {way()}, which saw a control"
        )
        passed = not (calls or files or problems)
        return TrustRow(self.name, self.title, reached, self.reach, passed, (*details, *problems))


def _blind(recorder: Recorder, folder: Path) -> str:
    """What the recorder does not see of a program that connects and looks up; empty where it sees both."""
    recorder.start("control", reaches_outside(), environment(folder / "homes" / "control")).wait(LEAST)
    seen = recorder.seen("control")
    missing = [
        kind for kind in ("connect 192.0.2.1 port 9", "look-up") if not any(s.startswith(kind) for s in seen)
    ]
    return f"the recorder ({way()}) did not see the control's {' and '.join(missing)}" if missing else ""


def _all_doors(
    recorder: Recorder, folder: Path, effort: Effort, progress: ProgressLine
) -> tuple[list[str], list[str]]:
    """Run every door; their names, and what went wrong with any of them."""
    seconds = SECONDS[effort]
    running: dict[str, subprocess.Popen[bytes]] = {}
    problems: list[str] = []

    def home(name: str) -> dict[str, str]:
        return environment(folder / "homes" / name)

    try:
        for name in ALONE[effort]:
            own = write_documents(folder / "documents" / name)
            running[name] = recorder.start(name, program(name, seconds, own), home(name))
        with chat_server(recorder, "chat", write_documents(folder / "documents" / "chat"), home("chat")) as server:
            progress(f"the server answers; every door goes on for {seconds:.0f} s")
            for name in AT_SERVER:
                own = folder / "documents" / "chat"
                running[name] = recorder.start(name, program(name, seconds, own, server.address), home(name))
            names = ["chat", *running]
            if effort is Effort.FULL:
                names.append("browser")
                problems += _at_the_page(server.address, seconds)
            problems += [told for name in running if (told := _failed(name, running[name], recorder, seconds))]
    finally:
        for process in running.values():
            end(process)
    return names, problems


def _failed(name: str, process: subprocess.Popen[bytes], recorder: Recorder, seconds: float) -> str:
    """What the door said where it did not end well; empty where it did."""
    try:
        code = process.wait(seconds + 3 * LEAST)
    except subprocess.TimeoutExpired:
        return f"{name} did not end"
    return f"{name} ended with {code}: {recorder.output(name)[-300:]}" if code else ""


def _at_the_page(address: str, seconds: float) -> list[str]:
    """What a page asks of other machines while somebody asks at it; why not, where there is no browser."""
    with visiting(address) as visitor:
        if visitor is None:
            return ["browser: there is none here"]
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            visitor.ask("how many people died?")
            visitor.page.wait_for_timeout(min(20.0, max(0.0, until - time.monotonic())) * 1000)
        return [f"browser: {url}" for url in visitor.outside]


def written(home: Path) -> list[str]:
    """The files in a home folder that was empty, sayso's own apart, which lie beside it."""
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
