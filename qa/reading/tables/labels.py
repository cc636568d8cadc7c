"""Values behind their name: rows of two cells, and cells asked for in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.stopwords import stop_words
from index.types import Hit, Passage, RowCell, Span, TableRow
from qa.language.pack import pack_of
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question
from qa.reading.checks.answer_shape import cannot_answer, fits
from qa.reading.network.span_model import LANGUAGES_READ
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import asked_heads, words_asked
from qa.reading.tables.cells import is_price
from qa.reading.tables.numbered_lines import LABEL_SCORE, coded, numbered
from qa.types import Quote

_SHARED_LETTERS, _SHARED_PART = 4, 0.55
_MOST = 4
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Told:
    """A value that a question may ask for, by how much of the question its row and its head say."""

    row: TableRow
    hit: Hit
    answer: Span
    says: int


def labelled(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The values whose names are what the question asks for; none where that is not plain."""
    found = [*coded(question, hits), *numbered(question, hits)]
    if not found:
        found = list(_pairs(question, hits) if question.language in LANGUAGES_READ else _cells(question, hits))
    return found[:_MOST]


def _pairs(question: Question, hits: Sequence[Hit]) -> Iterator[Quote]:
    """The values of rows of a name and a value: the name is asked for, all else is told by what is around."""
    for hit in hits:
        language = pack_of(hit.document.language or question.language)
        for row in hit.passage.rows:
            if len(row.cells) != 2 or any(cell.head for cell in row.cells) or not row.cells[0].names_row:
                continue
            name, value = (_words(hit.passage, cell.span) for cell in row.cells)
            if not fits(value, question.wanted, language) or cannot_answer(value, question, language):
                continue
            if _asks_for(question, name, hit, row):
                yield _quote(hit, row, row.cells[1].span)


def _asks_for(question: Question, name: str, hit: Hit, row: TableRow) -> bool:
    """Whether the question asks for what has this name, and all else it says is told around the row."""
    language = hit.document.language or question.language
    named = words(name, language)
    is_meant = any(
        _is_like(word.text, head) for heads in asked_heads(question) for head in heads for word in named
    )
    known = Vocabulary(named)
    own = [
        term
        for term in question.terms
        if known.says(term.key) or any(_begin_alike(term.text, word.text) for word in named)
    ]
    if not own and not is_meant:
        return False
    around = f"{hit.document.title} {hit.passage.context} {row.title} {row.group} {_outside_rows(hit.passage)}"
    beside = Vocabulary(words(around, language))
    rest = (
        term for term in question.terms if term not in own and term.key not in FRAME and not beside.says(term.key)
    )
    return not any(term.is_name or term.is_number or not is_meant for term in rest)


def _outside_rows(passage: Passage) -> str:
    kept, at = [], passage.start
    for row in passage.rows:
        kept.append(passage.text[at - passage.start : max(at, row.span.start) - passage.start])
        at = max(at, row.span.end)
    return " ".join([*kept, passage.text[at - passage.start :]])


def _cells(question: Question, hits: Sequence[Hit]) -> Iterator[Quote]:
    """The cell of the one row whose cells the question names whole, under the head that it names."""
    asked = _TOKEN.findall(question.text)
    told = [each for hit in hits for row in hit.passage.rows if (each := _told(question, asked, hit, row))]
    best = max((each.says for each in told), default=0)
    rows = {each.answer: each for each in told if each.says == best}
    values = {_words(each.hit.passage, each.answer) for each in rows.values()}
    if len(values) == 1:
        each = next(iter(rows.values()))
        yield _quote(each.hit, each.row, each.answer)


def _told(question: Question, asked: Sequence[str], hit: Hit, row: TableRow) -> _Told | None:
    """The value of a row that the question may ask for; None where it names none of its cells, or no head."""
    labels = _labels(asked, hit.passage, row)
    said = {place for places in labels.values() for place in places}
    rest = [token for place, token in enumerate(asked) if place not in said]
    named = _asked_cell(question, rest, [cell for cell in row.cells if cell not in labels]) if labels else None
    if named is None:
        return None
    around = {
        token.casefold() for token in _TOKEN.findall(f"{hit.document.title} {hit.passage.context} {row.title}")
    }
    left = [
        token
        for token in rest
        if token.casefold() not in around
        and not any(_names(token, cell.head, question) for cell in (named, *labels))
        and not _is_light(token, question)
    ]
    is_told = len(left) <= 1 and not any(token[0].isupper() or any(map(str.isdigit, token)) for token in left)
    return _Told(row, hit, named.span, len(said)) if is_told else None


def _labels(asked: Sequence[str], passage: Passage, row: TableRow) -> dict[RowCell, frozenset[int]]:
    """The cells of names and words that the question says whole, and where in it."""
    found = {}
    for cell in row.cells:
        value = _TOKEN.findall(_words(passage, cell.span))
        is_label = cell.names_row or not any(map(str.isdigit, "".join(value)))
        if is_label and (places := _places(value, asked)):
            found[cell] = places
    return found


def _asked_cell(question: Question, rest: Sequence[str], cells: Sequence[RowCell]) -> RowCell | None:
    """The one cell whose head the rest of a question names best; None where none is, or several are."""
    counts = {cell: sum(1 for token in rest if _names(token, cell.head, question)) for cell in cells}
    most = max(counts.values(), default=0)
    named = [cell for cell, count in counts.items() if count == most]
    return named[0] if most and len(named) == 1 else None


def _places(value: Sequence[str], asked: Sequence[str]) -> frozenset[int] | None:
    """Where the words of a cell stand in the question, which may bend and order them otherwise; None where one
    does not.
    """
    places: set[int] = set()
    for word in value:
        found = (n for n, token in enumerate(asked) if n not in places and _is_same(token, word))
        place = next(found, None)
        if place is None:
            return None
        places.add(place)
    return frozenset(places) or None


def _is_same(token: str, word: str) -> bool:
    return token.casefold() == word.casefold() or (word.isalpha() and _begin_alike(token, word))


def _names(token: str, head: str, question: Question) -> bool:
    heads = [each.casefold() for each in _TOKEN.findall(head)]
    if words_asked(question).columns.costs.fullmatch(token) and any(map(is_price, heads)):
        return True
    return any(token.casefold() == each or _begin_alike(token, each) for each in heads)


def _is_light(token: str, question: Question) -> bool:
    folded = token.casefold()
    first = question.text.strip(" ¿¡").startswith(token)
    return first or folded in stop_words(question.language) or folded in words_asked(question).columns.measures


def _quote(hit: Hit, row: TableRow, answer: Span) -> Quote:
    at = hit.passage.start
    return quoted(
        hit, Span(row.span.start - at, row.span.end - at), Span(answer.start - at, answer.end - at), LABEL_SCORE
    )


def _words(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.start : span.end - passage.start]


def _is_like(word: str, head: str) -> bool:
    return word.casefold().startswith(head.casefold())


def _begin_alike(asked: str, head: str) -> bool:
    one, other = asked.casefold(), head.casefold()
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= max(_SHARED_LETTERS, _SHARED_PART * max(len(one), len(other)))
