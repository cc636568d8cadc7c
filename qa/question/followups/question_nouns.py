"""The noun phrases of a question, found without a tagger: runs of content words where no verb is likely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.language.words import Word, word_set, words
from qa.question.followups.antecedents import ACTING, PAST, SUBJECT, VERB_HINTS
from qa.question.followups.pointing_words import GENERIC


def noun_phrases(text: str, language: str) -> list[str]:
    """The noun phrases of `text` in their order, each with its article and with the "of" and "for" inside it."""
    acting = ACTING.match(text) is not None
    acts = SUBJECT.search(text) if language == "en" else None
    verb = acts.start("verb") if acts else None
    found = (_up_to(run, verb) for run in _runs(words(text, language), text, acting=acting))
    runs = [run for run in found if run and _names(run, text)]
    return [_with_article(text[: run[0].start]) + text[run[0].start : run[-1].end] for run in runs]


def _up_to(run: list[Word], verb: int | None) -> list[Word]:
    """The words of a run before the question's verb, where it stands in it."""
    return [word for word in run if verb is None or word.end <= verb or run[0].start > verb]


def _with_article(before: str) -> str:
    article = _ARTICLE.search(before)
    return article.group().lower() if article else ""


_ARTICLE = re.compile(r"\b(?:the|an?|my|our|your|den|det|en|ett|min|vår)\s+$", re.IGNORECASE)


def _runs(found: Sequence[Word], text: str, *, acting: bool) -> Iterator[list[Word]]:
    """Runs of words of one phrase; where somebody acts, what follows a name is a verb."""
    run: list[Word] = []
    inside = 0
    before: Word | None = None
    for word in found:
        joined = bool(run) and before is not None and text[before.end : word.start].strip(" -/'’s") == ""
        acts = (
            acting
            and joined
            and inside == 0
            and run[-1].is_name
            and not word.is_name
            and text[word.start - 1] == " "
        )
        if joined and not acts and len(run) < _LONGEST and _nominal(word):
            run, inside = [*run, word], 0
        elif joined and not acts and inside < 2 and word.text.casefold() in (_LINKS, _ARTICLES)[inside]:
            inside += 1
        else:
            yield _trimmed(run)
            acting = acting and not run
            run, inside = ([word] if not acts and _nominal(word) and not _after_subject(word, before) else []), 0
        before = word
    yield _trimmed(run)


_LONGEST = 6
_LINKS = word_set("of for and or vs versus between in av för och eller mellan i")
_ARTICLES = word_set("the a an my your our en ett den det min")


def _nominal(word: Word) -> bool:
    folded = word.text.casefold()
    return not word.function and len(word.text) > 1 and folded not in VERB_HINTS and folded not in _NO_NOUNS


_NO_NOUNS = word_set(
    "please tell explain give keep put provide apart pretty soon i'm i'll "
    "know want mean meant think wonder sure interested able really currently there "
    "snälla berätta förklara vet vill behöver menar tror"
)


def _after_subject(word: Word, before: Word | None) -> bool:
    """Whether the word stands where a verb does: after a pronoun, an auxiliary or "to"."""
    return before is not None and not word.is_name and before.text.casefold() in _BEFORE_VERBS


_BEFORE_VERBS = word_set(
    "to i you we they he she it not can could should would will may might must shall cannot how who "
    "att jag du vi de han hon man inte kan kunde ska skulle vill får måste hur vem"
)


def _trimmed(run: list[Word]) -> list[Word]:
    """Without participles and adverbs at the end, which say something of the noun."""
    while run and (PAST.fullmatch(run[-1].text.casefold()) or _ENDING.search(run[-1].text.casefold())):
        run = run[:-1]
    return run


_ENDING = re.compile(r"ly$|[aå]ts?$|[ei]tt$")
"""Of English adverbs and Swedish supines."""


def _names(run: Sequence[Word], text: str) -> bool:
    """Whether the run names a thing: it is not all vague, nor one word said of something ("is it safe")."""
    if all(word.text.casefold() in _VAGUE | GENERIC for word in run):
        return False
    return len(run) > 1 or run[0].is_name or _PREDICATE.search(text[: run[0].start]) is None


_VAGUE = word_set(
    "name case idea lot right question part term terms kind sort number use good bad new old current "
    "namn fall del fråga slags god dålig ny"
)
_PREDICATE = re.compile(
    r"(?:(?<!what )\b(?:is|are|was|were|be|not|more|most|very|so|too|är|var|mer|mest)|^(?:is|are)\s+\S+)\s+$",
    re.IGNORECASE,
)
