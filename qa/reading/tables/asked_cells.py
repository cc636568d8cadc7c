"""Tables written as rows: of which row a question asks, and in which column its answer stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from index.types import Hit, Span
from qa.language.alternation import any_of
from qa.language.pack import pack_of
from qa.language.words import FRAME, STEMMED, Vocabulary, Word, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.checks.answer_shape import cannot_answer, fits
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import TIME_COLUMNS, asked_heads, heads_of, meant_words, words_asked
from qa.reading.tables.cells import (
    BARE_FIGURE,
    SCALES,
    is_bent,
    is_called,
    is_money,
    is_plain_time,
    is_price,
    is_said_whole,
    is_time,
    like_any_head,
    like_any_of,
)
from qa.reading.tables.ranks import asked_rows, cell_of_place, heads_places
from qa.reading.tables.rows import Cell, Row, codes, rows_of, without_rows
from qa.types import Quote

CELL_SCORE = 0.9
"""Score of a cell in the one column that a question names, of the one row that it names."""

_ONE_CELL = frozenset((QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.HOW_MANY))
"""Kinds that one cell answers; their cell is not the one that names the row."""
_ANY_ROW = frozenset((QuestionKind.LIST, QuestionKind.TOPIC, QuestionKind.YES_NO))


class Tables:
    """The rows among the hits of a search, and which of them a question asks about."""

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self._question = question
        self._asked = words_asked(question).columns
        self._rows: dict[str, list[Row]] = {}
        self._beside: dict[str, list[Word]] = {}
        for hit in hits:
            known = hit.document.language in STEMMED  # That of a short table is often taken for a neighbour.
            language = hit.document.language if known else question.language
            rows = rows_of(hit, language)
            beside = words(without_rows(hit.passage.text, rows), language)
            self._beside.setdefault(hit.document.id, [*words(hit.document.title, language)]).extend(beside)
            for row in rows:
                self._rows.setdefault(hit.document.id, []).append(row)
        self._asked_codes = codes(question.text)
        inside = [(code.start, code.end) for code in self._asked_codes]
        self._terms = [
            term
            for term in question.terms
            if term.key not in FRAME and not any(start <= term.start < end for start, end in inside)
        ]
        self._terms = [self._as_told(term) for term in self._terms]
        self._keyed = {document: self._keyed_in(rows) for document, rows in self._rows.items()}
        self._named = {document: _names_told(rows, question.text) for document, rows in self._rows.items()}
        self._subjects = {document: self._subject_in(document) for document in self._rows}
        self._placed = {document: asked_rows(question, rows) for document, rows in self._rows.items()}

    def _says_beside(self, row: Row, code: Word) -> bool:
        """Whether the text beside a table says a code."""
        return code.text.casefold() in row.hit.passage.searchable.casefold()

    def _as_told(self, term: Word) -> Word:
        """The term with the key of the word of the rows that it bends, where none says it as it stands."""
        rows = [row for rows in self._rows.values() for row in rows]
        is_told = any(row.values.says(term.key) or like_any_head(term, row.heads) for row in rows)
        if term.is_name or term.is_number or is_told:
            return term
        told = {word for row in rows for cell in row.cells for word in words(cell.value, row.language)}
        bent = {word.key for word in told if is_bent(term, word)}
        return replace(term, key=bent.pop()) if len(bent) == 1 else term

    def contradicts(self, quote: Quote) -> bool:
        """Whether a marked answer stands in a row, or a column, that the question does not ask about."""
        row = self._row_of(quote)
        if row is None:
            return False
        if len(self._rows[quote.document.id]) < _FEWEST_ROWS:
            return not all(row.values.says(code.key) or self._says_beside(row, code) for code in self._asked_codes)
        if placed := self._placed[quote.document.id]:
            return row not in placed
        if self._is_outdone(row, quote):
            return True
        subject, unknown = self._subjects[quote.document.id]
        if not subject and not unknown:
            return self._question.kind not in _ANY_ROW
        if not self._about(row):
            return True
        if quote.answer is None or self._question.kind not in _ONE_CELL:
            return False
        at = quote.answer.start - row.hit.passage.start
        cell = next((cell for cell in row.cells if cell.start <= at < cell.end), None)
        columns = self._columns(row)
        return cell is None or (cell not in columns if columns else self._leaves_deed_untold(row, cell))

    def dated(self) -> list[Quote]:
        """The days and hours of the rows that a "when" asks about, where its words name no column."""
        asks_time = self._question.kind is QuestionKind.WHEN
        return self.found([heads_of(each) for each in TIME_COLUMNS]) if asks_time else []

    def found(self, meant: Sequence[tuple[str, ...]] = ()) -> list[Quote]:
        """The cells of the column asked about, of the rows asked about; none where either is not plain.

        `meant` are beginnings of heads to look for where the question says none.
        """
        if any(self._placed.values()):
            return self._of_place()
        found: list[Quote] = []
        kind = self._question.kind
        if kind is QuestionKind.WHY or (
            kind is not QuestionKind.HOW_MANY and self._asked.superlative.search(self._question.text)
        ):
            return found
        for document, rows in self._rows.items():
            subject, _ = self._subjects[document]
            about = [row for row in rows if subject and self._about(row)]
            for row in {(row.hit.passage.start + row.start): row for row in about}.values():
                columns = [cell for cell in self._columns(row, meant) if self._fits(cell, row)]
                if len(columns) != 1:
                    continue
                if row.language != self._question.language or self._is_told(row, columns[0]):
                    cell = columns[0]
                    answer = Span(cell.start, cell.end)
                    found.append(quoted(row.hit, Span(row.start, row.end), answer, CELL_SCORE))
        return found[:_MOST_ROWS]

    def _of_place(self) -> list[Quote]:
        """The cells asked for of the place asked for, in the documents that say most of the question."""
        told = {document: self._said_of(document) for document, rows in self._placed.items() if rows}
        rows = [
            row for document, said in told.items() if said == max(told.values()) for row in self._placed[document]
        ]
        found = []
        for row in {(row.hit.passage.start + row.start): row for row in rows}.values():
            spoken_of = sum(self._told_by(cell, row) > 0 for cell in row.cells)
            cell = cell_of_place(self._question, row, self._columns(row), spoken_of)
            if cell is not None:
                found.append(quoted(row.hit, Span(row.start, row.end), Span(cell.start, cell.end), CELL_SCORE))
        return found[:_MOST_ROWS]

    def _said_of(self, document: str) -> int:
        """How many words of the question the text beside the tables of a document, and their heads, say."""
        beside, heads = Vocabulary(self._beside[document]), self._rows[document][0].heads
        terms = (term for term in self._terms if not heads_places(term.text))
        return sum(beside.says(term.key) or like_any_head(term, heads) for term in terms)

    def settled(self, quote: Quote) -> Quote:
        """The quote with its mark on one cell, without the head before it, and with the unit of its figure."""
        row = self._row_of(quote)
        if row is None or quote.answer is None:
            return quote
        at = row.hit.passage.start
        answer = Span(quote.answer.start - at, quote.answer.end - at)
        marked = [cell for cell in row.cells if cell.start < answer.end and answer.start < cell.end]
        if len(marked) != 1:
            return quote
        cell = marked[0]
        kept = Span(at + max(cell.start, answer.start), at + min(cell.end, answer.end))
        return replace(quote, answer=kept, unit=_untold_unit(cell))

    def _row_of(self, quote: Quote) -> Row | None:
        at = (quote.answer or quote.span).start
        for row in self._rows.get(quote.document.id, ()):
            start = row.hit.passage.start
            if row.hit.passage.id == quote.passage_id and start + row.start <= at < start + row.end:
                return row
        return None

    def _subject_in(self, document: str) -> tuple[frozenset[str], bool]:
        """The keys of the question that name rows of a table, and whether it names something that no row does."""
        rows = self._rows[document]
        beside = Vocabulary(self._beside[document])
        named, doubled = set(), set()
        unknown = any(not any(_has_cell(row, *keyed) for row in rows) for keyed in self._keyed[document])
        for term in (*self._terms, *self._asked_codes):
            value = any(row.values.says(term.key) for row in rows) or (len(rows) == 1 and beside.says(term.key))
            head = like_any_head(term, rows[0].heads)
            if value and head:
                doubled.add(term.key)
            elif value:
                named.add(term.key)
            elif not head and not beside.says(term.key) and _is_label(term, self._question):
                unknown = True
        return frozenset(named or doubled), unknown

    def _keyed_in(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """The head and the number of rows that the question names by both: "line 9", "stage 3"."""
        found = []
        for term in self._terms:
            before = _WORD_BEFORE.search(self._question.text, 0, term.start)
            if not term.text.isdigit() or before is None:
                continue
            heads = {cell.head for row in rows for cell in row.cells}
            named = [head for head in heads if before.group(1).casefold() in head.casefold().split()]
            if len(named) == 1 and term.text not in named[0].split():
                found.append((named[0], term.text))
        return found

    def _is_outdone(self, row: Row, quote: Quote) -> bool:
        """Whether a question for the row with the most or the least of something is answered from another row, or
        with that number itself.
        """
        asked = self._asked.superlative.search(self._question.text)
        if asked is None or self._question.kind is QuestionKind.HOW_MANY:
            return False
        numbers = [cell for cell in row.cells if self._told_by(cell, row) and _number(cell.value) is not None]
        most = max((self._told_by(cell, row) for cell in numbers), default=0)
        columns = [cell for cell in numbers if self._told_by(cell, row) == most and cell is not row.cells[0]]
        if len(columns) != 1:
            return False
        own = _number(columns[0].value) or 0.0
        at = (quote.answer or quote.span).start - row.hit.passage.start
        thing = [cell for cell in row.cells if like_any_of(_which(self._question), words(cell.head))]
        if quote.answer is not None and thing and not any(cell.start <= at < cell.end for cell in thing):
            return True
        subject, _ = self._subjects[row.hit.document.id]
        narrowed = any(term.is_name and term.key in subject for term in self._terms)
        rows = [each for each in self._rows[row.hit.document.id] if not narrowed or self._about(each)]
        others = (_number(cell.value) for each in rows for cell in each.cells if cell.head == columns[0].head)
        told = [value for value in others if value is not None]
        marks_number = quote.answer is not None and columns[0].start <= at < columns[0].end
        return marks_number or own != (min(told) if asked["least"] else max(told))

    def _about(self, row: Row) -> bool:
        document = row.hit.document.id
        if not all(_has_cell(row, *keyed) for keyed in self._keyed[document]) or not self._is_named(row):
            return False
        subject, unknown = self._subjects[document]
        beside = Vocabulary(self._beside[document])
        held = self._held(row, subject)
        most = max(self._held(other, subject) for other in self._rows[document])
        # What the text around a table speaks of as well need not be said again in its rows.
        return not unknown and held == most and all(row.values.says(key) or beside.says(key) for key in subject)

    def _held(self, row: Row, subject: frozenset[str]) -> tuple[int, int]:
        """How many words of the question a row says; and how many of them its first cell does, where one is asked
        for of which namesakes stand in other rows: "Who owns Holt House" beside another house of a Holt.
        """
        named_by = self._question.kind in _ONE_CELL and bool(row.cells)
        key = Vocabulary(words(row.cells[0].value, row.language)) if named_by else Vocabulary(())
        return sum(map(row.values.says, subject)), sum(map(key.says, subject))

    def _is_named(self, row: Row) -> bool:
        """Whether a row has one of the names that the question tells of each column of names: "ward B"."""
        names = self._named[row.hit.document.id]
        return all(
            key.value in names[place] for place, key in enumerate(row.keys) if place < len(names) and names[place]
        )

    def _fits(self, cell: Cell, row: Row) -> bool:
        return fits(cell.value, self._question.wanted, pack_of(row.language))

    def _columns(self, row: Row, meant: Sequence[tuple[str, ...]] = ()) -> list[Cell]:
        """The cells whose heads say most of the question, or what its question word asks for."""
        subject, _ = self._subjects[row.hit.document.id]
        named_by = self._question.kind in _ONE_CELL and not is_time(row.cells[0], pack_of(row.language))
        key = row.cells[0] if named_by else None
        # Where its first cell names the row whole, a namesake in another cell may be what is asked for.
        elsewhere = frozenset() if key is not None and self._names_whole(key, row, subject) else subject
        free = [
            cell
            for cell in row.cells
            if cell is not key
            and self._fits(cell, row)
            and not cannot_answer(cell.value, self._question, pack_of(row.language))
            and not _says_any(Vocabulary((*words(cell.value, row.language), *codes(cell.value))), elsewhere)
        ]
        told = {cell: self._told_by(cell, row) for cell in free}
        most = max(told.values(), default=0)
        if most:
            return self._narrowest([cell for cell in free if told[cell] == most], row)
        which = [(word,) for word in _which(self._question)]
        for heads in (*which, *asked_heads(self._question), *meant):
            asked = [cell for cell in free if is_called(cell.head, heads, row.language)]
            if asked:
                return asked
        # Of what a question calls by its head no other cell may speak: "who reviewed" asks for the reviewer.
        own = [] if key is None or _says_any(Vocabulary(words(key.value, row.language)), subject) else [key]
        return [cell for cell in own if self._told_by(cell, row) and self._fits(cell, row)]

    def _names_whole(self, key: Cell, row: Row, subject: frozenset[str]) -> bool:
        said = Vocabulary((*words(key.value, row.language), *codes(key.value)))
        return bool(subject) and all(map(said.says, subject))

    def _narrowest(self, cells: list[Cell], row: Row) -> list[Cell]:
        """Of cells whose heads say as much of the question, those that tell which of the counted it means."""
        said = [cell for cell in cells if is_said_whole(cell.head, self._question.text)]
        if len(said) == 1:
            return said
        for terms in meant_words(self._question) if len(cells) > 1 else ():
            heads = {cell: words(cell.head, row.language) for cell in cells}
            if meant := [cell for cell in cells if any(like_any_head(term, heads[cell]) for term in terms)]:
                return meant
        return cells

    def _told_by(self, cell: Cell, row: Row) -> int:
        heads = (*words(cell.head, row.language), *codes(cell.head))
        terms = (*self._terms, *self._asked_codes)
        return sum(like_any_head(term, heads) for term in terms if not row.values.says(term.key))

    def _leaves_deed_untold(self, row: Row, cell: Cell) -> bool:
        """Whether a "when" or "who" speaks of something that neither the row nor any head does."""
        if self._question.kind is QuestionKind.HOW_MANY or is_plain_time(cell.head):
            return False
        return row.language == self._question.language and bool(self._untold(row))

    def _is_told(self, row: Row, cell: Cell) -> bool:
        """Whether a row says all that the question does, besides words that say no more than the cell's head."""
        untold = [term for term in self._untold(row) if term.text.casefold() not in self._asked.light]
        if is_money(cell, pack_of(row.language)) or is_price(cell.head):
            untold = [term for term in untold if term.key != _PRICE and not self._asked.costs.fullmatch(term.text)]
        if len(self._rows[row.hit.document.id]) == 1:  # The row tells of the text beside it.
            untold = [term for term in untold if not self._asked.called.match(self._question.text, term.start)]
        if not untold:
            return True
        asked_for = like_any_of(_which(self._question), words(cell.head, row.language))
        return asked_for and len(untold) == 1 and not _is_label(untold[0], self._question)

    def _untold(self, row: Row) -> list[Word]:
        """The words of the question that neither the row nor any head says."""
        beside = Vocabulary(self._beside[row.hit.document.id])
        return [
            term
            for term in self._terms
            if not row.values.says(term.key) and not like_any_head(term, row.heads) and not beside.says(term.key)
        ]


