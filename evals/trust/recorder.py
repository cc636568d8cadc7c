"""Which connections a process and its children make to other machines, and which names they look up.

By strace where there is one: it sees every system call of Python and of native libraries. Elsewhere by Python's
audit hook, which sees Python's own connections alone, and says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_CALLS = "connect,sendto,sendmsg,sendmmsg,openat"
_ADDRESS = re.compile(
    r"sa_family=AF_INET6?,.*?sin6?_port=htons\((?P<port>\d+)\).*?"
    r'(?:inet_addr\("(?P<v4>[^"]+)"\)|inet_pton\(AF_INET6, "(?P<v6>[^"]+)")'
)
_LOOK_UP = re.compile(r'"(?P<path>/etc/resolv\.conf|/(?:var/)?run/nscd/socket|/run/systemd/resolve/[^"]*)"')
_HERE = re.compile(r"127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$")

_HOOK = """
import os, sys
def _hook(event, arguments, out=os.environ["SAYSO_RECORD"]):
    told = ""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        told = f"connect {arguments[1][0]} port {arguments[1][1]}"
    elif event == "socket.getaddrinfo" and arguments[0] not in (None, "", "localhost"):
        told = f"look-up {arguments[0]}"
    if told:
        with open(out, "a", encoding="utf-8") as file:
            file.write(told + chr(10))
sys.addaudithook(_hook)
"""


def way() -> str:
    """How this machine records: "strace", or "Python's audit hook" where there is none."""
    return "strace" if shutil.which("strace") else "Python's audit hook"


class Recorder:
    """Records into files of `folder`; `seen` tells what was reached outside this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Run a Python command, recorded under `name`; its output goes into `name`.out."""
        known = dict(environment)
        if shutil.which("strace"):
            trace = [
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-s",
                "80",
                "-e",
                f"trace={_CALLS}",
                "-e",
                "signal=none",
            ]
            command = [*trace, "-o", str(self._folder / f"{name}.calls"), *command]
        else:
            hook = self._folder / "hook"
            hook.mkdir(exist_ok=True)
            (hook / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
            known["PYTHONPATH"] = os.pathsep.join([str(hook), known.get("PYTHONPATH", "")])
            known["SAYSO_RECORD"] = str(self._folder / f"{name}.hooked")
        with (self._folder / f"{name}.out").open("wb") as out:
            return subprocess.Popen(command, env=known, stdout=out, stderr=out, start_new_session=True)

    def output(self, name: str) -> str:
        """What the command wrote so far."""
        return (self._folder / f"{name}.out").read_text(encoding="utf-8", errors="replace")

    def seen(self, name: str) -> list[str]:
        """Each connection outside and each look-up of a name, in order: "connect 192.0.2.1 port 53"."""
        calls, hooked = self._folder / f"{name}.calls", self._folder / f"{name}.hooked"
        found = outside_calls(calls.read_text(encoding="utf-8", errors="replace")) if calls.exists() else []
        if hooked.exists():
            lines = hooked.read_text(encoding="utf-8").splitlines()
            found += [line for line in lines if not _HERE.match(line.split()[1])]
        return found


def outside_calls(trace: str) -> list[str]:
    """The system calls of a trace by strace that reach another machine or look a name up."""
    found = []
    for line in trace.splitlines():
        if path := _LOOK_UP.search(line):
            found.append(f"look-up by {path['path']}")
        for address in _ADDRESS.finditer(line):
            host = address["v4"] or address["v6"]
            if not _HERE.match(host):
                found.append(f"connect {host} port {address['port']}")
    return found


def reaches_outside() -> list[str]:
    """A command that connects elsewhere and looks a name up: whoever records it must see both."""
    script = (
        "import socket\n"
        "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:\n"
        "    try:\n        one.connect(('192.0.2.1', 9))\n    except OSError:\n        pass\n"
        "try:\n    socket.getaddrinfo('sayso.invalid', 80)\nexcept OSError:\n    pass\n"
    )
    return [sys.executable, "-c", script]
