"""Where sentences begin and end, as exact character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from index.types import Span

if TYPE_CHECKING:
    from yasbd import BoundaryDetector

FALLBACK_LANGUAGE = "en"

# The detector keeps quoted speech with the words that say who spoke; a quote longer than this is split inside.
_LONGEST_QUOTED = 300
# The detector takes time quadratic in a paragraph without boundaries, and in a run without spaces.
_WINDOW = 4_000
_LONGEST_RUN = 120
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}|(?:[.…] ?){{{_LONGEST_RUN + 1},}}")
# No language ends a sentence among these: the detector, slow on texts of short lines, need not be asked.
_WITHOUT_END = re.compile(r"[\w ,\n-]*")
# Inside a word it is no closing quote, but the detector pairs it with an opening one.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[-*+•·‣▪◦●–—]|\d{1,3}[.)]|[#>]+)\s")
_TABLE_ROW = re.compile(r"[^|\t]*[|\t][^|\t]*[|\t]")

# Lines this long may have been wrapped by an editor or a page; shorter ones are headings, longer ones paragraphs.
_WRAP_WIDTHS = range(40, 141)
_SHORTEST_WRAPPED = 30
# How much of the widest line a line and the next word must fill to count as wrapped: PDF lines are ragged.
_FILLED = 0.9
# Prose goes on in lower case after most line wraps; lists and headlines do not.
_LOWER_CASE_WRAPS = 0.3

# Written with a full stop inside a sentence; the detector's own lists lack them.
_ABBREVIATIONS = frozenset(
    ("incl", "excl", "approx", "resp", "ung", "ca", "c:a", "pers", "kl", "dvs", "sid", "forts", "avd", "tel")
)
_LAST_WORD = re.compile(r"(?:^|[\s(\"'“”])([^\s(\"'“”]+)\.$")
_INITIALS = re.compile(r"(?:[A-ZÅÄÖ]\.){2,}")
# After initials ("U.N.") these words begin a sentence; other words continue a name.
_OPENERS = re.compile(
    r"(?:the|a|an|he|she|it|they|we|i|you|this|that|these|those|in|on|at|but|and|so|if|when|while|after|"
    r"before|there|his|her|its|their|our|my|as|for|with|from|by|to|not|no|what|who|how|why|where|"
    r"however|den|det|de|en|ett|han|hon|vi|jag|ni|du|på|men|och|så|om|när|efter|före|där)$",
    re.IGNORECASE,
)


def sentence_spans(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of `text`: ordered, without overlap, trimmed, together holding every visible character.

    `language` is an ISO 639-1 code; the rules of English serve where it is None or has none of its own.
    A blank line, a bullet, a table row and a line break that is not a mere wrap always end a sentence.
    Takes time linear in the length of the text.
    """
    code = re.split("[-_]", (language or FALLBACK_LANGUAGE).lower())[0]
    spans: list[Span] = []
    for block in _blocks(text):
        if _TABLE_ROW.match(text, block.start, block.end):
            spans.append(block)
        else:
            spans.extend(_split_block(text, block, code))
    return tuple(spans)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends; None where nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def _blocks(text: str) -> Iterator[Span]:
    """Stretches of text that no sentence crosses: paragraphs, list items, table rows, lines of their own."""
    lines = _lines(text)
    wrapped = _is_wrapped_prose(text, lines)
    paragraph: list[Span] = []
    for line in lines:
        if paragraph and _blank_between(text, paragraph[-1], line):
            yield from _join_wrapped(text, paragraph, wrapped)
            paragraph = []
        paragraph.append(line)
    yield from _join_wrapped(text, paragraph, wrapped)


def _lines(text: str) -> list[Span]:
    """The lines that hold something, trimmed."""
    found = (trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text))
    return [line for line in found if line]


def _blank_between(text: str, line: Span, following: Span) -> bool:
    """Whether more than one line break separates the two lines."""
    breaks = _LINE_BREAK.finditer(text, line.end, following.start)
    return next(breaks, None) is not None and next(breaks, None) is not None


def _is_wrapped_prose(text: str, lines: Sequence[Span]) -> bool:
    """Whether the document was wrapped at a width: many lines of middling length that go on in lower case."""
    candidates = [following for line, following in pairwise(lines) if len(line) in _WRAP_WIDTHS]
    if not candidates:
        return False
    return sum(text[line.start].islower() for line in candidates) >= _LOWER_CASE_WRAPS * len(candidates)


