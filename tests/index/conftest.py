from __future__ import annotations

from pathlib import Path

import pytest

from index.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home of its own."""
    return Settings(home=tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six letters about ferries."""
    made = tmp_path / "letters"
    made.mkdir()
    for number in range(6):
        (made / f"{number}.txt").write_text(f"Letter {number}\n\nThe ferry to island {number} is late.")
    return made
