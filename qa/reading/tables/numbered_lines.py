"""Lines behind their number ("what does rule 2 say") and codes behind the word ("file no. KB-77")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.types import Hit, Span
from qa.language.alternation import any_of, either
from qa.language.pack import Language
from qa.language.words import STEMMED, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import quoted
from qa.reading.tables.asked_heads import words_told
from qa.types import Quote

LABEL_SCORE = 0.9
"""Score of a value whose name, and nothing else, is what the question asks for."""

_WORD = r"[^\W\d_]+"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3})*|(?-i:[IVXLC]{1,6})|[a-h])"
"""The number of a line: "3", "2.1", "IV", "b"."""
_SIGN = "§"


def numbered(question: Question, hits: Sequence[Hit]) -> Iterator[Quote]:
    """The line that begins with the number asked for, in a document that speaks of such lines: "rule 2"."""
    asked = _line_asked(question)
    if asked is None:
        return
    any_line = (_SIGN, *question.spoken.tables.lines.any)
    what = (asked["what"] or _SIGN).casefold()
    line = _line_of(asked["number"], *([what] if asked["what"] else any_line))
    matter = [term for term in question.terms if not asked.start() <= term.start < asked.end() and term.is_name]
    for hit in hits:
        language = hit.document.language or question.language
        around = Vocabulary(words(f"{hit.document.title} {hit.passage.context} {hit.passage.text}", language))
        if not all(around.says(term.key) for term in matter):
            continue
        found = list(line.finditer(hit.passage.text))
        if len(found) == 1 and (what in any_line or _speaks_of(what, around, language)):
            said = Span(found[0].start("said"), found[0].end("said"))
            yield quoted(hit, Span(found[0].start(), found[0].end()), said, LABEL_SCORE)
            return


def coded(question: Question, hits: Sequence[Hit]) -> Iterator[Quote]:
    """The code behind "no." where a number of something is asked for: "Contract no. HX-4471"."""
    asked = _number_asked(question.spoken).search(question.text)
    if asked is None:
        return
    what = (asked["what"] or asked["of"]).casefold()
    for hit in hits:
        for told in _number_told().finditer(hit.passage.text):
            if told["what"].casefold().startswith(what):
                line = _line_around(hit.passage.text, told.start())
                yield quoted(hit, line, Span(told.start("code"), told.end("code")), LABEL_SCORE)


def _line_asked(question: Question) -> re.Match[str] | None:
    """The `number` of the line that is asked for, and `what` the line is called, where the question says it."""
    language, text = question.spoken, question.text
    asked = _number_says(language).match(text, len(text) - len(question.body))
    if asked is None and question.kind not in (QuestionKind.HOW_MANY, QuestionKind.YES_NO):
        asked = _line_named(language).search(text)
    return asked


@lru_cache(maxsize=64)
def _number_says(language: Language) -> re.Pattern[str]:
    """A question for what stands under a number, whatever the numbered are called: "what does by-law 3 say?"."""
    told = language.tables.lines
    return re.compile(
        rf"(?:{told.asks.pattern})(?:(?P<what>{_WORD}) )?(?:(?:{told.number.pattern}) )?{_NUMBER}"
        rf"(?:{told.asks_end.pattern}|)\s*\?*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _line_named(language: Language) -> re.Pattern[str]:
    told = language.tables.lines
    return re.compile(
        rf"(?<!\w)(?P<what>{any_of((*told.names, _SIGN))})\s*(?:{told.number.pattern})?\s*{_NUMBER}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _number_asked(language: Language) -> re.Pattern[str]:
    told = language.tables.lines
    return re.compile(
        rf"(?:(?P<what>{_WORD})[\s-]?(?:{told.number.pattern})|(?:{told.number_of.pattern})(?P<of>{_WORD}))\s*\?*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _number_told() -> re.Pattern[str]:
    """A name, "no." in any language, and a code: forms and headers are too short to tell their language."""
    lines = [each.lines for each in words_told()]
    number = either(each.number for each in lines)
    equals = any_of({word for each in lines for word in each.equals})
    return re.compile(
        rf"(?P<what>{_WORD})\s*(?:{number}|№|#)\s*[.:|]?\s*(?:{equals}\s+)?"
        r"(?P<code>(?:[^\W\d_]{1,4} )?(?=[\w/.-]*\d)[\w/-]+(?:\.[\w/-]+)*)",
        re.IGNORECASE,
    )


def _line_of(number: str, *called: str) -> re.Pattern[str]:
    """A line with this number before it, or, where the number has a line of its own, the line after it."""
    mark = rf"{re.escape(number)}[.):\]]\)?"
    named = rf"(?:{any_of((*called, _SIGN))} ?{re.escape(number)}(?!\.?\d)[.):\]–-]*)"
    bare = rf"{re.escape(number)}(?!\.?\d)" if "." in number else mark
    before = rf"[^\S\n]*(?:[#*_]+ ?)?(?:{named}|[(§]? ?(?:{mark}|{bare}))[*_]*"
    return re.compile(rf"^{before}(?:[^\S\n]+|[^\S\n]*\n\s*)(?P<said>\S[^\n]*)$", re.MULTILINE | re.IGNORECASE)


def _speaks_of(what: str, around: Vocabulary, language: str) -> bool:
    keys = [word.key for word in words(what, language if language in STEMMED else None)]
    return not keys or any(map(around.says, keys))


def _line_around(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))
