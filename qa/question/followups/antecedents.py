"""What earlier turns were about: the phrases that a follow-up question may point back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

import regex

from qa.errors import QuestionError
from qa.language.pack import Language, pack_of
from qa.language.words import Word, words
from qa.question.analysis import Question, analyse
from qa.question.kinds import opened
from qa.types import QuestionKind, Turn


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
    def language(self) -> Language:
        """The pack of the conversation's language."""
        return pack_of(self.question.language)

    @property
    def clear(self) -> bool:
        """Whether a pronoun surely points to `thing`: a name, or all that the last question was about."""
        names = [name for name in self.question.names if not self.question.text.startswith(name)]
        return self.thing in (self.about, self.question.claimant) or any(self.thing in name for name in names)

    @property
    def subject(self) -> str | None:
        """Who or what acts in a "how many": "the library" of "how many books does the library hold"."""
        found = self.language.followups.subject.search(self.question.text) if self.counted else None
        return found["subject"] if found else None

    @property
    def definite_thing(self) -> str:
        """`thing` with "the" where it stood with an article, in a language that has it before its nouns."""
        definite, article = self.language.followups.definite, self.language.questions.article.pattern
        pattern = rf"\b{article}{re.escape(self.thing)}\b"
        articled = definite and re.search(pattern, self.question.text, re.IGNORECASE)
        return definite.format(self.thing) if articled else self.thing

    def modifiers_of(self, noun: Word) -> str | None:
        """The words that stood before this noun in the last question, as part of its name."""
        found = words(self.about, self.question.language)
        for position, (first, second) in enumerate(pairwise(found)):
            if position + 2 < len(found) and not found[position + 2].function:
                continue
            plain = not first.function and not first.is_number and not is_common_verb(first, self.language)
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
        and [_name(short, last.spoken) for short in turns[-1].answer.short[:1]] == [person],
    )


def analysed(turn: Turn) -> Question | None:
    """The question of a turn as it was understood; None where it could not be looked up."""
    try:
        return analyse(turn.answer.understood_as)
    except QuestionError:
        return None


def _apart(question: Question) -> tuple[Question, str, str]:
    """The question itself, the earlier questions in brackets after it, and the clause of what it is about."""
    beside = _beside(question.spoken).fullmatch(question.text)
    if beside is None:
        return question, "", ""
    return analyse(f"{beside['asked']}?"), beside["earlier"] or "", beside["clause"] or ""


@lru_cache(maxsize=64)
def _beside(language: Language) -> re.Pattern[str]:
    about = re.escape(language.followups.about) or "(?!)"
    return re.compile(
        rf"(?P<asked>.*?\w.*?)(?:\?\s+\((?P<earlier>[^()]+)\)|(?P<clause>, {about} .+)\?)", re.DOTALL
    )


def about_of(question: Question) -> str:
    """The question without its question word, auxiliary and final mark."""
    language = question.spoken
    text = question.text.strip().rstrip("?!. ")
    before = opened(language).match(text)
    asked = text[before.end() :] if before else text
    lead = language.followups.lead.match(asked)
    return (asked[lead.end() :] if lead else asked) or text


def thing_of(question: Question, about: str) -> str:
    """The thing the question turns on: who is asked to have said something, else its first noun phrase."""
    if question.claimant:
        return question.claimant
    language = question.spoken
    said = language.followups
    asked = said.doer.sub("", question.text) if said.doer.match(question.text) else about
    rest = said.clause_end.split(said.relation.sub("", asked), maxsplit=1)[0]
    acting = said.acting.match(question.text) is not None
    return _noun_phrase(rest, language, acting=acting) or rest


def _noun_phrase(text: str, language: Language, *, acting: bool) -> str:
    """The first run of content words with articles and "of" or "in", up to a verb; a name's verb follows it at
    once.
    """
    said = language.followups
    found = words(text, language.code)
    kept: list[Word] = []
    for position, word in enumerate(found):
        folded = word.text.casefold()
        if not kept and (word.function or folded in said.verbs):
            continue
        verb = folded in said.verbs or language.questions.participle.fullmatch(folded)
        after_name = acting and kept and kept[-1].is_name and not word.is_name and not word.function
        linked = (
            folded in said.links
            and position + 1 < len(found)
            and (folded in said.of or _names_follow(found, position))
        )
        if verb or after_name or (word.function and not linked):
            break
        kept.append(word)
    while kept and (kept[-1].function or kept[-1].text.casefold() in said.links):
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
        answered = question.kind is QuestionKind.WHO and turn.answer.short
        if answered and (name := _name(turn.answer.short[0], question.spoken)):
            return name
        named = [name for name in question.names if " " in name and name != _place(question)]
        if named:
            return named[-1]
    return None


def _name(answer: str, language: Language) -> str | None:
    """The name an answer begins with, without what is said of its bearer: "Eva Lund" of "Eva Lund of the Navy"."""
    found = _name_pattern(language).match(answer)
    return found.group() if found else None


@lru_cache(maxsize=64)
def _name_pattern(language: Language) -> regex.Pattern[str]:
    particles = "|".join(sorted(language.followups.particles)) or "(?!)"
    return regex.compile(rf"\p{{Lu}}[\w’'.-]*(?:\s+(?:(?:{particles})\s+)?\p{{Lu}}[\w’'.-]*){{0,5}}")


def _place(question: Question) -> str | None:
    said = question.spoken.followups
    placed = said.placed.findall(question.text) or said.about_place.findall(question.text)
    return str(placed[-1]) if placed else None


@lru_cache(maxsize=64)
def _how_many(language: Language) -> re.Pattern[str]:
    return re.compile(rf"^.*?\b(?:{language.followups.many.pattern})\s*(.+?)\s*\??$", re.IGNORECASE)


def _counted(question: Question) -> str | None:
    """For "how many civilians were killed in Raqqa": "civilians killed in Raqqa"; the noun alone where others
    act.
    """
    language = question.spoken
    said = language.followups
    asked = _how_many(language).match(question.text)
    if not asked:
        return None
    noun, *rest = said.after_noun.split(f"{asked.group(1)} ", maxsplit=1)
    passive = rest and said.passive.search(question.text) and question.claimant is None
    return (
        f"{noun} {rest[0].strip().removeprefix(said.empty_subject).strip()}".strip() if passive else noun.strip()
    )


def counted_noun(question: Question) -> str | None:
    """For "how many civilians were killed": "civilians", as it stands there; None where no noun is counted."""
    language = question.spoken
    asked = _how_many(language).match(question.text)
    if not asked:
        return None
    noun = language.followups.after_noun.split(f"{asked.group(1)} ", maxsplit=1)[0]
    kept = list(takewhile(lambda word: not may_be_verb(word, language), words(noun, language.code)))
    return noun[: kept[-1].end] if kept else None


def may_be_verb(word: Word, language: Language) -> bool:
    """Whether a word is grammar, a common verb or looks like a past tense."""
    past = language.followups.past.fullmatch(word.text.casefold())
    return word.function or is_common_verb(word, language) or past is not None


def is_common_verb(word: Word, language: Language) -> bool:
    """Whether a word is a verb of those that questions have most."""
    return word.text.casefold() in language.followups.verbs
