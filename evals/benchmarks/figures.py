"""Who says what, where and when: claimant, place, period and relations against texts annotated by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    json_line_files,
    read_json_lines,
)
from index.types import DocumentInfo
from qa.figures.claimants import one_name_each
from qa.figures.document_figures import read_figures
from qa.figures.relations import relate
from qa.figures.scope.places import country_code
from qa.types import Figure, RelationKind

OWN_GOLD = Path(__file__).resolve().parents[1] / "figures_gold" / "documents.jsonl"

_FIELDS = ("claimant", "place", "period")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FiguresBenchmark:
    """Scores figures on gold documents; `data` is one file or a folder of them, the shipped texts come first."""

    name: str = "figures"
    data_format: str = (
        "JSON lines, one document each: id, language, published, publisher, title, text, figures"
        " [{id, start, end, text, claimant?, place?, period?}] (a field left out is not scored, null means none),"
        " relations [{first, second, kind}] over figure ids"
    )

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on `data`. Raises BenchmarkDataError where it cannot be read."""
        rows = []
        for path in json_line_files(data, self.data_format):
            progress(f"reading {path.name}")
            documents = list(read_json_lines(path, self.data_format))
            score = _scored(documents, path, self.data_format)
            rows.append(Row(path.name.partition(".")[0], score.values(), note=score.counts()))
        return BenchmarkResult(
            name=self.name,
            title="Figures: claimant, place and period, and how pairs relate",
            rows=tuple(rows),
            scoring="Share of annotated fields that are right; a figure not found counts as wrong in all."
            " Relations: of the annotated pairs, those given a kind other than 'not comparable' (precision)"
            " and those found (recall).",
            source="Annotated by hand; evals/figures_gold/README.md says by which rules.",
            caveats=(
                "No figure is published for this measure.",
                "Small, and annotated by the people who wrote the reader.",
            ),
        )


class _Score:
    """Counts of right and annotated fields and relations."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, field: str, right: bool, note: str) -> None:
        """Count one annotated field."""
        self.asked[field] += 1
        self.right[field] += right
        if not right:
            self.misses.append(f"{field}: {note}")

    def share(self, field: str) -> float:
        """The right ones in percent; 0 where none was annotated."""
        return 100 * self.right[field] / self.asked[field] if self.asked[field] else 0.0

    def values(self) -> Mapping[str, float]:
        """The benchmark's columns."""
        return {
            **{field: round(self.share(field), 1) for field in ("found", *_FIELDS)},
            "relation_precision": round(self.share("precision"), 1),
            "relation_recall": round(self.share("recall"), 1),
        }

    def counts(self) -> str:
        """How many figures and pairs stand behind the shares."""
        return f"{self.asked['found']} figures, {self.asked['pair']} pairs"


def _scored(documents: Sequence[Mapping[str, Any]], path: Path, data_format: str) -> _Score:
    score = _Score()
    try:
        _score_documents(documents, score)
    except (KeyError, TypeError, ValueError) as error:
        problem = f"{path}: a document without the expected fields ({error!r}). Expected {data_format}"
        raise BenchmarkDataError(problem) from error
    return score


def _score_documents(documents: Sequence[Mapping[str, Any]], score: _Score) -> None:
    found: dict[str, Figure] = {}
    countries: dict[str, str] = {}
    for document in documents:
        info = _info(document)
        reading = read_figures(str(document["text"]), info.language, info)
        countries |= reading.containments
        for gold in document["figures"]:
            figure = _at(reading.figures, gold)
            score.add("found", figure is not None, f"{gold['id']} {gold['text']}")
            if figure is not None:
                found[gold["id"]] = figure
            for field in _FIELDS:
                if field in gold:
                    score.add(
                        field,
                        figure is not None and _RIGHT[field](figure, gold[field]),
                        _note(gold, field, figure),
                    )
    for first, second, kind in _pairs(documents):
        _score_pair(score, found, (first, second, kind), countries)


def _info(document: Mapping[str, Any]) -> DocumentInfo:
    published = document.get("published")
    return DocumentInfo(
        id=str(document["id"]), path=str(document["id"]), content_hash="", title=str(document.get("title") or ""),
        publisher=document.get("publisher"), language=document.get("language"),
        published=date.fromisoformat(published) if published else None,
    )  # fmt: skip


def _at(figures: Sequence[Figure], gold: Mapping[str, Any]) -> Figure | None:
    """The figure that stands where the annotation does."""
    start, end = int(gold["start"]), int(gold["end"])
    return next((f for f in figures if f.amount.span.start < end and start < f.amount.span.end), None)


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.strip()).casefold().replace("’", "'")


def _claimant_right(figure: Figure, gold: str | None) -> bool:
    """Equal names, or one containing the other ("police" for "Police in Lund"), or two spellings of one."""
    if gold is None or figure.claimant is None:
        return gold is figure.claimant
    one, other = _plain(figure.claimant), _plain(gold)
    return one in other or other in one or len(set(one_name_each([figure.claimant, gold]).values())) == 1


def _place_right(figure: Figure, gold: str | None) -> bool:
    if gold is None or figure.place is None:
        return gold is figure.place
    code = country_code(gold)
    return _plain(figure.place) == _plain(gold) or (code is not None and country_code(figure.place) == code)


def _period_right(figure: Figure, gold: str | None) -> bool:
    """Both ends equal; `from..` and `..to` are open."""
    period = figure.period
    if gold is None:
        return period is None or (period.start is None and period.end is None)
    start, _, end = gold.partition("..")
    wanted = (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    return period is not None and (period.start, period.end) == wanted


_RIGHT = {"claimant": _claimant_right, "place": _place_right, "period": _period_right}


def _note(gold: Mapping[str, Any], field: str, figure: Figure | None) -> str:
    got = getattr(figure, field) if figure else "not found"
    return f"{gold['id']} [{gold['text']}] wanted {gold[field]!r}, got {got!r}"


def _pairs(documents: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, RelationKind]]:
    for document in documents:
        for pair in document.get("relations", ()):
            yield pair["first"], pair["second"], RelationKind(pair["kind"])


def _score_pair(
    score: _Score, found: Mapping[str, Figure], pair: tuple[str, str, RelationKind], countries: Mapping[str, str]
) -> None:
    first, second, gold = pair
    score.asked["pair"] += 1
    kind, turned = None, False
    if first in found and second in found:
        relation = relate((found[first], found[second]), 0, 1, countries)
        if relation is not None:
            kind, turned = relation.kind, relation.first == 1
    directed = gold in (RelationKind.UPDATE, RelationKind.PART_OF)
    right = kind is gold and not (directed and turned)
    note = (
        f"{first} – {second}: wanted {gold.value}, got {kind.value if kind else None}{' turned' if turned else ''}"
    )
    if kind not in (None, RelationKind.NOT_COMPARABLE):
        score.add("precision", right, note)
    if gold is not RelationKind.NOT_COMPARABLE:
        score.add("recall", right, note)


def misses(path: Path) -> list[str]:
    """Every annotated field or relation that came out wrong, for reading; same format as the benchmark's data."""
    data_format = FiguresBenchmark().data_format
    return _scored(list(read_json_lines(path, data_format)), path, data_format).misses
