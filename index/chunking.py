"""A document and its spans worth keeping -> passages: whole sentences, short enough for the embedding model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import tokens
from index.cohesion import cohesion
from index.passage_costs import MANY, PassageCosts
from index.sentences import sentence_spans, trimmed
from index.tables import TableView
from index.types import Document, Heading, Passage, Span, TableRow

CountTokens = Callable[[str], int]

# Changes when the same document and settings would give other passages.
_ALGORITHM = 3
# What a cut, or a bridge, costs beside a passage of the wrong length (0 at the target, 1 at twice the target or
# at nothing). On Chroma's chunking evaluation cutting where the vocabulary changes gains two points of recall,
# with any weight from 1 to 3; the other costs matter little around these values, and overlap gains nothing.
_CUT_WITHIN_SUBJECT = 2.0
_CUT_IN_PARAGRAPH = 0.3
_BRIDGE_PARAGRAPHS = 0.1
# A heading belongs to what follows it.
_CUT_AFTER_HEADING = 2.0
_LONGEST_HEADING = 80
# No context takes more than this share of what the model reads.
_CONTEXT_SHARE = 0.25
# Text this long per token is not prose: it is split before the model's tokenizer is asked.
_LONGEST_TOKEN = 16
# Where a sentence too long for the model may be cut, best first.
_CUTS = tuple(re.compile(p) for p in (r"[;:]\s|\s[–—]\s", r",\s", r"\s"))
_CELL_CUTS = (re.compile(r"\s\|\s"), *_CUTS)
# A table longer than this many passages is cut by itself, and its heads are told above each of them.
_LONG_TABLE = 2
# A row says less for its length than a sentence does, with its bars and labels: as many rows as sentences fit.
_ROW_WEIGHT = 0.65
_CHARACTERS_A_TOKEN = 4
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True)
class ChunkingSettings:
    """How documents are cut. Lengths are `cl100k_base` tokens.

    Passages come close to `target_tokens`, up to twice as long where that keeps a paragraph together.
    `overlap_tokens` is how much of a passage, in whole sentences, the next one of the same section repeats.
    """

    target_tokens: int = 130
    overlap_tokens: int = 0
    context: bool = True

    def __post_init__(self) -> None:
        if self.target_tokens < 1:
            raise ValueError(f"target_tokens is {self.target_tokens}: it must be at least 1")
        if not 0 <= self.overlap_tokens < self.target_tokens:
            raise ValueError(
                f"overlap_tokens is {self.overlap_tokens}: it must be at least 0 and less than target_tokens, "
                f"{self.target_tokens}"
            )

    @property
    def version(self) -> str:
        """Names the settings and the algorithm: with another version the same document gives other passages."""
        return f"{_ALGORITHM}-{self.target_tokens}-{self.overlap_tokens}-{int(self.context)}"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a piece of one too long. `opens` marks the first of a paragraph, `heads` a heading."""

    span: Span
    tokens: int
    model_tokens: int
    opens: bool
    heads: bool


def chunk(
    document: Document,
    keep: Sequence[Span],
    settings: ChunkingSettings,
    count_model_tokens: CountTokens,
    max_model_tokens: int,
) -> tuple[Passage, ...]:
    """The passages of the spans of `document` to `keep`, in order; `text[p.start:p.end] == p.text` for each.

    No `p.searchable` is longer than `max_model_tokens` by `count_model_tokens`. Passages consist of whole
    sentences (longer sentences are cut at clauses, words, at last characters) and do not cross gaps between
    the spans. Title and headings above a passage are its context, and in a long table, which is cut between
    its rows, also its caption and the heads of its columns.
    """
    cutter = _Cutter(document, settings, count_model_tokens, max_model_tokens)
    version = _version(document, keep, settings, max_model_tokens)
    return tuple(
        Passage(
            id=f"{document.info.id}-{version}-{ordinal}",
            document_id=document.info.id,
            ordinal=ordinal,
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            context=context,
            tokens=tokens.count(document.text[span.start : span.end]),
            rows=cutter.rows_in(span),
        )
        for ordinal, (span, context) in enumerate(cutter.cut(keep))
    )


