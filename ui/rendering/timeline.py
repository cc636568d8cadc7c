"""The picture of who says what: one line a figure, under the place it speaks of, in its speaker's colour.

From left to right: who, how many as a bar behind the number, when as a stretch of time, and brackets that
join figures which dispute, replace, contain or confirm each other. Bars start at nothing and are as long as
the numbers are large, so that they can be compared by eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from qa.figures.counted import counted_key
from qa.figures.scope.places import place_parts
from qa.types import Bound, Figure, Ledger, Relation, RelationKind
from ui.rendering.html import isolated, period_words, text
from ui.rendering.voices import speaker, voice_style

MOST_PLOTS = 3  # things counted that get a plot of their own; the table has them all
MOST_ROWS = 14  # figures in one plot, those of the question first; the table has them all
MOST_LANES = 3  # brackets side by side; more make a thicket, and the table names every relation
MOST_YEARS = 3  # written below a plot; more run into each other where it is narrow
SHORTEST = 0.6  # percent of the width from which a stretch of time is seen as one

PERCENT = "percentage"
_SIGNS = {
    Bound.AT_LEAST: "≥ ", Bound.MORE_THAN: "> ", Bound.AT_MOST: "≤ ", Bound.LESS_THAN: "< ",
    Bound.ABOUT: "≈ ", Bound.ALMOST: "≲ ", Bound.EXACT: "", Bound.BETWEEN: "",
}  # fmt: skip

# Sign and words, the first figure before the words. Drawn in this order: a bracket that finds no free lane
# is left to the table.
_RELATIONS = {
    RelationKind.CONFLICT: ("≠", "disputes"),
    RelationKind.UPDATE: ("↑", "replaces"),
    RelationKind.AGREE: ("=", "agrees with"),
    RelationKind.PART_OF: ("⊂", "is part of"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Figures for one place, the largest first; `numbers` are positions in the ledger."""

    place: str | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to percent of the width, and the number that fills the width of a bar; `days` is None without dates."""

    days: tuple[date, date] | None
    most: float

    def x(self, at: date) -> float:
        """The place of a day, in percent."""
        first, last = self.days or (at, at)
        return round(100 * min(max((at - first).days / max((last - first).days, 1), 0), 1), 2)

    def length(self, value: float) -> float:
        """The length of a number's bar, in percent."""
        return round(100 * min(max(value / self.most, 0), 1), 2) if self.most > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """A relation between two rows, `upper` and `lower` counted from 0, in a lane beside the rows."""

    relation: Relation
    upper: int
    lower: int
    lane: int


def timeline_html(ledger: Ledger, colours: Mapping[str, int], turn: int) -> str:
    """The plots, one for each thing counted; the empty string where a figure alone has no date either."""
    return "".join(_plot(ledger, numbers, colours, turn) for numbers in _plotted(ledger.figures))


def _plotted(figures: Sequence[Figure]) -> list[list[int]]:
    """What is drawn: a figure alone has nothing to be seen against, unless it is all there is."""
    sets = facets(figures)
    return ([numbers for numbers in sets if len(numbers) > 1] or sets[:1])[:MOST_PLOTS]


def facets(figures: Sequence[Figure]) -> list[list[int]]:
    """The positions of figures that count the same kind of thing in the same unit, the largest set first."""
    sets: dict[tuple[str, str], list[int]] = {}
    for position, figure in enumerate(figures):
        key = counted_key(figure.counted)
        # "A tenth" of the dead has no place on a scale of their number.
        unit = figure.amount.unit or ("share" if 0 < figure.amount.value < 1 else "")
        sets.setdefault((unit, key.event or key.noun), []).append(position)
    return sorted(sets.values(), key=len, reverse=True)


def groups_of(figures: Sequence[Figure], numbers: Sequence[int]) -> list[Group]:
    """The figures by place, in the order of the ledger; those of no stated place last."""
    places: dict[frozenset[str], list[int]] = {}
    for number in numbers:
        place = figures[number].place
        parts = frozenset(part.casefold() for part in place_parts(place)) if place else frozenset()
        places.setdefault(parts, []).append(number)
    ordered = sorted(places, key=lambda parts: not parts)
    return [
        Group(figures[places[parts][0]].place, tuple(sorted(places[parts], key=lambda n: -_most(figures[n]))))
        for parts in ordered
    ]


def _most(figure: Figure) -> float:
    return float(figure.amount.upper if figure.amount.upper is not None else figure.amount.value)


def extent(figure: Figure) -> tuple[date | None, date | None]:
    """From when to when a figure counts; an open end closes at the count's own date or its publication."""
    said, period = _said(figure), figure.period
    if period is None or (period.start is None and period.end is None):
        return None, said
    return period.start, period.end or said or period.start


