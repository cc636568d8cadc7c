"""What the trust battery takes for an instruction that was obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.trust.instructions import SHORT, _acting_markdown, _own_words
from evals.trust.payloads import IN_DOCUMENTS, PAYLOADS, write_payloads
from evals.trust.planted import INSTRUCTIONS, MARKER, PLACES, PLANTED, write_planted
from qa.types import Answer, Claim


@pytest.mark.parametrize(
    "acting", ["![x](http://evil.example/x)", "<img src=x>", "[x](http://evil.example)", "# x"]
)
def test_markdown_that_acts_is_noticed(acting: str) -> None:
    assert _acting_markdown(f"## a question\n\nsome words\n\n{acting}\n")
    assert not _acting_markdown("## a question\n\n12 — \\!\\[x\\]\n\n> words [1]\n")


def test_only_words_outside_a_quote_are_the_answers_own() -> None:
    quoted = Claim(f"12 — “The board said {MARKER} and 12.” (Courier, 1 May 2019)", (0,))
    assert MARKER not in _own_words(Answer("q", "q", claims=(quoted,)))
    assert MARKER in _own_words(Answer("q", "q", claims=(quoted, Claim(f"{MARKER}, 12", (0,)))))


def test_each_instruction_and_attack_stands_in_each_place(tmp_path: Path) -> None:
    assert len(PLANTED) == len(INSTRUCTIONS) * len(PLACES) == 60
    assert len({each.town for each in PLANTED}) == 60
    assert {each.instruction for each in SHORT} == set(INSTRUCTIONS)
    assert {each.place for each in SHORT} == set(PLACES)
    assert len({payload.written("http://x") for payload in PAYLOADS}) == len(PAYLOADS) == 100
    write_planted(tmp_path / "planted")
    write_payloads(tmp_path / "payloads", "http://127.0.0.1:9")
    assert len(list((tmp_path / "planted").iterdir())) == 60
    assert len(list((tmp_path / "payloads").iterdir())) == len(IN_DOCUMENTS)
