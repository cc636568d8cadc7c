"""How two figures relate, and that nothing is a conflict that is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import DocumentInfo, Span
from qa.figures.relations import relate, relations_between
from qa.figures.relations.explanations import reason
from qa.language.pack import known, pack_of
from qa.language.sections.relation_words import Reason
from qa.types import Amount, Bound, Figure, Period, Quote, RelationKind, Stance

EN = pack_of("en")
YEAR = Period(date(2015, 1, 1), date(2015, 12, 31), "in 2015")
MARCH = Period(date(2015, 3, 1), date(2015, 3, 31), "in March")
TO_MAY = Period(date(2015, 1, 1), date(2015, 5, 31), "from January to May")


def figure(
    value: str | int,
    claimant: str | None = "army",
    place: str | None = "Syria",
    period: Period | None = YEAR,
    counted: str = "civilian deaths",
    document: str = "a",
    as_of: date | None = None,
    bound: Bound = Bound.EXACT,
    stance: Stance = Stance.STATES,
    vague: bool = False,
    language: str = "en",
) -> Figure:
    info = DocumentInfo(document, f"{document}.txt", "", document, language=language)
    text = str(value)
    amount = Amount(Decimal(value), Span(0, len(text)), text, bound=bound, vague=vague)
    return Figure(
        amount, counted, Quote(text, 0, len(text), info, "", 0.0), claimant, stance, "said", place, period, as_of
    )


def kind(one: Figure, other: Figure) -> RelationKind | None:
    relation = relate((one, other), 0, 1, {"Raqqa": "SY"}, EN)
    return relation.kind if relation else None


def test_a_later_end_from_the_same_start_updates() -> None:
    earlier, later = figure(1257, period=TO_MAY), figure(1302, period=YEAR, place="Syria and Iraq", document="b")
    relation = relate((earlier, later), 0, 1, {}, EN)
    assert relation is not None
    assert (relation.kind, relation.first, relation.second) == (RelationKind.UPDATE, 1, 0)
    assert "2015-12-31" in relation.reason


def test_a_narrower_place_and_period_is_a_part() -> None:
    relation = relate(
        (figure(1302), figure(32, place="Raqqa", period=MARCH, document="b")), 0, 1, {"Raqqa": "SY"}, EN
    )
    assert relation is not None
    assert (relation.kind, relation.first, relation.second) == (RelationKind.PART_OF, 1, 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure(1257), figure(7600, "Airsight", document="b"), RelationKind.CONFLICT),
        (figure(1257), figure(1257, "Airsight", document="b"), RelationKind.AGREE),
        (figure(1302), figure(1300, "Airsight", document="b"), RelationKind.AGREE),
        (figure(32), figure(30, "Airsight", document="b"), RelationKind.CONFLICT),
        (figure(1257), figure(1000, "Airsight", bound=Bound.MORE_THAN, document="b"), RelationKind.AGREE),
        (figure(100, bound=Bound.AT_LEAST), figure(1302, "Airsight", document="b"), RelationKind.CONFLICT),
        (figure(1257), figure(7600, "Airsight", place="Iraq", document="b"), RelationKind.NOT_COMPARABLE),
        (figure(12, period=MARCH), figure(40, "Airsight", period=Period(date(2016, 1, 1), None), document="b"),
         RelationKind.NOT_COMPARABLE),
        (figure(12, place=None, period=None), figure(40, "Airsight", place=None, period=None, document="b"),
         RelationKind.NOT_COMPARABLE),
        (figure(1600, "Amnesty", place="Raqqa", period=MARCH), figure(1302, document="b"), RelationKind.CONFLICT),
        (figure(100, "Amnesty", vague=True), figure(1400, "Airsight"), RelationKind.NOT_COMPARABLE),
        (figure(100, "Amnesty", vague=True), figure(32), RelationKind.CONFLICT),
        (figure(19, counted="children killed"), figure(55), RelationKind.PART_OF),
        (figure(6, counted="miners killed"), figure(11, "union", counted="deaths"), RelationKind.CONFLICT),
        (figure(40, "hospital"), figure(40, "army", stance=Stance.DENIES), RelationKind.CONFLICT),
        (figure(12, counted="dödade civila", language="sv"), figure(12, "Airsight", document="b"),
         RelationKind.AGREE),
    ],
)  # fmt: skip
def test_pairs_are_judged_by_scope_and_claimant(one: Figure, other: Figure, expected: RelationKind) -> None:
    assert kind(one, other) is expected
    assert kind(other, one) is expected


def test_two_voices_in_one_text_do_not_agree_by_wide_bounds_on_different_places() -> None:
    first = figure(1302, bound=Bound.AT_LEAST)
    second = figure(1600, "Riverwatch", place="Iraq", bound=Bound.MORE_THAN, document="b")
    carried = replace(first, quote=replace(first.quote, carriers=(second.quote.document,)))
    assert kind(carried, second) is RelationKind.NOT_COMPARABLE


def test_a_later_count_of_one_claimant_is_an_update_not_a_conflict() -> None:
    earlier = figure(58, period=MARCH, as_of=date(2015, 3, 20))
    later = figure(64, period=MARCH, as_of=date(2015, 3, 23), document="b")
    relation = relate((earlier, later), 0, 1, {}, EN)
    assert relation is not None
    assert (relation.kind, relation.first) == (RelationKind.UPDATE, 1)


def test_one_claimant_with_two_undated_numbers_in_one_text_is_not_accused_of_contradiction() -> None:
    assert kind(figure(58), figure(64)) is RelationKind.NOT_COMPARABLE


def test_different_things_do_not_relate() -> None:
    assert kind(figure(34000, counted="airstrikes"), figure(1257)) is None
    assert relations_between([figure(34000, counted="airstrikes"), figure(1257)], {}, EN) == ()


def test_reasons_are_in_the_language_asked_for() -> None:
    relation = relate((figure(1257), figure(7600, "Airsight", document="b")), 0, 1, {}, pack_of("sv"))
    assert relation is not None
    assert relation.reason.startswith("Samma plats och tid")


@pytest.mark.parametrize("code", [code for code in known() if pack_of(code).relations.reasons])
def test_a_language_that_gives_reasons_has_a_sentence_for_each(code: str) -> None:
    language = pack_of(code)
    written = {name: reason(name, figure(12), figure(40, "Airsight"), language, "9") for name in Reason}
    assert len(set(written.values())) == len(Reason)
    assert all(not text[0].islower() and text.endswith(".") and "{" not in text for text in written.values())
    said = reason(Reason.DENIED, figure(1, None), figure(1, None), language)
    assert language.relations.publisher.casefold() in said.casefold()


_FIGURES = st.builds(
    figure,
    st.integers(min_value=0, max_value=10_000),
    st.sampled_from(["army", "Airsight", None]),
    st.sampled_from(["Syria", "Iraq", "Raqqa", "Syria and Iraq", None]),
    st.sampled_from([YEAR, MARCH, TO_MAY, None]),
    st.sampled_from(["civilian deaths", "deaths", "children killed", "airstrikes"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from([None, date(2015, 4, 1), date(2016, 1, 1)]),
    st.sampled_from(list(Bound)),
)


@given(_FIGURES, _FIGURES)
def test_the_judgement_does_not_depend_on_the_order(one: Figure, other: Figure) -> None:
    assert kind(one, other) is kind(other, one)


@given(_FIGURES, _FIGURES)
def test_different_places_never_conflict(one: Figure, other: Figure) -> None:
    if {one.place, other.place} == {"Syria", "Iraq"}:
        assert kind(one, other) is not RelationKind.CONFLICT


def conflicts(*figures: Figure) -> list[tuple[int, int, str]]:
    found = relations_between(figures, {}, EN)
    return [(r.first, r.second, r.reason) for r in found if r.kind is RelationKind.CONFLICT]


def replaced(rival: Figure, **new: object) -> list[tuple[int, int, str]]:
    """The conflicts of a rival's figure with a count of 90 in March and one of 120 that replaced it."""
    old = figure(90, place="Kent", period=None, counted="oil spills", as_of=date(2015, 3, 30))
    given: dict[str, object] = {
        "place": "Kent",
        "counted": "oil spills",
        "document": "b",
        "as_of": date(2015, 6, 1),
    }
    later = figure(120, **{**given, **new})  # type: ignore[arg-type]
    return conflicts(old, rival, later)


