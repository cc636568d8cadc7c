"""The recorder of the trust battery sees what leaves this machine, and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from evals.trust.calls_home import written
from evals.trust.doors import environment
from evals.trust.recorder import Recorder, outside_calls, reaches_outside
from index.telemetry import REPORTERS

INSIDE = """
1 connect(3, {sa_family=AF_INET, sin_port=htons(8000), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
1 connect(3, {sa_family=AF_INET6, sin6_port=htons(1), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6)
1 connect(3, {sa_family=AF_UNIX, sun_path="/tmp/x"}, 110) = 0
1 openat(AT_FDCWD, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3
"""
OUTSIDE = """
1 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, 16) = 0
1 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1",
1 sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("198.51.100.1")}, 16) = 1
1 openat(AT_FDCWD, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 3
1 connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT
"""


def test_only_what_leaves_this_machine_is_told() -> None:
    assert outside_calls(INSIDE) == []
    assert outside_calls(INSIDE + OUTSIDE) == [
        "connect 192.0.2.53 port 53",
        "connect 2001:db8::1 port 443",
        "connect 198.51.100.1 port 9",
        "look-up by /etc/resolv.conf",
        "look-up by /var/run/nscd/socket",
    ]


def test_a_program_that_reaches_outside_is_seen_and_another_is_not(tmp_path: Path) -> None:
    recorder, known = Recorder(tmp_path / "records"), environment(tmp_path / "home")
    script = "import pathlib; pathlib.Path.home().joinpath('left').touch(); print('done')"
    started = [
        recorder.start("loud", reaches_outside(), known),
        recorder.start("still", [sys.executable, "-c", script], known),
    ]
    assert [process.wait(60) for process in started] == [0, 0]
    assert "connect 192.0.2.1 port 9" in recorder.seen("loud")
    assert any(call.startswith("look-up") for call in recorder.seen("loud"))
    assert recorder.seen("still") == []
    assert recorder.output("still") == "done\n"
    assert written(tmp_path / "home") == ["left"]


def test_a_recorded_program_must_switch_reporters_off_by_itself(tmp_path: Path) -> None:
    names = {name for reporter in REPORTERS for name in reporter.environment}
    assert names <= set(os.environ)
    assert not names & set(environment(tmp_path / "home"))
