"""The ledger of a corpus by topic: the whole phrase counts, and figures of one matter alone are related."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.types import Document, DocumentInfo, Heading, Passage, Span
from qa.answering.ledger import corpus_ledger
from qa.figures.annotations import FigureAnnotator
from qa.figures.document_figures import figures_in
from qa.types import Ledger, RelationKind


def document(title: str, text: str, published: date | None = None, publisher: str | None = None) -> Document:
    info = DocumentInfo(title, f"{title}.md", "", title, publisher, language="en", published=published)
    headings = tuple(
        Heading(1, Span(at, text.find("\n", at))) for at in range(len(text)) if text.startswith("# ", at)
    )
    return Document(info, text, headings=headings)


def ledger(documents: list[Document], about: str) -> Ledger:
    stored = []
    for each in documents:
        passage = Passage(f"{each.info.id}-0", each.info.id, 0, 0, len(each.text), each.text)
        kept = json.loads(json.dumps(FigureAnnotator().annotate(each, [passage])))
        stored.append((each.info, kept))
    return corpus_ledger(stored, about=about)


CHOLERA = document(
    "Cholera spreads in Bohol",
    "The island counted 4,120 cases by Friday. Of the patients, 31 people died. The clinic has 12 nurses, and one"
    " of them is 61 years old. Last year there were 2,300 cases.",
)
DENGUE = document(
    "Dengue in the delta",
    "Doctors saw 830 dengue cases in June, the ministry said. At least 14 people died of it in Vietnam.",
)
MINING = document(
    "A year underground",
    "The mine at Kolden killed 9 workers in Vietnam. Its owner reported a net loss of $40 million, after sales of"
    " $310 million. It has 90 acres and 3 shafts.",
)
LEDGER = [CHOLERA, DENGUE, MINING]


@pytest.mark.parametrize(
    ("about", "rows"),
    [
        ("dengue cases", ["830"]),
        ("cholera cases", ["4,120", "2,300"]),
        ("cases", ["4,120", "830", "2,300"]),
        ("people killed in Vietnam", ["At least 14", "9"]),
        ("Vietnamese deaths", ["At least 14", "9"]),
        ("people killed in Bohol", ["31"]),
        ("nurses", ["12"]),
        ("net loss", ["$40 million"]),
        ("dengue nurses", []),
        ("acres", ["90 acres"]),
        ("people killed in Norway", []),
    ],
)
def test_the_whole_phrase_chooses_the_figures(about: str, rows: list[str]) -> None:
    assert sorted(f.amount.text for f in ledger(LEDGER, about).figures) == sorted(rows)


def test_a_section_speaks_for_the_figures_below_it() -> None:
    text = "# Ferries\n\nThey carried 9,000 passengers.\n\n# Buses\n\nThey carried 7,000 passengers.\n"
    found = ledger([document("Transport in numbers", text)], "ferry passengers")
    assert [f.amount.text for f in found.figures] == ["9,000"]


def test_a_topic_that_nothing_counts_is_looked_for_in_sentence_and_title() -> None:
    found = ledger(LEDGER, "Kolden")
    assert [f.amount.text for f in found.figures] == ["9"]


def test_figures_of_two_matters_are_not_related() -> None:
    first = document("Council, March", "Plans for the mill show 70 dwellings.", published=date(2019, 3, 6))
    second = document("Council, June", "A barn at the fen is to become 29 dwellings.", published=date(2019, 6, 6))
    assert ledger([first, second], "dwellings").relations == ()


def test_a_later_count_of_one_matter_replaces_the_earlier() -> None:
    first = document("a", "Orlin Foods employs 640 workers.", published=date(2019, 3, 6), publisher="Orlin")
    second = document("b", "Orlin Foods employs 710 workers.", published=date(2020, 3, 6), publisher="Orlin")
    assert [r.kind for r in ledger([first, second], "workers").relations] == [RelationKind.UPDATE]


@pytest.mark.parametrize(
    ("text", "language", "corrected"),
    [
        ("We wrote that 15 people died at the dam. It was 8.", "en", [True, False]),
        ("An earlier version of this page said 15 people died. The correct number is 8.", "en", [True, False]),
        ("It wrongly reported 500 burned homes; the right figure is 50 homes.", "en", [True, False]),
        (
            "We reported 40 deaths on Monday. It was 52 by Friday, after more people were found.",
            "en",
            [False, False],
        ),
        ("We said that 15 people died. It was raining.", "en", [False]),
        ("Vi skrev att 15 personer dog. Det var 8.", "sv", [True, False]),
        ("Wir schrieben, dass 15 Menschen starben. Es waren 8.", "de", [True, False]),
        ("Nous avons écrit que 15 personnes sont mortes. Il s’agissait de 8 personnes.", "fr", [True, False]),
    ],
)
def test_a_figure_that_its_text_takes_back_is_marked(text: str, language: str, corrected: list[bool]) -> None:
    assert [figure.corrected for figure in figures_in(text, language)] == corrected


def test_the_right_number_replaces_the_corrected_one_in_the_ledger() -> None:
    found = ledger([document("Fire", "We wrote that 15 people died at Senn. It was 8.")], "deaths")
    assert {f.amount.text: f.corrected for f in found.figures} == {"15": True, "8": False}
    (relation,) = found.relations
    assert relation.kind is RelationKind.UPDATE
    assert found.figures[relation.second].corrected


def test_a_dispute_is_only_said_of_what_one_text_tells_of_one_matter() -> None:
    things = document(
        "Plans", "The clerk says up to 7 dwellings are planned. The mayor says 13 dwellings stand empty."
    )
    assert ledger([things], "dwellings").relations == ()
    deaths = document("Blast", "Police said 4 people were killed. The hospital said 11 people were killed.")
    (relation,) = ledger([deaths], "people killed").relations
    assert relation.kind is RelationKind.CONFLICT
    assert relation.reason.startswith("One text says both of the same")
