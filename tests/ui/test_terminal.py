"""What the terminal shows, hostile text included."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from index.types import Document, DocumentInfo, FileReport, IndexReport, Outcome, Span
from qa.types import Abstention, Answer, Claim, Quote
from ui import terminal

INFO = DocumentInfo(
    id="a1b2c3",
    path="news/one.txt",
    content_hash="0" * 64,
    title="A title",
    published=date(2019, 3, 1),
    language="en",
)


def shown(what: RenderableType, width: int = 200) -> str:
    console = Console(width=width, color_system=None, markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def quote(text: str, answer: Span | None = None, start: int = 0) -> Quote:
    return Quote(text, start, start + len(text), INFO, "a1b2c3-0", 0.9, answer)


def test_an_answer_shows_its_quote_source_and_how_to_open_it() -> None:
    words = "The force  said 12 people\ndied."
    answer = Answer(
        "how many?", "how many died?", (Claim("12", (0,)),), (quote(words, Span(116, 118), 100),), ("12",)
    )
    text = shown(terminal.answer_view(answer))
    assert "understood as: how many died?" in text
    assert "12 [1]" in text
    assert "“The force said 12 people died.”" in text
    assert "A title, news/one.txt, 2019-03-01" in text
    assert "sayso show a1b2c3:100-131" in text


def test_a_quote_that_the_answer_speaks_is_not_printed_twice() -> None:
    words = "The force said 12 people died."
    answer = Answer("q", "q", (Claim(f"12 — “{words}”", (0,)),), (quote(words),), ("12",))
    assert shown(terminal.answer_view(answer)).count(words) == 1


def test_an_abstention_names_the_gap_and_the_nearest_passage() -> None:
    abstention = Abstention("Nothing answers this.", quote("Something near."), ("where: Mosul",))
    text = shown(terminal.answer_view(Answer("q", "q", abstention=abstention)))
    assert "Nothing answers this." in text
    assert "not covered: where: Mosul" in text
    assert "“Something near.”" in text


def test_a_document_names_its_near_copies() -> None:
    copy = DocumentInfo(id="d4e5f6", path="wire/two.txt", content_hash="", title="The same again")
    text = shown(terminal.document_view(Document(INFO, "The bridge is open."), copies=[copy]))
    assert "nearly the same  wire/two.txt (d4e5f6)" in text
    assert "nearly the same" not in shown(terminal.document_view(Document(INFO, "The bridge is open.")))


def test_a_document_tells_what_of_its_file_was_not_read() -> None:
    document = Document(INFO, "The bridge is open.")
    text = shown(terminal.document_view(document, not_read="the sheet “Old” is hidden and not read"))
    assert "on reading" in text
    assert "the sheet “Old” is hidden and not read" in text
    assert "on reading" not in shown(terminal.document_view(document))


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mred\x1b[0m", "a\x9b31m", "left\u202eright", "bell\x07", "\x1b]0;title\x07"]
)
def test_no_document_text_reaches_the_terminal_as_a_command(hostile: str) -> None:
    info = DocumentInfo(id="x", path=hostile, content_hash="", title=hostile, publisher=hostile)
    views = (
        terminal.documents_table([info]),
        terminal.document_view(Document(info, hostile), Span(0, 2)),
        terminal.answer_view(
            Answer(hostile, hostile, (Claim(hostile, (0,)),), (Quote(hostile, 0, 9, info, "p", 1.0),))
        ),
        terminal.index_view(IndexReport((FileReport(hostile, Outcome.FAILED, hostile),), 0.1)),
    )
    for view in views:
        assert not set(shown(view)) & set("\x1b\x9b\x07\u202e")


def test_marking_keeps_every_word_of_the_quote() -> None:
    words = "In  all,\n32 civilians  died there."
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            marked = terminal.quoted(quote(words, Span(start, end))).plain
            assert marked.split() == f"“{words}”".split()


def test_the_index_summary_names_the_file_and_the_reason() -> None:
    report = IndexReport(
        (
            FileReport("a.txt", Outcome.ADDED),
            FileReport("b\nc.pdf", Outcome.FAILED, "encrypted"),
            FileReport("d.xyz", Outcome.SKIPPED, "no loader for .xyz"),
        ),
        1.0,
        interrupted=True,
    )
    text = shown(terminal.index_view(report))
    assert "1 added, 1 skipped, 1 failed" in text
    assert "b c.pdf: encrypted" in text
    assert "d.xyz: no loader for .xyz" in text
    assert "interrupted" in text


@given(st.text())
def test_visible_text_has_no_control_or_direction_characters(text: str) -> None:
    joiners = "\u200d\ufe0f"  # emoji need them
    assert {unicodedata.category(c) for c in terminal.visible(text) if c not in joiners}.isdisjoint(
        {"Cc", "Cf", "Cs"}
    )
