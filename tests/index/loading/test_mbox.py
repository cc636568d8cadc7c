from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file

MAIL = (
    "From {sender}@pier.example Wed Mar  8 10:00:00 2023\n"
    "From: {sender}@pier.example\nSubject: {subject}\nDate: Wed, 08 Mar 2023 10:00:00 +0100\n\n{text}\n\n"
)


def test_each_mail_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        MAIL.format(sender="ida", subject="Tar", text=">From the shed we took five barrels.\nFrom now on: four.")
        + "From nobody Wed Mar  8 10:00:00 2023\n\n\n"
        + MAIL.format(sender="olle", subject="Rope", text="Six coils.")
    )
    loaded = load_file(path)
    assert [(d.row, d.inside, d.title, d.author) for d in loaded.documents] == [
        (1, "1", "Tar", "ida@pier.example"),
        (2, "3", "Rope", "olle@pier.example"),
    ]
    assert loaded.documents[0].text.endswith("From the shed we took five barrels.\nFrom now on: four.")
    assert len(loaded.warnings) == 1
    assert "not an e-mail" in loaded.warnings[0]


def test_a_mailbox_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text("no mail here\n")
    with pytest.raises(LoadError, match="no mail in it"):
        load_file(path)
