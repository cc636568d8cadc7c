"""The ledger of a question: rows, order, others, carriers, and the stored form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from index.types import Annotator, Document, DocumentInfo, Passage
from qa.answering.ledger import SectionKind, corpus_ledger, ledger_of, sections
from qa.figures.annotations import FigureAnnotator
from qa.figures.document_figures import figures_in
from qa.figures.records import ROW_FIELDS, figure_rows, from_fact, to_fact
from qa.question.analysis import analyse
from qa.types import Ledger, Quote, RelationKind

TEXTS = {
    "a": "The northern alliance has admitted that its aircraft killed 12 civilians in Haldane, Chile"
    " in January 2016.",
    "b": "The northern alliance said at least 210 civilians were killed in Chile"
    " between March 2015 and February 2016. Casualty Watch says at least 940 civilians were killed"
    " in Chile in the same months.",
    "c": "The northern alliance said at least 248 civilians were killed in Chile"
    " between March 2015 and April 2016.",
    "d": "Casualty Watch says at least 940 civilians were killed in Chile between March 2015 and February 2016.",
}


def document(name: str, text: str, published: date | None = None, language: str = "en") -> Document:
    return Document(DocumentInfo(name, f"{name}.txt", "", name, language=language, published=published), text)


def facts(documents: Sequence[Document]) -> dict[str, list[dict[str, object]]]:
    annotator = FigureAnnotator()
    kept = {}
    for doc in documents:
        passage = Passage(f"{doc.info.id}-0", doc.info.id, 0, 0, len(doc.text), doc.text)
        kept[doc.info.id] = json.loads(json.dumps(annotator.annotate(doc, [passage])))
    return kept


def quote(doc: Document) -> Quote:
    return Quote(doc.text, 0, len(doc.text), doc.info, f"{doc.info.id}-0", 0.9)


@pytest.fixture
def documents() -> list[Document]:
    return [document(name, text) for name, text in TEXTS.items()]


def rows_of(ledger: Ledger) -> list[str]:
    return [f.amount.text for f in ledger.figures]


def test_the_asked_claimant_comes_first_latest_and_widest_first(documents: list[Document]) -> None:
    stored = facts(documents)
    question = "How many deaths did the alliance admit?"
    ledger = ledger_of(analyse(question), [quote(d) for d in documents], facts=lambda name: stored[name])
    assert rows_of(ledger) == ["at least 248", "at least 210", "12", "at least 940"]
    asked, others = sections(question, ledger)
    assert (asked.kind, others.kind) == (SectionKind.ASKED, SectionKind.OTHERS)
    assert [ledger.figures[r.figure].claimant for r in others.rows] == ["Casualty Watch"]
    kinds = {(r.first, r.second): r.kind for r in ledger.relations}
    assert kinds[0, 1] is RelationKind.UPDATE
    assert kinds[2, 0] is RelationKind.PART_OF
    assert RelationKind.CONFLICT in (kinds.get((1, 3)), kinds.get((3, 1)))


def test_the_same_claim_in_two_documents_is_one_row_with_a_carrier(documents: list[Document]) -> None:
    stored = facts(documents)
    ledger = ledger_of(
        analyse("How many civilians were killed?"), [quote(d) for d in documents], facts=lambda name: stored[name]
    )
    repeated = [f for f in ledger.figures if f.amount.value == 940]
    assert len(repeated) == 1
    assert {repeated[0].quote.document.id, *(c.id for c in repeated[0].quote.carriers)} == {"b", "d"}


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_mentions_the_one_that_says_more_of_what_is_counted_is_shown(order: int) -> None:
    texts = {
        "a": "Casualty Watch reported at least 940 deaths in Chile from March 2015 to May 2016.",
        "b": "Casualty Watch says at least 940 civilians were killed in Chile from March 2015 to May 2016.",
    }
    both = [document(name, text, date(2016, 6, 1)) for name, text in texts.items()][::order]
    question = "How many deaths did Casualty Watch report?"
    ledger = ledger_of(analyse(question), [quote(each) for each in both], facts=facts(both).__getitem__)
    (row,) = ledger.figures
    assert row.quote.document.id == "b"
    assert [carrier.id for carrier in row.quote.carriers] == ["a"]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("question", "language", "shown"),
    [("How many civilians were killed in Chile?", "en", "s"), ("Hur många civila dödades i Chile?", "sv", "t")],
)
def test_of_two_mentions_the_one_in_the_language_of_the_question_is_shown(
    order: int, question: str, language: str, shown: str
) -> None:
    texts = [
        document("s", "Casualty Watch says at least 940 civilians were killed in Chile in 2015."),
        document("t", "Casualty Watch uppger att minst 940 civila dödades i Chile 2015.", language="sv"),
    ][::order]
    asked = analyse(question, (language,))
    ledger = ledger_of(asked, [quote(doc) for doc in texts], facts=facts(texts).__getitem__)
    (row,) = ledger.figures
    assert row.quote.document.id == shown
    assert len(row.quote.carriers) == 1


def test_a_share_or_a_difference_is_no_count(documents: list[Document]) -> None:
    shares = document(
        "e",
        "Casualty Watch counted 700 deaths in Chile. Only a third of those killed were named. "
        "That does not mean that 460 people died unseen.",
    )
    both = [*documents, shares]
    ledger = ledger_of(
        analyse("How many deaths were there in Chile?"),
        [quote(doc) for doc in both],
        facts=facts(both).__getitem__,
    )
    assert "700" in rows_of(ledger)
    assert not {"a third", "460"} & set(rows_of(ledger))


def test_quotes_alone_give_a_ledger_too(documents: list[Document]) -> None:
    ledger = ledger_of(analyse("How many deaths did the alliance admit?"), [quote(d) for d in documents])
    assert set(rows_of(ledger)) == {"at least 248", "at least 210", "12", "at least 940"}
    for figure in ledger.figures:
        whole = TEXTS[figure.quote.document.id]
        assert whole[figure.quote.start : figure.quote.end] == figure.quote.text
        assert whole[figure.amount.span.start : figure.amount.span.end] == figure.amount.text


def test_a_place_in_the_question_comes_first(documents: list[Document]) -> None:
    stored = facts(documents)
    ledger = ledger_of(
        analyse("How many civilians died in Haldane?"),
        [quote(d) for d in documents],
        facts=lambda name: stored[name],
    )
    assert ledger.figures[0].place == "Haldane"


def test_a_question_without_an_amount_has_no_ledger(documents: list[Document]) -> None:
    assert ledger_of(analyse("Who is Karin Holt?"), [quote(d) for d in documents]) == Ledger()


def test_facts_come_back_as_the_figures_they_were() -> None:
    text = "Casualty Watch says between 9 and 12 children were killed in Lund on 3 May 2019."
    for figure in figures_in(text, "en"):
        back = from_fact(json.loads(json.dumps(to_fact(figure, None))), figure.quote.document)
        assert back == figure


def test_the_annotator_reads_only_passages_and_names_them() -> None:
    text = "Casualty Watch says 940 people died.\n\nDonate $5 now!"
    doc = document("x", text)
    annotator: Annotator = FigureAnnotator()
    found = annotator.annotate(doc, [Passage("x-0", "x", 0, 0, 36, text[:36])])
    assert [(f["text"], f["passage"]) for f in found] == [("940", "x-0")]


def test_a_corpus_ledger_is_narrowed_by_what_is_counted(documents: list[Document]) -> None:
    stored = facts(documents)
    ledger = corpus_ledger(
        ((d.info, stored[d.info.id]) for d in documents), about="civilian deaths", claimant="Casualty Watch"
    )
    assert [f.amount.value for f in ledger.figures] == [940]
    assert corpus_ledger(((d.info, stored[d.info.id]) for d in documents), about="airstrikes") == Ledger()


def test_rows_for_csv_have_every_field_as_text(documents: list[Document]) -> None:
    for row in figure_rows(figures_in(TEXTS["b"], "en")):
        assert tuple(row) == ROW_FIELDS
        assert all(isinstance(value, str) for value in row.values())


def test_the_question_on_the_real_texts(shared: Path) -> None:
    documents = [
        document(
            path.stem[:3], path.read_text(encoding="utf-8"), language="sv" if path.stem.startswith("001") else "en"
        )
        for path in sorted((shared / "corpus").glob("*.txt"))
    ]
    stored = facts(documents)
    question = "how many deaths did the coalition admit?"
    quotes = [Quote(d.text[:80], 0, 80, d.info, "", 0.5) for d in documents]
    ledger = ledger_of(analyse(question), quotes, facts=lambda name: stored[name])
    asked, others = sections(question, ledger)
    own = {int(ledger.figures[r.figure].amount.value): r.figure for r in asked.rows}
    assert {32, 1257, 1302} <= set(own)
    assert not {1400, 7600, 1600} & set(own)
    said = {(ledger.figures[r.figure].claimant, int(ledger.figures[r.figure].amount.value)) for r in others.rows}
    assert {("Airwars", 1400), ("Airwars", 7600), ("Amnesty International", 1600)} <= said
    kinds = {(r.first, r.second): r.kind for r in ledger.relations}
    assert kinds[own[1302], own[1257]] is RelationKind.UPDATE
    assert kinds[own[32], own[1302]] is kinds[own[32], own[1257]] is RelationKind.PART_OF
    first = ledger.figures[own[1302]]
    assert first.period is not None
    assert (first.place, first.period.start, first.period.end) == (
        "Syria and Iraq",
        date(2014, 8, 1),
        date(2019, 4, 30),
    )
