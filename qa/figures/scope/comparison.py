"""How the scopes of two figures lie to each other: one place inside another, one period within another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from qa.figures.scope.places import place_parts, undirected
from qa.language.countries import country_code, home_of
from qa.types import Figure, Period


class Scope(StrEnum):
    """How the first of two places or periods lies to the second. UNSTATED: neither is named; UNKNOWN: only one is;
    UNRESOLVED: a period is named but its dates cannot be known ("a week later").
    """

    SAME = "same"
    INSIDE = "inside"
    CONTAINS = "contains"
    SHORTER = "shorter"
    LONGER = "longer"
    OVERLAP = "overlap"
    DIFFERENT = "different"
    UNSTATED = "unstated"
    UNKNOWN = "unknown"
    UNRESOLVED = "unresolved"


_ALIKE = {
    Scope.INSIDE: Scope.CONTAINS, Scope.CONTAINS: Scope.INSIDE,
    Scope.SHORTER: Scope.LONGER, Scope.LONGER: Scope.SHORTER,
}  # fmt: skip


def turned(scope: Scope) -> Scope:
    """The same relation seen from the second to the first."""
    return _ALIKE.get(scope, scope)


def _located(place: str, countries: Mapping[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The places themselves, and the countries they lie in, both as comparable tags."""
    own, around = set(), set()
    for part in place_parts(place):
        code = country_code(part)
        if code:
            own.add(f"country:{code}")
            continue
        own.add(part.lower())
        if (code := country_code(undirected(part))) is not None:
            around.add(f"country:{code}")
            continue
        if home := countries.get(part) or home_of(part):
            around.add(f"country:{home}" if home.isupper() else home)
        else:
            around.add(part.lower())
    return frozenset(own), frozenset(around)


def compare_places(one: str | None, other: str | None, countries: Mapping[str, str]) -> Scope:
    """How `one` lies to `other`; `countries` tells what each place lies in (see `containments_in`)."""
    if one is None and other is None:
        return Scope.UNSTATED
    if one is None or other is None:
        return Scope.UNKNOWN
    first, first_home = _located(one, countries)
    second, second_home = _located(other, countries)
    if first == second:
        return Scope.SAME
    if first <= second or (first_home and all(home in second for home in first_home | (first & second))):
        return Scope.INSIDE
    if second <= first or (second_home and all(home in first for home in second_home | (first & second))):
        return Scope.CONTAINS
    if first & second:
        return Scope.OVERLAP
    return Scope.DIFFERENT


def _ends(period: Period | None, as_of: date | None) -> tuple[date, date] | None:
    if period is None or (period.start is None and period.end is None):
        return None
    return period.start or date.min, period.end or as_of or date.max


def _same_start(one: Period, other: Period) -> bool:
    """Whether two periods begin together; "since 2014" begins with any month of 2014."""
    if one.start is None or other.start is None:
        return one.start == other.start
    if one.start == other.start:
        return True
    first, second = sorted((one, other), key=lambda p: p.start or date.min)
    year_only = first.end is None and first.start is not None and (first.start.month, first.start.day) == (1, 1)
    return (
        year_only
        and first.start is not None
        and second.start is not None
        and first.start.year == second.start.year
    )


def _unresolved(one: Period | None, other: Period | None, together: bool) -> Scope:
    """How two periods lie of which at least one has no dates; `together`: they stand in one document."""
    said = [period.text.lower() if period else "" for period in (one, other)]
    if said == ["", ""]:
        return Scope.UNSTATED
    if said[0] == said[1] and together:
        return Scope.SAME
    undated = any(period is not None and period.start is period.end is None for period in (one, other))
    return Scope.UNRESOLVED if undated else Scope.UNKNOWN


def compare_periods(one: Figure, other: Figure) -> Scope:
    """How the period of `one` lies to that of `other`; open ends reach to the day of the count."""
    first, second = _ends(one.period, one.as_of), _ends(other.period, other.as_of)
    if first is None or second is None or one.period is None or other.period is None:
        return _unresolved(one.period, other.period, one.quote.document.id == other.quote.document.id)
    return _compared(one.period, other.period, first, second)


def compare_to_period(figure: Figure, period: Period) -> Scope:
    """How the period of a figure lies to one that is asked about."""
    first, second = _ends(figure.period, figure.as_of), _ends(period, None)
    if first is None or second is None or figure.period is None:
        return _unresolved(figure.period, period, together=False)
    return _compared(figure.period, period, first, second)


def _compared(one: Period, other: Period, first: tuple[date, date], second: tuple[date, date]) -> Scope:
    """How one of two periods lies to the other, by their ends."""
    if first == second:
        return Scope.SAME
    if _same_start(one, other):
        if date.max in (first[1], second[1]):
            return Scope.SAME
        return Scope.SHORTER if first[1] < second[1] else Scope.LONGER if first[1] > second[1] else Scope.SAME
    if first[1] < second[0] or second[1] < first[0]:
        return Scope.DIFFERENT
    if second[0] <= first[0] and first[1] <= second[1]:
        return Scope.INSIDE
    if first[0] <= second[0] and second[1] <= first[1]:
        return Scope.CONTAINS
    return Scope.OVERLAP


def width(figure: Figure) -> int:
    """How many days a figure's period spans, for ordering; 0 where it is not known."""
    ends = _ends(figure.period, figure.as_of)
    if ends is None or date.min in ends or date.max in ends:
        return 0
    return (ends[1] - ends[0]).days + 1


def until(figure: Figure) -> date:
    """The last day a figure speaks of, for ordering; the earliest date where it is not known."""
    if figure.period is not None and figure.period.end is not None:
        return figure.period.end
    return figure.as_of or date.min
