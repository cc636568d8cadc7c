"""What visitors of other machines are told: names of files, never where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from index.types import FileReport, IndexReport, Outcome
from ui.redaction import Redaction


@dataclass
class Places:
    folder: Path = Path("/srv/My papers/drafts")
    data: Path = Path("/home/ann/.local/share/sayso/corpora/drafts-1")


@pytest.fixture
def redaction() -> Redaction:
    return Redaction(cast(Any, Places()), local=False)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/srv/My papers/drafts/a b.pdf: is damaged", "a b.pdf: is damaged"),
        ("the index of /srv/My papers/drafts is old", "the index of drafts is old"),
        ("cannot open '/mnt/other disk/x.txt' now", "cannot open 'x.txt' now"),
        ("cannot open /mnt/x.txt, or /etc/y", "cannot open x.txt, or y"),
        ("see ~/notes/z.md", "see z.md"),
        (r"no such file: C:\Users\ann\z.md", "no such file: z.md"),
        ("process 4711 on ann-laptop since noon is writing", "another process since noon is writing"),
        ("either and/or 1/2 of 3 km/h", "either and/or 1/2 of 3 km/h"),
        ("uploads/a.txt was skipped", "uploads/a.txt was skipped"),
    ],
)
def test_paths_are_shortened_to_names(redaction: Redaction, said: str, told: str) -> None:
    assert redaction.text(said) == told


def test_at_this_machine_everything_is_said() -> None:
    said = "/srv/My papers/drafts/a.pdf"
    assert Redaction(cast(Any, Places()), local=True).text(said) == said


def test_the_report_of_indexing_names_files_alone(redaction: Redaction) -> None:
    file = FileReport("/tmp/up/a.pdf", Outcome.FAILED, "cannot be copied to /srv/My papers/drafts/a.pdf")
    (told,) = redaction.report(IndexReport((file,), 1.0, False)).files
    assert (told.path, told.reason) == ("up/a.pdf", "cannot be copied to a.pdf")
