"""An answer about amounts, told from the ledger: the figures asked for, what replaces and contains which, who
says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answering.ledger import SectionKind, sections
from qa.figures.amounts import amounts_in
from qa.figures.scope import Scope, compare_periods, compare_places
from qa.language.detection import language_of_text
from qa.language.sections.answer_phrases import AnswerPhrases
from qa.question.analysis import Question
from qa.reading.checks.counts import asks_for_scope_alone, figure_fit
from qa.types import Bound, Figure, Ledger, Quote, Relation, RelationKind, Stance

MOST_ROWS, MOST_OTHERS = 8, 5
"""Figures told of whom the question asks about, and of others; the table holds the rest."""

FITS = 0.5
"""How well a figure's count, place and period must fit the question, as the readers score it."""


OF_BEST, OF_CLAIMANTS_BEST = 0.75, 0.88
"""Shares of the best fit, of all figures and of those of one claimant, from which a figure is told beside it: less
is a figure of a wider place or time, or of some of those asked about.
"""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure to tell, its quote, and the row (position among all told) it is part of or replaced by, with
    the words for it. `also` are quotes of other texts that say the same and nothing else of its scope.
    """

    figure: Figure
    quote: Quote
    other: int | None = None
    relation: str = ""
    also: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of an answer: `asked` answer the question, `others` say otherwise; `claimant` is whom it asks
    about.
    """

    asked: tuple[FigureRow, ...]
    others: tuple[FigureRow, ...]
    claimant: str | None


def rows_to_tell(
    question: Question, quotes: Sequence[Quote], ledger: Ledger, phrases: AnswerPhrases
) -> Told | None:
    """What to tell of the ledger; None where the reader's best answer is none of its figures."""
    if not question.wants_amount:
        return None
    parts = {section.kind: section for section in sections(question.text, ledger)}
    main = parts.get(SectionKind.ASKED) or parts.get(SectionKind.ALL)
    if main is None or not quotes:
        return None
    named = question.claimant is not None
    positions = [row.figure for row in main.rows] if named else list(range(len(ledger.figures)))
    read = [p for p in positions if any(_answers(quote, ledger.figures[p]) for quote in quotes)]
    if not any(_answers(quotes[0], ledger.figures[p]) for p in read):
        return None
    if main.kind is SectionKind.ASKED and named:
        read = [p for p in positions if p in read or figure_fit(question, ledger.figures[p]) >= FITS]
    elif not named:
        read = [p for p in positions if p in read or _also_asked(question, ledger.figures[p])]
    own = question.language
    again = _repeated(_distinct(_fitting(question, read, ledger), ledger, own), ledger, own)
    shown = list(again)[:MOST_ROWS]
    disputing = _disputing(
        shown, [p for p in range(len(ledger.figures)) if p not in positions or p not in read], ledger
    )
    fitting = [p for p in disputing if figure_fit(question, ledger.figures[p]) >= FITS]
    against = _repeated(_distinct(fitting, ledger, own), ledger, own)
    others = list(against)[:MOST_OTHERS]
    rows = [
        replace(
            _row(position, [*shown, *others], quotes, ledger, phrases),
            also=tuple(_quoted(other, quotes, ledger) for other in (again | against)[position]),
        )
        for position in (*shown, *others)
    ]
    return Told(tuple(rows[: len(shown)]), tuple(rows[len(shown) :]), main.claimant if named else None)


def _also_asked(question: Question, figure: Figure) -> bool:
    """Whether the question, which names only what, where or when, asks for this claimant's figure too."""
    if figure.claimant is None or figure.amount.vague or figure.stance is Stance.DENIES:
        return False
    unplaced = question.place is not None and figure.place is None
    return not unplaced and figure_fit(question, figure) >= OF_BEST and asks_for_scope_alone(question, figure)


def _fitting(question: Question, positions: Sequence[int], ledger: Ledger) -> list[int]:
    """Without the figures that fit the question much less than the best, or than another of the same claimant."""
    fits = {position: figure_fit(question, ledger.figures[position]) for position in positions}
    if question.place:
        beside = [ledger.figures[position] for position in fits]
        whole = {position for position in fits if _is_whole(ledger.figures[position], beside, question.place)}
        fits = {position: value for position, value in fits.items() if position not in whole}
    best = max(fits.values(), default=0.0)
    by_claimant: dict[str | None, float] = {}
    for position, value in fits.items():
        claimant = ledger.figures[position].claimant
        by_claimant[claimant] = max(by_claimant.get(claimant, 0.0), value)
    return [
        position
        for position in fits
        if fits[position] >= OF_BEST * best
        and fits[position] >= OF_CLAIMANTS_BEST * by_claimant[ledger.figures[position].claimant]
    ]


def _is_whole(figure: Figure, figures: Sequence[Figure], place: str) -> bool:
    """Whether a figure for no place stands in one sentence with a figure for the place asked about."""
    return figure.place is None and any(
        other.quote.document.id == figure.quote.document.id
        and other.quote.start == figure.quote.start
        and other.place is not None
        and compare_places(other.place, place, {}) is Scope.SAME
        for other in figures
    )


