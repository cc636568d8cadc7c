from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from evals.cases import CaseFileError, load_cases, read_cases
from evals.types import Abstain, Case, ExpectedFigure, Kind, Name, Number, Text, When
from qa.types import Bound

Read = Callable[[str], tuple[Case, ...]]


def test_a_case_with_everything(read_yaml: Read) -> None:
    (case,) = read_yaml("""
- id: one
  conversation:
    - How many deaths did the coalition admit?
    - And in Raqqa alone?
  kind: follow-up
  answer: {number: "1,302", bound: at least, unit: percent}
  any_of: [2017-06-06, {date: 2017-06}, {name: Sean Ryan}]
  all_of: [32, [London, Paris]]
  none_of: [7600]
  cite: [a.txt, [b.txt, c.txt]]
  figures: [{claimant: Airwars, value: 1400, bound: almost, place: Raqqa, period: 2017-06/2017-10}]
  abstain: either
  language: sv
  tags: [scope]
""")
    assert case.turns == ("How many deaths did the coalition admit?", "And in Raqqa alone?")
    assert case.kind is Kind.FOLLOW_UP
    assert case.all_of == (
        (Number(Decimal(1302), Bound.AT_LEAST, "percent"),),
        (When(2017, 6, 6), When(2017, 6), Name("Sean Ryan")),
        (Number(Decimal(32)),),
        (Text("London"), Text("Paris")),
    )
    assert case.none_of == (Number(Decimal(7600)),)
    assert case.cite == (("a.txt",), ("b.txt", "c.txt"))
    assert case.figures == (
        ExpectedFigure(Decimal(1400), "Airwars", Bound.ALMOST, "Raqqa", When(2017, 6), When(2017, 10)),
    )
    assert case.abstain is Abstain.EITHER
    assert (case.language, case.tags, case.line) == ("sv", ("scope",), 2)


def test_a_case_is_small_enough_to_write_by_hand(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: Who, answer: Rovera}")
    assert (case.id, case.all_of) == ("who", ((Text("Rovera"),),))


def test_the_format_names_every_kind() -> None:
    from evals import cases

    assert all(kind in (cases.__doc__ or "") for kind in Kind)


def test_json_lines_read_alike(tmp_path: Path, read_yaml: Read) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text('\n{"question": "Who?", "answer": 3.5}\n', encoding="utf-8")
    (case,) = load_cases(file)
    assert case.all_of == read_yaml("- {question: Who, answer: 3.5}")[0].all_of
    assert case.line == 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- question: Who?\n  answr: Rovera\n", 2, "unknown field"),
        ("- question: Who?\n", 1, "nothing is expected"),
        ("- question: Who?\n  answer: x\n\n- question: Who?\n  answer: x\n", 4, "is taken by"),
        ("- question: Who?\n  abstain: perhaps\n", 2, "not true, false or either"),
        ("- question: Who?\n  answer: x\n  abstain: true\n", 3, "either"),
        ("- question: Who?\n  kind: riddle\n  answer: x\n", 2, "'riddle' is not one of how many"),
        ("- question: Who?\n  answer: yes\n", 2, "quotation marks"),
        ("- question: Who?\n  answer: {number: many}\n", 2, "not a number"),
        ("- question: Who?\n  answer: {number: 3, bound: over}\n", 2, "at least"),
        ("- question: Who?\n  answer: {date: May}\n", 2, "not a date like"),
        ("- question: Who?\n  answer: {number: 3, name: x}\n", 2, "one of text, name, date, or number"),
        ("- question: Who?\n  cite: a.txt\n", 2, "expected a list"),
        ("- question: Who?\n  cite: [[]]\n", 2, "never be met"),
        ("- question: Who?\n  quotes: [{text: x}]\n", 2, "a document and a text"),
        ("- question: Who?\n  figures: [{claimant: x}]\n", 2, "has a value"),
        ("- question: ''\n  answer: x\n", 1, "line of text"),
        ("- question: Who?\n  conversation: [Who]\n  answer: x\n", 1, "either `question` or `conversation`"),
        ("- just words\n", 1, "a case is a mapping"),
        ("a: [b\nc: d\n", 2, "not YAML"),
        ("cases: none\n", 1, "list of cases"),
        ("question: Who?\nanswer: x\n", 1, "begun with `- question:`"),
        ("- question: Who?\n  answer: x\n  answer: y\n", 3, "'answer' is given twice"),
        ("- question: When?\n  answer: 14:30\n", 2, "quotation marks"),
        ("- question: When?\n  answer: 2017-13-06\n", 1, "cannot be: month must be in 1..12"),
        ("- question: When?\n  answer: {date: '2017-02-30'}\n", 2, "is no date"),
        ("- question: Who?\n  figures: [{value: 3, period: 2017-06/2016}]\n", 2, "ends before it begins"),
        ("- question: Who?\n  answer: x\n  language: no\n", 3, "code of a language"),
        ("- {question: Who: said?, answer: x}\n", 1, "need quotes"),
        ("- question: Who?\n\tanswer: x\n", 2, "cannot start any token"),
        ("- &a {question: Who?, any_of: [*a]}\n", 1, "not YAML"),
        ("", 1, "no cases here"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        load_cases(file)
    problem = caught.value.problems[0]
    assert problem.line == line
    assert said in str(problem)
    assert problem.file.endswith("c.yaml")


def test_one_bad_case_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {question: Who, answer: x}\n- {question: What}\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"question"\n{"question": "When?", "answer": 3}\n', encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"\xff\xfe\x00")
    cases, problems = read_cases(tmp_path)
    assert [case.question for case in cases] == ["Who", "When?"]
    assert [(Path(p.file).name, p.line) for p in problems] == [("a.yaml", 2), ("b.jsonl", 1), ("c.yaml", 1)]


def test_a_period_may_end_less_precisely_than_it_begins(read_yaml: Read) -> None:
    (case,) = read_yaml("- {question: Who, figures: [{value: 3, period: 2017-06-10/2017-06}]}")
    assert (case.figures[0].start, case.figures[0].end) == (When(2017, 6, 10), When(2017, 6))


def test_half_a_character_is_a_problem_of_its_case(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text('{"question": "Who?", "answer": "x"}\n{"question": "What?", "answer": ["\\ud800"]}\n')
    cases, (problem,) = read_cases(file)
    assert [case.question for case in cases] == ["Who?"]
    assert (problem.line, problem.message) == (
        2,
        "answer: holds half a character (a surrogate), which no text can",
    )


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="cannot be read"):
        load_cases(tmp_path / "none.yaml")
