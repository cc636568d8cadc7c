"""Judges an answer: which of a case's requirements it meets, how it scores, where a failed case was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evals import metrics
from evals.matching import holds, numbers_in, tokens
from evals.reviewing import SourceText, flat
from evals.systems import Outcome
from evals.types import (
    Abstain,
    Case,
    Check,
    Expected,
    ExpectedFigure,
    ExpectedQuote,
    Kind,
    Name,
    Number,
    Stage,
    Text,
    When,
)
from index.types import Document, DocumentInfo, Span
from qa.types import Answer, Figure, Quote

# A bare answer longer than this is a sentence: finding the answer in it was left to the reader of it.
_BARE_TOKENS = 14

_BARE_KINDS = frozenset({Kind.HOW_MANY, Kind.WHO, Kind.WHEN, Kind.WHERE})
_MIXED_KINDS = frozenset({Kind.WHAT, Kind.FOLLOW_UP})

# A quote covers the expected words when it holds nearly all of them: a sentence may be cut at its ends.
_COVERED = 0.9

ReadDocument = Callable[[str], Document]


def judge(case: Case, outcome: Outcome, document: ReadDocument) -> tuple[Check, ...]:
    """Every requirement of the case. The case passes when all are met."""
    answer = outcome.answer
    checks = [_fidelity(answer, document), _abstains(case, answer)]
    if case.abstain is Abstain.ALWAYS or (case.abstain is Abstain.EITHER and answer.abstained):
        return tuple(checks)
    if not answer.abstained:
        checks += [_held(case, group, answer) for group in case.all_of]
        checks += [_not_held(item, answer) for item in case.none_of]
        checks += [_cited(group, answer) for group in case.cite]
        checks += [_quoted(quote, answer, document) for quote in case.quotes]
        checks += [_figured(figure, answer) for figure in case.figures]
    return tuple(checks)


def _fidelity(answer: Answer, document: ReadDocument) -> Check:
    wrong = [
        q
        for q in shown_quotes(answer)
        if not metrics.verbatim(q.text, q.start, q.end, document(q.document.id).text)
    ]
    return Check("verbatim", not wrong, "every quote letter for letter", "; ".join(q.text for q in wrong))


def _abstains(case: Case, answer: Answer) -> Check:
    right = case.abstain is Abstain.EITHER or answer.abstained == (case.abstain is Abstain.ALWAYS)
    return Check("abstains", right, str(case.abstain), "abstained" if answer.abstained else "answered")


def _held(case: Case, group: Sequence[Expected], answer: Answer) -> Check:
    wanted = " or ".join(map(str, group))
    passed = any(_holds_answer(case.kind, item, answer) for item in group)
    return Check("answer", passed, wanted, " | ".join(answer.short) or answer.text)


def _holds_answer(kind: Kind, item: Expected, answer: Answer) -> bool:
    text = shown_text(answer)
    if wants_bare(kind, item):
        return any(holds(item, short, text) for short in answer.short if len(tokens(short)) <= _BARE_TOKENS)
    return holds(item, text)


def wants_bare(kind: Kind, item: Expected) -> bool:
    """Whether the item must be among the bare answers, not just somewhere in what is shown."""
    return kind in _BARE_KINDS or (kind in _MIXED_KINDS and not isinstance(item, Text))


def _not_held(item: Expected, answer: Answer) -> Check:
    found = [short for short in answer.short if len(tokens(short)) <= _BARE_TOKENS and holds(item, short)]
    return Check("no wrong answer", not found, f"not {item}", " | ".join(found))


def _cited(group: Sequence[str], answer: Answer) -> Check:
    cited = list(cited_documents(answer))
    passed = any(named(name, document) for name in group for document in cited)
    found = ", ".join(sorted({document.path for document in cited}))
    return Check("cites", passed, " or ".join(group), found)


def named(reference: str, document: DocumentInfo) -> bool:
    """Whether a case's reference means this document."""
    return SourceText(document.path, document.title, "", document.id).named(reference)


def _quoted(wanted: ExpectedQuote, answer: Answer, document: ReadDocument) -> Check:
    passed = quote_recall(wanted, answer, document) >= _COVERED
    found = " | ".join(quote.text for quote in answer.quotes)
    return Check("quotes", passed, f"{wanted.document}: {wanted.text}", found)


