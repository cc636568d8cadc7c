"""Words by which a question asks, points back, or leaves out what it is about, in English and Swedish."""

from __future__ import annotations

import re

from qa.language.words import word_set, words
from qa.question.followups.antecedents import VERB_HINTS

OPENER = re.compile(
    r"^(?:(?:and|but|so|or|also|then|ok|okay|well|right|och|men|så|eller|då|okej)\b[,\s]+)+(?=\S)", re.IGNORECASE
)

ASKS = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|"
    r"tell|name|list|show|vad|vilken|vilket|vilka|vem|vems|när|var|varför|hur|är|har|hade|kan|ska|finns|gjorde|blev)\b",
    re.IGNORECASE,
)


def is_question(asked: str) -> bool:
    """Whether something is asked, rather than told."""
    return asked.rstrip().endswith("?") or ASKS.match(asked) is not None


def has_verb(phrase: str, language: str) -> bool:
    """Whether a common verb or an auxiliary is among the words."""
    return any(
        word.text.casefold() in VERB_HINTS or word.text.casefold() in AUXILIARIES
        for word in words(phrase, language)
    )


AUXILIARIES = word_set(
    "is are was were do does did has have had can could will would should is't är var gör har hade kan "
    "kunde ska blev finns"
)


PERSONAL = word_set("he him his she her hers han honom hans hon henne hennes")
PLURAL = word_set("they them their theirs these those dem deras dessa")
THING = word_set("it its this that den dess denna detta one")
THERE = word_set("there där dit")
POINTING = PERSONAL | PLURAL | THING | THERE

EXPLETIVE = re.compile(
    r"""\b(?:is|was|isn't|wasn't|be|are)\s+it\s+(?:\w+\s+){1,3}(?:to|that|if|for)\b|
    \b(?:is|was|would|isn't)\s+it\s+(?:possible|true|safe\w*|better|worth|important|hard|ok|okay|legal|normal|likely|
       difficult|(?:an?\s+)?(?:good|bad|better)|free|fair|advisable|the\s+same)\b|
    \bit\s+(?:is|was|'s)\s+(?:possible|true|likely|important|worth|free)\b|
    \b(?:does|will|would|did|do)\s+it\s+(?:take|makes?|cost|matter|rain)\b|\bit\s+(?:seems?|appears?|rains?|takes?)\b|
    \bthere\s+(?:is|are|was|were|be|a|an|any|other|one|have|has)\b|\b(?:is|are|was|were|isn't|aren't)\s+there\b|
    \b(?:this|that)\s+(?:year|month|week|case)\b|\bone\s+of\b|\b(?:no|every|any|some|which)\s*one\b|
    \b(?:är|var)\s+det\s+(?:sant|möjligt|viktigt)\b|\bfinns\s+det\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pronouns that point at nothing: "is it possible", "is there"."""


CLAUSES = re.compile(r"[,;:?!.]\s|\s(?:if|when|because|but|and|that|om|när|men|att)\s", re.IGNORECASE)

RELATIONAL = word_set(
    """risk risks advantage advantages disadvantage disadvantages benefit benefits requirement requirements
    difference
    differences rule rules step steps type types kind kinds definition minimum maximum amount cost costs
    price limit
    limits process option options solution solutions penalty penalties fee fees deadline effect effects
    symptom symptoms
    cause causes reason reasons consequence consequences purpose goal role size result results example
    examples law laws
    regulation regulations exception exceptions alternative alternatives tips violation treatment treatments period
    risken riskerna skillnaden fördelarna kraven reglerna stegen orsaken orsakerna kostnaden priset syftet
    resultatet""",
)
"""Nouns that are of something: alone they ask about what was spoken of."""

GENERIC = word_set(
    """biggest main best most important common different major considered required needed average first last
    other others
    else more another similar same better worse safer cheaper easier total way ways thing things people
    example exist apply
    största viktigaste vanligaste andra fler annan annat bättre"""
)
ARGUMENT = re.compile(
    r"\b(?:of|for|with|about|between|to|in|on|from|than|av|för|med|om|mellan|i|på)\s+\S", re.IGNORECASE
)
