"""Who says what, as HTML: a table of figures with their relations, and a summary of it inside the answer.

Links `#figure-TURN-NUMBER` open the quote behind figure NUMBER (from 1) of the answer of turn TURN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.answering.ledger import Section, SectionKind, sections
from qa.types import Amount, Answer, Figure, Relation, RelationKind, Stance
from ui.rendering.html import button, day, isolated, period_words, text
from ui.rendering.timeline import timeline_html
from ui.rendering.voices import speaker, voice_style, voices

SUMMARISED = 4  # voices shown inside the answer; the panel has them all
MOST_RELATIONS = 3  # shown at one row; more of them hide what they say

# As a row says it that stands first in the relation, and second.
_WORDS = {
    RelationKind.CONFLICT: ("≠", "disputed by", "disputed by"),
    RelationKind.UPDATE: ("↑", "updates", "updated by"),
    RelationKind.PART_OF: ("⊂", "part of", "includes"),
    RelationKind.AGREE: ("=", "agrees with", "agrees with"),
}
_ORDER = tuple(_WORDS)


def ledger_html(answer: Answer, turn: int, known: Mapping[str, int] | None = None) -> str:
    """The figures of an answer: the picture, then a table for each side; `known` are the colours so far."""
    parts = sections(answer.understood_as, answer.ledger)
    colours = voices(answer.figures, known)
    picture = timeline_html(answer.ledger, colours, turn)
    tables = "".join(_table(part, answer, colours, turn) for part in parts)
    return (
        f'<section class="ledger" data-turn="{turn}"><header><h2 dir="auto">{text(answer.understood_as)}</h2>'
        f"<p>{text(counted_words(answer))}</p></header>{picture}{tables}</section>"
    )


def summary_html(answer: Answer, turn: int, known: Mapping[str, int] | None = None) -> str:
    """The first figure of each voice inside the answer itself, with the way to all; empty where there are none."""
    if not answer.figures:
        return ""
    colours = voices(answer.figures, known)
    first: dict[str, int] = {}
    for part in sections(answer.understood_as, answer.ledger):
        for row in part.rows:
            first.setdefault(speaker(answer.figures[row.figure]), row.figure)
    # "Dozens" tells less than a number: it comes last.
    shown = sorted(first.values(), key=lambda number: answer.figures[number].amount.vague)[:SUMMARISED]
    rows = "".join(_summary_row(answer, number, colours, turn) for number in shown)
    see = button("See who says what", css="small", show="ledger", turn=turn)
    return (
        f'<div class="summary" role="group" aria-label="Who says what"><p class="label">Who says what '
        f"<span>{text(counted_words(answer))}</span></p><ul>{rows}</ul>{see}</div>"
    )


def _summary_row(answer: Answer, number: int, colours: dict[str, int], turn: int) -> str:
    figure = answer.figures[number]
    disputed = any(number in (r.first, r.second) for r in answer.conflicts)
    badge = '<span class="relation conflict">≠ disputed</span>' if disputed else ""
    scope = ", ".join(part for part in (figure.place or "", period_words(figure.period)) if part)
    return (
        f'<li {voice_style(colours[speaker(figure)])}><a class="cite" href="#figure-{turn}-{number + 1}">'
        f'<span class="swatch"></span><b>{text(amount_words(figure.amount))}</b> '
        f'<span class="by">{isolated(speaker(figure))}</span> <span class="scope">{text(scope)}</span></a>'
        f"{badge}</li>"
    )


def counted_words(answer: Answer) -> str:
    """How many figures, voices and disputes, in a few words."""
    figures, disputes = len(answer.figures), len(answer.conflicts)
    said = f"{_many(figures, 'figure')} from {_many(len(voices(answer.figures)), 'voice')}"
    return f"{said}, {_many(disputes, 'dispute')}" if disputes else said


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def amount_words(amount: Amount) -> str:
    """The amount as the document writes it, which has its bound and unit."""
    return " ".join(amount.text.split())


def _heading(part: Section) -> str:
    if part.kind is SectionKind.ASKED:
        return f"Said by {part.claimant}"
    return "Said by others" if part.kind is SectionKind.OTHERS else "Every figure"


def _table(part: Section, answer: Answer, colours: dict[str, int], turn: int) -> str:
    heads = ("Who", "How many", "Of what, where", "Period")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(_row(answer, row.figure, colours, turn) for row in part.rows)
    return (
        f"<table><caption>{isolated(_heading(part))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(answer: Answer, position: int, colours: dict[str, int], turn: int) -> str:
    figure = answer.figures[position]
    related = "".join(_relations(answer, position, turn))
    older = any(r.kind is RelationKind.UPDATE and r.second == position for r in answer.ledger.relations)
    below = f'<tr class="related" data-figure="{position}"><td colspan="4">{related}</td></tr>' if related else ""
    style = voice_style(colours[speaker(figure)], "older figure" if older else "figure")
    return (
        f'<tr {style} data-figure="{position}">'
        f"{_who(figure)}{_amount(figure, position, turn)}{_what(figure)}{_when(figure)}</tr>{below}"
    )


def _who(figure: Figure) -> str:
    own = "" if figure.claimant else '<span class="tag">in its own words</span>'
    stance = figure.stance
    told = f'<span class="tag {stance.value}">{stance.value}</span>' if _telling(figure) else ""
    published = f'<span class="fine">published by {isolated(figure.publisher)}</span>' if figure.claimant else ""
    name = f"<b>{isolated(speaker(figure))}</b>"
    return f'<td class="who"><span class="swatch"></span>{name} {told}{own}{published}</td>'


def _telling(figure: Figure) -> bool:
    return figure.claimant is not None and figure.stance is not Stance.STATES


def _amount(figure: Figure, position: int, turn: int) -> str:
    amount = text(amount_words(figure.amount))
    link = (
        f'<a class="cite" href="#figure-{turn}-{position + 1}" aria-label="{amount}, open the quote">{amount}</a>'
    )
    return f'<td class="amount">{link}</td>'


def _what(figure: Figure) -> str:
    place = isolated(figure.place) if figure.place else "place not stated"
    corrected = '<span class="fine">corrected by its own text</span>' if figure.corrected else ""
    return f'<td class="what">{isolated(figure.counted)}<span class="fine">{place}</span>{corrected}</td>'


def _when(figure: Figure) -> str:
    said = period_words(figure.period) or "not stated"
    as_of = f'<span class="fine">as of {day(figure.as_of)}</span>' if figure.as_of else ""
    return f'<td class="when">{text(said)}{as_of}</td>'


def _relations(answer: Answer, position: int, turn: int) -> Iterator[str]:
    """The relations of a figure as pills, disputes first; what a figure includes is said at its parts."""
    mine = [
        relation
        for relation in sorted(answer.ledger.relations, key=lambda r: _rank(r.kind))
        if relation.kind in _WORDS
        and position in (relation.first, relation.second)
        and not (relation.kind is RelationKind.PART_OF and relation.second == position)
    ]
    for relation in mine[:MOST_RELATIONS]:
        yield _pill(answer, relation, position, turn)
    if len(mine) > MOST_RELATIONS:
        yield f'<span class="fine">and {len(mine) - MOST_RELATIONS} more</span>'


def _rank(kind: RelationKind) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _pill(answer: Answer, relation: Relation, position: int, turn: int) -> str:
    forward = relation.first == position
    other = relation.second if forward else relation.first
    sign, active, passive = _WORDS[relation.kind]
    figure = answer.figures[other]
    link = f'<a class="cite" href="#figure-{turn}-{other + 1}">{text(amount_words(figure.amount))}</a>'
    kind = relation.kind.value.replace(" ", "-")
    why = (
        f'<span class="fine why">{text(relation.reason)}</span>' if relation.kind is RelationKind.CONFLICT else ""
    )
    return (
        f'<span class="relation {kind}" title="{text(relation.reason)}"><span aria-hidden="true">{sign}</span> '
        f"{active if forward else passive} {link} {isolated(speaker(figure))}</span>{why}"
    )
