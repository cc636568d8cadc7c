"""Words of documents in Markdown are shown and do nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.answering.markdown import block_quote, escaped, one_line

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {"inline", "text", "paragraph_open", "paragraph_close", "softbreak", "hardbreak", "text_special"}


def tokens(text: str) -> list[Token]:
    return [one for token in PARSER.parse(text) for one in (token, *(token.children or ()))]


@pytest.mark.parametrize(
    "attack",
    [
        "![x](http://evil.example/a.png)",
        "[x](http://evil.example)",
        "[1]: http://evil.example\n\n[1]",
        "[1](http://evil.example)",
        "[a][1]",
        "<img src=x onerror=alert(1)>",
        "<http://evil.example>",
        "# heading",
        "title\n===",
        "title\n---",
        "- item",
        "+ item",
        "1. item",
        "2) item",
        "> quote",
        "`code` and ```\nfence\n```",
        "**bold** and __bold__ and ~~gone~~",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "&lt;script&gt; &#60;",
        "a\\",
        "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    ],
)
def test_no_markup_of_a_document_acts(attack: str) -> None:
    assert {token.type for token in tokens(escaped(attack))} <= HARMLESS
    assert {token.type for token in tokens(one_line(attack))} <= HARMLESS
    inside = tokens(block_quote(attack))
    assert {token.type for token in inside} <= HARMLESS | {"blockquote_open", "blockquote_close"}
    assert inside[-1].type == "blockquote_close"
    assert "\x1b" not in escaped(attack)


@given(st.text(alphabet="ab1 \n#*_[]()<>!`~|\\:&-+=.\r\u2028", max_size=40))
def test_no_text_leaves_its_quote_or_becomes_a_link(text: str) -> None:
    found = {token.type for token in tokens(block_quote(text))}
    assert not found & {"link_open", "image", "html_inline", "html_block", "heading_open", "code_inline", "fence"}
    assert tokens(block_quote(text) + "\n\nafter")[-1].type == "paragraph_close"


def test_words_and_citation_marks_stay_as_they_are() -> None:
    assert escaped("At least 1,302 people (of 2,000), it said. [1] [2]") == (
        "At least 1,302 people (of 2,000), it said. [1] [2]"
    )
    assert escaped("https://a.example www.b.example c@d.example") == (
        "https\\://a.example www\\.b.example c\\@d.example"
    )
