"""Questions that a sentence of a text answers: who somebody is, when and where something was done, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from index.types import Span
from qa.figures.claimants import role_words
from qa.language.cldr import months
from qa.language.pack import Language
from qa.types import QuestionKind


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question with its kind and the sentence it was drawn from, in the text's coordinates."""

    question: str
    kind: QuestionKind
    sentence: Span


# Only plain sentences are turned around, so that a cut at every stop and line will do.
_SENTENCE = re.compile(r"[^\n.!?]{20,240}[.]")
_NAMED = regex.compile(r"\s\p{Lu}|['’]\p{Lu}")


def drawn_from(text: str, language: Language) -> Iterator[Drawn]:
    """The questions that the plain sentences of a text answer, in their order; none in a language without them."""
    for found in _SENTENCE.finditer(text) if language.suggestions.sentences else ():
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        sentence = text[start : found.end()]
        for each in language.suggestions.sentences:
            pattern = each.pattern
            match = pattern.search(sentence) if "name" in pattern.groupindex else pattern.match(sentence)
            if match and _telling(match.groupdict(), language):
                question = _asked(each.question, match.groupdict(), text, language)
                # Without a name it asks about something that only its own text makes plain: "the city".
                if _NAMED.search(question):
                    yield Drawn(question, each.kind, Span(start, found.end()))


def _telling(parts: dict[str, str | None], language: Language) -> bool:
    """Whether the question would name what it asks about, and a person where it asks who somebody is."""
    said = language.suggestions
    if (parts.get("subject") or "").lower().split(" ")[0] in said.pointing:
        return False
    if (parts.get("month") or "").casefold() not in {"", *months(language)}:
        return False
    if (parts.get("place") or "").casefold() in months(language):
        return False
    name = (parts.get("name") or "").lower().split()
    return not said.nobody.search(parts.get("role") or "") and not set(name) & (role_words() | said.bodies)


def _asked(template: str, parts: dict[str, str | None], text: str, language: Language) -> str:
    named = {name: part or "" for name, part in parts.items()}
    named["did"] = language.suggestions.verbs.get(named.get("did", ""), "")
    subject = named.get("subject", "")
    first = subject.split(" ")[0]
    # The capital of a sentence's first word goes where the word is no name: the text has it in lower case too.
    article = language.questions.article.match(subject) is not None
    if article or (first and re.search(rf"(?<![^\W_]){re.escape(first.lower())}(?![^\W_])", text)):
        named["subject"] = subject[:1].lower() + subject[1:]
    return template.format(**named)
