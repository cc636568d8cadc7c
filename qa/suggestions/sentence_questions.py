"""Questions that a sentence of a text answers: who somebody is, when and where something was done, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Span
from qa.figures.attribution.noun_phrases import ACTORS
from qa.language.vocabulary import vocabulary
from qa.question.kinds import QuestionKind


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question with its kind and the sentence it was drawn from, in the text's coordinates."""

    question: str
    kind: QuestionKind
    sentence: Span


# Only plain sentences are turned around, so that a cut at every stop and line will do.
_SENTENCE = re.compile(r"[^\n.!?]{20,240}[.]")
_CAPITAL = r"[A-ZÅÄÖÉ][\w'’-]+"
_NAMES = rf"{_CAPITAL}(?: (?:of |and |for |och |i |för )?(?:the )?{_CAPITAL}){{0,4}}"
_NO_VERB = r"(?!(?:is|are|was|were|has|have|had)\b)[\w'’-]+"
_SUBJECT = rf"(?P<subject>[Tt]he (?:{_NO_VERB} ){{0,5}}?{_NO_VERB}|{_NAMES})"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "januari|februari|mars|april|maj|juni|juli|augusti|oktober|november|december"
)
_DATE = rf"(?:the (?:spring|summer|autumn|winter) of )?(?:\d{{1,2}} )?(?:(?:{_MONTHS}) )?(?:1\d|20)\d\d\b"
_DONE = r"(?:\w{3,}ed|built|born|held|made|found|won|sold|bought|shot|led|begun|written|drawn|taken|given|sunk)"
_ACTIVE = r"(?:\w{3,}ed|built|held|made|found|won|sold|bought|shot|led)"
_AGENT = rf"(?P<agent>{_CAPITAL}(?: {_CAPITAL}){{1,3}})"
# Verbs of beginning, end and change, as they are asked with "did".
_DID = {
    "began": "begin",
    "started": "start",
    "opened": "open",
    "ended": "end",
    "closed": "close",
    "died": "die",
    "entered": "enter",
    "left": "leave",
    "joined": "join",
    "moved": "move",
    "won": "win",
    "lost": "lose",
    "bought": "buy",
    "sold": "sell",
    "published": "publish",
    "released": "release",
    "launched": "launch",
    "signed": "sign",
    "approved": "approve",
    "arrived": "arrive",
    "returned": "return",
    "resigned": "resign",
}
_PLACE = rf"(?P<place>(?!(?:{_MONTHS})\b){_CAPITAL})"
_TITLED = rf"\b(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,2}})"
_ROLE = r"(?P<role>(?!which\b|vilke|som\b)(?:[\w-]+ ){1,6}?(?:of|at|for|with|in|på|vid|för|i|hos) [^,.;]{2,50})"
_NOBODY = re.compile(
    r"\b(?:organi[sz]ation|company|firm|group|agency|club|charity|city|town|village|river|street|organisation|"
    r"företag|bolag|förening|myndighet|stad|by|ort)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s[A-ZÅÄÖ]")
# Words of names of bodies, beside the nouns for who acts.
_BODIES = vocabulary(
    """
    international forces democratic council committee corps university institute bank party association union
    inc ltd ab fc if hospital school museum society trust fund foundation kommun universitetet
    """
)
# With these a sentence leans on the one before, or its first words are no subject.
_POINTING = vocabulary(
    """
    it they he she we you i this that these those there here who what when where both most some one two in on at
    by but and det den de han hon vi detta denna här där när då men och på efter
    """
)

_SWEDISH = rf"(?P<subject>{_NAMES}|[A-ZÅÄÖ]\w+(?:en|et|an|na))"

_PATTERNS: dict[str, tuple[tuple[QuestionKind, re.Pattern[str], str], ...]] = {
    "en": (
        (
            QuestionKind.WHEN,
            re.compile(rf"{_SUBJECT}(?:, [^,]{{2,25}},)? (?P<was>was|were) (?P<done>{_DONE})"
                       rf"(?P<rest>(?: [^\W\d]+){{0,6}}?) (?:in|on|since) {_DATE}"),
            "When {was} {subject} {done}{rest}?",
        ),
        (
            QuestionKind.WHEN,
            re.compile(rf"{_SUBJECT} (?P<did>{'|'.join(_DID)})(?P<rest>(?: [\w'’-]+){{0,6}}?) (?:in|on) {_DATE}"),
            "When did {subject} {did}{rest}?",
        ),
        (QuestionKind.WHO, re.compile(rf"(?<!\bthe ){_TITLED}, {_ROLE},"), "Who is {name}?"),
        (
            QuestionKind.WHO,
            re.compile(rf"{_SUBJECT} (?:was|were) (?P<done>{_ACTIVE}) by {_AGENT}"),
            "Who {done} {subject}?",
        ),
        (
            QuestionKind.WHERE,
            re.compile(rf"{_SUBJECT} (?P<was>is|are|was|were) (?P<done>{_DONE}|based) (?:in|at|near) {_PLACE}"),
            "Where {was} {subject} {done}?",
        ),
    ),
    "sv": (
        (
            QuestionKind.WHEN,
            re.compile(rf"{_SWEDISH} (?P<done>\w{{3,}}(?:des|tes|ades)|började|slutade|startade)"
                       rf"(?P<rest>(?: [^\W\d]+){{0,5}}?) (?:år |i |den |sedan ){_DATE}"),
            "När {done} {subject}{rest}?",
        ),
        (QuestionKind.WHO, re.compile(rf"{_TITLED}, {_ROLE}[,.]"), "Vem är {name}?"),
        (
            QuestionKind.WHERE,
            re.compile(rf"{_SWEDISH} (?P<done>ligger|byggdes|föddes) i {_PLACE}"),
            "Var {done} {subject}?",
        ),
    ),
}  # fmt: skip


def drawn_from(text: str, language: str | None) -> Iterator[Drawn]:
    """The questions that the plain sentences of a text answer, in their order; none but in English and Swedish."""
    for found in _SENTENCE.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        sentence = text[start : found.end()]
        for kind, pattern, template in _PATTERNS.get(language or "en", ()):
            match = pattern.search(sentence) if "name" in pattern.groupindex else pattern.match(sentence)
            if match and _telling(match.groupdict()):
                question = _asked(template, match.groupdict(), text)
                # Without a name it asks about something that only its own text makes plain: "the city".
                if _NAMED.search(question):
                    yield Drawn(question, kind, Span(start, found.end()))


def _telling(parts: dict[str, str | None]) -> bool:
    """Whether the question would name what it asks about, and a person where it asks who somebody is."""
    if (parts.get("subject") or "").lower().split(" ")[0] in _POINTING:
        return False
    name = (parts.get("name") or "").lower().split()
    return not _NOBODY.search(parts.get("role") or "") and not set(name) & (ACTORS | _BODIES)


def _asked(template: str, parts: dict[str, str | None], text: str) -> str:
    named = {name: part or "" for name, part in parts.items()}
    named["did"] = _DID.get(named.get("did", ""), "")
    subject = named.get("subject", "")
    first = subject.split(" ")[0]
    # The capital of a sentence's first word goes where the word is no name: the text has it in lower case too.
    if first == "The" or (first and re.search(rf"(?<![^\W_]){re.escape(first.lower())}(?![^\W_])", text)):
        named["subject"] = subject[:1].lower() + subject[1:]
    return template.format(**named)
