"""The pipe tables and the struck text of Markdown, found in the source as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from index.loading.grid import LaidOut, with_heads
from index.struck import STRIKE
from index.types import Cell, Cells, Part, PartKind, Span, Table

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BETWEEN = re.compile(r"(?<!\\)\|")
_STRUCK = re.compile(r"~~(?=[^\s~])(?:[^~\n]|~(?!~)|\n(?!\s*\n))*?(?<=[^\s~])~~")
_CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")


def lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    """The lines that stand in no fenced block of code, each with its offset; a fence is told as an empty line."""
    fence: str | None = None
    offset = 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark.group(1).startswith(fence) and not line[mark.end() :].strip():
                fence = None
            yield offset, ""
        elif mark:
            fence = mark.group(1)
            yield offset, ""
        else:
            yield offset, line
        offset += len(line) + 1


def tables(text: str) -> Iterator[Table]:
    """The pipe tables of the text: a row of heads, a line of as many dashes, rows until a line without a bar."""
    lines = list(lines_outside_code(text)) if "|" in text else []
    number = 1
    while number < len(lines):
        offset, line = lines[number]
        above = lines[number - 1]
        if "|" not in above[1] or "-" not in line or not _RULE.fullmatch(line):
            number += 1
            continue
        columns = line.strip().strip("|").count("|") + 1
        if not any(True for _ in _cells(*above)) or any(column >= columns for column, _ in _cells(*above)):
            number += 1
            continue
        body = list(takewhile(lambda each: "|" in each[1], lines[number + 1 :]))
        yield _table([above, *body], (offset, line))
        number += len(body) + 1


def struck(text: str) -> Iterator[Part]:
    """The stretches between two tildes on either side, outside code."""
    if STRIKE not in text:
        return
    shown = "\n".join(line.ljust(_length(text, offset)) for offset, line in lines_outside_code(text))
    shown = _CODE.sub(lambda code: " " * len(code.group()), shown)
    for match in _STRUCK.finditer(shown):
        yield Part(PartKind.STRUCK, Span(match.start(), match.end()))


def _length(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return (end if end >= 0 else len(text)) - offset


def _table(lines: list[tuple[int, str]], rule: tuple[int, str]) -> Table:
    found = [list(_cells(offset, line)) for offset, line in lines]
    laid = [
        [
            LaidOut(line[span.start - offset : span.end - offset], row, 1, column, 1, row == 0)
            for column, span in cells
        ]
        for row, (cells, (offset, line)) in enumerate(zip(found, lines, strict=True))
    ]
    kept = [n for n, row in enumerate(laid) if row]
    marked = with_heads([laid[n] for n in kept])
    cells = Cells(
        Cell(span, number, cell.column, is_head=cell.is_head)
        for number, (row, source) in enumerate(zip(marked, (found[n] for n in kept), strict=True))
        for cell, (_, span) in zip(row, source, strict=True)
    )
    last_offset, last = max(lines[-1], rule)
    return Table(Span(lines[0][0], last_offset + len(last)), cells)


def _cells(offset: int, line: str) -> Iterator[tuple[int, Span]]:
    """The cells of a line that hold something: their columns and where they stand in the text."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    start += line.startswith("|", start)
    bars = [match.start() for match in _BETWEEN.finditer(line, start, end)]
    if not bars or bars[-1] != end - 1:
        bars.append(end)
    for column, bar in enumerate(bars):
        words = line[start:bar]
        if words.strip():
            yield (
                column,
                Span(offset + start + len(words) - len(words.lstrip()), offset + start + len(words.rstrip())),
            )
        start = bar + 1
