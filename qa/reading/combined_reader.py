"""The network with the rules beside it: figures by who says them, everything else by the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from index.diversifying import across_languages
from index.types import Hit
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.reading.checks import counts
from qa.reading.checks.copies import without_altered
from qa.reading.checks.deeds import sentences_around
from qa.reading.checks.further import (
    on_matter,
    one_each,
    whole_clauses,
    whole_lists,
    without_headings,
    without_other_events,
)
from qa.reading.checks.measures import with_every, with_whole_time
from qa.reading.checks.named import reason_of_another
from qa.reading.checks.ordered_checks import Checks
from qa.reading.checks.other_scope import in_asked_scope, without_elsewhere
from qa.reading.checks.support import support
from qa.reading.network.network_reader import Witness
from qa.reading.overlap import segments
from qa.reading.overlap.rule_reader import RulesReader, said_by
from qa.reading.overlap.sentence_runs import with_said_whole
from qa.reading.passages import said_in
from qa.reading.selection import BesideWeights, beside_weights, set_apart
from qa.reading.statements.changes import end_of_change
from qa.reading.statements.clauses import clause_quotes
from qa.reading.statements.corrections import put_right
from qa.reading.statements.descriptions import descriptions
from qa.reading.statements.ranges import asked_end
from qa.reading.statements.reasons import reasons, with_sentence_after
from qa.reading.tables.asked_cells import Tables
from qa.reading.tables.labels import labelled
from qa.reading.tables.lookup import looked_up
from qa.reading.tables.members import counted_members, members
from qa.reading.tables.rows_by_year import counted_years, yearly
from qa.stages import Stage, attempt
from qa.types import AnswerForm, Quote, Reading

PASSAGES_READ = 12
"""The best passages that the network looks at: time goes with it, and few answers stand further down."""

SURE_FIGURE = 0.6
"""Score from which a figure that the rules found stands before what the network marked."""

_TOLD_WHOLE = frozenset(
    (
        QuestionKind.WHY,
        QuestionKind.HOW,
        QuestionKind.WHAT,
        QuestionKind.QUOTE,
        QuestionKind.LIST,
        QuestionKind.YES_NO,
    )
)
"""Kinds of question that a whole sentence may answer where the network marked nothing."""


_SENTENCES = frozenset((QuestionKind.WHY, QuestionKind.HOW, QuestionKind.YES_NO))
"""Kinds of question that a heading hardly answers."""


class Network(Protocol):
    """A reader that marks answers and hears a witness about each."""

    @property
    def name(self) -> str:
        """Identity of the reader."""
        ...

    def read(self, question: Question, hits: Sequence[Hit], witness: Witness | None = None) -> Reading:
        """Quotes that answer and stand before the witness, or none."""
        ...


class CombinedReader:
    """Reads with both. The rules know who says a figure and what it counts; the network reads everything else."""

    def __init__(
        self, network: Network, rules: RulesReader | None = None, weights: BesideWeights | None = None
    ) -> None:
        """`weights` choose the further answers; by default those that are shipped."""
        self._network = network
        self._rules = rules or RulesReader()
        self._weights = weights

    @property
    def name(self) -> str:
        """Identity of the readers."""
        return f"{self._network.name}+{self._rules.name}"

    def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """Quotes that answer, or none. Never raises on odd text."""
        reading = self.read_all(question, hits)
        return attempt(
            Stage.CHECKS,
            question.text,
            lambda: set_apart(question, hits, reading, self._weights or beside_weights()),
            lambda: reading,
        )

    def read_all(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """The same with the further answers that are set apart among the quotes."""
        checks = Checks(question, hits)
        reading = self._reading(question, hits, checks)
        reading = replace(reading, dropped=tuple(checks.dropped))
        return attempt(Stage.CHECKS, question.text, lambda: without_altered(reading, hits), lambda: reading)

    def _reading(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> Reading:
        whole = attempt(Stage.TABLES, asked.text, lambda: _told_by_tables(asked, hits), lambda: None)
        if whole is not None:
            return attempt(Stage.TABLES, asked.text, lambda: _settled(checks, whole), lambda: whole)
        read = self._read(asked, hits, checks)
        parts: Sequence[Quote] = attempt(Stage.TABLES, asked.text, lambda: looked_up(asked, hits, read), list)
        cells: Sequence[Quote] = parts or attempt(
            Stage.TABLES, asked.text, lambda: _cells(asked, hits, read, checks.context.tables), list
        )
        reading = _with_cells(cells, read)
        if parts and len(reading.quotes) == len(parts):
            reading = replace(reading, form=AnswerForm.LIST)
        if asked.kind in _SENTENCES:
            own = tuple(quote for quote in reading.quotes if not reason_of_another(checks.context, quote))
            reading = without_headings(asked, replace(reading, quotes=own))
        reading = attempt(
            Stage.TOLD,
            asked.text,
            lambda: _with_told(asked, hits, reading, checks.stands),
            lambda: reading,
        )
        settled = attempt(Stage.TABLES, asked.text, lambda: _settled(checks, reading), lambda: reading)
        return attempt(Stage.TOLD, asked.text, lambda: with_said_whole(asked, hits, settled), lambda: settled)

    def _read(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> Reading:
        """What the network and the rules make of the passages."""
        if asked.kind is QuestionKind.HOW_MANY:
            return self._figures(asked, hits, checks)
        marked = without_other_events(asked, self._marked(asked, hits, checks))
        reading = whole_clauses(asked, whole_lists(asked, marked))
        if asked.kind is QuestionKind.YES_NO:
            reading = on_matter(asked, _whole(reading))
        elif Manner.STATEMENT in asked.manners:
            reading = _whole(reading)
        if reading.quotes or asked.kind not in _TOLD_WHOLE:
            return reading
        ruled = self._ruled(asked, hits, checks)
        if ruled and asked.kind is QuestionKind.WHY:
            whole = {hit.passage.id: hit for hit in hits}
            supported = tuple(q for q in ruled.quotes if says_all(asked, sentences_around(whole[q.passage_id], q)))
            ruled = replace(ruled, quotes=supported) if supported else None
        return ruled or reading

    def _figures(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> Reading:
        """The figures of a "how many": by the rules where they know who says it or what is counted."""
        known = asked.claimant is not None or asked.admission or asked.names_count
        ruled = self._ruled(asked, hits, checks) if known else None
        marked = None if ruled and asked.claimant else self._marked(asked, hits, checks)
        if ruled and marked and not asked.wants_measure:
            ruled = _preferred(ruled, marked)
        elif marked and not marked.quotes and not known:
            ruled = self._ruled(asked, hits, checks)
        elif ruled and marked and _sees_more(asked, marked, ruled):
            ruled = None
        reading = _of_one_count(asked, ruled or marked or Reading((), 0.0), hits)
        reading = without_elsewhere(asked, reading, hits)
        if not asked.counts_event:
            reading = _of_fullest(asked, reading)
        return one_each(reading) if asked.wants_measure else reading

    def _ruled(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> Reading | None:
        """What the rules are sure of; None where they are not."""
        examiner = _Examiner(asked, hits, checks)

        def ruled() -> Reading | None:
            read = self._rules.read(asked, hits)
            marked = tuple(told for quote in read.quotes if (told := examiner.with_asked(quote)))
            reading = _kept(replace(read, quotes=marked), checks.stands)
            return reading if reading.quotes and reading.answerable >= SURE_FIGURE else None

        return attempt(Stage.RULES, asked.text, ruled, lambda: None)

    def _marked(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> Reading:
        """What the network marked and nothing speaks against."""
        return self._network.read(asked, across_languages(hits, PASSAGES_READ), _Examiner(asked, hits, checks))


class _Examiner:
    """Lets the network's answers stand that pass the checks and that the one asked about says."""

    def __init__(self, asked: Question, hits: Sequence[Hit], checks: Checks) -> None:
        self._asked, self._checks = asked, checks
        self._hits = {hit.passage.id: hit for hit in hits}

    def examined(self, quote: Quote) -> Quote | None:
        """The quote with the asked end of a range or a change marked; None where something speaks against it."""

        def examined() -> Quote | None:
            told = self.with_asked(quote)
            if told is None:
                return None
            stands = self._checks.stands(told) and said_by(self._asked, self._hits[told.passage_id], told)
            return told if stands else None

        return attempt(Stage.CHECKS, quote.text, examined, lambda: quote)

    def with_asked(self, quote: Quote) -> Quote | None:
        """The quote with what the question asks for marked, where its mark is on more or on the other end."""
        if self._asked.kind is not QuestionKind.HOW_MANY:
            return asked_end(self._asked, quote)
        hit = self._hits[quote.passage_id]
        right = put_right(hit, quote)
        if right is None or right != quote:
            return right
        told = segments.asked_for(self._asked, hit, in_asked_scope(self._asked, hit, quote))
        return with_every(self._asked, end_of_change(self._asked, with_whole_time(told))) if told else None

    def support(self, quote: Quote) -> float:
        """The log-odds that the words around the quote add."""
        return support(self._asked, self._hits[quote.passage_id], quote)


