from __future__ import annotations

from pathlib import Path

import pytest

from index.discovery import FoundFile, find_files
from index.errors import LoadError, UnsupportedFormat
from index.loading import load_file
from index.types import FileReport

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


@pytest.mark.parametrize("opening", ["", "\ufeff", "\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mailbox_without_a_suffix(tmp_path: Path, opening: str, newline: str) -> None:
    path = tmp_path / "Inbox"
    text = opening + MAIL.format(sender="ida", subject="Tar", text="Five barrels.") * 2
    path.write_bytes(text.replace("\n", newline).encode())
    assert [document.title for document in load_file(path).documents] == ["Tar", "Tar"]
    names = [entry.relative for entry in find_files(tmp_path, {".mbox"}) if isinstance(entry, FoundFile)]
    assert names == ["Inbox"]


@pytest.mark.parametrize(
    "text",
    [
        "From the pier: a letter\n\nDear Ida, all is well.\n",
        "From Ida to Olle\nSubject: tar\n\nFive barrels.\n",
        "From: ida@pier.example\nSubject: Tar\nDate: Wed, 08 Mar 2023 10:00:00 +0100\n\nFive barrels.\n",
        "\x7fELF and more",
    ],
)
def test_other_files_without_a_suffix(tmp_path: Path, text: str) -> None:
    path = tmp_path / "LETTER"
    path.write_text(text)
    assert [entry.path for entry in find_files(tmp_path, {".mbox"}) if isinstance(entry, FileReport)] == ["LETTER"]
    with pytest.raises(UnsupportedFormat, match="without a suffix"):
        load_file(path)
