"""Questions for who does *not* do something: they are answered where a sentence denies just that."""

from __future__ import annotations

from qa.language.detection import language_of_quote
from qa.language.fields import NEVER
from qa.language.pack import pack_of
from qa.language.words import content, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import said_in
from qa.types import Quote


def affirms(question: Question, quote: Quote) -> bool:
    """Whether a "who does not" is answered by a sentence that does not deny what is asked."""
    if question.kind not in (QuestionKind.WHO, QuestionKind.WHAT):
        return False
    asked = pack_of(question.language).checks.negations.asked.match(question.body)
    denied = language_of_quote(quote).checks.negations.denied
    if asked is None or denied is NEVER:
        return False
    if denied.search(quote.text) is None:
        return True
    if quote.document.is_in_other_language(question.language):
        return False
    told = asked.groupdict()
    deed = content(words(f"{told.get('verb', '')} {told['rest']}", question.language))
    return bool(deed) and not said_in(quote).says(deed[0].key)
