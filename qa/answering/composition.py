"""Quotes to answer: equal answers merged, different ones all shown, every line made of what it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.types import Filter, Hit
from qa.answering.figure_rows import FigureRow, Told, rows_to_tell
from qa.answering.lines import carried, folded, gated, quote_line, shortened, source_note
from qa.answering.phrases import framed_in, language_note
from qa.language.pack import Language
from qa.language.words import alike, content, keys, words
from qa.question.analysis import Question
from qa.question.question_language import answered
from qa.reading.same_answer import group_answers, merge_copies, same_answer
from qa.stages import Stage, attempt
from qa.types import Abstention, Answer, AnswerForm, Claim, Ledger, Quote, Reading

MOST_ANSWERS = 8
"""Different answers shown; what comes after is weak, and a longer list is not read."""

SURE_SHARE = 0.5
"""What a quote in the question's language must have of the best one's score to be shown before it."""

MOST_QUOTES_EACH = 3
"""Quotes under one answer: enough to see that sources agree."""

MOST_SENTENCES = 3
"""Quotes shown where the answer is not a marked span (why, how, what)."""

MOST_PER_SIDE = 3
"""Figures shown of each part of a comparison."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question led to, before it is put into words."""

    question: Question
    asked: str
    hits: Sequence[Hit]
    reading: Reading
    ledger: Ledger = field(default_factory=Ledger)
    where: Filter = field(default_factory=Filter)


def compose(found: Found) -> Answer:
    """The answer, or an abstention that says why, in the question's language where there are phrases of it."""
    frame = framed_in(found.question.language)
    base = Answer(question=found.asked, understood_as=found.question.text, language=frame.code, filter=found.where)
    asked = found.question.text
    if not found.reading.quotes:
        unexplained = Abstention(frame.answers.unanswered, nearest=found.reading.nearest)
        return replace(
            base,
            abstention=attempt(Stage.MISSING, asked, lambda: _abstention(found, frame), lambda: unexplained),
        )
    quotes = found.reading.quotes
    if found.reading.form is not AnswerForm.EACH:
        whole = _whole(quotes, found.reading.form, frame)
        return replace(base, claims=whole.claims, quotes=quotes, short=whole.short, form=found.reading.form)
    rows = attempt(
        Stage.ACCOUNT,
        asked,
        lambda: rows_to_tell(found.question, quotes, found.ledger, frame.answers),
        lambda: None,
    )
    made = _from_rows(rows, frame) if rows else _from_groups(_groups(found), frame)
    made = _with_altered(made, found.reading.altered, frame)
    further = _not_told(found.reading.further, made.quotes)
    return replace(
        base, claims=made.claims, quotes=made.quotes, short=made.short, ledger=found.ledger, further=further
    )


def _not_told(further: Sequence[Quote], told: Sequence[Quote]) -> tuple[Quote, ...]:
    """The further quotes whose answer is none of those that are told."""
    return tuple(quote for quote in further if not any(same_answer(quote, other) for other in told))


def bare(found: Found) -> Answer:
    """The best quotes alone, each with its source: what is left where they cannot be put together."""
    frame = framed_in(found.question.language)
    quotes = tuple(found.reading.quotes[:MOST_SENTENCES])
    return Answer(
        question=found.asked,
        understood_as=found.question.text,
        language=frame.code,
        filter=found.where,
        claims=tuple(
            Claim(f"“{folded(quote.text)}” {source_note(quote.document, frame)}", (number,))
            for number, quote in enumerate(quotes)
        ),
        quotes=quotes,
        short=tuple(dict.fromkeys(folded(quote.answer_text) for quote in quotes)),
        abstention=None if quotes else Abstention(frame.answers.unanswered),
    )


def best_made(part: Found, frame: Language, most: int = MOST_PER_SIDE) -> Made:
    """The best answers to one part of a comparison, so many figures at most, or nothing."""
    rows = rows_to_tell(part.question, part.reading.quotes, part.ledger, frame.answers)
    if rows is None:
        return _from_groups(_groups(part)[:1], frame)
    return _from_rows(Told(rows.asked[:most], (), rows.claimant), frame)


def made_of(quote: Quote, frame: Language) -> Made:
    """One quote as an answer."""
    return _from_groups([(quote,)], frame)


@dataclass(frozen=True, slots=True)
class Made:
    """Lines of an answer with the quotes they cite, and the bare answers."""

    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]
    short: tuple[str, ...]


def refuse(asked: str, reason: str, language: str = "en", where: Filter | None = None) -> Answer:
    """An abstention for a question that cannot be looked up, with the reason."""
    return Answer(
        question=asked,
        understood_as=asked,
        abstention=Abstention(reason=reason),
        language=framed_in(language).code,
        filter=where or Filter(),
    )


