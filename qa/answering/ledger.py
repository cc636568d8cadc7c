"""The ledger of an answer: which figures belong to a question, how they relate, in which order to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from index.types import DocumentInfo, Hit
from qa.answering.figure_topics import Candidate, about_phrase, throughout
from qa.answering.named_figures import NamedScope, counts_asked, named_claimant, named_scope
from qa.figures.amounts import amounts_in
from qa.figures.claimants import one_name_each, same_claimant
from qa.figures.counted import CIVILIAN, counts_nothing, key_of
from qa.figures.document_figures import figures_of
from qa.figures.records import from_fact, with_carriers
from qa.figures.relations import relations_between
from qa.figures.scope import Scope, compare_periods, compare_places, until, width
from qa.figures.scope.places import containments_in
from qa.language.countries import country_code
from qa.language.detection import FALLBACK, language_of_quote, language_of_text
from qa.language.pack import pack_of
from qa.question.question import Question
from qa.question.question_language import language_of
from qa.reading.statements.changes import is_denied
from qa.stages import Stage, attempt
from qa.types import Figure, Ledger, Quote, Relation, RelationKind, Stance

# More rows than this are a table, not an answer.
MOST_FIGURES = 24

StoredFacts = Callable[[str], Iterable[Mapping[str, Any]]]
"""The stored facts of the document with this id."""


def ledger_of(
    question: Question, quotes: Sequence[Quote], *, hits: Sequence[Hit] = (), facts: StoredFacts | None = None
) -> Ledger:
    """The figures that answer a question about an amount, those of other claimants, and how all relate.

    Figures come from the stored `facts` of the documents that `quotes` and `hits` stand in; without
    them, from the texts of quotes and hits alone. Where the question asks what somebody says, and for no amount,
    only the counts in the answers themselves; empty for other questions.
    """
    language = question.language
    if not question.wants_amount and not (question.claimant and _hold_amounts(quotes)):
        return Ledger()
    figures, countries = _candidates(quotes, hits, facts)
    figures = _renamed(figures)
    if not question.wants_amount:
        told = _once([f for f in _inside_quotes(figures, quotes) if f.counted and f.amount.unit is None], language)
        return _related(told[:MOST_FIGURES], countries, language)
    asked = named_scope(question, figures)
    counts = [figure for figure in figures if counts_asked(figure, question) and not _is_no_count(figure)]
    chosen = counts or _inside_quotes(figures, quotes)
    return _related(_ordered(_once(chosen, language), asked, countries)[:MOST_FIGURES], countries, language)


def _related(figures: Sequence[Figure], countries: Mapping[str, str], language: str) -> Ledger:
    """The figures with how they relate; without, where that fails."""
    said = "\n".join(figure.quote.text for figure in figures)
    relate = partial(relations_between, figures, countries, pack_of(language))
    return Ledger(tuple(figures), attempt(Stage.RELATIONS, said, relate, tuple))


def _is_no_count(figure: Figure) -> bool:
    """Whether a number counts none of what its words tell: a bare share ("a tenth of all reports"), a difference,
    what is said not to follow ("does not mean that 45 died"),
    or what its own text takes back.
    """
    share = figure.amount.unit is None and figure.amount.value < 1 and figure.amount.upper is None
    start = figure.amount.span.start - figure.quote.start
    return share or figure.corrected or is_denied(figure.quote.text, start, language_of_quote(figure.quote))


def _hold_amounts(quotes: Sequence[Quote]) -> bool:
    return any(
        amounts_in(quote.answer_text, language_of_text(quote.answer_text, quote.document.language))
        for quote in quotes
    )


def corpus_ledger(
    facts: Iterable[tuple[DocumentInfo, Iterable[Mapping[str, Any]]]],
    *,
    about: str = "",
    claimant: str = "",
    place: str = "",
    language: str = "",
) -> Ledger:
    """The figures of a whole corpus from its stored facts; `about`, `claimant` and `place` narrow them.

    `about` is a phrase in any language that is read; `language` is that of the reasons, by default the phrase's.
    """
    language = language or (language_of(about) if about else FALLBACK)
    countries: dict[str, str] = {}
    candidates: list[Candidate] = []
    for document, kept in facts:
        records = list(kept)
        habit = (
            throughout((str(record.get("quote", "")) for record in records), document.language) if about else _NONE
        )
        for record in records:
            figure = from_fact(record, document)
            if (figure.counted or figure.amount.unit) and not counts_nothing(figure):
                candidates.append(Candidate(figure, str(record.get("section", "")), habit))
                _learn(countries, record)
    figures = about_phrase(candidates, about, countries, pack_of(language))
    figures = _renamed(figures)
    if claimant:
        figures = [f for f in figures if f.claimant and same_claimant(f.claimant, claimant)]
    if place:
        figures = [f for f in figures if compare_places(f.place, place, countries) in (Scope.SAME, Scope.INSIDE)]
    rows = sorted(_once(figures, language), key=lambda f: (f.counted.lower(), *_latest_and_widest(f)))
    return _related(rows, countries, language)


_NONE: frozenset[str] = frozenset()


def _learn(countries: dict[str, str], record: Mapping[str, Any]) -> None:
    place, country = record.get("place"), record.get("country")
    if place and country and not country_code(str(place)):
        countries.setdefault(str(place), str(country))


def _candidates(
    quotes: Sequence[Quote], hits: Sequence[Hit], facts: StoredFacts | None
) -> tuple[list[Figure], dict[str, str]]:
    """Every figure of the documents or texts at hand, each with its document's carriers, and where places lie."""
    carriers = {quote.document.id: quote.carriers for quote in quotes}
    countries: dict[str, str] = {}
    found: list[Figure] = []
    if facts is not None:
        documents = {q.document.id: q.document for q in quotes} | {h.document.id: h.document for h in hits}
        for document in documents.values():
            kept = [*facts(document.id)]
            read = partial(_from_records, kept, document)
            found += attempt(Stage.FIGURES, document.content_hash, read, list)
            for record in kept:
                _learn(countries, record)
    else:
        found = _from_texts(quotes, hits, countries)
    return [with_carriers(f, carriers.get(f.quote.document.id, ())) for f in found], countries


