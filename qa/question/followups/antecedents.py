"""What earlier turns were about: the phrases that a follow-up question may point back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from qa.errors import QuestionError
from qa.language.words import Word, word_set, words
from qa.question.analysis import Question, QuestionKind, analyse
from qa.types import Turn

_LEAD = {
    "en": re.compile(
        r"""^(?:(?:and|but|so|or|also|ok|okay|then|in\ that\ case|by\ the\ way)\b[,\s]*)*
        (?:(?:(?:can|could|would|will)\ you\ )?(?:please\ )?(?:tell\ me(?:\ more)?|explain|describe|clarify|
           name|list|show)
           (?:\ (?:me|us))?(?:\ about)?\ +)?
        (?:(?:do\ you\ know|i\ (?:want|would\ like|need|am\ interested)\ (?:to\ know|to\ understand|in)|
           i\ mean|i\ meant)\ +)?
        (?:what\ about|how\ about|
           (?:what|which|who|whom|whose|when|where|why|how)(?:\ (?:many|much|often|long|old|big|large|far|
              kind|kinds|
              type|types|sort|of|else|exactly))*)?\ *
        (?:(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|shall|may|might|
           must)(?:n['’]t)?\ )?
        (?:(?:there|it|i|you|we|they|one|people|someone)\ (?:(?:need|want|like|have)\ to\ )?)?
        (?:(?:the|a|an|any|some|my|your|our)\b)?\ *""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "sv": re.compile(
        r"""^(?:(?:och|men|så|eller|då|okej|förresten)\b[,\s]*)*
        (?:(?:kan\ du\ )?(?:berätta(?:\ mer)?|förklara|beskriv|nämn|lista|visa)(?:\ om)?\ +)?
        (?:vad\ sägs\ om|hur\ är\ det\ med|
           (?:vad|vilken|vilket|vilka|vem|vems|när|var|varför|hur)(?:\ (?:många|mycket|ofta|länge|gammal|
              stor|stort))*)?\ *
        (?:(?:är|var|gör|gjorde|har|hade|kan|kunde|ska|skulle|finns|fanns|blev|får|måste)\ )?
        (?:(?:det|jag|du|man|vi|de)\ )?(?:(?:den|det|de|en|ett|några|någon)\b)?\ *""",
        re.IGNORECASE | re.VERBOSE,
    ),
}

_RELATION = re.compile(
    r"^(?:[\w-]+\s+){1,3}?(?:of|between|mellan)\s+(?:the\s+|an?\s+)?|^(?:distance|way|answer|solution|purpose|reason|cause)s?\s+"
    r"(?:of|to|for)\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
"""What is only a side of the thing: "the name of the report" is about the report."""

_CLAUSE_END = re.compile(
    r"[?!;:]|\.\s|\.$|,\s|\s(?:when|if|because|since|while|that|which|who|när|om|eftersom|som)\s", re.IGNORECASE
)

VERB_HINTS = word_set(
    """say says said admit admits admitted get gets go goes make makes take takes work works happen happens
    need needs
    start file visit build use used pay invest save apply cause affect help buy sell find know mean learn
    count estimate
    killed died hit founded fired published called spent open opened began ended säger medger medgav dog dödades"""
)
"""Common verbs: a phrase that names a thing does not go past one."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What the conversation is about before a follow-up.

    `question` is the last question as it was understood, without what was added after it: `earlier` questions in
    brackets or a `clause` of what it is about, "" where there are none; `said` are the questions as they were
    asked; `about` is what the last one asks about, without its lead;
    `thing` the short noun phrase in it; `person` and `place` the last ones named; `counted` what a "how many"
    counted; each None where there is none. `answered_with_person` tells that the last answer was the person.
    """

    question: Question
    about: str
    thing: str
    said: tuple[str, ...] = ()
    earlier: str = ""
    clause: str = ""
    person: str | None = None
    place: str | None = None
    counted: str | None = None
    answered_with_person: bool = False

    @property
    def clear(self) -> bool:
        """Whether a pronoun surely points to `thing`: a name, or all that the last question was about."""
        names = [name for name in self.question.names if not self.question.text.startswith(name)]
        return self.thing in (self.about, self.question.claimant) or any(self.thing in name for name in names)

    @property
    def subject(self) -> str | None:
        """Who or what acts in a "how many": "the library" of "how many books does the library hold"."""
        found = SUBJECT.search(self.question.text) if self.counted else None
        return found["subject"] if found else None

    @property
    def definite_thing(self) -> str:
        """`thing` with "the" where it stood with an article in an English question."""
        pattern = rf"\b(?:the|an?)\s+{re.escape(self.thing)}\b"
        articled = self.question.language == "en" and re.search(pattern, self.question.text, re.IGNORECASE)
        return f"the {self.thing}" if articled else self.thing

    def modifiers_of(self, noun: Word) -> str | None:
        """The words that stood before this noun in the last question, as part of its name."""
        found = words(self.about, self.question.language)
        for position, (first, second) in enumerate(pairwise(found)):
            if position + 2 < len(found) and not found[position + 2].function:
                continue
            plain = not first.function and not first.is_number and first.text.casefold() not in VERB_HINTS
            if second.key == noun.key and plain and self.about[first.end : second.start] in (" ", "-"):
                return first.text
        return None


def topic_of(turns: Sequence[Turn]) -> Topic | None:
    """What the last turn is about, people and places also from the turns before it; None without a turn to
    look at.
    """
    questions = [question for turn in turns if (question := analysed(turn)) is not None]
    if not questions:
        return None
    last, earlier, clause = _apart(questions[-1])
    about = about_of(last)
    person = _person(turns)
    return Topic(
        question=last,
        about=about,
        thing=thing_of(last, about),
        said=tuple(turn.question for turn in turns),
        earlier=earlier,
        clause=clause,
        person=person,
        place=next((place for question in reversed(questions) if (place := _place(question))), None),
        counted=_counted(last),
        answered_with_person=person is not None
        and [_name(short) for short in turns[-1].answer.short[:1]] == [person],
    )


def analysed(turn: Turn) -> Question | None:
    """The question of a turn as it was understood; None where it could not be looked up."""
    try:
        return analyse(turn.answer.understood_as)
    except QuestionError:
        return None


def _apart(question: Question) -> tuple[Question, str, str]:
    """The question itself, the earlier questions in brackets after it, and the clause of what it is about."""
    beside = _BESIDE.fullmatch(question.text)
    if beside is None:
        return question, "", ""
    return analyse(f"{beside['asked']}?"), beside["earlier"] or "", beside["clause"] or ""


_BESIDE = re.compile(
    r"(?P<asked>.*?\w.*?)(?:\?\s+\((?P<earlier>[^()]+)\)|(?P<clause>, (?:about|när det gäller) .+)\?)",
    re.DOTALL,
)


def about_of(question: Question) -> str:
    """The question without its question word, auxiliary and final mark."""
    text = question.text.strip().rstrip("?!. ")
    lead = _LEAD.get(question.language, _LEAD["en"]).match(text)
    rest = text[lead.end() :] if lead else text
    return rest or text


def thing_of(question: Question, about: str) -> str:
    """The thing the question turns on: who is asked to have said something, else its first noun phrase."""
    if question.claimant:
        return question.claimant
    rest = _RELATION.sub("", _DOER.sub("", question.text) if _DOER.match(question.text) else about)
    rest = _CLAUSE_END.split(rest, maxsplit=1)[0]
    acting = ACTING.match(question.text) is not None
    return _noun_phrase(rest, question.language, acting=acting) or rest


_DOER = re.compile(
    r"^(?:who|vem|vilka)\s+(?!is\b|are\b|was\b|were\b|do|did\b|has\b|have\b|had\b|can\b|could\b|will\b|would\b|"
    r"should\b|är\b|var\b|har\b|hade\b|kan\b|ska\b|gjorde\b)\w+\s+(?=\w)",
    re.IGNORECASE,
)
"""A question for the one who did something, up to what it was done to: "who leads"."""

ACTING = re.compile(
    r"^(?:\w+\s+){0,4}?(?:did|does|do|has|have|had|can|could|will|would|should|har|hade|kan|ska)\s", re.IGNORECASE
)
"""A question whose subject is followed by its verb."""

SUBJECT = re.compile(
    r"\b(?:did|does|do|has|have|had|can|could|will|would|should)\s+"
    r"(?P<subject>(?:the|this|that|its|their|your|our|my)\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}?)\s+(?P<verb>[a-z]+)"
    r"(?:\s+(?:in|on|at|of|from|to|for|by|with|as|under|during|after|before|since|every|each)\b[^,;]*)?\s*\??$"
)
"""An English question's subject with its article, and the verb that ends the question but for when or where."""

_PARTICIPLE = re.compile(r"\w{3,}(?:ed|ades|ade)$", re.IGNORECASE)
_LINKS = word_set("of and or och eller the in at for av i på al")


def _noun_phrase(text: str, language: str, *, acting: bool) -> str:
    """The first run of content words with articles and "of" or "in", up to a verb; a name's verb follows it at
    once.
    """
    found = words(text, language)
    kept: list[Word] = []
    for position, word in enumerate(found):
        folded = word.text.casefold()
        if not kept and (word.function or folded in VERB_HINTS):
            continue
        verb = folded in VERB_HINTS or _PARTICIPLE.fullmatch(folded)
        after_name = acting and kept and kept[-1].is_name and not word.is_name and not word.function
        linked = (
            folded in _LINKS
            and position + 1 < len(found)
            and (folded in ("of", "av") or _names_follow(found, position))
        )
        if verb or after_name or (word.function and not linked):
            break
        kept.append(word)
    while kept and (kept[-1].function or kept[-1].text.casefold() in _LINKS):
        kept.pop()
    return text[kept[0].start : kept[-1].end] if kept else ""


def _names_follow(found: Sequence[Word], position: int) -> bool:
    return any(word.is_name for word in found[position + 1 : position + 3])


def _person(turns: Sequence[Turn]) -> str | None:
    """The last person: the answer to a who, else a name of two words that is no place."""
    for turn in reversed(turns):
        question = analysed(turn)
        if question is None:
            continue
        if question.kind is QuestionKind.WHO and turn.answer.short and (name := _name(turn.answer.short[0])):
            return name
        named = [name for name in question.names if " " in name and name != _place(question)]
        if named:
            return named[-1]
    return None


_NAME = re.compile(
    r"[A-ZÅÄÖ][\w’'.-]*(?:\s+(?:(?:al|bin|de|den|der|el|la|ten|van|von)\s+)?[A-ZÅÄÖ][\w’'.-]*){0,5}"
)


def _name(answer: str) -> str | None:
    """The name an answer begins with, without what is said of its bearer: "Eva Lund" of "Eva Lund of the Navy"."""
    found = _NAME.match(answer)
    return found.group() if found else None


_PLACED = re.compile(
    r"\b(?:in|at|near|i|på|vid|nära)\s+((?:the\s+)?[A-ZÅÄÖ][\w’'-]*(?:(?:\s+|\s+of\s+|\s+al-)[A-ZÅÄÖ][\w’'-]*)*)"
)


_ABOUT_PLACE = re.compile(
    r"\b(?:battle|siege|fight|assault|slaget|striden|anfallet)\s+(?:for|of|on|om|mot)\s+([A-ZÅÄÖ][\w-]*)"
)


def _place(question: Question) -> str | None:
    placed = _PLACED.findall(question.text) or _ABOUT_PLACE.findall(question.text)
    return placed[-1] if placed else None


_HOW_MANY = re.compile(r"^.*?\b(?:how many|hur många)\s+(.+?)\s*\??$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\s(?:was|were|is|are|has been|have been|did|does|do|has|have|har|hade|blev)\s", re.IGNORECASE
)


def _counted(question: Question) -> str | None:
    """For "how many civilians were killed in Raqqa": "civilians killed in Raqqa"; the noun alone where others
    act.
    """
    asked = _HOW_MANY.match(question.text)
    if not asked:
        return None
    noun, *rest = _AUXILIARY.split(f"{asked.group(1)} ", maxsplit=1)
    passive = (
        rest and re.search(r"\s(?:was|were|are|is)\s", question.text, re.IGNORECASE) and question.claimant is None
    )
    return f"{noun} {rest[0].strip().removeprefix('there').strip()}".strip() if passive else noun.strip()


def counted_noun(question: Question) -> str | None:
    """For "how many civilians were killed": "civilians", as it stands there; None where no noun is counted."""
    asked = _HOW_MANY.match(question.text)
    if not asked:
        return None
    noun = _AUXILIARY.split(f"{asked.group(1)} ", maxsplit=1)[0]
    kept = list(takewhile(lambda word: not may_be_verb(word), words(noun, question.language)))
    return noun[: kept[-1].end] if kept else None


def may_be_verb(word: Word) -> bool:
    """Whether a word is grammar, a common verb or looks like a past tense."""
    folded = word.text.casefold()
    return word.function or folded in VERB_HINTS or PAST.fullmatch(folded) is not None


PAST = re.compile(r"\w{2,}(?:[^e]ed|[aegnrvy]des?|[kpst]tes?)")
"""How most past tenses and participles end in English and in Swedish."""
