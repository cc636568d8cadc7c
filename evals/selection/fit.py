"""The weights by which further answers are shown, by logistic regression, and their worth on sets left out."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.piles import Judgement
from evals.selection.examples import PILE, Asked
from index.errors import SaysoError
from qa.question.analysis import analyse
from qa.question.question_language import languages_of
from qa.reading.combined_reader import CombinedReader
from qa.reading.selection import BesideWeights
from qa.reading.selection.beside import MOST_BESIDE, beside_features, marked_groups, passage_ranks, shows_all
from qa.training.calibrate import fit as logistic

if TYPE_CHECKING:
    from rich.console import RenderableType

Features = Mapping[str, float]

SET_COUNTS = 150.0
"""Questions that a set counts for at most: piles have 20, and what matters is how unlike the sets are."""
PILE_COUNTS = 2.0
"""How many times a question of a pile counts: they are what people ask of documents they bring, and the fewest."""
RIDGE = 10.0
"""Strength that pulls a weight to 0; 3 and 30 gave the same on sets left out, to a point."""
UNPENALISED = 1e-6
"""What the constant costs: so little that it is free."""
LEAST_SPREAD = 0.05
"""Standard deviation that a feature is taken to have at least: the weight of a rare one is not blown up."""
LEAST, LEAST_ELSEWHERE = 0.5, 0.15
"""Probabilities from which a further answer is shown, of the best one's document and of another. The first is
where it is more likely right than wrong. The second keeps what sources disagree on: RAMDocs lost nine points of
questions with every right answer shown at .3, and three at .15.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """The answers to a question of a set, the best first: each with its features (none for the best) and whether
    it is right. `shows_all` tells that all are shown, right or not.
    """

    set: str
    has_answer: bool
    shows_all: bool
    features: tuple[Features, ...]
    right: tuple[bool, ...]


def judged(reader: CombinedReader, sets: Iterable[Asked], tell: Callable[[str], None]) -> Iterator[Judged]:
    """The answers that the reader finds for each question, held against what is right."""
    counted: Counter[str] = Counter()
    for asked in sets:
        try:
            question = analyse(asked.question, languages_of(asked.hits))
        except SaysoError:
            continue
        groups = marked_groups(reader.read_all(question, asked.hits))
        ranks = passage_ranks(asked.hits)
        rows = [beside_features(question, ranks, g, groups[0], n) for n, g in enumerate(groups[1:], start=1)]
        right = tuple(asked.judges(group[0], question.kind) for group in groups)
        counted[asked.set] += 1
        if counted[asked.set] % 25 == 1:
            tell(f"{asked.set}: {counted[asked.set]}")
        yield Judged(asked.set, asked.has_answer, shows_all(question), ({}, *rows), right)


def kept(path: Path, make: Callable[[], Iterable[Judged]]) -> list[Judged]:
    """What was judged before and kept in the file; where it is not there, what is made now."""
    if path.is_file():
        with path.open("rb") as file:
            return list(pickle.load(file))
    found = list(make())
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(found, file)
    return found


def fitted(cases: Sequence[Judged]) -> BesideWeights:
    """The weights that suit the cases best: of further answers where the best one is right."""
    sizes = Counter(case.set for case in cases)
    rows: list[tuple[Features, bool, float]] = []
    for case in cases:
        share = PILE_COUNTS if case.set.startswith(PILE) else min(1.0, SET_COUNTS / sizes[case.set])
        if case.right and case.right[0] and not case.shows_all:
            further = zip(case.features[1:], case.right[1:], strict=True)
            rows += [(features, is_right, share) for features, is_right in further]
    names = sorted({name for features, *_ in rows for name in features})
    values = np.array([[features.get(name, 0.0) for name in names] for features, *_ in rows])
    spread = np.maximum(values.std(axis=0), LEAST_SPREAD)
    middle = values.mean(axis=0) / spread
    table = np.column_stack([values / spread - middle, np.ones(len(rows))]).tolist()
    outcomes, shares = [is_right for _, is_right, _ in rows], [share for *_, share in rows]
    *of_features, constant = logistic(table, outcomes, shares, [RIDGE] * len(names) + [UNPENALISED])
    weights = np.array(of_features)
    named = dict(zip(names, (weights / spread).tolist(), strict=True))
    return BesideWeights(named, float(constant - weights @ middle), LEAST, LEAST_ELSEWHERE)


def judgement(case: Judged, weights: BesideWeights | None) -> Judgement:
    """What the answers shown are worth, chosen by weights or all of them."""
    if not case.right:
        return Judgement.REFUSED if case.has_answer else Judgement.CLEAN
    if not case.has_answer:
        return Judgement.INVENTED
    shown = [case.right[0]]
    for features, is_right in list(zip(case.features, case.right, strict=True))[1 : MOST_BESIDE + 1]:
        if case.shows_all or weights is None or weights.are_shown(features):
            shown.append(is_right)
    if shown[0]:
        return Judgement.CLEAN if all(shown) else Judgement.NOISY
    return Judgement.BURIED if any(shown) else Judgement.WRONG


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set's questions by judgement: where all answers are shown, and where they are chosen by the weights that
    the other sets give; `lost` and `kept` count further answers that are right.
    """

    name: str
    before: Counter[Judgement]
    after: Counter[Judgement]
    lost: int
    kept: int


def left_out(cases: Sequence[Judged]) -> Iterator[SetRow]:
    """Each set with the weights that the others give."""
    for name in dict.fromkeys(case.set for case in cases):
        own = [case for case in cases if case.set == name]
        weights = fitted([case for case in cases if case.set != name])
        further = [
            weights.are_shown(features)
            for case in own
            if case.right and case.right[0] and not case.shows_all
            for features, is_right in list(zip(case.features, case.right, strict=True))[1:]
            if is_right
        ]
        yield SetRow(
            name,
            Counter(judgement(case, None) for case in own),
            Counter(judgement(case, weights) for case in own),
            further.count(False),
            further.count(True),
        )


def table(rows: Sequence[SetRow]) -> RenderableType:
    """The left-out sets: judgements in percent before and after, right further answers kept."""
    from rich.table import Table

    shown = Table(
        "set left out", "asked", "clean", "noisy", "buried or wrong", "right ones kept", title="further answers"
    )
    for row in rows:
        total = row.before.total() or 1

        def change(*kinds: Judgement, row: SetRow = row, total: int = total) -> str:
            before, after = (sum(each[kind] for kind in kinds) for each in (row.before, row.after))
            return f"{100 * before / total:.0f} → {100 * after / total:.0f}"

        bad = change(Judgement.BURIED, Judgement.WRONG)
        right = f"{row.kept} of {row.kept + row.lost}"
        shown.add_row(
            row.name, str(row.before.total()), change(Judgement.CLEAN), change(Judgement.NOISY), bad, right
        )
    return shown


def weights_table(cases: Sequence[Judged]) -> RenderableType:
    """The weights, the greatest first."""
    from rich.table import Table

    shown = Table("feature", "weight", title="what speaks for a further answer")
    for name, weight in sorted(fitted(cases).weights.items(), key=lambda pair: -abs(pair[1])):
        shown.add_row(name, f"{weight:+.2f}")
    return shown
