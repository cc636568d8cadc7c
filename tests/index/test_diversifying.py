"""Hits in several languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.diversifying import across_languages
from index.types import DocumentInfo, Hit, Passage


def hit(name: str, language: str | None) -> Hit:
    info = DocumentInfo(name, name, "", "", language=language)
    return Hit(Passage(name, name, 0, 0, len(name), name), info, 1.0, None, None)


HITS = [
    *(hit(f"en{n}", "en") for n in range(6)),
    hit("none", None),
    hit("sv0", "sv"),
    hit("de0", "de"),
    hit("sv1", "sv"),
]


def names(hits: list[Hit]) -> list[str]:
    return [each.document.id for each in hits]


def test_the_last_make_room_for_other_languages() -> None:
    assert names(across_languages(HITS, 4)) == ["en0", "en1", "en2", "sv0"]
    assert names(across_languages(HITS, 8)) == ["en0", "en1", "en2", "en3", "en4", "en5", "sv0", "de0"]


def test_what_is_in_several_languages_anyway_stays() -> None:
    mixed = [HITS[0], HITS[7], *HITS[1:7]]
    assert across_languages(mixed, 4) == mixed[:4]


@pytest.mark.parametrize("k", [0, 1, 3, 10, 99])
def test_as_many_as_asked_in_their_order(k: int) -> None:
    found = across_languages(HITS, k)
    assert len(found) == min(k, len(HITS))
    assert [HITS.index(each) for each in found] == sorted(HITS.index(each) for each in found)


def test_one_language_is_cut_only() -> None:
    same = [replace(each, document=replace(each.document, language="sv")) for each in HITS]
    assert across_languages(same, 4) == same[:4]
    unknown = [replace(each, document=replace(each.document, language=None)) for each in HITS]
    assert across_languages(unknown, 4) == unknown[:4]
