"""What answers about the collection are made of: how many documents, of when, a line with a quote for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.types import DocumentInfo
from qa.answering.collection.document_quotes import date_quote, naming_quote
from qa.answering.collection.own_dates import OwnDate
from qa.answering.collection.picking import ENDINGS, choose, format_of, writers_of
from qa.answering.collection.shelf import Shelf
from qa.answering.lines import source_note, written_day
from qa.language.pack import Language
from qa.language.sections.collection_phrases import CollectionPhrases
from qa.question.collection.requests import Request
from qa.question.collection.traits import language_name
from qa.types import Abstention, Answer, AnswerForm, Claim, Quote

MARKED = 8
"""Quotes marked after the sentence that leads: with more, marks would be longer than what they are for, and each
stands at its line.
"""

NAMES = 12
"""Names of writers, languages and formats told at most."""

SHOWN = 300
"""Characters of a quote in a line."""

NamesOf = Callable[[DocumentInfo], Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A question about the collection, the documents of the kind it asks about, the language of its answer."""

    request: Request
    shelf: Shelf
    infos: Sequence[DocumentInfo]
    frame: Language

    @property
    def phrases(self) -> CollectionPhrases:
        """What the answer is framed in."""
        return self.frame.collection.phrases

    @property
    def everything(self) -> int:
        """The number of documents that were looked at."""
        return len(self.shelf.infos)

    @cached_property
    def chosen(self) -> tuple[DocumentInfo, ...]:
        """The documents that have every trait that the question names."""
        return tuple(each.info for each in choose(self.shelf, self.infos, self.request))

    @cached_property
    def dated(self) -> list[tuple[OwnDate, DocumentInfo]]:
        """Those of them whose date is known, the earliest first."""
        return self.shelf.dated(self.chosen)

    def languages(self, info: DocumentInfo) -> Sequence[str]:
        """The language of a document by its name."""
        return (language_name(info.language, self.frame),) if info.language else ()

    def writers(self, info: DocumentInfo) -> Sequence[str]:
        """Whom a document names as its writer and publisher."""
        return writers_of(self.shelf, info)


def formats(info: DocumentInfo) -> Sequence[str]:
    """The format of a document by the ending of its files, as all languages write it ("PDF")."""
    ending = info.path.rpartition(".")[2].lower()
    return (ending.upper(),) if f".{ending}" in ENDINGS.get(format_of(info), ()) else ()


def answer_of(
    asked: Asked,
    lead: str,
    lines: Sequence[str],
    quotes: Sequence[Quote],
    short: tuple[str, ...],
    form: AnswerForm = AnswerForm.LIST,
) -> Answer:
    """A sentence that leads, then lines with a quote each; an abstention where there is nothing to quote."""
    if not quotes:
        return refusal_of(asked, lead)
    claims = [Claim(lead, tuple(range(len(quotes)))[:MARKED])]
    claims += [Claim(line, (number,)) for number, line in enumerate(lines)]
    return Answer(
        question=asked.request.text,
        understood_as=asked.request.text,
        claims=tuple(claims),
        quotes=tuple(quotes),
        short=short,
        language=asked.frame.code,
        form=form,
    )


def refusal_of(asked: Asked, reason: str) -> Answer:
    """That there is no answer, and why."""
    text = asked.request.text
    return Answer(text, text, abstention=Abstention(reason), language=asked.frame.code)


def how_many(count: int, asked: Asked) -> str:
    """How many of all documents are told."""
    if count < asked.everything:
        return asked.phrases.some.format(n=count, all=asked.everything)
    return asked.phrases.one if count == 1 else asked.phrases.every.format(all=count)


def document_line(info: DocumentInfo, quote: Quote, frame: Language) -> str:
    """`Title — “quote” (source, day)`; the quote alone where it is the title."""
    title, said = folded(info.title), shown(quote.text)
    named = f"“{said}”" if said.startswith(title) else f"{title} — “{said}”"
    return f"{named} {source_note(info, frame)}"


def dated_lines(asked: Asked, dated: Sequence[tuple[OwnDate, DocumentInfo]]) -> tuple[list[str], list[Quote]]:
    """A line and a quote for each document: the words that say its date where its text has them."""
    lines, quotes = [], []
    for when, info in dated:
        document = asked.shelf.document(info)
        if quote := date_quote(document, when) or naming_quote(document):
            lines.append(document_line(info, quote, asked.frame))
            quotes.append(quote)
    return lines, quotes


def date_said(when: OwnDate, frame: Language) -> str:
    """A date as an answer writes it: the day, else the year or years."""
    if when.is_day:
        return written_day(when.first, frame)
    return str(when.first.year) if when.first.year == when.last.year else f"{when.first.year}–{when.last.year}"


def period_said(dated: Sequence[tuple[OwnDate, DocumentInfo]], asked: Asked) -> str:
    """From when to when documents are that stand in order of time; empty where there are none."""
    if not dated:
        return ""
    first, last = dated[0][0], max((when for when, _ in dated), key=lambda when: when.last)
    if first == last:
        return date_said(first, asked.frame)
    return asked.phrases.period.format(first=date_said(first, asked.frame), last=date_said(last, asked.frame))


def undated(asked: Asked) -> str:
    """Of how many of the documents chosen no date is known, in brackets; empty where it is known of all."""
    count = len(asked.chosen) - len(asked.dated)
    return f" ({asked.phrases.undated.format(n=count)})" if count else ""


def names_said(phrase: str, asked: Asked, names_of: NamesOf) -> str:
    """The names that all documents have something by, in a sentence; empty where they have none."""
    counts = Counter(name for info in asked.infos for name in names_of(info))
    listed = ", ".join(folded(name) for name, _ in counts.most_common(NAMES))
    return phrase.format(names=listed) if listed else ""


def shown(text: str) -> str:
    """Words on one line, cut where they are very long."""
    line = folded(text)
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"


def folded(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())
