"""Which further answers stand beside the best one, and which belong to something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from index.types import Span
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.language.words import keys
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.reading.passages import said_in, sentences_of
from qa.reading.same_answer import same_answer
from qa.types import Quote, Reading


def on_matter(question: Question, reading: Reading) -> Reading:
    """Without the sentences that say less than half as many of the question's own words as the best one."""
    held = [_words_held(question, quote) for quote in reading.quotes]
    foreign = [quote.document.is_in_other_language(question.language) for quote in reading.quotes]
    kept = [
        quote
        for quote, count, other in zip(reading.quotes, held, foreign, strict=True)
        if other or 2 * count >= max(held)
    ]
    return replace(reading, quotes=tuple(kept))


def _words_held(question: Question, quote: Quote) -> int:
    """How many of the question's words, names apart, the sentence of a quote says."""
    return sum(map(said_in(quote).says, question.matter))


_ONE_ANSWER = frozenset((QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE))
"""Kinds of which a sentence holds one answer, or several that it lists."""

AS_LIKELY = 0.9
"""Share of the best score of its sentence from which a further span may as well be the answer: of held-out ones
three in ten were, and of the best ones beside them six in ten.
"""


def without_other_events(question: Question, reading: Reading) -> Reading:
    """Without the further answers of a document to a who, when or where that belong to something else.

    Of a sentence those stay that are listed beside its best one or as likely; of other sentences those that are as
    near to the question as the sentence of the document's best answer.
    """
    if question.kind not in _ONE_ANSWER:
        return reading
    kept: list[Quote] = []
    for quote in sorted(reading.quotes, key=lambda each: -each.score):
        own = [other for other in kept if other.document.id == quote.document.id]
        same = [other for other in own if in_one_sentence(quote, other)]
        beside = any(quote.score >= AS_LIKELY * other.score or listed_together(quote, other) for other in same)
        if any(describes(quote, other) for other in same):
            continue
        if beside or (not same and (not own or _as_near(question, quote, own[0]))):
            kept.append(quote)
    kept = [
        q for q in kept if not _of_no_year(question, q, kept[0]) and not _of_other_office(question, q, kept[0])
    ]
    return replace(reading, quotes=tuple(quote for quote in reading.quotes if quote in kept))


def describes(quote: Quote, named: Quote) -> bool:
    """Whether an answer is what the name right behind it is called: the "pilot" of "the pilot Ann Lee"."""
    if quote.answer is None or named.answer is None or not quote.answer_text.islower():
        return False
    return named.answer_text[:1].isupper() and 0 <= named.answer.start - quote.answer.end <= 1


def _of_no_year(question: Question, quote: Quote, best: Quote) -> bool:
    """Whether a further answer comes from a sentence without the year asked about, and the best from one with."""
    if not question.years or same_answer(quote, best):
        return False
    years = [str(year) for year in question.years]
    return any(year in best.text for year in years) and not any(year in quote.text for year in years)


def _of_other_office(question: Question, quote: Quote, best: Quote) -> bool:
    """Whether a further answer comes from a sentence that names less of the office asked about than the best one:
    "head cook" where the head gardener is asked for. Other documents may tell of it in none of its words.
    """
    asked = question.office
    if asked is None or same_answer(quote, best) or quote.document.is_in_other_language(question.language):
        return False
    office = keys(asked, question.language)
    own, told = (sum(map(said_in(each).says, office)) for each in (quote, best))
    return own < told and (own > 0 or quote.document.id == best.document.id)


def without_headings(question: Question, reading: Reading) -> Reading:
    """Without the headings that are quoted whole beside sentences, and for a "why" without any."""
    kept = tuple(quote for quote in reading.quotes if not _is_heading(quote))
    if not kept and question.kind is not QuestionKind.WHY:
        return reading
    return replace(reading, quotes=kept, answerable=reading.answerable if kept else 0.0)


_HEADING_WORDS = 12
_SENTENCE_END = re.compile(r"[.!?…:;|][\s\"'”’)\]]*$|[\"”’)\]]\s*$")


def _is_heading(quote: Quote) -> bool:
    """Whether a quote without a marked answer is a line that is no sentence."""
    text = quote.text.strip()
    return quote.answer is None and len(text.split()) <= _HEADING_WORDS and not _SENTENCE_END.search(text)


def _as_near(question: Question, quote: Quote, best: Quote) -> bool:
    """Whether a sentence says half as many of the question's own words as another of its document, and the deed or
    office asked about where that one does.
    """
    foreign = quote.document.is_in_other_language(question.language)
    if foreign or same_answer(quote, best) or quote.score >= AS_LIKELY * best.score:
        return True
    near = 2 * _words_held(question, quote) >= _words_held(question, best)
    return near and not (_says_deed(question, best) and not _says_deed(question, quote))


