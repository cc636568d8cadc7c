"""Answers as plain records (for JSON) and as Markdown, both with citations that can be checked later."""

from __future__ import annotations

from typing import Any

from index.types import DocumentInfo
from qa.answering.markdown import block_quote, escaped, one_line
from qa.types import Amount, Answer, ComparedSide, Figure, Ledger, Period, Quote, Relation


def locator(quote: Quote) -> str:
    """`document:start-end`, which `sayso show` opens at the letter."""
    return f"{quote.document.id}:{quote.start}-{quote.end}"


def citation(quote: Quote) -> str:
    """Title, publisher or file, date and page of a quote in one line."""
    document = quote.document
    parts = [document.title, document.source if document.source != document.title else ""]
    if document.published:
        parts.append(document.published.isoformat())
    if quote.page is not None:
        parts.append(f"p. {quote.page}")
    return ", ".join(part for part in parts if part)


def document_record(document: DocumentInfo) -> dict[str, Any]:
    """What is known of a document, JSON-ready."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "url": document.url,
        "content_hash": document.content_hash,
    }


def quote_record(quote: Quote, number: int) -> dict[str, Any]:
    """A quote under its citation number, JSON-ready; offsets are characters of the document's text."""
    return {
        "number": number,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "answer": quote.answer_text if quote.answer else None,
        "answer_start": quote.answer.start if quote.answer else None,
        "answer_end": quote.answer.end if quote.answer else None,
        "score": round(quote.score, 4),
        "page": quote.page,
        "document": document_record(quote.document),
        "carriers": [document_record(carrier) for carrier in quote.carriers],
    }


def amount_record(amount: Amount) -> dict[str, Any]:
    """An amount, JSON-ready; numbers are strings so that no digit is lost."""
    return {
        "text": amount.text,
        "value": str(amount.value),
        "upper": str(amount.upper) if amount.upper is not None else None,
        "bound": amount.bound.value,
        "unit": amount.unit,
        "vague": amount.vague,
    }


def period_record(period: Period | None) -> dict[str, Any] | None:
    """A period, JSON-ready, with ISO dates."""
    if period is None:
        return None
    return {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "text": period.text,
    }


def figure_record(figure: Figure) -> dict[str, Any]:
    """A figure with its claimant, scope and quote, JSON-ready."""
    return {
        "amount": amount_record(figure.amount),
        "counted": figure.counted,
        "claimant": figure.claimant,
        "stance": figure.stance.value,
        "verb": figure.verb,
        "place": figure.place,
        "period": period_record(figure.period),
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "corrected": figure.corrected,
        "publisher": figure.publisher,
        "quote": figure.quote.text,
        "start": figure.quote.start,
        "end": figure.quote.end,
        "document": document_record(figure.quote.document),
    }


def relation_record(relation: Relation) -> dict[str, Any]:
    """How two figures (by position) relate, JSON-ready."""
    return {
        "first": relation.first,
        "second": relation.second,
        "kind": relation.kind.value,
        "reason": relation.reason,
    }


def ledger_record(ledger: Ledger) -> dict[str, Any]:
    """Figures and their relations, JSON-ready."""
    return {
        "figures": [figure_record(figure) for figure in ledger.figures],
        "relations": [relation_record(relation) for relation in ledger.relations],
    }


def side_record(side: ComparedSide) -> dict[str, Any]:
    """One side of a comparison, JSON-ready, with the numbers of its quotes."""
    return {
        "label": side.label,
        "values": list(side.values),
        "quotes": [number + 1 for number in side.quotes],
        "projected": side.projected,
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """A whole answer, JSON-ready."""
    abstention = answer.abstention
    return {
        "question": answer.question,
        "understood_as": answer.understood_as,
        "abstained": answer.abstained,
        "text": answer.text,
        "short": list(answer.short),
        "form": answer.form.value,
        "quotes": [quote_record(quote, number) for number, quote in enumerate(answer.quotes, start=1)],
        "claims": [
            {"text": claim.text, "quotes": [number + 1 for number in claim.quotes]} for claim in answer.claims
        ],
        "further": [
            quote_record(quote, number)
            for number, quote in enumerate(answer.further, start=len(answer.quotes) + 1)
        ],
        **ledger_record(answer.ledger),
        "sides": [side_record(side) for side in answer.sides],
        "notes": list(answer.notes),
        "abstention": None
        if abstention is None
        else {
            "reason": abstention.reason,
            "missing": list(abstention.missing),
            "examples": list(abstention.examples),
            "nearest": quote_record(abstention.nearest, 0) if abstention.nearest else None,
        },
    }


def answer_markdown(answer: Answer) -> str:
    """A whole answer as Markdown: question, claims, numbered quotes with sources; their words are no markup."""
    lines = [f"## {one_line(answer.question)}", ""]
    if answer.understood_as != answer.question:
        lines += [f"*Understood as: {one_line(answer.understood_as)}*", ""]
    lines += [*escaped(answer.text).splitlines(), ""]
    lines += [line for note in answer.notes for line in (f"*{one_line(note)}*", "")]
    for number, quote in enumerate(answer.quotes, start=1):
        lines += [block_quote(quote.text), "", f"[{number}] {one_line(citation(quote))} ({locator(quote)})", ""]
    return "\n".join(lines)
