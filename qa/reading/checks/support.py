"""What the words around a marked answer add to it: the question stands there whole."""

from __future__ import annotations

from index.types import Hit
from qa.figures.amounts import amounts_in
from qa.language.countries import country_code, home_of
from qa.language.detection import language_of_quote
from qa.language.words import FRAME, Vocabulary, keys, words
from qa.question.analysis import Question, QuestionKind
from qa.question.wanted import Wanted
from qa.reading.checks import roles
from qa.reading.checks.answer_shape import fits
from qa.reading.checks.deeds import sentences_around
from qa.reading.passages import said_in
from qa.types import Quote

SUPPORT = 1.2
"""Log-odds added where every word of the question stands by the answer: it is then about 3 times as likely."""

FEWEST_WORDS = 2
"""Words of the question, besides framing ones, that must stand there: one alone tells too little."""


def support(question: Question, hit: Hit, quote: Quote) -> float:
    """Log-odds for a marked answer whose sentence and neighbours say all that the question does; else 0.

    Half of the words will do where the one asked about says the answer; across languages the names tell.
    """
    if quote.answer is None:
        return 0.0
    language = quote.document.language
    if language and language != question.language:
        return SUPPORT if _named_there(question, quote) and _is_of_kind(question, quote) else 0.0
    asked = {term.key for term in question.terms} - FRAME
    matter = asked - keys(question.claimant, question.language) if question.claimant else asked
    if len(asked) < FEWEST_WORDS or not matter:
        return 0.0
    beside = sentences_around(hit, quote)
    said = Vocabulary(words(beside, language))
    missing = {key for key in matter if not said.says(key)} - roles.act_words(question, beside)
    return SUPPORT if not missing or (question.claimant and 2 * len(missing) <= len(matter)) else 0.0


def _named_there(question: Question, quote: Quote) -> bool:
    """Whether the quote itself says every name of the question: names need no translation."""
    said = said_in(quote)
    named = {key for name in question.names for key in keys(name, question.language)}
    return bool(named) and all(said.says(key) for key in named)


def _is_of_kind(question: Question, quote: Quote) -> bool:
    """Whether the answer is a place to a "where", a time to a "when", an amount to a "how many"."""
    answer = quote.answer_text
    if question.kind is QuestionKind.WHERE:
        return (country_code(answer) or home_of(answer)) is not None
    if question.kind is QuestionKind.WHEN:
        return fits(answer, Wanted.DATE, language_of_quote(quote))
    return question.kind is QuestionKind.HOW_MANY and bool(amounts_in(answer, language_of_quote(quote)))
