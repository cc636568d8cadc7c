"""Follow-up questions made standalone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.benchmarks.followups import Case, FollowupsBenchmark, held_out
from qa.question.followups import standalone
from qa.question.followups.fit import Rewritten, fit_weights, load, logistic
from qa.question.followups.question_nouns import noun_phrases
from qa.question.followups.weights import WEIGHTS, Weights
from qa.types import Answer, Turn


def turn(question: str, *short: str) -> Turn:
    return Turn(question, Answer(question=question, understood_as=question, short=short))


DEATHS = [turn("How many deaths did the coalition admit?", "32")]
GENERAL = [turn("Who took over the command?", "General Kenneth McKenzie")]
LIBRARY = [turn("How many books does the library hold?", "some 40,000")]
DESK = [turn("How much did Tally Desk spend in 2018?", "410,000 euros")]
DÖDA = [turn("Hur många dödsfall har koalitionen medgett?", "32")]


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        (DEATHS, "and in Raqqa alone?", "How many deaths did the coalition admit in Raqqa alone?"),
        (DEATHS, "And in Afghanistan?", "How many deaths did the coalition admit in Afghanistan?"),
        (DEATHS, "what about Amnesty?", "How many deaths did Amnesty report?"),
        (DEATHS, "and Amnesty?", "How many deaths did Amnesty report?"),
        (DEATHS, "What does Airwars say?", "How many deaths did Airwars report?"),
        (DEATHS, "when was that?", "When was that? (How many deaths did the coalition admit?)"),
        (DEATHS, "who says otherwise?", "Who says otherwise? (How many deaths did the coalition admit?)"),
        (GENERAL, "How old is he?", "How old is General Kenneth McKenzie?"),
        (LIBRARY, "When was it opened?", "When was the library opened?"),
        (LIBRARY, "What are its opening hours?", "What are the library’s opening hours?"),
        (LIBRARY, "Who paid for them?", "Who paid for the books?"),
        (
            [turn("Who commands the fleet?", "Admiral Ines Duarte of the Northern Fleet in Brasdren")],
            "Whom did she replace?",
            "Whom did Admiral Ines Duarte replace?",
        ),
        (GENERAL, "When was his appointment?", "When was General Kenneth McKenzie’s appointment?"),
        (DESK, "How many employees does it have?", "How many employees does Tally Desk have?"),
        (DEATHS, "no, I meant Amnesty", "How many deaths did Amnesty report?"),
        (DEATHS, "I meant in Raqqa", "How many deaths did the coalition admit in Raqqa?"),
        (DEATHS, "and children?", "Children, about deaths and the coalition?"),
        (DEATHS, "why did it do that?", "Why did it do that? (How many deaths did the coalition admit?)"),
        (
            DEATHS,
            "Is there another estimate?",
            "Is there another estimate? (How many deaths did the coalition admit?)",
        ),
        (DEATHS, "Tell me more", "Tell me more? (How many deaths did the coalition admit?)"),
        (
            [turn("How many schools were hit in Raqqa?")],
            "what about hospitals?",
            "How many hospitals were hit in Raqqa?",
        ),
        ([turn("Who leads the SDF?")], "How old is it?", "How old is the SDF?"),
        ([turn("What is the filing fee?")], "How is it calculated?", "How is the filing fee calculated?"),
        ([turn("How many people died?")], "and children?", "How many children died?"),
        ([turn("How long is the whale?")], "And how heavy?", "How heavy is the whale?"),
        ([turn("Hur lång är bron?")], "Och hur bred?", "Hur bred är bron?"),
        (
            [turn("What does the report by Amnesty International say?")],
            "When did they publish it?",
            "When did they publish it, about the report and Amnesty International?",
        ),
        (
            [turn("Who got the restraining order?")],
            "When was the order filed?",
            "When was the restraining order filed?",
        ),
        (DESK, "and in 2017?", "How much did Tally Desk spend in 2017?"),
        (
            [turn("When was the house in Harat al-Badu bombed?")],
            "How many children died there?",
            "How many children died in Harat al-Badu?",
        ),
        ([turn("Who is Sean Ryan?")], "and Donatella Rovera?", "Who is Donatella Rovera?"),
        (DÖDA, "Och i Raqqa?", "Hur många dödsfall har koalitionen medgett i Raqqa?"),
        (DÖDA, "Amnesty då?", "Hur många dödsfall har Amnesty uppgett?"),
        (DÖDA, "Jag menade i Mosul", "Hur många dödsfall har koalitionen medgett i Mosul?"),
        (DÖDA, "Berätta mer", "Berätta mer? (Hur många dödsfall har koalitionen medgett?)"),
        (
            [turn("Hur många skolor träffades i Raqqa?")],
            "Och sjukhus?",
            "Hur många sjukhus träffades i Raqqa?",
        ),
        (DÖDA, "Vad säger Airwars?", "Hur många dödsfall har Airwars uppgett?"),
        (
            [turn("When was the mill in Ostby struck?")],
            "How many of the dead were children?",
            "How many of the dead were children in Ostby?",
        ),
        (
            [turn("När träffades kvarnen i Ostby?")],
            "Vilka var offren?",
            "Vilka var offren i Ostby?",
        ),
        (
            [turn("When was the mill in Ostby struck?")],
            "How many of the dead in Lund were children?",
            "How many of the dead in Lund were children?",
        ),
        (
            [turn("Vem är Donatella Rovera?")],
            "Vad sa hon om koalitionen?",
            "Vad sa Donatella Rovera om koalitionen?",
        ),
    ],
)
def test_what_is_left_out_is_filled_in(turns: Sequence[Turn], question: str, expected: str) -> None:
    assert standalone(question, turns) == expected


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        (DEATHS, "What are the risks?", "What are the risks, about deaths and the coalition?"),
        (DEATHS, "investigations", "Investigations, about deaths and the coalition?"),
        (DEATHS, "Any investigation?", "Any investigation, about deaths and the coalition?"),
        (DESK, "donors", "Donors, about Tally Desk and 2018?"),
        (DÖDA, "Vilka är riskerna?", "Vilka är riskerna, när det gäller dödsfall och koalitionen?"),
        (DÖDA, "Utredningar", "Utredningar, när det gäller dödsfall och koalitionen?"),
        (
            DÖDA,
            "Finns det någon utredning?",
            "Finns det någon utredning, när det gäller dödsfall och koalitionen?",
        ),
    ],
)
def test_what_likely_leans_gets_what_was_spoken_of(turns: Sequence[Turn], question: str, expected: str) -> None:
    assert standalone(question, turns) == expected


def test_earlier_questions_add_what_the_last_one_is_too_short_for() -> None:
    turns = [turn("Which courts take small claims?"), turn("Who pays for lawyers?"), turn("Is it safe?")]
    assert standalone("What are the fees?", turns) == "What are the fees, about lawyers, courts and small claims?"


def test_where_nothing_was_named_the_last_question_stands_beside() -> None:
    assert standalone("What are the risks?", [turn("Is it safe?")]) == "What are the risks? (Is it safe?)"


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("How many deaths did the coalition admit?", "en", ["deaths", "the coalition"]),
        (
            "What is the difference between Market Cap and NAV?",
            "en",
            ["the difference between Market Cap and NAV"],
        ),
        ("Where did Tally Desk spend the money in 2018?", "en", ["Tally Desk", "the money in 2018"]),
        (
            "Do US-based companies need to comply with SEC regulations?",
            "en",
            ["US-based companies", "SEC regulations"],
        ),
        ("Is it safe to open a second bank account?", "en", ["a second bank account"]),
        ("Why are housing prices rising so quickly?", "en", ["housing prices rising"]),
        ("Hur många dödsfall har koalitionen medgett?", "sv", ["dödsfall", "koalitionen"]),
        ("?!", "en", []),
    ],
)
def test_noun_phrases(question: str, language: str, expected: list[str]) -> None:
    assert noun_phrases(question, language) == expected


@pytest.mark.parametrize(
    "question",
    [
        "how tall is the eiffel tower",
        "How many artillery rounds were fired?",
        "What happened to the hospital?",
        "What is a galaxy?",
        "thanks a lot!",
        "how many civilians died in the battle of mosul",
        "hur många artillerigranater avfyrades?",
        "Tack så mycket!",
        "How tall is the Eiffel Tower?",
        "How many civilians were killed in Mosul according to Airwars?",
        "Who founded Human Rights Watch?",
        "Is it possible to visit Raqqa?",
        "Are there any schools in Mosul?",
        "Which of the reports that Amnesty wrote is the longest?",
        "How do companies hire their employees?",
        "Thank you.",
        "Hur hög är Eiffeltornet?",
        "Finns det skolor i Mosul?",
    ],
)
@pytest.mark.parametrize("turns", [DEATHS, GENERAL, DESK, DÖDA])
def test_what_stands_alone_is_left_alone(turns: Sequence[Turn], question: str) -> None:
    assert standalone(question, turns) == question


def test_without_turns_nothing_changes() -> None:
    assert standalone("and in Raqqa?", []) == "and in Raqqa?"


def test_a_turn_that_could_not_be_looked_up_is_passed_over() -> None:
    assert standalone("and in Raqqa alone?", [*DEATHS, turn("?!")]).startswith("How many deaths")


def test_what_would_grow_too_long_to_look_up_is_left_as_asked() -> None:
    long = turn(f"How many deaths did the coalition admit {'in Raqqa and ' * 140}in Mosul?")
    assert standalone("when was that?", [long]).startswith("When was that? (How many deaths")
    longer = turn(f"How many deaths did the coalition admit {'in Raqqa and ' * 150}in Mosul?")
    assert standalone("when was that?", [longer]) == "when was that?"


def test_follow_ups_chain() -> None:
    first = standalone("and in Raqqa?", DEATHS)
    later = [*DEATHS, Turn("and in Raqqa?", Answer(question="and in Raqqa?", understood_as=first))]
    assert standalone("and according to Airwars?", later) == "How many deaths did Airwars report in Raqqa?"


def test_what_was_named_after_a_question_stays_with_the_next() -> None:
    risks = standalone("What are the risks?", DEATHS)
    later = [*DEATHS, Turn("What are the risks?", Answer(question="What are the risks?", understood_as=risks))]
    assert standalone("and in Raqqa?", later) == "What are the risks in Raqqa, about deaths and the coalition?"
    assert standalone("why?", later) == "Why? (What are the risks, about deaths and the coalition?)"


def test_what_was_put_beside_a_question_stays_beside_the_next() -> None:
    asked_when = standalone("when was that?", DEATHS)
    later = [*DEATHS, Turn("when was that?", Answer(question="when was that?", understood_as=asked_when))]
    assert (
        standalone("and in Raqqa?", later) == "When was that in Raqqa? (How many deaths did the coalition admit?)"
    )
    assert standalone("why?", later) == "Why? (How many deaths did the coalition admit? When was that?)"


@settings(deadline=None)
@given(st.text(max_size=120), st.lists(st.text(max_size=80), max_size=3))
def test_odd_conversations_never_raise(question: str, earlier: list[str]) -> None:
    assert isinstance(standalone(question, [turn(text) for text in earlier]), str)


def test_on_real_conversations_it_adds_and_leaves_alone_what_stands_alone(shared: Path) -> None:
    result = FollowupsBenchmark().run(shared / "data" / "followups", lambda _: None)
    values = {row.system: row.values for row in result.rows}
    assert values["sayso"]["recall"] > values["no rewriting"]["recall"]
    assert values["sayso"]["recall"] >= values["no rewriting"]["recall"] + 4
    assert values["sayso"]["precision"] >= 70
    assert values["sayso"]["changed alone"] == 0
    assert values["all turns joined"]["changed alone"] > 0
    fitted_on_others = [row.values for row in result.rows if "fitted on" in row.system]
    assert len(fitted_on_others) == 2
    for held in fitted_on_others:
        assert held["recall"] >= values["no rewriting"]["recall"] + 3.5
        assert held["precision"] >= 70
        assert held["changed alone"] <= 5


def test_the_weights_are_those_that_the_conversations_give(shared: Path) -> None:
    files = sorted((shared / "data" / "followups").glob("*.jsonl.gz"))
    fitted = fit_weights([example for path in files for example in load(path)])
    assert fitted.threshold == pytest.approx(WEIGHTS.threshold, abs=0.002)
    assert fitted.features == pytest.approx(WEIGHTS.features, abs=0.002)


def test_logistic_regression_finds_the_odds() -> None:
    seen = [{"bias": 1.0, "on": 1.0}] * 1000 + [{"bias": 1.0, "on": 0.0}] * 1000
    wanted = [1.0] * 900 + [0.0] * 100 + [1.0] * 500 + [0.0] * 500
    weights = logistic(seen, wanted)
    assert weights["bias"] == pytest.approx(0.0, abs=0.05)
    assert weights["on"] == pytest.approx(2.197, abs=0.05)  # ln(900 / 100)


SMALL = [
    Rewritten(("How does a court work?",), "risks", "What are the risks of a court?"),
    Rewritten(("How does a court work?",), "fees", "What are the fees of a court?"),
    Rewritten(("How does a court work?",), "Which lawyers are good?", "Which lawyers are good?"),
]


def test_the_threshold_is_what_no_question_left_alone_exceeds() -> None:
    weights = fit_weights(SMALL)
    asked = [turn("How does a court work?")]
    assert standalone("fees", asked, weights=weights) == "Fees, about a court?"
    assert standalone("Which lawyers are good?", asked, weights=weights) == "Which lawyers are good?"
    unreached = Weights(weights.features, threshold=100.0)
    assert standalone("fees", asked, weights=unreached) == "fees"


def test_nothing_to_fit_on_is_said() -> None:
    with pytest.raises(ValueError, match="earlier turn"):
        fit_weights([Rewritten((), "How does a court work?", "How does a court work?")])


def test_a_case_is_held_out_of_the_fit_it_is_measured_with() -> None:
    cases = [Case(one.turns, one.question, one.rewrite, file) for file in ("a", "b") for one in SMALL]
    lone = Case(("What is a tax?",), "exemptions", "exemptions", "b")
    assert held_out([*cases, lone], lambda case: case.file)[-1] == "Exemptions, about a tax?"
    seen = fit_weights([*SMALL, lone])
    assert standalone("exemptions", [turn("What is a tax?")], weights=seen) == "exemptions"