_PRICE = "=price"
"""The concept of prices and of verbs that ask for them."""
_FEWEST_ROWS = 2
_SHORT_NAME = 2
"""Letters up to which a name is known by its capitals alone: ward A, not a ward."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
_PRICED_FIGURE = re.compile(r"\(?[$€£¥]\s?[-+(–−]?\s?\d[\d.,'’\s]*\)?")
_NUMBER = re.compile(r"-?\d[\d ,\u00a0]*(?:\.\d+)?")
_MOST_ROWS = 6


def _names_told(rows: Sequence[Row], question: str) -> list[set[str]]:
    """For each column of names, those that stand in the question letter for letter, as words of their own."""
    told: list[set[str]] = []
    for row in rows:
        for place, key in enumerate(row.keys):
            while len(told) <= place:
                told.append(set())
            flags = re.IGNORECASE if len(key.value) > _SHORT_NAME else 0
            if re.search(rf"(?<!\w){re.escape(key.value)}(?!\w)", question.lstrip()[1:], flags):
                told[place].add(key.value)
    return told


def _untold_unit(cell: Cell) -> str:
    """What a cell leaves to its heads of the unit of its figure: "$288,764" the scale alone."""
    if BARE_FIGURE.fullmatch(cell.value):
        return cell.unit
    if _PRICED_FIGURE.fullmatch(cell.value):
        return next((scale for scale in SCALES if scale in cell.unit.split()), "")
    return ""


def _which(question: Question) -> tuple[str, ...]:
    """The words after "which", up to three: "bus line" names the column of lines."""
    asked = words_asked(question).columns
    found = re.match(rf"{any_of(asked.which)} ((?:[\w-]+ ){{1,3}})", question.body, re.IGNORECASE)
    told = found.group(1).casefold().split() if found else []
    return tuple(takewhile(lambda word: word not in asked.after_which, told))


def _has_cell(row: Row, head: str, value: str) -> bool:
    return any(cell.head == head and value in cell.value.split() for cell in row.cells)


def _number(value: str) -> float | None:
    """The number that a cell holds; None where it holds none, or more than one."""
    found = _NUMBER.findall(value)
    return float(re.sub(r"[ ,\u00a0]", "", found[0])) if len(found) == 1 else None


def _is_label(term: Word, question: Question) -> bool:
    """Whether a word can only be told letter for letter: a name, a number, a code."""
    opens = not question.text[: term.start].strip()
    return (term.is_name and not opens) or any(map(str.isdigit, term.text))


def _says_any(said: Vocabulary, keys: frozenset[str]) -> bool:
    return any(said.says(key) for key in keys)
