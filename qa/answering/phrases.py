"""The few words of an answer that are ours, in English and Swedish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qa.stages import Stage


@dataclass(frozen=True, slots=True)
class Phrases:
    """Frame words of one language; `{}` takes what a phrase is about."""

    language: str
    several: str
    unanswered: str
    not_spoken_of: str
    not_told: str
    nobody_says: str
    others_say: str
    altered: str
    replaced_by: str
    part_of: str
    nobody_admits: str
    nothing_indexed: str
    nothing_filtered: str
    language_unread: str
    who: str
    where: str
    when: str
    what: str
    without: str
    stages: Mapping[str, str]
    months: tuple[str, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Phrases(
    language="en",
    several="Several answers:",
    unanswered="The documents do not answer this.",
    not_spoken_of="No passage speaks of {}.",
    not_told="The passages nearest to the question do not say {}.",
    nobody_says="No passage has {} say this.",
    others_say="Others say:",
    altered="A copy of the same text says otherwise:",
    replaced_by="since replaced by {}",
    part_of="part of {}",
    nobody_admits="No passage has {} admit this.",
    nothing_indexed="There is nothing to search: no document is indexed.",
    nothing_filtered="No document passes the filter.",
    language_unread="The question looks like language “{}”; the built-in models read English and Swedish.",
    who="who",
    where="where",
    when="when",
    what="what",
    without="This answer comes without {}: an error inside sayso, told in its log.",
    stages={
        Stage.FOLLOW_UP: "what the question leaves to the questions before",
        Stage.COMPARISON: "the comparison, side by side",
        Stage.PASSAGES: "some of the passages found",
        Stage.TABLES: "a look at the tables",
        Stage.RULES: "the reading by rules",
        Stage.TOLD: "whole sentences that tell it",
        Stage.CHECKS: "a check of the quotes against each other",
        Stage.FIGURES: "some of the figures",
        Stage.RELATIONS: "how the figures relate",
        Stage.ACCOUNT: "the account of the figures and of answers that agree",
        Stage.MISSING: "what of the question is not spoken of",
        Stage.PAGES: "page numbers",
    },
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    kinds={"how many": "how many", "who": "who", "when": "when", "where": "where", "why": "why", "how": "how"},
)

SWEDISH = Phrases(
    language="sv",
    several="Flera svar:",
    unanswered="Dokumenten svarar inte på det.",
    not_spoken_of="Inget avsnitt talar om {}.",
    not_told="De avsnitt som ligger närmast frågan säger inte {}.",
    nobody_says="I inget avsnitt säger {} detta.",
    others_say="Andra säger:",
    altered="En kopia av samma text säger något annat:",
    replaced_by="sedan ersatt av {}",
    part_of="del av {}",
    nobody_admits="I inget avsnitt medger {} detta.",
    nothing_indexed="Det finns inget att söka i: inget dokument är indexerat.",
    nothing_filtered="Inget dokument släpps igenom av filtret.",
    language_unread="Frågan ser ut att vara på språket ”{}”; de inbyggda modellerna läser engelska och svenska.",
    who="vem",
    where="var",
    when="när",
    what="vad",
    without="Svaret kommer utan {}: ett fel i sayso, som står i dess logg.",
    stages={
        Stage.FOLLOW_UP: "det som frågan lämnar åt frågorna före",
        Stage.COMPARISON: "jämförelsen sida vid sida",
        Stage.PASSAGES: "några av de funna avsnitten",
        Stage.TABLES: "en blick i tabellerna",
        Stage.RULES: "läsningen efter regler",
        Stage.TOLD: "hela meningar som berättar det",
        Stage.CHECKS: "en prövning av citaten mot varandra",
        Stage.FIGURES: "några av siffrorna",
        Stage.RELATIONS: "hur siffrorna förhåller sig",
        Stage.ACCOUNT: "redogörelsen för siffror och svar som stämmer överens",
        Stage.MISSING: "vad i frågan som ingen talar om",
        Stage.PAGES: "sidnummer",
    },
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    kinds={"how many": "hur många", "who": "vem", "when": "när", "where": "var", "why": "varför", "how": "hur"},
)


def notes_in(language: str, failed: Iterable[Stage]) -> tuple[str, ...]:
    """A sentence for each stage that failed, saying what the answer comes without."""
    phrases = phrases_in(language)
    return tuple(phrases.without.format(phrases.stages[stage]) for stage in failed)


def phrases_in(language: str) -> Phrases:
    """The phrases of a language; English where there are none."""
    return SWEDISH if language == SWEDISH.language else ENGLISH
