"""Title, author and day of a PDF: from its first page where that says them, else from its properties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.dates import WRITTEN_DAY, day_of
from index.files.decoding import one_line
from index.loading.pdf.flow import SheetContent
from index.loading.pdf.paragraphs import Line
from index.loading.pdf.titles import title_on

_TOOL_TITLES = (
    "microsoft word",
    "microsoft powerpoint",
    "untitled",
    "powerpoint presentation",
    "print",
    "document",
    "slide 1",
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|indd|qxd|pdf|od[tps]|tex|dvi|pptx?|rtf|xls[xm]?|exe|pub|wpd|txt|html?)$", re.IGNORECASE
)
_OFFICE_TOOLS = ("word", "powerpoint", "excel", "pdfmaker", "print to pdf", "libreoffice", "openoffice", "writer")
"""Programs that put whoever owns the computer, or made the template, down as the author."""

_NAME_PARTS = 2
"""Words of an author's name; one is the account of a computer."""

_NAMED = 3_000
"""Characters at either end of a text in which it names its author."""

_TITLE_LINES = 4
_LINES_AFTER = 4
"""Lines after the title in which a document says its day; further down it tells of other days."""

_DAYS_AFTER = 45
"""Days from the day that a document names until its file is made, at most; printed days further off are of
something else, such as the end of a year that it reports on."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; None for what it does not."""

    title: str | None
    author: str | None
    published: date | None


def properties_of(metadata: Mapping[str, str], sheets: Sequence[SheetContent], text: str) -> Properties:
    """Title, author and day of a document with these properties, pages and text."""
    made = day_of(metadata.get("CreationDate", "").removeprefix("D:")[:8])
    own = _own_title(metadata.get("Title", ""))
    title = title_on(sheets, own or "")
    return Properties(
        title=title or own,
        author=_author(metadata, text),
        published=_printed_day(sheets, title, made) or made,
    )


def _own_title(title: str) -> str | None:
    """The title property, unless it is what a word processor puts there by itself."""
    shown = one_line(title)
    junk = shown.lower().startswith(_TOOL_TITLES) or bool(_FILE_NAME.search(shown))
    return None if junk or not any(map(str.isalpha, shown)) else shown


def _author(metadata: Mapping[str, str], text: str) -> str | None:
    """The author property, where the document names them too, or no office program wrote it by itself."""
    author = one_line(metadata.get("Author", ""))
    names = {name.strip(".,;").lower() for name in author.split() if len(name.strip(".,;")) > 1}
    if len(names) < _NAME_PARTS or not any(map(str.isalpha, author)):
        return None
    tools = f"{metadata.get('Creator', '')} {metadata.get('Producer', '')}".lower()
    if not any(tool in tools for tool in _OFFICE_TOOLS):
        return author
    printed = set(re.findall(r"[^\W\d_]+", f"{text[:_NAMED]} {text[-_NAMED:]}".lower()))
    return author if names <= printed else None


def _printed_day(sheets: Sequence[SheetContent], title: str | None, made: date | None) -> date | None:
    """The day near the title that is last before the file was made, and not long before."""
    if made is None or not sheets:
        return None
    lines = [item.text for item in sheets[0].items if isinstance(item, Line)]
    ends = [i for i, line in enumerate(lines) if title and line.strip() and one_line(line) in title]
    near = lines[: (max(ends[:_TITLE_LINES]) if ends else _TITLE_LINES) + _LINES_AFTER]
    days = (day_of(match.group()) for match in WRITTEN_DAY.finditer(" ".join(near)))
    return max((day for day in days if day is not None and 0 <= (made - day).days <= _DAYS_AFTER), default=None)
