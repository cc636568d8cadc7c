"""Who did what, and whose it is: an act or an age that a sentence gives to somebody else does not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import regex

from qa.figures.attribution import SpeakerKind, sayings_in
from qa.language.alternation import any_of
from qa.language.detection import language_of_quote
from qa.language.pack import Language
from qa.language.sections.check_words import Measure, RoleWords
from qa.language.words import Word, alike, content, words
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.types import Quote, Stance


def names_doer(question: Question, quote: Quote) -> bool:
    """Whether the quote speaks of the one asked to have acted, by name or by a pronoun."""
    who = question.doer
    if who is None:
        return True
    language = quote.document.language
    if language and language != question.language:
        return True
    found = words(quote.text, language)
    heads = [word.key for word in content(words(who, question.language))]
    named = any(alike(key, word) for key in heads for word in found)
    pronouns = language_of_quote(quote).checks.roles.pronouns
    return named or any(word.text.casefold() in pronouns for word in found)


def age_of_another(question: Question, quote: Quote) -> bool:
    """Whether a "how old" is answered with an age of somebody else, named just before it or right after."""
    if Measure.OLD not in question.measures or quote.answer is None or not question.names:
        return False
    at = quote.answer.start - quote.start
    before, after = quote.text[:at], quote.text[quote.answer.end - quote.start :]
    language = language_of_quote(quote)
    names = _names(language)
    if owner := language.checks.roles.aged.match(after):
        return not _speaks_of(question, names.findall(owner["name"]))
    named = names.findall(before)
    return bool(named) and not _speaks_of(question, named[-_NEAREST:])


_NEAREST = 2
"""Names before an age that may be its owner's: a corps may stand between ("Ann Lee of the Navy, 40")."""


def _speaks_of(question: Question, named: Sequence[str]) -> bool:
    asked = {word.key for name in question.names for word in words(name, question.language)}
    return any(alike(key, word) for key in asked for name in named for word in words(name, question.language))


@lru_cache(maxsize=64)
def _names(language: Language) -> regex.Pattern[str]:
    name = r"\p{Lu}[\w’'-]*"
    return regex.compile(rf"{name}(?: (?:{any_of(language.checks.particles)} )?{name})*")


def is_object_of_act(question: Question, quote: Quote) -> bool:
    """Whether a "who replaced X" is answered with somebody who stands after the verb, to whom it was done.

    Only where question and sentence are in one language in which who acts stands before the verb, and the
    sentence is in the active voice.
    """
    language = language_of_quote(quote)
    if quote.answer is None or language.code != question.language:
        return False
    if _done_to_the_doer(question, quote, language):
        return True
    asked, told = question.act, language.checks.roles
    if asked is None or asked.verb.casefold() in told.no_act or _stem(asked.verb, language) in _SAYING:
        return False
    at = quote.answer.start - quote.start
    verb = _verb_in(quote.text, asked.verb, at, language)
    if verb is None or told.passive.search(quote.text[: verb.start()]):
        return False
    objects = content(words(asked.other, question.language))
    said = words(quote.text, language.code)
    acts = told.by.search(quote.text, verb.end(), at) is None
    return acts and any(alike(one.key, word) for one in objects for word in said)


_SAYING = ("=say", "=admit", "=deny", "=accuse")
"""Acts after which who acts may stand as well: "the fire was set, said Ann Lee"."""


def _done_to_the_doer(question: Question, quote: Quote, language: Language) -> bool:
    """Whether a "whom did X replace" is answered with words before the verb, where an active sentence has X."""
    asked, told = question.suffered, language.checks.roles
    if asked is None or quote.answer is None:
        return False
    verb = _verb_in(quote.text, asked.verb, len(quote.text), language)
    if verb is None or told.passive.search(quote.text[: verb.start()]):
        return False
    actor = content(words(asked.other, question.language))
    before = words(quote.text[: verb.start()], language.code)
    if not actor or not any(alike(actor[-1].key, word) for word in before):
        return False
    start = quote.answer.start - quote.start
    if start < verb.end():
        return True
    return _is_office(verb.group(), quote.text[verb.end() : start], quote.answer_text, told)


