"""Readers by name, and what is said of one that cannot be made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.settings import Settings
from qa import Assistant
from qa.errors import ReaderError
from qa.reading import BUILTIN, RULES, load_reader

OWN = """
from qa.types import Reading

class Silent:
    name = "silent"

    def read(self, question, hits):
        return Reading((), 0.0)

def needs(argument): ...

def number(): return 3
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "own_reader.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "own_reader", raising=False)
    return "own_reader"


@pytest.mark.parametrize("name", [BUILTIN, RULES])
def test_what_ships_has_a_name(name: str) -> None:
    assert load_reader(name).name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("best", "no reader is called 'best'; there are 'builtin', 'rules', and module:name for your own"),
        ("nowhere_at_all:Reader", "No module named 'nowhere_at_all'"),
        ("own_reader:Missing", "has no attribute 'Missing'"),
        ("own_reader:needs", "missing 1 required positional argument"),
        ("own_reader:number", "made 3, which is no reader"),
    ],
)
def test_a_reader_that_cannot_be_made_is_named(own: str, name: str, says: str) -> None:
    with pytest.raises(ReaderError) as raised:
        load_reader(name)
    assert says in str(raised.value)


def test_a_reader_of_ones_own_is_a_setting(own: str, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("The mill by the weir burned down in 1911.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", reader=f"{own}:Silent")
    with Assistant.open(folder, settings=settings) as assistant:
        assert assistant.reader.name == "silent"
        assert assistant.ask("When did the mill burn down?").abstention