def _told_by_tables(asked: Question, hits: Sequence[Hit]) -> Reading | None:
    """What a table tells by several of its rows or columns together: a list, or how many; None where none does."""
    for form, tell in (
        (AnswerForm.COUNT, counted_years),
        (AnswerForm.COUNT, counted_members),
        (AnswerForm.LIST, yearly),
        (AnswerForm.LIST, members),
    ):
        if quotes := tell(asked, hits):
            return Reading(tuple(quotes), quotes[0].score, form=form)
    return None


def _cells(asked: Question, hits: Sequence[Hit], read: Reading, tables: Tables) -> Sequence[Quote]:
    """The cells that a question asks for; a day of a row only in the question's language, where it can be seen
    what the day is of, and where nothing surer was read.
    """
    found = tables.found() or labelled(asked, hits)
    if found or any(quote.score >= SURE_FIGURE for quote in read.quotes):
        return found
    return [quote for quote in tables.dated() if not quote.document.is_in_other_language(asked.language)]


def _settled(checks: Checks, reading: Reading) -> Reading:
    """The reading with the answers in tables as their cells have them."""
    return replace(reading, quotes=tuple(map(checks.context.tables.settled, reading.quotes)))


def _with_cells(cells: Sequence[Quote], reading: Reading) -> Reading:
    """The cells of tables that were looked up, before what was marked elsewhere and is sure as well."""
    if not cells:
        return reading
    tables = {cell.document.id for cell in cells}
    beside = (quote for quote in reading.quotes if quote.document.id not in tables and quote.score >= SURE_FIGURE)
    return Reading((*cells, *beside), max(cells[0].score, reading.answerable), reading.nearest)


