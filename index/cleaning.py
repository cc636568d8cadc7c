"""Which spans of a document are worth keeping: the report, without what the page around it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import blake2b

from index import boilerplate as says
from index.addressing import addresses_reader
from index.lines.features import word_count
from index.loading.grid import is_figure
from index.sentences import sentence_spans
from index.struck import struck_whole, without
from index.types import Document, Span
from index.voices import by_voice

# A line repeated in this many documents otherwise unlike each other belongs to the page, not to the report.
_UNLIKE_DOCUMENTS = 4
# Documents that share this much of the shorter one's lines are copies of one report.
_SAME_REPORT = 0.5
# How many documents of a line are compared: enough to find four unlike ones, few enough for large corpora.
_COMPARED = 40
# Shorter lines repeat by chance: names under pull quotes, "Background".
_SHORTEST_REPEATED_WORDS = 3

_SHORT_WORDS = 12
_LONGEST_CREDIT_WORDS = 6
# Twelve words in any language; the patterns for such lines take time quadratic in a run of signs.
_LONGEST_MARGINAL = 500
# No plea or plug seen is as long; sentences of annual reports and laws are.
_LONGEST_PLUG_WORDS = 50
# From this share of a line on, pleas and plugs set its tone, and the "we" and "you" beside them are the house's.
_TONE_SHARE = 0.3
_LINK_LENGTH = 200
# A list of links that goes on for longer is taken for data.
_LONGEST_LINK_LIST = 12
_MARKERS = "»>→•*-–| "
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"”’')\]」»]*$")
# Where a link ran into the report: "…Dresden"– She said; "…in RaqqaThe city fell".
_GLUED = re.compile(
    r"(?<=\S)[–—] (?=[A-ZÅÄÖ“”\"])|(?:(?<=[a-zåäö.?!])|(?<=\S[\"”’]))(?=[A-ZÅÄÖ][a-zåäö]+ [a-zåäö])"
)


_PAGES = frozenset({"text/plain", "text/html"})
"""What may be a page as it was copied or fetched; word processors and mail programs put no menus around a text."""

_RULED = frozenset({"en", "sv"})
_FEWEST, _FEWEST_PROSE = 8, 4
"""Lines, and lines of prose among them, of the shortest page that is cleaned by the model."""

_MARGINALIA = (says.SHARE_COUNT, says.COUNT, says.DATELINE, says.HANDLE)


class _Kind(Enum):
    """What a line is taken for."""

    REPORT = auto()
    PROSE = auto()
    HOUSE = auto()
    PLUG = auto()
    PLEA = auto()
    LINKS = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something; `kept` are the parts of it that belong to the report."""

    span: Span
    kind: _Kind
    kept: tuple[Span, ...]


