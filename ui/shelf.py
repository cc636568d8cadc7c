"""When each document came into the index, and in how many passages: noted while it is indexed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from index.types import Document, Passage

if TYPE_CHECKING:
    from index.corpus import Corpus

NAME = "shelf"


class ShelfAnnotator:
    """An `index.types.Annotator`: one fact a document, the day its text was indexed and its passages."""

    name = NAME
    version = "1"

    def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
        """The one fact; nothing of the document itself goes into it."""
        del document
        return [{"added": date.today().isoformat(), "passages": len(passages)}]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is noted of a document."""

    added: date
    passages: int


def entries(corpus: Corpus) -> dict[str, Entry]:
    """The entry of each document by its id; documents indexed without noting it have none."""
    return {
        info.id: Entry(date.fromisoformat(facts[0]["added"]), int(facts[0]["passages"]))
        for info, facts in corpus.facts(NAME)
        if facts
    }
