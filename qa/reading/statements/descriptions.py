"""What a text calls somebody who is asked about by name: "Who is Ann Reed?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Hit, Span
from qa.language.alternation import any_of
from qa.language.detection import language_of_text
from qa.language.fields import CAPITAL
from qa.language.pack import Language
from qa.question.analysis import Question
from qa.reading.passages import quoted, split_passage
from qa.types import Quote

DESCRIPTION_SCORE = 0.85
"""Score of a description that stands after the name and a comma: the surest."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to put a description beside a name.

    The pattern is filled with the name and the slots of `_slots`. What stands before its name may follow other
    words of its sentence at once; `any_case` tells that it may open the sentence.
    """

    pattern: str
    less: float
    before: bool = False
    any_case: bool = False


_FORMS = (
    _Form(
        r"{name},\s+(?P<said>{article}[^,.;()–]{{3,90}}|{role}{placed}|(?:[\w-]+\s){{1,3}}?{role}{placed}){end}",
        0.0,
    ),
    _Form(r"{name}\s+{copula}\s+(?P<said>{article}[^,.;()]{{3,90}}|{role}{placed}){end}", 0.01),
    _Form(r"{name}\s\((?P<said>(?:[\w-]+\s){{0,3}}{role}{placed})\)", 0.02),
    _Form(
        r"{start}(?P<said>{article}(?:[\w'’-]+\s){{0,4}}?{role}{placed}),\s+{name}",
        0.03,
        before=True,
        any_case=True,
    ),
    _Form(r"{start}(?P<said>{article}?(?:[^\W\d_][\w'’-]*\s){{0,3}}?{role})\s{name}", 0.04, before=True),
    _Form(r"{name},\s+(?P<said>{relative}\s[^,.;()]{{3,120}}){end}", 0.2),
)
"""The surest first; a clause ("who lost two goats") tells something of somebody, and mostly not who it is."""


def descriptions(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """What the passages call the one whom a "who is" names, the best of each document; else none."""
    name = question.described
    if name is None:
        return []
    found: dict[str, Quote] = {}
    for hit in hits:
        for sentence in split_passage(hit).sentences:
            language = language_of_text(sentence.text, hit.document.language)
            for score, span in _described(name, sentence.text, language):
                quote = quoted(sentence, sentence.span, sentence.part(span.start, span.end), score)
                best = found.get(hit.document.id)
                if best is None or best.score < score:
                    found[hit.document.id] = quote
    return sorted(found.values(), key=lambda quote: -quote.score)


def _described(name: str, text: str, language: Language) -> Iterator[tuple[float, Span]]:
    """The descriptions of a name in a sentence, each with its score."""
    if name.split()[-1] not in text:
        return
    itself = re.compile(rf"\b{re.escape(name.split()[-1])}\b")
    for form, pattern in _patterns(name, language):
        for match in pattern.finditer(text):
            said = match["said"]
            if _is_role(said, language) and not itself.search(said):
                kept = _without_sentence(said, language) if form.before else said
                start = match.start("said") + len(said) - len(kept)
                yield DESCRIPTION_SCORE - form.less, Span(start, match.end("said"))


@lru_cache(maxsize=256)
def _patterns(name: str, language: Language) -> tuple[tuple[_Form, re.Pattern[str]], ...]:
    """The forms with the name in them; in brackets after it may stand a party, "(S)"."""
    called = r"\s+".join(map(re.escape, name.split()))
    filled = {**_slots(language), "name": rf"(?<![\w-]){called}(?![\w-])(?:\s\({CAPITAL}{{1,4}}\))?"}
    return tuple(
        (form, re.compile(form.pattern.format(**filled), re.IGNORECASE if form.any_case else 0)) for form in _FORMS
    )


@lru_cache(maxsize=64)
def _slots(language: Language) -> dict[str, str]:
    told = language.statements.descriptions
    return {
        # An article that is bound to its noun ("l'") has no space after it.
        "article": rf"(?:(?:{told.article.pattern})(?:\s|(?<=['’])))",
        "role": rf"(?:{told.role.pattern})",
        "placed": rf"(?:\s{any_of(told.prepositions)}\s[^,.;()]{{2,60}})?",
        "copula": any_of(told.copulas),
        "relative": any_of(told.relatives),
        "start": r"(?:^|(?<=[\s“\"(–]))",
        "end": r"(?=\s*(?:[,.;()–—!?]|$))",
    }


def _without_sentence(said: str, language: Language) -> str:
    """A description without the words before it that belong to the sentence: "said the skipper"."""
    told, slots = language.statements.descriptions, _slots(language)
    if re.match(rf"{slots['article']}|{slots['relative']}\b", said):
        return said
    cut = re.sub(rf"^.*\b(?:{told.before.pattern})\s+(?=\S)", "", said, flags=re.IGNORECASE)
    return cut or said


def _is_role(said: str, language: Language) -> bool:
    """Whether the words describe somebody, and are no list of names, no speech and no circumstance."""
    told = language.statements.descriptions
    found = said.casefold().split()
    ends = {found[0], found[-1].strip(",.")}
    return not ends & told.no_role and not told.circumstance.match(said)
