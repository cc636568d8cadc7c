"""Questions taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import EmptyQuestion, QuestionTooLong
from qa.question.analysis import MAX_CHARACTERS, QuestionKind, analyse, check


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many deaths did the coalition admit?", QuestionKind.HOW_MANY),
        ("and how much did it cost?", QuestionKind.HOW_MANY),
        ("What was the number of rounds fired?", QuestionKind.HOW_MANY),
        ("Who is Sean Ryan?", QuestionKind.WHO),
        ("When did it end?", QuestionKind.WHEN),
        ("In which year was it founded?", QuestionKind.WHEN),
        ("Where is Baghouz?", QuestionKind.WHERE),
        ("Why did they flee?", QuestionKind.WHY),
        ("How did the coalition respond?", QuestionKind.HOW),
        ("What is the report called?", QuestionKind.WHAT),
        ("Did the coalition investigate?", QuestionKind.YES_NO),
        ("raqqa deaths", QuestionKind.TOPIC),
        ("Hur många civila dödades?", QuestionKind.HOW_MANY),
        ("Vem är Donatella Rovera?", QuestionKind.WHO),
        ("När slutade slaget?", QuestionKind.WHEN),
        ("Var ligger Baghouz?", QuestionKind.WHERE),
        ("Varför flydde de?", QuestionKind.WHY),
        ("Finns det massgravar i Raqqa?", QuestionKind.YES_NO),
    ],
)
def test_the_kind_is_what_the_question_word_asks(question: str, kind: QuestionKind) -> None:
    assert analyse(question).kind is kind


@pytest.mark.parametrize(
    ("question", "claimant", "admission"),
    [
        ("how many deaths did the coalition admit?", "coalition", True),
        ("How many civilians were killed according to Airwars?", "Airwars", False),
        ("What did Donatella Rovera say about it?", "Donatella Rovera", False),
        ("Hur många dödsfall har koalitionen medgett?", "koalitionen", True),
        ("Hur många dödsfall medgav koalitionen?", "koalitionen", True),
        ("Hur många dog enligt Amnesty?", "Amnesty", False),
        ("How many people did Amnesty interview?", None, False),
        ("What is the name of the Amnesty report?", None, False),
    ],
)
def test_who_is_asked_to_have_said_it(question: str, claimant: str | None, admission: bool) -> None:
    asked = analyse(question)
    assert (asked.claimant, asked.admission) == (claimant, admission)


def test_names_years_and_what_is_counted() -> None:
    asked = analyse("How many civilians were killed in Raqqa in 2017 according to Human Rights Watch?")
    assert asked.names == ("Raqqa", "Human Rights Watch")
    assert asked.years == (2017,)
    assert [word.text for word in asked.counted] == ["civilians", "killed"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How many died?", "en"),
        ("Hur många dog?", "sv"),
        ("Varför?", "sv"),
        ("сколько людей там погибло вчера?", "ru"),
    ],
)
def test_the_language(question: str, language: str) -> None:
    assert analyse(question).language == language


@pytest.mark.parametrize("question", ["", "  \n", "?!…", "— –", "\u200b"])
def test_a_question_without_words_says_so(question: str) -> None:
    with pytest.raises(EmptyQuestion, match="no word"):
        check(question)


def test_a_question_that_is_too_long_names_the_limit() -> None:
    with pytest.raises(QuestionTooLong, match=f"{MAX_CHARACTERS:,}"):
        check("why " * MAX_CHARACTERS)


@given(st.text(max_size=200))
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    try:
        asked = analyse(text)
    except EmptyQuestion:
        return
    assert asked.text == text.strip()
    assert asked.terms


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many people died in the flood, and when?", "How many people died in the flood?"),
        (
            "What number of raids does the army give, and for which period?",
            "What number of raids does the army give?",
        ),
        ("Hur många dog i Lund, och när?", "Hur många dog i Lund?"),
        ("How many died and when did it begin?", "How many died and when did it begin?"),
        ("Who died, and when?", "Who died, and when?"),
    ],
)
def test_where_and_when_are_told_with_every_figure_anyway(question: str, text: str) -> None:
    assert analyse(question).text == text
