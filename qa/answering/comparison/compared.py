"""The answer to a question that compares: its sides in order, what lies between them, each with its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.types import Filter
from qa.answering.collection.shelf import Readable
from qa.answering.comparison.asking import Asking
from qa.answering.comparison.course import FEWEST_TIMES, Course
from qa.answering.comparison.dated_documents import DatedDocuments
from qa.answering.comparison.differences import difference, value_of
from qa.answering.comparison.found_sides import FoundSide, TimeFinder, figure_side
from qa.answering.comparison.things import tells_all, things_found
from qa.answering.phrases import framed_in
from qa.figures.relations import relations_between
from qa.language.pack import Language
from qa.question.analysis import Question, analyse
from qa.question.sides import Side, whole_year
from qa.reading.tables.rows_by_year import figures_by_year
from qa.types import Abstention, Answer, Claim, ComparedSide, Ledger


def compared(question: Question, asked: str, asking: Asking, corpus: Readable, where: Filter) -> Answer | None:
    """The sides that a question compares, told beside each other; None where it compares none, or none is found.

    `asked` is the question as it was asked. A change over time of which fewer than two times are found is refused,
    and so are times of which none is.
    """
    frame = framed_in(question.language)
    base = Answer(asked, question.text, language=frame.code, filter=where)
    if question.change is not None:
        course = Course(asking, DatedDocuments(corpus, where), where, frame)
        sides = course.of(question, question.change, asking.hits(question.text, where))
        return _answer(base, sides, frame) if _tells_change(sides) else _refused(base, sides, frame)
    if not question.sides:
        return None
    if not all(side.bare for side in question.sides):
        described = all(side.is_described for side in question.sides)
        if described and tells_all(question.sides, asking.found(question.text, where)):
            return None
        sides = things_found(question.sides, asking, where, frame)
        return _answer(base, sides, frame) if any(side.quote for side in sides) else None
    sides = _of_times(question.sides, asking, corpus, where, frame)
    return _answer(base, sides, frame) if any(side.quote for side in sides) else _refused(base, sides, frame)


def _of_times(
    asked: Sequence[Side], asking: Asking, corpus: Readable, where: Filter, frame: Language
) -> list[FoundSide]:
    """The same at several times: of one row of a table where it tells them all, else of each time for itself."""
    years = [whole_year(side.period) for side in asked]
    bare = analyse(asked[0].bare)
    figures = figures_by_year(bare, asking.hits(bare.text, where), [year for year in years if year])
    if all(year in figures for year in years):
        return [figure_side(side, figures[year], frame) for side, year in zip(asked, years, strict=True) if year]
    finder = TimeFinder(asking, DatedDocuments(corpus, where), where, frame, bare)
    return [finder.found(side, is_amount=not side.is_described) for side in asked]


def _tells_change(sides: Sequence[FoundSide]) -> bool:
    """Whether two times are told, or a sentence tells the change itself."""
    told = [side for side in sides if side.quote]
    return len(told) >= FEWEST_TIMES or (len(told) == len(sides) == 1 and not told[0].side.label)


def _refused(base: Answer, sides: Sequence[FoundSide], frame: Language) -> Answer:
    phrases = frame.comparison.phrases
    labels = "; ".join(side.side.label for side in sides if not side.quote and side.side.label)
    reason = phrases.none_found.format(labels) if labels else phrases.too_few_times
    nearest = next((side.quote for side in sides if side.quote), None)
    return replace(base, abstention=Abstention(reason or frame.answers.unanswered, nearest=nearest))


def _answer(base: Answer, sides: Sequence[FoundSide], frame: Language) -> Answer:
    """The sides as an answer: one line of them all, one of what lies between them, then each with its quotes."""
    quotes = tuple(quote for side in sides for quote in side.made.quotes)
    told: list[ComparedSide] = []
    start = 0
    for side in sides:
        place = tuple(range(start, start + len(side.made.quotes)))
        told.append(ComparedSide(side.side.label, side.made.short, place, side.projected))
        start += len(side.made.quotes)
    figures = tuple(dict.fromkeys(figure for side in sides for figure in side.figures))
    between = _between(sides, told, frame)
    return replace(
        base,
        claims=(*_lead(sides, len(quotes), frame), *between, *_lines(sides, told, frame)),
        quotes=quotes,
        short=_short(sides),
        ledger=Ledger(figures, relations_between(figures, {}, frame)),
        sides=tuple(told) if len(told) > 1 else (),
    )


def _lines(sides: Sequence[FoundSide], told: Sequence[ComparedSide], frame: Language) -> list[Claim]:
    """A line for each quote with the sides it tells; sides told by one row of a table stand on one line."""
    lines: dict[tuple[str | int, ...], Claim] = {}
    for side, place in zip(sides, told, strict=True):
        label = _called(side, frame)
        for claim in side.made.claims:
            cited = tuple(place.quotes[n] for n in claim.quotes)
            first = side.made.quotes[claim.quotes[0]]
            key: tuple[str | int, ...] = (first.document.id, first.start, first.end)
            if len(side.made.claims) > 1 or not label:
                lines[(*key, len(lines))] = Claim(claim.text, cited)
                continue
            before = lines.get(key)
            values = f"{label}: {', '.join(side.made.short)}"
            if before is None:
                lines[key] = Claim(f"{_opened(label)}: {claim.text}", cited)
            else:
                said, dash, quote = before.text.partition(" — ")
                joined = f"{said}; {values} — {quote}" if dash else before.text
                lines[key] = Claim(joined, (*before.quotes, *cited))
    return list(lines.values())


def _called(side: FoundSide, frame: Language) -> str:
    """How an answer calls a side, and that its value was only expected."""
    label = side.side.label
    return f"{label} ({frame.comparison.phrases.projected})" if side.projected and label else label


def _lead(sides: Sequence[FoundSide], quotes: int, frame: Language) -> list[Claim]:
    """ "2015: 979; 2019: 761.", counts before what was expected, and which sides were not found."""
    found = [side for side in sides if side.quote]
    if len(sides) < FEWEST_TIMES:
        return []
    ordered = sorted(found, key=lambda side: side.projected)
    told = "; ".join(f"{_called(side, frame)}: {', '.join(side.made.short)}" for side in ordered)
    missing = "; ".join(side.side.label for side in sides if not side.quote)
    untold = f" {frame.comparison.phrases.missing.format(missing)}." if missing else ""
    return [Claim(f"{_opened(told)}.{untold}", tuple(range(quotes)))]


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(sides: Sequence[FoundSide]) -> tuple[str, ...]:
    """One value for each side in their order, with its label where two sides have the same."""
    values = [(side.side.label, value) for side in sides for value in side.made.short]
    alone = [value for _, value in values]
    return tuple(
        dict.fromkeys(f"{label}: {value}" if alone.count(value) > 1 else value for label, value in values)
    )


def _between(sides: Sequence[FoundSide], told: Sequence[ComparedSide], frame: Language) -> list[Claim]:
    """What lies between the first and the last that were counted and not expected; nothing where they cannot be
    compared.
    """
    phrases = frame.comparison.phrases
    counted = [
        (side, place.quotes[0])
        for side, place in zip(sides, told, strict=True)
        if side.quote and not side.projected and len(side.made.short) == 1 and value_of(side.quote)
    ]
    if len(counted) < FEWEST_TIMES or (len(counted) > FEWEST_TIMES and not counted[0][0].side.period):
        return []
    (first, one), (last, other) = counted[0], counted[-1]
    assert first.quote is not None
    assert last.quote is not None
    moved = difference(first.quote, last.quote, frame)
    if moved is None:
        return []
    said = phrases.change if first.side.period or first.side.label == phrases.before else phrases.difference
    said = phrases.unchanged if moved == "0" else said
    text = said.format(first=first.side.label, last=last.side.label, change=moved)
    return [Claim(f"{_opened(text)}.", (one, other))]
