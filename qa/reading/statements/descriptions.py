"""What a text calls somebody who is asked about by name: "Who is Ann Reed?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Hit, Span
from qa.language.words import word_set
from qa.question.analysis import Question, QuestionKind
from qa.reading.passages import quoted, split_passage
from qa.types import Quote

DESCRIPTION_SCORE = 0.85
"""Score of a description that stands beside the name."""

_WHO_IS = re.compile(
    r"(?i:(?:and |but |och |men )?(?:who(?:['’]s| is| was)|vem (?:är|var)))\s+(?P<name>[^\W\d_a-zåäöéü][\w.'’-]*"
    r"(?:\s+(?:(?:van|von|de|al|el|bin|af)\s+)*[^\W\d_a-zåäöéü][\w.'’-]*)*)\s*\??\s*$"
)
_ROLE = (
    r"(?:[\w-]+(?:er|or|ist|ian|man|woman|person|ant|ent|eur|graph|chair|keeper|maker|father|mother|master|mistress"
    r"|are|aren|ör|ören|isten|mannen|kvinna|kvinnan|log|logen|chef|chefen|råd|rådet|tor|torn|nom|nomen|arkitekt"
    r"|sköterska|sköterskan|strateg|strategen|ordförande|ordföranden|direktör|ledare)"
    r"|ordföranden?|colonel|captain|major|sergeant|lieutenant|chair|head|boss|king|queen|coach|aide|judge|pilot|nurse|cook|chef|bishop|priest|vicar|monk|skipper|widow"
    r"|son|wife|husband|uncle|aunt|farmer|poet|clerk|guard|guide|scholar|fan|expert|vd|kung|drottning|präst"
    r"|rektor|överste|kapten|mamma|pappa|bonde|bonden|fru|make|maka|dotter|syster|bror)"
)
_NO_ROLE = word_set(
    "after other another over under her or for however never later former ever rather whether water summer winter "
    "number order paper matter more before their number september october november december bara andra klar klara "
    "bra har var efter under över different present recent went sent spent want current parent apparent than man "
    "september center centre river letter together further either neither consider remember offer answer enter "
    "har far kvar svar säger menar tycker berättar skriver uppger anser svarar undrar hoppas heter"
)
_ARTICLE = r"(?:the|a|an|our|his|her|its|their|my|one|en|ett|vår|den|[^\W\d_a-zåäö][\w-]*['’]s)"
_PLACED = r"(?:\s(?:of|at|for|in|with|on|from|i|på|för|vid|av|hos|från|till)\s[^,.;()]{2,60})?"
_END = r"(?=\s*(?:[,.;()–—!?]|$))"


def descriptions(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """What the passages call the one whom a "who is" names, the best of each document; else none."""
    asked = _WHO_IS.match(question.text.strip()) if question.kind is QuestionKind.WHO else None
    if asked is None:
        return []
    found: dict[str, Quote] = {}
    for hit in hits:
        for sentence in split_passage(hit).sentences:
            for score, span in _described(asked["name"], sentence.text):
                quote = quoted(sentence, sentence.span, sentence.part(span.start, span.end), score)
                best = found.get(hit.document.id)
                if best is None or best.score < score:
                    found[hit.document.id] = quote
    return sorted(found.values(), key=lambda quote: -quote.score)


def _described(name: str, text: str) -> Iterator[tuple[float, Span]]:
    """The descriptions of a name in a sentence, each with its score."""
    parts = [re.escape(part) for part in name.split()]
    called = r"\s+".join(parts)
    # A text may give only the last name.
    written = rf"(?<![\w-]){called}(?![\w-])(?:\s\([A-ZÅÄÖ]{{1,4}}\))?"
    for score, pattern in (
        (
            0.0,
            rf"{written},\s+(?P<said>{_ARTICLE}\s[^,.;()–]{{3,90}}|{_ROLE}{_PLACED}"
            rf"|(?:[\w-]+\s){{1,3}}?{_ROLE}{_PLACED}){_END}",
        ),
        (-0.01, rf"{written}\s+(?:is|was|är|var)\s+(?P<said>{_ARTICLE}\s[^,.;()]{{3,90}}|{_ROLE}{_PLACED}){_END}"),
        (-0.02, rf"{written}\s\((?P<said>(?:[\w-]+\s){{0,3}}{_ROLE}{_PLACED})\)"),
        (-0.03, rf"(?:^|(?<=[\s“\"(–]))(?P<said>{_ARTICLE}\s(?:[\w'’-]+\s){{0,4}}?{_ROLE}{_PLACED}),\s+{written}"),
        (
            -0.04,
            rf"(?:^|(?<=[\s“\"(–]))(?P<said>(?:{_ARTICLE}\s)?(?:[^\W\d_][\w'’-]*\s){{0,3}}?{_ROLE})\s{written}",
        ),
        (-0.2, rf"{written},\s+(?P<said>(?:who|som)\s[^,.;()]{{3,120}}){_END}"),
    ):
        for match in re.finditer(pattern, text, re.IGNORECASE if score == -0.03 else 0):
            said = match["said"]
            if _is_role(said) and not re.match(rf".*\b{parts[-1]}\b", said):
                kept = _without_verb(said) if score in _BEFORE else said
                start = match.start("said") + len(said) - len(kept)
                yield DESCRIPTION_SCORE + score, Span(start, match.end("said"))


_BEFORE = (-0.03, -0.04)
_VERB = re.compile(r"^.*\b(?:says?|said|told|asks?|asked|thanks?|thanked|and|but|that|with|by|to|säger|sade"
                   r"|sa|berättar|och"
                   r"|men|att|med|av|till|skriver|menar)\s+(?=\S+)", re.IGNORECASE)  # fmt: skip


def _without_verb(said: str) -> str:
    """A description without the words before it that belong to the sentence: "said the skipper"."""
    cut = _VERB.sub("", said) if not re.match(rf"{_ARTICLE}\s|who\b|som\b", said) else said
    return cut or said


def _is_role(said: str) -> bool:
    """Whether the words describe somebody, and are no list of names, no speech and no circumstance."""
    found = said.casefold().split()
    return not (found[-1].strip(",.") in _NO_ROLE or found[0] in _NO_ROLE or re.match(r"\w+(?:ing|ly)\b", said))
