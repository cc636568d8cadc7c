"""How figures that count the same thing relate: agree, update, part of, conflict, not comparable, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.figures.claimants import same_claimant
from qa.figures.counted import AMONG_CIVILIANS, CIVILIAN, Key, group_names, key_of
from qa.figures.relations import closeness
from qa.figures.relations.explanations import reason
from qa.figures.relations.one_matter import of_one_matter
from qa.figures.relations.replacements import carried_over
from qa.figures.scope import Scope, compare_periods, compare_places, turned, width
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.language.sections.relation_words import Reason
from qa.types import Figure, Relation, RelationKind, Stance

# Counts made within a few days speak of the same event when they give no period.
_SAME_NEWS_DAYS = 3
# A count without a period is of the same event as one with a period only where that period is short.
_SHORT_EVENT_DAYS = 31
# A count to date ends with the last month or quarter that was looked into: this share of its period, no more.
_LAG = 0.15
# Beyond this many figures of one thing only a reader's filter makes sense of them; pairs grow with the square.
_MOST_IN_A_GROUP = 120


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Figure
    other: Figure
    place: Scope
    period: Scope
    same_voice: bool
    near: bool

    def turned(self) -> _Pair:
        return _Pair(self.other, self.one, turned(self.place), turned(self.period), self.same_voice, self.near)


def relations_between(
    figures: Sequence[Figure], countries: Mapping[str, str], language: Language
) -> tuple[Relation, ...]:
    """The relations of every two figures that count the same thing, with reasons in `language`.

    `countries` says where places lie.
    """
    groups: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for position, figure in enumerate(figures):
        key = key_of(figure)
        if (key.event or key.noun) and not (figure.amount.unit or "").endswith("of age"):
            groups[(key.event, key.noun, closeness.dimension_of(figure.amount.unit))].append(position)
    found: list[Relation] = []
    for group in groups.values():
        members = group[:_MOST_IN_A_GROUP]
        for place, first in enumerate(members):
            for second in members[place + 1 :]:
                relation = None
                if of_one_matter(figures[first], figures[second]):
                    relation = relate(figures, first, second, countries, language)
                if relation is not None:
                    found.append(relation)
    return carried_over(figures, found, countries, language)


def relate(
    figures: Sequence[Figure], first: int, second: int, countries: Mapping[str, str], language: Language
) -> Relation | None:
    """How two figures relate; None where they do not count the same thing."""
    one, other = figures[first], figures[second]
    key, other_key = key_of(one), key_of(other)
    dimensions = closeness.dimension_of(one.amount.unit), closeness.dimension_of(other.amount.unit)
    if (key.event, key.noun, dimensions[0]) != (other_key.event, other_key.noun, dimensions[1]):
        return None
    amounts = closeness.in_common(one.amount, other.amount)
    one, other = replace(one, amount=amounts[0]), replace(other, amount=amounts[1])
    pair = _Pair(
        one, other,
        compare_places(one.place, other.place, countries),
        compare_periods(one, other),
        _same_voice(one, other),
        _near(one, other),
    )  # fmt: skip
    kind, why, swap = _judged(pair, key, other_key)
    if swap:
        first, second, pair = second, first, pair.turned()
    return Relation(first, second, kind, reason(why, pair.one, pair.other, language))


_Verdict = tuple[RelationKind, Reason, bool]


def _judged(pair: _Pair, key: Key, other_key: Key) -> _Verdict:
    """The kind of relation, the name of its reason, and whether the second figure stands in it to the first."""
    if pair.one.corrected or pair.other.corrected:
        return _correction(pair)
    denied = _denial(pair)
    if denied is not None:
        return denied
    if _different_groups(key, other_key):
        return _groups(pair, key, other_key)
    agrees = closeness.agree(pair.one.amount, pair.other.amount)
    if not agrees and closeness.vaguely_apart(pair.one.amount, pair.other.amount):
        return RelationKind.NOT_COMPARABLE, Reason.VAGUE, False
    if Scope.UNRESOLVED is pair.period:
        return RelationKind.NOT_COMPARABLE, Reason.UNKNOWN_SCOPE, False
    if _same_origin(pair) and agrees and (pair.same_voice or _equal(pair)):
        return RelationKind.AGREE, Reason.SAME_ORIGIN, False
    return _own(pair) if pair.same_voice else _others(pair)


def _correction(pair: _Pair) -> _Verdict:
    """A figure that its text takes back is replaced by the one told right after it, and comparable to no other."""
    if pair.other.corrected and not pair.one.corrected and _in_one_text(pair):
        follows = 0 <= pair.one.quote.start - pair.other.quote.end <= _RIGHT_AFTER
        if follows or pair.one.quote.start == pair.other.quote.start:
            return RelationKind.UPDATE, Reason.REVISED, False
    if pair.one.corrected and not pair.other.corrected:
        kind, why, _ = _correction(pair.turned())
        return kind, why, kind is RelationKind.UPDATE
    return RelationKind.NOT_COMPARABLE, Reason.UNKNOWN_SCOPE, False


_RIGHT_AFTER = 3
"""Characters between two sentences of which one corrects the other."""


def _same_voice(one: Figure, other: Figure) -> bool:
    if one.claimant is None or other.claimant is None:
        return one.claimant is other.claimant and one.publisher == other.publisher
    return same_claimant(one.claimant, other.claimant)


def _near(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one document or were made within days of each other."""
    if one.quote.document.id == other.quote.document.id:
        return True
    if one.as_of is None or other.as_of is None:
        return False
    return abs((one.as_of - other.as_of).days) <= _SAME_NEWS_DAYS


