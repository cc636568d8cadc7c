"""What a question asks for: its kind, its language, the words it turns on, who is asked about."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from qa.errors import EmptyQuestion, QuestionTooLong
from qa.language.countries import country_code, country_of_adjective
from qa.language.pack import Language, pack_of
from qa.language.words import Word, concept_of, content, stem, words
from qa.question.asked_speaker import asked_speaker, named_speaker, saying_keys, source_in
from qa.question.kinds import kind_of, lead_of
from qa.question.question import Question
from qa.question.question_language import language_of
from qa.types import QuestionKind

__all__ = [
    "MAX_CHARACTERS",
    "Question",
    "QuestionKind",
    "analyse",
    "check",
    "language_of",
]

MAX_CHARACTERS = 2_000
"""The longest question: a long paragraph. What is longer is a document, and should be indexed."""


def check(question: str) -> str:
    """The question without surrounding space. Raises EmptyQuestion or QuestionTooLong, each saying what to do."""
    stripped = question.strip()
    if not any(map(str.isalnum, stripped)):
        raise EmptyQuestion(
            "There is no word to look up in this question. Ask for instance: who said what, and when?"
        )
    if len(stripped) > MAX_CHARACTERS:
        raise QuestionTooLong(
            f"This question has {len(stripped):,} characters; at most {MAX_CHARACTERS:,} can be looked up. "
            "Ask for one thing at a time, or index the text as a document."
        )
    return stripped


@lru_cache(maxsize=256)
def analyse(question: str, around: tuple[str, ...] = ()) -> Question:
    """Take a question apart. Raises EmptyQuestion and QuestionTooLong.

    `around` are the languages of the texts it is asked of, the most frequent first; see `language_of`.
    """
    text = check(question)
    language = pack_of(language_of(text, around))
    text = _uncontracted(text, language)
    kind = kind_of(text, language)
    if kind is QuestionKind.HOW_MANY:
        text = language.questions.scope_too.sub("?", text)
    found = words(text, language.code)
    lead = lead_of(text, kind, language)
    claimant, admission = asked_speaker(text, found, language)
    asking = _ways_of_asking(text, found, claimant, language)
    terms = tuple(
        word
        for word in content(found)
        if word.start >= lead and word.key not in _telling(language) and word.start not in asking
    )
    return Question(
        text=text,
        language=language.code,
        kind=kind,
        terms=terms or content(found) or found,
        lead=lead,
        names=_names(text, found, language),
        claimant=named_speaker(claimant, language),
        admission=admission,
        counted=_counted(text, found, kind, language),
        years=tuple(int(word.text) for word in found if re.fullmatch(r"1[5-9]\d\d|20\d\d", word.text)),
    )


def _uncontracted(text: str, language: Language) -> str:
    """The question with a first word that lacks its apostrophe written out."""
    first, space, rest = text.partition(" ")
    written = language.questions.contractions.get(first.casefold())
    if written is None:
        return text
    return f"{written[0].upper() if first[0].isupper() else written[0]}{written[1:]}{space}{rest}"


def _ways_of_asking(text: str, found: tuple[Word, ...], claimant: str | None, language: Language) -> set[int]:
    """Where words stand that only say that something is told: "does X *give*", "did X *count*", "*used* to"."""
    said = language.questions
    starts = {match.start() for match in (said.habit.search(text),) if match}
    if given := said.figure_given.match(text):
        starts.add(given.start("verb"))
    if claimant is not None:
        starts.update(word.start for word in found if word.text.casefold() in said.counting_reports)
    return starts


@lru_cache(maxsize=64)
def _telling(language: Language) -> frozenset[str]:
    """The comparison keys of words that speak to us or of the documents."""
    return frozenset(
        concept_of(stem(word, language.code), word, language.code) for word in language.questions.telling
    )


def _names(text: str, found: tuple[Word, ...], language: Language) -> tuple[str, ...]:
    """Runs of words written as names, the sentence's first word only where it is not a plain word of the
    language.
    """
    said = language.questions
    names: list[str] = []
    run: list[Word] = []
    for position, word in enumerate(found):
        opening = position == 0 and (word.function or word.text.casefold() in said.imperatives)
        if word.is_name and not opening and not word.function:
            if run and not _joined(text[run[-1].end : word.start], language):
                names.append(text[run[0].start : run[-1].end])
                run = []
            run.append(word)
        elif run and not (word.text.casefold() in said.name_links and _next_is_name(found, position)):
            names.append(text[run[0].start : run[-1].end])
            run = []
    if run:
        names.append(text[run[0].start : run[-1].end])
    return tuple(name for name in dict.fromkeys(names) if not _describes(name, text))


def _describes(name: str, text: str) -> bool:
    """Whether a nationality only describes who is named after it: "the Swedish doctor Elin Borg"."""
    if " " in name or regex.search(rf"\b{regex.escape(name)} \p{{Ll}}+ \p{{Lu}}", text) is None:
        return False
    return country_of_adjective(name, pack_of(language_of(text))) is not None and country_code(name) is None


def _joined(between: str, language: Language) -> bool:
    return between in ("-", "–", " ") or _joint(language).fullmatch(between) is not None


@lru_cache(maxsize=64)
def _joint(language: Language) -> re.Pattern[str]:
    links = "|".join(map(re.escape, sorted(language.questions.name_links))) or "(?!)"
    return re.compile(rf"\.? |['’]s? ?| (?:{links})-? ?")


def _next_is_name(found: tuple[Word, ...], position: int) -> bool:
    return position + 1 < len(found) and found[position + 1].is_name


def _counted(text: str, found: tuple[Word, ...], kind: QuestionKind, language: Language) -> tuple[Word, ...]:
    """What "how many" counts: the noun straight after it, then what befell it ("civilians", "killed")."""
    if kind is not QuestionKind.HOW_MANY:
        return ()
    start, tolls = lead_of(text, kind, language), language.questions.toll
    if toll := next((word for word in found if word.end <= start and word.text.casefold() in tolls), None):
        return (toll,)
    source = source_in(text, language, start)
    stop = source[0] if source else len(text)
    never = saying_keys(language) | _telling(language)
    after = [word for word in found if start <= word.start < stop and not word.is_name and word.key not in never]
    breaks = [n for n, word in enumerate(after) if word.function]
    noun = after[: breaks[0]] if breaks else after
    befell = [word for word in after[len(noun) :] if not (word.function or word.is_number)]
    return tuple(noun + befell[:_EVENT_WORDS])


_EVENT_WORDS = 2
"""Words after the counted noun that may still say what is counted; further ones are place and circumstance."""
