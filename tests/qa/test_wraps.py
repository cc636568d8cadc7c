"""Wrapped text: a sentence that goes on over a line break gives the figures it gives on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.types import Span
from qa.figures.document_figures import figures_in
from qa.language.wraps import Unwrapped, running_sentences, whole_sentences
from qa.types import Bound

SENTENCES = {
    "en": (
        "The harbour board said that at least 30 people died in Brennholm in March 2019.",
        "Repairs cost more than 1.3 million dollars, according to the town council.",
        "Between 9 and 12 boats sank, the coastguard reported on Friday.",
        "Nearly 4,200 sheep were lost and about 15 percent of the barns burned down.",
        "The union claims that twenty-five miners were injured in the Lantern pit in 2017.",
    ),
    "sv": (
        "Räddningstjänsten uppger att minst 30 personer dog i Brennholm i mars 2019.",
        "Reparationen kostade drygt 1,3 miljoner kronor, enligt kommunen.",
        "Omkring 12 500 får gick förlorade och cirka 15 procent av ladorna brann ned.",
        "Mellan 9 och 12 båtar sjönk, skrev kustbevakningen på fredagen.",
    ),
}
BREAKS = ("\n", "\r\n", "\n> ", "\n>> ", "\r\n> ", "\n\t", " \n", "\n  ", "\r", "\u2028")
SPACES = ("\u00a0", "\t", "  ", " \u200b", "\u200b ", "\ufeff ")


def told(text: str, language: str) -> Counter[tuple[Decimal, Decimal | None]]:
    """The numbers read; lines of two words may cost one its unit, which is no other number."""
    return Counter((f.amount.value, f.amount.upper) for f in figures_in(text, language))


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, sentences on one line, and the same wrapped and spaced at random."""
    language = draw(st.sampled_from(sorted(SENTENCES)))
    plain = " ".join(draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=3)))
    gaps = st.sampled_from((*(" ",) * 12, *BREAKS, *SPACES))
    text = gap = ""
    for word in plain.split(" "):
        # Digits in groups are one number over a space or a line break, but one alone on its line is in a column.
        grouped = text[-1:].isdigit() and len(word) == 3 and word.isdigit()
        inside = st.sampled_from((" ", "\u00a0", *("\n",) * (gap == " ")))
        gap = draw(inside if grouped else gaps) if text else ""
        text += gap + word
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        between = text[:at][-1:].isalpha() and text[at:][:1].islower() and "\n" not in text
        text = text[:at] + "\u00ad" * between + text[at:]
    return language, plain, text


@settings(max_examples=150, deadline=None)
@given(wrapped())
def test_wrapped_sentences_give_the_same_figures_or_fewer(case: tuple[str, str, str]) -> None:
    language, plain, text = case
    found = figures_in(text, language)
    assert told(text, language) <= told(plain, language)
    for figure in found:
        assert text[figure.amount.span.start : figure.amount.span.end] == figure.amount.text
        assert text[figure.quote.start : figure.quote.end] == figure.quote.text
        assert figure.quote.span.contains(figure.amount.span)


@pytest.mark.parametrize("gap", BREAKS)
@pytest.mark.parametrize(
    ("make", "language"),
    [
        (lambda gap: f"The board said that strikes killed at least{gap}30 people in{gap}Brennholm.", "en"),
        (lambda gap: f"The board said that strikes{gap}killed at{gap}least 30 people in{gap}Brennholm.", "en"),
        (lambda gap: f"Styrelsen uppger att minst{gap}30 personer dog i{gap}Brennholm.", "sv"),
    ],
)
def test_bound_and_place_are_read_over_a_break(make: Callable[[str], str], language: str, gap: str) -> None:
    (figure,) = figures_in(make(gap), language)
    assert (figure.amount.value, figure.amount.bound, figure.place) == (30, Bound.AT_LEAST, "Brennholm")
    assert figure.claimant is not None
    assert figure.quote.text == make(gap)


@pytest.mark.parametrize(
    "text",
    [
        "At least\n30 people died.",
        "killed at least\n30 people",
        "1.3\nmillion\ndollars",
        "min. 30 died\nin\n",
        "12\n345",
    ],
)
def test_no_amount_over_a_break_is_an_error(text: str) -> None:
    for figure in figures_in(text, "en"):
        assert figure.quote.span.contains(figure.amount.span)


def test_no_number_reaches_over_a_blank_line_or_down_a_column() -> None:
    assert [f.amount.text for f in figures_in("It had cost at least\n\n30 people died.", "en")] == ["30"]
    column = figures_in("Boats lost in spring\n12 boats\n345 boats\n678 boats\n", "en")
    assert [f.amount.value for f in column] == [12, 345, 678]


def test_a_number_grouped_by_a_space_is_one_over_a_break() -> None:
    (figure,) = figures_in("Den gångna vintern gick omkring 12\n500 får förlorade i dalen.", "sv")
    assert figure.amount.value == 12_500


@pytest.mark.parametrize(
    "text",
    ["Repairs\nThe mill closed.", "- oats\n- barley", "| a | b |\n| c | d |", "One.\nand two", "red oats\nrye"],
)
def test_headings_lists_and_tables_do_not_run_on(text: str) -> None:
    assert len(running_sentences(text, "en")) == 2


def test_sentences_are_joined_where_a_span_crosses_them() -> None:
    spans = (Span(0, 4), Span(5, 9), Span(10, 14), Span(15, 20))
    assert whole_sentences(spans, [Span(7, 12)]) == (Span(0, 4), Span(5, 14), Span(15, 20))
    assert whole_sentences(spans, [Span(1, 18)]) == (Span(0, 20),)
    assert whole_sentences(spans, [Span(5, 9), Span(10, 14)]) == spans
    assert whole_sentences((), [Span(0, 3)]) == ()


@given(st.lists(st.sampled_from(["ab", " ", "\n", "\n> ", "\r\n", "\u00ad", "\u200b", "12", "."]), max_size=30))
def test_offsets_go_there_and_back(pieces: list[str]) -> None:
    source = "".join(pieces)
    whole = [Span(0, len(source))]
    plain = Unwrapped.of(source, whole)
    assert "\n" not in plain.text.rstrip("\n ")[1:] or "\n" in source
    for start in range(len(plain.text)):
        at = plain.original(Span(start, start + 1))
        if not plain.text[start].isspace():
            assert source[at.start : at.end].replace("\u00ad", "") == plain.text[start]
    (back,) = plain.spans([Span(0, len(source))])
    assert back == Span(0, len(plain.text))