def _groups(found: Found) -> list[tuple[Quote, ...]]:
    """Quotes with equal answers together, the best supported answer first; whole sentences stand each for
    itself.
    """
    quotes = found.reading.quotes
    if all(quote.answer is None for quote in quotes):
        return [(quote,) for quote in merge_copies(quotes)[:MOST_SENTENCES]]
    groups = [_understood_first(group.quotes, found.question.language) for group in group_answers(quotes)]
    return [group[:MOST_QUOTES_EACH] for group in groups][:MOST_ANSWERS]


def _understood_first(quotes: tuple[Quote, ...], language: str) -> tuple[Quote, ...]:
    """Of quotes that give one answer, first the best in the question's language, if it is about as sure."""
    own = next(
        (q for q in quotes if q.document.language == language and q.score >= SURE_SHARE * quotes[0].score), None
    )
    return (own, *(quote for quote in quotes if quote is not own)) if own else quotes


def _from_groups(groups: Sequence[tuple[Quote, ...]], frame: Language) -> Made:
    """A line for each answer with the quotes that give it, led by all answers where there are several."""
    claims: list[Claim] = []
    firsts: list[int] = []
    start = 0
    for group in groups:
        cited = tuple(range(start, start + len(group)))
        claims.append(Claim(gated(quote_line(group[0], frame), group, frame), cited))
        firsts.append(start)
        start += len(group)
    marked = [
        (folded(group[0].answer_text), at) for group, at in zip(groups, firsts, strict=True) if group[0].answer
    ]
    if len(marked) > 1:
        lead = f"{frame.answers.several} {'; '.join(text for text, _ in marked)}."
        claims.insert(0, Claim(lead, tuple(at for _, at in marked)))
    return Made(
        tuple(claims),
        tuple(quote for group in groups for quote in group),
        tuple(dict.fromkeys(text for text, _ in marked))
        or tuple(dict.fromkeys(folded(group[0].text) for group in groups)),
    )


def _whole(quotes: tuple[Quote, ...], form: AnswerForm, frame: Language) -> Made:
    """One answer of all quotes in their order: what they mark, after their number where it is asked."""
    marked = tuple(folded(quote.answer_text) for quote in quotes)
    lines = [Claim(gated(quote_line(quote, frame), [quote], frame), (n,)) for n, quote in enumerate(quotes)]
    listed = "; ".join(marked)
    is_count = form is AnswerForm.COUNT
    lead = Claim(f"{len(quotes)}: {listed}." if is_count else f"{listed}.", tuple(range(len(quotes))))
    short = (str(len(quotes)),) if is_count else tuple(dict.fromkeys(marked))
    return Made((lead, *lines) if len(quotes) > 1 or is_count else tuple(lines), quotes, short)


def _with_altered(made: Made, altered: Sequence[Quote], frame: Language) -> Made:
    """What is told, with a line for each quote of an altered copy that is not told yet; it is no bare answer."""
    told_already = {_place(quote) for quote in made.quotes}
    added = [quote for quote in altered if _place(quote) not in told_already][:MOST_QUOTES_EACH]
    claims = [
        Claim(gated(f"{frame.answers.altered} {quote_line(quote, frame)}", [quote], frame), (number,))
        for number, quote in enumerate(added, start=len(made.quotes))
    ]
    return Made((*made.claims, *claims), (*made.quotes, *added), made.short)


def _from_rows(rows: Told, frame: Language) -> Made:
    """The figures asked for, then those of others, each section led by its figures, each figure with its quote."""
    everything = (*rows.asked, *rows.others)
    quotes: dict[tuple[str, int, int], Quote] = {}
    for row in everything:
        for quote in (row.quote, *row.also[: MOST_QUOTES_EACH - 1]):
            quotes.setdefault(_place(quote), quote)
    number = {place: position for position, place in enumerate(quotes)}
    at = [number[_place(row.quote)] for row in everything]
    claims: list[Claim] = []
    asked_lead = f"{rows.claimant[:1].upper()}{rows.claimant[1:]}:" if rows.claimant else frame.answers.several
    for section, lead in ((rows.asked, asked_lead), (rows.others, frame.answers.others_say)):
        offset = 0 if section is rows.asked else len(rows.asked)
        if len(section) > 1 or (section and section is rows.others):
            listed = "; ".join(_told_apart(section, rows.claimant, frame))
            claims.append(Claim(f"{lead} {listed}.", tuple(at[offset + n] for n in range(len(section)))))
        for place, row in enumerate(section):
            claim = _row_claim(row, everything, at, offset + place, frame)
            also = [number[_place(quote)] for quote in row.also[: MOST_QUOTES_EACH - 1]]
            claims.append(replace(claim, quotes=tuple(dict.fromkeys((*claim.quotes, *also)))))
    return Made(tuple(claims), tuple(quotes.values()), tuple(dict.fromkeys(_amount(row) for row in rows.asked)))


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.document.id, quote.start, (quote.answer or quote.span).start