def _from_records(records: Iterable[Mapping[str, Any]], document: DocumentInfo) -> list[Figure]:
    return [from_fact(record, document) for record in records]


def _from_texts(quotes: Sequence[Quote], hits: Sequence[Hit], countries: dict[str, str]) -> list[Figure]:
    found: list[Figure] = []
    for hit in sorted(hits, key=lambda h: (h.document.id, h.passage.start)):
        passage = hit.passage
        whole = Quote(passage.text, passage.start, passage.end, hit.document, passage.id, hit.score)
        found += _figures_of(whole)
    seen = {(f.quote.document.id, f.amount.span.start) for f in found}
    for quote in quotes:
        found += [f for f in _figures_of(quote) if (f.quote.document.id, f.amount.span.start) not in seen]
    for text, document in (*((h.passage.text, h.document) for h in hits), *((q.text, q.document) for q in quotes)):
        read = partial(containments_in, text, language_of_text(text, document.language))
        countries |= attempt(Stage.FIGURES, text, read, dict)
    return found


def _figures_of(quote: Quote) -> Sequence[Figure]:
    """The figures of a quote's own text; none where they cannot be read."""
    return attempt(Stage.FIGURES, quote.text, partial(figures_of, [quote]), tuple)


def _renamed(figures: Sequence[Figure]) -> list[Figure]:
    """Every claimant under one name across documents."""
    names = one_name_each([f.claimant for f in figures if f.claimant])
    return [replace(f, claimant=names[f.claimant]) if f.claimant else f for f in figures]


