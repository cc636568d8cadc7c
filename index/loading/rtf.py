"""Rich text: the only importer of striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.errors import LoadError
from index.files.decoding import one_line, tidy
from index.files.opening import read_bytes
from index.loading.blocks import Blocks
from index.loading.runs import Runs
from index.types import Loaded, LoadedDocument

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\.|[{}]|[^\\{}]+|\\", re.DOTALL)
_HIDE, _SHOW, _STRIKE, _STRUCK, _CELL, _ROW = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
"""Characters that no rich text holds, put into it where text is hidden or struck and cells end."""

_HIDING = frozenset({"v", "deleted"})
_STRIKING = frozenset({"strike", "striked"})
_ROW_ENDS = ("row", "nestrow")
_HIDDEN = re.compile(f"{_HIDE}[^{_SHOW}]*{_SHOW}?|{_SHOW}")
_MARKS = re.compile(f"([{_STRIKE}{_STRUCK}])")
_INFO = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\[^{}]){0,600})\}")
_MADE = re.compile(r"\{\\(?:creatim|revtim)\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_PARTS = {"pict": "pictures", "object": "embedded objects", "annotation": "comments", "header": "page heads"}
_DEEPEST = 10_000
MEDIA_TYPE = "application/rtf"


class RtfLoader:
    """Reads .rtf files: running text, tables and footnotes; not what stands in the margins."""

    suffixes: tuple[str, ...] = (".rtf",)

    def load(self, path: Path) -> Loaded:
        """The text as one document."""
        source = read_bytes(path).decode("latin-1")
        if not source.lstrip("\ufeff \r\n\t").startswith("{\\rtf"):
            raise LoadError(str(path), "not a rich text: it does not begin with {\\rtf")
        built = Blocks()
        rows: list[list[str]] = []
        for line in _plain(_marked(source, path), path).split("\n"):
            if _ROW in line or _CELL in line:
                rows.append([cell.strip() for cell in line.replace(_ROW, "").split(_CELL)[:-1]])
                continue
            if rows:
                built.add_table(rows)
                rows = []
            _add(line, built)
        if rows:
            built.add_table(rows)
        if not built.text:
            raise LoadError(str(path), "there is no text in the document")
        return Loaded((built.into(_described(source, path)),), tuple(_not_read(source)))


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks in a group; `closes` is what its end puts into the text."""

    hidden: bool = False
    struck: bool = False
    closes: str = ""


def _marked(source: str, path: Path) -> str:
    """The source with marks around what is hidden or struck, and at the ends of cells and rows."""
    out: list[str] = []
    stack, look = [_Look()], _Look()
    in_row = False
    for token in _TOKEN.finditer(source):
        text, word, value = token.group(), token.group(1), token.group(2)
        before = look
        if text == "{":
            if len(stack) > _DEEPEST:
                raise LoadError(str(path), "nested too deeply to be read")
            stack.append(look)
            look = replace(look, closes="")
        elif text == "}":
            text = look.closes + text
            look = stack.pop() if len(stack) > 1 else _Look()
        elif word:
            look = _changed(look, word, value)
            text = _replaced(text, word, in_row=in_row)
            in_row = word == "trowd" or (in_row and word not in _ROW_ENDS)
        out += _changes(before, look, text)
    return "".join(out)


def _changed(look: _Look, word: str, value: str | None) -> _Look:
    """How text looks after a control word."""
    if word in _HIDING:
        return replace(look, hidden=value != "0")
    if word in _STRIKING:
        return replace(look, struck=value != "0")
    if word == "plain":
        return replace(look, hidden=False, struck=False)
    return replace(look, closes="]") if word == "footnote" else look


def _replaced(text: str, word: str, *, in_row: bool) -> str:
    """What stands for a control word: cells, rows and notes are marked in the text; a row stays one line."""
    if word in ("cell", "nestcell"):
        return _CELL
    if word in _ROW_ENDS:
        return f"{_ROW}\\par "
    if word == "footnote":
        return " ["
    return " " if word == "par" and in_row else text


def _changes(before: _Look, after: _Look, text: str) -> Iterator[str]:
    """The token, with a mark where it changes how text looks; marks of an end stand before a brace."""
    ends = (_SHOW if before.hidden and not after.hidden else "") + (
        _STRUCK if before.struck and not after.struck else ""
    )
    begins = (_HIDE if after.hidden and not before.hidden else "") + (
        _STRIKE if after.struck and not before.struck else ""
    )
    yield from (ends, text, begins)


def _plain(source: str, path: Path) -> str:
    """The words of the source without what is hidden; the marks of cells and struck text stay."""
    from striprtf.striprtf import rtf_to_text

    try:
        plain: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise LoadError(str(path), f"a damaged rich text ({one_line(str(error))[:100]})") from error
    # Rich text writes what lies beyond 16 bits in two halves.
    whole = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _HIDDEN.sub("", whole)


def _add(line: str, built: Blocks) -> None:
    runs = Runs()
    struck = False
    for piece in _MARKS.split(line):
        if piece in (_STRIKE, _STRUCK):
            struck = piece == _STRIKE
        else:
            runs.add(tidy(piece), is_struck=struck)
    text, parts = runs.finished()
    built.add(text, parts=parts)


def _described(source: str, path: Path) -> LoadedDocument:
    top = source[:65_536]
    said = {name: one_line(_plain("{\\rtf1\\ansi " + value + "}", path)) for name, value in _INFO.findall(top)}
    made = _MADE.search(top)
    return LoadedDocument(
        "",
        title=said.get("title") or None,
        author=said.get("author") or None,
        published=_day(*map(int, made.groups())) if made else None,
        media_type=MEDIA_TYPE,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _not_read(source: str) -> Iterator[str]:
    for word, what in _PARTS.items():
        if count := len(re.findall(rf"\{{\\(?:\*\\)?{word}[lrf]?\b", source)):
            yield f"{count} {what} are not read"