def _told_apart(section: Sequence[FigureRow], asked: str | None, frame: Language) -> list[str]:
    """How each row is named in the list of all; rows that would read the same with their scope, else source."""
    plain = [_named(row, asked) for row in section]
    scoped = [_named(row, asked, _carried_scope(row, frame)) for row in section]
    named = [long if plain.count(name) > 1 else name for name, long in zip(plain, scoped, strict=True)]
    return [
        f"{name} {source_note(row.quote.document, frame)}" if named.count(name) > 1 else name
        for row, name in zip(section, named, strict=True)
    ]


def _named(row: FigureRow, asked: str | None, scope: str = "") -> str:
    """The amount with who says it, where that is not whom the question asks about, and with its scope if given."""
    speaker = row.figure.claimant
    parts = [part for part in (None if speaker == asked else speaker, scope) if part]
    return f"{_amount(row)} ({', '.join(parts)})" if parts else _amount(row)


def _carried_scope(row: FigureRow, frame: Language) -> str:
    """Place and period, where the row's quote holds their numbers."""
    scope = _scope(row)
    return scope if carried(scope, [row.quote], frame) else ""


def _scope(row: FigureRow) -> str:
    figure = row.figure
    return folded(", ".join(part for part in (figure.place, figure.period.text if figure.period else "") if part))


def _amount(row: FigureRow) -> str:
    return folded(row.figure.amount.text)


def _row_claim(
    row: FigureRow, everything: Sequence[FigureRow], at: Sequence[int], number: int, frame: Language
) -> Claim:
    """A figure's line: amount, scope, what replaces or contains it, quote; what its quotes do not hold is left
    out.
    """
    quote = row.quote
    cited = (at[number],) if row.other is None else (at[number], at[row.other])
    sources = [quote] if row.other is None else [quote, everything[row.other].quote]
    scope = ", ".join(filter(None, (row.quote.unit, _scope(row))))
    relation = f", {row.relation.format(_amount(everything[row.other]))}" if row.other is not None else ""
    quoted = f"“{shortened(quote)}” {source_note(quote.document, frame)}"
    line = f"{_amount(row)} ({scope}){relation} — {quoted}" if scope else f"{_amount(row)}{relation} — {quoted}"
    if carried(line, sources, frame):
        return Claim(line, cited)
    unit = f" ({quote.unit})" if quote.unit else ""
    return Claim(gated(f"{_amount(row)}{unit} — {quoted}", [quote], frame), (at[number],))


def _abstention(found: Found, frame: Language) -> Abstention:
    question, nearest = found.question, _nearest(found)
    if not found.hits:
        return Abstention(frame.answers.nothing_filtered if found.where else frame.answers.nothing_indexed)
    missing = _missing(question, found.hits, frame)
    parts = [frame.answers.unanswered]
    if missing:
        parts.append(frame.answers.not_spoken_of.format("; ".join(missing)))
    elif question.claimant:
        said = frame.answers.nobody_admits if question.admission else frame.answers.nobody_says
        parts.append(said.format(question.claimant))
    elif question.kind in frame.answers.kinds:
        parts.append(frame.answers.not_told.format(frame.answers.kinds[question.kind]))
    if question.language not in answered():
        parts.append(language_note(question.language))
    return Abstention(reason=" ".join(parts), nearest=nearest, missing=missing)


def _nearest(found: Found) -> Quote | None:
    """The sentence nearest to the question; the best passage whole where the reader cannot read the language."""
    if found.question.language in answered() or not found.hits:
        return found.reading.nearest
    best = found.hits[0]
    passage = best.passage
    return Quote(passage.text, passage.start, passage.end, best.document, passage.id, 0.0)


def _missing(question: Question, hits: Sequence[Hit], frame: Language) -> tuple[str, ...]:
    """The names, years and things of the question that none of the passages speaks of, each with its part."""
    held = [word for hit in hits for word in words(hit.passage.searchable, hit.document.language)]
    # A name has no other form in another language, whose stemmer would cut it elsewhere.
    surfaces = {word.text.casefold() for word in held}
    lacking = [
        term
        for term in question.terms
        if not any(alike(term.key, word) for word in held)
        and not (term.is_name and term.text.casefold() in surfaces)
    ]
    gone = {term.key for term in lacking}
    placing = question.spoken.questions.placing
    missing = []
    named: set[str] = set()
    for name in question.names:
        inside = keys(name, question.language)
        named |= inside
        if inside & gone:
            part = frame.answers.where if _is_place(name, question.text, placing) else frame.answers.who
            missing.append(f"{part}: {name}")
    for term in content(lacking):
        if term.key not in named:
            dated = term.text in map(str, question.years)
            missing.append(f"{frame.answers.when if dated else frame.answers.what}: {term.text}")
    return tuple(missing)


def _is_place(name: str, text: str, placing: frozenset[str]) -> bool:
    before = text[: text.find(name)].casefold().split()
    return not placing.isdisjoint(before[-1:])