def _inside_quotes(figures: Sequence[Figure], quotes: Sequence[Quote]) -> list[Figure]:
    """The figures that stand in the marked answers, where what the question counts was not recognised."""
    return [
        f for f in figures
        if any(
            q.document.id == f.quote.document.id and (q.answer or q.span).overlaps(f.amount.span) for q in quotes
        )
    ]  # fmt: skip


def _once(figures: Sequence[Figure], language: str) -> list[Figure]:
    """One row per claim: the same claimant, number and scope in several documents is one origin with carriers."""
    kept: list[Figure] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for figure in figures:
        amount = figure.amount
        key = key_of(figure)
        same = alike[amount.value, amount.upper, amount.unit, key.event, key.noun]
        at = next((position for position in same if _same_claim(figure, kept[position])), None)
        if at is None:
            same.append(len(kept))
            kept.append(figure)
            continue
        more = _known(figure, language) > _known(kept[at], language)
        fuller, lesser = (figure, kept[at]) if more else (kept[at], figure)
        fuller = _filled(fuller, lesser)
        kept[at] = with_carriers(fuller, (lesser.quote.document, *lesser.quote.carriers))
    return kept


def _known(figure: Figure, language: str) -> tuple[int, bool, int, int]:
    """How much of a figure's scope is known, whether who asks reads its language, how closely it says what is
    counted, and how much of the scope stands in its quote: the fuller mention is shown.
    """
    told = (figure.place, figure.period.text if figure.period else None)
    known = sum((figure.place is not None, figure.period is not None, figure.stance is Stance.ADMITS))
    said = sum(part is not None and part in figure.quote.text for part in told)
    own = not figure.quote.document.is_in_other_language(language)
    return known, own, len(key_of(figure).narrowed), said


def _filled(fuller: Figure, lesser: Figure) -> Figure:
    """The figure with what only the other mention of one claimant's count says of its place and period."""
    if fuller.claimant is None or fuller.amount.value < _TELLING:
        return fuller
    return replace(fuller, place=fuller.place or lesser.place, period=fuller.period or lesser.period)


_TELLING = 100
"""Smaller numbers are too common: two mentions of them may be two counts."""


def _counts_same(one: Figure, other: Figure) -> bool:
    """Whether two counts are of the same; "deaths" may be short for "civilian deaths" of the same claimant."""
    key, other_key = key_of(one), key_of(other)
    if key == other_key:
        return True
    short = one.claimant is not None and one.amount.value >= _TELLING
    return (
        short
        and (key.event, key.noun) == (other_key.event, other_key.noun)
        and (key.narrowed ^ other_key.narrowed == {CIVILIAN})
    )


def _same_claim(one: Figure, other: Figure) -> bool:
    a, b = one.amount, other.amount
    if (a.value, a.upper, a.unit) != (b.value, b.upper, b.unit) or not _counts_same(one, other):
        return False
    if one.corrected != other.corrected:
        return False
    if (one.stance is Stance.DENIES) != (other.stance is Stance.DENIES) or a.vague:
        return False
    own_voice = one.claimant is None or other.claimant is None
    origins = {d.id for d in one.quote.carriers} | {one.quote.document.id}
    copies = bool(origins & ({d.id for d in other.quote.carriers} | {other.quote.document.id}))
    if own_voice and not (one.claimant is other.claimant and copies):
        return False
    if not own_voice and not same_claimant(one.claimant or "", other.claimant or ""):
        return False
    place = compare_places(one.place, other.place, {})
    period = compare_periods(one, other)
    return place in (Scope.SAME, Scope.UNSTATED, Scope.UNKNOWN) and period in (
        Scope.SAME,
        Scope.UNSTATED,
        Scope.UNKNOWN,
    )


# --- order


def _breadth(figure: Figure) -> int:
    """How wide a place is: several countries, a country, a place inside one."""
    if figure.place is None:
        return 1
    said = pack_of(figure.quote.document.language).questions
    parts = said.joined.sub(",", figure.place).split(",")
    return len(parts) + 1 if all(country_code(p.strip()) for p in parts) else 0


