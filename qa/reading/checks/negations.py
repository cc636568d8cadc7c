"""Questions for who does *not* do something: they are answered where a sentence denies just that."""

from __future__ import annotations

import re

from qa.language.words import Vocabulary, content, words
from qa.question.analysis import Question, QuestionKind
from qa.types import Quote

_ASKED = re.compile(
    r"(?:and |but |och |men )?(?:(?:who|which [\w-]+) (?:[a-z]+(?: not|n['’]t)|never|cannot)\b"
    r"|(?:vem|vilk(?:en|et|a) \w+) (?P<verb>\w+) (?:inte|aldrig|ej)\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DENIED = re.compile(
    r"\b(?:not|never|cannot|no|nobody|none|neither|nor|without|except|but|save|only|fail\w*|refus\w*|lack\w*"
    r"|inte|aldrig|ej|ingen|inga|inget|utan|utom|bara|endast|vägra\w*|sakna\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What makes a sentence say that something is not so, or not of everybody."""


def affirms(question: Question, quote: Quote) -> bool:
    """Whether a "who does not" is answered by a sentence that does not deny what is asked."""
    asked = _ASKED.match(question.text) if question.kind in (QuestionKind.WHO, QuestionKind.WHAT) else None
    if asked is None:
        return False
    if _DENIED.search(quote.text) is None:
        return True
    language = quote.document.language
    if quote.document.is_in_other_language(question.language):
        return False
    deed = content(words(f"{asked['verb'] or ''} {asked['rest']}", question.language))
    return bool(deed) and not Vocabulary(words(quote.text, language)).says(deed[0].key)
