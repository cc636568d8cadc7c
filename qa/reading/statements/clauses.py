"""Of whom a clause tells what a "who" asks: "Ann Reed, who saw the fire"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Hit
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import quoted, split_passage
from qa.types import Quote

TOLD_OF = 0.75
"""Score of a name whose own clause says all that the question does."""

_NAME = r"[^\W\d_a-zåäöéü][\w’'-]*(?: (?:(?:de|al|van|von|bin|el|af) )?[^\W\d_a-zåäöéü][\w’'-]*)*"
_CLAUSE = re.compile(
    rf"(?P<name>{_NAME})(?: (?:of|from|at|in|av|från|i|på|vid) (?:the )?{_NAME})*(?: \([^)]{{1,20}}\))?"
    r"(?:, [^,.;]{3,60})?,? (?:who|som)\b(?P<said>[^.;]*)"
)
"""A name with what belongs to it ("of the Navy", "a nurse") and the clause that goes on about it."""


def clause_quotes(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The names whose relative clause says every word of a "who", up to the comma that ends it or beyond."""
    asked = {term.key for term in question.terms} - FRAME
    if question.kind is not QuestionKind.WHO or len(asked) < _FEWEST_WORDS:
        return []
    found = []
    for hit in hits:
        for sentence in split_passage(hit).sentences:
            for match in _CLAUSE.finditer(sentence.text):
                said = Vocabulary(words(match["said"], hit.document.language or question.language))
                if all(map(said.says, asked)):
                    name = sentence.part(*match.span("name"))
                    found.append(quoted(sentence, sentence.span, name, TOLD_OF))
    return found


_FEWEST_WORDS = 2
