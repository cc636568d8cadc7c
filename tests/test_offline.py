"""sayso talks to nobody: every connection and name look-up of a whole journey is recorded.

Python's own, that is; `sayso eval trust calls-home` records those of native libraries, for minutes, at every door.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

RECORDER = """
import sys, json
seen = []
def hook(event, args):
    address = args[1] if event == "socket.connect" else None
    if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1")):
        seen.append([event, str(args[1])])
    if event == "socket.getaddrinfo" and args[0] not in (None, "", "127.0.0.1", "localhost", "::1"):
        seen.append([event, str(args[0])])
sys.addaudithook(hook)
"""

JOURNEY = """
import tempfile
from index.sample import folder
from qa import Assistant
with Assistant.open(folder()) as assistant:
    answer = assistant.ask("how many deaths did the coalition admit?")
    assistant.chat().ask("who is Sean Ryan?")
print(json.dumps({"seen": seen, "quotes": len(answer.quotes)}))
"""

PROOF = """
import socket
try:
    socket.create_connection(("192.0.2.1", 9), timeout=0.01)
except OSError:
    pass
print(json.dumps({"seen": seen}))
"""


def record(script: str, home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", RECORDER + script],
        capture_output=True,
        text=True,
        env={**os.environ, "SAYSO_HOME": str(home / "sayso"), "HOME": str(home)},
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(result, dict)
    return result


def test_indexing_and_asking_reach_no_network(tmp_path: Path) -> None:
    result = record(JOURNEY, tmp_path)
    assert result["quotes"]
    assert result["seen"] == []
    assert [path.name for path in tmp_path.iterdir()] == ["sayso"]  # no cache, no device id, no queue of events


def test_the_recorder_would_have_seen_a_connection(tmp_path: Path) -> None:
    assert ["socket.connect", "('192.0.2.1', 9)"] in record(PROOF, tmp_path)["seen"]
