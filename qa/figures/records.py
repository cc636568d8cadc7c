"""Figures as plain JSON-ready records and back: what the store keeps, what CSV and JSON exports show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from index.types import DocumentInfo, Span
from qa.figures.attribution.writers import Writer, as_written
from qa.types import Amount, Bound, Figure, Period, Quote, Stance

_PERIOD_FIELDS = ("period", "from", "to")


def to_fact(figure: Figure, country: str | None, writer: Writer | None = None) -> dict[str, Any]:
    """A figure as the store keeps it beside its document; `country` is the ISO code its place lies in.

    `writer` is who wrote the words around it, where they are not simply the publisher's.
    """
    amount, period, quote = figure.amount, figure.period, figure.quote
    fact: dict[str, Any] = {
        "value": str(amount.value), "upper": None if amount.upper is None else str(amount.upper),
        "bound": amount.bound.value, "unit": amount.unit, "vague": amount.vague,
        "start": amount.span.start, "end": amount.span.end, "text": amount.text,
        "counted": figure.counted, "claimant": figure.claimant, "stance": figure.stance.value, "verb": figure.verb,
        "place": figure.place, "country": country,
        "from": _iso(period.start) if period else None, "to": _iso(period.end) if period else None,
        "period": period.text if period else None, "as_of": _iso(figure.as_of),
        "quote": quote.text, "quote_start": quote.start, "passage": quote.passage_id,
    }  # fmt: skip
    if figure.corrected:
        fact["corrected"] = True
    if writer is not None:
        fact["writer"] = [writer.name, _iso(writer.day)]
    return {
        name: value for name, value in fact.items() if value is not None and value != "" and value is not False
    }


def from_fact(fact: Mapping[str, Any], document: DocumentInfo) -> Figure:
    """The figure of a stored fact. Raises KeyError or ValueError on a record this version did not write."""
    span = Span(int(fact["start"]), int(fact["end"]))
    if fact.get("writer"):
        name, day = fact["writer"]
        document = as_written(document, Writer(name, _day(day)))
    text, begin = str(fact["quote"]), int(fact.get("quote_start", 0))
    period = None
    if any(map(fact.get, _PERIOD_FIELDS)):
        period = Period(_day(fact.get("from")), _day(fact.get("to")), str(fact.get("period", "")))
    return Figure(
        amount=Amount(
            value=Decimal(fact["value"]),
            span=span,
            text=str(fact["text"]),
            upper=Decimal(fact["upper"]) if fact.get("upper") else None,
            bound=Bound(fact["bound"]),
            unit=fact.get("unit"),
            vague=bool(fact.get("vague", False)),
        ),
        counted=str(fact.get("counted", "")),
        quote=Quote(text, begin, begin + len(text), document, str(fact.get("passage", "")), 0.0, answer=span),
        claimant=fact.get("claimant"),
        stance=Stance(fact.get("stance", Stance.STATES.value)),
        verb=str(fact.get("verb", "")),
        place=fact.get("place"),
        period=period,
        as_of=_day(fact.get("as_of")),
        corrected=bool(fact.get("corrected", False)),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


ROW_FIELDS = (
    "value", "upper", "bound", "unit", "counted", "claimant", "stance", "verb", "place", "from",
    "to", "period", "as_of", "publisher", "published", "title", "path", "document", "start", "end",
    "quote_start", "quote_end", "quote", "carriers", "corrected",
)  # fmt: skip


def figure_rows(figures: Sequence[Figure]) -> list[dict[str, str]]:
    """One flat row per figure for CSV, every field of `ROW_FIELDS` as text; offsets are the document's.

    A field that a spreadsheet would take for a formula begins with an apostrophe, which it does not show.
    """
    return [_row(figure) for figure in figures]


def _row(figure: Figure) -> dict[str, str]:
    amount, period, quote, info = figure.amount, figure.period, figure.quote, figure.quote.document
    values = (
        format(amount.value, "f"), format(amount.upper, "f") if amount.upper is not None else "",
        amount.bound.value,
        amount.unit, figure.counted, figure.claimant, figure.stance.value, figure.verb, figure.place,
        _iso(period.start) if period else "", _iso(period.end) if period else "", period.text if period else "",
        _iso(figure.as_of), info.source, _iso(info.published), info.title, info.path, info.id,
        str(amount.span.start), str(amount.span.end), str(quote.start), str(quote.end), quote.text,
        "; ".join(carrier.source for carrier in quote.carriers), "yes" if figure.corrected else "",
    )  # fmt: skip
    return {name: _no_formula(value or "") for name, value in zip(ROW_FIELDS, values, strict=True)}


_FORMULA = re.compile(r"\s*[=+\-@\t\r|%＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _no_formula(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def with_carriers(figure: Figure, carriers: Sequence[DocumentInfo]) -> Figure:
    """The figure with further documents that carry it, each once, its own left out."""
    seen = {figure.quote.document.id}
    kept = []
    for carrier in (*figure.quote.carriers, *carriers):
        if carrier.id not in seen:
            seen.add(carrier.id)
            kept.append(carrier)
    return replace(figure, quote=replace(figure.quote, carriers=tuple(kept)))
