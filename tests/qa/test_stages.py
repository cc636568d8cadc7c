"""A fault in a stage beside the quotes costs that stage alone, is told in the answer and logged without a text."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from index.errors import StoreDamaged
from index.types import Hit
from qa.answering.exports import answer_markdown, answer_record
from qa.assistant import Assistant
from qa.errors import ProviderError
from qa.language.pack import known, pack_of
from qa.llamaindex import answer_metadata
from qa.question.question import Question
from qa.reading.combined_reader import CombinedReader
from qa.reading.overlap.rule_reader import RulesReader
from qa.stages import Stage, attempt, watched
from qa.types import Answer, Reading
from ui.rendering.answers import answer_html
from ui.terminal import answer_view

ENGLISH = pack_of("en").answers
QUESTION = "How many deaths did the coalition admit?"
SECRET = "secret words of a document"


class Fault(Exception):
    """What nobody foresaw."""


def broken(*_: object, **__: object) -> Any:
    raise Fault(SECRET)


@pytest.fixture
def assistant(coalition_hits: list[Hit], corpus_of: Callable[..., Any]) -> Assistant:
    return Assistant(corpus_of(coalition_hits), reader=CombinedReader(RulesOnly()))


class RulesOnly(RulesReader):
    """The rules where the network would be, which takes seconds to load."""

    def read(self, question: Question, hits: Sequence[Hit], witness: Any = None) -> Reading:
        reading = super().read(question, hits)
        kept = [q for quote in reading.quotes if (q := witness.examined(quote) if witness else quote)]
        return Reading(tuple(kept), reading.answerable, reading.nearest)


@pytest.mark.parametrize(
    ("place", "stage", "question"),
    [
        ("qa.assistant.standalone", Stage.FOLLOW_UP, QUESTION),
        ("qa.assistant.compared", Stage.COMPARISON, "How many deaths did the coalition and Airwars report?"),
        ("qa.assistant.ledger_of", Stage.FIGURES, QUESTION),
        ("qa.answering.ledger.figures_of", Stage.FIGURES, QUESTION),
        ("qa.figures.document_figures.amounts_in", Stage.FIGURES, QUESTION),
        ("qa.answering.ledger.relations_between", Stage.RELATIONS, QUESTION),
        ("qa.answering.composition.rows_to_tell", Stage.ACCOUNT, QUESTION),
        ("qa.assistant.compose", Stage.ACCOUNT, QUESTION),
        ("qa.reading.combined_reader.without_altered", Stage.CHECKS, QUESTION),
        ("qa.reading.combined_reader.said_by", Stage.CHECKS, "Who killed 1,302 civilians in Syria and Iraq?"),
        ("qa.reading.combined_reader._with_told", Stage.TOLD, QUESTION),
        ("qa.reading.tables.asked_cells.Tables.found", Stage.TABLES, QUESTION),
        ("qa.assistant.Assistant._with_pages", Stage.PAGES, QUESTION),
    ],
)
def test_the_answer_comes_without_the_stage_and_says_so(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    place: str,
    stage: Stage,
    question: str,
) -> None:
    whole = assistant.ask(question)
    assert whole.quotes
    assert not whole.notes
    monkeypatch.setattr(place, broken)
    with caplog.at_level(logging.ERROR, "sayso"):
        answer = assistant.ask(question)
    assert answer.quotes
    assert ENGLISH.without.format(ENGLISH.stages[stage]) in answer.notes
    assert any(f"{stage} failed: Fault at " in record.getMessage() for record in caplog.records)
    assert SECRET not in caplog.text
    assert "civilians" not in caplog.text


def test_where_the_rules_fail_the_network_reads(
    coalition_hits: list[Hit], corpus_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = RulesReader()
    monkeypatch.setattr(rules, "read", broken)
    answer = Assistant(corpus_of(coalition_hits), reader=CombinedReader(RulesOnly(), rules)).ask(QUESTION)
    assert answer.quotes
    assert answer.notes == (ENGLISH.without.format(ENGLISH.stages[Stage.RULES]),)


def test_what_fails_on_one_passage_costs_that_passage_alone(
    coalition_hits: list[Hit], corpus_of: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    class Stumbling(RulesReader):
        def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
            if any("Airwars" in hit.passage.text and "Raqqa" in hit.passage.text for hit in hits):
                raise Fault(SECRET)
            return super().read(question, hits)

    answer = Assistant(corpus_of(coalition_hits), reader=Stumbling()).ask(QUESTION)
    assert {quote.document.id for quote in answer.quotes} >= {"march", "may"}
    assert answer.notes == (ENGLISH.without.format(ENGLISH.stages[Stage.PASSAGES]),)
    digest = hashlib.sha256(coalition_hits[2].passage.text.encode()).hexdigest()
    assert digest in caplog.text
    assert SECRET not in caplog.text


def test_a_reader_that_reads_nothing_at_all_is_an_error(
    coalition_hits: list[Hit], corpus_of: Callable[..., Any]
) -> None:
    class Fallen(RulesReader):
        def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
            raise Fault(SECRET)

    with pytest.raises(Fault):
        Assistant(corpus_of(coalition_hits), reader=Fallen()).ask(QUESTION)


@pytest.mark.parametrize("error", [StoreDamaged("x"), ProviderError("x"), KeyboardInterrupt(), SystemExit()])
def test_errors_that_are_no_faults_pass(error: BaseException) -> None:
    def fail() -> str:
        raise error

    with watched() as failed, pytest.raises(type(error)):
        attempt(Stage.FIGURES, "", fail, str)
    assert failed == []


def test_each_stage_is_noted_once_and_only_where_it_is_watched() -> None:
    def fail() -> str:
        raise Fault

    assert attempt(Stage.FIGURES, "\ud800", fail, lambda: "instead") == "instead"
    with watched() as failed:
        attempt(Stage.FIGURES, "", fail, str)
        with watched() as inner:
            attempt(Stage.TABLES, "", fail, str)
        attempt(Stage.FIGURES, "", fail, str)
    assert (failed, inner) == ([Stage.FIGURES], [Stage.TABLES])


@pytest.mark.parametrize("code", known())
def test_every_stage_of_an_answer_has_its_words_in_every_language(code: str) -> None:
    phrases = pack_of(code).answers
    assert set(phrases.stages) == set(Stage) - {Stage.SUGGESTIONS, Stage.VIEW}
    assert phrases.without.count("{}") == 1


def test_every_way_to_show_an_answer_shows_its_notes() -> None:
    answer = Answer("q", "q", notes=("This answer comes without <b>.",))
    console = Console(file=StringIO(), width=200)
    console.print(answer_view(answer))
    assert isinstance(console.file, StringIO)
    assert "without <b>." in console.file.getvalue()
    assert "without &lt;b&gt;." in answer_html(answer, 0)
    assert answer_record(answer)["notes"] == ["This answer comes without <b>."]
    assert "This answer comes without" in answer_markdown(answer)
    assert answer_metadata(answer)["notes"]
