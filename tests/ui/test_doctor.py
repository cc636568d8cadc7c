"""What `sayso doctor` says of the indexes that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.home import create_data_folder
from index.settings import Settings
from ui.doctor import examine


def test_every_index_is_named_and_those_whose_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    kept = {}
    for name in ("articles", "letters"):
        (tmp_path / name).mkdir()
        kept[name] = create_data_folder(tmp_path / name, Settings())
    (tmp_path / "letters").rmdir()
    indexed = [finding for finding in examine(None) if finding.name == "indexed"]
    assert [finding.ok for finding in indexed] == [True, True]
    assert indexed[0].detail == f"{tmp_path / 'articles'}, kept in {kept['articles']}"
    assert indexed[1].detail.startswith(f"{tmp_path / 'letters'}, kept in {kept['letters']}; the folder is gone")
