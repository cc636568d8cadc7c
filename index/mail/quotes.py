"""Who wrote which lines of a mail: quoted replies, forwarded mails, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from index.mail import words
from index.mail.attributions import ADDRESS, NOBODY, Block, Writer, attribution_above, header_block, may_introduce
from index.types import Part, PartKind, Span

_Value = TypeVar("_Value")

_MARK = re.compile(r"(?: ?>)+")
_PHONE = re.compile(r"(?:\+|\b0|\()\d[\d ()/.-]{5,}\d")
_SITE = re.compile(r"\bhttps?://|\bwww\.\w")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’)]?$")
_DEEPEST = 50
"""Levels of quotation told apart; nobody answers as often without cutting."""

_LONGEST_SIGNATURE = 12
"""Lines under the writer's name that may be an address; what is longer says something."""

_WIDEST_CONTACT = 80
_LONGEST_GREETING = 6
_LONGEST_OPENING = 300
_GREETING = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words.GREETINGS, key=len, reverse=True)))})\b")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNATURE_MARK = ("-- ", "--")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail's body without its marks: how deeply it is quoted, and whether it surely is a signature.

    `at` is where it stood in the text it was taken from, if that is of use.
    """

    text: str
    depth: int = 0
    signs: bool = False
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a mail and whose they are: parts by others, and what only introduces or signs.

    `starts` is where each line begins in the text.
    """

    text: str
    parts: tuple[Part, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks at a depth of quotation; at depth 0 without a kind it is the mail's own writer."""

    kind: PartKind | None = None
    writer: Writer = NOBODY


@dataclass(slots=True)
class _Reading:
    """What each line was found to be."""

    voices: list[_Voice] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)


def lines_of(text: str, *, flowed: bool = False, delete_space: bool = False) -> list[Line]:
    """The lines of a plain text, their marks of quotation taken off; `flowed` lines (RFC 3676) joined again."""
    found: list[Line] = []
    open_line: Line | None = None
    for raw in text.split("\n"):
        line = _unmarked(raw, flowed)
        if open_line is not None and open_line.depth == line.depth and line.text != "-- ":
            line = Line(open_line.text + line.text, line.depth)
        elif open_line is not None:
            found.append(open_line)
        goes_on = flowed and line.text.endswith(" ") and line.text != "-- "
        if goes_on:
            open_line = Line(line.text[:-1] if delete_space else line.text, line.depth)
        else:
            open_line = None
            found.append(line)
    return [*found, open_line] if open_line is not None else found


def _unmarked(raw: str, flowed: bool) -> Line:
    mark = _MARK.match(raw)
    if mark is None or (not mark.group().startswith(">") and flowed):
        return Line(raw[1:] if flowed and raw.startswith(" ") else raw)
    rest = raw[mark.end() :]
    return Line(rest[1:] if rest.startswith(" ") else rest, min(mark.group().count(">"), _DEEPEST))


def written(lines: Sequence[Line], sender: str | None = None, *, is_forward: bool = False) -> Body:
    """The text of the lines, and its parts by others than the mail's own writer, the `sender`.

    `is_forward` says that the mail as a whole passes another one on, by its subject.
    """
    reading = _read(lines, is_forward)
    signs = _unsaid(lines, reading, sender)
    starts, at = [], 0
    texts = [line.text.rstrip() for line in lines]
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    whole = "\n".join(texts)
    parts = [
        Part(voice.kind, Span(starts[first], starts[last] + len(texts[last])), voice.writer.name, voice.writer.day)
        for voice, first, last in _runs(reading.voices, texts)
        if voice.kind is not None
    ]
    for flags, kind in ((reading.heads, PartKind.HEAD), (signs, PartKind.SIGNATURE)):
        parts += [
            Part(kind, Span(starts[first], starts[last] + len(texts[last])))
            for flag, first, last in _runs(flags, texts)
            if flag
        ]
    ordered = sorted(parts, key=lambda part: (part.span.start, -part.span.end))
    return Body(whole, tuple(ordered), tuple(starts))


def _read(lines: Sequence[Line], is_forward: bool) -> _Reading:
    """The voice of each line, and which lines only introduce what follows."""
    texts = [line.text for line in lines]
    reading = _Reading([_Voice()] * len(lines), [False] * len(lines))
    stack = [_Voice()]
    at = depth = 0
    while at < len(lines):
        line = lines[at]
        if not line.text.strip():
            reading.voices[at] = _at(stack, min(depth, line.depth) if line.depth else depth)
            at += 1
            continue
        if line.depth > depth:
            above = attribution_above(texts, at) if _same_depth(lines, at, depth) else None
            if above:
                _head(reading, above)
                del stack[depth + 1 :]
                _deepen(stack, line.depth, _Voice(PartKind.QUOTED, above.writer))
        depth = line.depth
        _deepen(stack, depth, _Voice(PartKind.QUOTED))
        block = _introduction(lines, at)
        if block:
            end = at + block.end
            forwards = block.is_forward or (is_forward and depth == 0 and stack[0].kind is None)
            kind = PartKind.FORWARDED if forwards else PartKind.QUOTED
            del stack[depth + 1 :]
            stack[depth] = _Voice(kind, block.writer)
            reading.voices[at:end] = [stack[depth]] * (end - at)
            reading.heads[at:end] = [True] * (end - at)
            at = end
            continue
        reading.voices[at] = stack[depth]
        at += 1
    return reading