def _with_told(asked: Question, hits: Sequence[Hit], reading: Reading, stands: Callable[[Quote], bool]) -> Reading:
    """The reading with what texts say in so many words of a "who is", a "who" or a "why" first."""
    if described := [quote for quote in descriptions(asked, hits) if stands(quote)]:
        return Reading(tuple(described[:_MOST_TOLD]), max(reading.answerable, described[0].score), reading.nearest)
    told = [quote for quote in (*clause_quotes(asked, hits), *reasons(asked, hits)) if stands(quote)]
    if told:
        again = {(quote.document.id, quote.start) for quote in told}
        least = min(SURE_FIGURE, told[0].score)
        kept = (q for q in reading.quotes if (q.document.id, q.start) not in again and q.score >= least)
        quotes = sorted((*told[:_MOST_TOLD], *kept), key=lambda quote: -quote.score)
        return Reading(tuple(quotes), max(reading.answerable, quotes[0].score), reading.nearest)
    widened = tuple(with_sentence_after(asked, hits, quote) for quote in reading.quotes[:1])
    if asked.kind is QuestionKind.WHY and widened and widened[0] != reading.quotes[0]:
        return replace(reading, quotes=widened)
    return reading


_MOST_TOLD = 4


def _of_one_count(asked: Question, reading: Reading, hits: Sequence[Hit]) -> Reading:
    """Without the counts of the killed, say, where neither the question nor its best answer counts such."""
    if not reading.quotes or asked.claimant or asked.counts_event:
        return reading
    passages = {hit.passage.id: hit for hit in hits}
    best, *further = reading.quotes
    if counts.befell(passages[best.passage_id], best):
        return reading
    kept = (quote for quote in further if not counts.befell(passages[quote.passage_id], quote))
    return replace(reading, quotes=(best, *kept))