def keep_spans(document: Document, repeated: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """The spans of the report, in order: without menus, pleas, plugs, notices, credits, links and counts.

    `repeated` holds hashes of lines (`repeated_lines`) that are left out too, unless they attribute or
    quote, as background that an outlet prints under many of its reports does. The rules are for English and
    Swedish; pages in other languages lose the lines that a fitted model knows for those around a report.
    Sentences and lines that are struck out are left out in any.
    """
    text = document.text
    found = (match.span() for match in _LINE.finditer(text) if match[0].strip())
    lines = [_classify(text, start, end, repeated) for start, end in found]
    rows = _rows_of_figures(document)
    lines = _with_rows(lines, rows)
    lines = _without_captions(text, lines)
    lines = _without_menus(text, lines)
    lines = _without_link_lists(text, lines)
    lines = _without_pleas(text, lines)
    lines = _without_unlikely(document, _without_tail(lines))
    lines = _with_rows(lines, rows)
    said = without(tuple(_joined(text, lines)), struck_whole(document))
    return tuple(by_voice(document, said))


def _rows_of_figures(document: Document) -> tuple[Span, ...]:
    """The tables of the document that hold figures: their rows are never menus or links."""
    text = document.text
    return tuple(
        table.span
        for table in document.tables
        if any(not cell.is_head and is_figure(text[cell.span.start : cell.span.end]) for cell in table.cells)
    )


def _with_rows(lines: Sequence[_Line], tables: Sequence[Span]) -> list[_Line]:
    """The lines with those of the tables kept whole."""
    if not tables:
        return list(lines)
    starts = [table.start for table in tables]

    def is_row(line: _Line) -> bool:
        at = bisect_right(starts, line.span.start) - 1
        return at >= 0 and tables[at].contains(line.span)

    return [_Line(line.span, _Kind.PROSE, (line.span,)) if is_row(line) else line for line in lines]


def line_hashes(text: str) -> frozenset[int]:
    """A hash (63 bits) of every line of the text that is long enough to repeat for a reason."""
    lines = (" ".join(match[0].casefold().split()) for match in _LINE.finditer(text))
    return frozenset(_hash(line) for line in lines if line.count(" ") + 1 >= _SHORTEST_REPEATED_WORDS)


def repeated_lines(lines_by_document: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The lines that stand in four or more documents which are otherwise unlike each other.

    Copies of one report share most of their lines and count once, so a wire story carried by many
    outlets keeps its lines. The result depends on nothing but the mapping's content.
    """
    holders: dict[int, list[str]] = {}
    for name in sorted(lines_by_document):
        for line in lines_by_document[name]:
            holders.setdefault(line, []).append(name)
    return frozenset(
        line
        for line, names in holders.items()
        if len(names) >= _UNLIKE_DOCUMENTS and _are_unlike([lines_by_document[name] for name in names[:_COMPARED]])
    )


def _are_unlike(documents: Sequence[frozenset[int]]) -> bool:
    """Whether at least four of the documents share less than half of their lines with each other."""
    unlike: list[frozenset[int]] = []
    for lines in documents:
        if all(len(lines & other) < _SAME_REPORT * min(len(lines), len(other)) for other in unlike):
            unlike.append(lines)
            if len(unlike) == _UNLIKE_DOCUMENTS:
                return True
    return False


def _hash(line: str) -> int:
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def _classify(text: str, start: int, end: int, repeated: frozenset[int]) -> _Line:
    """What one line is, by itself."""
    raw = text[start:end]
    line = raw.strip()
    span = Span(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
    own = says.without_quotes(line)
    if repeated and _hash(" ".join(line.casefold().split())) in repeated and not says.ATTRIBUTION.search(line):
        return _Line(span, _Kind.PLUG, ())
    if says.READ_ALSO.match(line.lstrip(_MARKERS)):
        return _read_also(text, span)
    if _is_furniture(line, own):
        return _Line(span, _Kind.PLUG, ())
    return _judge_sentences(text, span)


def _is_furniture(line: str, own: str) -> bool:
    """Whether a whole line is a credit, a byline, a share count, a cookie banner or an advertisement mark."""
    words = len(line.split())
    is_short = words <= _SHORT_WORDS and len(line) <= _LONGEST_MARGINAL
    return (
        (is_short and bool(says.CREDIT.search(line)))
        or (is_short and any(pattern.match(line) for pattern in _MARGINALIA))
        or says.is_byline(line)
        or (bool(says.COOKIES.match(own)) and not says.ATTRIBUTION.search(own))
    )


def _read_also(text: str, span: Span) -> _Line:
    """A line that begins as a link to other reports; what is glued to its end may be report."""
    line = text[span.start : span.end]
    glued = _GLUED.search(line, min(len(line), 12))
    if glued and len(line) - glued.start() > _LINK_LENGTH // 2:
        return _Line(span, _Kind.REPORT, (Span(span.start + glued.start(), span.end),))
    if len(line) > _LINK_LENGTH or (_SENTENCE_END.search(line) and ":" not in line):
        return _judge_sentences(text, span)
    return _Line(span, _Kind.LINKS, ())


def _judge_sentences(text: str, span: Span) -> _Line:
    """The line by its sentences: pleas and plugs go, with them the house's own voice where they set the tone."""
    line = text[span.start : span.end]
    sentences = [Span(span.start + s.start, span.start + s.end) for s in sentence_spans(line)]
    kinds = [_kind_of_sentence(text[s.start : s.end]) for s in sentences]
    flagged = [s for s, kind in zip(sentences, kinds, strict=True) if kind in (_Kind.PLEA, _Kind.PLUG)]
    if not flagged:
        return _Line(span, _voice(line), (span,))
    sets_tone = sum(map(len, flagged)) >= _TONE_SHARE * len(line)
    pleads = _Kind.PLEA in kinds and _Kind.PROSE not in kinds
    kept = tuple(
        s
        for s, kind in zip(sentences, kinds, strict=True)
        if kind is _Kind.PROSE
        or (kind is _Kind.REPORT and (not sets_tone or _is_prose(text, s)))
        or (kind is _Kind.HOUSE and not sets_tone and not (pleads and _is_about_house(text, s)))
    )
    if kept:
        return _Line(span, _Kind.PROSE if _Kind.PROSE in kinds or not sets_tone else _Kind.REPORT, kept)
    return _Line(span, _Kind.PLEA if pleads else _Kind.PLUG, ())


def _kind_of_sentence(sentence: str) -> _Kind:
    own = says.without_quotes(sentence)
    if len(sentence.split()) > _LONGEST_PLUG_WORDS:
        return _Kind.REPORT
    if says.NOTICE.search(own) and not says.ATTRIBUTION.search(own):
        return _Kind.PLUG
    if says.ATTRIBUTION.search(own):
        return _Kind.PROSE
    if says.PLEA.search(own):
        return _Kind.PLEA
    if says.IMPERATIVE_PLUG.search(own) or addresses_reader(own) or _is_credit(sentence):
        return _Kind.PLUG
    return _Kind.HOUSE if says.HOUSE_VOICE.search(own) else _Kind.REPORT


def _is_credit(sentence: str) -> bool:
    return len(sentence.split()) <= _LONGEST_CREDIT_WORDS and bool(says.CREDIT.search(sentence))


def _is_prose(text: str, span: Span) -> bool:
    """Whether the sentence could stand in a report beside a plug: long enough, and no advertiser's cry."""
    sentence = text[span.start : span.end]
    return not sentence.endswith("!") and (len(sentence.split()) > 5 or any(c.isdigit() for c in sentence))


def _is_about_house(text: str, span: Span) -> bool:
    """Whether the span speaks of a paper or a site and its means."""
    return bool(says.HOUSE_WORDS.search(says.without_quotes(text[span.start : span.end])))


def _voice(line: str) -> _Kind:
    """Prose, prose in the voice of the house ("we", "you"), or a short line."""
    own = says.without_quotes(line)
    if says.HOUSE_VOICE.search(own) and not says.ATTRIBUTION.search(own):
        return _Kind.HOUSE
    words = len(line.split())
    is_prose = (words >= _SHORT_WORDS and _SENTENCE_END.search(line)) or says.DIALOGUE.match(line)
    return _Kind.PROSE if is_prose else _Kind.REPORT


def _without_captions(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out captions such as "The harbour | Jane Roe", which stand alone: rows of a table do not."""
    contents = [text[line.span.start : line.span.end] for line in lines]
    result = list(lines)
    for index in range(1, len(lines)):
        beside = contents[index - 1] + (contents[index + 1] if index + 1 < len(lines) else "")
        if "|" not in beside and says.CAPTION.match(contents[index]):
            result[index] = _Line(lines[index].span, _Kind.PLUG, ())
    return result


def _without_menus(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out lines of menu words: several in a row, or one line of several entries."""
    menus = [says.is_menu(text[line.span.start : line.span.end]) for line in lines]
    result = list(lines)
    for index, line in enumerate(lines):
        beside = (index > 0 and menus[index - 1]) or (index + 1 < len(menus) and menus[index + 1])
        several = len(text[line.span.start : line.span.end].split()) >= 2
        if menus[index] and (beside or several or says.is_button(text[line.span.start : line.span.end])):
            result[index] = _Line(line.span, _Kind.LINKS, ())
    return result


def _without_link_lists(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out the titles that follow a line such as "Related articles", up to the next prose."""
    result: list[_Line] = []
    expected = 0
    for line in lines:
        content = text[line.span.start : line.span.end]
        if line.kind is _Kind.LINKS:
            bare = content.rstrip(" :")
            heads_list = len(bare.split()) <= 4 and bool(says.READ_ALSO.match(bare.lstrip(_MARKERS)))
            expected = _LONGEST_LINK_LIST if heads_list else 0
        elif expected and line.kind is _Kind.REPORT and _is_title(content):
            expected -= 1
            line = _Line(line.span, _Kind.LINKS, ())
        else:
            expected = 0
        result.append(line)
    return result


def _is_title(content: str) -> bool:
    """Whether the line may be the title of another report: no sentence, no row of a table."""
    return len(content) <= _LINK_LENGTH and not _SENTENCE_END.search(content) and not set(content) & set("|\t")


def _without_pleas(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out what the house says of itself right before and after a plea."""
    result = list(lines)
    for step in (1, -1):
        order = range(len(result)) if step == 1 else range(len(result) - 1, -1, -1)
        beside = False
        for index in order:
            line = result[index]
            if line.kind is _Kind.PLEA:
                beside = True
            elif beside and line.kind is _Kind.HOUSE and _is_about_house(text, line.span):
                result[index] = _Line(line.span, _Kind.PLEA, ())
            elif line.kind is not _Kind.PLUG:
                beside = False
    return result


def _without_tail(lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out everything after a plea or notice that no report follows any more."""
    last_prose = max((i for i, line in enumerate(lines) if line.kind is _Kind.PROSE), default=-1)
    if last_prose < 0:
        return list(lines)
    result = list(lines)
    in_tail = False
    for index in range(last_prose + 1, len(lines)):
        in_tail = in_tail or lines[index].kind in (_Kind.PLEA, _Kind.PLUG, _Kind.LINKS)
        if in_tail and lines[index].kind in (_Kind.HOUSE, _Kind.REPORT):
            result[index] = _Line(lines[index].span, _Kind.PLUG, ())
    return result


def _without_unlikely(document: Document, lines: Sequence[_Line]) -> list[_Line]:
    """Leaves out the lines of a page that look like no part of its report, where no rules know its language.

    Only of pages that hold a report: lists, tables, poems and notes have no prose to stand out from.
    """
    info = document.info
    if info.media_type not in _PAGES or info.language is None or info.language in _RULED or len(lines) < _FEWEST:
        return list(lines)
    contents = [document.text[line.span.start : line.span.end] for line in lines]
    if sum(_is_prose_line(content) for content in contents) < _FEWEST_PROSE:
        return list(lines)
    from index.lines.model import load_model

    model = load_model()
    likely = model.probabilities(contents, info.language) >= model.threshold
    return [
        line if is_likely or _is_row(document, line.span) else _Line(line.span, _Kind.LINKS, ())
        for line, is_likely in zip(lines, likely, strict=True)
    ]


def _is_row(document: Document, span: Span) -> bool:
    """Whether the line is one of a table's."""
    return "\t" in document.text[span.start : span.end] or any(
        table.span.contains(span) for table in document.tables
    )


def _is_prose_line(content: str) -> bool:
    return word_count(content) >= _SHORT_WORDS and _SENTENCE_END.search(content) is not None


def _joined(text: str, lines: Sequence[_Line]) -> Iterator[Span]:
    """The kept parts, those joined that nothing was left out between."""
    open_span: Span | None = None
    for span in (kept for line in lines for kept in line.kept):
        if open_span and not text[open_span.end : span.start].strip():
            open_span = Span(open_span.start, span.end)
            continue
        if open_span:
            yield open_span
        open_span = span
    if open_span:
        yield open_span
