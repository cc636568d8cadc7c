"""Which language an answer is framed in, and the sentences of ours that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable

from qa.language.detection import FALLBACK
from qa.language.pack import Language, pack_of
from qa.question.question_language import answered
from qa.stages import Stage


def framed_in(language: str) -> Language:
    """The pack whose phrases frame an answer to a question in a language; English where it has none."""
    pack = pack_of(language)
    return pack if pack.answers.unanswered else pack_of(FALLBACK)


def notes_in(language: str, failed: Iterable[Stage]) -> tuple[str, ...]:
    """A sentence for each stage that failed, saying what the answer comes without."""
    phrases = framed_in(language).answers
    return tuple(phrases.without.format(phrases.stages[stage]) for stage in failed)


def language_note(language: str) -> str:
    """That a question is in a language whose questions are not read, and which are."""
    from babel import Locale
    from babel.lists import format_list

    names = Locale(FALLBACK).languages
    read = format_list(sorted(names.get(code, code) for code in answered()), locale=FALLBACK)
    return pack_of(FALLBACK).answers.language_unread.format(names.get(language, language), read)
