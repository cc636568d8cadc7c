"""What questions ask by, in languages that have a pack and in those that are known in part."""

from __future__ import annotations

from functools import lru_cache

from qa.language.pack import known, pack_of
from qa.language.sections.question_words import AskingWords


@lru_cache(maxsize=64)
def asking_words(code: str) -> AskingWords:
    """What of a question in a language (ISO 639-1) says nothing of its matter; empty for an unknown language.

    Raises LanguageError where the language's file is wrong.
    """
    words = pack_of(code)
    asked = words.questions
    if code not in known():
        return asked.asking
    return AskingWords(words.text.function | asked.imperatives | asked.telling | asked.before_counted)
