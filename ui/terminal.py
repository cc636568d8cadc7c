"""Everything the command line prints, as rich renderables; pure, so tests can read what a person will."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from index.types import Document, DocumentInfo, IndexReport, Outcome, Span
from qa.answering.exports import citation, locator
from qa.answering.ledger import LedgerRow, SectionKind, sections
from qa.stages import Stage, attempt
from qa.types import Answer, Figure, Ledger, Quote, RelationKind

RELATION_WORDS = {
    RelationKind.UPDATE: "updates",
    RelationKind.PART_OF: "part of",
    RelationKind.CONFLICT: "against",
    RelationKind.AGREE: "agrees with",
}
RELATION_STYLE = {RelationKind.CONFLICT: "red", RelationKind.UPDATE: "green"}
OUTCOME_STYLE = {Outcome.FAILED: "red", Outcome.SKIPPED: "yellow"}


def visible(text: str, *, keep_lines: bool = False) -> str:
    """`text` with control and direction characters made visible: no document can drive the terminal."""
    kept = "\n\t" if keep_lines else ""
    return "".join(
        char
        if char in kept or unicodedata.category(char) not in ("Cc", "Cf", "Cs") or char in "\u200d\ufe0f"
        else _escaped(char)
        for char in text
    )


def _escaped(char: str) -> str:
    return {"\n": "⏎", "\t": " ", "\r": ""}.get(char, f"\\x{ord(char):02x}")


def one_line(text: str) -> str:
    """`text` with white space folded to single spaces, safe to print."""
    return visible(" ".join(text.split()))


def quoted(quote: Quote) -> Text:
    """The quote with its answer span marked."""
    if quote.answer is None:
        return Text(f"“{one_line(quote.text)}”")
    start, end = quote.answer.start - quote.start, quote.answer.end - quote.start
    before, marked, after = quote.text[:start], quote.text[start:end], quote.text[end:]
    text = Text("“")
    text.append(_folded(before, left=True))
    text.append(_folded(marked), style="bold reverse")
    text.append(_folded(after, right=True))
    text.append("”")
    return text


def _folded(text: str, *, left: bool = False, right: bool = False) -> str:
    folded = one_line(text)
    if text[:1].isspace() and not left:
        folded = " " + folded
    if text[-1:].isspace() and not right:
        folded += " "
    return folded if folded.strip() else " " * bool(text)


def source_line(quote: Quote) -> Text:
    """Where a quote stands, with the words that open it."""
    line = Text(one_line(citation(quote)), style="cyan")
    if quote.document.language:
        line.append(f"  {quote.document.language}", style="dim")
    line.append(f"  sayso show {locator(quote)}", style="dim")
    if quote.carriers:
        names = ", ".join(one_line(carrier.source) for carrier in quote.carriers)
        line.append(f"\nthe same text also in: {names}", style="dim")
    return line


def answer_view(answer: Answer) -> RenderableType:
    """An answer with its numbered quotes; an abstention with what is missing and the nearest passage."""
    parts: list[RenderableType] = []
    if answer.understood_as != answer.question:
        parts.append(Text(f"understood as: {one_line(answer.understood_as)}", style="italic dim"))
    parts += [Text(one_line(note), style="yellow") for note in answer.notes]
    if answer.abstention is not None:
        parts += _abstention(answer)
    else:
        parts += [Text(visible(answer.text, keep_lines=True)), Text()]
        if answer.figures:
            shown = partial(ledger_table, answer.ledger, answer.understood_as)
            parts += [
                attempt(Stage.VIEW, answer.text, shown, lambda: Text("The figures cannot be shown.")),
                Text(),
            ]
        for number, quote in enumerate(answer.quotes, start=1):
            row = Table.grid(padding=(0, 1))
            spoken = one_line(quote.text) in one_line(answer.text)
            source = source_line(quote) if spoken else Group(quoted(quote), source_line(quote))
            row.add_row(Text(f"[{number}]", style="bold"), source)
            parts.append(row)
    return Group(*parts)


def _abstention(answer: Answer) -> Iterable[RenderableType]:
    abstention = answer.abstention
    assert abstention is not None
    yield Text(visible(abstention.reason, keep_lines=True), style="yellow")
    for question in abstention.examples:
        yield Text(f"  {one_line(question)}")
    for part in abstention.missing:
        yield Text(f"  not covered: {one_line(part)}", style="dim")
    if abstention.nearest is not None:
        yield Text("\nThe nearest passage:", style="dim")
        yield Padding(Group(quoted(abstention.nearest), source_line(abstention.nearest)), (0, 0, 0, 2))


def ledger_table(ledger: Ledger, question: str = "") -> RenderableType:
    """Who says what: whom the question names first, then the others; each figure with how it relates."""
    parts: list[RenderableType] = []
    for section in sections(question, ledger):
        if section.kind is SectionKind.OTHERS:
            parts.append(Text("\nOthers say:", style="bold"))
        table = Table(box=None, header_style="dim", pad_edge=False)
        for heading in ("#", "who", "how many", "of what", "where", "period", "published by"):
            table.add_column(heading, overflow="fold")
        for row in section.rows:
            table.add_row(*_ledger_row(ledger, row))
        parts.append(table)
    return Group(*parts)


def _ledger_row(ledger: Ledger, row: LedgerRow) -> tuple[Text, ...]:
    figure = ledger.figures[row.figure]
    voice = f"{one_line(figure.claimant)} {figure.stance.value}" if figure.claimant else "in its own words"
    counted = Text(one_line(figure.counted))
    if figure.corrected:
        counted.append("\ncorrected by its own text", style="yellow")
    for relation in row.relations:
        words = f"\n{RELATION_WORDS[relation.kind]} #{relation.second + 1}"
        counted.append(words, style=RELATION_STYLE.get(relation.kind, "dim"))
    return (
        Text(str(row.figure + 1), style="dim"),
        Text(voice),
        Text(one_line(figure.amount.text), style="bold"),
        counted,
        Text(one_line(figure.place or "–")),
        Text(one_line(_period(figure))),
        Text(one_line(figure.publisher), style="cyan"),
    )


def _period(figure: Figure) -> str:
    period = figure.period
    if period and (period.start or period.end):
        start, end = period.start or "…", period.end or "…"
        return str(start) if start == end else f"{start} – {end}"
    return f"as of {figure.as_of}" if figure.as_of else "–"


def documents_table(documents: Sequence[DocumentInfo]) -> Table:
    """One line a document."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("id", "title", "publisher", "date", "language", "file"):
        table.add_column(heading, overflow="fold" if heading in ("title", "file") else "ellipsis")
    for document in documents:
        table.add_row(
            Text(document.id, style="cyan"),
            Text(one_line(document.title)),
            Text(one_line(document.publisher or "–")),
            Text(document.published.isoformat() if document.published else "–"),
            Text(document.language or "–"),
            Text(one_line(document.path), style="dim"),
        )
    return table


