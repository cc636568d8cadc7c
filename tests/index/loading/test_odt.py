from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind
from tests.making import make_odt, make_zip

BODY = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone text.</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="2">Moorings</text:h>
<text:p>The bay<text:s/>holds <text:span text:style-name="S">nine</text:span> ten boats<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>As of May.</text:p></text:note-body>
</text:note>.<text:line-break/>Tell us.
<text:span text:style-name="H">Secret.</text:span></text:p>
<text:p>Dry.<office:annotation><dc:creator>Olle Krans</dc:creator><dc:date>2023-03-01T08:00:00</dc:date>
<text:p>It was twelve.</text:p></office:annotation></text:p>
<text:list><text:list-item><text:p>Rope</text:p></text:list-item></text:list>
<text:section text:display="none"><text:p>Hidden section.</text:p></text:section>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Boat</text:p></table:table-cell>
<table:table-cell><text:p>Crew</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Ada</text:p></table:table-cell>
<table:table-cell><text:p>4</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>5</text:p></table:table-cell></table:table-row>
</table:table>
<text:p><draw:frame><draw:image/></draw:frame><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>
</draw:frame></text:p>
"""


def test_text_notes_comments_tables_and_what_is_hidden(tmp_path: Path) -> None:
    loaded = load_file(make_odt(tmp_path / "a.odt", BODY, title="The bay", author="Ida Falk"))
    (document,) = loaded.documents
    text = document.text
    assert (document.title, document.author, document.published) == ("The bay", "Ida Falk", date(2023, 3, 8))
    assert "The bay holds ~~nine~~ ten boats.\nTell us." in text
    assert [text[h.span.start : h.span.end] for h in document.headings] == ["Moorings"]
    assert "• Rope" in text
    assert "In a box." in text
    assert "As of May." in text
    for hidden in ("Gone", "Secret", "Hidden"):
        assert hidden not in text
    (table,) = document.tables
    assert text[table.span.start : table.span.end] == "Boat | Crew\nAda | 4\nAda | 5"
    (comment,) = [part for part in document.parts if part.kind is PartKind.COMMENT]
    assert text[comment.span.start : comment.span.end] == "It was twelve."
    assert (comment.author, comment.published) == ("Olle Krans", date(2023, 3, 1))
    assert loaded.warnings == ("1 pictures are not read",)


def test_an_encrypted_one_and_another_archive(tmp_path: Path) -> None:
    path = make_odt(tmp_path / "a.odt", "<text:p>x</text:p>", manifest="<manifest:encryption-data/>")
    with pytest.raises(LoadError, match="encrypted"):
        load_file(path)
    with pytest.raises(LoadError, match="no text document"):
        load_file(make_zip(tmp_path / "b.odt", {"content.xml": b"<a/>"}))
