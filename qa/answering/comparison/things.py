"""Asks for the things of a comparison, each for itself."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Filter, Span
from qa.answering.comparison.asking import Asking
from qa.answering.comparison.found_sides import NOTHING, FoundSide, holds_amount, quoted_side
from qa.answering.composition import Found, best_made
from qa.language.pack import Language
from qa.language.words import Vocabulary, content, words
from qa.question.sides import Side
from qa.types import Quote

_NAMED = 0.5
"""Share of the words of a thing's name from which a sentence names it: texts leave some out the second time."""

_LIKE_LENGTH = 4
"""Times as long as the answer for another thing may be what is taken in place of the best answer for one: answers
to one question about two things are of one kind.
"""


def things_found(sides: Sequence[Side], asking: Asking, where: Filter, frame: Language) -> list[FoundSide]:
    """What is told of each thing.

    The same place of a document tells two things only where it names both, or as much of one as of the other; else
    it tells that which it names, and the other is told by the next best place that names it.
    """
    parts = [asking.found(side.question, where) for side in sides]
    found = [
        FoundSide(side, best_made(part, frame) if part.reading.quotes else NOTHING, part.ledger.figures)
        for side, part in zip(sides, parts, strict=True)
    ]
    for place, part in enumerate(parts):
        if _belongs_to_other(found, place):
            found[place] = _next_best(found, place, part, frame)
    return found


def tells_all(sides: Sequence[Side], part: Found) -> bool:
    """Whether the best quote for a whole question names all of its sides, and so tells itself how they differ."""
    return bool(part.reading.quotes) and all(_said(side, part.reading.quotes[0]) >= _NAMED for side in sides)


def _belongs_to_other(found: Sequence[FoundSide], place: int) -> bool:
    """Whether what tells a thing also tells another one, which it names more, or which came first and it names
    neither.
    """
    quote = found[place].quote
    if quote is None:
        return False
    own = _said(found[place].side, quote)
    others = [
        (number, other.side)
        for number, other in enumerate(found)
        if number != place and other.quote is not None and _place(other.quote) == _place(quote)
    ]
    return any(
        (said := _said(side, quote)) > own or (said == own == 0 and number < place) for number, side in others
    )


def _next_best(found: Sequence[FoundSide], place: int, part: Found, frame: Language) -> FoundSide:
    side, first = found[place].side, found[place].quote
    assert first is not None
    taken = [_place(other.quote) for other in found if other.quote is not None]
    for quote in (*part.reading.quotes, *part.reading.further):
        if quote.answer is None or _place(quote) in taken or _said(side, quote) == 0:
            continue
        is_like = len(quote.answer_text) <= _LIKE_LENGTH * len(first.answer_text)
        if is_like and holds_amount(quote) == holds_amount(first):
            return quoted_side(side, quote, frame)
    return FoundSide(side)


def _said(side: Side, quote: Quote) -> float:
    """The share of the words of a thing's name that a quote says, or whose author bears them."""
    language = quote.document.language
    name = content(words(side.label, language))
    said = Vocabulary(words(f"{quote.text} {quote.document.author or ''}", language))
    return sum(said.says(word.key) for word in name) / len(name) if name else 0.0


def _place(quote: Quote) -> tuple[str, Span]:
    return quote.document.id, quote.answer or quote.span
