"""A comparison of dumps as text that a person reads: counts a section, then rows by what changed in them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from evals.characterise.comparison import Change, Differing, SectionDifference

_VALUE = 160
"""Characters of a value that are shown."""
_AROUND = 120
"""Characters of the input on either side of what a change is about."""
_ENTRY = 50
"""Characters of the words that tell an entry of a list."""
_PAIRS = 5
"""Of the changes of one field, the most frequent that are counted out."""
_COUNTED_OUT = 40
"""Values longer than this are texts: which became which is not counted."""


def report(sections: Sequence[SectionDifference], rows: int) -> Iterator[str]:
    """The lines of a report in Markdown; `rows` rows of each kind of change are shown."""
    changed = [each for each in sections if not each.same]
    for each in sections:
        if each.same:
            yield f"{each.name}: {each.after:,} rows, none differs"
    for each in changed:
        yield f"{each.name}: {each.note or f'{each.after:,} rows, {each.differing:,} differ'}"
    for each in changed:
        if each.groups:
            yield from ("", f"## {each.name}")
            yield from _groups(each, rows)


def _groups(section: SectionDifference, rows: int) -> Iterator[str]:
    for kinds, differing in sorted(section.groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield from ("", f"### {len(differing):,} × {', '.join(kinds)}", "")
        yield from _counted_out([change for row in differing for change in row.changes])
        for row in differing[:rows]:
            yield from _row(row)
        if len(differing) > rows:
            yield f"- … and {len(differing) - rows:,} more"


def _counted_out(changes: Sequence[Change]) -> Iterator[str]:
    """Which short values became which, where that happened more than once."""
    pairs = Counter(
        (change.path, shown(change.before), shown(change.after))
        for change in changes
        if change.path and max(len(shown(change.before)), len(shown(change.after))) <= _COUNTED_OUT
    )
    for (path, before, after), count in pairs.most_common(_PAIRS):
        if count > 1:
            yield f"{count:,} times `{path}`: {before} → {after}  "


def _row(row: Differing) -> Iterator[str]:
    yield f"- `{row.id}` {_excerpt(row.text, next((one.at for one in row.changes if one.at), None))}"
    for change in row.changes:
        if change.path:
            entry = f"“{_shortened(change.entry, _ENTRY)}” " if change.entry else ""
            yield f"    - {entry}{change.path}: {shown(change.before)} → {shown(change.after)}"


def _excerpt(text: str, at: tuple[int, int] | None) -> str:
    """The input around what changed, that in brackets; its beginning where no place is known."""
    if at is None:
        return _shortened(text, 2 * _AROUND)
    start, end = max(0, at[0] - _AROUND), min(len(text), at[1] + _AROUND)
    marked = f"{text[start : at[0]]}[{text[at[0] : at[1]]}]{text[at[1] : end]}"
    return " ".join(f"{'…' * (start > 0)}{marked}{'…' * (end < len(text))}".split())


def shown(value: Any) -> str:
    """A value on one line, shortened; a dash for nothing."""
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _shortened(text, _VALUE)


def _shortened(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
