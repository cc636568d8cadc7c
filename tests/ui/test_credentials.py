"""Where the password of the chat comes from, and where it does not stay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.ui.conftest import ROOT, environment
from ui.credentials import credentials

SHOW = """
import os, sys
from pathlib import Path
from ui.credentials import credentials

given = next((one.removeprefix("--auth=") for one in sys.argv if ":" in one), os.environ.get("SAYSO_AUTH"))
pair = credentials(given, None)
lists = Path("/proc/self/cmdline")  # where there is one
listed = lists.read_text() if lists.exists() else ""
print(pair, "secret:" + "word" in listed, "SAYSO_AUTH" in os.environ, sys.argv[1:])
"""


@pytest.mark.parametrize("option", [["--auth", "ann:secret:word"], ["--auth=ann:secret:word"]])
def test_a_password_among_the_arguments_does_not_stay_there(option: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, "chat", *option, "--port", "9"],
        capture_output=True, text=True, timeout=60, check=True, cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert done.stdout.strip() == "('ann', 'secret:word') False False ['chat', '--port', '9']"


def test_a_file_holds_the_password_in_its_first_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "auth"
    file.write_text("ann:secret:word\nnot read\n", encoding="utf-8")
    file.chmod(0o600)
    assert credentials(None, file) == ("ann", "secret:word")
    assert capsys.readouterr().err == ""
    file.chmod(0o644)
    credentials(None, file)
    assert "chmod 600" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "ann", "ann:", ":secret", "\n"])
def test_what_is_no_pair_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "auth"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(typer.BadParameter, match="USER:PASSWORD"):
        credentials(None, file)


def test_a_missing_file_and_two_ways_at_once_are_said(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="cannot be read"):
        credentials(None, tmp_path / "none")
    with pytest.raises(typer.BadParameter, match="not both"):
        credentials("ann", tmp_path / "none")
    assert credentials(None, None) is None


def test_a_password_that_is_left_out_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typer, "prompt", lambda text, **settings: "typed" if settings["hide_input"] else "")
    assert credentials("ann", None) == ("ann", "typed")
