"""Of whose writing a question asks: who wrote a text, who said something in it, what somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.types import QuestionKind

if TYPE_CHECKING:
    from qa.question.question import Question


@dataclass(frozen=True, slots=True)
class AskedText:
    """A text whose writer is asked for, by the words that describe it; `mail` tells that it is one."""

    described: str
    mail: bool


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Whose words are asked for as such, and the verb for writing or saying them."""

    who: str
    verb: str


def asked_text(question: Question) -> AskedText | None:
    """The text of which a question asks who wrote it."""
    asked = question.spoken.questions.writer_asked.match(question.text)
    if asked is None or question.kind is not QuestionKind.WHO:
        return None
    return AskedText((asked["described"] or "").strip(" ?"), asked["mail"] is not None)


def asked_words(question: Question) -> AskedWords | None:
    """Whose words a question asks for: "What did Maja say about the roof?"."""
    asked = question.spoken.questions.words_asked.match(question.text)
    return AskedWords(asked["who"], asked["verb"]) if asked else None


def reported_words(question: Question) -> str | None:
    """What somebody said who is asked for: "Who said that *the roof leaks*?"."""
    asked = question.spoken.questions.sayer_asked.match(question.text)
    return asked["said"].strip(" ?") if asked and question.kind is QuestionKind.WHO else None
