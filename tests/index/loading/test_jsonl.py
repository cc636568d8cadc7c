from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind
from tests.making import make_jsonl


def test_an_article_per_line(tmp_path: Path) -> None:
    rows = [
        {
            "headline": "Admitted",
            "content": "Thirty-two dead.",
            "publishedAt": "2019-05-31T10:00:00Z",
            "source": {"name": "Wire"},
        },
        {
            "title": "Counted",
            "text": ["One.", "Two."],
            "authors": ["Ann Lee", {"name": "Bo Ek"}],
            "language": "SV",
        },
    ]
    first, second = load_file(make_jsonl(tmp_path / "a.jsonl", rows)).documents
    assert (first.title, first.text, first.publisher) == ("Admitted", "Thirty-two dead.", "Wire")
    assert (first.published, first.row) == (date(2019, 5, 31), 1)
    assert (second.text, second.author, second.language, second.row) == ("One.\n\nTwo.", "Ann Lee, Bo Ek", "sv", 2)


def test_bad_lines_are_named_and_the_rest_loads(tmp_path: Path) -> None:
    rows = [
        '{"text": "One."}',
        '{"text": "Tw',
        "",
        "[1]",
        '{"text": ""}',
        '{"title": "x"}',
        '{"text": "Seven."}',
        "{" * 9,
    ]
    loaded = load_file(make_jsonl(tmp_path / "a.ndjson", rows))
    assert [(d.row, d.text) for d in loaded.documents] == [(1, "One."), (7, "Seven.")]
    told = "\n".join(loaded.warnings)
    for expected in (
        "line 2: not JSON",
        "line 4: not a JSON object",
        "line 5: no text",
        "line 6: no field",
        "line 8: not JSON",
    ):
        assert expected in told


def test_many_bad_lines_are_told_in_few_words(tmp_path: Path) -> None:
    rows = ['{"text": "One."}', *["nonsense"] * 5000]
    (warning,) = load_file(make_jsonl(tmp_path / "a.jsonl", rows)).warnings
    assert warning.startswith("lines 2, 3, 4, 5, 6, 7, 8, 9 and 4,992 more: not JSON")


def test_no_article_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no line holds an article with a text: line 1: not JSON"):
        load_file(make_jsonl(tmp_path / "a.jsonl", ["nonsense"]))


def test_what_json_can_smuggle_in(tmp_path: Path) -> None:
    rows = [
        '{"text": "half a \\ud83d face, a \\u0000 zero, <|endoftext|>"}',
        "[" * 100_000,
        '{"text": ' + "9" * 5000 + "}",
    ]
    loaded = load_file(make_jsonl(tmp_path / "a.jsonl", rows))
    assert loaded.documents[0].text == "half a \ufffd face, a  zero, <|endoftext|>"
    loaded.documents[0].text.encode("utf-8")


def test_an_array_of_articles_will_do(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}, indent=1))
    assert [(d.row, d.text) for d in load_file(path).documents] == [(1, "One."), (2, "Two.")]


def test_records_without_a_text_are_one_table(tmp_path: Path) -> None:
    rows = [{"lake": "Sor", "depthM": 40, "town": {"name": "Orr"}}, {"lake": "Ur", "fish": ["perch", "pike"]}]
    (document,) = load_file(make_jsonl(tmp_path / "lakes.jsonl", rows)).documents
    assert document.text == "lake: Sor | depthM: 40 | town: Orr\nlake: Ur | fish: perch, pike"
    assert document.title == "lakes"


def test_one_object_is_names_and_values_and_what_surrounds_records_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"mill": "Sund", "owner": {"first": "Pia", "since": 1999}}))
    assert load_file(tmp_path / "a.json").documents[0].text == "mill | Sund\nfirst | Pia\nsince | 1999"
    (tmp_path / "b.json").write_text(
        json.dumps({"unit": "tonnes", "ports": [{"p": "Orr", "cod": 3}, {"p": "Vik", "cod": 4}]})
    )
    assert load_file(tmp_path / "b.json").documents[0].text == "unit | tonnes\n\np: Orr | cod: 3\np: Vik | cod: 4"


def test_texts_inside_objects_are_found_and_facts_stay_beside_them(tmp_path: Path) -> None:
    rows = [
        {"key": "A1", "fields": {"summary": "Door", "body": "The door of the barn jams.", "state": "open"}},
        {"key": "A2", "fields": {"summary": "Roof", "body": "The roof of the barn leaks.", "state": "done"}},
    ]
    first, _ = load_file(make_jsonl(tmp_path / "a.jsonl", rows)).documents
    assert first.text == "The door of the barn jams.\n\nkey: A1 | summary: Door | state: open"
    (table,) = first.tables
    assert [first.text[c.span.start : c.span.end] for c in table.cells] == [
        "key",
        "summary",
        "state",
        "A1",
        "Door",
        "open",
    ]


@pytest.mark.parametrize(
    ("value", "first"),
    [
        (
            {
                "messages": [
                    {"role": "user", "content": "Is the mill open?"},
                    {"role": "assistant", "content": "From May."},
                ]
            },
            ("user", None, "Is the mill open?"),
        ),
        (
            {
                "name": "Club",
                "messages": [
                    {
                        "from": "Ida Ro",
                        "date": "2024-03-05T10:15:00",
                        "text": ["We sail ", {"type": "bold", "text": "tomorrow"}],
                    },
                    {"from": "Per", "date": "2024-03-06T08:00:00", "text": "Good."},
                ],
            },
            ("Ida Ro", date(2024, 3, 5), "We sail tomorrow"),
        ),
        (
            [
                {"type": "message", "user": "ida", "ts": "1709633700.0001", "text": "We sail."},
                {"type": "message", "user": "per", "ts": "1709720100.2", "text": "Good."},
                {"type": "message", "user": "ida", "ts": "1709720200.2", "text": "Yes."},
            ],
            ("ida", date(2024, 3, 5), "We sail."),
        ),
        (
            [
                {"SenderName": "x", "Sender": "Ida", "Timestamp": "2024-03-05 10:15", "Body": "We sail."},
                {"Sender": "Ida", "Timestamp": "2024-03-05 10:16", "Body": "At nine."},
            ],
            ("Ida", date(2024, 3, 5), "We sail."),
        ),
    ],
)
def test_conversations_keep_who_wrote_what_and_when(
    tmp_path: Path, value: object, first: tuple[str, date | None, str]
) -> None:
    (tmp_path / "chat.json").write_text(json.dumps(value))
    (document,) = load_file(tmp_path / "chat.json").documents
    part = document.parts[0]
    assert (part.author, part.published, document.text[part.span.start : part.span.end]) == first
    assert part.kind is PartKind.MESSAGE


def test_no_field_is_dropped_where_there_are_more_than_columns(tmp_path: Path) -> None:
    rows = [{f"k{n}": n} for n in range(300)]
    (document,) = load_file(make_jsonl(tmp_path / "a.jsonl", rows)).documents
    assert document.text.split("\n")[0] == "k0: 0"
    assert document.text.split("\n")[299] == "more: k299: 299"
