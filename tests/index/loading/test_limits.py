"""What is too much for one file is said in a sentence; what only looks like it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.trust.hostile import HostileFile, hostile_files
from index.errors import LimitExceeded, LoadError
from index.loading import load_file

FILES = {file.name: file for file in hostile_files()}


def written(file: HostileFile, folder: Path) -> Path:
    file.write(folder)
    return folder / file.name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("parts-20000.docx", "it has 20,005 parts, more than the 10,000"),
        ("document-of-200-megabytes.docx", "its text unpacks to 200 MB"),
        ("document-of-90-megabytes.docx", "times its size, as no document does"),
    ],
)
def test_archives_that_unpack_to_too_much(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        load_file(written(FILES[name], tmp_path))
    assert said in caught.value.reason


@pytest.mark.parametrize(
    "name",
    [
        *("attributes-on-one-element.html", "attributes-never-closed.html", "linked-data-quotes.html"),
        *("style-loop.docx", "boxes-deep.docx", "boxes-many.docx", "heading-of-spaces.md"),
    ],
)
def test_what_took_minutes_is_read(tmp_path: Path, name: str) -> None:
    assert load_file(written(FILES[name], tmp_path)).documents


def test_a_picture_inside_a_page_is_no_flood_of_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f'<p>One</p><img hidden src="data:image/png;base64,{"A/b+ " * 4_000}"><p>Two</p>')
    assert load_file(path).documents[0].text == "One\n\nTwo"


def test_a_title_without_end_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        f'{{"text": "The river rose.", "title": "{"town " * 9_000}", "url": "http://a/{"b" * 9_000}"}}'
    )
    document = load_file(path).documents[0]
    assert len(document.title or "") <= 500
    assert document.url is None or len(document.url) <= 2_000


@pytest.mark.parametrize(("most", "what"), [("MOST_CHARACTERS", "characters"), ("MOST_LINES", "lines")])
def test_more_text_than_is_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, what: str
) -> None:
    monkeypatch.setattr(f"index.loading.bounds.{most}", 3)
    path = tmp_path / "a.txt"
    path.write_text("a\n\nb\n\nc\n")
    with pytest.raises(LimitExceeded, match=f"{what}, more than the 3 that are read of one file; split it"):
        load_file(path)


def test_a_word_file_is_read_without_its_damaged_notes(tmp_path: Path) -> None:
    hostile = next(file for file in hostile_files() if file.name.endswith("notes-not-xml.docx"))
    path = tmp_path / "a.docx"
    path.write_bytes(hostile.content())
    loaded = load_file(path)
    assert "The river rose" in loaded.documents[0].text
    assert "its footnotes are damaged and left out" in loaded.warnings


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no-types.docx", "not a Word document, or a damaged one"),
        ("document-of-another-kind.docx", "damaged, or no .docx file at all: the reader stopped at it"),
    ],
)
def test_why_is_told_in_words_and_nothing_of_the_code(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(LoadError) as caught:
        load_file(written(FILES[name], tmp_path))
    assert caught.value.reason == reason
