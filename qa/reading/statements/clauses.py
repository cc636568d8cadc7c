"""Of whom a clause tells what a "who" asks: "Ann Reed, who saw the fire"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.types import Hit
from qa.language.alternation import any_of
from qa.language.detection import language_of_text
from qa.language.fields import CAPITAL
from qa.language.pack import Language
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import quoted, split_passage
from qa.types import Quote

CLAUSE_SCORE = 0.75
"""Score of a name whose own clause says all that the question does."""

_FEWEST_WORDS = 2
"""Words of a question from which a clause that says them all is no chance."""


def clause_quotes(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The names whose relative clause says every word of a "who", up to the comma that ends it or beyond."""
    asked = {term.key for term in question.terms} - FRAME
    if question.kind is not QuestionKind.WHO or len(asked) < _FEWEST_WORDS:
        return []
    found = []
    for hit in hits:
        code = hit.document.language
        for sentence in split_passage(hit).sentences:
            for match in _clause(language_of_text(sentence.text, code)).finditer(sentence.text):
                said = Vocabulary(words(match["said"], code or question.language))
                if all(map(said.says, asked)):
                    name = sentence.part(*match.span("name"))
                    found.append(quoted(sentence, sentence.span, name, CLAUSE_SCORE))
    return found


@lru_cache(maxsize=64)
def _clause(language: Language) -> re.Pattern[str]:
    """A name with what belongs to it ("of the Navy", "a nurse") and the clause that goes on about it."""
    told = language.statements
    word = rf"{CAPITAL}[\w’'-]*"
    name = rf"{word}(?: (?:{any_of(language.checks.particles)} )?{word})*"
    return re.compile(
        rf"(?P<name>{name})(?: (?:{told.clause_places.pattern}) {name})*(?: \([^)]{{1,20}}\))?"
        rf"(?:, [^,.;]{{3,60}})?(?:{told.clause.pattern})\b(?P<said>[^.;]*)"
    )
