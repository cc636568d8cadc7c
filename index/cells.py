"""Places in a text, and the cells of tables: a large table has a million of them, kept as columns of numbers."""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, overload

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_NUMBER = "i"
"""Numbers of four bytes: the longest text of a file has a hundred million characters."""

_NUMBERS = 7
"""Of a cell: where it starts and ends, its row and column, how many of each it covers, whether it is a head."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the span of its text, and the rows and columns of the grid it covers, counted from 0.

    A cell that spans several rows or columns stands once and covers them all; `is_head` says that it names
    what the cells below it or beside it hold.
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_head: bool = False


class Cells(Sequence[Cell]):
    """The cells of a table, made when they are first asked for. Equal to another of the same cells."""

    __slots__ = ("_made", "_numbers")

    def __init__(self, cells: Iterable[Cell] = ()) -> None:
        self._made: tuple[Cell, ...] | None = tuple(cells)
        told = (
            (cell.span.start, cell.span.end, cell.row, cell.column, cell.rows, cell.columns, cell.is_head)
            for cell in self._made
        )
        self._numbers = _columns(zip(*told, strict=True))

    @classmethod
    def of_columns(cls, columns: Iterable[Iterable[int]]) -> Self:
        """The cells with these starts, ends, rows, columns, rows covered, columns covered and heads (0 or 1).

        Raises ValueError where the columns are not as long as each other, or hold what no cell has.
        """
        cells = cls.__new__(cls)
        cells._made = None
        cells._numbers = _sound(_columns(columns))
        return cells

    @classmethod
    def of_bytes(cls, packed: str) -> Self:
        """The cells that `packed` told. Raises ValueError where it is no such thing."""
        data = b64decode(packed, validate=True)
        length, surplus = divmod(len(data), _NUMBERS)
        if surplus:
            raise ValueError(f"not {_NUMBERS} columns of numbers: {len(data)} bytes")
        return cls.of_columns(_unpacked(data[length * n : length * (n + 1)]) for n in range(_NUMBERS))

    def packed(self) -> str:
        """All numbers, in base 64 and the machine's own order of bytes."""
        return b64encode(b"".join(column.tobytes() for column in self._numbers)).decode("ascii")

    @property
    def numbers(self) -> tuple[Sequence[int], ...]:
        """The columns that `of_columns` takes."""
        return self._numbers

    def __len__(self) -> int:
        return len(self._numbers[0])

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        return self._all[at]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return self._numbers == other._numbers if isinstance(other, Cells) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.packed())

    def __repr__(self) -> str:
        return f"Cells({self._all!r})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self  # Nothing in it ever changes.

    @property
    def _all(self) -> tuple[Cell, ...]:
        if self._made is None:
            starts, ends, *places, heads = self._numbers
            self._made = tuple(map(Cell, map(Span, starts, ends), *places, map(bool, heads)))
        return self._made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(cls.of_bytes, core_schema.str_schema(strict=True))


def _columns(columns: Iterable[Iterable[int]]) -> tuple[array[int], ...]:
    try:
        made = tuple(column if isinstance(column, array) else array(_NUMBER, column) for column in columns)
    except (OverflowError, TypeError) as error:
        raise ValueError(f"not the places of cells ({error})") from error
    return made or tuple(array(_NUMBER) for _ in range(_NUMBERS))


def _unpacked(data: bytes) -> array[int]:
    numbers = array(_NUMBER)
    numbers.frombytes(data)
    return numbers


def _sound(columns: tuple[array[int], ...]) -> tuple[array[int], ...]:
    """The columns. Raises ValueError where they are no cells."""
    if len({*map(len, columns)}) != 1 or len(columns) != _NUMBERS:
        raise ValueError(f"not the {_NUMBERS} columns of cells: {[*map(len, columns)]} numbers")
    starts, ends, *places, heads = columns
    least = zip(places, (0, 0, 1, 1), strict=True)
    if starts and (
        min(starts) < 0
        or any(map(int.__gt__, starts, ends))
        or any(min(column) < low for column, low in least)
        or not {*heads} <= {0, 1}
    ):
        raise ValueError("not the places of cells")
    return columns