def _same_origin(pair: _Pair) -> bool:
    own = {d.id for d in pair.one.quote.carriers} | {pair.one.quote.document.id}
    return bool({d.id for d in pair.other.quote.carriers} & own) or pair.other.quote.document.id in {
        d.id for d in pair.one.quote.carriers
    }


def _equal(pair: _Pair) -> bool:
    """Whether both give one number; two voices in one text that differ within their bounds are two claims."""
    one, other = pair.one.amount, pair.other.amount
    return (one.value, one.upper) == (other.value, other.upper)


def _different_groups(key: Key, other_key: Key) -> bool:
    """Whether the two count different people; "miners" and "people" killed in one place are the same."""
    if key.narrowed == other_key.narrowed:
        return False
    if key.narrowed and other_key.narrowed:
        return True
    return bool((key.narrowed | other_key.narrowed) & group_names())


def _groups(pair: _Pair, key: Key, other_key: Key) -> _Verdict:
    """One counts a narrower group: 19 children among 55 civilians."""
    if key.narrowed < other_key.narrowed or (key.narrowed == {CIVILIAN} and other_key.narrowed & AMONG_CIVILIANS):
        kind, why, _ = _groups(pair.turned(), other_key, key)
        return kind, why, True
    among_civilians = (
        other_key.narrowed == {CIVILIAN} and bool(key.narrowed) and key.narrowed <= AMONG_CIVILIANS | {CIVILIAN}
    )
    if not (other_key.narrowed < key.narrowed or among_civilians):
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_GROUPS, False
    inside = pair.place in (Scope.SAME, Scope.INSIDE, Scope.UNSTATED) and pair.period in (
        Scope.SAME, Scope.INSIDE, Scope.SHORTER, Scope.UNSTATED,
    )  # fmt: skip
    if inside and not closeness.exceeds(pair.one.amount, pair.other.amount) and (pair.same_voice or pair.near):
        return RelationKind.PART_OF, Reason.NARROWER_GROUP, False
    return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_GROUPS, False


def _denial(pair: _Pair) -> _Verdict | None:
    """A claimant who denies a figure conflicts with whoever states it."""
    one_denies, other_denies = pair.one.stance is Stance.DENIES, pair.other.stance is Stance.DENIES
    if not (one_denies or other_denies):
        return None
    if one_denies and other_denies:
        return RelationKind.NOT_COMPARABLE, Reason.BOTH_DENY, False
    agrees = closeness.agree(pair.one.amount, pair.other.amount)
    scope = pair.place not in (Scope.DIFFERENT, Scope.OVERLAP) and pair.period not in (
        Scope.DIFFERENT,
        Scope.OVERLAP,
    )
    if agrees and scope and not pair.same_voice:
        return RelationKind.CONFLICT, Reason.DENIED, other_denies
    return RelationKind.NOT_COMPARABLE, Reason.DENIES_ANOTHER, False


