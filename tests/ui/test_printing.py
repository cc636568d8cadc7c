"""What commands print for programs: nothing of a document drives a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from qa.figures.document_figures import figures_in
from qa.figures.records import ROW_FIELDS, figure_rows
from ui.printing import print_csv, print_json

HOSTILE = "\x1b]0;title\x07 \x9b31m red \u202e 12"


def test_json_holds_every_letter_and_no_control_character(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": HOSTILE, "more": ["\ud800", "å\n"]})
    said = capsys.readouterr().out
    assert not {char for char in said if char < " " or "\x7f" <= char <= "\x9f"} - {"\n"}
    assert json.loads(said) == {"text": HOSTILE, "more": ["\ud800", "å\n"]}
    assert "å" in said


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-cmd|x", "@SUM(1)", "\t=1", "|x", "%x", "＝1"])
def test_no_field_of_the_csv_is_a_formula(begin: str, capsys: pytest.CaptureFixture[str]) -> None:
    (figure,) = figures_in("The mayor of Lund says that 30 people died.", "en")
    document = replace(figure.quote.document, title=f"{begin} title", publisher=begin)
    hostile = replace(figure, quote=replace(figure.quote, document=document), claimant=f"{begin} x")
    print_csv(ROW_FIELDS, figure_rows([hostile]))
    row = next(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert row["title"] == f"'{begin} title"
    assert row["claimant"] == f"'{begin} x"
    assert row["value"] == "30"


def test_a_negative_number_stays_a_number() -> None:
    (figure,) = figures_in("It was -5 degrees in Lund.", "en")
    assert figure_rows([figure])[0]["value"] == "-5"
