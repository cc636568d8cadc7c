"""What a question says was done: an answer stands only where its text tells of that deed, in whatever words."""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Hit
from qa.language.alternation import any_form
from qa.language.detection import language_of_quote, language_of_text
from qa.language.pack import Language
from qa.language.words import Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_deed import Deed
from qa.reading.passages import split_passage
from qa.types import Quote

_KINDS = frozenset(
    (QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.WHY, QuestionKind.HOW_MANY)
)

_IN_PLACE = frozenset((QuestionKind.WHO, QuestionKind.WHEN))
"""Kinds whose answer stands in the sentence that tells the deed: others have their own times and people."""


def lacks_deed(question: Question, hit: Hit, quote: Quote) -> bool:
    """Whether the sentence of a marked answer, and those beside it, tell nothing of the deed asked about."""
    if quote.answer is None or question.kind not in _KINDS:
        return False
    deed = question.deed
    if deed is None or quote.score >= deed.sure:
        return False
    goes_on = language_of_quote(quote).checks.goes_on
    in_place = question.kind in _IN_PLACE and not goes_on.match(quote.text)
    text = quote.text if in_place else f"{hit.passage.context}\n{sentences_around(hit, quote)}"
    if deed.key and quote.document.is_in_other_language(question.language):
        return False
    return not is_told(deed, text, quote.document.language)


def is_told(deed: Deed, text: str, code: str | None) -> bool:
    """Whether a text tells of a deed, or is in a language whose words for it are not known."""
    if deed.key:
        said = deed.name.casefold() in text.casefold()
        return said or Vocabulary(words(text, code)).says(deed.key)
    told = _told(language_of_text(text, code)).get(deed.name)
    return told is None or told.search(text) is not None


@lru_cache(maxsize=64)
def _told(language: Language) -> dict[str, re.Pattern[str]]:
    """How a text tells of each deed, by its name."""
    return {deed.name: any_form((*deed.asked, *deed.told)) for deed in language.checks.deeds}


def sentences_around(hit: Hit, quote: Quote) -> str:
    """The text of the quote's sentences and of those next to them."""
    start, end = quote.start - hit.passage.start, quote.end - hit.passage.start
    sentences = split_passage(hit).sentences
    own = [each.position for each in sentences if each.start < end and start < each.end]
    near = [each.text for each in sentences if own and own[0] - 1 <= each.position <= own[-1] + 1]
    return " ".join(near) or quote.text
