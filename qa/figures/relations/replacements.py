"""Disputes that reach on: who disputes a count that was since replaced disputes its replacement too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qa.figures.counted import counted_key
from qa.figures.relations import closeness
from qa.figures.relations.explanations import amount_text, reason
from qa.figures.scope import Scope, compare_periods, compare_places
from qa.types import Figure, Relation, RelationKind, Stance

_NO_WIDER = (Scope.SAME, Scope.INSIDE, Scope.SHORTER, Scope.UNSTATED, Scope.UNKNOWN)


def carried_over(
    figures: Sequence[Figure], relations: Sequence[Relation], countries: Mapping[str, str], language: str = "en"
) -> tuple[Relation, ...]:
    """The relations, with a conflict where a figure disputes one that another replaced and fits neither of them.

    A replacement counts the same in an equal or wider scope; so a dispute with the old count from above is one
    with the new count, also where the texts say too little of their periods to tell by scope alone.
    """
    replaced_by: dict[int, list[int]] = defaultdict(list)
    for relation in relations:
        if relation.kind is RelationKind.UPDATE:
            replaced_by[relation.second].append(relation.first)
    carried: dict[frozenset[int], Relation] = {}
    for relation in relations:
        if relation.kind is not RelationKind.CONFLICT:
            continue
        for old, rival in ((relation.first, relation.second), (relation.second, relation.first)):
            for new in replaced_by[old]:
                if rival != new and _disputes(figures[rival], figures[new], countries):
                    said = amount_text(figures[old])
                    why = reason("replaced", figures[rival], figures[new], language, old=said)
                    carried[frozenset((rival, new))] = Relation(rival, new, RelationKind.CONFLICT, why)
    return tuple(
        carried.get(frozenset((each.first, each.second)), each)
        if each.kind is RelationKind.NOT_COMPARABLE
        else each
        for each in relations
    )


def _disputes(rival: Figure, new: Figure, countries: Mapping[str, str]) -> bool:
    """Whether a figure that disputes a count is clearly above its replacement, for no wider place or time."""
    if Stance.DENIES in (rival.stance, new.stance) or rival.amount.vague or new.amount.vague:
        return False
    if counted_key(rival.counted) != counted_key(new.counted):
        return False
    if compare_places(rival.place, new.place, countries) not in _NO_WIDER:
        return False
    if compare_periods(rival, new) not in _NO_WIDER:
        return False
    return closeness.exceeds(rival.amount, new.amount) and not closeness.agree(rival.amount, new.amount)
