"""How each section reads a text: figures, amounts, sayings, places, times, relations, drawn questions.

Imports of `qa` stand inside the functions, so that the module a rule moved to is named in one place and a section
whose rule is gone says so in its own rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.characterise.inputs import Input

if TYPE_CHECKING:
    from qa.types import Figure, Period

Fields = dict[str, object]


def figures(given: Input) -> Fields:
    """Every figure of a text with all that is known of it, and the countries that the text places things in."""
    from qa.figures.document_figures import read_figures

    read = read_figures(given.text, given.language, given.document)
    return {"figures": [figure_fields(each) for each in read.figures], "countries": read.containments}


def figure_fields(figure: Figure) -> Fields:
    """A figure by the names that dumps know; `at` and `quote` are offsets into the text."""
    from qa.figures.counted import counted_key

    amount, key = figure.amount, counted_key(figure.counted)
    return {
        "at": amount.span, "text": amount.text, "value": amount.value, "upper": amount.upper,
        "bound": amount.bound, "unit": amount.unit, "vague": amount.vague, "counted": figure.counted,
        "key": [key.event, key.noun, *sorted(key.narrowed)] if figure.counted else None,
        "claimant": figure.claimant, "stance": figure.stance, "verb": figure.verb, "place": figure.place,
        "period": period_fields(figure.period), "as_of": figure.as_of,
        "quote": [figure.quote.start, figure.quote.end],
    }  # fmt: skip


def period_fields(period: Period | None) -> Fields | None:
    """A period by the names that dumps know."""
    return {"from": period.start, "to": period.end, "said": period.text} if period else None


def amounts(given: Input) -> Fields:
    """Every amount of a sentence, also those that make no figure."""
    from qa.figures.amounts import amounts_in

    found = amounts_in(given.text, given.language or "en")
    return {
        "amounts": [
            {"at": each.span, "text": each.text, "value": each.value, "upper": each.upper, "bound": each.bound,
             "unit": each.unit, "vague": each.vague}
            for each in found
        ]
    }  # fmt: skip


def sayings(given: Input) -> Fields:
    """Who says what in a sentence, by which verb, and over which stretch."""
    from qa.figures.attribution import sayings_in

    return {
        "sayings": [
            {"at": [each.at, each.at + len(each.verb)], "speaker": each.speaker.name, "named": each.speaker.kind,
             "person": each.speaker.person, "verb": each.verb, "stance": each.stance,
             "over": [each.start, each.end], "pull": each.pull, "passive": each.passive}
            for each in sayings_in(given.text)
        ]
    }  # fmt: skip


def places(given: Input) -> Fields:
    """The places of a sentence, and which country's each is."""
    from qa.figures.scope.places import country_code, places_in

    return {
        "places": [
            {"at": [each.start, each.end], "name": each.name, "strong": each.strong,
             "country": country_code(each.name)}
            for each in places_in(given.text)
        ]
    }  # fmt: skip


def times(given: Input) -> Fields:
    """The times of a sentence, as read without a date of publication."""
    from qa.figures.scope.periods import Calendar, times_in

    return {
        "times": [
            {"at": [each.start, each.end], "period": period_fields(each.period), "sense": each.sense}
            for each in times_in(given.text, Calendar())
        ]
    }


def claimants(given: Input) -> Fields:
    """What the speakers of a sentence are told apart by."""
    from qa.figures.attribution import sayings_in
    from qa.figures.claimants import claimant_key

    return {"keys": {each.speaker.name: claimant_key(each.speaker.name) for each in sayings_in(given.text)}}


def drawn(given: Input) -> Fields:
    """The questions that are drawn from a text's sentences."""
    from qa.suggestions.sentence_questions import drawn_from

    return {
        "questions": [
            {"at": each.sentence, "question": each.question, "kind": each.kind}
            for each in drawn_from(given.text, given.language)
        ]
    }


def relations(given: Input) -> Fields:
    """How the figures of texts side by side relate, each named by text and offset."""
    from qa.figures.document_figures import figures_in
    from qa.figures.relations import relations_between

    named: list[str] = []
    read: list[Figure] = []
    for number, hit in enumerate(given.hits):
        for each in figures_in(hit.passage.text, hit.document.language, hit.document):
            named.append(f"{number}:{each.amount.span.start} {each.amount.text}")
            read.append(each)
    return {"relations": _relations(named, relations_between(read, None, given.language or "en"))}


def _relations(named: Sequence[str], found: Sequence[object]) -> list[Fields]:
    from qa.types import Relation

    return [
        {"between": f"{named[each.first]} – {named[each.second]}", "relation": each.kind, "reason": each.reason}
        for each in found
        if isinstance(each, Relation)
    ]
