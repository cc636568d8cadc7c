"""The BM25 ranking inside SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalEntry, LexicalIndex

ENTRIES = [
    LexicalEntry("a-1-0", "a", "Count of the dead", "The coalition said it had killed 1,257 civilians.", "en"),
    LexicalEntry("a-1-1", "a", "Count of the dead", "The group counts far more deaths than that.", "en"),
    LexicalEntry(
        "b-1-0", "b", "Koalitionen", "Koalitionen medger att 1 302 civila har dödats i flyganfallen.", "sv"
    ),
    LexicalEntry("c-1-0", "c", "", "Bread needs flour, water and salt.", "en"),
    LexicalEntry("d-1-0", "d", "", "人権団体は死者数を発表した。", "ja"),
    LexicalEntry("e-1-0", "e", "", "Notes of no known language: Zürich, 7 600.", None),
]
QUESTIONS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(["AND", "OR", "NOT", "NEAR(", '"', "'", "*", "^", ":", "text:", "(", ")", "-", "deaths"])
    ).map(" ".join),
)


@pytest.fixture
def index() -> Iterator[LexicalIndex]:
    connection = sqlite3.connect(":memory:")
    made = LexicalIndex(connection)
    made.create()
    made.add(ENTRIES)
    yield made
    connection.close()


def found(index: LexicalIndex, question: str, documents: set[str] | None = None) -> list[str]:
    return [passage for passage, _ in index.search(question, 10, documents)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how many deaths?", "a-1-1"),
        ("1257", "a-1-0"),
        ("1.257 civilians", "a-1-0"),
        ("vad medger koalitionens ledning?", "b-1-0"),
        ("1302", "b-1-0"),
        ("does bread need salt", "c-1-0"),
        ("死者", "d-1-0"),
        ("zurich", "e-1-0"),
        ("7,600", "e-1-0"),
    ],
)
def test_finds_by_form_number_script_and_language(index: LexicalIndex, question: str, first: str) -> None:
    assert found(index, question)[0] == first


def test_the_title_is_searched(index: LexicalIndex) -> None:
    assert set(found(index, "dead")) == {"a-1-0", "a-1-1"}


@pytest.mark.parametrize("question", ["", "   ", "?!…", "🙂🙃", "\0", '"', "NEAR", "giraffe", "text:giraffe OR"])
def test_nothing_shared_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 10) == []


def test_a_pasted_page_is_searched_by_its_rarest_terms(index: LexicalIndex) -> None:
    page = " ".join(f"word{n}" for n in range(1500)) + " coalition"
    assert len(page) > 10_000
    assert found(index, page) == ["a-1-0"]


@settings(max_examples=200, deadline=None)
@given(QUESTIONS)
def test_no_question_is_a_syntax_error(question: str) -> None:
    connection = sqlite3.connect(":memory:")
    index = LexicalIndex(connection)
    index.create()
    index.add(ENTRIES)
    hits = index.search(question, 10)
    assert all(score > 0 for _, score in hits)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    connection.close()


def test_only_passages_of_the_documents_asked_for(index: LexicalIndex) -> None:
    assert found(index, "coalition civilians civila") == ["a-1-0", "b-1-0"]
    assert found(index, "coalition civilians civila", {"b", "unknown"}) == ["b-1-0"]
    assert found(index, "coalition civilians civila", set()) == []
    assert index.search("coalition", 0) == []


def test_what_is_deleted_is_not_found_again(index: LexicalIndex) -> None:
    index.delete(["a-1-0", "never there"])
    assert index.count() == len(ENTRIES) - 1
    assert found(index, "1257 killed") == []
    index.delete(entry.passage_id for entry in ENTRIES)
    index.forget_removed()
    assert index.count() == 0
    assert found(index, "bread") == []
    index.add(ENTRIES[3:4])
    assert found(index, "bread") == ["c-1-0"]


def test_adding_again_replaces(index: LexicalIndex) -> None:
    index.add([LexicalEntry("a-1-0", "a", "", "Nothing but rain.", "en")])
    assert index.count() == len(ENTRIES)
    assert found(index, "rain") == ["a-1-0"]
    assert found(index, "1257") == []


def test_in_any_order_the_same_ranking(index: LexicalIndex) -> None:
    connection = sqlite3.connect(":memory:")
    other = LexicalIndex(connection)
    other.create()
    other.add(ENTRIES[:2])
    other.delete(["a-1-0"])
    other.add(ENTRIES[:0:-1])
    other.add(ENTRIES[:1])
    for question in ("coalition deaths", "how many civilians", "koalitionen dödats", "water 1 302"):
        assert other.search(question, 10) == index.search(question, 10) != []
    connection.close()


def test_a_transaction_rolled_back_leaves_nothing(tmp_path: object) -> None:
    connection = sqlite3.connect(f"{tmp_path}/store.sqlite3")
    index = LexicalIndex(connection)
    index.create()
    connection.commit()
    index.add(ENTRIES)
    connection.rollback()
    assert index.count() == 0
    assert index.search("coalition", 10) == []
    index.add(ENTRIES)
    connection.commit()
    other = sqlite3.connect(f"{tmp_path}/store.sqlite3")
    assert [passage for passage, _ in LexicalIndex(other).search("1257", 10)] == ["a-1-0"]
    other.close()
    connection.close()
