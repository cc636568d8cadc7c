"""Answers about all documents at once: their time, languages, formats, writers, and what stands out in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from index.sentences import sentence_spans
from index.types import Document, DocumentInfo, Span
from qa.answering.collection.account_parts import (
    NAMES,
    SHOWN,
    Asked,
    NamesOf,
    answer_of,
    dated_lines,
    document_line,
    folded,
    formats,
    how_many,
    period_said,
    refusal_of,
    shown,
    undated,
)
from qa.answering.collection.document_quotes import naming_quote, quote_at, writer_quote
from qa.answering.collection.keyphrases import Keyphrase, keyphrases
from qa.answering.collection.shelf import Shelf
from qa.answering.lines import source_note
from qa.types import Answer, Quote


def period_covered(asked: Asked) -> Answer:
    """From when to when the documents are, with the first and the last of them."""
    if not asked.dated:
        return refusal_of(asked, asked.phrases.dateless.format(all=len(asked.infos)))
    first, last = asked.dated[0], max(asked.dated, key=lambda pair: pair[0].last)
    said = period_said(asked.dated, asked)
    lines, quotes = dated_lines(asked, [first] if last == first else [first, last])
    return answer_of(asked, f"{said}{undated(asked)}.", lines, quotes, (said,))


def languages_used(asked: Asked) -> Answer:
    """In which languages they are, and how many in each."""
    return _by_name(asked, asked.languages, asked.phrases.languages)


def formats_used(asked: Asked) -> Answer:
    """In which formats they are, and how many in each."""
    return _by_name(asked, formats, asked.phrases.formats)


def writers_named(asked: Asked) -> Answer:
    """Whom they name as writers and publishers, and how many name each."""
    return _by_name(asked, asked.writers, asked.phrases.writers, asked.phrases.writerless, writer_quote)


def _no_name(_document: Document, _name: str) -> Quote | None:
    return None


def _by_name(
    asked: Asked,
    names_of: NamesOf,
    phrase: str,
    nothing: str = "",
    quote_of_name: Callable[[Document, str], Quote | None] = _no_name,
) -> Answer:
    """The names that the documents have something by, each with in how many of them and a quote of the first."""
    named: dict[str, DocumentInfo] = {}
    counts: Counter[str] = Counter()
    for info in asked.chosen:
        for name in names_of(info):
            counts[name] += 1
            named.setdefault(name, info)
    if not counts:
        return refusal_of(asked, (nothing or asked.phrases.none).format(all=len(asked.infos)))
    told = [name for name, _ in counts.most_common(NAMES)]
    lines, quotes = [], []
    for name in told:
        document = asked.shelf.document(named[name])
        if quote := quote_of_name(document, name) or naming_quote(document):
            lines.append(document_line(named[name], quote, asked.frame))
            quotes.append(quote)
    more = ", …" if len(counts) > len(told) else ""
    listed = ", ".join(f"{folded(name)} ({counts[name]})" for name in told)
    short = tuple(folded(name) for name, _ in counts.most_common())
    return answer_of(asked, phrase.format(names=f"{listed}{more}"), lines, quotes, short)


def topics(asked: Asked) -> Answer:
    """The phrases that stand out, each with a sentence that has it, after how many documents there are."""
    found = keyphrases(asked.shelf, asked.chosen)
    if not found:
        return refusal_of(asked, asked.phrases.topicless.format(all=len(asked.chosen)))
    quotes = [_phrase_quote(asked.shelf, phrase) for phrase in found]
    lines = [
        f"{phrase.text} — “{shown(quote.text)}” {source_note(phrase.info, asked.frame)}"
        for phrase, quote in zip(found, quotes, strict=True)
    ]
    known = (how_many(len(asked.chosen), asked), period_said(asked.dated, asked))
    listed = "; ".join(phrase.text for phrase in found)
    lead = f"{'. '.join(part for part in known if part)}. {asked.phrases.topics}: {listed}."
    return answer_of(asked, lead, lines, quotes, tuple(phrase.text for phrase in found))


def _phrase_quote(shelf: Shelf, phrase: Keyphrase) -> Quote:
    """The sentence in which a phrase stands first, with it marked."""
    document = shelf.document(phrase.info)
    start = max(0, phrase.span.start - SHOWN)
    while 0 < start < phrase.span.start and not document.text[start - 1].isspace():
        start += 1
    for span in sentence_spans(document.text[start : phrase.span.end + SHOWN], phrase.info.language):
        sentence = Span(start + span.start, start + span.end)
        if sentence.contains(phrase.span):
            return quote_at(document, sentence, phrase.span)
    return quote_at(document, phrase.span, phrase.span)
