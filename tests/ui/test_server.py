"""How the server is put together: what strangers may do, and what it says when it cannot start."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.corpus import Corpus
from index.errors import SettingsError
from index.settings import Settings
from qa.assistant import Assistant
from qa.readers.rules import RulesReader
from tests.ui.conftest import ROOT, environment
from ui import server
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
from qa.readers.rules import RulesReader
from ui import server, web
from ui.server import ServerSettings

built, build_page = [], web.build_page
web.build_page = lambda *a, **k: built.append(build_page(*a, **k)) or built[-1]
secret = ("reader", "secret")
folder = Path(sys.argv[1])
with Corpus.open(folder, settings=Settings(home=folder / "home")) as corpus:
    assistant = Assistant(corpus, RulesReader())
    for settings in (
        ServerSettings(), ServerSettings(host="0.0.0.0"), ServerSettings(host="0.0.0.0", auth=secret)
    ):
        server.build_app(assistant, corpus, settings)
names = [sorted({str(function.api_name) for function in page.fns.values()}) for page in built]
print(json.dumps({"names": names}))
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


def test_only_this_machine_or_a_password_lets_folders_be_indexed(built: dict[str, Any]) -> None:
    here, open_to_all, guarded = built["names"]
    assert "add_folder" in here
    assert "add_folder" in guarded
    assert "add_folder" not in open_to_all
    assert "add_files" in open_to_all
