"""Figures of a text: what is counted, quotes and offsets, and any text survived."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.types import DocumentInfo, Span
from qa.figures.counted import counted_key
from qa.figures.document_figures import figures_in, figures_of
from qa.types import Quote


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("32 civilian deaths were admitted.", "en", ["civilian deaths"]),
        ("At least 1,257 civilians were killed.", "en", ["civilian deaths"]),
        ("The raid killed 55 civilians, including 19 children.", "en", ["civilian deaths", "children killed"]),
        ("The blast injured 14 people.", "en", ["people injured"]),
        ("The death toll rose to 40.", "en", ["deaths"]),
        ("The attack led to the destruction of 11,000 buildings.", "en", ["buildings destroyed"]),
        ("They flew almost 34,000 airstrikes.", "en", ["airstrikes"]),
        ("Names of 1,000 victims were found, 641 of them confirmed.", "en", ["victims", "victims"]),
        ("12 people died and 40 were injured.", "en", ["deaths", "injured"]),
        ("Minst 12 civila dödades.", "sv", ["dödade civila"]),
        ("Sammanlagt 23 personer skadades.", "sv", ["skadade personer"]),
        ("1.400 Menschen wurden festgenommen.", "de", ["festgenommene Menschen"]),
        ("The firm reported a loss of $1.3bn.", "en", ["loss"]),
        ("Nine of the dead were children.", "en", ["children killed"]),
        ("Nine of those injured were women.", "en", ["women injured"]),
        ("Nio av de döda var barn.", "sv", ["dödade barn"]),
        ("Nine children were among the dead.", "en", ["children killed"]),
        ("Nine children were among the guests.", "en", ["children"]),
        (
            "Of the 40 people killed, 12 were women and 9 children.",
            "en",
            ["deaths", "women killed", "children killed"],
        ),
        ("Av de 40 dödade var 12 kvinnor.", "sv", ["dödade", "dödade kvinnor"]),
        ("The blast killed 12 soldiers, and 9 children were at school.", "en", ["soldiers killed", "children"]),
    ],
)
def test_what_is_counted_is_said_with_what_befell_it(text: str, language: str, counted: list[str]) -> None:
    assert [f.counted for f in figures_in(text, language)] == counted


@pytest.mark.parametrize(
    "other", ["civilians killed", "dödade civila", "deaths of civilians", "civilian fatalities"]
)
def test_one_key_for_many_ways_of_counting(other: str) -> None:
    assert counted_key(other) == counted_key("civilian deaths")


def test_ages_and_mere_ones_are_told_apart() -> None:
    found = figures_in("A 34-year-old man, one of the residents, said 5 people had died.", "en")
    assert [(f.counted, f.amount.unit) for f in found] == [("age", "year of age"), ("deaths", None)]


def test_each_figure_is_quoted_by_its_sentence_with_the_amount_marked() -> None:
    text = "It rained. The army said 12 people died in Lund. Nobody else spoke."
    (figure,) = figures_in(text, "en")
    assert figure.quote.text == "The army said 12 people died in Lund."
    assert figure.quote.answer_text == "12"


def test_figures_outside_the_spans_are_left_out() -> None:
    text = "The army said 12 people died. Donate $5 now."
    assert [f.amount.text for f in figures_in(text, "en", spans=[Span(0, 30)])] == ["12"]


def test_figures_of_quotes_are_in_document_coordinates() -> None:
    text = "It rained. The army said 12 people died."
    info = DocumentInfo("d", "d.txt", "", "", language="en")
    (figure,) = figures_of([Quote(text[11:], 11, len(text), info, "d-0", 0.9)])
    assert text[figure.amount.span.start : figure.amount.span.end] == "12"
    assert (figure.quote.start, figure.quote.passage_id) == (11, "d-0")


def test_a_publisher_that_quotes_itself_speaks_in_its_own_voice() -> None:
    info = DocumentInfo("d", "d.txt", "", "", publisher="Casualty Watch", language="en")
    (figure,) = figures_in("Casualty Watch counted 40 deaths.", "en", info)
    assert figure.claimant is None


_PIECES = (
    "The army said that 12 civilians were killed in Lund and Malmö on Monday , according to Casualty Watch ."
    " “ ” it he 1,257 at least between June 2017 October , Karin Holt denied – koalitionen medger dödades i Syria"
    " 's report of \n"
)
_WORDS = st.sampled_from(_PIECES.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=60), st.sampled_from(["en", "sv", "de", "fr", None]))
def test_any_jumble_of_claims_is_read_without_a_crash(words: list[str], language: str | None) -> None:
    text = " ".join(words)
    for figure in figures_in(text, language):
        quote = figure.quote
        assert text[quote.start : quote.end] == quote.text
        assert quote.span.contains(figure.amount.span)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for figure in figures_in(text):
        assert figure.quote.span.contains(figure.amount.span)


@pytest.mark.parametrize("piece", ["1 ", "12 people ", "said 5 ", "in Lund 5 ", "“5 ", "May 5 "])
def test_a_page_that_is_all_figures_keeps_short_quotes(piece: str) -> None:
    found = figures_in(piece * 1_500, "en")
    assert all(len(f.quote.text) < 2_500 for f in found)