def _own(pair: _Pair) -> _Verdict:
    """Two figures of one claimant."""
    agrees = closeness.agree(pair.one.amount, pair.other.amount)
    if pair.place in (Scope.DIFFERENT, Scope.OVERLAP):
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_PLACES, False
    if pair.period in (Scope.DIFFERENT, Scope.OVERLAP):
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_PERIODS, False
    if pair.period in (Scope.SHORTER, Scope.LONGER) and not _counted_together(pair):
        return _extended(pair)
    inside = _inside(pair)
    if inside is not None:
        return inside
    same_place = pair.place in (Scope.SAME, Scope.UNSTATED)
    same_period = pair.period in (Scope.SAME, Scope.UNSTATED)
    if agrees and same_place and same_period:
        return RelationKind.AGREE, _same_or_round(pair), False
    if same_place or (pair.place is Scope.UNKNOWN and pair.period in (Scope.SAME,)):
        return _later(pair, agrees)
    return RelationKind.NOT_COMPARABLE, Reason.UNKNOWN_SCOPE, False


def _counted_together(pair: _Pair) -> bool:
    """Whether one document gives both counts, each of a closed period: then the shorter is part of the longer."""
    closed = all(f.period is not None and f.period.end is not None for f in (pair.one, pair.other))
    return closed and pair.one.quote.document.id == pair.other.quote.document.id


def _extended(pair: _Pair) -> _Verdict:
    """Same start, different end: the longer count replaces the shorter one."""
    if pair.period is Scope.SHORTER:
        kind, why, _ = _extended(pair.turned())
        return kind, why, True
    if pair.one.amount.value < pair.other.amount.value and not closeness.agree(pair.one.amount, pair.other.amount):
        return RelationKind.NOT_COMPARABLE, Reason.SHRINKS, False
    if pair.place is Scope.INSIDE:
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_PLACES, False
    return RelationKind.UPDATE, Reason.COUNTS_ON, False


def _inside(pair: _Pair) -> _Verdict | None:
    """One scope wholly inside the other, in place or period or both."""
    within = {Scope.INSIDE, Scope.SHORTER}
    around = {Scope.CONTAINS, Scope.LONGER}
    level = {Scope.SAME, Scope.UNSTATED}
    if (
        pair.place in within | level
        and pair.period in within | level
        and (pair.place in within or pair.period in within)
    ):
        if Scope.UNSTATED in (pair.place, pair.period) and not (pair.near or pair.same_voice):
            return None
        return (
            _part(pair),
            Reason.LARGER_PART if closeness.exceeds(pair.one.amount, pair.other.amount) else _why_part(pair),
            False,
        )
    if (
        pair.place in around | level
        and pair.period in around | level
        and (pair.place in around or pair.period in around)
    ):
        verdict = _inside(pair.turned())
        return (verdict[0], verdict[1], True) if verdict else None
    if (pair.place in within and pair.period in around) or (pair.place in around and pair.period in within):
        return RelationKind.NOT_COMPARABLE, Reason.CROSSED, False
    return None


def _part(pair: _Pair) -> RelationKind:
    if not closeness.exceeds(pair.one.amount, pair.other.amount):
        return RelationKind.PART_OF
    return RelationKind.NOT_COMPARABLE if pair.same_voice else RelationKind.CONFLICT


def _why_part(pair: _Pair) -> Reason:
    narrower_place, narrower_period = pair.place is Scope.INSIDE, pair.period in (Scope.INSIDE, Scope.SHORTER)
    if narrower_place and narrower_period:
        return Reason.NARROWER_PLACE_AND_PERIOD
    return Reason.NARROWER_PLACE if narrower_place else Reason.NARROWER_PERIOD


