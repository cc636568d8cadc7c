"""Odd texts and questions of every kind are read without an error."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.types import Hit
from qa.assistant import Assistant
from qa.errors import QuestionError
from qa.figures.document_figures import figures_in
from qa.question.analysis import analyse, check
from qa.question.followups import standalone
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import Turn

PIECES = (
    *(
        "1",
        "30",
        "½",
        "٣٠",
        "٬",
        "10" * 200,
        "9" * 5_000,
        "²",
        "Ⅷ",
        "1e99",
        "0x1f",
        "-",
        "–",
        "%",
        "$",
        "€",
        "/",
        "\\",
    ),
    *(".", ",", "?", "!", ":", ";", "“", "”", '"', "'", "(", ")", "[", "|", "\t", "\n", "\r\n", "\n\n", "> ", " "),
    *("\u00a0", "\u00ad", "\u200b", "\ufeff", "\x00", "\ud800", "\u202e", "👩‍👩‍👧", "مرحبا", "हिन्दी", "<b>"),
    *(
        "people died",
        "killed",
        "at least",
        "minst",
        "hundred",
        "ett hundra",
        "between",
        "and",
        "och",
        "said",
        "May",
    ),
    *(
        "according to",
        "in Lund",
        "in 2014",
        "years ago",
        "last",
        "för",
        "år sedan",
        "A.",
        "U.N.",
        "how many",
        "vem",
    ),
    *("who", "when", "why", "million", "half a", "dozen", "of them", "including"),
)
odd_texts = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=25
).map("".join)


@settings(max_examples=250, deadline=None)
@given(odd_texts, st.sampled_from(["en", "sv", "de", "fr", None]))
def test_figures_of_odd_texts(text: str, language: str | None) -> None:
    for figure in figures_in(text, language):
        assert text[figure.amount.span.start : figure.amount.span.end] == figure.amount.text
        assert figure.quote.text == text[figure.quote.start : figure.quote.end]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd_texts, odd_texts, odd_texts)
def test_odd_questions_over_odd_passages(
    make_hit: Callable[..., Hit], corpus_of: Callable[..., Any], question: str, text: str, before: str
) -> None:
    hits = [make_hit("odd", text or " ", language="en"), make_hit("plain", "In May 30 people died in Lund.")]
    assistant = Assistant(corpus_of(hits), reader=RulesReader())
    first = assistant.ask(before)
    answer = assistant.chat().ask(question)
    assert answer.text
    assert not answer.notes
    assert not first.notes
    with suppress(QuestionError):
        analyse(standalone(check(question), [Turn(before, first)]))


RUNS = (
    *(
        "1",
        "1 ",
        "123 ",
        ".",
        "a",
        "a ",
        "A ",
        "“",
        '" ',
        "(",
        "½ ",
        "\n",
        " ",
        "\u00a0",
        "a-",
        "| 1 ",
        "1\t",
        "> 1\n",
    ),
    *(
        "30 people died in Lund, said Amnesty. ",
        "at least\n30 people\n",
        "A. ",
        "1,",
        "Ministry of the ",
        "said that ",
    ),
    *(
        "1 to ",
        "ett hundra ",
        "| Lund | 12 |\n",
        "Lund: 12\n",
        "“Thirty 30 died in Lund, ",
        "a\u00ad",
        "May 2014 ",
    ),
)


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_of_one_thing(run: str) -> None:
    text = run * (10_000 // len(run))
    for figure in figures_in(text, "en"):
        assert figure.quote.span.contains(figure.amount.span)
