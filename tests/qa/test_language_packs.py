"""Languages as data: what a pack holds, and what is said of one that no rule can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import LanguageError
from qa.language.linear import ambiguous_repeat
from qa.language.pack import known, pack_of, read_pack


def test_every_pack_can_be_read_and_fills_sections() -> None:
    assert {"de", "en", "fr", "sv"} <= set(known())
    assert all(pack_of(code).sections for code in known())


def test_a_language_without_a_pack_is_empty() -> None:
    assert pack_of("xx").sections == ()
    assert pack_of(None).text.function == frozenset()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[text", "cannot be read as TOML"),
        ("[verse]\nfeet = 'a'", "no section is called “verse”"),
        ("[text]\nfunctional = 'a'", "no field is called “functional”; there are: concepts, function, "),
        ("[text]\nfunction = 'a b a'", "“a” stands twice"),
        ("[text]\nfunction = 3", "3 should be an array"),
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
