"""Who a question asks to have said, counted or admitted something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import Language
from qa.language.words import Word, stem, words

_SAYING = frozenset(("=say", "=admit", "=accuse", "=deny", "=report"))
ADMITTING = "=admit"
"""The key of words that say that somebody admits."""

_LONGEST_SUBJECT = 6
"""Words between an auxiliary and its verb: more are a clause of their own."""
_LOOKED_BEHIND = 5
"""Words behind a verb in which its subject is looked for."""


@lru_cache(maxsize=64)
def saying_keys(language: Language) -> frozenset[str]:
    """The comparison keys of verbs of saying."""
    return _SAYING | {stem(verb, language.code) for verb in language.questions.saying}


def asked_speaker(text: str, found: tuple[Word, ...], language: Language) -> tuple[str | None, bool]:
    """Who is asked to have said something, and whether as an admission; `found` are the words of the text."""
    said = language.questions
    if source := source_in(text, language):
        return _noun(_name_first(_without_time(source[1], language), language), language), False
    if asked := said.speaker.search(text):
        return _noun(asked["who"], language), asked.groupdict().get("admits") is not None
    if given := said.figure_given.match(text):
        return _noun(given["who"], language), False
    for position, word in enumerate(found):
        folded = word.text.casefold()
        passive = found[position + 1 : position + 2] and found[position + 1].text.casefold() in said.by
        counts = folded in said.counting_reports and position > 0 and not passive
        if (word.key not in saying_keys(language) and not counts) or _is_thing_said(found, position, language):
            continue
        subject = _subject_before(text, found, position, language)
        if subject := subject or _subject_after(text, found, position, language):
            return subject, word.key == ADMITTING
    return None, any(word.key == ADMITTING for word in found)


def source_in(text: str, language: Language, start: int = 0) -> tuple[int, str] | None:
    """Where a question says according to whom, and who that is with all that follows up to a comma."""
    found = _according(language).search(text, start)
    return (found.start(), found["who"]) if found else None


@lru_cache(maxsize=64)
def _according(language: Language) -> re.Pattern[str]:
    said = language.questions
    pattern = rf"(?:{said.according.pattern})\s+(?:{said.article.pattern})?(?P<who>[^,?]+)"
    return re.compile(pattern, re.IGNORECASE)


def named_speaker(claimant: str | None, language: Language) -> str | None:
    """The name in "the Swedish doctor Elin Borg"; None for a text without a maker's name ("the explainer")."""
    if claimant is None:
        return None
    said, parts = language.questions, claimant.split()
    last = parts[-1].casefold()
    named = any(part[0].isupper() for part in parts) and not language.text.determiners
    if last in said.surveys or (last in said.texts and not named):
        return None
    described = [n for n, part in enumerate(parts) if part[0].islower() and part not in said.phrase_links]
    after = parts[described[-1] + 1 :] if described else []
    return " ".join(after) if len(after) > 1 else claimant


def _without_time(phrase: str, language: Language) -> str:
    """A speaker without the time that a question adds: "Amnesty" of "Amnesty in June 2018"."""
    for mention in times_in(phrase, language, Calendar()):
        told = language.questions.time_link.search(phrase[: mention.start])
        if told:
            return phrase[: told.start()]
    return phrase


def _name_first(phrase: str, language: Language) -> str:
    """A speaker without the rest of a sentence whose verb comes last: "Amnesty" of "Amnesty in Lund starben"."""
    if not language.questions.verb_last:
        return phrase
    found = words(phrase, language.code)
    for before, word in pairwise(found):
        if _parts_phrase(word, language) or _is_plain(word, before):
            return phrase[: before.end]
    return phrase


def _is_plain(word: Word, before: Word) -> bool:
    """Whether a word goes on in lower case after a name or a noun."""
    return before.text[0].isupper() and word.text[0].islower()


def _is_thing_said(found: tuple[Word, ...], position: int, language: Language) -> bool:
    """Whether a saying word is a noun or a name here: "the states", "the report", "Islamic State"."""
    said = language.questions
    word, before = found[position], found[position - 1] if position else None
    if before is None:
        return False
    following = found[position + 1] if position + 1 < len(found) else None
    acts = following is not None and not (following.function or following.is_name or following.is_number)
    active = following is not None and acts and not said.participle.search(following.text)
    if active and word.text.casefold() in said.noun_like:
        return True
    if word.is_name or before.text.casefold() in said.before_nouns:
        return True
    return before.is_name and before.text.isupper()


def _subject_before(text: str, found: tuple[Word, ...], verb: int, language: Language) -> str | None:
    """The noun between the auxiliary and the verb: "did *the coalition* admit"."""
    start = verb
    while start and found[start - 1].text.casefold() not in language.questions.auxiliaries:
        start -= 1
        if verb - start > _LONGEST_SUBJECT:
            return None
    if not start or start == verb:
        return None
    parting = [n for n in range(start + 1, verb) if _parts_phrase(found[n], language)]
    if parting and not language.questions.verb_last:
        return None
    end = parting[0] if parting else verb
    return _noun(text[found[start].start : found[end - 1].end], language)


def _parts_phrase(word: Word, language: Language) -> bool:
    """Whether a word inside a phrase tells that it is no one noun phrase: "define *a* credible report"."""
    return word.function and word.text[0].islower() and word.text not in language.questions.phrase_links


def _subject_after(text: str, found: tuple[Word, ...], verb: int, language: Language) -> str | None:
    """The noun after the verb: inversion ("medgav *koalitionen*") or a passive ("admitted by *X*")."""
    said = language.questions
    rest: Sequence[Word] = found[verb + 1 : verb + 1 + _LOOKED_BEHIND]
    if said.inverted and verb == 0:
        return None
    if rest and rest[0].text.casefold() in said.by:
        rest = rest[1:]
    elif not said.inverted:
        return None
    subject: list[Word] = []
    for word in rest:
        if (word.function and subject) or word.is_number:
            break
        if not word.function:
            subject.append(word)
            if not word.text[0].isupper() and not word.text.casefold().endswith(tuple(said.led)):
                break
    return _noun(text[subject[0].start : subject[-1].end], language) if subject else None


def _noun(phrase: str, language: Language) -> str | None:
    cleaned = re.sub(r"['’]s?$", "", phrase.strip())
    if article := language.questions.article.match(cleaned):
        cleaned = cleaned[article.end() :]
    pronoun = cleaned.casefold() in language.text.function
    return cleaned if cleaned and (not pronoun or cleaned.isupper()) else None
