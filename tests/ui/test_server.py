"""How the server is put together: what strangers may do, and what it says when it cannot start."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.trust.routes import CLOSED, OPEN, listed
from index.corpus import Corpus
from index.errors import SettingsError
from index.settings import Settings
from qa.assistant import Assistant
from qa.reading.overlap.rule_reader import RulesReader
from tests.ui.conftest import ROOT, environment
from ui import server
from ui.door.routes import Routes
from ui.server import ServerSettings


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    (tmp_path / "documents").mkdir()
    with Corpus.open(tmp_path / "documents", settings=Settings(home=tmp_path / "home")) as opened:
        yield opened


def test_a_taken_port_is_named_with_the_remedy(corpus: Corpus) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} .*--port"):
            server.serve(Assistant(corpus, RulesReader()), corpus, ServerSettings(port=port))


@pytest.mark.parametrize(
    ("host", "only_here"), [("127.0.0.1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_it_is_known_whether_other_machines_reach_the_server(host: str, only_here: bool) -> None:
    assert ServerSettings(host=host).only_here is only_here


BUILD = """
import json, sys
from pathlib import Path
from index.corpus import Corpus
from index.settings import Settings
from qa.assistant import Assistant
from qa.reading.overlap.rule_reader import RulesReader
from ui import server, web
from ui.door.addresses import hosts_of
from ui.server import ServerSettings

built, applications, build_page = [], [], web.build_page
web.build_page = lambda *a, **k: built.append(build_page(*a, **k)) or built[-1]
secret = ("reader", "secret")
folder = Path(sys.argv[1])
with Corpus.open(folder, settings=Settings(home=folder / "home")) as corpus:
    assistant = Assistant(corpus, RulesReader())
    for settings in (
        ServerSettings(mcp=True),
        ServerSettings(host="0.0.0.0"),
        ServerSettings(host="0.0.0.0", auth=secret),
        ServerSettings(hosts=hosts_of(["docs.example.com"])),
        ServerSettings(host="0.0.0.0", open_to_all=True),
    ):
        applications.append(server.build_app(assistant, corpus, settings))
names = [sorted({str(function.api_name) for function in page.fns.values()}) for page in built]


def routes(found, before=""):
    for one in found:
        path = before + getattr(one, "path", "")
        inside = getattr(one, "routes", None) or getattr(getattr(one, "original_router", None), "routes", None)
        if inside:
            yield from routes(inside, path)
        else:
            yield from ((method, path) for method in getattr(one, "methods", None) or ["ANY"])


application = applications[0]
while not hasattr(application, "routes"):
    application = application.app
print(json.dumps({"names": names, "routes": sorted(set(routes(application.routes)))}))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names of the functions of three servers; in a process of its own, which Gradio leaves loops open in."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path_factory.mktemp("built"))],
        capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_every_route_of_the_application_is_decided_about(built: dict[str, Any]) -> None:
    """A route that a new Gradio brings along fails here until `ui.door.routes` and the battery know it."""
    known = {*listed(OPEN), *listed(CLOSED)}
    of_any_method = {path for method, path in map(tuple, built["routes"]) if method == "ANY"}
    running = {(method, path) for method, path in map(tuple, built["routes"]) if method != "ANY"}
    whole = {(method, path) for method, path in known if path not in of_any_method}
    heads = {("HEAD", path) for method, path in known if method == "GET"}
    assert running <= whole | heads
    assert whole - heads <= running | {("HEAD", "/")}
    assert of_any_method <= {path for _, path in known}


def test_what_the_battery_calls_open_is_what_the_door_opens() -> None:
    door = Routes(nothing, ["ask"], uploads=True, mcp=True)
    places = {"api_name": "ask", "environment": "client"}
    for routes, is_open in ((OPEN, True), (CLOSED, False)):
        for method, path in listed(routes):
            filled = re.sub(r"\{([^}:]+)[^}]*\}", lambda found: places.get(found[1], "x"), path)
            filled = filled.replace("/run/ask", "/run/predict") if is_open else filled
            filled = filled.replace("/mcp/messages", "/mcp/messages/")
            assert door.admits(method, filled) is is_open, (method, filled)


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    """An application behind the door that is never reached."""


def test_who_cannot_be_known_changes_nothing_and_folders_are_for_this_machine(built: dict[str, Any]) -> None:
    here, remote, guarded, behind_a_proxy, open_to_all = map(set, built["names"])
    changing = {"added", "removed", "reindex"}
    assert changing | {"add_folder"} <= here
    assert not (changing | {"add_folder"}) & (remote | behind_a_proxy)
    assert changing <= guarded & open_to_all
    assert "add_folder" not in guarded | open_to_all
