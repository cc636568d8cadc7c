"""Questions for figures: whom they ask, which figures are told, which are left out beside a better one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from index.types import Hit
from qa.answering.composition import Found, compose
from qa.answering.ledger import ledger_of
from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import pack_of
from qa.question.analysis import QuestionKind, analyse
from qa.question.question import Question
from qa.reading.combined_reader import CombinedReader
from qa.reading.network.network_reader import Witness
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import Answer, Reading

MakeHit = Callable[..., Hit]


@pytest.fixture
def flood(make_hit: MakeHit) -> list[Hit]:
    """Counts of the dead of one flood: a week's, a day's, and two agencies' totals."""
    known = {"publisher": "River Post", "published": date(2021, 8, 20), "language": "en"}
    return [
        make_hit(
            "week",
            "The toll in Ostby for the past week stands at 90. The worst day was Tuesday 17 August. "
            "The Red Lantern Society counted 41 people killed in Ostby that day.",
            **known,
        ),
        make_hit("ministry", "The ministry admits that 12 people died in Ostby from May to July 2021.", **known),
        make_hit("trust", "Hill Trust says it has evidence that 300 people lost their lives in Ostby.", **known),
    ]


def answered(question: str, hits: list[Hit]) -> Answer:
    asked = analyse(question)
    reading = RulesReader().read(asked, hits)
    ledger = ledger_of(asked, reading.quotes, hits=hits)
    return compose(Found(asked, question, hits, reading, ledger))


def test_of_a_day_only_the_count_of_that_day_is_told(flood: list[Hit]) -> None:
    assert answered("How many people were killed in Ostby on Tuesday 17 August 2021?", flood).short == ("41",)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("How many raids did the army count?", ("260",)),
        ("What number of raids does the army give?", ("260",)),
        ("How many villagers did the army say were killed?", ("at least 14",)),
        ("How many villagers were killed in East Ostby?", ()),
    ],
)
def test_the_killed_are_no_count_of_what_killed_them(
    make_hit: MakeHit, question: str, short: tuple[str, ...]
) -> None:
    hits = [
        make_hit(
            "a",
            "The army said at least 14 villagers were killed in Norland during 260 raids on smugglers. "
            "It denies that a raid hit East Ostby.",
            language="en",
        )
    ]
    assert answered(question, hits).short == short


def test_who_publishes_a_count_in_its_own_voice_says_it(make_hit: MakeHit) -> None:
    hits = [make_hit("a", "We registered 70 families in Ostby.", publisher="Hill Trust", language="en")]
    assert answered("How many families did Hill Trust register in Ostby?", hits).short == ("70",)


@pytest.mark.parametrize(
    "question",
    [
        "What total does Hill Trust give for Ostby?",
        "Which figure did Hill Trust publish for Ostby?",
        "How many dead in Ostby does Hill Trust have evidence of?",
    ],
)
def test_a_figure_may_be_asked_for_by_its_claimant_alone(question: str, flood: list[Hit]) -> None:
    assert answered(question, flood).short == ("300",)


@pytest.mark.parametrize(
    ("question", "unnamed"),
    [
        ("What total does the ministry give for 2019?", True),
        ("Which figures do the monitors publish?", True),
        ("What number of ships did the navy lose?", False),
        ("How many ships did the navy lose?", False),
    ],
)
def test_a_question_may_leave_open_what_is_counted(question: str, unnamed: bool) -> None:
    asked = analyse(question)
    assert asked.kind is QuestionKind.HOW_MANY
    assert asked.names_no_count is unnamed


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in the week before 20 May 2020", date(2020, 5, 13), date(2020, 5, 20)),
        ("three days after 1 June 2020", date(2020, 6, 1), date(2020, 6, 4)),
        ("on Wednesday, 20 May 2020", date(2020, 5, 20), date(2020, 5, 20)),
    ],
)
def test_days_beside_a_date_and_the_day_of_the_week_before_one(text: str, start: date, end: date) -> None:
    (mention,) = times_in(text, pack_of("en"), Calendar(date(2020, 6, 30)))
    assert (mention.period.start, mention.period.end) == (start, end)


def test_the_whole_is_told_rather_than_a_part_of_it(make_hit: MakeHit) -> None:
    text = "Together they lost 80 boats, 30 of them in one night."
    hits = [make_hit("a", text, language="en")]
    assert answered("How many boats did they lose?", hits).short == ("80",)
    assert answered("How many of the boats were lost in one night?", hits).short == ("30",)


