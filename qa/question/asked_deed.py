"""What a question says was done, by whom and to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.alternation import any_form
from qa.language.pack import Language
from qa.language.words import FRAME, words
from qa.types import QuestionKind

if TYPE_CHECKING:
    from qa.question.question import Question

SURE_UNTOLD = 0.9
"""Score from which an answer stands whose text does not tell a deed whose words are listed."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed by its name in the packs or, where no list holds it, by the verb of the question and its `key`; from
    `sure` an answer stands beside which it is not told.
    """

    name: str
    sure: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """The verb of a question and the words for who or what it names besides the one it asks for."""

    verb: str
    other: str


def asked_deed(question: Question) -> Deed | None:
    """The deed that a question speaks of; None where it is none that its words show."""
    text = question.text
    for name in question.names:  # "The Founders Bank" tells of no founding.
        text = text.replace(name, " ")
    for name, asked in _listed(question.spoken).items():
        if asked.search(text):
            return Deed(name, SURE_UNTOLD)
    return _unlisted_deed(question)


def _unlisted_deed(question: Question) -> Deed | None:
    """A deed of which only the form of the question's verb tells."""
    unlisted = question.spoken.checks.unlisted
    match = unlisted.asked.match(question.body)
    if match is None:
        return None
    verb = match["verb"].casefold()
    if verb in unlisted.no_deed or (question.kind is QuestionKind.WHEN and verb in unlisted.of_a_stretch):
        return None
    found = words(verb, question.language)
    if not found or found[0].function or found[0].key in FRAME:
        return None
    return Deed(verb, unlisted.sure, found[0].key)


@lru_cache(maxsize=64)
def _listed(language: Language) -> dict[str, re.Pattern[str]]:
    """How a question tells of each deed, by its name."""
    return {deed.name: any_form(deed.asked) for deed in language.checks.deeds}


def asked_act(question: Question) -> Act | None:
    """What somebody did who is asked for, and to whom: "who *replaced Ann Lee*"; None for other questions."""
    asked = question.spoken.checks.roles.act.match(question.text)
    return Act(asked["verb"], _bare(asked["rest"])) if asked and question.kind is QuestionKind.WHO else None


def suffered_act(question: Question) -> Act | None:
    """What was done to somebody who is asked for, and by whom: "whom did *Ann Lee replace*"."""
    asked = question.spoken.checks.roles.done_to.match(question.body)
    return Act(asked["verb"], asked["who"]) if asked else None


def denied_act(question: Question) -> Act | None:
    """What somebody did not do who is asked for; the verb is empty where it stands among the other words."""
    asked = question.spoken.checks.negations.asked.match(question.body)
    if asked is None or question.kind not in (QuestionKind.WHO, QuestionKind.WHAT):
        return None
    return Act(asked.groupdict().get("verb") or "", _bare(asked["rest"]))


def _bare(rest: str) -> str:
    """The rest of a question without its mark."""
    return rest.strip(" ?")


def asked_doer(question: Question) -> str | None:
    """Who a question asks to have killed, wounded or destroyed: "did *the army* kill"; None for nobody."""
    asked = question.spoken.checks.roles.doer.search(question.text)
    if asked is None or (question.claimant and asked["who"].startswith(question.claimant)):
        return None
    return asked["who"]
