"""Answers as JSON records and Markdown."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from index.types import DocumentInfo, Span
from qa.answering.exports import answer_markdown, answer_record, citation, locator
from qa.types import (
    Abstention,
    Amount,
    Answer,
    Bound,
    Claim,
    Figure,
    Ledger,
    Period,
    Quote,
    Relation,
    RelationKind,
)

INFO = DocumentInfo(
    id="d1",
    path="a.pdf",
    content_hash="ab",
    title="On tolls",
    publisher="The Paper",
    published=date(2019, 5, 31),
)
TEXT = "The board said at least 1,302 people died."
QUOTE = Quote(TEXT, 10, 10 + len(TEXT), INFO, "p", 0.87654, Span(25, 39), page=2)
FIGURE = Figure(
    Amount(Decimal("1302"), Span(15, 29), "at least 1,302", bound=Bound.AT_LEAST),
    "people died",
    QUOTE,
    claimant="the board",
    period=Period(date(2014, 8, 1), None, "since August 2014"),
)
ANSWER = Answer(
    "how many?",
    "how many died?",
    (Claim("At least 1,302", (0,)),),
    (QUOTE,),
    ("at least 1,302",),
    Ledger((FIGURE,), (Relation(0, 0, RelationKind.AGREE, "the same"),)),
)


def test_a_record_survives_json_and_carries_offsets() -> None:
    record = json.loads(json.dumps(answer_record(ANSWER)))
    quote = record["quotes"][0]
    assert (quote["number"], quote["start"], quote["end"], quote["page"]) == (1, 10, 52, 2)
    assert (
        quote["text"][quote["answer_start"] - quote["start"] : quote["answer_end"] - quote["start"]]
        == quote["answer"]
    )
    assert record["claims"] == [{"text": "At least 1,302", "quotes": [1]}]
    assert record["figures"][0]["amount"] == {
        "text": "at least 1,302",
        "value": "1302",
        "upper": None,
        "bound": "at least",
        "unit": None,
        "vague": False,
    }
    assert record["figures"][0]["period"] == {"from": "2014-08-01", "to": None, "text": "since August 2014"}
    assert record["relations"][0]["kind"] == "agree"
    assert record["abstention"] is None


def test_an_abstention_is_recorded_with_its_nearest_passage() -> None:
    record = answer_record(Answer("q", "q", abstention=Abstention("none", QUOTE, ("where: Mosul",))))
    assert record["abstained"] is True
    assert record["abstention"]["nearest"]["text"] == TEXT
    assert record["abstention"]["missing"] == ["where: Mosul"]


def test_a_citation_names_title_publisher_date_and_page() -> None:
    assert citation(QUOTE) == "On tolls, The Paper, 2019-05-31, p. 2"
    assert locator(QUOTE) == "d1:10-52"


def test_markdown_has_the_question_the_answer_and_every_source() -> None:
    text = answer_markdown(ANSWER)
    assert text.startswith("## how many?\n")
    assert "*Understood as: how many died?*" in text
    assert "At least 1,302 [1]" in text
    assert f"> {TEXT}" in text
    assert "[1] On tolls, The Paper, 2019-05-31, p. 2 (d1:10-52)" in text
