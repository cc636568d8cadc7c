"""Questions that set two counts side by side, taken apart into one question for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.question.analysis import Question

_NO_NAME = (
    "do|does|did|is|are|was|were|between|of|in|how|what|which|the|difference|gap|how|skiljer|sig|jämför|hur|är"
)
_WORD = rf"(?!(?:{_NO_NAME})\b)[^\W\d][\w.&-]*"
_WHO = rf"{_WORD}(?: {_WORD}){{0,4}}?"
_A, _B, _S = rf"(?:the )?(?P<a>{_WHO})", rf"(?:the )?(?P<b>{_WHO})", r"['’]s?"
_NOUN = r"(?P<noun>(?:[\w-]+ ){0,2}(?:figures?|counts?|totals?|tolls?|numbers?|estimates?|tall(?:y|ies)))"
_REST = r"(?P<rest> (?:for|in|of|on|since)\b[^\d]*?(?:\d{4})?)?"
_SV_NOUN = r"(?:siffr\w+|uppgift\w*|dödstal|uppskattning\w*|räkning\w*)"
_SV_REST = r"(?P<rest> (?:för|i|om|sedan)\b.*?)?"
_AT = r"(?:in|at|on|during|by|from|before|after|under)\b"
_PLACES = rf"(?P<p1>{_AT} .+?) (?:or|than) (?P<p2>{_AT} .+)$"
_COMPARED = r"(?:compares?|compared|differs?|agree|match(?:es)?|diverge|contradict)\b(?: (?:with|to|from|on|in))?"
_GREATER = r"(?:higher|lower|larger|smaller|greater|bigger|more|less|different|the same)"
_TIMED = r"(?:of|for|through|from|in|up to|until|by|to the end of|as of)\b"
_ORDINAL = r"\b(?:first|second|third|fourth|last|north|south|east|west)"
_MORE = r"(?:more|fewer|less)"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: how the question calls it, and the question for it alone."""

    label: str
    question: str


def sides(question: Question) -> tuple[Side, ...]:
    """The questions whose answers are to be compared, in the order asked; none where nothing is compared."""
    text = " ".join(question.text.split()).rstrip(" ?")
    patterns = _SWEDISH if question.language == "sv" else _ENGLISH
    for pattern, made in patterns:
        match = pattern.search(text)
        if match and len(found := tuple(made(match))) == 2:
            return found
    return ()


def _given(match: re.Match[str]) -> Iterator[Side]:
    """ "the army's and the union's figures for Lund": what figure does each give for Lund?"""
    rest = match["rest"] if "rest" in match.groupdict() and match["rest"] else ""
    for who in (match["a"], match["b"]):
        yield Side(who, f"What {_singular(match['noun'])} does {who} give{rest}?")


def _timed(match: re.Match[str]) -> Iterator[Side]:
    """ "the army's total of May compare with that of June": what total does it give for each?"""
    for when in (match["t1"], match["t2"]):
        yield Side(when.strip(), f"What {_singular(match['noun'])} does {match['who']} give {when.strip()}?")


def _each_says(match: re.Match[str]) -> Iterator[Side]:
    """ "which tolls do the army and the union give": which does each give?"""
    lead = re.sub(r"\b(?:two|both|different|other) ", "", match["lead"])
    for who in (match["a"], match["b"]):
        yield Side(who, f"{lead} does {who} {match['verb']}{match['rest']}?")


def _according(match: re.Match[str]) -> Iterator[Side]:
    """ "how many died according to the army and the union": how many, according to each?"""
    for who in (match["a"], match["b"]):
        yield Side(who, f"{match['lead']} according to {who}{match['rest']}?")


def _agreeing(match: re.Match[str]) -> Iterator[Side]:
    """ "do the army and the union agree on how many died": how many died, according to each?"""
    for who in (match["a"], match["b"]):
        yield Side(who, f"How many {match['what']} according to {who}?")


