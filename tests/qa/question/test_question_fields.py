"""What a question asks for: a table for each field of `Question` but its kind, its speaker and its sides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.errors import EmptyQuestion
from qa.language.sections.check_words import Measure
from qa.question.analysis import analyse
from qa.question.asked_deed import Act
from qa.question.asked_manner import Manner
from qa.question.asked_writing import AskedText, AskedWords
from qa.question.question import Question
from qa.question.wanted import Wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many boats sank?", Wanted.NUMBER),
        ("Hur många båtar sjönk?", Wanted.NUMBER),
        ("¿Cuántos barcos se hundieron?", Wanted.NUMBER),
        ("When did the mill burn?", Wanted.DATE),
        ("När brann kvarnen?", Wanted.DATE),
        ("¿Cuándo ardió el molino?", Wanted.DATE),
        ("Who led the choir?", Wanted.NAME),
        ("Vem ledde kören?", Wanted.NAME),
        ("¿Quién dirigió el coro?", Wanted.NAME),
        ("Where is the bridge?", Wanted.PLACE),
        ("Var ligger bron?", Wanted.PLACE),
        ("Wo liegt die Brücke?", Wanted.PLACE),
        ("Où est le pont ?", Wanted.PLACE),
        ("¿Dónde está el puente?", Wanted.PLACE),
        ("What is in the barn?", Wanted.TEXT),
        ("Why did they leave?", Wanted.TEXT),
    ],
)
def test_wanted(question: str, wanted: Wanted) -> None:
    assert analyse(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "unit", "other"),
    [
        ("How long did it last?", "hour", "metre"),
        ("How long is the tunnel?", "metre", "dollar"),
        ("At the end of 2019, how old was Ann Lee?", "year of age", "month"),
        ("What share of the votes did it get?", "percentage", "hour"),
        ("Hur gammal är Eva?", "year of age", "day"),
        ("¿Cuánto tiempo duró la feria?", "day", "metre"),
    ],
)
def test_units(question: str, unit: str, other: str) -> None:
    units = analyse(question).units or ()
    assert unit in units
    assert other not in units


@pytest.mark.parametrize("question", ["How many boats sank?", "Who led the choir?", "Hur många båtar sjönk?"])
def test_any_unit_may_answer_where_none_is_asked_for(question: str) -> None:
    assert analyse(question).units is None


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("How often does it leave?", {Measure.OFTEN}),
        ("What does a boat cost?", {Measure.COST}),
        ("and how much money was paid?", {Measure.MONEY, Measure.MUCH, Measure.COST}),
        ("How deep is the well?", {Measure.FAR}),
        ("Vad kostar en båt?", {Measure.COST}),
        ("Who led the choir?", set()),
    ],
)
def test_measures(question: str, measures: set[Measure]) -> None:
    found = analyse(question).measures
    assert measures <= found if measures else not found


@pytest.mark.parametrize(
    ("question", "money", "measure", "amount"),
    [
        ("How much money was paid?", True, True, True),
        ("How old is Ann Lee?", False, True, True),
        ("How many boats sank?", False, False, True),
        ("Do the two give the same number of boats?", False, False, True),
        ("Who led the choir?", False, False, False),
    ],
)
def test_which_sort_of_amount_is_wanted(question: str, money: bool, measure: bool, amount: bool) -> None:
    asked = analyse(question)
    assert (asked.wants_money, asked.wants_measure, asked.wants_amount) == (money, measure, amount)


@pytest.mark.parametrize(
    ("question", "counted", "event", "noun"),
    [
        ("How many deaths did the coalition admit?", "deaths", "deaths", "person"),
        ("How many civilians were killed in Lund?", "civilian deaths", "deaths", "person"),
        ("In Lund, how many civilians were killed?", "civilian deaths", "deaths", "person"),
        ("Approximately how many boats are there?", "boats", "", "boat"),
        ("The match goes over how many games?", "games", "", "game"),
        ("How many children does the ministry say drowned?", "children killed", "deaths", "person"),
        ("How many million trees were felled?", "trees", "", "tree"),
        ("How many kilometres of road were built?", "road", "", "road"),
        ("How many of the dead were children?", "children killed", "deaths", "person"),
        ("What death toll is given for Lund?", "deaths", "deaths", "person"),
        ("Why is there no number of dead for Lund?", "dead", "deaths", "person"),
        ("Who led the choir?", "", "", ""),
        ("How long is the tunnel?", "", "", ""),
        ("Hur många civila dödades i Lund?", "dödade civila", "deaths", "person"),
        ("Ungefär hur många hus förstördes?", "förstörda hus", "destroyed", "home"),
        ("Wie viele Häuser wurden in Ulm zerstört?", "zerstörte Häuser", "destroyed", "home"),
        ("Combien de civils ont été tués à Lyon ?", "civils tués", "deaths", "person"),
        ("¿Cuántos civiles murieron en Valdoria?", "civiles que murieron", "deaths", "person"),
        ("¿Qué balance se da para Valdoria?", "muertos", "deaths", "person"),
    ],
)
def test_count(question: str, counted: str, event: str, noun: str) -> None:
    count = analyse(question).count
    assert (count.counted, count.key.event, count.key.noun) == (counted, event, noun)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How many kilometres of road were built?", "kilometre"),
        ("How many million litres were sold?", "litre"),
        ("How many square miles is the lake?", "square mile"),
        ("How many dollars per share were paid?", "dollar per share"),
        ("Hur många kilometer väg byggdes?", "kilometre"),
        ("How many boats sank?", None),
    ],
)
def test_unit_that_is_counted(question: str, unit: str | None) -> None:
    assert analyse(question).count.unit == unit


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("How many boats are there?", "boats"),
        ("How many people drowned?", None),
        ("How many square miles is the lake?", None),
        ("Hur många båtar finns det?", "båtar"),
        ("¿Cuántas casas fueron destruidas?", "casas"),
        ("Who led the choir?", None),
    ],
)
def test_counted_head(question: str, head: str | None) -> None:
    found = analyse(question).counted_head
    assert (found and found.text) == head


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("How many boats sank in Lund?", "Lund"),
        ("In Lund, how many boats sank?", "Lund"),
        ("What death toll is given for Lund?", "Lund"),
        ("How many Swedish boats sank?", "Sweden"),
        ("Who led the choir in Lund?", "Lund"),
        ("What death toll is given for Swedish sailors?", None),
        ("How many boats sank?", None),
        ("Hur många båtar sjönk i Ystad?", "Ystad"),
        ("Wie viele Häuser wurden in Ulm zerstört?", "Ulm"),
        ("Combien de maisons ont été détruites à Lyon ?", "Lyon"),
        ("¿Cuántas casas fueron destruidas en Puerto Lento?", "Puerto Lento"),
    ],
)
def test_place(question: str, place: str | None) -> None:
    assert analyse(question).place == place


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("How many boats sank in 2019?", date(2019, 1, 1), date(2019, 12, 31)),
        ("What was revenue in fiscal 2023?", date(2023, 1, 1), date(2023, 12, 31)),
        ("How many people came between 3 and 9 May 2019?", date(2019, 5, 3), date(2019, 5, 9)),
        ("Who led the choir from 2011 to 2013?", date(2011, 1, 1), date(2013, 12, 31)),
        ("How many boats sank since 2014?", date(2014, 1, 1), None),
        ("Hur många båtar sjönk mellan 3 och 9 maj 2019?", date(2019, 5, 3), date(2019, 5, 9)),
        ("Wie viele Häuser brannten im Juni 2019?", date(2019, 6, 1), date(2019, 6, 30)),
        ("Combien de maisons ont brûlé en juin 2019 ?", date(2019, 6, 1), date(2019, 6, 30)),
        ("¿Cuántas casas ardieron en junio de 2019?", date(2019, 6, 1), date(2019, 6, 30)),
    ],
)
def test_period(question: str, start: date, end: date | None) -> None:
    period = analyse(question).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_a_period_without_a_year_is_known_by_its_words() -> None:
    period = analyse("How many people came between 3 and 9 May?").period
    assert period is not None
    assert (period.start, period.end, period.text) == (None, None, "between 3 and 9 May")


def test_no_period() -> None:
    assert analyse("How many boats sank?").period is None


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("How many members did the guild have as of September 30, 2015?", date(2015, 9, 30)),
        ("As of 2010, how many members did the guild have?", date(2010, 12, 31)),
        ("How many boats sank in 2019?", None),
    ],
)
def test_as_of(question: str, day: date | None) -> None:
    assert analyse(question).as_of == day


@pytest.mark.parametrize(
    ("question", "names_none", "names_one", "event"),
    [
        ("What total does the ministry give for 2019?", True, True, True),
        ("How many boats sank?", False, True, False),
        ("How many people drowned?", False, True, True),
        ("What is the population of Lund?", False, False, False),
        ("Who led the choir?", False, False, False),
    ],
)
def test_whether_it_says_what_is_counted(question: str, names_none: bool, names_one: bool, event: bool) -> None:
    asked = analyse(question)
    assert (asked.names_no_count, asked.names_count, asked.counts_event) == (names_none, names_one, event)


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("When did the mill burn?", "burn"),
        ("När brann kvarnen?", "burn"),
        ("¿Cuántos civiles murieron?", "die"),
        ("Why did Ann Reed leave?", "leave"),
        ("When was the bridge opened?", "opened"),
        ("Who runs the Founders Bank?", None),
    ],
)
def test_deed(question: str, deed: str | None) -> None:
    found = analyse(question).deed
    assert (found and found.name) == deed


@pytest.mark.parametrize(
    ("question", "act", "suffered", "denied"),
    [
        ("Who replaced Ann Reed?", Act("replaced", "Ann Reed"), None, None),
        ("Whom did Ann Reed replace?", None, Act("replace", "Ann Reed"), None),
        ("Who does not vote?", Act("does", "not vote"), None, Act("", "vote")),
        ("When did Ann Reed leave?", None, None, None),
    ],
)
def test_acts(question: str, act: Act | None, suffered: Act | None, denied: Act | None) -> None:
    asked = analyse(question)
    assert (asked.act, asked.suffered, asked.denied) == (act, suffered, denied)


@pytest.mark.parametrize(
    ("question", "doer"),
    [
        ("How many people did the army kill?", "army"),
        ("How many barns has the storm destroyed?", "storm"),
        ("How many people were killed?", None),
        ("How many people did the army say it killed?", None),
    ],
)
def test_doer(question: str, doer: str | None) -> None:
    assert analyse(question).doer == doer


@pytest.mark.parametrize(
    ("question", "office", "body"),
    [
        ("Who is the head of the Harbour Bank?", "head", "Harbour Bank"),
        ("and who is the mayor of Lund?", "mayor", "Lund"),
        ("Vem är chef för Hamnbanken?", "chef", "Hamnbanken"),
        ("Who is Ann Reed?", None, None),
    ],
)
def test_office(question: str, office: str | None, body: str | None) -> None:
    asked = analyse(question)
    assert (asked.office, asked.body_of_office) == (office, body)


@pytest.mark.parametrize(
    ("question", "described", "reasoner"),
    [
        ("Who is Ann Reed?", "Ann Reed", None),
        ("Vem är Eva Holm?", "Eva Holm", None),
        ("Wer ist Uwe Tann?", "Uwe Tann", None),
        ("Qui est Anne Roux ?", "Anne Roux", None),
        ("¿Quién es Rosa Peña?", "Rosa Peña", None),
        ("Who is the mayor?", None, None),
        ("Why did Ann Reed leave?", None, "Ann Reed"),
        ("Varför slutade Eva Holm?", None, "Eva Holm"),
        ("Why is the sky blue?", None, None),
    ],
)
def test_person(question: str, described: str | None, reasoner: str | None) -> None:
    asked = analyse(question)
    assert (asked.described, asked.reasoner) == (described, reasoner)


@pytest.mark.parametrize(
    ("question", "manner"),
    [
        ("What did Ann Reed say about the harbour?", Manner.STATEMENT),
        ("How many of the dead were children?", Manner.PART),
        ("What is the book called?", Manner.TITLE),
        ("Vad heter boken?", Manner.TITLE),
        ("When did the fair end?", Manner.END),
        ("By how much did the number of boats grow?", Manner.DIFFERENCE),
        ("Which total does the ministry give?", Manner.GIVEN),
        ("Who wrote the book?", Manner.WRITING),
        ("Who led the choir?", Manner.NO_NUMBER),
    ],
)
def test_manners(question: str, manner: Manner) -> None:
    assert manner in analyse(question).manners
    assert manner not in analyse("How many boats sank?").manners


@pytest.mark.parametrize(
    ("question", "text", "words", "reported"),
    [
        ("Who wrote the article about the mill?", AskedText("about the mill", False), None, True),
        ("Who sent the mail about the roof?", AskedText("about the roof", True), None, False),
        ("What did Maja write about the roof?", None, AskedWords("Maja", "write"), False),
        ("Who said that the roof leaks?", None, None, True),
        ("Vem skrev artikeln om kvarnen?", AskedText("om kvarnen", False), None, True),
        ("When did Maja write?", None, None, False),
    ],
)
def test_writing(question: str, text: AskedText | None, words: AskedWords | None, reported: bool) -> None:
    asked = analyse(question)
    assert (asked.asked_text, asked.asked_words, asked.reported_words is not None) == (text, words, reported)


@pytest.mark.parametrize(
    ("question", "goal"),
    [
        ("How much goes to school roofs?", {"=school", "roof"}),
        ("How much was spent on bridges in 2019?", {"=bridge"}),
        ("Who left?", set()),
    ],
)
def test_goal(question: str, goal: set[str]) -> None:
    assert analyse(question).goal == goal


def test_a_field_is_parsed_once() -> None:
    asked = analyse("How many boats sank in Lund?")
    assert asked.count is asked.count
    assert asked.manners is asked.manners


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["How many ", "Hur många ", "Who ", "Wie viele ", "¿Cuántos "]))
@example("million", "How many ")
@example("of", "How many ")
def test_no_text_breaks_a_field(text: str, opening: str) -> None:
    try:
        asked = analyse(f"{opening}{text}")
    except EmptyQuestion:
        return
    for name in vars(Question):
        getattr(asked, name)
