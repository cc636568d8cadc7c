"""Languages as data: what a pack holds, and what is said of one that no rule can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.errors import LanguageError
from qa.language.asking_words import AskingWords, asking_words
from qa.language.linear import ambiguous_repeat
from qa.language.pack import known, known_in_part, pack_of, read_pack


def test_every_pack_can_be_read_and_fills_sections() -> None:
    assert {"de", "en", "fr", "sv"} <= set(known())
    assert all(pack_of(code).sections for code in known())


def test_a_language_known_in_part_has_words_but_is_not_read() -> None:
    assert {"it", "nl"} <= set(known_in_part())
    assert not set(known_in_part()) & set(known())
    for code in known_in_part():
        assert pack_of(code).sections
        assert not pack_of(code).questions.kinds
    for code in ("da", "fi", "it", "nb", "nl", "no", "pl"):
        assert pack_of(code).tables.columns.price_endings


def test_a_language_without_a_pack_is_empty() -> None:
    assert pack_of("xx").sections == ()
    assert pack_of(None).text.function == frozenset()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[text", "cannot be read as TOML"),
        ("[verse]\nfeet = 'a'", "no section is called “verse”"),
        (
            "[text]\nfunctional = 'a'",
            "no field is called “functional”; there are: adjective, compounds, concepts, ",
        ),
        ("[text]\nfunction = 'a b a'", "“a” stands twice"),
        ("[text]\nfunction = 3", "3 should be an array"),
        (
            "[checks.offices]\noffice = 'who is (?P<said>.*)'",
            "checks.offices.office: the pattern lacks the group (?P<office>",
        ),
        ("[text.concepts]\ndeath = 'dead'\nend = 'dead'", "“dead” stands under both death and end"),
    ],
)
def test_a_pack_that_no_rule_can_use_names_file_place_and_remedy(tmp_path: Path, written: str, says: str) -> None:
    path = tmp_path / "tlh.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(LanguageError, match=r"tlh\.toml") as raised:
        read_pack(path)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"(a+)+", True),
        (r"(\w+\s?)*", True),
        (r"(?:(?:ab)*c?)+", True),
        (r"(?:\w+ )*", False),
        (r"(?:a|b)+", False),
        (r"a+b+", False),
        (r"(?:\w+ ){0,3}x", False),
    ],
)
def test_a_repeat_in_a_repeat_is_told(pattern: str, slow: bool) -> None:
    assert (ambiguous_repeat(pattern) is not None) is slow


def test_pieces_of_patterns_are_put_where_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "tlh.toml"
    path.write_text(
        "[questions]\nhabit = '{WHO} x{2}{END}'\n"
        "[questions.pieces]\nNAME = '{CAPITAL}a+'\nWHO = '(?:{NAME}|b)'\nEND = '$'\n",
        encoding="utf-8",
    )
    habit = read_pack(path).questions.habit
    assert all(map(habit.match, ("Łaa xx", "b xx")))
    assert not any(map(habit.match, ("łaa xx", "Ca xxx")))
    path.write_text("[questions]\nhabit = '{WHOM}'\n", encoding="utf-8")
    with pytest.raises(LanguageError, match="no piece is called “WHOM”; there are: CAPITAL"):
        read_pack(path)


@pytest.mark.parametrize("code", known())
def test_a_reason_names_the_same_things_in_every_language(code: str) -> None:
    english, written = pack_of("en").relations.reasons, pack_of(code).relations.reasons
    named = re.compile(r"\{(\w+)\}")
    assert {reason: set(named.findall(text)) for reason, text in written.items()} == {
        reason: set(named.findall(english[reason])) for reason in written
    }


@pytest.mark.parametrize(
    ("code", "asks", "other"), [("es", "cuánto", "puente"), ("de", "wann", "brücke"), ("fr", "combien", "pont")]
)
def test_what_asks_is_told_from_what_is_asked_about(code: str, asks: str, other: str) -> None:
    assert asks in asking_words(code).asking
    assert other not in asking_words(code).asking


def test_a_language_that_nobody_described_asks_by_no_words() -> None:
    assert asking_words("xx") == AskingWords()
    assert not asking_words("ja").spaced
