"""Comparisons and changes over time recognised in questions, and taken apart into a question for each side."""

from __future__ import annotations

import pytest

from qa.question.analysis import analyse


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "How do the ministry's and Hill Trust's figures for Ostby differ?",
            ["What figure does ministry give for Ostby?", "What figure does Hill Trust give for Ostby?"],
        ),
        (
            "Is the union's count lower than the army's?",
            ["What count does union give?", "What count does army give?"],
        ),
        (
            "Were more trees felled in the first or in the third quarter of 2020?",
            [
                "How many trees felled in the first quarter of 2020?",
                "How many trees felled in the third quarter of 2020?",
            ],
        ),
        (
            "Did the company lose more ships in 2015 than in 2016?",
            ["How many ships did the company lose in 2015?", "How many ships did the company lose in 2016?"],
        ),
        (
            "Did more girls than boys pass the test?",
            ["How many girls pass the test?", "How many boys pass the test?"],
        ),
        (
            "Do the mayor and the police agree on how many people were hurt in Lund?",
            [
                "How many people were hurt in Lund according to mayor?",
                "How many people were hurt in Lund according to police?",
            ],
        ),
        (
            "How does the bank's estimate of June 2020 compare with that of May 2021?",
            ["What estimate does bank give of June 2020?", "What estimate does bank give of May 2021?"],
        ),
        (
            "How many ships sank according to the navy and Green Line?",
            ["How many ships sank according to navy?", "How many ships sank according to Green Line?"],
        ),
        (
            "Hur skiljer sig polisens och fackets siffror för Umeå?",
            ["Vilken siffra uppger polisens för Umeå?", "Vilken siffra uppger fackets för Umeå?"],
        ),
    ],
)
def test_a_comparison_asks_for_each_of_two(question: str, asked: list[str]) -> None:
    assert [side.question for side in analyse(question).sides] == asked


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in Lund?",
        "What did the mayor and the police say about the fire?",
        "Is the river deeper than the lake?",
        "Who said that more than 40 ships were lost?",
    ],
)
def test_other_questions_are_left_whole(question: str) -> None:
    assert analyse(question).sides == ()


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Compare the membership fee in fiscal 2016 and 2020", ["fiscal 2016", "fiscal 2020"]),
        ("Was the rent higher in 2021 or 2014?", ["2014", "2021"]),
        ("ticket sales in 2012 vs 2015 vs 2019", ["2012", "2015", "2019"]),
        ("Compare turnover in March and April 2017", ["March 2017", "April 2017"]),
        ("Who was treasurer in June 2015 and who a year later?", ["June 2015", "June 2016"]),
        ("What is the difference between a lease and a licence?", ["lease", "licence"]),
        ("Which is longer, the old pier or the new one?", ["old pier", "new pier"]),
        ("Which employs more people, the mill or the quarry?", ["mill", "quarry"]),
        ("Which tool did Ann Berg recommend and which did Lee want?", ["Ann Berg", "Lee"]),
        ("Jämför hyran 2014 och 2021", ["2014", "2021"]),
        ("Vad är skillnaden mellan arrende och hyra?", ["arrende", "hyra"]),
        ("War die Miete 2021 höher als 2014?", ["2014", "2021"]),
        ("Worin unterscheiden sich Pacht und Miete?", ["Pacht", "Miete"]),
        ("Compare le loyer en 2014 et 2021", ["2014", "2021"]),
        ("Quelle est la différence entre le fermage et le loyer ?", ["fermage", "loyer"]),
        ("Compara el alquiler de 2014 y 2021", ["2014", "2021"]),
        ("¿Cuál es la diferencia entre arriendo y alquiler?", ["arriendo", "alquiler"]),
    ],
)
def test_sides_are_named_times_in_their_order(question: str, labels: list[str]) -> None:
    assert [side.label for side in analyse(question).sides] == labels


@pytest.mark.parametrize(
    ("question", "bare", "start", "end"),
    [
        ("How did the number of members change over time?", "What was the number of members?", None, None),
        ("How has the share of women changed since 2010?", "What was the share of women?", 2010, None),
        ("How did the rent change between 2014 and 2021?", "What was the rent?", 2014, 2021),
        ("What was the increase in rent from 2014 to 2021?", "What was rent?", 2014, 2021),
        ("Hur har antalet medlemmar förändrats över tid?", "Hur stor var antalet medlemmar?", None, None),
        (
            "Wie hat sich die Zahl der Mitglieder seit 2010 verändert?",
            "Wie hoch war die Zahl der Mitglieder?",
            2010,
            None,
        ),
        (
            "Comment a évolué le nombre de membres entre 2014 et 2021 ?",
            "Quel était le nombre de membres?",
            2014,
            2021,
        ),
        (
            "¿Cómo ha cambiado el número de socios a lo largo del tiempo?",
            "¿Cuál fue el número de socios?",
            None,
            None,
        ),
    ],
)
def test_a_change_is_asked_for_without_its_times(
    question: str, bare: str, start: int | None, end: int | None
) -> None:
    change = analyse(question).change
    assert change is not None
    assert (change.bare, change.start, change.end) == (bare, start, end)


@pytest.mark.parametrize(
    "question",
    [
        "How did the council change its rules?",
        "How did prices in Ostby influence the vote of 2015?",
        "Why did the rent rise from 2014 to 2021?",
        "What was the reason for the lower rent in 2014 compared to 2012?",
        "Who led the club between 2014 and 2021?",
        "What happened in 2014 and 2021?",
        "Hur ändrades reglerna för arrende?",
        "Was geschah zwischen 2014 und 2021?",
    ],
)
def test_ordinary_questions_compare_nothing(question: str) -> None:
    asked = analyse(question)
    assert (asked.sides, asked.change) == ((), None)