def _later(pair: _Pair, agrees: bool) -> _Verdict:
    """Two counts of one claimant for one place: the later replaces the earlier, where dates tell which it is."""
    one, other = pair.one.as_of, pair.other.as_of
    if pair.one.quote.document.id == pair.other.quote.document.id:
        revised = [_revises(f) for f in (pair.one, pair.other)]
        if not agrees and revised[0] != revised[1]:
            return RelationKind.UPDATE, Reason.REVISED, revised[1]
        published = pair.one.quote.document.published
        one, other = (None, None) if published in (one, other) else (one, other)
    if one is not None and other is not None and one != other and pair.period is not Scope.DIFFERENT:
        if agrees and pair.one.amount.value == pair.other.amount.value:
            return RelationKind.AGREE, Reason.SAME_VALUE, False
        return RelationKind.UPDATE, Reason.LATER_COUNT, one < other
    if agrees:
        return RelationKind.AGREE, _same_or_round(pair), False
    if pair.period is Scope.SAME and pair.one.quote.document.id != pair.other.quote.document.id:
        return RelationKind.CONFLICT, Reason.SAME_SCOPE, False
    return RelationKind.NOT_COMPARABLE, Reason.UNDATED, False


def _revises(figure: Figure) -> bool:
    """Whether the figure is told as the change of an earlier one: "raised the toll to"."""
    language = language_of_quote(figure.quote)
    return figure.verb.lower() in language.attribution.saying.revisions


def _others(pair: _Pair) -> _Verdict:
    """Two figures of different claimants."""
    if pair.place is Scope.DIFFERENT or pair.place is Scope.OVERLAP:
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_PLACES, False
    if pair.period in (Scope.DIFFERENT, Scope.OVERLAP):
        return RelationKind.NOT_COMPARABLE, Reason.DIFFERENT_PERIODS, False
    if _one_event(pair):
        if closeness.agree(pair.one.amount, pair.other.amount):
            return RelationKind.AGREE, _same_or_round(pair), False
        told = _says_scope(pair.one) and _says_scope(pair.other)
        return (
            RelationKind.CONFLICT,
            Reason.SAME_SCOPE if told or not _in_one_text(pair) else Reason.SAME_TEXT,
            False,
        )
    inside = _inside(pair)
    if inside is not None:
        return inside
    return RelationKind.NOT_COMPARABLE, Reason.UNKNOWN_SCOPE, False


def _one_event(pair: _Pair) -> bool:
    """Whether both speak of the same place and time, said or plain from standing together."""
    if pair.place is Scope.SAME and pair.period is Scope.SAME:
        return True
    if not pair.near:
        return False
    if pair.place is Scope.SAME and _both_to_date(pair):
        return True
    place = pair.place in (Scope.SAME, Scope.UNSTATED, Scope.UNKNOWN)
    period = pair.period in (Scope.SAME, Scope.UNSTATED, Scope.UNKNOWN)
    stated = Scope.SAME in (pair.place, pair.period)
    if pair.period is Scope.UNKNOWN and max(width(pair.one), width(pair.other)) > _SHORT_EVENT_DAYS:
        return False
    together = _in_one_text(pair) and pair.place is pair.period is Scope.UNSTATED and bool(key_of(pair.one).event)
    return place and period and (stated or together)


def _says_scope(figure: Figure) -> bool:
    """Whether the sentence of a figure says its place or period, so that a reader sees it in the quote."""
    said = (figure.place, figure.period.text if figure.period else None)
    return any(part and part in figure.quote.text for part in said)


def _in_one_text(pair: _Pair) -> bool:
    return pair.one.quote.document.id == pair.other.quote.document.id


def _both_to_date(pair: _Pair) -> bool:
    """Whether one counts "since 2014" and the other from the same start to shortly before: both up to now."""
    if pair.period not in (Scope.SHORTER, Scope.LONGER):
        return False
    shorter, longer = (pair.one, pair.other) if pair.period is Scope.SHORTER else (pair.other, pair.one)
    if longer.period is None or longer.period.end is not None or not width(longer):
        return False
    return width(shorter) >= (1 - _LAG) * width(longer)


def _same_or_round(pair: _Pair) -> Reason:
    if pair.one.amount.value == pair.other.amount.value:
        return Reason.SAME_VALUE
    one, other = pair.one.amount.value, pair.other.amount.value
    rounded = closeness.rounded_from(one, other) or closeness.rounded_from(other, one)
    return Reason.ROUNDED if rounded else Reason.WITHIN_BOUNDS