def _answers(quote: Quote, figure: Figure) -> bool:
    """Whether the quote marks the figure: where it stands, or where a document that carries it says it again."""
    own = quote.document.id == figure.quote.document.id
    if own and (quote.answer or quote.span).overlaps(figure.amount.span):
        return True
    carried = own or any(carrier.id == quote.document.id for carrier in figure.quote.carriers)
    if not carried or quote.answer is None or figure.amount.vague:
        return False
    said = amounts_in(quote.answer_text, language_of_text(quote.answer_text, quote.document.language))
    return any((a.value, a.upper) == (figure.amount.value, figure.amount.upper) for a in said)


def _distinct(positions: Sequence[int], ledger: Ledger, language: str) -> list[int]:
    """Without vague figures and those that only say again, or rounder, what another says of the same claimant:
    of several that first which stands in the question's language.
    """
    kept: list[int] = []
    figures = ledger.figures
    for position in sorted(positions, key=lambda p: (_rounded(figures[p]), _is_foreign(figures[p], language))):
        figure = ledger.figures[position]
        repeats = any(_says_again(figure, ledger.figures[other]) for other in kept) or any(
            relation.kind is RelationKind.AGREE and figure.claimant == ledger.figures[other].claimant
            for other in kept
            for relation in _between(position, other, ledger)
        )
        if not repeats and not (figure.amount.vague and kept):
            kept.append(position)
    return [position for position in positions if position in kept]


def _rounded(figure: Figure) -> bool:
    """Whether the number is a round one with a word for more or less: "more than a thousand"."""
    return figure.amount.bound is not Bound.EXACT and len(f"{figure.amount.value:f}".strip("0.")) == 1


def _says_again(one: Figure, other: Figure) -> bool:
    """Whether one document gives the same number twice for one claimant, as in its headline and its text."""
    same = (one.amount.value, one.amount.upper, one.amount.unit, one.claimant) == (
        other.amount.value, other.amount.upper, other.amount.unit, other.claimant,
    )  # fmt: skip
    return same and one.quote.document.id == other.quote.document.id


def _is_foreign(figure: Figure, language: str) -> bool:
    return figure.quote.document.is_in_other_language(language)


def _repeated(positions: Sequence[int], ledger: Ledger, language: str) -> dict[int, list[int]]:
    """The figures to tell, each with the further ones that read the same: number, claimant, and no other scope.

    Of those that read the same the first in the question's language is told.
    """
    alike: list[list[int]] = []
    for position in positions:
        figure = ledger.figures[position]
        same = next((group for group in alike if _reads_same(figure, ledger.figures[group[0]])), None)
        if same is None:
            alike.append([position])
        else:
            same.append(position)
    sorted_groups = (sorted(group, key=lambda p: _is_foreign(ledger.figures[p], language)) for group in alike)
    return {group[0]: group[1:] for group in sorted_groups}


def _reads_same(one: Figure, other: Figure) -> bool:
    a, b = one.amount, other.amount
    if (a.value, a.upper, a.unit, a.bound) != (
        b.value,
        b.upper,
        b.unit,
        b.bound,
    ) or one.claimant != other.claimant:
        return False
    if Stance.DENIES in (one.stance, other.stance):
        return False
    return compare_places(one.place, other.place, {}) in _NO_OTHER and compare_periods(one, other) in _NO_OTHER


_NO_OTHER = (Scope.SAME, Scope.UNSTATED, Scope.UNKNOWN)


def _disputing(shown: Sequence[int], candidates: Sequence[int], ledger: Ledger) -> list[int]:
    return [
        position
        for position in candidates
        if not ledger.figures[position].amount.vague
        and any(r.kind is RelationKind.CONFLICT for other in shown for r in _between(position, other, ledger))
    ]


def _between(one: int, other: int, ledger: Ledger) -> list[Relation]:
    return [r for r in ledger.relations if {r.first, r.second} == {one, other}]


def _row(
    position: int, all_shown: Sequence[int], quotes: Sequence[Quote], ledger: Ledger, phrases: AnswerPhrases
) -> FigureRow:
    figure = ledger.figures[position]
    own = _quoted(position, quotes, ledger)
    for relation in ledger.relations:
        if relation.kind is RelationKind.UPDATE and relation.second == position and relation.first in all_shown:
            return FigureRow(figure, own, all_shown.index(relation.first), phrases.replaced_by)
        own_part = (
            relation.kind is RelationKind.PART_OF and relation.first == position and relation.second in all_shown
        )
        if own_part and ledger.figures[relation.second].claimant == figure.claimant:
            return FigureRow(figure, own, all_shown.index(relation.second), phrases.part_of)
    return FigureRow(figure, own)


def _quoted(position: int, quotes: Sequence[Quote], ledger: Ledger) -> Quote:
    """The figure's own quote, or the reader's that begins a sentence before it, as sure as the reader was."""
    figure = ledger.figures[position]
    quote = next((q for q in quotes if _answers(q, figure)), None)
    score = quote.score if quote is not None else max(q.score for q in quotes) * FITS
    own = figure.quote
    if (
        quote is not None
        and quote.document.id == own.document.id
        and quote.start < own.start < quote.end == own.end
    ):
        return replace(quote, answer=figure.amount.span)
    return replace(own, score=score, answer=figure.amount.span, unit=quote.unit if quote is not None else "")