def test_an_exact_number_is_told_rather_than_a_round_one(make_hit: MakeHit) -> None:
    hits = [
        make_hit("a", "The navy admits that more than a thousand people died in Ostby.", language="en"),
        make_hit("b", "The navy says that at least 1,034 people died in Ostby.", language="en"),
    ]
    assert answered("How many people does the navy say died in Ostby?", hits).short == ("at least 1,034",)


def test_a_swedish_question_counts_what_an_english_passage_counts(make_hit: MakeHit) -> None:
    hits = [make_hit("a", "Police found seven mass graves in Ostby.", language="en")]
    assert answered("Hur många massgravar finns det i Ostby?", hits).short == ("seven",)


BUDGET = (
    "Hill Trust has 9 million euros for Ostby. Roads take 4 million, school roofs 3 million and wells 2 million. "
    "The roads were closed for six weeks."
)


@pytest.mark.parametrize(
    ("question", "sum_of_money"),
    [
        ("How much of the trust's money goes to school roofs?", "3 million"),
        ("How much does Hill Trust spend on wells?", "2 million"),
        ("How much money does Hill Trust have for Ostby?", "9 million euros"),
    ],
)
def test_of_several_sums_the_one_beside_the_words_is_told(
    question: str, sum_of_money: str, make_hit: MakeHit
) -> None:
    hits = [make_hit("a", BUDGET, publisher="Hill Trust", language="en")]
    assert CombinedReader(Silent()).read(analyse(question), hits).quotes[0].answer_text == sum_of_money


class Silent:
    """A network that marks nothing."""

    name = "silent"

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        return Reading((), 0.0)


def test_of_two_counts_in_a_sentence_the_one_with_the_words_is_first(make_hit: MakeHit) -> None:
    text = "The fire in the mill killed 14 people, and 9 people died when a barn collapsed."
    reading = RulesReader().read(
        analyse("How many people died when the barn collapsed?"), [make_hit("a", text, language="en")]
    )
    assert [quote.answer_text for quote in reading.quotes] == ["9"]
    reading = RulesReader().read(
        analyse("How many people died in the mill?"), [make_hit("a", text, language="en")]
    )
    assert [quote.answer_text for quote in reading.quotes] == ["14"]


def test_what_is_said_not_to_be_so_or_is_a_difference_is_no_answer(make_hit: MakeHit) -> None:
    text = "The change of 60 does not mean that 60 people died in Ostby. In May 15 people died in Ostby."
    assert answered("How many people died in Ostby?", [make_hit("a", text, language="en")]).short == ("15",)


def test_the_words_after_a_number_may_say_whose_it_is(make_hit: MakeHit) -> None:
    hits = [make_hit("a", "The 70 deaths that the navy admitted are part of a larger number.", language="en")]
    assert answered("How many deaths did the navy admit?", hits).short == ("70",)


def test_tolls_may_be_asked_for_by_place_without_a_claimant(flood: list[Hit]) -> None:
    assert {"12", "300"} <= set(answered("Which death tolls are given for Ostby?", flood).short)


def test_a_total_of_a_month_is_the_one_given_in_it(make_hit: MakeHit) -> None:
    hits = [
        make_hit("a", "The navy admits that 40 people died.", language="en", published=date(2020, 3, 8)),
        make_hit("b", "The navy admits that 55 people died.", language="en", published=date(2020, 7, 9)),
    ]
    assert answered("What total does the navy give for March 2020?", hits).short[0] == "40"


def test_people_who_live_somewhere_are_not_those_who_were_met_there(make_hit: MakeHit) -> None:
    hits = [
        make_hit("a", "Reporters met 70 residents in Ostby.", language="en"),
        make_hit("b", "Some 9,000 people lived in Ostby.", language="en"),
    ]
    assert answered("How many people used to live in Ostby?", hits).short == ("Some 9,000",)


def test_those_who_came_on_top_are_told_only_where_they_are_asked_for(make_hit: MakeHit) -> None:
    text = (
        "A landslide hit a hotel in Ostby and killed 18 people. "
        "In June a nearby farm was buried, killing 6 more people."
    )
    hits = [make_hit("a", text, language="en")]
    assert answered("How many people died in the hotel in Ostby?", hits).short == ("18",)
    assert answered("How many people died when the farm was buried in June?", hits).short[0] == "6"
