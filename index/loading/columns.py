"""Which column of a table holds whole texts, judged by what stands in it; and a row as text that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from index.fields import Field, columns_of
from index.loading.blocks import Blocks
from index.loading.grid import is_figure
from index.types import LoadedDocument

_SAMPLE = 400
"""Rows that are looked at; a table is of one kind all the way down."""

_SENTENCE = re.compile(r"[.!?…。！？؟।][\"”’»')\]]*\s*(?:$|\n|\s(?=[^\Wa-z_]))|[。！？।](?=\w)")
_TELLING = 0.5
"""Share of a column's values that are sentences, and that differ, from which it holds texts."""

_LONG = 60
"""Characters of the middle value from which a column that nobody calls text may hold texts."""

_VALUES = frozenset({Field.TITLE, Field.PUBLISHED, Field.PUBLISHER, Field.AUTHOR, Field.URL, Field.LANGUAGE})
_CAMEL = re.compile(r"(?<=[a-zåäöéü\d])(?=[A-ZÅÄÖÉÜ][a-zåäöéü])|_+")


def text_column(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The column that makes an article of each row; None where the rows are a table of values.

    A column that is called text need not be one ("Text: Late delivery"): its values must be sentences, unless
    all columns beside it tell of an article too, as title and date do.
    """
    fields = columns_of(names)
    named = fields.get(Field.TEXT)
    values = {name: _sample(rows, name) for name in names}
    if named and not any(value for name, value in values.items() if name not in fields.values()):
        others = [name for name in names if name != named and name in fields.values()]
        is_text = not values[named] or not all(map(is_figure, values[named]))
        if is_text and (not others or _tells_more(values[named], [values[name] for name in others])):
            return named
    if named and _are_sentences(values[named]):
        return named
    long = [name for name in names if _are_sentences(values[name]) and _middle(values[name]) >= _LONG]
    return max(long, key=lambda name: _middle(values[name]), default=None)


@lru_cache(maxsize=256)
def facts_beside(names: tuple[str, ...], column: str) -> tuple[str, ...]:
    """The columns that are said after the text of each row: all of them where any is more than title, date and
    the like, which documents carry anyway.
    """
    others = [name for name in names if name != column]
    known = {name for field, name in columns_of(names).items() if field in _VALUES}
    return tuple(others) if any(name not in known for name in others) else ()


def with_facts(document: LoadedDocument, facts: Mapping[str, str]) -> LoadedDocument:
    """The document with a line of named values after its text: "Severity: high | Owner: Ann Lee"."""
    told = {name: value for name, value in facts.items() if value.strip()}
    if not told:
        return document
    built = Blocks()
    built.add_raw(document.text)
    built.add_records([*map(label, told)], [[*told.values()]])
    return built.into(document)


def label(name: str) -> str:
    """The name of a column as words: "waterDepth" and "water_depth" are "water depth"."""
    if " " in name:
        return name
    words = _CAMEL.sub(" ", name).split()
    return " ".join(word if word.isupper() or n == 0 else word.lower() for n, word in enumerate(words)) or name


def _sample(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    step = max(1, len(rows) // _SAMPLE)
    return [value for row in rows[::step] if (value := str(row.get(name) or "").strip())]


def _middle(values: Sequence[str]) -> int:
    return sorted(map(len, values))[len(values) // 2] if values else 0


def _are_sentences(values: Sequence[str]) -> bool:
    """Whether most values end as sentences do and differ from each other."""
    if not values:
        return False
    sentences = sum(1 for value in values if _SENTENCE.search(value) and _has_words(value))
    return sentences >= _TELLING * len(values) and len(set(values)) >= _TELLING * len(values)


def _has_words(value: str) -> bool:
    """Whether there is more than a word and a figure, or a script without spaces."""
    words = [word for word in value.split() if any(map(str.isalpha, word))]
    return len(words) >= 2 or any(ord(character) >= 0x3040 for character in value)


def _tells_more(values: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether a column is called text, of rows with titles and dates only, and is not the shortest of them all."""
    return _are_sentences(values) or any(_middle(values) >= _middle(other) for other in others if other)