def _introduction(lines: Sequence[Line], at: int) -> Block | None:
    """The headers or the attribution that begin at line `at`, counted from there."""
    if not may_introduce(lines[at].text):
        return _bare_attribution(lines, at) if ADDRESS.search(lines[at].text[:_LONGEST_OPENING]) else None
    return header_block(_level(lines, at), 0) or _bare_attribution(lines, at)


def _at(stack: Sequence[_Voice], depth: int) -> _Voice:
    return stack[min(depth, len(stack) - 1)]


def _deepen(stack: list[_Voice], depth: int, voice: _Voice) -> None:
    """Let `voice` speak at `depth`, if nobody is known to; in between nobody is known."""
    while len(stack) <= depth:
        stack.append(voice if len(stack) == depth else _Voice(PartKind.QUOTED))


def _head(reading: _Reading, block: Block) -> None:
    reading.heads[block.start : block.end] = [True] * (block.end - block.start)


def _same_depth(lines: Sequence[Line], at: int, depth: int) -> bool:
    """Whether the last line with words above is as deep as the current writer's: it may introduce the next."""
    above = next((line for line in reversed(lines[max(0, at - 3) : at]) if line.text.strip()), None)
    return above is not None and above.depth == depth


_AHEAD = 32


def _level(lines: Sequence[Line], at: int) -> list[str]:
    """The texts of the next lines as deep as line `at`."""
    depth = lines[at].depth
    taken: list[str] = []
    for line in lines[at : at + _AHEAD]:
        if line.depth != depth and line.text.strip():
            break
        taken.append(line.text)
    return taken


def _bare_attribution(lines: Sequence[Line], at: int) -> Block | None:
    """An attribution with a whole address and a day, of a program that does not mark what it quotes."""
    level = _level(lines, at)
    for size in (1, 2, 3):
        if len(level) < size or not level[size - 1].rstrip().endswith((":", "：")):
            continue
        follows = next((line for line in lines[at + size : at + size + 3] if line.text.strip()), None)
        if follows is None or follows.depth != lines[at].depth:
            return None
        block = attribution_above(level[:size], size)
        whole = " ".join(level[:size])
        named = block is not None and block.start == 0 and block.writer.day is not None
        return block if named and ADDRESS.search(whole) else None
    return None


def _unsaid(lines: Sequence[Line], reading: _Reading, sender: str | None) -> list[bool]:
    """Which lines sign rather than say something; those that greet are marked as heads."""
    signs = [line.signs for line in lines]
    texts = [line.text for line in lines]
    keys = [
        (voice, is_head, line.depth)
        for voice, is_head, line in zip(reading.voices, reading.heads, lines, strict=True)
    ]
    for (voice, is_head, _), first, last in _runs(keys, texts):
        if is_head:
            continue
        reading.heads[first] = _greets(texts[first], texts[first + 1] if first < last else "")
        name = voice.writer.name if voice.kind else sender
        last = _unsigned(texts, first, last, name or "", signs)
        cut = next((i for i in range(first, last + 1) if texts[i].rstrip("\n") in _SIGNATURE_MARK), None)
        if cut is None or last - cut > 2 * _LONGEST_SIGNATURE:
            cut = _contact_block(texts, first, last)
        if cut is not None:
            signs[cut : last + 1] = [True] * (last + 1 - cut)
        for at in range(max(first, last - 2), last + 1):
            signs[at] = signs[at] or texts[at].strip().casefold().startswith(words.DEVICES)
    return signs


def _greets(line: str, below: str) -> bool:
    """Whether a first line only says whom it is written to: "Hi all,"."""
    said = line.strip()
    if len(said.split()) > _LONGEST_GREETING or said.endswith((".", "?")):
        return False
    greets = _GREETING.match(said.casefold()) is not None
    return (greets and said.endswith((",", "!", ":"))) or (said.endswith(",") and not below.strip())


def _unsigned(texts: Sequence[str], first: int, last: int, name: str, signs: list[bool]) -> int:
    """The last line above the name and the closing words at the end of a stretch, which are marked."""
    called = {word.casefold() for word in _WORD.findall(name)}
    while last > first:
        said = [word.casefold() for word in _WORD.findall(texts[last])]
        closes = texts[last].strip(" ,.!–-").casefold() in words.CLOSINGS
        if texts[last].strip() and not closes and not (said and called.issuperset(said)):
            break
        signs[last] = signs[last] or bool(texts[last].strip())
        last -= 1
    return last


def _contact_block(texts: Sequence[str], first: int, last: int) -> int | None:
    """Where an address of the writer begins that closes lines `first` to `last`; None where there is none."""
    begin, contacts, at = None, 0, last
    while at > first and last - at < _LONGEST_SIGNATURE:
        line = texts[at].strip()
        closes = line.casefold().strip(" ,.!") in words.CLOSINGS
        if closes:
            return at + 1 if contacts and at < last else None
        if len(line) > _WIDEST_CONTACT or (len(line.split()) > 5 and _ENDS_SENTENCE.search(line)):
            break
        contacts += bool(_PHONE.search(line) or ADDRESS.search(line) or _SITE.search(line))
        if line and not texts[at - 1].strip() and contacts > 1:
            begin = at
        at -= 1
    return begin


def _runs(values: Sequence[_Value], texts: Sequence[str]) -> Iterator[tuple[_Value, int, int]]:
    """(value, first, last) of each stretch of lines with an equal value; blank lines at its ends are left out."""
    first = 0
    for at in range(1, len(values) + 1):
        if at < len(values) and values[at] == values[first]:
            continue
        begin, last = first, at - 1
        while begin <= last and not texts[begin].strip():
            begin += 1
        while last >= begin and not texts[last].strip():
            last -= 1
        if begin <= last:
            yield values[first], begin, last
        first = at
