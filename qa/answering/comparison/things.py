"""Asks for the things of a comparison, each for itself."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Filter, Span
from qa.answering.comparison.asking import Asking
from qa.answering.comparison.found_sides import FoundSide, figure_side, holds_amount, quoted_side
from qa.answering.composition import Found, best_made
from qa.language.pack import Language
from qa.language.words import Vocabulary, content, words
from qa.question.sides import Side, whole_year
from qa.reading.tables.rows_by_year import figures_by_year
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
    found = [_best(side, sides, part, frame) for side, part in zip(sides, parts, strict=True)]
    for place, part in enumerate(parts):
        if _belongs_to_other(found, place):
            found[place] = _next_best(found, place, part, frame)
    return found


def _best(side: Side, sides: Sequence[Side], part: Found, frame: Language) -> FoundSide:
    """What tells a thing best; where it must be named, only what names it, or stands in a passage that does."""
    if not part.reading.quotes:
        return FoundSide(side)
    if not side.is_named:
        return FoundSide(side, best_made(part, frame), part.ledger.figures)
    year = whole_year(side.period)
    if year is not None and (figure := figures_by_year(part.question, part.hits, [year]).get(year)):
        return figure_side(side, figure, frame)
    passages = {hit.passage.id: hit.passage.searchable for hit in part.hits}
    made = best_made(part, frame, most=1)
    if made.quotes and _said(side, sides, made.quotes[0], passages.get(made.quotes[0].passage_id, "")):
        return FoundSide(side, made, part.ledger.figures)
    for quote in part.reading.quotes:
        if _said(side, sides, quote, passages.get(quote.passage_id, "")):
            return quoted_side(side, quote, frame)
    return FoundSide(side)


def tells_all(sides: Sequence[Side], part: Found) -> bool:
    """Whether the best quote for a whole question names all of its sides, and so tells itself how they differ."""
    return bool(part.reading.quotes) and all(
        _said(side, sides, part.reading.quotes[0]) >= _NAMED for side in sides
    )


def _belongs_to_other(found: Sequence[FoundSide], place: int) -> bool:
    """Whether what tells a thing also tells another one, which it names more, or which came first and it names
    neither.
    """
    quote = found[place].quote
    if quote is None:
        return False
    sides = [each.side for each in found]
    own = _said(found[place].side, sides, quote)
    others = [
        (number, other.side)
        for number, other in enumerate(found)
        if number != place and other.quote is not None and _place(other.quote) == _place(quote)
    ]
    return any(
        (said := _said(side, sides, quote)) > own or (said == own == 0 and number < place)
        for number, side in others
    )


def _next_best(found: Sequence[FoundSide], place: int, part: Found, frame: Language) -> FoundSide:
    side, first = found[place].side, found[place].quote
    assert first is not None
    sides = [each.side for each in found]
    taken = [_place(other.quote) for other in found if other.quote is not None]
    for quote in (*part.reading.quotes, *part.reading.further):
        if quote.answer is None or _place(quote) in taken or _said(side, sides, quote) == 0:
            continue
        is_like = len(quote.answer_text) <= _LIKE_LENGTH * len(first.answer_text)
        if is_like and holds_amount(quote) == holds_amount(first):
            return quoted_side(side, quote, frame)
    return FoundSide(side)


def _said(side: Side, sides: Sequence[Side], quote: Quote, around: str = "") -> float:
    """The share of the words by which a thing's name differs from the others' that a quote says, with its author,
    its document's title and the text around it.
    """
    document = quote.document
    shared = [{word.key for word in words(each.label, document.language)} for each in sides]
    own = content(words(side.label, document.language))
    name = [word for word in own if not all(word.key in keys for keys in shared)]
    told = f"{quote.text} {document.author or ''} {document.title} {around}"
    said = Vocabulary(words(told, document.language))
    return sum(said.says(word.key) for word in name) / len(name) if name else 0.0


def _place(quote: Quote) -> tuple[str, Span]:
    return quote.document.id, quote.answer or quote.span