def _join_wrapped(text: str, lines: Sequence[Span], wrapped: bool) -> Iterator[Span]:
    """The lines of one paragraph, those joined that are one line wrapped by an editor or a page."""
    if not lines:
        return
    width = max(map(len, lines))
    start = lines[0].start
    for line, following in pairwise(lines):
        if not _continues(text, line, following, width, wrapped):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _continues(text: str, line: Span, following: Span, width: int, wrapped: bool) -> bool:
    """Whether the break between two lines is a wrap: the next word would not have fitted on the line."""
    if _ITEM.match(text, following.start) or any(
        _TABLE_ROW.match(text, each.start, each.end) for each in (line, following)
    ):
        return False
    if width not in _WRAP_WIDTHS or len(line) < _SHORTEST_WRAPPED:
        return False
    if text[following.start].islower() and text[line.end - 1] not in ".!?:;":
        return True
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    return wrapped and len(line) + 1 + len(first_word) > _FILLED * width


def _split_block(text: str, block: Span, language: str) -> Iterator[Span]:
    """The sentences of one block, a window at a time; the last sentence of a window begins the next one."""
    if len(block) <= _WINDOW and _WITHOUT_END.fullmatch(text, block.start, block.end):
        yield block
        return
    position = block.start
    while position < block.end:
        stop = min(position + _WINDOW, block.end)
        window = text[position:stop]
        bounds = _boundaries(window, language)
        if stop < block.end:
            bounds = bounds[:-1] or [_last_pause(window)]
        for start, end in pairwise([0, *bounds]):
            if span := trimmed(text, position + start, position + end):
                yield span
        position += bounds[-1]


def _last_pause(window: str) -> int:
    """Where to cut a window that holds no sentence boundary: after its last clause, else word, else at its end."""
    for pause in (";:", ",", ""):
        for index in range(len(window) - 1, len(window) // 2, -1):
            if window[index].isspace() and (not pause or window[index - 1] in pause):
                return index
    return len(window)


def _boundaries(window: str, language: str) -> list[int]:
    """Where sentences end inside `window`, the last at its end."""
    short, removed = _shorten_runs(window)
    flat = _LINE_BREAK.sub(lambda match: " " * len(match.group()), _APOSTROPHE.sub("'", short)).rstrip()
    ends = set(_detector(language, keep_quotes=True).detect(flat))
    long_ones = [pair for pair in pairwise([0, *sorted(ends), len(flat)]) if pair[1] - pair[0] > _LONGEST_QUOTED]
    if long_ones:
        inner = list(_detector(language, keep_quotes=False).detect(flat))
        ends.update(end for start, stop in long_ones for end in inner if start < end < stop)
    kept = [end for end in sorted(ends) if 0 < end < len(flat) and not _inside_name(flat, end)]
    return [_restore(end, removed) for end in kept] + [len(window)]


def _inside_name(flat: str, end: int) -> bool:
    """Whether the boundary follows an abbreviation that goes on: "incl. 20", "the U.N. Council"."""
    before = flat[max(0, end - 40) : end].rstrip()
    match = _LAST_WORD.search(before)
    if not match:
        return False
    word = match.group(1)
    following = re.match(r"\s*(\w+)", flat[end : end + 40])
    if not following:
        return False
    if word.lower() in _ABBREVIATIONS:
        return True
    return bool(_INITIALS.fullmatch(word + ".")) and not _OPENERS.match(following.group(1))


def _shorten_runs(window: str) -> tuple[str, list[tuple[int, int]]]:
    """The window with long runs without spaces shortened, and (offset in it, characters taken out) for each."""
    pieces: list[str] = []
    removed: list[tuple[int, int]] = []
    position = length = 0
    for run in _LONG_RUN.finditer(window):
        head = run.start() + _LONGEST_RUN // 2
        tail = run.end() - _LONGEST_RUN // 2
        pieces.append(window[position:head])
        length += head - position
        removed.append((length, tail - head))
        position = tail
    return "".join([*pieces, window[position:]]), removed


def _restore(offset: int, removed: Sequence[tuple[int, int]]) -> int:
    """The offset in the whole window of an offset in the shortened one."""
    return offset + sum(taken for place, taken in removed if place < offset)


@cache
def _detector(language: str, keep_quotes: bool) -> BoundaryDetector:
    from yasbd import BoundaryDetector, get_supported_langs

    known = language in get_supported_langs()
    return BoundaryDetector(language if known else FALLBACK_LANGUAGE, preserve_quote_and_paren=keep_quotes)