def document_view(
    document: Document, mark: Span | None = None, copies: Sequence[DocumentInfo] = (), not_read: str = ""
) -> RenderableType:
    """A document's metadata and text, with `mark` highlighted; `copies` are its near copies, `not_read` says what
    of its file was left out.
    """
    info = document.info
    head = Table.grid(padding=(0, 2))
    rows = (
        ("title", info.title),
        ("publisher", info.publisher),
        ("author", info.author),
        ("published", info.published.isoformat() if info.published else None),
        ("language", info.language),
        ("link", info.url),
        ("file", info.path),
        ("id", info.id),
        ("text hash", info.content_hash),
        ("on reading", not_read),
        *(("nearly the same", f"{copy.path} ({copy.id})") for copy in copies),
    )
    for name, value in rows:
        if value:
            head.add_row(Text(name, style="dim"), Text(one_line(value)))
    if mark is None:
        return Group(head, Text(), Text(visible(document.text, keep_lines=True)))
    body = Text(visible(document.text[: mark.start], keep_lines=True))
    body.append(visible(document.text[mark.start : mark.end], keep_lines=True), style="bold reverse")
    body.append(visible(document.text[mark.end :], keep_lines=True))
    return Group(head, Text(), body)


def index_view(report: IndexReport) -> RenderableType:
    """What indexing did: a line of counts, then every file that was skipped, failed or carries a warning."""
    counts = ", ".join(f"{report.count(o)} {o.value}" for o in Outcome if report.count(o)) or "no files found"
    parts: list[RenderableType] = []
    if report.files or not report.notes:
        parts.append(Text(f"{counts} in {report.seconds:.1f} s"))
    if report.interrupted:
        parts.append(Text("interrupted: what was finished is kept; run it again to go on", style="yellow"))
    parts += [Text(one_line(note), style="yellow") for note in report.notes]
    for file in report.problems:
        line = Text(f"  {file.outcome.value:<8} ", style=OUTCOME_STYLE.get(file.outcome, "dim"))
        line.append(f"{one_line(file.path)}: {one_line(file.reason)}", style="default")
        parts.append(line)
    return Group(*parts)
