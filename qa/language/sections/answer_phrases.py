"""What sayso itself says in an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.stages import Stage
from qa.types import QuestionKind


@dataclass(frozen=True, slots=True)
class AnswerPhrases:
    """What sayso itself says in an answer; `{}` takes what a phrase is about."""

    several: str = ""
    """Before a list of answers that differ."""
    unanswered: str = ""
    """That the documents hold no answer."""
    not_spoken_of: str = ""
    """That no passage speaks of parts of the question ("who: Red Cross; where: Mosul")."""
    not_told: str = ""
    """That the nearest passages do not say what is asked, which is one of `kinds`."""
    nobody_says: str = ""
    """That no passage has the one asked about say it."""
    nobody_admits: str = ""
    """That no passage has the one asked about admit it."""
    others_say: str = ""
    """Before the figures of others than the one asked about."""
    altered: str = ""
    """Before a copy of a text that says otherwise than the text it copies."""
    replaced_by: str = ""
    """Of a figure: which later one took its place."""
    part_of: str = ""
    """Of a figure: which wider one holds it."""
    nothing_indexed: str = ""
    """That there are no documents."""
    nothing_filtered: str = ""
    """That there are documents, but none that the filter lets through."""
    language_unread: str = ""
    """That questions are read in other languages: first `{}` the question's language, second those that are read.
    Said in English, which frames the answers to questions in a language without a pack.
    """
    who: str = ""
    """What a name is called that no passage speaks of."""
    where: str = ""
    """What a place is called that no passage speaks of."""
    when: str = ""
    """What a time is called that no passage speaks of."""
    what: str = ""
    """What any other word is called that no passage speaks of."""
    without: str = ""
    """That the answer comes without one of `stages`, because of an error inside sayso."""
    date: str = "long"
    """How a day is written: a pattern of CLDR ("d MMMM y"), or the width of its own one ("long")."""
    stages: Mapping[Stage, str] = field(default_factory=dict)
    """What an answer comes without where a stage fails, in the form that `without` needs."""
    kinds: Mapping[QuestionKind, str] = field(default_factory=dict)
    """The word that asks for each kind of answer, as `not_told` needs it."""
