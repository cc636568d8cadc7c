"""Whether the figure that is marked is the one asked for, and whether its passage speaks of the matter at all."""

from __future__ import annotations

from qa.figures.attribution import sayings_in
from qa.language.detection import language_of_quote
from qa.language.words import words
from qa.question.analysis import QuestionKind
from qa.reading.checks import counts, other_scope, roles
from qa.reading.checks.search_context import SearchContext, is_spoken_of, words_around
from qa.types import Figure, Quote, Stance

_READER_SURE = 0.3
"""Score from which an answer may stand in a passage that shares no word with the question but names."""
_TOLD_IN_THE_SAME_WORDS = frozenset((QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE))
"""Kinds whose answer stands beside what is asked; a what, why or how is often told in other words."""


def other_figure(on: SearchContext, quote: Quote) -> bool:
    """Whether the figure marked is of something else, or only told by whom the question asks to have acted."""
    if on.question.kind is not QuestionKind.HOW_MANY or quote.answer is None:
        return False
    hit = on.hits[quote.passage_id]
    here = other_scope.marked_figures(hit, quote)
    return bool(here) and all(
        _only_told(on, figure, quote)
        or counts.counts_another(on.question, figure, quote.text)
        or other_scope.is_elsewhere(on.question, figure, hit.passage.searchable)
        for figure in here
    )


def _only_told(on: SearchContext, figure: Figure, quote: Quote) -> bool:
    """Whether the one asked to have acted ("did X kill") only tells of what others did."""
    asked = on.question.doer
    if asked is None:
        return False
    if figure.claimant and counts.is_claimant(asked, figure.claimant) and figure.stance is Stance.ADMITS:
        return False
    if not roles.names_doer(on.question, quote):
        return True
    speakers = [
        figure.claimant,
        *(saying.speaker.name for saying in sayings_in(quote.text, language_of_quote(quote))),
    ]
    tells = any(name and counts.is_claimant(asked, name) for name in speakers)
    return tells and not counts.own_doing(asked, figure, on.question.language)


def speaks_of_matter(on: SearchContext, quote: Quote) -> bool:
    """Whether the passage holds any word of the question besides names, where the reader is not sure of it."""
    language = quote.document.language
    foreign = bool(language) and language != on.question.language
    if foreign or quote.score >= _READER_SURE or on.question.kind not in _TOLD_IN_THE_SAME_WORDS:
        return True
    matter = on.question.matter
    around = words_around(on.hits[quote.passage_id])
    spoken = not matter or any(is_spoken_of(key, around) for key in matter)
    return spoken or bool(roles.act_words(on.question, quote.text)) or _ties_names(on, quote)


def _ties_names(on: SearchContext, quote: Quote) -> bool:
    """Whether the quote itself speaks of all of several names: what ties them is then told there."""
    said = words(quote.text, quote.document.language)
    return len(on.names) > 1 and all(
        2 * sum(is_spoken_of(key, said) for key in name) >= len(name) for name in on.names
    )