def _more_of(match: re.Match[str]) -> Iterator[Side]:
    """ "did more people die in Lund or in Malmö": how many died in each?"""
    first, second = match["p1"], match["p2"]
    if re.search(rf"{_ORDINAL}$", first):
        tail = re.search(rf"{_ORDINAL} (?P<rest>.+)", second)
        first = f"{first} {tail['rest']}" if tail else first
    if head := re.match(rf"{_AT} the (?P<noun>\w+)", first):
        second = re.sub(r"\bthe one\b", f"the {head['noun']}", second)
    verb = match.groupdict().get("subject")
    what = f"{match['what']} did {verb} {match['verb']}" if verb else match["what"]
    for placed in (first, second):
        yield Side(placed, f"How many {what} {placed}?")


def _more_than(match: re.Match[str]) -> Iterator[Side]:
    """ "did more women than men die": how many of each died?"""
    for group in (match["a"], match["b"]):
        yield Side(group, f"How many {group} {match['rest']}?")


def _swedish(match: re.Match[str]) -> Iterator[Side]:
    """ "skiljer sig polisens och fackets siffror": what figure does each give?"""
    rest = match["rest"] or ""
    for who in (match["a"], match["b"]):
        yield Side(who, f"Vilken siffra uppger {who}{rest}?")


def _singular(noun: str) -> str:
    return re.sub(r"ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ENGLISH = (
    (_pattern(rf"(?:^|\b(?:do|does|did|is|are|between|compare|of|in|how) ){_A}{_S} and {_B}{_S} {_NOUN}{_REST}"
              rf"(?: {_COMPARED}.*)?$"), _given),
    (_pattern(rf"^(?:is|are|was|were) {_A}{_S} {_NOUN}{_REST} (?:\w+ )?{_GREATER}(?: than| from| as| to)? "
              rf"(?:that of )?{_B}(?:{_S})?$"), _given),
    (_pattern(rf"^how (?:do|does|did) {_A}{_S} {_NOUN}{_REST} {_COMPARED} (?:that of )?{_B}(?:{_S})?$"), _given),
    (_pattern(rf"\b(?:do|does|did|is|was|how) (?:the )?(?P<who>{_WHO}){_S} {_NOUN} (?P<t1>{_TIMED} [^?]*?\d{{4}}) "
              rf"(?:{_COMPARED}|(?:\w+ )?{_GREATER} than) (?:(?:its|that|those|the)(?: [\w-]+)?? )?"
              rf"(?P<t2>{_TIMED} .*\d.*)$"), _timed),
    (_pattern(rf"^(?P<lead>(?:how many|(?:what|which) (?:[\w-]+ )*?(?:figures?|counts?|totals?|tolls?|numbers?))\b"
              rf".*?) (?:do|did|have) {_A} and {_B} "
              r"(?P<verb>give|say|report|publish|count|admit|claim|estimate|cite)(?P<rest>\b.*)$"), _each_says),
    (_pattern(rf"^(?P<lead>how many\b.+?) according to {_A} and {_B}(?P<rest>)$"), _according),
    (_pattern(rf"^(?:do|did) {_A} and {_B} (?:agree|differ|disagree) (?:on|about|over) (?:how many|the number of) "
              r"(?P<what>.+)$"), _agreeing),
    (_pattern(r"^who (?:counts?|counted|gives?|reports?|reported|admits?|claims?) (?:more|fewer|the most) "
              rf"(?P<what>[^,?]+), {_A} or {_B}$"), _agreeing),
    (_pattern(rf"^(?:did|do|were|was|are|is|have|has) {_MORE} (?P<what>.+?) {_PLACES}"), _more_of),
    (_pattern(rf"^(?:did|do|does) (?P<subject>.+?) (?P<verb>\w+) {_MORE} (?P<what>\w+(?: \w+){{0,2}}?) {_PLACES}"),
     _more_of),
    (_pattern(rf"^(?:did|were|was|are|have) {_MORE} (?P<a>\w+) than (?P<b>\w+) (?P<rest>\w.*)$"), _more_than),
)  # fmt: skip
_SWEDISH = (
    (_pattern(rf"(?:sig|jämför|är|hur) {_A} och {_B} {_SV_NOUN}{_SV_REST}(?: sig åt| från varandra| lika|$)"),
     _swedish),
    (_pattern(rf"^är {_A} {_SV_NOUN}{_SV_REST} (?:högre|lägre|större|mindre) än {_B}$"), _swedish),
)  # fmt: skip
