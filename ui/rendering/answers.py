"""Turns of a conversation as HTML: the question, and the answer with its citations, quotes and figures.

Links `#cite-TURN-NUMBER` open quote NUMBER (from 1; 0 is the nearest passage of an abstention) of the
answer of turn TURN (from 0); `#figure-TURN-NUMBER` open the quote behind a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.types import DocumentInfo, Filter
from qa.stages import Stage, attempt
from qa.types import Abstention, Answer, Quote
from ui.rendering.html import button, day, isolated, language_name, problem, text
from ui.rendering.ledger import summary_html
from ui.rendering.sides import sides_html

HEADLINE = 110  # characters; a longer first line is set as the others are
SHOWN_QUOTES = 3  # under an answer; the others are one click away

_MARKS = re.compile(r"\[(\d+)\]")
# A line of an answer as `qa.answering.composition` writes it, also while it is being written: what is said, its
# scope and relations, the quote, the source.
_LINE = re.compile(
    r"^(?P<said>[^“(]{1,80}?)?(?P<scope>(?: \(|, | — ).*?)?(?P<quote>“.*?)?(?P<source>(?<=”) \(.*)?$"
)


def turn_html(
    question: str,
    answer: Answer,
    turn: int,
    *,
    last: bool = False,
    liked: bool | None = None,
    known: Mapping[str, int] | None = None,
) -> str:
    """A question with its finished answer; the last one can be asked again.

    `liked` is how it was judged, `known` are the colours of the voices of the answers before.
    """
    return _turn(question, answer_html(answer, turn, known) + _tools(turn, last, liked), turn)


def streamed_turn_html(question: str, understood: str, so_far: str, turn: int) -> str:
    """A question with the words of its answer that are there already."""
    head = _understood(understood) if understood and understood != question else ""
    lines = [line for line in so_far.splitlines() if line.strip()]
    body = _claims(lines, turn) if lines else _waiting(question, turn)
    return _turn(question, f'<div class="answer">{head}{body}</div>', turn, busy=True)


def failed_turn_html(question: str, reason: str, turn: int) -> str:
    """A question that could not be answered for a reason outside the documents."""
    retry = button("Try again", css="small", ask=question)
    return _turn(question, problem(reason, retry, "No answer for now; the question is kept"), turn)


def stopped_turn_html(question: str, turn: int) -> str:
    """A question whose answer was not waited for."""
    retry = button("Ask again", css="small", ask=question)
    said = '<p class="verdict">Stopped</p><p>This question was not answered.</p>'
    return _turn(question, f'<div class="stopped">{said}{retry}</div>', turn)


def _turn(question: str, answer: str, turn: int, *, busy: bool = False) -> str:
    return (
        f'<section class="turn" data-turn="{turn}" aria-busy="{"true" if busy else "false"}">'
        f'<h2 class="asked" dir="auto">{text(question)}</h2>{answer}</section>'
    )


def _waiting(question: str, turn: int) -> str:
    stop = button("Stop", css="link stop", stop=turn, question=question)
    return (
        '<div class="claims"><p class="waiting">Looking through the documents … '
        f'<span class="since" aria-hidden="true"></span>{stop}</p></div>'
    )


def _tools(turn: int, last: bool, liked: bool | None) -> str:
    """Regenerate, like and dislike under an answer."""
    again = button("Ask again", title="Ask this question again, with the filters in force now", again=turn)
    votes = "".join(
        button(label, css="plain vote", pressed=liked is up, vote="up" if up else "down", turn=turn)
        for label, up in (("Good answer", True), ("Bad answer", False))
    )
    return f'<p class="turn-tools">{again if last else ""}{votes}</p>'


def answer_html(answer: Answer, turn: int, known: Mapping[str, int] | None = None) -> str:
    """What was understood, the claims with citation marks, who says what, the quotes; or why there is none."""
    head = _understood(answer.understood_as) if answer.understood_as != answer.question else ""
    head += filters_html(answer.filter, "Asked of documents")
    head += "".join(map(_note, answer.notes))
    if answer.abstention is not None:
        css = "answer reply" if answer.abstention.examples else "answer none"
        return f'<div class="{css}">{head}{_abstention(answer, answer.abstention, turn)}</div>'
    lines = [line for line in answer.text.splitlines() if line.strip()]
    claims = _claims(lines, turn, [" ".join(quote.document.title.split()) for quote in answer.quotes])
    summary = attempt(
        Stage.VIEW,
        answer.text,
        lambda: summary_html(answer, turn, known),
        lambda: _note("The figures cannot be shown."),
    )
    told = f"{claims}{sides_html(answer, turn)}{summary}"
    return f'<div class="answer">{head}{told}{_quotes(answer, turn)}{_further(answer, turn)}</div>'


def _note(said: str) -> str:
    return f'<p class="note" role="note">{text(said)}</p>'


def _understood(question: str) -> str:
    edit = button("Edit", css="link", edit=question, title="Say it otherwise and ask again")
    return f'<p class="understood">Understood as: <em dir="auto">{text(question)}</em> {edit}</p>'


def _claims(lines: Sequence[str], turn: int, titles: Sequence[str] = ()) -> str:
    """The lines of an answer; a short first one stands out. `titles` are those of the documents quoted."""
    headed = "headline" if lines and len(lines[0]) <= HEADLINE and "“" not in lines[0] else ""
    first = "".join(f'<p class="{headed}" dir="auto">{_claim(line, turn)}</p>' for line in lines[:1])
    told = (_document(line, turn, titles) or _claim(line, turn) for line in lines[1:])
    rest = "".join(f'<p dir="auto">{line}</p>' for line in told)
    return f'<div class="claims">{first}{rest}</div>'


def _document(line: str, turn: int, titles: Sequence[str]) -> str:
    """A line that names a document by its title, which opens it at what is quoted; empty for any other line."""
    marks = [int(mark[1]) for mark in _MARKS.finditer(line)]
    title = titles[marks[0] - 1] if len(marks) == 1 and 0 < marks[0] <= len(titles) else ""
    if not title or not line.startswith((f"{title} — “", f"“{title}")):
        return ""
    between, told = ("", line[1 + len(title) :]) if line.startswith("“") else (" — ", line[len(title) + 3 :])
    words, closed, source = told.rpartition("” (")
    if not closed:
        return ""
    link = citation_link(turn, marks[0], text(title), css="cite source-link")
    quote = f'<q class="quote">{text(words)}”</q>' if between else text(words)
    said, cited = _apart(f" ({source}")
    return (
        f'<b class="said">{link}</b><span class="scope">{between}</span>{quote}'
        f'<span class="by">{text(said)}</span>{_cited(cited, turn)}'
    )


def _claim(line: str, turn: int) -> str:
    """A line with its parts told apart: the answer, where and when, the quote, the source, the marks."""
    found = _LINE.match(line) if "“" in line else None
    if found is None:
        return _cited(line, turn)
    said, scope, quote = found["said"] or "", found["scope"] or "", found["quote"] or ""
    before, answer, after = _parted(quote, said)
    source, marks = _apart(found["source"] or "")
    parts = (
        ("b", "said", text(said)),
        ("span", "scope", text(scope)),
        ("q", "quote", f"{text(before)}{f'<mark>{text(answer)}</mark>' if answer else ''}{text(after)}"),
        ("span", "by", text(source)),
    )
    told = "".join(f'<{tag} class="{css}">{words}</{tag}>' for tag, css, words in parts if words)
    return f"{told}{_cited(marks, turn)}"


def _parted(quote: str, said: str) -> tuple[str, str, str]:
    """A quote before, at and behind the answer, where the answer stands in it as words of its own."""
    found = re.search(rf"(?<![\w.,]){re.escape(said)}(?!\w|[.,]\d)", quote) if said else None
    return (quote[: found.start()], found[0], quote[found.end() :]) if found else (quote, "", "")


def _apart(source: str) -> tuple[str, str]:
    """The source of a line and the citation marks behind it."""
    marks = _MARKS.search(source)
    return (source[: marks.start()], source[marks.start() :]) if marks else (source, "")


def _cited(words: str, turn: int) -> str:
    """Words with their citation marks as links."""
    parts, last = [], 0
    for mark in _MARKS.finditer(words):
        parts += [text(words[last : mark.start()]), citation_link(turn, int(mark[1]))]
        last = mark.end()
    return "".join([*parts, text(words[last:])])


def citation_link(turn: int, number: int, label: str = "", css: str = "cite") -> str:
    """A mark that opens a quote; `label` is HTML."""
    name = f"quote {number}" if number else "the nearest passage"
    return (
        f'<a class="{css}" href="#cite-{turn}-{number}" aria-label="Open {name} in its document">'
        f"{label or number}</a>"
    )


def _quotes(answer: Answer, turn: int) -> str:
    """The quotes; folded away where the answer's own lines quote them already."""
    items = [_quote(quote, turn, number) for number, quote in enumerate(answer.quotes, start=1)]
    if any("“" in claim.text for claim in answer.claims):
        return _folded(items, "quote, letter for letter", "quotes, letter for letter")
    listed = f'<ol class="quotes">{"".join(items[:SHOWN_QUOTES])}</ol>' if items else ""
    return listed + _folded(items[SHOWN_QUOTES:], "more quote", "more quotes")