PREFERRED = 2.0
"""How many times as likely as the next of its document a figure must be for the network to be sure of it."""


def _preferred(ruled: Reading, marked: Reading) -> Reading:
    """The figures of the rules, but where the network is sure of another one beside them, that one."""
    sure = [
        quote
        for quote in marked.quotes
        if quote.answer is not None
        and quote.score >= SURE_FIGURE
        and not any(_rivals(other, quote) and quote.score < PREFERRED * other.score for other in marked.quotes)
    ]
    told = [quote for quote in ruled.quotes if not any(_rivals(quote, other) for other in sure)]
    beside = [
        quote
        for quote in sure
        if any(_rivals(other, quote) for other in ruled.quotes)
        and not any(_marks_same(other, quote) for other in told)
    ]
    return replace(ruled, quotes=tuple(sorted([*beside, *told], key=lambda quote: -quote.score)))


def _sees_more(asked: Question, marked: Reading, ruled: Reading) -> bool:
    """Whether the network's best amount stands by more of the question than that of the rules does."""
    if not marked.quotes:
        return False
    network, rules = _said(asked, marked.quotes[0]), _said(asked, ruled.quotes[0])
    sure = marked.quotes[0].score >= max(SURE_FIGURE, ruled.quotes[0].score)
    return len(network) > len(rules) or (sure and len(network) == len(rules))


def says_all(asked: Question, text: str) -> bool:
    """Whether a text says every word of the question besides framing ones."""
    said = Vocabulary(words(text, asked.language))
    return all(said.says(term.key) for term in asked.terms if term.key not in FRAME)


def _of_fullest(asked: Question, reading: Reading) -> Reading:
    """Without the quotes that say less of the question than another one of the same origin, which is no less
    than half as sure; the fullest first.
    """
    said = [(quote, _said(asked, quote)) for quote in reading.quotes]
    kept = tuple(
        quote
        for quote, own in said
        if not any(
            other.origin == quote.origin and own < more and 2 * other.score >= quote.score for other, more in said
        )
    )
    return replace(reading, quotes=kept)


def _said(asked: Question, quote: Quote) -> frozenset[str]:
    """The words of the question, besides framing ones, that a quote says."""
    said = said_in(quote)
    return frozenset(term.key for term in asked.terms if term.key not in FRAME and said.says(term.key))


def _rivals(one: Quote, other: Quote) -> bool:
    """Whether two quotes mark different figures in the same sentence of a document or in neighbouring ones."""
    if one.document.id != other.document.id or one.answer is None or other.answer is None:
        return False
    apart = max(one.start, other.start) - min(one.end, other.end)
    return apart <= _BETWEEN_SENTENCES and not one.answer.overlaps(other.answer)


_BETWEEN_SENTENCES = 2


def _marks_same(one: Quote, other: Quote) -> bool:
    """Whether two quotes mark the same words of a document."""
    both = one.answer is not None and other.answer is not None
    return (
        both
        and one.document.id == other.document.id
        and (one.answer or one.span).overlaps(other.answer or other.span)
    )


def _whole(reading: Reading) -> Reading:
    """The reading with whole sentences for answers, each once."""
    kept: dict[tuple[str, int], Quote] = {}
    for quote in reading.quotes:
        kept.setdefault((quote.document.id, quote.start), replace(quote, answer=None))
    return replace(reading, quotes=tuple(kept.values()))


def _kept(reading: Reading, stands: Callable[[Quote], bool]) -> Reading:
    """The reading with those quotes that pass a check; without an answer where none with a marked one does."""
    kept = tuple(quote for quote in reading.quotes if stands(quote))
    if len(kept) == len(reading.quotes):
        return reading
    if not kept or (kept[0].answer is None and reading.quotes[0].answer is not None):
        return replace(reading, quotes=(), answerable=0.0)
    return replace(reading, quotes=kept, answerable=min(reading.answerable, kept[0].score))