def quote_recall(wanted: ExpectedQuote, answer: Answer, document: ReadDocument) -> float:
    """Share of the expected words' characters that the answer's quotes cover in their document, 0 to 1."""
    best = 0.0
    for quote in answer.quotes:
        if named(wanted.document, quote.document):
            text = document(quote.document.id).text
            place = find_flat(text, wanted.text)
            spans = [q.span for q in answer.quotes if q.document.id == quote.document.id]
            best = max(best, metrics.span_recall(spans, place) if place else 0.0)
    return best


def overlaps(quote: Quote, wanted: ExpectedQuote, document: ReadDocument) -> bool:
    """Whether a quote holds any of the expected words where they stand."""
    if not named(wanted.document, quote.document):
        return False
    place = find_flat(document(quote.document.id).text, wanted.text)
    return place is not None and quote.span.overlaps(place)


def find_flat(text: str, wanted: str) -> Span | None:
    """Where `wanted` stands in `text`, line breaks and spaces being alike; None where it does not."""
    import re

    match = re.search(r"\s+".join(re.escape(word) for word in wanted.split()), text)
    return Span(match.start(), match.end()) if match else None


def _figured(wanted: ExpectedFigure, answer: Answer) -> Check:
    near = [figure for figure in answer.figures if figure.amount.value == wanted.value]
    passed = any(all(fields.values()) for fields in (figure_fields(wanted, figure) for figure in near))
    found = " | ".join(describe_figure(figure) for figure in near or answer.figures)
    return Check("figure", passed, describe_expected(wanted), found)


def figure_fields(wanted: ExpectedFigure, figure: Figure) -> dict[str, bool]:
    """For each field that is expected, whether the figure has it."""
    fields = {"value": figure.amount.value == wanted.value}
    if wanted.claimant is not None:
        fields["claimant"] = holds(Text(wanted.claimant), figure.claimant or figure.publisher)
    if wanted.bound is not None:
        fields["bound"] = figure.amount.bound is wanted.bound
    if wanted.place is not None:
        fields["place"] = holds(Text(wanted.place), figure.place or "")
    if wanted.start is not None and wanted.end is not None:
        period = figure.period
        fields["period"] = (
            period is not None and _within(wanted.start, period.start) and _within(wanted.end, period.end)
        )
    return fields


FIGURE_FIELDS = ("claimant", "bound", "place", "period")
"""The fields of a figure beside its value."""


def best_figure(wanted: ExpectedFigure, figures: Sequence[Figure]) -> tuple[Figure, dict[str, bool]] | None:
    """The figure of the expected value with most fields right, and which are; None where none has the value."""
    near = [(f, figure_fields(wanted, f)) for f in figures if f.amount.value == wanted.value]
    return max(near, key=lambda one: sum(one[1].values()), default=None)


def asks(field: str, wanted: ExpectedFigure) -> bool:
    """Whether the row expects something of the field."""
    return (wanted.start if field == "period" else getattr(wanted, field)) is not None


def states(field: str, figure: Figure) -> bool:
    """Whether the figure says anything in the field."""
    if field == "claimant":
        return bool(figure.claimant or figure.publisher)
    return field == "bound" or bool(getattr(figure, field))


def _within(wanted: When, found: object) -> bool:
    """Whether a limit of a period is the expected one, as precisely as that is given."""
    from datetime import date

    if not isinstance(found, date):
        return False
    if wanted.month is None:
        return found.year == wanted.year
    if (found.year, found.month) != (wanted.year, wanted.month):
        return False
    return wanted.day is None or found.day == wanted.day


def describe_figure(figure: Figure) -> str:
    """A figure on one line."""
    period = figure.period
    when = f"{period.start or '…'} to {period.end or '…'}" if period else None
    parts = (figure.claimant, f"{figure.amount.bound} {figure.amount.value:,}", figure.counted, figure.place, when)
    return ", ".join(str(part) for part in parts if part)


def describe_expected(figure: ExpectedFigure) -> str:
    """An expected figure on one line."""
    when = f"{figure.start} to {figure.end}" if figure.start else None
    amount = f"{figure.bound or ''} {figure.value:,}".strip()
    return ", ".join(str(part) for part in (figure.claimant, amount, figure.place, when) if part)


