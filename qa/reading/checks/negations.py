"""Questions for who does *not* do something: they are answered where a sentence denies just that."""

from __future__ import annotations

from qa.language.detection import language_of_quote
from qa.language.fields import NEVER
from qa.language.words import content, words
from qa.question.analysis import Question
from qa.reading.passages import said_in
from qa.types import Quote


def affirms(question: Question, quote: Quote) -> bool:
    """Whether a "who does not" is answered by a sentence that does not deny what is asked."""
    asked = question.denied
    denied = language_of_quote(quote).checks.negations.denied
    if asked is None or denied is NEVER:
        return False
    if denied.search(quote.text) is None:
        return True
    if quote.document.is_in_other_language(question.language):
        return False
    deed = content((*words(asked.verb, question.language), *words(asked.other, question.language)))
    return bool(deed) and not said_in(quote).says(deed[0].key)
