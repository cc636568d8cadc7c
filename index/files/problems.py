"""What was wrong with which rows of a file, told in few lines."""

from __future__ import annotations

from index.files.decoding import one_line

_NAMED = 8
"""Rows named one by one; a file with thousands of bad rows is told by their number."""

_LONGEST_DETAIL = 120
_ABOUT_CODE = (AttributeError, TypeError, NameError, IndexError, AssertionError)


def technical(error: Exception) -> str:
    """What a library says of a file, in brackets, to stand last in a sentence; nothing where it says nothing.

    What Python says of a library's own code tells nobody anything about the file.
    """
    if isinstance(error, _ABOUT_CODE):
        return ""
    said = one_line(str(getattr(error, "msg", "") or error))[:_LONGEST_DETAIL]
    return f" ({said})" if said else ""


class Problems:
    """Gathers problems by row and tells each kind once."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._rows: dict[str, list[int]] = {}

    def add(self, row: int, problem: str) -> None:
        """Note that `row` has this problem."""
        self._rows.setdefault(problem, []).append(row)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def lines(self) -> tuple[str, ...]:
        """A line per kind of problem: "lines 3, 8 and 12: not JSON"."""
        told = [f"{self._place(rows)}: {problem}" for problem, rows in self._rows.items()]
        if len(told) <= _NAMED:
            return tuple(told)
        return (*told[:_NAMED], f"and {len(told) - _NAMED:,} more kinds of problem")

    def _place(self, rows: list[int]) -> str:
        if len(rows) == 1:
            return f"{self._unit} {rows[0]}"
        named = [str(row) for row in rows[:_NAMED]]
        last = f"{len(rows) - _NAMED:,} more" if len(rows) > _NAMED else named.pop()
        return f"{self._unit}s {', '.join(named)} and {last}"
