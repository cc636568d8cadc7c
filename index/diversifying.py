"""Passages in several languages among the best of a search, where the corpus has such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.types import Hit

OTHERS = 0.25
"""Share of the hits that may be of another language than most: of twelve passages read, three."""


def across_languages(hits: Sequence[Hit], k: int) -> list[Hit]:
    """The first k hits, the last of them changed for the first ones in other languages where those are too few.

    Across languages a question and its answer share few words and lie far apart, whichever is read. Hits stay
    in their order; those without a language count as of the commonest one.
    """
    best, rest = list(hits[:k]), hits[k:]
    counted = Counter(hit.document.language for hit in best if hit.document.language)
    if not counted or not rest:
        return best
    common = counted.most_common(1)[0][0]
    wanted = int(OTHERS * k) - sum(_is_other(hit, common) for hit in best)
    further = [hit for hit in rest if _is_other(hit, common)][: max(0, wanted)]
    last = [number for number, hit in enumerate(best) if not _is_other(hit, common)][-len(further) :]
    kept = [hit for number, hit in enumerate(best) if not further or number not in last]
    return [*kept, *further]


def _is_other(hit: Hit, common: str) -> bool:
    return hit.document.is_in_other_language(common)
