"""Words by which a question says what it wants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from qa.language.fields import NEVER
from qa.types import QuestionKind


@dataclass(frozen=True, slots=True)
class KindPattern:
    """How questions of a kind begin."""

    kind: QuestionKind
    pattern: re.Pattern[str] = NEVER
    """The words that ask; for a number, a day and the like with the noun that belongs to them ("which year")."""
    unmarked: bool = False
    """A yes-or-no question is one without its question mark too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a question sets two things side by side, and the question for each of them."""

    pattern: re.Pattern[str] = NEVER
    """The whole question but its mark; what is compared are the groups `one` and `other`."""
    question: str = ""
    """For one of them, which is `{side}`; other names are groups of the pattern, "" where not found."""
    other_question: str = ""
    """For the other one, where it is asked otherwise."""
    described: bool = False
    """Whether it is asked who or what the sides are, which a sentence that names both may tell, and no number."""


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What of a question in one language says nothing of its matter, beside the stop words."""

    asking: frozenset[str] = frozenset()
    """Question words and what they ask of prices and sources, in lower case."""
    spaced: bool = True
    """Whether spaces part the words."""
    signs: re.Pattern[str] = NEVER
    """The same where none do: signs that ask and that carry grammar."""
    openings: tuple[str, ...] = ()
    """What question words begin with, in a language that binds endings to them."""
    endings: re.Pattern[str] = NEVER
    """Endings that a noun of the question bears otherwise in its answer."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Words by which a question says what it wants."""

    EXCLUSIVE: ClassVar[tuple[tuple[str, str], ...]] = (("counting_reports", "saying"), ("texts", "surveys"))

    asking: AskingWords = field(default_factory=AskingWords)
    """For languages that are known in part; those with `kinds` are read by them."""
    openers: tuple[str, ...] = ()
    """What may stand before a question and says nothing of it ("and", "in that case")."""
    preamble: re.Pattern[str] = NEVER
    """Phrases before the question word ("in total", "according to X,"), up to it."""
    contractions: Mapping[str, str] = field(default_factory=dict)
    """First words typed without their apostrophe, and what they stand for ("whats": "what is")."""
    kinds: tuple[KindPattern, ...] = ()
    """What a question opens with, by kind; the first that fits holds. A language without them is not read."""
    how_many: re.Pattern[str] = NEVER
    """Asks for a number also inside a question."""
    scope_too: re.Pattern[str] = NEVER
    """At the end of a question for a number: asks where and when as well, which is told with every figure."""
    imperatives: frozenset[str] = frozenset()
    """Words that open a question with a capital and name nobody, beside those that carry grammar."""
    telling: frozenset[str] = frozenset()
    """Words that speak to us or of the documents, not of what is looked for ("explain", "mentioned")."""
    habit: re.Pattern[str] = NEVER
    """A word that only says that something was so ("used" before "to")."""
    article: re.Pattern[str] = NEVER
    """An article and the space after it."""
    before_nouns: frozenset[str] = frozenset()
    """Articles and the like: a verb's form after them is a noun ("the report")."""
    auxiliaries: frozenset[str] = frozenset()
    """Verbs that stand before the subject of a question ("did", "has")."""
    inverted: bool = False
    """Whether the subject stands after the verb in a question ("medgav koalitionen")."""
    verb_last: bool = False
    """Whether more than the subject stands between an auxiliary and its verb ("hat sie in Lund gesagt")."""
    participle: re.Pattern[str] = NEVER
    """A word that looks like a participle."""
    saying: frozenset[str] = frozenset()
    """Verbs of saying beside those whose concept is to say, report, admit, accuse or deny."""
    counting_reports: frozenset[str] = frozenset()
    """Verbs of counting: who counted so many says so many."""
    noun_like: frozenset[str] = frozenset()
    """Verbs of saying that are nouns too: before a verb they are the noun ("what state borders")."""
    by: frozenset[str] = frozenset()
    """Words before the doer of a passive verb ("by")."""
    according: re.Pattern[str] = NEVER
    """Words before who said it ("according to")."""
    speaker: re.Pattern[str] = NEVER
    """Further ways to ask what somebody (`who`) says or has evidence of; `admits` where it is an admission."""
    figure_given: re.Pattern[str] = NEVER
    """From a question's first word: asks which figure somebody (group `who`) gives, by a `verb` that says it."""
    bare_figure: re.Pattern[str] = NEVER
    """From a question's first word: asks for a figure without saying of what."""
    toll: frozenset[str] = frozenset()
    """Words of the phrase that asks which are the thing counted ("toll")."""
    time_link: re.Pattern[str] = NEVER
    """The word between a speaker and a time, with the spaces around it, at the end of a text."""
    texts: frozenset[str] = frozenset()
    """What a text is called: it speaks everywhere in itself, not in some sentence of it."""
    surveys: frozenset[str] = frozenset()
    """Sources whose figures texts give as facts, whatever year and country they are named after."""
    name_links: frozenset[str] = frozenset()
    """Words inside a name, in lower case ("Bank of England")."""
    phrase_links: frozenset[str] = frozenset()
    """Words inside a noun phrase."""
    led: frozenset[str] = frozenset()
    """Ends of words that describe the noun after them ("USA-ledda koalitionen")."""
    joined: re.Pattern[str] = NEVER
    """What joins two names, with the spaces around it ("and")."""
    placing: frozenset[str] = frozenset()
    """Words before the name of a place."""
    amount: re.Pattern[str] = NEVER
    """Says anywhere in a question that an amount is asked for."""
    before_counted: frozenset[str] = frozenset()
    """Words before the noun that is counted ("many", "number", "of")."""
    comparisons: tuple[Comparison, ...] = ()
    """Questions that set two things side by side; the first that fits holds."""
    pairing: re.Pattern[str] = NEVER
    """Words for a pair, left out of the question for one of it ("two", "both")."""
    ordinal: re.Pattern[str] = NEVER
    """Words that may stand without their noun, which the other side has ("the first or the second week")."""
    place_noun: re.Pattern[str] = NEVER
    """From the first word of a side: a word of place or time, an article, and the `noun` that "the one" is for."""
    the_one: re.Pattern[str] = NEVER
    """Stands for a noun of the other side ("in the house or in the one beside it")."""
    the: str = ""
    """The article with a place for its noun ("the {}")."""
    sayer_asked: re.Pattern[str] = NEVER
    """From a question's first word: asks who said what follows, which is group `said`."""
    words_asked: re.Pattern[str] = NEVER
    """From a question's first word: asks in so many words what somebody (group `who`) wrote or said (`verb`)."""
    writer_asked: re.Pattern[str] = NEVER
    """From a question's first word: asks who wrote a document; what describes it is group `described`, and `mail`
    is there where it is one. A report or a book may be one that the documents speak of: neither is here.
    """