def _latest_and_widest(figure: Figure) -> tuple[int, int, int]:
    """Sorts the count that reaches furthest, over the longest period and the widest place, to the front."""
    return (-_ordinal(until(figure)), -width(figure), -_breadth(figure))


def _ordinal(day: date) -> int:
    return day.toordinal()


def _ordered(figures: Sequence[Figure], asked: NamedScope, countries: Mapping[str, str]) -> list[Figure]:
    """The asked claimant, place and period first, then latest and widest; denials and vague words last."""

    def place_of(figure: Figure) -> tuple[int, ...]:
        other_voice = not _by(figure, asked.claimant)
        elsewhere = (
            asked.place is not None and compare_places(figure.place, asked.place, countries) is not Scope.SAME
        )
        other_time = asked.period is not None and not _meets(figure, asked)
        unnamed = figure.claimant is None
        unscoped = figure.period is None or (figure.period.start is None and figure.period.end is None)
        return (
            int(other_voice), int(elsewhere), int(other_time), int(figure.stance is Stance.DENIES),
            int(unnamed and other_voice), int(figure.amount.vague), int(unscoped),
            *_latest_and_widest(figure),
        )  # fmt: skip

    return sorted(figures, key=place_of)


def _by(figure: Figure, claimant: str | None) -> bool:
    return claimant is None or (figure.claimant is not None and same_claimant(figure.claimant, claimant))


def _meets(figure: Figure, asked: NamedScope) -> bool:
    wanted, own = asked.period, figure.period
    if wanted is None or own is None:
        return False
    starts_after = wanted.end is not None and own.start is not None and own.start > wanted.end
    ends_before = wanted.start is not None and own.end is not None and own.end < wanted.start
    return not (starts_after or ends_before)


# --- sections for showing


class SectionKind(StrEnum):
    """What the rows of a section have in common."""

    ASKED = "asked"
    ALL = "all"
    OTHERS = "others say"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure to show (position in `Ledger.figures`) and the relations in which it stands first."""

    figure: int
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows to show under one heading; `claimant` is whom the question names, None where it names nobody."""

    kind: SectionKind
    claimant: str | None
    rows: tuple[LedgerRow, ...]


def sections(question: str, ledger: Ledger) -> tuple[Section, ...]:
    """The ledger's rows as an answer shows them: the claimant asked about first, then who says otherwise.

    Rows keep the order of the ledger (latest and widest first). A figure of another claimant that has
    nothing to do with the scopes asked about comes last.
    """
    asked = named_claimant(question, ledger.figures)
    if asked is None:
        return (Section(SectionKind.ALL, None, tuple(_row(ledger, i) for i in range(len(ledger.figures)))),)
    own = [i for i, f in enumerate(ledger.figures) if _by(f, asked) and f.stance is not Stance.DENIES]
    others = [i for i in range(len(ledger.figures)) if i not in own]
    disputing = {i for r in ledger.relations if r.kind is RelationKind.CONFLICT for i in (r.first, r.second)}
    others.sort(key=lambda i: (ledger.figures[i].claimant is None, i not in disputing, i))
    parts = [Section(SectionKind.ASKED, asked, tuple(_row(ledger, i) for i in own))]
    if others:
        parts.append(Section(SectionKind.OTHERS, asked, tuple(_row(ledger, i) for i in others)))
    return tuple(part for part in parts if part.rows)


def _row(ledger: Ledger, position: int) -> LedgerRow:
    return LedgerRow(position, tuple(r for r in ledger.relations if r.first == position and _telling(ledger, r)))


def _telling(ledger: Ledger, relation: Relation) -> bool:
    """Whether a reader wants to know: conflicts, agreements, updates and parts of one claimant's count."""
    if relation.kind in (RelationKind.CONFLICT, RelationKind.AGREE):
        return True
    own = ledger.figures[relation.first].claimant == ledger.figures[relation.second].claimant
    return own and relation.kind in (RelationKind.UPDATE, RelationKind.PART_OF)
