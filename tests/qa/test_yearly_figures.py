"""Questions for figures of years, and for the year of a figure, where the scale stands above the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.settings import Settings
from qa.assistant import Assistant

PAGE = """<html lang="en"><body><article><h1>Halmvik Ferries</h1>
<p>The fleet carried more cars in both summers than ever before.</p>
<p>The costs of the fleet are made up as follows (in thousands, but for what is told per crossing):</p>
<table><tr><td></td><td>2022</td><td>2021</td><td>2020</td></tr>
<tr><td>Bunker fuel</td><td>$8,412</td><td>$6,107</td><td>$5,930</td></tr>
<tr><td>Harbour dues</td><td>1,204</td><td>1,377</td><td>1,290</td></tr>
<tr><td>Cost per crossing</td><td>640</td><td>655</td><td>702</td></tr>
<tr><td>Write-offs</td><td>(45)</td><td>(12)</td><td>(45)</td></tr></table>
</article></body></html>"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    (folder / "fleet.html").write_text(PAGE, encoding="utf-8")
    with Assistant.open(folder, settings=Settings(home=home)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What were the harbour dues in 2022 and 2021 respectively?", ("1,204", "1,377")),
        ("What was the amount of bunker fuel in 2020?", ("$5,930",)),
        ("In which year were harbour dues the highest?", ("2021",)),
        ("In which year was bunker fuel lower, 2022 or 2021?", ("2021",)),
    ],
)
def test_the_cells_of_the_years_asked_about_are_told(
    assistant: Assistant, question: str, short: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.short == short
    assert all(quote.answer_text in quote.text for quote in answer.quotes)


def test_the_year_of_a_tie_is_not_told(assistant: Assistant) -> None:
    assert assistant.ask("In which year were write-offs the highest?").short != ("2022",)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("What was the amount of bunker fuel in 2021?", "thousand"),
        ("What were the harbour dues in 2020?", "thousand"),
        ("What was the cost per crossing in 2021?", ""),
    ],
)
def test_the_scale_above_a_table_goes_with_its_figures(assistant: Assistant, question: str, unit: str) -> None:
    assert [quote.unit for quote in assistant.ask(question).quotes] == [unit]
