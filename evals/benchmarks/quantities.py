"""Amounts on the sentences published with the CQE paper: value and unit of every quantity."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row, read_text
from qa.figures.amounts import amounts_in
from qa.figures.amounts.currencies import bare_name
from qa.figures.amounts.units import all_unit_names
from qa.figures.attribution.sentence_words import words_of
from qa.figures.counted import counted_at
from qa.language.pack import pack_of
from qa.types import Amount

# The data writes one third as 0.33.
_PLACES = Decimal("0.01")
_RANGE = re.compile(r"(?P<low>-?[\d.]+)-(?P<high>[\d.]+)\Z")
_UNNAMED = frozenset({"-", "count"})
_MONEY = re.compile(
    r"dollar|euro|pound sterling|franc|yen|yuan|cent|penny|mark|peseta|peso|lira|rupee|colón|lari|kip|sen"
    r"|bitcoin|satoshi|guilde"
)

_NO_NUMBER = "no number"
"""Stands for an annotated value that is none ("a few"): nothing found is equal to it, so it counts as missed."""

_SINGULAR = {"parts": "part"}
_Quantity = tuple[Decimal | str, Decimal | str | None, str]


@dataclass(frozen=True, slots=True)
class QuantitiesBenchmark:
    """Value-and-unit F1 per file; counted things count too, by the last word of what is counted."""

    name: str = "quantities"
    data_format: str = (
        "a folder of JSON files, each a list of {text, quantities: [{value, normalized_unit}]}, or one such file"
    )

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on `data`. Raises BenchmarkDataError where it cannot be read."""
        files = sorted(data.glob("*.json")) if data.is_dir() else [data]
        if not files:
            raise BenchmarkDataError(f"{data}: no *.json file here. Expected {self.data_format}")
        rows = []
        for path in files:
            progress(f"reading {path.name}")
            rows.append(Row(f"sayso, {path.stem}", _scores(_sentences(path, self.data_format))))
        return BenchmarkResult(
            name=self.name,
            title="Amounts: value and unit",
            rows=(*rows, *_PUBLISHED),
            scoring="A quantity is right where value (and upper end) and normalised unit are equal."
            " 'f1' asks for every annotated quantity, counted nouns by their last word; 'f1_values' for values.",
            source="Almasian, Kazakova, Gertz: CQE, EMNLP 2023 (published rows: value+unit F1 on currency).",
            caveats=(
                "Unit names follow the data; its 'netherlands guilde' is our 'dutch guilder' and counts as wrong."
                " Hyphens do not count, nor a country whose money alone is called so ('israeli new shekel').",
            ),
        )


_PUBLISHED = (
    Row("CQE, currency", {"f1": 79.6}, published=True),
    Row("recognizers-text, currency", {"f1": 52.5}, published=True),
    Row("quantulum3, currency", {"f1": 32.5}, published=True),
)


def _sentences(path: Path, data_format: str) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(read_text(path, data_format))
    except ValueError as error:
        raise BenchmarkDataError(f"{path}: not JSON ({error}). Expected {data_format}") from error
    if not rows or not isinstance(rows, list) or not all(map(_is_sentence, rows)):
        raise BenchmarkDataError(f"{path}: not a list of sentences. Expected {data_format}")
    return rows


def _is_sentence(row: Any) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return False
    quantities = row.get("quantities", [])
    return isinstance(quantities, list) and all({"value", "normalized_unit"} <= set(one) for one in quantities)


def _scores(sentences: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    full, values = Counter[str](), Counter[str]()
    for sentence in sentences:
        gold = Counter(_gold(q) for q in sentence.get("quantities", ()))
        found = Counter(_found(sentence["text"], amount) for amount in amounts_in(sentence["text"], pack_of("en")))
        _count(full, gold, found)
        _count(
            values, Counter((q[0], q[1]) for q in gold.elements()), Counter((q[0], q[1]) for q in found.elements())
        )
    return {"f1": _f1(full), "f1_values": _f1(values), "quantities": full["gold"]}


def _count(totals: Counter[str], gold: Counter[Any], found: Counter[Any]) -> None:
    totals["right"] += sum((gold & found).values())
    totals["gold"] += sum(gold.values())
    totals["found"] += sum(found.values())


def _f1(totals: Counter[str]) -> float:
    both = totals["gold"] + totals["found"]
    return round(200 * totals["right"] / both, 1) if both else 0.0


def _gold(quantity: Mapping[str, Any]) -> _Quantity:
    text, unit = str(quantity["value"]), str(quantity["normalized_unit"])
    ends = _RANGE.match(text)
    try:
        low = Decimal(ends["low"] if ends else text)
        high = Decimal(ends["high"]) if ends else None
    except InvalidOperation:
        return _NO_NUMBER, text, _unit(unit)
    return _rounded(low), high, _unit(unit)


def _unit(unit: str) -> str:
    """A measure or currency as it is named; a counted noun by its last word; nothing for bare counts."""
    if unit in _UNNAMED:
        return ""
    base = unit.split(" per ")[0]
    measured = (
        base in all_unit_names()
        or base.replace("-", " ") in all_unit_names()
        or base.endswith(" of age")
        or base.startswith(("square ", "cubic "))
        or _MONEY.search(base)
    )
    return _plain(unit) if measured else _last(unit)


def _plain(unit: str) -> str:
    """A unit's name without hyphens, in the singular, and money that one country alone calls so by its noun."""
    what, per, each = unit.replace("-", " ").partition(" per ")
    return f"{_SINGULAR.get(what) or bare_name(what)}{per}{each}"


def _found(text: str, amount: Amount) -> _Quantity:
    if amount.unit is not None:
        return _rounded(amount.value), amount.upper, _plain(amount.unit)
    words = words_of(text, pack_of("en"))
    first, stop = words.index_at(amount.span.start), words.index_at(amount.span.end - 1) + 1
    noun = counted_at(words, first, stop).noun
    return _rounded(amount.value), amount.upper, _last(noun) if noun and _last(noun) not in ("time", "u") else ""


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_PLACES) if abs(value) < 1 and value != 0 else value.normalize()


def _last(phrase: str) -> str:
    """The last word in the singular, roughly."""
    word = phrase.lower().split()[-1] if phrase.split() else ""
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ches", "ch")):
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
