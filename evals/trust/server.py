"""A real `sayso chat` in a process of its own, over documents made for the purpose."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from evals.types import EvalError

PATIENCE = 120.0  # seconds until the page can be opened; models are loaded and documents read before

DOCUMENTS = {
    "ferry.txt": "The ferry to Ostby carried 512 people in May 2019, the port authority said on Monday.\n",
    "bridge.txt": "The bridge at Lindhult was closed for 14 days, according to the county council.\n",
    "fish.md": "# Fish\n\nThe river trust counted 1,257 dead fish after the spill in Marna.\n",
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, its process, and a folder of its own beside its documents."""

    address: str
    port: int
    pid: int
    folder: Path

    def resident(self) -> int:
        """Bytes of memory the process holds now; 0 where the system does not say."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0 kB")
        return int(line.split()[1]) * 1024

    def functions(self, auth: tuple[str, str] | None = None) -> dict[str, int]:
        """The functions of the page by their names, as the page itself learns them."""
        config: Any = httpx.get(f"{self.address}/config", auth=auth, timeout=60).json()
        return {one["api_name"]: one["id"] for one in config["dependencies"] if one["backend_fn"]}


def free_port() -> int:
    """A port nobody listens on, below those a system gives to outgoing connections."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


@contextmanager
def serving(*options: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server until the block ends. Raises EvalError where it does not come up."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-trust-"))
    try:
        documents = folder / "documents"
        documents.mkdir()
        for name, text in DOCUMENTS.items():
            (documents / name).write_text(text, encoding="utf-8")
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "ui.cli",
            "chat",
            "--corpus",
            str(documents),
            "--port",
            str(port),
            *options,
        ]
        with _process(command, folder, environment or {}) as process:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, folder)
            yield Server(address, port, process.pid, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _process(command: Sequence[str], folder: Path, more: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    temporary = folder / "tmp"
    temporary.mkdir()
    environment = {
        **os.environ, "PYTHONPATH": path, "SAYSO_HOME": str(folder / "home"), "TMPDIR": str(temporary), **more,
    }  # fmt: skip
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, cwd=folder
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            httpx.get(f"{address}/robots.txt", timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-600:]
    raise EvalError(f"`sayso chat` did not come up: {said}")
