from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import load_cases
from evals.drafting import draft, draft_file
from evals.reviewing import read_folder, review
from evals.types import EvalError
from index.sample import folder
from index.types import Document, DocumentInfo


def test_drafts_of_the_sample_corpus_are_cases_that_hold(tmp_path: Path) -> None:
    file = tmp_path / "drafts" / "mine.yaml"
    assert draft_file(folder(), file, 30) == 30
    assert "#       cite: [a.txt, [b.html, c.pdf]]\n" in file.read_text()
    sources = read_folder(folder())
    cases = load_cases(file)
    assert review(cases, sources) == ()
    assert len({name for case in cases for group in case.cite for name in group}) >= 10


def document(text: str, language: str = "en") -> Document:
    return Document(DocumentInfo(id="a", path="a.txt", content_hash="", title="A", language=language), text)


def test_the_answer_is_not_given_away_in_the_question() -> None:
    text = (
        "The guns fired some 30,000 artillery rounds into the city. The house was hit by two planes in May 2017."
    )
    number, date = draft([document(text)], 5)
    assert number.question == "How many: The guns fired some … artillery rounds into the city?"
    assert number.answer == {"number": 30000}
    assert date.answer in ({"number": 2}, {"date": "2017-05"})


def test_a_figure_is_asked_for_by_what_is_counted_where_and_by_whom() -> None:
    text = (
        "Airwars said on Monday that almost 1,400 civilians were killed in Raqqa from June to October 2017. "
        "Support us with a donation of 25 dollars a month and share this page with your friends."
    )
    (one,) = draft([document(text)], 5)
    assert one.question == "How many civilian deaths in Raqqa according to Airwars?"
    assert one.answer == {"number": 1400, "bound": "almost"}
    assert one.row()["figures"] == [
        {
            "claimant": "Airwars",
            "value": 1400,
            "bound": "almost",
            "place": "Raqqa",
            "period": "2017-06-01/2017-10-31",
        }
    ]


def test_a_swedish_document_is_asked_in_swedish() -> None:
    text = "Enligt Amnesty dödades 1 600 civila i Raqqa under striderna om staden."
    (one,) = draft([document(text, "sv")], 5)
    assert one.question.startswith("Hur många ")
    assert one.question.endswith(" civila i Raqqa enligt Amnesty?")


def test_a_corpus_without_numbers_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nobody has counted anything in this place so far.")
    with pytest.raises(EvalError, match="no sentence with a number or a date"):
        draft_file(tmp_path, tmp_path / "drafts.yaml", 3)
