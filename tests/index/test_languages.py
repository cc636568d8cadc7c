from __future__ import annotations

import pytest

from index.languages import base_code, detect, of_script


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The alliance said that its aircraft had killed thirty-two people.", "en"),
        ("Alliansen medgav att dess flygplan hade dödat trettiotvå människor.", "sv"),
        ("L’alliance a reconnu que ses avions avaient tué trente-deux personnes.", "fr"),
        ("Коалиция признала гибель мирных жителей.", "ru"),
        ("", None),
        ("32", None),
        ("Raqqa", None),
        ("Deaths | Place | 32 | Raqqa", None),
        ("asdf qwer zxcv hjkl asdf qwer", None),
    ],
)
def test_detect(text: str, code: str | None) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("sv_SE", "sv"), (" FR ", "fr"), ("english", None), ("", None), (None, None)],
)
def test_base_code(tag: str | None, code: str | None) -> None:
    assert base_code(tag) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("桥？", "zh"), ("橋の長さ", "ja"), ("언제?", "ko"), ("Wo ist 東京 auf der Karte?", None), ("", None)],
)
def test_scripts_tell_the_language_of_few_letters(text: str, code: str | None) -> None:
    assert of_script(text) == code
