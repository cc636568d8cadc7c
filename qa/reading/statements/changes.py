"""Of a number that changed, which end a question asks for; and what a text says only to correct it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.types import Quote

_REACH = 80
"""Characters before "from" in which the verb of a change stands."""
_APART = 60
"""Characters between the number that was and the "to" before what it became: what is counted, and for whom."""


def is_denied(text: str, start: int, language: Language) -> bool:
    """Whether a number that starts at an offset is said not to be so, is corrected, or is a difference."""
    denied = language.statements.corrections.not_so.search(text, 0, start) is not None
    return denied or is_corrected(text, start, language)


def is_corrected(text: str, start: int, language: Language) -> bool:
    """Whether what starts at an offset is only named as wrong: the 540 of "610, not 540, people came"."""
    told = language.statements.corrections
    return told.not_this.search(text, 0, start) is not None and told.bound.match(text, start) is None


def is_other_end(question: Question, text: str, start: int, language: Language) -> bool:
    """Whether a number that starts at an offset is the end of a change that is not asked for: 96 of "grew from 96
    to 118" where nobody asks for what was before.
    """
    return any(other.start <= start < other.end for _, other in _ends(question, text, language))


def end_of_change(question: Question, quote: Quote) -> Quote:
    """The quote with the asked end of a change marked where its mark was on the other one, or on both."""
    if quote.answer is None:
        return quote
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for asked, other in _ends(question, quote.text, language_of_quote(quote)):
        if other.overlaps(marked):
            return replace(quote, answer=Span(quote.start + asked.start, quote.start + asked.end))
    return quote


def marks_other_end(question: Question, quote: Quote) -> bool:
    """Whether a quote marks the end of a change that is not asked for, or what its sentence only corrects."""
    if quote.answer is None:
        return False
    text, start, language = quote.text, quote.answer.start - quote.start, language_of_quote(quote)
    if question.kind is not QuestionKind.HOW_MANY:
        return language.statements.corrections.not_the_other.search(text, 0, start) is not None
    return (
        is_other_end(question, text, start, language)
        or is_corrected(text, start, language)
        or _is_of_last_time(question, text, start, language)
    )


def _ends(question: Question, text: str, language: Language) -> list[tuple[Span, Span]]:
    """Of each number that changed in a text, where the asked end stands, and where the other one."""
    if question.kind is not QuestionKind.HOW_MANY or question.years or Manner.DIFFERENCE in question.manners:
        return []
    changed = _changes(text, language)
    return changed if Manner.EARLIER in question.manners else [(later, earlier) for earlier, later in changed]


def changes_told(text: str, language: Language) -> list[tuple[Span, Span]]:
    """The numbers of a text that are told to have changed: where the one before stands, and the one after."""
    return _changes(text, language, is_told=language.statements.changes.changed.search(text) is not None)


def _changes(text: str, language: Language, *, is_told: bool = False) -> list[tuple[Span, Span]]:
    """`is_told` where it is known that the text tells a change, whose verb may then stand anywhere."""
    spans = [amount.span for amount in amounts_in(text, language)]
    told = ((span, _later_of(text, spans, n, language, is_told=is_told)) for n, span in enumerate(spans))
    return [(span, later) for span, later in told if later is not None]


def _is_of_last_time(question: Question, text: str, start: int, language: Language) -> bool:
    """Whether a number is told of last year, say, where the question asks for this one's."""
    last = language.statements.changes.last_time.search(text, 0, start)
    return Manner.NOW in question.manners and last is not None


def _later_of(
    text: str, spans: Sequence[Span], number: int, language: Language, *, is_told: bool = False
) -> Span | None:
    """The number that the one at a place changed to; None where that one did not change."""
    here, told = spans[number], language.statements.changes
    if number and told.compared.search(text, 0, here.start):
        return spans[number - 1]
    before_start, before_end = _prepositions(language)
    found = before_start.search(text, 0, here.start)
    if found is None or number + 1 == len(spans) or not before_end.match(text, here.end, spans[number + 1].start):
        return None
    changed = is_told or told.changed.search(text, max(0, found.start() - _REACH), found.start())
    return spans[number + 1] if changed else None


@lru_cache(maxsize=64)
def _prepositions(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends before the number that was, and what stands between it and the one it became."""
    told = language.statements.changes
    filler = rf"\s+(?:{any_of(told.fillers)}\s)?\Z"
    return (
        re.compile(rf"\b{any_of(told.starts)}{filler}", re.IGNORECASE),
        re.compile(rf"[^.;:]{{0,{_APART}}}?\b{any_of(told.ends)}{filler}", re.IGNORECASE),
    )
