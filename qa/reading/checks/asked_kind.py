"""Whether a marked answer is of the kind that a question wants, and says more than the question does."""

from __future__ import annotations

import re

from qa.figures.amounts import amounts_in
from qa.figures.scope.periods import Calendar, times_in
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote
from qa.language.pack import pack_of
from qa.language.words import Word, alike, content, words
from qa.question.analysis import QuestionKind
from qa.question.asked_manner import Manner
from qa.question.wanted import Wanted
from qa.reading.checks import measures, roles
from qa.reading.checks.answer_shape import fits
from qa.reading.checks.search_context import SearchContext, is_spoken_of, words_around
from qa.reading.overlap.answer_spans import is_date_word
from qa.types import Quote

_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,}")
"""A name of single letters: "R.E.M.", "U.N."."""
_SUBJECT_WORDS = 2
"""Words that open a sentence and go on in it: so few are whom it tells of, and no reason."""


def fits_kind(on: SearchContext, quote: Quote) -> bool:
    """Whether a "how many" gets an amount in a passage that names what is counted, a "when" a time."""
    language = quote.document.language
    if quote.answer is None:
        return True
    if on.question.kind is not QuestionKind.HOW_MANY:
        return (
            _says_what_is_wanted(on, quote)
            and not _dateline(on, quote)
            and not _bare_number(on, quote)
            and not _names_subject(on, quote)
        )
    pack = language_of_quote(quote)
    told = amounts_in(quote.answer_text, pack) or re.search(r"\d", quote.answer_text)
    if not told and not measures.told_without_number(on.question, quote.answer_text, pack):
        return False
    head = on.question.counted_head
    if head is None or (language and language != on.question.language):
        return True
    return is_spoken_of(head.key, words_around(on.hits[quote.passage_id]))


def _says_what_is_wanted(on: SearchContext, quote: Quote) -> bool:
    """Whether the answer holds a word, a time where it is asked when, a name where it is asked for one."""
    answer = quote.answer_text
    if not content(words(answer, quote.document.language)) and not _INITIALS.fullmatch(answer):
        return False
    if on.question.kind is QuestionKind.WHEN and not fits(answer, Wanted.DATE, language_of_quote(quote)):
        return False
    return Manner.TITLE not in on.question.manners or _holds_name(answer)


def _names_subject(on: SearchContext, quote: Quote) -> bool:
    """Whether a "why" is answered with the word or two with which a sentence opens, whom it tells of, or
    with a date.
    """
    if on.question.kind is not QuestionKind.WHY or quote.answer is None:
        return False
    language = language_of_quote(quote)
    said = content(words(quote.answer_text, language.code))
    if all(word.is_number or is_date_word(word.text, language) for word in said):
        return True
    opens = not re.search(r"\w", quote.text[: quote.answer.start - quote.start])
    goes_on = re.match(r"\W*\w", quote.text[quote.answer.end - quote.start :])
    return opens and goes_on is not None and len(quote.answer_text.split()) <= _SUBJECT_WORDS


def _bare_number(on: SearchContext, quote: Quote) -> bool:
    """Whether a "who" or "where" is answered with a number alone, a list with its length in words, or a
    "which" with the number in a name.
    """
    language = language_of_quote(quote)
    whole = any(
        amount.text == quote.answer_text and not amount.unit for amount in amounts_in(quote.answer_text, language)
    )
    if not whole or quote.answer is None:
        return False
    if on.question.kind is QuestionKind.LIST and not any(map(str.isdigit, quote.answer_text)):
        return True
    following = quote.text[quote.answer.end - quote.start :].lstrip()[:1]
    in_name = quote.answer_text[0].isupper() and following.isupper()
    return in_name or on.question.kind in (QuestionKind.WHO, QuestionKind.WHERE)


def _dateline(on: SearchContext, quote: Quote) -> bool:
    """Whether a "when" is answered with the day a text appeared, in the line that names its writer."""
    if on.question.kind is not QuestionKind.WHEN or Manner.PUBLISHING in on.question.manners:
        return False
    published = quote.document.published
    if published is None or len(quote.text.split()) > roles.BYLINE_WORDS:
        return False
    dated = (
        mention.period
        for mention in times_in(quote.answer_text, pack_of(quote.document.language), Calendar(published))
    )
    return any(period.start == period.end == published for period in dated)


def repeats_question(on: SearchContext, quote: Quote) -> bool:
    """Whether the answer only says again what the question says."""
    if quote.answer is None or on.question.kind is QuestionKind.YES_NO:
        return False
    said = content(words(quote.answer_text, quote.document.language))
    asked = content(words(on.question.text, on.question.language))
    if on.question.kind is QuestionKind.HOW_MANY:
        said = tuple(word for word in said if word.is_number)
    elif roles.is_asked_person(on.question, _head_of(quote)) or _abbreviates(on, quote.answer_text):
        return True
    return bool(said) and all(any(alike(one.key, word) for one in asked) for word in said)


def _abbreviates(on: SearchContext, answer: str) -> bool:
    """Whether the answer is the initials of a name in the question."""
    initials = {"".join(part[0] for part in name.split() if part[0].isupper()) for name in on.question.names}
    return len(answer) > 1 and answer.isupper() and answer in initials


def _holds_name(answer: str) -> bool:
    """Whether an answer is written as names and titles are."""
    return any(char.isupper() for char in answer)


def _head_of(quote: Quote) -> tuple[Word, ...]:
    """The words of an answer up to the "of" that tells where somebody belongs: "Ann Lee of the Navy"."""
    belongs = any_of(language_of_quote(quote).checks.roles.belongs)
    return content(words(re.split(rf"\s{belongs}\s", quote.answer_text)[0], quote.document.language))