def _says_deed(question: Question, quote: Quote) -> bool:
    """Whether a sentence says the word that tells what was done, or is held: first after a "who", else last."""
    deed = question.matter[:1] if question.kind is QuestionKind.WHO else question.matter[-1:]
    return all(map(said_in(quote).says, deed))


def one_each(reading: Reading) -> Reading:
    """The best quote of each origin: a text gives one price, one length, one age of a thing."""
    kept: dict[tuple[str, str | None], Quote] = {}
    for quote in reading.quotes:
        kept.setdefault(quote.origin, quote)
    return replace(reading, quotes=tuple(kept.values()))


def in_one_sentence(one: Quote, other: Quote) -> bool:
    """Whether two quotes mark answers in the same sentence."""
    marked = one.answer is not None and other.answer is not None
    return marked and one.document.id == other.document.id and one.span.overlaps(other.span)


def listed_together(one: Quote, other: Quote) -> bool:
    """Whether two marks of one sentence stand in one list."""
    first, second = sorted((one, other), key=lambda quote: (quote.answer or quote.span).start)
    if first.answer is None or second.answer is None:
        return False
    between = one.text[max(0, first.answer.end - one.start) : max(0, second.answer.start - one.start)]
    return _listed(language_of_quote(one)).fullmatch(between) is not None


def whole_lists(question: Question, reading: Reading) -> Reading:
    """The reading with the whole list marked where several people are asked for and one of a list is marked."""
    if Manner.SEVERAL not in question.manners:
        return reading
    return replace(reading, quotes=tuple(map(_with_list, reading.quotes)))


def _with_list(quote: Quote) -> Quote:
    if quote.answer is None:
        return quote
    start, end = quote.answer.start - quote.start, quote.answer.end - quote.start
    lists = (match.span() for match in _lists(language_of_quote(quote)).finditer(quote.text))
    around = next(((first, last) for first, last in lists if first <= start and end <= last), None)
    return replace(quote, answer=Span(quote.start + around[0], quote.start + around[1])) if around else quote


@lru_cache(maxsize=64)
def _lists(language: Language) -> regex.Pattern[str]:
    """Two or more names with what joins them."""
    checks = language.checks
    name = r"\p{Lu}[\w’'-]+"
    full = rf"{name}(?: (?:{any_of(checks.particles)} )?{name})*(?: \([^()]{{1,60}}\))?"
    joint = any_of((*checks.lists, "&"))
    return regex.compile(rf"{full}(?:(?:, (?:{any_of(checks.lists)} )?| {joint} ){full})+")


@lru_cache(maxsize=64)
def _listed(language: Language) -> re.Pattern[str]:
    """What stands between two answers of a list."""
    checks = language.checks
    joint = any_of((*checks.lists, *checks.alternatives, "&"))
    return re.compile(rf"[\s,]*(?:{joint}\s+)?(?:{any_of(checks.articles)}\s+)?", re.IGNORECASE)


def whole_clauses(question: Question, reading: Reading) -> Reading:
    """The reading with what is marked taken to the end of its sentence, where a cause, a way of doing or what
    something holds is asked for: a part of those is no answer to it.
    """
    if Manner.WHOLE not in question.manners:
        return reading
    return replace(reading, quotes=_apart([_to_end(quote) for quote in reading.quotes]))


def _to_end(quote: Quote) -> Quote:
    if quote.answer is None or " | " in quote.text or not any(map(str.isalpha, quote.answer_text)):
        return quote
    end = quote.answer.end - quote.start
    sentences = sentences_of(quote.text, quote.document.language)
    stop = next((sentence.end for sentence in sentences if sentence.start < end <= sentence.end), end)
    rest = quote.text[end:stop].partition(";")[0].rstrip(" .!?\n")
    if len(rest.split()) > _LONGEST_REST:
        return quote
    return replace(quote, answer=Span(quote.answer.start, quote.answer.end + len(rest)))


def _apart(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes without those whose marks lie in that of an earlier one."""
    kept: list[Quote] = []
    for quote in quotes:
        own = quote.answer
        same = (other.answer for other in kept if other.document.id == quote.document.id)
        if own is None or not any(other is not None and other.overlaps(own) for other in same):
            kept.append(quote)
    return tuple(kept)


_LONGEST_REST = 60
"""Words behind a mark up to which the rest of its sentence is taken along."""
