"""Answers about the collection: a sentence of ours, then a line with a quote for each document or phrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qa.answering.collection.account_parts import (
    MARKED,
    Asked,
    answer_of,
    date_said,
    dated_lines,
    document_line,
    folded,
    formats,
    how_many,
    names_said,
    period_said,
    refusal_of,
    undated,
)
from qa.answering.collection.overviews import formats_used, languages_used, period_covered, topics, writers_named
from qa.answering.collection.picking import Chosen, choose, quote_of
from qa.language.sections.collection_words import Trait, Wanted
from qa.types import Answer, AnswerForm

LISTED = 30
"""Documents listed at most: who wants more asks for fewer, or opens the list of all documents."""


def account(asked: Asked) -> Answer:
    """The answer to a question about the collection, or why there is none."""
    if asked.infos:
        return _ACCOUNTS[asked.request.wants](asked)
    if asked.everything:
        return refusal_of(asked, asked.phrases.unborne.format(all=asked.everything, noun=asked.request.noun))
    answers = asked.frame.answers
    return refusal_of(asked, answers.nothing_filtered if asked.shelf.where else answers.nothing_indexed)


def documents_listed(asked: Asked, form: AnswerForm = AnswerForm.LIST) -> Answer:
    """The documents that have what the question names, each with its title, a quote and its source."""
    chosen = choose(asked.shelf, asked.infos, asked.request)
    if not chosen:
        return refusal_of(asked, _why_none(asked))
    quoted = [(each, quote) for each in chosen[:LISTED] if (quote := quote_of(asked.shelf, each, asked.request))]
    lines = [document_line(each.info, quote, asked.frame) for each, quote in quoted]
    lead, kind = how_many(len(chosen), asked), asked.request.kind
    if _only_mentioned(asked, chosen):
        lead, form = asked.phrases.mentioned.format(n=len(chosen)), AnswerForm.LIST
    if len(quoted) < len(chosen):
        lead = f"{lead} ({asked.phrases.first.format(n=len(quoted))})"
    if kind and not any(asked.shelf.bears(each.info, kind) for each in chosen):
        lead = f"{asked.phrases.unborne.format(all=asked.everything, noun=asked.request.noun)} {lead}"
    lead = f"{lead}:" if lead[-1].isalpha() else f"{lead}."
    titles = tuple(dict.fromkeys(folded(each.info.title) for each in chosen))
    short = (str(len(chosen)),) if form is AnswerForm.COUNT else titles
    return answer_of(asked, lead, lines, [quote for _, quote in quoted], short, form)


def _only_mentioned(asked: Asked, chosen: Sequence[Chosen]) -> bool:
    """Whether documents about something are asked for and those chosen only mention it."""
    about = any(picked.trait is Trait.TOPIC for picked in asked.request.choosing)
    return about and not any(each.spoken and each.spoken.is_about for each in chosen)


def documents_counted(asked: Asked) -> Answer:
    """Their number, with the same quotes."""
    return documents_listed(asked, AnswerForm.COUNT)


def earliest(asked: Asked) -> Answer:
    """The oldest document, or all of one day."""
    return _at_end(asked, first=True)


def latest(asked: Asked) -> Answer:
    """The newest document, or all of one day."""
    return _at_end(asked, first=False)


def _at_end(asked: Asked, *, first: bool) -> Answer:
    if not asked.chosen:
        return refusal_of(asked, _why_none(asked))
    if not asked.dated:
        return refusal_of(asked, asked.phrases.dateless.format(all=len(asked.infos)))
    days = [when.first if first else when.last for when, _ in asked.dated]
    end = min(days) if first else max(days)
    there = [pair for pair, day in zip(asked.dated, days, strict=True) if day == end]
    lines, quotes = dated_lines(asked, there[:LISTED])
    titles = tuple(dict.fromkeys(folded(info.title) for _, info in there))
    lead = f"{'; '.join(titles[:MARKED])}: {date_said(there[0][0], asked.frame)}"
    return answer_of(asked, f"{lead}{undated(asked)}.", lines, quotes, titles)


_ACCOUNTS: Mapping[Wanted, Callable[[Asked], Answer]] = {
    Wanted.LIST: documents_listed,
    Wanted.COUNT: documents_counted,
    Wanted.OLDEST: earliest,
    Wanted.NEWEST: latest,
    Wanted.PERIOD: period_covered,
    Wanted.LANGUAGES: languages_used,
    Wanted.FORMATS: formats_used,
    Wanted.WRITERS: writers_named,
    Wanted.TOPICS: topics,
}


def _why_none(asked: Asked) -> str:
    """That no document fits, and what there is instead: the dates, languages or writers that they have."""
    phrases, traits = asked.phrases, {picked.trait for picked in asked.request.choosing}
    parts = [phrases.none.format(all=len(asked.infos))]
    if Trait.DATED in traits:
        period = period_said(asked.shelf.dated(asked.infos), asked)
        parts.append(f"{period}." if period else phrases.dateless.format(all=len(asked.infos)))
    if Trait.LANGUAGE in traits:
        parts.append(names_said(phrases.languages, asked, asked.languages))
    if Trait.FORMAT in traits:
        parts.append(names_said(phrases.formats, asked, formats))
    if Trait.WRITER in traits:
        writers = names_said(phrases.writers, asked, asked.writers)
        parts.append(writers or phrases.writerless.format(all=len(asked.infos)))
    return " ".join(filter(None, parts))