def test_who_disputes_a_replaced_figure_disputes_the_one_that_replaced_it() -> None:
    rival = figure(700, "Riverwatch", place="Kent", period=None, counted="oil spills", as_of=date(2015, 3, 30))
    found = replaced(rival)
    assert [(first, second) for first, second, _ in found] == [(0, 1), (1, 2)]
    assert "Riverwatch says 700 against 90, which army has since replaced with 120." in found[1][2]


def test_a_dispute_ends_where_the_replacement_comes_up_to_it() -> None:
    rival = figure(130, "Riverwatch", place="Kent", period=None, counted="oil spills", as_of=date(2015, 3, 30))
    near = replaced(rival, bound=Bound.AT_LEAST)
    assert [(first, second) for first, second, _ in near] == [(0, 1)]
    lower = figure(40, "Riverwatch", place="Kent", period=None, counted="oil spills", as_of=date(2015, 3, 30))
    assert [(first, second) for first, second, _ in replaced(lower)] == [(0, 1)]


def test_a_dispute_does_not_reach_a_count_of_something_else() -> None:
    rival = figure(700, "Riverwatch", place="Kent", period=None, counted="oil spills", as_of=date(2015, 3, 30))
    assert [(a, b) for a, b, _ in replaced(rival, counted="oil leaks of tankers")] == [(0, 1)]
    assert [(a, b) for a, b, _ in replaced(rival, place="Norfolk")] == [(0, 1)]


def test_two_counts_to_date_are_of_one_period_where_one_says_only_since_when() -> None:
    since = Period(date(2015, 1, 1), None, "since 2015")
    closed = Period(date(2015, 1, 1), date(2019, 2, 28), "from January 2015 to February 2019")
    early = Period(date(2015, 1, 1), date(2015, 12, 31), "in 2015")
    rival = figure(7600, "Airsight", period=since, as_of=date(2019, 3, 29))
    assert kind(figure(1257, period=closed, as_of=date(2019, 3, 28)), rival) is RelationKind.CONFLICT
    assert kind(figure(1257, period=early, as_of=date(2019, 3, 28)), rival) is RelationKind.PART_OF
