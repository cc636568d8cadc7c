"""Text that an editor or a mail program wrapped, read as written: sentences that go on over a line break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from index.sentences import sentence_spans
from index.types import Span
from qa.language.detection import language_of_text

# One line break, with the marks that a reply puts before the lines it quotes.
_SPACE = "[ \\t\u00a0\u202f]"
# It begins where a run of spaces does, so that a long run without a break is gone through once.
_BREAK = re.compile(rf"(?<!{_SPACE}){_SPACE}*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]){_SPACE}*(?:>{_SPACE}?)*")
# Invisible: where a word may be broken, and joiners that say nothing.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_MARKS = r"^[ \t]*>[ \t>]*"
_CHANGED = re.compile(rf"(?P<gap>{_BREAK.pattern})|(?P<marks>{_MARKS})|{_INVISIBLE.pattern}", re.MULTILINE)
# A single line that begins with the mark may say "more than".
_REPLY = re.compile(rf"(?:{_MARKS}.*(?:\n|\Z)){{2,}}", re.MULTILINE)

_ENDED = re.compile(r"[.!?:;…|][\"'”’»)\]]*$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ITEM = re.compile(r"[-*+•·‣▪◦●–—#|]|\d{1,3}[.)]\s")
# A number that groups its digits by spaces, broken between two groups; in a column of numbers no word goes before.
_GROUP_BEFORE = re.compile(r"[^\W\d_]\W+\d{1,3}$")
_GROUP_AFTER = re.compile(r"\d{3}(?:[ \u00a0]\d{3})*[\s>\u200b\u2060\ufeff]{1,6}[a-zà-ÿ]")
_PROSE = 4
"""Words of a sentence from which one that goes on in lower case is prose; shorter ones may be a list."""


def running_sentences(text: str, language: str | None = None, inside: Sequence[Span] = ()) -> tuple[Span, ...]:
    """`index.sentences.sentence_spans`, those joined that are one sentence over a single line break.

    A line goes on where one of the spans `inside` does, where it ends in a word that ends no sentence ("were
    killed in"), where the next begins in lower case, and inside a number ("12⏎345 people").
    """
    found: list[Span] = []
    open_ended = language_of_text(text, language).text.open_ended
    for span in whole_sentences([span for span in sentence_spans(text, language) if len(span)], inside):
        if found and _goes_on(text, found[-1], span, open_ended):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def whole_sentences(spans: Sequence[Span], inside: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences, those joined across whose border one of the spans `inside` reaches; all are ordered."""
    begins = [span.start for span in spans]
    joined = {
        number for one in inside for number in range(bisect_right(begins, one.start), bisect_left(begins, one.end))
    }
    found: list[Span] = []
    for number, span in enumerate(spans):
        if number in joined and found:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _goes_on(text: str, one: Span, other: Span, open_ended: frozenset[str]) -> bool:
    """Whether a sentence goes on over the gap between two lines."""
    gap = _BREAK.match(text, one.end)
    if gap is None or _ENDED.search(text, max(one.start, one.end - _TAIL), one.end):
        return False
    # What quotes a line belongs to the sentence after it.
    start = max(other.start, gap.end())
    if start >= other.end or gap.end() < other.start or _ITEM.match(text, start, other.end):
        return False
    line = text[max(one.start, one.end - _TAIL) : one.end]
    last = _LAST_WORD.search(line)
    if last is not None and last.group().lower() in open_ended and not last.group().isupper():
        return True
    if _GROUP_BEFORE.search(line) and _GROUP_AFTER.match(text, start):
        return True
    return text[start].islower() and (">" in gap.group() or len(line.split()) >= _PROSE)


_TAIL = 80
"""Characters of a line's end that are looked at."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text with single spaces for the line breaks inside its sentences and without what cannot be seen.

    `text` is read, offsets into it become those of the original by `original`.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, source: str, sentences: Sequence[Span]) -> Self:
        """The source without the breaks inside the sentences and the marks before the lines of a reply."""
        begins = [span.start for span in sentences]
        replies = [Span(found.start(), found.end()) for found in _REPLY.finditer(source)]
        replied = [span.start for span in replies]
        pieces: list[str] = []
        starts, shifts = [0], [0]
        position = length = 0
        for found in _CHANGED.finditer(source):
            gap = found["gap"] is not None
            if gap and not _inside(found, sentences, begins):
                continue
            if found["marks"] is not None and not _inside(found, replies, replied):
                continue
            put = " " * gap
            pieces += [source[position : found.start()], put]
            length += found.start() - position + len(put)
            position = found.end()
            starts.append(length)
            shifts.append(position - length)
        if not pieces:
            return cls(source, (0,), (0,))
        return cls("".join([*pieces, source[position:]]), tuple(starts), tuple(shifts))

    def original(self, span: Span) -> Span:
        """Where a span of `text` stands in the source; one without length has none there either."""
        start = self._original(span.start)
        return Span(start, max(start, self._original(span.end - 1) + 1) if len(span) else start)

    def _original(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Spans of the source, ordered, as they stand in `text`."""
        ends = [start + shift for start, shift in zip(self.starts, self.shifts, strict=True)]

        def here(offset: int) -> int:
            at = max(0, bisect_right(ends, offset) - 1)
            following = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
            return min(offset - self.shifts[at], following)

        return tuple(Span(here(span.start), here(span.end)) for span in spans)


def _inside(found: re.Match[str], spans: Sequence[Span], begins: Sequence[int]) -> bool:
    """Whether what was found lies inside one of the spans, which begin at `begins`, and does not end it."""
    number = bisect_right(begins, found.start()) - 1
    return number >= 0 and found.end() < spans[number].end
