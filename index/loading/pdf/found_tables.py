"""A table as it was found on a page, before its place in the text is known."""

from __future__ import annotations

from dataclasses import dataclass

from index.loading.grid import Grid, GridCell
from index.loading.pdf.drawings import Box


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Rows of cells that fill the grid from the left, empty ones included; `edges` are the columns' left edges.

    `box` is in points from the lower left.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    edges: tuple[float, ...]
    box: Box

    def grid(self) -> Grid:
        """The table laid out."""
        grid = Grid()
        for row in self.rows:
            grid.add_row(row)
        return grid

    def goes_on_in(self, other: FoundTable, tolerance: float) -> bool:
        """Whether `other`, at the top of the next page, has the same columns; edges differ by points at most."""
        return len(self.edges) == len(other.edges) and all(
            abs(a - b) <= tolerance for a, b in zip(self.edges[1:], other.edges[1:], strict=True)
        )

    def with_rows_of(self, other: FoundTable) -> FoundTable:
        """This table with the rows of its next page below; heads that are said again there are said once."""
        again = 0
        for row, first in zip(other.rows, self.rows, strict=False):
            if [cell.text for cell in row] != [cell.text for cell in first]:
                break
            again += 1
        return FoundTable((*self.rows, *other.rows[again:]), self.edges, self.box)