def _further(answer: Answer, turn: int) -> str:
    """The less likely answers, folded away; numbered on from the quotes."""
    first = len(answer.quotes) + 1
    items = [_quote(quote, turn, number) for number, quote in enumerate(answer.further, start=first)]
    return _folded(items, "less likely answer", "less likely answers")


def _folded(items: Sequence[str], one: str, many: str) -> str:
    if not items:
        return ""
    label = f"{len(items)} {one if len(items) == 1 else many}"
    return f'<details class="more"><summary>{label}</summary><ol class="quotes">{"".join(items)}</ol></details>'


def _quote(quote: Quote, turn: int, number: int) -> str:
    return (
        f'<li class="quote">{citation_link(turn, number, css="cite number")}'
        f'<blockquote dir="auto">{marked(quote)}</blockquote>'
        f'<p class="source">{citation_link(turn, number, source(quote), css="cite source-link")}'
        f"{_carriers(quote)}</p></li>"
    )


def _carriers(quote: Quote) -> str:
    if not quote.carriers:
        return ""
    names = ", ".join(isolated(carrier.source) for carrier in quote.carriers)
    return f'<span class="carriers">the same text in {names}</span>'


def source(quote: Quote) -> str:
    """Title, publisher or file, date, page and language of a quote in one line."""
    document = quote.document
    facts = [
        isolated(document.source) if document.source != document.title else "",
        day(document.published),
        f"p. {quote.page}" if quote.page is not None else "",
        _language(document),
    ]
    listed = "".join(f"<span> · {fact}</span>" for fact in facts if fact)
    return f"<cite>{isolated(document.title)}</cite>{listed}"


