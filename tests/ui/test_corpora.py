"""What the commands say where the folder is gone, files vanished, or an index is backed up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ui.cli import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "1000")
    made = tmp_path / "cranes"
    made.mkdir()
    (made / "ulm.txt").write_text("The tower crane of Ulm lifts 42 tonnes.")
    for number in range(12):
        (made / f"{number}.txt").write_text(
            f"Letter {number}: the ferry to island {number} carries {number + 50} cars."
        )
    assert call("index", folder=made).exit_code == 0
    return made


def call(*arguments: str, folder: Path | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, *([str(folder)] if folder else [])])


ASK = ("ask", "How many tonnes does the tower crane of Ulm lift?")


def test_the_folder_indexed_last_is_gone(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    asked = call(*ASK)
    assert (asked.exit_code, "42 tonnes" in asked.stdout) == (0, True)
    assert f"the folder {folder} is gone" in asked.stderr
    assert f"the folder {folder} is gone" in call(*ASK, "--corpus", str(folder)).stderr


def test_the_folder_indexed_last_and_its_index_are_gone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("The bridge of Kehl is closed.")
    call("index", folder=other)
    call("index", folder=folder)
    for path in (tmp_path / "home" / "corpora").glob("cranes-*"):
        path.rename(tmp_path / "taken away")
    folder.rename(folder.with_name("moved"))
    asked = call(*ASK)
    assert asked.exit_code == 1
    assert f"{folder}, is gone" in str(asked.exception)
    assert f"--corpus {other}" in str(asked.exception)


def test_files_that_vanish_are_asked_all_the_same_until_forgotten(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    asked = call(*ASK)
    assert "42 tonnes" in asked.stdout
    assert all(words in asked.stderr for words in ("13 of 13 files", "--forget"))
    forgotten = call("index", "--forget", folder=folder)
    assert all(words in forgotten.stdout for words in ("13 removed", "sayso restore --force"))
    assert "42 tonnes" not in call(*ASK).stdout


def test_backup_and_restore(folder: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "index.sayso")
    assert "13 documents" in call("backup", file).stdout
    assert isinstance(call("restore", file).exception, Exception)
    (folder / "ulm.txt").write_text("The tower crane of Ulm was sold.")
    call("index", folder=folder)
    assert "13 documents" in call("restore", "--force", file).stdout
    assert "42 tonnes" in json.loads(call("show", "ulm.txt", "--json").stdout)["text"]


def test_progress_for_programs_says_what_is_written(folder: Path) -> None:
    (folder / "new.txt").write_text("The ferry to Neumark carries 70 cars.")
    done = call("index", "--json", folder=folder)
    steps = [json.loads(line) for line in done.stderr.splitlines()]
    assert [step["path"] for step in steps if step["stage"] == "writing"] == ["new.txt"]
    assert json.loads(done.stdout)["files"]