def _version(document: Document, keep: Sequence[Span], settings: ChunkingSettings, max_model_tokens: int) -> str:
    """Eight hex digits that change with anything the passages depend on."""
    info = document.info
    tables = tuple((table.span, len(table.cells)) for table in document.tables)
    parts = (info.title, info.language, document.headings, tables, tuple(keep), settings.version, max_model_tokens)
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass"))
    digest.update(repr(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:8]


class _Cutter:
    """Cuts one document; holds what every step needs."""

    def __init__(
        self,
        document: Document,
        settings: ChunkingSettings,
        count_model_tokens: CountTokens,
        max_model_tokens: int,
    ) -> None:
        self._text = document.text
        self._document = document
        self._settings = settings
        self._count = count_model_tokens
        self._max = max_model_tokens
        self._tables = [TableView(document.text, table) for table in sorted(document.tables, key=lambda t: t.span)]

    def cut(self, keep: Sequence[Span]) -> Iterator[tuple[Span, str]]:
        """(span, context) of each passage."""
        told = (
            (part, (*trail, *heads))
            for section, trail in self._sections(keep)
            for part, heads in self._apart(section)
        )
        for section, trail in told:
            context = self._context(trail)
            room = self._max - (self._count(context) + 1 if context else 0)
            for span in self._pack(list(self._units(section, room)), room):
                yield from self._verified(span, context)

    def rows_in(self, passage: Span) -> tuple[TableRow, ...]:
        """The rows of values of tables that lie in a passage whole."""
        return tuple(
            view.told(number)
            for view in self._tables
            if view.table.span.overlaps(passage)
            for number in view.rows_within(passage)
        )

    def _sections(self, keep: Sequence[Span]) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Stretches of the kept spans under one heading, with the headings above them, outermost first."""
        headings = sorted(self._document.headings, key=lambda heading: heading.span)
        trail: list[Heading] = []
        waiting = 0
        for span in keep:
            start = span.start
            while waiting < len(headings) and headings[waiting].span.start < span.end:
                heading = headings[waiting]
                if start < heading.span.start:
                    yield Span(start, heading.span.start), self._texts(trail)
                    start = heading.span.start
                trail = [above for above in trail if above.level < heading.level] + [heading]
                waiting += 1
            if start < span.end:
                yield Span(start, span.end), self._texts(trail)

    def _apart(self, section: Span) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """The section in stretches, each long table by itself, with what stands above all of its rows."""
        start = section.start
        longest = _LONG_TABLE * self._settings.target_tokens * _CHARACTERS_A_TOKEN
        for view in self._tables:
            span = view.table.span
            if len(span) <= longest or not span.overlaps(section):
                continue
            inside = Span(max(span.start, start), min(span.end, section.end))
            if start < inside.start:
                yield Span(start, inside.start), ()
            yield inside, _above(view)
            start = inside.end
        if start < section.end:
            yield Span(start, section.end), ()

    def _texts(self, trail: Sequence[Heading]) -> tuple[str, ...]:
        return tuple(" ".join(self._text[h.span.start : h.span.end].split()) for h in trail)

    def _context(self, trail: tuple[str, ...]) -> str:
        """Title and headings, shortened to its share of what the model reads, the innermost kept longest."""
        if not self._settings.context:
            return ""
        title = " ".join(self._document.info.title.split())
        parts = [part for part in dict.fromkeys((title, *trail)) if part]
        limit = int(self._max * _CONTEXT_SHARE)
        while parts and self._count(" > ".join(parts)) > limit:
            if len(parts) > 1:
                del parts[0 if len(parts) == 2 else 1]
            else:
                words = parts[0][: limit * _LONGEST_TOKEN].split()
                parts = [" ".join(words[: len(words) * 3 // 4])] if len(words) > 1 else []
        return " > ".join(parts)

    def _units(self, section: Span, room: int) -> Iterator[_Unit]:
        """The sentences of a section, those too long for the model in pieces."""
        previous = section.start
        follows_row = False
        for span, is_row in self._sentences(section):
            opens = bool(_LINE_BREAK.search(self._text, previous, span.start)) and not (is_row and follows_row)
            follows_row = is_row
            for piece in self._pieces(span, room, _CELL_CUTS if is_row else _CUTS):
                yield self._unit(piece, opens and piece.start == span.start, is_row)
            previous = span.end

    def _sentences(self, section: Span) -> Iterator[tuple[Span, bool]]:
        """The sentences of a section, and the rows of its tables, which are told apart as whole lines."""
        start = section.start
        for view in self._tables:
            if not view.table.span.overlaps(section):
                continue
            if start < view.table.span.start:
                yield from self._sentences_between(start, view.table.span.start)
            for line in dict.fromkeys(view.lines):
                if line.overlaps(section):
                    yield Span(max(line.start, section.start), min(line.end, section.end)), True
            start = max(start, view.table.span.end)
        if start < section.end:
            yield from self._sentences_between(start, section.end)

    def _sentences_between(self, start: int, end: int) -> Iterator[tuple[Span, bool]]:
        for sentence in sentence_spans(self._text[start:end], self._document.info.language):
            yield Span(start + sentence.start, start + sentence.end), False

    def _unit(self, span: Span, opens: bool, is_row: bool) -> _Unit:
        text = self._text[span.start : span.end]
        heads = (
            not is_row
            and len(span) <= _LONGEST_HEADING
            and not _ENDS_SENTENCE.search(text)
            and bool(_LINE_BREAK.match(self._text, span.end))
        )
        length = tokens.count(text)
        return _Unit(span, round(length * _ROW_WEIGHT) if is_row else length, self._count(text), opens, heads)

    def _pieces(self, span: Span, room: int, cuts: Sequence[re.Pattern[str]] = _CUTS) -> Iterator[Span]:
        """The span itself where the model reads it whole, else its halves cut at the best place, and so on."""
        waiting = [span]
        while waiting:
            piece = waiting.pop()
            if len(piece) <= 1 or self._fits(piece, room):
                yield piece
                continue
            middle = _cut_near_middle(self._text, piece, cuts)
            halves = trimmed(self._text, piece.start, middle), trimmed(self._text, middle, piece.end)
            waiting.extend(half for half in reversed(halves) if half)

    def _fits(self, span: Span, room: int) -> bool:
        if len(span) > room * _LONGEST_TOKEN:
            return False
        return self._count(self._text[span.start : span.end]) <= room

    def _pack(self, units: Sequence[_Unit], room: int) -> Iterator[Span]:
        """Units joined into passages so that the sum of the passages' costs is least (dynamic programming)."""
        cuts = self._costs_of_cuts(units)
        least, begins = [0.0], [0]
        many = self._costs_of_many(units, room)
        for end in range(1, len(units) + 1):
            many.begin(end - 1, least[end - 1] + cuts[end - 1])
            if end - many.first(end) > MANY:
                cost, begin = many.least(end)
            else:
                options = self._candidates(units, end, room)
                cost, begin = min((least[begin] + cuts[begin] + cost, begin) for begin, cost in options)
            least.append(cost)
            begins.append(begin)
        ends = [len(units)]
        while ends[-1]:
            ends.append(begins[ends[-1]])
        for begin, end in pairwise(reversed(ends)):
            first = self._overlapping(units, begin, end, room)
            yield Span(units[first].span.start, units[end - 1].span.end)

    def _costs_of_cuts(self, units: Sequence[_Unit]) -> list[float]:
        """What it costs that a passage begins at each unit; nothing for the first."""
        ties = cohesion([self._text[unit.span.start : unit.span.end] for unit in units])
        costs = [
            _CUT_WITHIN_SUBJECT * tie + _CUT_IN_PARAGRAPH * (not unit.opens) + _CUT_AFTER_HEADING * before.heads
            for before, unit, tie in zip(units, units[1:], ties[1:], strict=False)
        ]
        return [0.0, *costs]

    def _costs_of_many(self, units: Sequence[_Unit], room: int) -> PassageCosts:
        return PassageCosts(
            [unit.tokens for unit in units],
            [unit.model_tokens for unit in units],
            [_BRIDGE_PARAGRAPHS * unit.opens for unit in units],
            self._settings.target_tokens,
            room,
        )

    def _candidates(self, units: Sequence[_Unit], end: int, room: int) -> Iterator[tuple[int, float]]:
        """(first unit, cost of length and bridges) of every passage that may end before unit `end`."""
        target = self._settings.target_tokens
        size = model_size = 0
        bridges = 0.0
        for begin in range(end - 1, -1, -1):
            unit = units[begin]
            size += unit.tokens
            model_size += unit.model_tokens
            if begin < end - 1:
                if size > 2 * target or model_size > room:
                    return
                bridges += _BRIDGE_PARAGRAPHS * units[begin + 1].opens
            yield begin, (size / target - 1) ** 2 + bridges

    def _overlapping(self, units: Sequence[_Unit], begin: int, end: int, room: int) -> int:
        """The first unit of a passage once it repeats the last sentences of the one before."""
        repeated, model_size = 0, sum(unit.model_tokens for unit in units[begin:end])
        while begin:
            unit = units[begin - 1]
            repeated += unit.tokens
            model_size += unit.model_tokens
            if repeated > self._settings.overlap_tokens or model_size > room:
                break
            begin -= 1
        return begin

    def _verified(self, span: Span, context: str) -> Iterator[tuple[Span, str]]:
        """The passage where the model reads it whole with its context, else in halves."""
        own = "" if context and _holds(self._text[span.start : span.end], context) else context
        searchable = f"{own}\n{self._text[span.start : span.end]}" if own else self._text[span.start : span.end]
        if self._count(searchable) <= self._max:
            yield span, own
            return
        for piece in self._pieces(span, self._max):
            fits = own and self._count(f"{own}\n{self._text[piece.start : piece.end]}") <= self._max
            yield piece, own if fits else ""


def _holds(text: str, context: str) -> bool:
    """Whether the passage itself begins with its context, as under a title that is also the first line."""
    return " ".join(text[: 4 * len(context)].split()).startswith(context)


def _above(view: TableView) -> tuple[str, ...]:
    """What stands above all rows of a table: its title, and the heads of its columns unless rows tell them."""
    is_labelled = 0 < view.head_rows < len(view.lines) and view.lines[0] == view.lines[view.head_rows]
    names = () if is_labelled else (view.column_name(column) for column in range(view.width))
    heads = " | ".join(filter(None, names))
    return tuple(" ".join(part.split()) for part in (view.title(), heads) if part.strip())


def _cut_near_middle(text: str, span: Span, cuts: Sequence[re.Pattern[str]]) -> int:
    """Where to cut a span in two: after a clause, else a word, in its middle half; else in the middle."""
    middle = (span.start + span.end) // 2
    quarter = len(span) // 4
    for pattern in cuts:
        places = [match.end() for match in pattern.finditer(text, middle - quarter, middle + quarter)]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return middle