def _language(document: DocumentInfo) -> str:
    return text(language_name(document.language)) if document.language else ""


def marked(quote: Quote) -> str:
    """The words of a quote with the exact answer marked."""
    if quote.answer is None:
        return text(quote.text)
    start, end = quote.answer.start - quote.start, quote.answer.end - quote.start
    words = quote.text
    return f"{text(words[:start])}<mark>{text(words[start:end])}</mark>{text(words[end:])}"


def _abstention(answer: Answer, abstention: Abstention, turn: int) -> str:
    """That there is no answer: why, what was looked for, what of it is missing, what comes nearest."""
    verdict = "" if abstention.examples else '<p class="verdict">No answer</p>'
    parts = [f'{verdict}<p class="reason">{text(_without_list(abstention.reason, abstention.missing))}</p>']
    parts += [_suggestions(abstention.examples, "Questions to ask instead")] if abstention.examples else []
    if abstention.nearest is not None or abstention.missing:
        looked = f'<span dir="auto">{text(answer.understood_as)}</span>'
        parts.append(f'<p class="label">Looked for</p><p class="looked">{looked}</p>')
    if abstention.missing:
        items = "".join(f"<li>{_missing(part)}</li>" for part in abstention.missing)
        parts.append(f'<p class="label">Missing: no passage speaks of</p><ul class="missing">{items}</ul>')
    if abstention.nearest is not None:
        nearest = abstention.nearest
        parts.append(
            '<p class="label">The nearest passage, which does not answer it</p>'
            f'<blockquote dir="auto">{text(nearest.text)}</blockquote>'
            f'<p class="source">{citation_link(turn, 0, source(nearest), css="cite source-link")}</p>'
        )
    return "".join(parts)


def _without_list(reason: str, missing: Sequence[str]) -> str:
    """The reason without the sentence that lists what is missing, which is shown as a list."""
    before, listed, after = reason.partition("; ".join(missing)) if missing else (reason, "", "")
    return f"{before.rpartition('. ')[0]}. {after.partition('. ')[2]}".strip(" .") + "." if listed else reason


def _missing(part: str) -> str:
    """`who: Sweden` with its first half set back."""
    role, colon, what = part.partition(": ")
    return f'<span class="role">{text(role)}</span> {isolated(what)}' if colon else isolated(part)


def filters_html(where: Filter, label: str) -> str:
    """The filters in force, as chips; empty where there are none."""
    chips = []
    if where.published_from:
        chips.append(f"from {day(where.published_from)}")
    if where.published_to:
        chips.append(f"to {day(where.published_to)}")
    chips += [*map(language_name, where.languages), *where.publishers]
    listed = "".join(f'<li class="chip">{isolated(chip)}</li>' for chip in chips)
    return f'<div class="filtered"><span>{text(label)}</span><ul>{listed}</ul></div>' if chips else ""


def welcome_html(suggestions: Sequence[str]) -> str:
    """An empty conversation over documents: what this is, and questions to begin with."""
    return (
        '<div class="welcome"><h2>Ask the documents</h2>'
        "<p>Answers are quoted letter for letter. A click on a number opens its source.</p>"
        f"{_suggestions(suggestions, 'Questions these documents answer')}</div>"
    )


def _suggestions(questions: Sequence[str], label: str) -> str:
    """Questions that a click asks; empty where there are none."""
    asks = "".join(f"<li>{button(text(question), css='suggestion', ask=question)}</li>" for question in questions)
    return f'<ul class="suggestions" aria-label="{text(label)}">{asks}</ul>' if asks else ""
