"""Which answers are one answer."""

from __future__ import annotations

import pytest

from index.types import DocumentInfo, Span
from qa.reading.same_answer import evidence, group_answers, merge_copies, same_text
from qa.types import Quote


def quote(text: str, answer: str, name: str, score: float = 0.6) -> Quote:
    start = text.index(answer)
    document = DocumentInfo(id=name, path=name, content_hash=name, title=name, language="en")
    return Quote(text, 0, len(text), document, f"{name}-0", score, Span(start, start + len(answer)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1,257", "1257"),
        ("1,257", "one thousand two hundred fifty-seven"),
        ("1,257", "1,257 civilians"),
        ("Col. Sean Ryan", "Sean Ryan"),
        ("Sean Ryan", "Ryan"),
        ("the United Nations", "United Nations"),
        ("UN", "United Nations"),
        ("Lyon", "Lyon, France"),
        ("3 May 1923", "May 1923"),
        ("1923", "3 May 1923"),
        ("Ortega", "Órtega"),
        ("Mahatma Gandhi", "Mahatma Ghandi"),
        ("AIRWARS", "Airwars"),
    ],
)
def test_the_same(first: str, second: str) -> None:
    assert same_text(first, second)
    assert same_text(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1,257", "7,600"),
        ("1.3 million", "1.3 billion"),
        ("5 percent", "5 dollars"),
        ("Iran", "Iraq"),
        ("Sean Ryan", "Paul Ryan"),
        ("New York", "New York University"),
        ("3 May 1923", "4 May 1923"),
        ("1923", "1932"),
        ("between 5 and 9", "5"),
        ("", "Iran"),
    ],
)
def test_not_the_same(first: str, second: str) -> None:
    assert not same_text(first, second)
    assert not same_text(second, first)


def test_quotes_of_one_answer_stand_together_and_the_better_supported_answer_first() -> None:
    groups = group_answers(
        [
            quote("The trust counts 7,600 dead fish.", "7,600", "a", 0.7),
            quote("The company admits 1,257.", "1,257", "b", 0.6),
            quote("Some 1257 fish died, it said.", "1257", "c", 0.6),
        ]
    )
    assert [group.text for group in groups] == ["1,257", "7,600"]
    assert [quote.document.id for quote in groups[0].quotes] == ["b", "c"]
    assert groups[0].probability == pytest.approx(1 - 0.4 * 0.4)


def test_a_copy_is_no_further_evidence() -> None:
    text = "The company has admitted that 1,257 fish died in the river below the works in May."
    copies = [quote(text, "1,257", "a"), quote(text.replace("has admitted", "admitted"), "1,257", "b")]
    (merged,) = merge_copies(copies)
    assert [carrier.id for carrier in merged.carriers] == ["b"]
    assert group_answers(copies)[0].probability == pytest.approx(0.6)


def test_a_copy_with_another_answer_stays_apart() -> None:
    text = "The company has admitted that 1,257 fish died in the river below the works in May."
    changed = quote(text.replace("1,257", "1,527"), "1,527", "b")
    assert len(merge_copies([quote(text, "1,257", "a"), changed])) == 2


def test_one_document_counts_once() -> None:
    twice = [quote("It was 1,257.", "1,257", "a", 0.5), quote("Again 1,257.", "1,257", "a", 0.4)]
    assert evidence(twice) == pytest.approx(0.5)
