from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from tests.making import make_epub


def test_chapters_in_the_order_of_the_spine(tmp_path: Path) -> None:
    chapters = {
        "two.xhtml": "<h1>Second</h1><p>The keeper was 62.</p><script>var x</script><img src='a.png'/>",
        "one.xhtml": "<h1>First</h1><p>The lamp burnt oil.</p><table><tr><th>Year</th><th>Oil</th></tr>"
        "<tr><td>1901</td><td>40</td></tr></table>",
    }
    loaded = load_file(make_epub(tmp_path / "a.epub", chapters, order=["one.xhtml", "two.xhtml", "gone.xhtml"]))
    (document,) = loaded.documents
    assert document.text == (
        "First\n\nThe lamp burnt oil.\n\nYear | Oil\n1901 | 40\n\nSecond\n\nThe keeper was 62."
    )
    assert (document.title, document.author, document.language) == ("The Lamp", "Ida Falk, Olle Krans", "en")
    assert (document.published, document.publisher) == (date(2001, 2, 3), "Pier Press")
    assert len(document.tables) == 1
    assert loaded.warnings == ("OPS/gone.xhtml is named in the book and missing", "1 pictures are not read")


def test_a_protected_book_is_named_as_one(tmp_path: Path) -> None:
    path = make_epub(tmp_path / "a.epub", {"a.xhtml": "<p>x</p>"}, order=["a.xhtml"], protected=True)
    with pytest.raises(LoadError, match="protected against copying"):
        load_file(path)
