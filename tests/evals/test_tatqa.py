"""The benchmark of tables on one table of our own: right figures by the published rules, through the product."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.benchmarks.tatqa import Asked, TatQa, page, read_contexts, sampled
from evals.benchmarks.tatqa_scoring import score

TABLE = [["Berths in thousands", "Winter", "Summer"], ["Velmora", "31", "64"], ["Ostrand", "12", "27"]]
PARAGRAPHS = [
    {"order": 2, "text": "The harbour of Ostrand was dredged by the Nordhavn company in the spring of 2011."},
    {"order": 1, "text": "The coast has two harbours, and each counts its berths twice a year."},
]


def question(
    text: str, answer: object, kind: str = "span", source: str = "table", scale: str = ""
) -> dict[str, Any]:
    return {"question": text, "answer": answer, "answer_type": kind, "answer_from": source, "scale": scale}


def write(path: Path, *questions: dict[str, Any]) -> Path:
    context = {"table": {"uid": "coast", "table": TABLE}, "paragraphs": PARAGRAPHS, "questions": list(questions)}
    path.write_text(json.dumps([context]), encoding="utf-8")
    return path


def test_questions_are_asked_of_their_table_and_told_apart_by_type(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(
        tmp_path / "own.json",
        question("Who dredged the harbour of Ostrand?", ["the Nordhavn company"], source="text"),
        question("What is the sum of all berths in summer?", 91, "arithmetic", scale="thousand"),
    )
    result = TatQa().run(path, told.append)
    rows = {row.system: row.values for row in result.rows}
    assert rows["sayso: span"]["EM"] == rows["sayso: told, from text"]["EM"] == 100.0
    assert rows["sayso: all"]["questions"] == 2
    assert rows["sayso: told"]["questions"] == rows["sayso: arithmetic"]["questions"] == 1
    assert "sayso: count" not in rows
    assert rows["TagOp, test set"]["F1"] == 58.0
    assert any("2 of 2" in line for line in told)


def test_a_page_holds_the_paragraphs_in_their_order_and_every_cell(tmp_path: Path) -> None:
    contexts, _ = read_contexts(write(tmp_path / "own.json", question("Who?", ["x"])), "JSON")
    text = page(contexts[0])
    assert text.index("two harbours") < text.index("dredged") < text.index("<td>Velmora</td><td>31</td>")


def test_a_sample_is_the_same_each_time() -> None:
    asked = [Asked("coast", str(number), ("1",), "", "span", "table") for number in range(50)]
    assert sampled(asked, 9) == sampled(asked, 9) != asked[:9]
    assert sampled(asked, 0) == sampled(asked, 50) == asked


@pytest.mark.parametrize(
    ("said", "scale", "answers", "right_scale", "expected"),
    [
        (["$1,496.5"], "million", ["1,496.50"], "million", (1.0, 1.0)),
        (["1,496.5"], "", ["1,496.5"], "million", (0.0, 0.0)),
        (["1.4965 billion"], "", ["1,496.5"], "million", (1.0, 1.0)),
        (["(19)"], "thousand", ["-19"], "thousand", (1.0, 1.0)),
        (["36%"], "", ["36"], "percent", (1.0, 1.0)),
        (["2018", "2019"], "", ["2019", "2018"], "", (1.0, 1.0)),
        (["a net loss"], "", ["The net loss."], "", (1.0, 1.0)),
        (["net loss of 2018"], "", ["net loss"], "", (0.0, 0.67)),
        ([], "", ["net loss"], "", (0.0, 0.0)),
    ],
)
def test_answers_are_compared_by_value_scale_and_words(
    said: list[str], scale: str, answers: list[str], right_scale: str, expected: tuple[float, float]
) -> None:
    assert score(said, scale, answers, right_scale) == expected


def test_a_count_is_right_or_wrong() -> None:
    assert score(["4 harbours"], "", ["4"], "", whole=True) == (0.0, 0.0)
