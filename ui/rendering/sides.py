"""What was compared as a small table: a row for each thing or time, with its values and where they stand."""

from __future__ import annotations

from qa.answering.phrases import framed_in
from qa.types import Answer, ComparedSide
from ui.rendering.html import isolated, text


def sides_html(answer: Answer, turn: int) -> str:
    """The table; the empty string where nothing was compared. Values open the quotes they stand in."""
    if not answer.sides:
        return ""
    rows = "".join(_row(answer, side, turn) for side in answer.sides)
    return f'<table class="sides" aria-label="The sides compared"><tbody>{rows}</tbody></table>'


def _row(answer: Answer, side: ComparedSide, turn: int) -> str:
    phrases = framed_in(answer.language).comparison.phrases
    head = f'<th scope="row" dir="auto">{text(side.label)}</th>'
    if not side.values:
        return f'<tr class="none">{head}<td colspan="2">{text(phrases.missing.format("").strip(" :"))}</td></tr>'
    expected = f" <span>({text(phrases.projected)})</span>" if side.projected else ""
    quotes = [(number, answer.quotes[number]) for number in side.quotes]
    units = {quote.unit for _, quote in quotes}
    unit = f" <span>({text(units.pop())})</span>" if len(units) == 1 and "" not in units else ""
    values = "<br>".join(isolated(value) for value in side.values)
    sources = dict.fromkeys(quote.document.title for _, quote in quotes)
    links = "<br>".join(
        _link(turn, next(number for number, quote in quotes if quote.document.title == title), title)
        for title in sources
    )
    return f"<tr>{head}<td><b>{values}</b>{unit}{expected}</td><td>{links}</td></tr>"


def _link(turn: int, number: int, title: str) -> str:
    return (
        f'<a class="cite source-link" href="#cite-{turn}-{number + 1}" '
        f'aria-label="Open quote {number + 1} in its document">{isolated(title)}</a>'
    )
