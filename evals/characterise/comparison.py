"""Compares two dumps: which rows differ, in which fields, grouped by what changed."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from evals.characterise.dump import MANIFEST, SUFFIX, DumpError, most_rows

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "in another order"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: where in the row ("figures[].claimant"), what it was and what it is.

    `at` is the offsets in the input that it is about, None where there are none; `entry` the words of the list's
    entry whose field it is, "" where it is none of a list.
    """

    path: str
    what: str
    before: Any = None
    after: Any = None
    at: tuple[int, int] | None = None
    entry: str = ""

    @property
    def kind(self) -> str:
        """What sort of change it is: the field and whether it came, went or is another."""
        return f"{self.path or 'row'} {self.what}"


@dataclass(frozen=True, slots=True)
class Place:
    """What a change is about: offsets in the input, and the words of an entry of a list."""

    at: tuple[int, int] | None = None
    entry: str = ""


NOWHERE = Place()
_WORDS = ("span", "speaker", "name", "label", "between", "answer", "quote", "text")
"""The fields that tell entries apart for a person, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that differs, with its input and its changes."""

    id: str
    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """Two states of one section: rows of each, and the rows that differ by the kinds of their changes."""

    name: str
    before: int
    after: int
    groups: Mapping[tuple[str, ...], Sequence[Differing]] = field(default_factory=dict)
    note: str = ""

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return sum(map(len, self.groups.values()))

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.groups and not self.note


def compare_dumps(before: Path, after: Path, only: Sequence[str] = ()) -> Iterator[SectionDifference]:
    """Each section that either of them holds, in the order of their names. Raises DumpError.

    Of a whole dump and a short one only the rows that both hold are compared.
    """
    common = most_rows(before) != most_rows(after)
    names = sorted(set(_names(before)) | set(_names(after)))
    if missing := set(only) - set(names):
        raise DumpError(f"neither dump holds {', '.join(sorted(missing))}; they hold {', '.join(names)}")
    for name in names:
        if not only or name in only:
            yield _compared(name, before / f"{name}{SUFFIX}", after / f"{name}{SUFFIX}", common)


def _names(folder: Path) -> list[str]:
    found = [path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")]
    if not found:
        raise DumpError(f"{folder}: no dump there; make one with `python -m evals.characterise {folder}`")
    return found


def _compared(name: str, before: Path, after: Path, common: bool) -> SectionDifference:
    if not before.is_file() or not after.is_file():
        lacking = before.parent if not before.is_file() else after.parent
        return SectionDifference(name, 0, 0, note=f"is not in {lacking}")
    old, new = dict(_rows(before)), dict(_rows(after))
    groups: dict[tuple[str, ...], list[Differing]] = defaultdict(list)
    for row in sorted(old.keys() & new.keys() if common else old.keys() | new.keys()):
        text = str((new.get(row) or old[row])["input"])
        changes = tuple(_row_changes(old.get(row), new.get(row)))
        if changes:
            groups[tuple(sorted({change.kind for change in changes}))].append(Differing(row, text, changes))
    return SectionDifference(name, len(old), len(new), groups)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], row
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise DumpError(f"{path} cannot be read ({error!r}); remove it and {MANIFEST}, and dump again") from error


def _row_changes(old: dict[str, Any] | None, new: dict[str, Any] | None) -> Iterator[Change]:
    if old is None or new is None:
        yield Change("", ADDED if old is None else REMOVED)
    elif old["value"] != new["value"]:
        yield from changes_between(old["value"], new["value"])


def changes_between(old: Any, new: Any, path: str = "", within: Place = NOWHERE) -> Iterator[Change]:
    """The fields in which two values differ; entries of lists are matched by their place in the text, else by
    likeness.
    """
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        here = _place_of(new, within) if path else within
        for name in sorted(old.keys() | new.keys()):
            inner = f"{path}.{name}" if path else name
            yield from changes_between(old.get(name), new.get(name), inner, here)
    elif _are_lists(old, new):
        yield from _list_changes(old or [], new or [], f"{path}[]", within)
    else:
        what = ADDED if old is None else REMOVED if new is None else CHANGED
        yield Change(path, what, old, new, within.at, within.entry)


def _are_lists(old: Any, new: Any) -> bool:
    """Whether both are lists, one of them perhaps left out as empty; a pair of offsets is one value."""
    both = [each for each in (old, new) if each is not None]
    return all(isinstance(each, list) and not _is_span(each) for each in both)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(each, int) for each in value)


def _list_changes(old: list[Any], new: list[Any], path: str, within: Place) -> Iterator[Change]:
    placed = _are_placed(old) and _are_placed(new)
    if placed and (orders := _orders(old, new)):
        yield Change(path, MOVED, *orders, within.at, within.entry)
    for one, other in _by_places(old, new) if placed else _by_likeness(old, new):
        if one is None or other is None:
            what, at = (ADDED, other) if one is None else (REMOVED, one)
            yield Change(path, what, one, other, _place_of(at, within).at, within.entry)
        elif isinstance(one, dict) and isinstance(other, dict):
            yield from changes_between(one, other, path, within)
        else:
            yield Change(path, CHANGED, one, other, within.at, within.entry)


def _by_places(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """The entries that begin at one place side by side, None where one has no fellow; equal pairs are left out."""
    first, second = _placed(old), _placed(new)
    for place in sorted(first.keys() | second.keys()):
        if first.get(place) != second.get(place):
            yield first.get(place), second.get(place)


def _by_likeness(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """The same for entries without a place, between those that are equal and in the same order."""
    ours, theirs = ([json.dumps(each, sort_keys=True) for each in side] for side in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            longest = max(b - a, d - c)
            yield from zip(_filled(old[a:b], longest), _filled(new[c:d], longest), strict=True)


def _orders(old: list[Any], new: list[Any]) -> tuple[list[str], list[str]] | None:
    """The places that both lists hold, in the order of each; None where it is one order."""
    first, second = _placed(old), _placed(new)
    before = [key for key in first if key in second]
    after = [key for key in second if key in first]
    return None if before == after else ([place for place, _ in before], [place for place, _ in after])


def _filled(entries: list[Any], length: int) -> list[Any]:
    return entries + [None] * (length - len(entries))


def _place_of(value: Any, within: Place) -> Place:
    """Where a change inside a value is: at the value's own offsets and words, else where the value itself is."""
    if not isinstance(value, dict):
        return within
    at: Any = value.get("at")
    entry = next((value[name] for name in _WORDS if isinstance(value.get(name), str)), within.entry)
    return Place((int(at[0]), int(at[1])) if _is_span(at) else within.at, entry)


def _are_placed(entries: list[Any]) -> bool:
    return all(isinstance(each, dict) and ("at" in each or "where" in each) for each in entries)


def _placed(entries: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Entries by where they begin, those that begin at one place numbered."""
    seen: Counter[str] = Counter()
    found = {}
    for each in entries:
        begin = f"{each['at'][0]:09}" if "at" in each else str(each["where"])
        found[begin, seen[begin]] = each
        seen[begin] += 1
    return found
