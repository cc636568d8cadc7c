"""What a question says was done: an answer stands only where its text tells of that deed, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.types import Hit
from qa.language.detection import language_of_quote, language_of_text
from qa.language.pack import Language, pack_of
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import split_passage
from qa.types import Quote

SURE_UNTOLD = 0.9
"""Score from which an answer stands whose text does not tell a deed whose words are listed."""

_KINDS = frozenset(
    (QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.WHY, QuestionKind.HOW_MANY)
)

_IN_PLACE = frozenset((QuestionKind.WHO, QuestionKind.WHEN))
"""Kinds whose answer stands in the sentence that tells the deed: others have their own times and people."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed by its name in the packs or, where no list holds it, by the verb of the question and its `key`; from
    `sure` an answer stands beside which it is not told.
    """

    name: str
    sure: float
    key: str = ""

    def is_told(self, text: str, code: str | None) -> bool:
        """Whether a text tells of it, or is in a language whose words for it are not known."""
        if self.key:
            said = self.name.casefold() in text.casefold()
            return said or Vocabulary(words(text, code)).says(self.key)
        told = _told(language_of_text(text, code)).get(self.name)
        return told is None or told.search(text) is not None


def lacks_deed(question: Question, hit: Hit, quote: Quote) -> bool:
    """Whether the sentence of a marked answer, and those beside it, tell nothing of the deed asked about."""
    if quote.answer is None or question.kind not in _KINDS:
        return False
    deed = asked_deed(question)
    if deed is None or quote.score >= deed.sure:
        return False
    goes_on = language_of_quote(quote).checks.goes_on
    in_place = question.kind in _IN_PLACE and not goes_on.match(quote.text)
    text = quote.text if in_place else f"{hit.passage.context}\n{sentences_around(hit, quote)}"
    if deed.key and quote.document.is_in_other_language(question.language):
        return False
    return not deed.is_told(text, quote.document.language)


@lru_cache(maxsize=256)
def asked_deed(question: Question) -> Deed | None:
    """The deed that a question speaks of; None where it is none that its words show."""
    language = pack_of(question.language)
    text = _without_names(question)
    for name, asked in _asked(language).items():
        if asked.search(text):
            return Deed(name, SURE_UNTOLD)
    return _unlisted_deed(question, language)


def _unlisted_deed(question: Question, language: Language) -> Deed | None:
    """A deed of which only the form of the question's verb tells."""
    unlisted = language.checks.unlisted
    match = unlisted.asked.match(question.body)
    if match is None:
        return None
    verb = match["verb"].casefold()
    if verb in unlisted.no_deed or (question.kind is QuestionKind.WHEN and verb in unlisted.of_a_stretch):
        return None
    found = words(verb, question.language)
    if not found or found[0].function or found[0].key in FRAME:
        return None
    return Deed(verb, unlisted.sure, found[0].key)


@lru_cache(maxsize=64)
def _asked(language: Language) -> dict[str, re.Pattern[str]]:
    """How a question tells of each deed, by its name."""
    return {deed.name: _any_form(deed.asked) for deed in language.checks.deeds}


@lru_cache(maxsize=64)
def _told(language: Language) -> dict[str, re.Pattern[str]]:
    """How a text tells of each deed, by its name."""
    return {deed.name: _any_form((*deed.asked, *deed.told)) for deed in language.checks.deeds}


def _any_form(listed: Iterable[str]) -> re.Pattern[str]:
    forms = (re.escape(form).replace("\\*", r"\w*").replace("_", _APART) for form in listed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)", re.IGNORECASE)


_APART = r"\s+(?:[^\W\d_]+\s+){0,3}?"
"""A verb and its particle may stand apart: "drogs boken tillbaka"."""


def _without_names(question: Question) -> str:
    """The question without its names: "the Founders Bank" tells of no founding."""
    text = question.text
    for name in question.names:
        text = text.replace(name, " ")
    return text


def sentences_around(hit: Hit, quote: Quote) -> str:
    """The text of the quote's sentences and of those next to them."""
    start, end = quote.start - hit.passage.start, quote.end - hit.passage.start
    sentences = split_passage(hit).sentences
    own = [each.position for each in sentences if each.start < end and start < each.end]
    near = [each.text for each in sentences if own and own[0] - 1 <= each.position <= own[-1] + 1]
    return " ".join(near) or quote.text
