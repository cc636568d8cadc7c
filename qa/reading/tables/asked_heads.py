"""What columns are called that answer a "how long", a "who", a "how many", by the question's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from qa.language.pack import known, known_in_part, pack_of
from qa.language.sections.table_words import Column, TableWords
from qa.language.words import Word, words
from qa.question.analysis import Question

TIME_COLUMNS = (Column.DAY, Column.HOUR)
"""What a "when" asks for where no column is named, the likeliest first."""


def words_asked(question: Question) -> TableWords:
    """The words about tables of a question's language."""
    return question.spoken.tables


def words_told() -> Iterator[TableWords]:
    """The words about tables of every language: heads and names of rows are too short to tell theirs."""
    return (pack_of(code).tables for code in (*known(), *known_in_part()))


@lru_cache(maxsize=64)
def heads_of(column: Column) -> tuple[str, ...]:
    """The beginnings of heads that a column goes by."""
    return tuple(sorted({head for each in words_told() for head in each.columns.heads.get(column, ())}))


def asked_columns(question: Question) -> Sequence[Column]:
    """The columns that the question word asks for, the likeliest first; none in doubt."""
    asked = words_asked(question).columns.questions
    return next((each.columns for each in asked if question.opens(each.pattern)), ())


def asked_heads(question: Question) -> Sequence[tuple[str, ...]]:
    """The beginnings of the heads of these columns."""
    return [heads_of(column) for column in asked_columns(question)]


def meant_words(question: Question) -> Sequence[tuple[Word, ...]]:
    """Of a "how many", first the words that tell which of the counted things are meant ("empty" of "how many
    houses are empty" and "how many empty houses"), then the word of what is counted; none where it is not plain.

    Other nouns, after an article, a preposition or "do", tell where or whose the counted things are, not which.
    """
    start = question.lead
    asked = words_asked(question).columns
    found = [word for word in words(question.text, question.language) if word.start >= start]
    phrase = list(takewhile(lambda word: not word.function, found))
    nouns = (word for word in phrase if asked.counted_noun.search(word.text))
    counted = phrase[0] if len(phrase) == 1 else next(nouns, None)
    if not question.counted or counted is None:
        return ()
    told = [word for word in phrase if word is not counted]
    told += [
        word
        for before, word in pairwise(found[len(phrase) :])
        if not word.function and before.text.casefold() in asked.says_how
    ]
    return tuple(told), (counted,)
