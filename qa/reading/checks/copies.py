"""Copies of one text that differ in the answer: the copy that stands alone with its version is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from index.types import Hit
from qa.reading.same_answer import same_answer
from qa.types import Quote, Reading

SHARED = 0.6
"""Share of a passage's runs of words that a copy of it holds; texts that only tell of the same share a third."""

RUN = 4
"""Words in a row that are compared."""

BESIDE = 3
"""Words before or after an answer that must be the same for it to stand in the same place of a copy."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A marked answer with its passage and the words on either side of it."""

    quote: Quote
    passage: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def replaces(self, other: _Version) -> bool:
        """Whether it stands where the other stands in a copy, and neither copy holds the answer of the other."""
        sides = ((self.before, other.before), (self.after, other.after))
        return (
            any(len(one) == BESIDE and one == two for one, two in sides)
            and not same_answer(self.quote, other.quote)
            and other.quote.answer_text not in self.passage
            and self.quote.answer_text not in other.passage
        )


def without_altered(reading: Reading, hits: Sequence[Hit]) -> Reading:
    """The reading with the answers of altered copies in `altered` instead of `quotes`.

    A copy is altered where a further document gives the answer of the other copy and none gives its own. It is
    none where it is dated later than all that say otherwise: a later version may be the better one.
    """
    versions = list(_versions(reading.quotes, hits))
    outvoted = [
        version.quote
        for version, other in permutations(versions, 2)
        if version.quote.document.id != other.quote.document.id
        and version.replaces(other)
        and _shared(version.passage, other.passage) >= SHARED
        and _is_outvoted(version.quote, other.quote, reading.quotes)
    ]
    if not outvoted:
        return reading
    told = tuple(quote for quote in reading.quotes if not any(_gives(quote, other) for other in outvoted))
    altered = tuple(quote for quote in reading.quotes if quote not in told and quote.answer is not None)
    return replace(reading, quotes=told, altered=altered)


def _versions(quotes: Sequence[Quote], hits: Sequence[Hit]) -> Iterator[_Version]:
    passages = {hit.passage.id: hit.passage for hit in hits}
    for quote in quotes:
        passage = passages.get(quote.passage_id)
        if passage is None or quote.answer is None:
            continue
        start, end = quote.answer.start - passage.start, quote.answer.end - passage.start
        before, after = _spoken(passage.text[:start]), _spoken(passage.text[end:])
        yield _Version(quote, passage.text, before[-BESIDE:], after[:BESIDE])


def _is_outvoted(quote: Quote, other: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether a third document gives the other answer, none the quote's own, and one of those is as late."""
    own = {each.document.id for each in quotes if _gives(each, quote)}
    against = {each.document.id: each.document.published for each in quotes if _gives(each, other)}
    published = quote.document.published
    dated = [day for day in against.values() if day is not None]
    later = published is not None and bool(dated) and published > max(dated)
    return len(own) == 1 and len(against.keys() - own) > 1 and not later


def _gives(quote: Quote, other: Quote) -> bool:
    return quote.answer is not None and same_answer(quote, other)


def _shared(first: str, second: str) -> float:
    """The share of the runs of the text with fewer that the other holds too, 0 to 1."""
    one, two = _runs(first), _runs(second)
    return len(one & two) / max(1, min(len(one), len(two)))


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    spoken = _spoken(text)
    return frozenset(spoken[at : at + RUN] for at in range(len(spoken) - RUN + 1))


def _spoken(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