def _is_office(verb: str, between: str, answer: str, told: RoleWords) -> bool:
    """Whether "took over X" tells of an office or a body, which is not the one it was taken over from."""
    if told.takeover.match(verb) is None:
        return False
    taken = verb.split()[0].casefold() in told.take and told.taken.fullmatch(between) is not None
    return taken or (len(answer) >= _INITIALS and answer.isalpha() and answer.isupper())


_INITIALS = 3
"""Capitals that are a body's initials: "NATO"."""


def act_words(question: Question, text: str) -> frozenset[str]:
    """The question's words for taking an office over, where a text tells of that in whatever words."""
    takeover = question.spoken.checks.roles.takeover
    asked = takeover.search(question.text)
    if asked is None or takeover.search(text) is None:
        return frozenset()
    return frozenset(word.key for word in words(asked.group(), question.language))


def said_by_another(question: Question, quote: Quote) -> bool:
    """Whether a "who said that …" is answered with somebody who says nothing in a sentence where others do."""
    asked = question.act
    if asked is None or quote.answer is None:
        return False
    stance = question.spoken.attribution.saying.verbs.get(asked.verb.casefold())
    if stance is None:
        return False
    if question.spoken.checks.roles.behalf.match(asked.other):
        return False
    speakers = [
        saying.speaker.name
        for saying in sayings_in(quote.text, language_of_quote(quote))
        if saying.speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)
    ]
    given = {word.key for word in content(words(quote.answer_text, quote.document.language))}
    named = [{word.key for word in words(name, quote.document.language)} for name in speakers]
    if not named:
        return stance is Stance.DENIES
    return not any(given & keys for keys in named)


def wrote_only(question: Question, quote: Quote) -> bool:
    """Whether a "who" is answered from a line that names a text's writer, though nobody asked who wrote it."""
    if question.kind is not QuestionKind.WHO or Manner.WRITING in question.manners:
        return False
    short = len(quote.text.split()) <= BYLINE_WORDS
    return short and _byline(language_of_quote(quote)).match(quote.text) is not None


BYLINE_WORDS = 9
"""Words that a line has at most which names a text's writer, with a date and a place."""


@lru_cache(maxsize=64)
def _byline(language: Language) -> regex.Pattern[str]:
    told = language.checks.roles
    return regex.compile(
        rf"\W*(?:(?i:{any_of(told.bylines)})\b:? \p{{Lu}}"
        rf"|(?i:{any_of(told.byline_places)}) (?:\p{{Lu}}[\w-]*(?<!['’]s)[\s,.]*){{1,4}}"
        rf"(?:$|{any_of(told.byline_ends)}\b))"
    )


def is_asked_person(question: Question, answer: Sequence[Word]) -> bool:
    """Whether a "who replaced X" is answered with X: the answer's last word is that of a name in the question."""
    asked = question.act
    if asked is None or not answer or not answer[-1].is_name:
        return False
    if asked.verb.casefold() in question.spoken.checks.roles.no_act:
        return False
    last = [words(name, question.language)[-1] for name in question.names if words(name, question.language)]
    return any(alike(one.key, answer[-1]) for one in last)


def _verb_in(text: str, verb: str, until: int, language: Language) -> re.Match[str] | None:
    """The question's verb in a sentence before an offset; taking over, replacing and succeeding are one act."""
    told = language.checks.roles
    if told.takeover.match(verb) or verb.casefold() in told.take:
        return told.takeover.search(text, 0, until)
    wanted = _stem(verb, language)
    found = (
        match for match in re.finditer(r"[^\W\d_]+", text[:until]) if _stem(match.group(), language) == wanted
    )
    return next(found, None)


def _stem(verb: str, language: Language) -> str:
    found: tuple[Word, ...] = words(verb, language.code)
    return found[0].key if found else verb
