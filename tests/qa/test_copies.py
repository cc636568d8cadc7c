"""Copies of one text that differ in the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.types import Hit
from qa.reading.checks.copies import without_altered
from qa.types import Reading
from tests.qa.marking import marked

MakeHit = Callable[..., Hit]

TEXT = (
    "The Tolland pier was opened in {} after nine years of work. It is 640 metres long, carries a narrow railway "
    "and ends in a round hall where concerts are given on summer evenings."
)
OTHER = "Since {}, when the mayor of Tolland cut the ribbon, anglers have had a pier to stand on."


def read(*told: tuple[Hit, str]) -> tuple[list[str], list[str]]:
    """The answers and those of altered copies."""
    quotes = tuple(marked(hit, answer, 0.8) for hit, answer in told)
    reading = without_altered(Reading(quotes, 0.8), [hit for hit, _ in told])
    return [quote.answer_text for quote in reading.quotes], [quote.answer_text for quote in reading.altered]


@pytest.fixture
def original(make_hit: MakeHit) -> Hit:
    return make_hit("original", TEXT.format("1903"), language="en")


@pytest.fixture
def copy(make_hit: MakeHit) -> Hit:
    return make_hit("copy", TEXT.format("1931"), language="en")


def test_a_copy_that_says_otherwise_than_two_texts_is_told_apart(
    make_hit: MakeHit, original: Hit, copy: Hit
) -> None:
    other = make_hit("other", OTHER.format("1903"), language="en")
    assert read((original, "1903"), (copy, "1931"), (other, "1903")) == (["1903", "1903"], ["1931"])


def test_of_two_copies_alone_neither_is_the_altered_one(original: Hit, copy: Hit) -> None:
    assert read((original, "1903"), (copy, "1931")) == (["1903", "1931"], [])


def test_a_version_that_another_text_gives_too_stays(make_hit: MakeHit, original: Hit, copy: Hit) -> None:
    one = make_hit("one", OTHER.format("1903"), language="en")
    two = make_hit("two", "The pier of Tolland dates from 1931.", language="en")
    answers, altered = read((original, "1903"), (copy, "1931"), (one, "1903"), (two, "1931"))
    assert sorted(answers) == ["1903", "1903", "1931", "1931"]
    assert altered == []


def test_a_text_of_its_own_that_says_otherwise_stays(make_hit: MakeHit, original: Hit) -> None:
    """Who contradicts in words of their own may be right, or speak of another pier of that name."""
    one = make_hit("one", OTHER.format("1903"), language="en")
    two = make_hit("two", "The pier of Tolland in the south was opened in 1931 by the railway.", language="en")
    answers, altered = read((original, "1903"), (one, "1903"), (two, "1931"))
    assert answers == ["1903", "1903", "1931"]
    assert altered == []


def test_a_text_made_alike_for_another_thing_stays(make_hit: MakeHit, original: Hit) -> None:
    one = make_hit("one", OTHER.format("1903"), language="en")
    two = make_hit(
        "two",
        "The Marrow pier was opened in 1931 after a storm had taken the old one. It is 90 metres long and is for "
        "the ferries to the islands, which leave every hour.",
        language="en",
    )
    assert read((original, "1903"), (one, "1903"), (two, "1931"))[1] == []


def test_a_later_version_stays(make_hit: MakeHit) -> None:
    old = make_hit("old", TEXT.format("1903"), language="en", published=date(2020, 5, 1))
    new = make_hit("new", TEXT.format("1931"), language="en", published=date(2020, 5, 3))
    other = make_hit("other", OTHER.format("1903"), language="en", published=date(2020, 5, 2))
    assert read((old, "1903"), (new, "1931"), (other, "1903"))[1] == []


def test_a_longer_copy_that_holds_the_answer_too_says_no_otherwise(make_hit: MakeHit, original: Hit) -> None:
    longer = make_hit("longer", TEXT.format("1903") + " The hall was rebuilt in 1931.", language="en")
    other = make_hit("other", OTHER.format("1903"), language="en")
    assert read((original, "1903"), (longer, "1931"), (other, "1903"))[1] == []
