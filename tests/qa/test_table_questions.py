"""Questions that a table answers by several of its cells: years, conditions, counts, parts, quarters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.settings import Settings
from qa.assistant import Assistant
from qa.types import AnswerForm

PAGE = """<html lang="en"><body><article><h1>Orrholm Locks</h1>
<p>The locks were open on every day of the season, and boats paid by their length.</p>
<p>The accounts of the locks are as follows (in thousands):</p>
<table><tr><td></td><td>2023</td><td>2022</td><td>2021</td></tr>
<tr><td>Income:</td><td></td><td></td><td></td></tr>
<tr><td>Lock fees</td><td>$5,412</td><td>$4,907</td><td>$5,130</td></tr>
<tr><td>Mooring rents(1)</td><td>804</td><td>977</td><td>890</td></tr>
<tr><td>Total income</td><td>6,216</td><td>5,884</td><td>6,020</td></tr>
<tr><td>Wages and pensions</td><td>(2,100)</td><td>(1,950)</td><td>(1,800)</td></tr>
<tr><td>Dredging</td><td>(640)</td><td>(655)</td><td>(702)</td></tr>
<tr><td>Surplus</td><td>3,476</td><td>3,279</td><td>3,518</td></tr></table>
</article></body></html>"""
QUARTERS = """<html lang="en"><body><article><h1>Vessla Canal</h1>
<p>Boats were counted at the upper gate, in hundreds of passages and by the keeper on duty.</p>
<table><tr><td></td><td>Fiscal 2023</td><td></td><td></td><td></td></tr>
<tr><td></td><td>First</td><td>Second</td><td>Third</td><td>Fourth</td></tr>
<tr><td></td><td>Quarter</td><td>Quarter</td><td>Quarter</td><td>Quarter</td></tr>
<tr><td>Barges</td><td>31</td><td>64</td><td>70</td><td>22</td></tr>
<tr><td>Rowing boats</td><td>12</td><td>95</td><td>118</td><td>6</td></tr></table>
</article></body></html>"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    (folder / "locks.html").write_text(PAGE, encoding="utf-8")
    (folder / "canal.html").write_text(QUARTERS, encoding="utf-8")
    (folder / "gates.csv").write_text(
        "Report of passages (in thousands)\nGate,2021,2022\nUpper,15,18\nMiddle,19,17\nLower,6,9\nTotal,40,44\n",
        encoding="utf-8",
    )
    with Assistant.open(folder, settings=Settings(home=home)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "form", "short"),
    [
        ("How many years did lock fees exceed $5 million?", AnswerForm.COUNT, ("2",)),
        ("How many years were mooring rents below $900 thousand?", AnswerForm.COUNT, ("2",)),
        ("How many income items in 2022 were above 950 thousand?", AnswerForm.COUNT, ("2",)),
        ("How many gates had more than 16 thousand passages in 2022?", AnswerForm.COUNT, ("2",)),
        ("In which years were mooring rents more than 850?", AnswerForm.LIST, ("2022", "2021")),
        ("In which year was dredging less than 650 thousand?", AnswerForm.LIST, ("2023",)),
        ("For which years are lock fees reported?", AnswerForm.LIST, ("2023", "2022", "2021")),
        ("In which year was the surplus the lowest?", AnswerForm.LIST, ("2022",)),
        ("What are the components of total income?", AnswerForm.LIST, ("Lock fees", "Mooring rents")),
        ("What were the mooring rents in 2023 and 2021?", AnswerForm.LIST, ("804", "890")),
        (
            "What were the lock fees from 2021 to 2023 respectively?",
            AnswerForm.LIST,
            ("$5,130", "$4,907", "$5,412"),
        ),
        ("What was the total income in 2022?", AnswerForm.LIST, ("5,884",)),
        ("What was the number of rowing boats in the third quarter of fiscal 2023?", AnswerForm.LIST, ("118",)),
    ],
)
def test_a_table_tells_by_several_cells(
    assistant: Assistant, question: str, form: AnswerForm, short: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert (answer.form, answer.short) == (form, short)
    assert all(quote.answer_text in quote.text for quote in answer.quotes)


def test_a_count_is_told_with_what_it_counts(assistant: Assistant) -> None:
    answer = assistant.ask("How many years did lock fees exceed $5 million?")
    assert answer.claims[0].text == "2: $5,412; $5,130."
    assert [quote.answer_text for quote in answer.quotes] == ["$5,412", "$5,130"]


@pytest.mark.parametrize(
    "question",
    ["How many years did bridge tolls exceed $5 million?", "What were the lock fees in 2017?"],
)
def test_what_no_row_or_year_is_of_is_not_counted(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
