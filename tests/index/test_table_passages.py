"""Passages of tables: cut between rows, under their heads, with each row's cells beside it; nothing struck out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from index.chunking import ChunkingSettings, chunk
from index.cleaning import keep_spans
from index.embedding import load_embedder
from index.loading import load_file
from index.struck import masked, struck_in
from index.types import Document, DocumentInfo, Passage

HEADS = "<tr><th rowspan=2>Farm</th><th colspan=2>Sheep</th></tr><tr><th>Spring</th><th>Autumn</th></tr>"


def passages_of(path: Path) -> tuple[Document, tuple[Passage, ...]]:
    loaded = load_file(path).documents[0]
    info = DocumentInfo("d", path.name, sha256(loaded.text.encode()).hexdigest(), "Farms", language="en")
    document = Document(info, loaded.text, loaded.pages, loaded.headings, loaded.tables, loaded.parts)
    count = load_embedder().count_tokens
    return document, chunk(document, keep_spans(document), ChunkingSettings(), count, 254)


def page(tmp_path: Path, body: str) -> Path:
    (tmp_path / "a.html").write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    return tmp_path / "a.html"


def test_a_long_table_is_cut_between_rows_and_each_passage_knows_the_heads(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Farm no. {n}. Old hill</td><td>{n}</td><td>{n + 3}</td></tr>" for n in range(200))
    caption = "<caption>Sheep by farm and season</caption>"
    document, passages = passages_of(page(tmp_path, f"<p>A word before.</p><table>{caption}{HEADS}{rows}</table>"))
    lines = set(document.text.split("\n"))
    inside = [passage for passage in passages if "Old hill" in passage.text]
    assert len(inside) > 5
    for passage in inside:
        assert set(passage.text.split("\n")) <= lines
        assert passage.context.endswith("Sheep by farm and season > Farm | Sheep Spring | Sheep Autumn")
        told = {document.text[row.span.start : row.span.end] for row in passage.rows}
        assert told == {line for line in passage.text.split("\n") if "Old hill" in line}
    cells = [document.text[cell.span.start : cell.span.end] for cell in inside[1].rows[0].cells]
    assert [cell.head for cell in inside[1].rows[0].cells] == ["Farm", "Sheep Spring", "Sheep Autumn"]
    assert inside[1].text.startswith(" | ".join(cells))


def test_a_small_table_stays_with_the_words_around_it(tmp_path: Path) -> None:
    _, passages = passages_of(
        page(tmp_path, f"<p>What the farms own:</p><table>{HEADS}<tr><td>Li</td><td>4</td><td>6</td></tr></table>")
    )
    assert [passage.text for passage in passages] == [
        "What the farms own:\n\nFarm | Sheep\nFarm | Spring | Autumn\nLi | 4 | 6"
    ]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>The gate is green.</p><p><del>The gate is red and old.</del></p>", ["The gate is green."]),
        ("<p><s>The gate is red.</s> The gate is green.</p>", ["The gate is green."]),
        ("<p>The gate costs <del>9</del> 12 crowns.</p>", ["The gate costs ~~9~~ 12 crowns."]),
    ],
)
def test_sentences_struck_out_are_in_no_passage(tmp_path: Path, body: str, kept: list[str]) -> None:
    _, passages = passages_of(page(tmp_path, body))
    assert [passage.text for passage in passages] == kept


def test_struck_words_are_masked_in_place() -> None:
    text = "It costs ~~9 crowns~~ 12 crowns, ~ 3 miles away ~~~ and on."
    assert [text[span.start : span.end] for span in struck_in(text)] == ["~~9 crowns~~"]
    assert masked(text) == text.replace("~~9 crowns~~", " " * 12)