def describe(case: Case) -> tuple[str, ...]:
    """What a case expects, one requirement a line."""
    lines = [f"answer: {' or '.join(map(str, group))}" for group in case.all_of]
    lines += [f"not: {item}" for item in case.none_of]
    lines += [f"cites: {' or '.join(group)}" for group in case.cite]
    lines += [f"quotes: {quote.document}: {quote.text}" for quote in case.quotes]
    lines += [f"figure: {describe_expected(figure)}" for figure in case.figures]
    if case.abstain is not Abstain.NEVER:
        lines.append("abstains" if case.abstain is Abstain.ALWAYS else "may abstain")
    return tuple(lines)


def shown_quotes(answer: Answer) -> Iterator[Quote]:
    """Every quote a user sees, the nearest passage of an abstention included."""
    yield from answer.quotes
    if answer.abstention and answer.abstention.nearest:
        yield answer.abstention.nearest


def shown_text(answer: Answer) -> str:
    """The words a user sees as the answer, on one line: claims, bare answers, the quotes the claims rest on."""
    cited = sorted({number for claim in answer.claims for number in claim.quotes})
    quotes = [answer.quotes[number].text for number in cited if number < len(answer.quotes)]
    return flat("\n".join((*(claim.text for claim in answer.claims), *answer.short, *quotes)))


def cited_documents(answer: Answer) -> Iterator[DocumentInfo]:
    """The documents behind the answer, near-copies of them included."""
    for quote in answer.quotes:
        yield quote.document
        yield from quote.carriers


def lost_at(case: Case, outcome: Outcome, checks: Sequence[Check]) -> Stage | None:
    """The first stage at which what a failed case expects was gone; None where it passed."""
    if all(check.passed for check in checks):
        return None
    answer = outcome.answer
    if case.abstain is Abstain.ALWAYS:
        return Stage.SHOWN_WRONGLY if answer.abstained else Stage.WRONGLY_ANSWERED
    if not _covers(case, [(hit.document, hit.passage.text) for hit in outcome.hits]):
        return Stage.NOT_RETRIEVED
    if not _covers(case, [(quote.document, quote.text) for quote in outcome.read]):
        return Stage.NOT_READ
    if answer.abstained:
        return Stage.WRONGLY_ABSTAINED
    if not _covers(case, [(quote.document, quote.text) for quote in answer.quotes]):
        return Stage.NOT_SHOWN
    return Stage.SHOWN_WRONGLY


def stopped_by(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """The checks that dropped a quote which holds what the case expects, each once."""
    held = (one.check for one in outcome.dropped if _covers(case, [(one.quote.document, one.quote.text)]))
    return tuple(dict.fromkeys(held))


def _covers(case: Case, texts: Sequence[tuple[DocumentInfo, str]]) -> bool:
    """Whether these texts hold one item of every group expected, and every quote."""
    flats = [(document, flat(text)) for document, text in texts]
    groups = all(any(holds(plain(item), text) for item in group for _, text in flats) for group in case.all_of)
    cited = all(any(named(name, document) for name in group for document, _ in flats) for group in case.cite)
    quoted = all(
        any(named(quote.document, document) and flat(quote.text) in text for document, text in flats)
        for quote in case.quotes
    )
    return groups and cited and quoted


def plain(item: Expected) -> Expected:
    """The item without bound and unit, which may stand in another sentence."""
    return Number(item.value) if isinstance(item, Number) else item


def extra_numbers(case: Case, answer: Answer) -> tuple[int, int]:
    """How many of the bare answers that hold a number hold none that is expected, and how many hold a number."""
    wanted = {item.value for group in case.all_of for item in group if isinstance(item, Number)}
    given = [numbers for short in answer.short if (numbers := {found.value for found in numbers_in(short)})]
    return sum(1 for numbers in given if not numbers & wanted), len(given)


def gold_strings(case: Case) -> list[str]:
    """What is expected as bare strings, for exact match and token F1."""
    strings: list[str] = []
    for item in (item for group in case.all_of for item in group):
        if isinstance(item, Text):
            strings.append(item.text)
        elif isinstance(item, Name):
            strings.append(item.name)
        elif isinstance(item, Number):
            strings.append(" ".join(part for part in (f"{item.value:f}", item.unit) if part))
    return strings