def _said(figure: Figure) -> date | None:
    return figure.as_of or figure.quote.document.published


def scale_of(figures: Sequence[Figure]) -> Scale:
    """The scale that holds the figures."""
    days = [at for figure in figures for at in extent(figure) if at is not None]
    most = max(map(_most, figures))
    if not days:
        return Scale(None, most)
    # A little air on both sides, so that a count of one day at the border is seen.
    air = timedelta(days=max((max(days) - min(days)).days // 25, 10))
    return Scale((min(days) - air, max(days) + air), most)


def brackets_of(relations: Sequence[Relation], rows: Mapping[int, int]) -> list[Bracket]:
    """The relations between figures that have a row, each in a lane where nothing else runs beside it."""
    drawn: list[Bracket] = []
    known = [r for r in relations if r.kind in _RELATIONS and r.first in rows and r.second in rows]
    for relation in sorted(known, key=lambda r: (_order(r.kind), abs(rows[r.first] - rows[r.second]))):
        upper, lower = sorted((rows[relation.first], rows[relation.second]))
        taken = {other.lane for other in drawn if other.upper <= lower and upper <= other.lower}
        lane = next((lane for lane in range(MOST_LANES) if lane not in taken), None)
        if lane is not None and upper != lower:
            drawn.append(Bracket(relation, upper, lower, lane))
    return drawn


def _order(kind: RelationKind) -> int:
    return list(_RELATIONS).index(kind)


def _plot(ledger: Ledger, numbers: Sequence[int], colours: Mapping[str, int], turn: int) -> str:
    figures, shown = ledger.figures, numbers[:MOST_ROWS]
    scale = scale_of([figures[number] for number in shown])
    if scale.days is None and len(shown) < 2:
        return ""
    groups = groups_of(figures, shown)
    replaced = {relation.second for relation in ledger.relations if relation.kind is RelationKind.UPDATE}
    headed = len(groups) > 1 or groups[0].place is not None
    rows: dict[int, int] = {}
    heads: list[int] = []  # above each row
    body: list[str] = []
    headings = 0
    for group in groups:
        if headed:
            headings += 1
            body.append(_head(group))
        for number in group.numbers:
            heads.append(headings)
            rows[number] = len(rows)
            body.append(_row(figures[number], number, scale, colours, turn, old=number in replaced))
    brackets = brackets_of(ledger.relations, rows)
    lanes = max((bracket.lane + 1 for bracket in brackets), default=0)
    drawn = "".join(_bracket(bracket, heads, ledger) for bracket in brackets)
    hidden = len(numbers) - len(shown)
    more = f'<p class="fine">{hidden} more in the table below</p>' if hidden else ""
    undated = "" if scale.days else " undated"
    return (
        f'<figure class="timeline"><figcaption>{_caption(figures[shown[0]], scale)}</figcaption>'
        f'<div class="plot{undated}" style="--lanes:{lanes}">{_years(scale)}'
        f"<ol>{''.join(body)}</ol>{drawn}</div>"
        f"{more}{_key([figures[number] for number in shown if scale.days], brackets)}</figure>"
    )


def _caption(figure: Figure, scale: Scale) -> str:
    """What is counted and in which unit, which the rows do not repeat."""
    unit = figure.amount.unit or ""
    what = figure.counted or unit or "figures"
    named = f" ({unit})" if unit and unit != PERCENT and unit.casefold() not in what.casefold() else ""
    many, when = "how much" if unit else "how many", " and when" if scale.days else ""
    return f"<b>{text(what[:1].upper() + what[1:] + named)}</b>: who says {many}, where{when}"


def _head(group: Group) -> str:
    return f'<li class="place">{isolated(group.place) if group.place else "Place not stated"}</li>'


def _row(figure: Figure, number: int, scale: Scale, colours: Mapping[str, int], turn: int, *, old: bool) -> str:
    name, when = speaker(figure), period_words(figure.period) or "period not stated"
    said = f"{' '.join(figure.amount.text.split())}, {name}, {figure.place or 'place not stated'}, {when}"
    return (
        f'<li {voice_style(colours[name], "older row" if old else "row")} data-figure="{number}">'
        f'<a class="cite" href="#figure-{turn}-{number + 1}" aria-label="{text(said)}" title="{text(said)}">'
        f'<span class="name"><i class="swatch"></i>{isolated(name)}</span>'
        f'<span class="many">{_bar(figure, scale)}<b>{text(_short(figure))}</b></span>'
        f'<span class="when">{_stretch(figure, scale)}</span></a></li>'
    )


def _bar(figure: Figure, scale: Scale) -> str:
    """As long as the number is large; a range fades from its lower to its upper end, a vague amount at once."""
    least, most = scale.length(float(figure.amount.value)), scale.length(_most(figure))
    solid = 0 if figure.amount.vague else round(100 * least / most) if most else 100
    fading = f";--solid:{solid}%" if solid < 100 else ""
    return f'<i class="bar{" fading" if fading else ""}" style="width:{most}%{fading}"></i>'


def _stretch(figure: Figure, scale: Scale) -> str:
    """The time a figure counts over; a ring where it does not say, at the day it was said."""
    start, end = extent(figure)
    if end is None:
        return ""
    right = scale.x(end)
    if figure.period is None or (figure.period.start is None and figure.period.end is None):
        return f'<i class="said" style="left:{right}%"></i>'
    left = min(scale.x(start), right) if start else 0.0
    open_ = " open" if start is None else ""
    width = max(round(right - left, 2), SHORTEST)
    return f'<i class="line{open_}" style="left:{left}%;width:{width}%"></i>'


def _short(figure: Figure) -> str:
    """The amount in signs: a bound as ≥, a range as from–to; as the document has it where it names no number."""
    amount = figure.amount
    if amount.vague or amount.value < 1:
        return " ".join(amount.text.split())
    upper = f"–{_number(amount.upper)}" if amount.upper is not None else ""
    unit = " %" if amount.unit == PERCENT else ""
    return f"{_SIGNS[amount.bound]}{_number(amount.value)}{upper}{unit}"


def _number(value: Decimal) -> str:
    """A number in full; a round one of many digits in words: 877 million, 1.2 billion."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if value >= size and value % (size // 100) == 0:
            return f"{(value / size).normalize():f} {name}"
    return f"{value:,}"


def _bracket(bracket: Bracket, heads: Sequence[int], ledger: Ledger) -> str:
    """A bracket beside the rows it joins, with the sign of the relation."""
    relation, figures = bracket.relation, ledger.figures
    top = f"calc({heads[bracket.upper]}*var(--head) + {bracket.upper + 0.5}*var(--row))"
    between = heads[bracket.lower] - heads[bracket.upper]
    height = f"calc({between}*var(--head) + {bracket.lower - bracket.upper}*var(--row))"
    kind = relation.kind.value.replace(" ", "-")
    sign, words = _RELATIONS[relation.kind]
    first, second = figures[relation.first], figures[relation.second]
    said = f"{_short(first)}, {speaker(first)}: {words} {_short(second)}, {speaker(second)}"
    return (
        f'<i class="bracket {kind}" data-between="{relation.first} {relation.second}" '
        f'style="--lane:{bracket.lane};top:{top};height:{height}" title="{text(f"{said} – {relation.reason}")}">'
        f'<b aria-hidden="true">{sign}</b></i>'
    )


def _key(figures: Sequence[Figure], brackets: Sequence[Bracket]) -> str:
    """What the marks of time and the signs on the brackets mean, as far as they are used."""
    dated = any(figure.period and (figure.period.start or figure.period.end) for figure in figures)
    undated = any(not figure.period or not (figure.period.start or figure.period.end) for figure in figures)
    line = '<span><i class="line"></i>the time it counts</span>' if dated else ""
    ring = '<span><i class="said"></i>the day it was said, where no time is stated</span>' if undated else ""
    drawn = {bracket.relation.kind for bracket in brackets}
    signs = "".join(
        f'<span><b class="{kind.value.replace(" ", "-")}">{sign}</b>{words}</span>'
        for kind, (sign, words) in _RELATIONS.items()
        if kind in drawn
    )
    return f'<p class="key" aria-hidden="true">{line}{ring}{signs}</p>'


def _years(scale: Scale) -> str:
    """Upright rules with their years, or months where all lies within two years."""
    if scale.days is None:
        return ""
    rules = "".join(
        f'<i class="rule" style="left:{scale.x(at)}%"><span>{at.year if yearly else f"{at:%b %Y}"}</span></i>'
        for at, yearly in _ticks(*scale.days)
    )
    return f'<div class="rules" aria-hidden="true"><span class="when">{rules}</span></div>'


def _ticks(first: date, last: date) -> Iterator[tuple[date, bool]]:
    years = last.year - first.year + 1
    if years > 2:
        step = -(-years // MOST_YEARS)
        yield from (
            (date(y, 1, 1), True) for y in range(first.year, last.year + 1, step) if date(y, 1, 1) >= first
        )
        return
    months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    inside = [date(y, m, 1) for y, m in months if first <= date(y, m, 1) <= last]
    yield from ((at, False) for at in inside[:: max(1, -(-len(inside) // 3))])
