"""Which further answers of a reading are set apart from the best one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.types import Hit
from qa.errors import ReaderError
from qa.question.analysis import analyse
from qa.reading.selection import BesideWeights, beside_weights, set_apart
from qa.types import AnswerForm, Reading
from tests.qa.marking import marked_in_sentence

MakeHit = Callable[..., Hit]
TEXT = "The mast of Orrvik was put up by Ann Reed and Per Holm. In May the mayor Ida Boyle opened it."
NEVER, ALWAYS = BesideWeights({}, -9.0, 0.5, 0.5), BesideWeights({}, 9.0, 0.5, 0.5)
BY_LIST = BesideWeights({"in one list": 9.0}, -4.0, 0.5, 0.5)
ASKED = "Who put up the mast of Orrvik?"


def reading_of(hit: Hit, *answers: str) -> Reading:
    quotes = tuple(marked_in_sentence(hit, answer, 0.9 - n / 10) for n, answer in enumerate(answers))
    return Reading(quotes, 0.9)


def told(reading: Reading) -> tuple[list[str], list[str]]:
    return [q.answer_text for q in reading.quotes], [q.answer_text for q in reading.further]


@pytest.mark.parametrize(
    ("weights", "beside", "below"),
    [
        (ALWAYS, ["Ann Reed", "Per Holm", "Ida Boyle"], []),
        (NEVER, ["Ann Reed"], ["Per Holm", "Ida Boyle"]),
        (BY_LIST, ["Ann Reed", "Per Holm"], ["Ida Boyle"]),
    ],
)
def test_further_answers_stand_beside_or_below_by_their_weights(
    make_hit: MakeHit, weights: BesideWeights, beside: list[str], below: list[str]
) -> None:
    hit = make_hit("a", TEXT, language="en")
    reading = reading_of(hit, "Ann Reed", "Per Holm", "Ida Boyle")
    assert told(set_apart(analyse(ASKED), [hit], reading, weights)) == (beside, below)


def test_an_answer_that_copies_carry_leads_and_others_go_with_their_copies(make_hit: MakeHit) -> None:
    hits = [make_hit(name, TEXT, language="en") for name in "ab"]
    quotes = [marked_in_sentence(hit, answer, 0.9) for answer in ("Ann Reed", "Ida Boyle") for hit in hits]
    reading = set_apart(analyse(ASKED), hits, Reading(tuple(quotes), 0.9), NEVER)
    assert told(reading) == (["Ann Reed", "Ann Reed"], ["Ida Boyle"])


def test_one_answer_of_several_quotes_stays_whole(make_hit: MakeHit) -> None:
    hits = [make_hit(name, TEXT if name == "a" else "Ann Reed put up the mast.", language="en") for name in "ab"]
    quotes = tuple(marked_in_sentence(hit, "Ann Reed") for hit in hits)
    assert set_apart(analyse(ASKED), hits, Reading(quotes, 0.9), NEVER).quotes == quotes


def test_lists_and_answers_of_whom_the_question_names_stay_whole(make_hit: MakeHit) -> None:
    hit = make_hit(
        "a", "Green Line says 14 bears live in Narvik. Green Line says 9 bears live in Bodo.", language="en"
    )
    reading = reading_of(hit, "14", "9")
    asked = analyse("How many bears live in the north according to Green Line?")
    assert told(set_apart(asked, [hit], reading, NEVER)) == (["14", "9"], [])
    as_list = Reading(reading.quotes, 0.9, form=AnswerForm.LIST)
    assert set_apart(analyse("Which bears are there?"), [hit], as_list, NEVER) == as_list


def test_weights_are_written_and_read(tmp_path: Path) -> None:
    weights = BesideWeights({"behind": -0.25, "place": 0.5}, 1.5, 0.5, 0.2)
    weights.save(tmp_path / "weights.json")
    assert BesideWeights.load(tmp_path / "weights.json") == weights
    assert weights.probability({"behind": 6.0, "unknown": 3.0}) == pytest.approx(0.5)
    (tmp_path / "weights.json").write_text("{")
    with pytest.raises(ReaderError, match=r"weights.json cannot be read"):
        BesideWeights.load(tmp_path / "weights.json")


def test_the_shipped_weights_know_what_they_weigh() -> None:
    assert beside_weights().weights["behind"] < 0 < beside_weights().least < 1
