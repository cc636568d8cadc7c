"""The words of a page as arrays: most of a page is laid out without looking at its words one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from index.loading.pdf.words import AS_WORD, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class WordArrays:
    """Words in the order PDFium tells them.

    `edges` has a row of left, bottom, right and top in points for each, `starts` where it begins in PDFium's text.
    """

    texts: list[str]
    edges: NDArray[np.float64]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Word]:
        columns = (column.tolist() for column in self.edges.T)
        return map(AS_WORD, zip(self.texts, *columns, self.starts, repeat(-1), strict=False))

    def only(self, kept: Sequence[int]) -> WordArrays:
        """The words at these places, in their order."""
        return WordArrays([self.texts[at] for at in kept], self.edges[kept], [self.starts[at] for at in kept])
