"""What sort of answer a question wants, by its opening words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class QuestionKind(StrEnum):
    """What sort of answer a question wants."""

    HOW_MANY = "how many"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    YES_NO = "yes or no"
    LIST = "list"
    QUOTE = "quote"
    TOPIC = "topic"


# "Var Anna på mötet?" asks whether, "Var ligger Lund?" asks where: after the verb stands who or what it is about.
_SOMEBODY = r"(?:(?-i:[A-ZÅÄÖ])|(?:han|hon|de|den|det|en|ett|alla|någon|några)\b)"

_KINDS: dict[str, tuple[tuple[QuestionKind, str], ...]] = {
    "en": (
        (
            QuestionKind.HOW_MANY,
            r"(?:how (?:many|much|often|long|old|far|high|large|big|tall|deep|fast|heavy|wide|hot|cold|warm"
            r"|thick)\b)",
        ),
        (
            QuestionKind.HOW_MANY,
            r"(?:what|which)(?: is| was| are| were|'s)? (?:the )?(?:\w+ )?(?:number|toll|count|total|"
            r"percentage|share|"
            r"proportion|amount|price|cost|population|age|death toll|tally)\b(?: of\b)?",
        ),
        (
            QuestionKind.HOW_MANY,
            r"(?:what|which)(?: are| were)? (?:the )?(?:[\w-]+ ){0,3}"
            r"(?:tolls?|totals|counts|tallies|estimates|figures?|numbers)\b(?: of\b)?",
        ),
        (QuestionKind.HOW_MANY, r"what(?= (?:do|does|did|will|would) [^?]+ costs?\b)"),
        (
            QuestionKind.HOW_MANY,
            r"(?:at )?(?:what|which) (?:\w+ )?(?:temperature|speed|depth|height|weight|length)\b",
        ),
        (
            QuestionKind.WHEN,
            r"(?:when\b|(?:in |on |at )?(?:what|which) (?:year|date|day|month|time)\b|(?:since|until) when\b)",
        ),
        (
            QuestionKind.WHERE,
            r"(?:where\b|(?:in |at |to |from )?(?:what|which) (?:city|country|place|town|village|region|"
            r"location)\b)",
        ),
        (
            QuestionKind.WHO,
            r"(?:who(?:m|se|'s)?\b|(?:by |to |for )whom\b|(?:what|which) (?:person|people|organi[sz]ations?|"
            r"groups?|company"
            r"|compan(?:y|ies)|agency|officials?|spokes\w+)\b)",
        ),
        (QuestionKind.WHY, r"(?:why\b|what (?:is|was|were) the (?:reason|cause)s?\b|for what reason\b)"),
        (QuestionKind.HOW, r"how\b"),
        (
            QuestionKind.QUOTE,
            r"(?:(?:quote|in (?:his|her|their) (?:own )?words)\b|what (?:exactly )?did \S+(?: \S+)? say\b)",
        ),
        (
            QuestionKind.LIST,
            r"(?:list\b|name (?:all|every|the)\b|give (?:me )?(?:all|a list)\b|which\b(?= \w+s\b))",
        ),
        (QuestionKind.WHAT, r"(?:what|which)\b"),
        (
            QuestionKind.YES_NO,
            r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn't|aren't|didn't|"
            r"doesn't|wasn't|weren't|hasn't|haven't)\b",
        ),
    ),
    "sv": (
        (
            QuestionKind.HOW_MANY,
            r"(?:hur (?:många|mycket|ofta|länge|gammal|gamla|stor|stort|stora|lång|långt|långa|hög|högt"
            r"|höga|djup|djupt|"
            r"tung|tungt|bred|brett|varm|varmt|kall|kallt|fort|snabb|snabbt|dyr|dyrt)\b)",
        ),
        (
            QuestionKind.HOW_MANY,
            r"(?:vad|vilken|vilket|vilka|hur) (?:är |var )?(?:siffr(?:a|an|or)|dödstal|antal(?:et)?|"
            r"andelen|dödstalet|summan|priset|högt)\b",
        ),
        (QuestionKind.HOW_MANY, r"(?:vid |i )?vilken (?:temperatur|hastighet|höjd|längd|vikt)\b"),
        (QuestionKind.YES_NO, rf"var (?={_SOMEBODY})"),
        (QuestionKind.HOW_MANY, r"vad(?= (?:kosta\w*|(?:har|skulle|kommer|ska) [^?]+ kosta\w*)\b)"),
        (
            QuestionKind.WHEN,
            r"(?:när\b|(?:i |på )?(?:vilket|vilken|vilka) (?:år|datum|dag|månad|tid)\b|sedan när\b)",
        ),
        (
            QuestionKind.WHERE,
            r"(?:var\b|vart\b|varifrån\b|(?:i |på )?(?:vilken|vilket) (?:stad|land|plats|ort|by)\b)",
        ),
        (
            QuestionKind.WHO,
            r"(?:vem\b|vems\b|vilka (?:personer|organisationer)\b|vilken (?:person|organisation)\b)",
        ),
        (QuestionKind.WHY, r"(?:varför\b|av vilken anledning\b)"),
        (QuestionKind.HOW, r"hur\b"),
        (QuestionKind.QUOTE, r"(?:citera\b|vad (?:exakt )?sa(?:de)? \S+)"),
        (QuestionKind.LIST, r"(?:lista\b|räkna upp\b|nämn\b|vilka\b)"),
        (QuestionKind.WHAT, r"(?:vad|vilken|vilket)\b"),
        (
            QuestionKind.YES_NO,
            r"(?:är|var|har|hade|kan|kunde|ska|skulle|finns|fanns|gjorde|blev|får|måste|\w+(?:ade|er|ar|te|"
            r"gav)) (?=\S+ \S+)",
        ),
    ),
}
_OPENER = (
    r"(?:(?:and|but|so|or|then|well|ok(?:ay)?|och|men|så|eller|då)\b[\s,]*|in total,? |exactly |"
    r"according to [^,?]+, ?|enligt [^,?]+? (?=hur|vad|när|var|vem))*"
)


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    table = _KINDS.get(language, _KINDS["en"])
    return tuple((kind, re.compile(_OPENER + pattern, re.IGNORECASE)) for kind, pattern in table)


def kind_of(text: str, language: str) -> QuestionKind:
    """The kind of a question in English or Swedish; other languages are read as English."""
    for kind, pattern in _patterns(language):
        if pattern.match(text) and not (kind is QuestionKind.YES_NO and not text.rstrip().endswith("?")):
            return kind
    asked = re.search(r"\b(how many|how much|hur många|hur mycket)\b", text, re.IGNORECASE)
    if asked:
        return QuestionKind.HOW_MANY
    return QuestionKind.YES_NO if language == "en" and _patterns("en")[-1][1].match(text) else QuestionKind.TOPIC


def lead_of(text: str, kind: QuestionKind, language: str) -> int:
    """Where the question word's phrase ends; what it holds is asked for, not looked for. 0 where it names a
    thing.
    """
    keeps_noun = {QuestionKind.LIST, QuestionKind.WHAT, QuestionKind.QUOTE, QuestionKind.YES_NO}
    if kind in keeps_noun or text[:10].casefold().startswith(("according", "enligt")):
        return 0
    for candidate, pattern in _patterns(language):
        if candidate is kind and (match := pattern.match(text)):
            return match.end()
    return 0
