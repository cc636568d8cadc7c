"""The checks that a marked answer must stand up to, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.types import Hit
from qa.question.analysis import Question
from qa.reading.checks import asked_kind, asked_matter, deeds, measures, named, negations, other_scope, roles
from qa.reading.checks.search_context import SearchContext
from qa.reading.statements import changes
from qa.reading.statements.corrections import is_taken_back
from qa.types import Dropped, Quote


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name; `speaks_against` tells whether it finds the quote to be no answer."""

    name: str
    speaks_against: Callable[[SearchContext, Quote], bool]


CHECKS: tuple[Check, ...] = (
    Check("taken back", lambda on, quote: is_taken_back(on.hits[quote.passage_id], quote)),
    Check("names", lambda on, quote: not named.names_spoken_of(on, quote)),
    Check("kind", lambda on, quote: not asked_kind.fits_kind(on, quote)),
    Check("repeats", asked_kind.repeats_question),
    Check("other figure", asked_matter.other_figure),
    Check("turned round", lambda on, quote: roles.is_object_of_act(on.question, quote)),
    Check("age of another", lambda on, quote: roles.age_of_another(on.question, quote)),
    Check("said by another", lambda on, quote: roles.said_by_another(on.question, quote)),
    Check("wrote only", lambda on, quote: roles.wrote_only(on.question, quote)),
    Check("affirms", lambda on, quote: negations.affirms(on.question, quote)),
    Check("matter", lambda on, quote: not asked_matter.speaks_of_matter(on, quote)),
    Check("tables", lambda on, quote: on.tables.contradicts(quote)),
    Check("deed", lambda on, quote: deeds.lacks_deed(on.question, on.hits[quote.passage_id], quote)),
    Check("other end", lambda on, quote: changes.marks_other_end(on.question, quote)),
    Check("other measure", lambda on, quote: measures.of_another_measure(on.question, quote)),
    Check("other year", lambda on, quote: other_scope.of_other_year(on.question, _own_hits(on, quote), quote)),
    Check("other issue", lambda on, quote: other_scope.of_other_issue(on.question, on.documents, quote)),
    Check("office elsewhere", named.office_elsewhere),
    Check("namesake", named.of_namesake),
    Check("reason of another", named.reason_of_another),
)
"""Cheap and frequent ones first: the first that speaks against an answer ends the asking."""


def _own_hits(on: SearchContext, quote: Quote) -> Sequence[Hit]:
    return on.by_document[quote.document.id]


class Checks:
    """The checks, asked of the answers to one question in the passages of one search."""

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self.context = SearchContext(question, hits)
        self.dropped: list[Dropped] = []

    def stands(self, quote: Quote) -> bool:
        """Whether nothing speaks against the quote as an answer; one that does not stand is kept in `dropped`."""
        against = self.first_against(quote)
        if against is not None:
            self.dropped.append(Dropped(quote, against))
        return against is None

    def first_against(self, quote: Quote) -> str | None:
        """The name of the first check that speaks against the quote; None where none does."""
        return next(self.against(quote), None)

    def against(self, quote: Quote) -> Iterator[str]:
        """The names of the checks that speak against the quote, in their order."""
        return (check.name for check in CHECKS if check.speaks_against(self.context, quote))
