"""Of a number that changed, which end a question asks for; and what a text says only to correct it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Span
from qa.figures.amounts import amounts_in
from qa.question.analysis import Question, QuestionKind
from qa.types import Quote

_CHANGED = re.compile(
    r"\b(?:gr[eo]w\w*|ros[ei]\w*|ris(?:es?|ing)|increas\w+|climb\w+|jump\w+|soar\w+|f[ae]ll\w*|drop\w+|declin\w+"
    r"|decreas\w+|shr[aiu]nk\w*|s[au]nk|went|gone|cut|reduc\w+|rais\w+|doubl\w+|lower\w+|chang\w+|expand\w+|widen\w+"
    r"|up|down|ök\w+|minska\w*|vux\w+|väx\w+|stig\w+|steg|sjunk\w+|sjönk|höj\w+|sänk\w+|gått|gick|krymp\w+|dubbl\w+"
    r"|ändra\w*|upp|ned|ner)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|från)\s+(?:the |de |just |only |bara |a |en )?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:]{0,60}?\b(?:to|till)\s+(?:the |de |a |en )?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:compared (?:with|to)|(?:as )?against|versus|jämfört med|mot|down from|up from)\s+"
    r"(?:the |only |just |a mere |tidigare |bara |förra årets |last year['’]s |earlier |previously )*$"
    r"|\b(?:previously|formerly|tidigare|förut)\s+(?:it was |it had |was |were |had |var |hade )?$",
    re.IGNORECASE,
)
_REACH = 80
"""Characters before "from" in which the verb of a change stands."""

_ASKS_EARLIER = re.compile(
    r"\b(?:before|earlier|previous(?:ly)?|formerly|former|ago|last (?:year|month|week|season)|used to|originally"
    r"|initially|at first|(?:grow|rise|increase|fall|drop|decline|change|go) from|tidigare|förut|förra"
    r"|innan|dessförinnan"
    r"|ursprungligen|från början|brukade|för [^?]+ sedan|från\s*\?)",
    re.IGNORECASE,
)
_ASKS_CHANGE = re.compile(r"\b(?:by how (?:much|many)|med hur (?:mycket|många))\b", re.IGNORECASE)

_NOT_SO = re.compile(
    r"(?:\bnot|n['’]t|\binte)\s+(?:mean|imply|true|betyd\w+|innebär\w*)\b[^.;]{0,40}$"
    r"|\b(?:difference|gap|increase|rise|drop|fall|decrease|change|margin|skillnad\w*|ökning\w*|minskning\w*)"
    r"\s+(?:of|by|på|med)\s*$",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"(?:\bnot|\binte|\brather than|\binstead of|\bsnarare än|\bi stället för|\bistället för)\s+"
    r"(?:the |in |on |at |by |i |på |av |den |de )?$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r",\s+(?:and |och )?(?:not|inte|rather than|instead of|snarare än)\s+(?:in |on |at |by |the |i |på |av "
    r"|den )?$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:this (?:year|month|week|season)|now|today|currently|i år|nu|idag|i dag|i veckan)\b", re.IGNORECASE
)
_THEN = re.compile(
    r"(?:^|[.;(]\s*|,\s*)(?:in )?(?:last (?:year|month|week|season)|(?:a|the) (?:year|month"
    r"|week) (?:earlier|before|ago)"
    r"|förra (?:året|månaden|veckan)|i fjol|(?:ett år|året|månaden|veckan) (?:innan|tidigare))\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?:more|less|fewer|over|under|until|mer|fler|mindre|färre|över|förrän)\b", re.IGNORECASE)


def is_denied(text: str, start: int) -> bool:
    """Whether a number that starts at an offset is said not to be so, is corrected, or is a difference."""
    return _NOT_SO.search(text, 0, start) is not None or corrected(text, start)


def corrected(text: str, start: int) -> bool:
    """Whether what starts at an offset is only named as wrong: the 540 of "610, not 540, people came"."""
    return _CORRECTED.search(text, 0, start) is not None and _BOUND.match(text, start) is None


def other_end(question: Question, text: str, start: int, language: str | None) -> bool:
    """Whether a number that starts at an offset is the end of a change that is not asked for: 96 of "grew from 96
    to 118" where nobody asks for what was before.
    """
    return any(other.start <= start < other.end for _, other in _ends(question, text, language))


def end_of_change(question: Question, quote: Quote) -> Quote:
    """The quote with the asked end of a change marked where its mark was on the other one, or on both."""
    if quote.answer is None:
        return quote
    marked = Span(quote.answer.start - quote.start, quote.answer.end - quote.start)
    for asked, other in _ends(question, quote.text, quote.document.language):
        if other.overlaps(marked):
            return replace(quote, answer=Span(quote.start + asked.start, quote.start + asked.end))
    return quote


def _ends(question: Question, text: str, language: str | None) -> list[tuple[Span, Span]]:
    """Of each number that changed in a text, where the asked end stands, and where the other one."""
    if question.kind is not QuestionKind.HOW_MANY or question.years or _ASKS_CHANGE.search(question.text):
        return []
    spans = [amount.span for amount in amounts_in(text, language or question.language)]
    changed = [(span, later) for n, span in enumerate(spans) if (later := _later_of(text, spans, n))]
    wants_earlier = _ASKS_EARLIER.search(question.text) is not None
    return changed if wants_earlier else [(later, earlier) for earlier, later in changed]


def _was_earlier(question: Question, text: str, start: int) -> bool:
    """Whether a number is told of last year, say, where the question asks for this one's."""
    return _NOW.search(question.text) is not None and _THEN.search(text, 0, start) is not None


def _later_of(text: str, spans: Sequence[Span], number: int) -> Span | None:
    """The number that the one at a place changed to; None where that one did not change."""
    here = spans[number]
    before = text[: here.start]
    if number and _BESIDE.search(before):
        return spans[number - 1]
    found = _FROM.search(before)
    if found is None or number + 1 == len(spans) or not _TO.match(text[here.end : spans[number + 1].start]):
        return None
    changed = _CHANGED.search(before, max(0, found.start() - _REACH), found.start())
    return spans[number + 1] if changed else None


def marks_other_end(question: Question, quote: Quote) -> bool:
    """Whether a quote marks the end of a change that is not asked for, or what its sentence only corrects."""
    if quote.answer is None:
        return False
    start = quote.answer.start - quote.start
    if question.kind is QuestionKind.HOW_MANY:
        earlier = other_end(question, quote.text, start, quote.document.language)
        return earlier or corrected(quote.text, start) or _was_earlier(question, quote.text, start)
    return _INSTEAD.search(quote.text, 0, start) is not None
