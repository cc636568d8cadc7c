from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.loading import load_file
from index.tables import TableView

SOURCE = """# What the *alliance* admits #

Some words, and a rule:

---

Counts so far
-------------

```
# no heading
```

## Sources

- item
---
"""


def load(tmp_path: Path, source: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "a.md"
    path.write_text(source, encoding="utf-8")
    return load_file(path)


def test_source_stays_and_headings_are_spans(tmp_path: Path) -> None:
    document = load(tmp_path, SOURCE).documents[0]
    assert document.text == SOURCE
    found = [(h.level, document.text[h.span.start : h.span.end]) for h in document.headings]
    assert found == [(1, "What the *alliance* admits"), (2, "Counts so far"), (2, "Sources")]


@pytest.mark.parametrize(
    "block",
    [
        "---\ntitle: 'Deaths: admitted'\ndate: 2019-05-31\nauthor: [Ann Lee, Bo Ek]\n"
        "source: The Wire\nlang: en\n---\n",
        '+++\ntitle = "Deaths: admitted"\ndate = 2019-05-31\nauthor = ["Ann Lee", "Bo Ek"]\n'
        'source = "The Wire"\nlang = "en"\n+++\n',
    ],
)
def test_front_matter_is_metadata_and_no_text(tmp_path: Path, block: str) -> None:
    document = load(tmp_path, f"{block}\nThe text.\n").documents[0]
    assert document.text == "The text.\n"
    assert (document.title, document.author, document.publisher) == (
        "Deaths: admitted",
        "Ann Lee, Bo Ek",
        "The Wire",
    )
    assert (document.published, document.language) == (date(2019, 5, 31), "en")


def test_front_matter_that_is_broken_is_told_and_kept(tmp_path: Path) -> None:
    source = "---\ntitle: [unclosed\n---\nThe text.\n"
    loaded = load(tmp_path, source)
    assert loaded.documents[0].text == source
    assert "front matter cannot be read" in loaded.warnings[0]


def test_yaml_cannot_make_objects_or_explode(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(12)
    )
    loaded = load(tmp_path, f"---\n{bomb}author: *m\n---\nThe text.\n")
    assert loaded.documents[0].text == "The text.\n"
    evil = load(tmp_path, "---\ntitle: !!python/object/apply:os.system ['true']\n---\nThe text.\n")
    assert "front matter cannot be read" in evil.warnings[0]


def test_pipe_tables_are_tables_and_struck_words_are_told_apart(tmp_path: Path) -> None:
    source = (
        "# Fares\n\n| Line | Fare | Runs |\n|:-----|-----:|---|\n| North \\| East | ~~2~~ 3 | daily |\n"
        "| South | | never |\n\n"
        "Dogs pay ~~half~~ nothing, `~~code~~` aside.\n\n```\n| no | table |\n|---|---|\n~~no~~\n```\n"
    )
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    (document,) = load_file(tmp_path / "a.md").documents
    assert document.text == source
    (view,) = [TableView(document.text, table) for table in document.tables]
    rows = [[view.words(cell) for cell in view.row(n)] for n in range(len(view.lines))]
    assert rows == [["Line", "Fare", "Runs"], ["North \\| East", "~~2~~ 3", "daily"], ["South", "never"]]
    assert (view.head_rows, view.column_name(1), view.cell(2, 1)) == (1, "Fare", None)
    assert [source[p.span.start : p.span.end] for p in document.parts] == ["~~2~~", "~~half~~"]


@pytest.mark.parametrize("source", ["|\n-", "a | b\n---", "| |\n|---|", "a\n-|-", "|---|\n|---|", "x|y\n-|-\n\n|"])
def test_half_tables_do_no_harm(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.md").write_text(f"Words.\n\n{source}\n", encoding="utf-8")
    assert source in load_file(tmp_path / "a.md").documents[0].text
