from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind

SOURCE = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"
    r"{\info{\title The quay}{\author Ida Falk}{\creatim\yr2023\mo3\dy8\hr9\min1}}"
    r"The quay is \'e5tta metres\par {\v Secret words.}It cost {\strike 500} 450 crowns.{\footnote See the "
    r"ledger.}\par {\v0 \v hidden too\v0 } Seen again \u8364?90.\par "
    r"\trowd\cellx100\cellx200 Boat\cell Crew\cell\row\trowd\cellx100\cellx200 Ada\cell 4\cell\row\pard "
    r"After it.{\*\annotation It was twelve.}{\pict\wmetafile8 0102}\par}"
)


def test_words_tables_and_what_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(SOURCE, encoding="ascii")
    loaded = load_file(path)
    (document,) = loaded.documents
    text = document.text
    assert (document.title, document.author, document.published) == ("The quay", "Ida Falk", date(2023, 3, 8))
    assert text.startswith("The quay is åtta metres\n\nIt cost ~~500~~ 450 crowns. [See the ledger.]")
    assert "Seen again €90." in text
    assert "ecret" not in text
    assert "hidden" not in text
    (table,) = document.tables
    assert text[table.span.start : table.span.end] == "Boat | Crew\nAda | 4"
    assert text.endswith("After it.")
    assert [part.kind for part in document.parts] == [PartKind.STRUCK]
    assert loaded.warnings == ("1 pictures are not read", "1 comments are not read")


def test_something_else_named_rtf(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text("plain words")
    with pytest.raises(LoadError, match="not a rich text"):
        load_file(path)
