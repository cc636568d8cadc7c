"""What a question leaves out, from the question before ("when was that?", "what are the risks?")."""

from __future__ import annotations

import re

from qa.language.pack import Language
from qa.language.words import Word, content, keys, words
from qa.question.followups.antecedents import Topic, may_be_verb
from qa.question.followups.pointing_words import saying_little
from qa.question.followups.question_nouns import noun_phrases


def about(asked: str, topic: Topic) -> str:
    """The follow-up, and in a clause after it what was last spoken of."""
    language, code = topic.language, topic.question.language
    said = language.followups
    told = set(keys(asked, code))
    named: list[str] = []
    for question in reversed(topic.said):
        if len(named) >= _ENOUGH:
            break
        for phrase in noun_phrases(question, language):
            if len(named) < _MOST_NAMED and not keys(phrase, code) <= told:
                named.append(phrase)
                told |= keys(phrase, code)
    if not named or not said.about:
        return beside(asked, topic)
    listed = said.also.join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{asked.rstrip('?!., ')}, {said.about} {listed}?"


_ENOUGH, _MOST_NAMED = 2, 3
"""Phrases that are enough, so that no earlier question is looked at; the most that still read as a question."""


def beside(asked: str, topic: Topic) -> str:
    """The follow-up, and in brackets the question it follows and the person who answered that.

    Where that question stood beside others itself, the earliest of them stands before it.
    """
    person = [topic.person] if topic.person and topic.answered_with_person else []
    last = f"{topic.question.text.rstrip('? ')}{topic.clause}?" if topic.clause else topic.question.text.strip()
    context = " ".join([*_ONE.findall(topic.earlier)[:1], last, *person])
    return f"{asked.rstrip('?!. ')}? ({_ROUND.sub('', context)})"


_ONE = re.compile(r"\S.*?(?:[?!.](?=\s)|$)", re.DOTALL)
_ROUND = re.compile(r"[()]")


def asked_more(asked: str, topic: Topic, language: Language) -> str | None:
    """More about the last answer: "why?", "when was that?", "who says otherwise?", "tell me more"."""
    said = language.followups
    return beside(asked, topic) if said.bare.match(asked) or said.more.match(asked) else None


def another(asked: str, topic: Topic, language: Language) -> str | None:
    """Something like what the last question was about: "is there another estimate?"."""
    alike = language.followups.another
    told = words(asked, language.code)
    new = [word for word in content(told) if word.text.casefold() not in saying_little(language) | alike]
    named = any(word.is_name and word.start for word in new)
    compared = any(word.text.casefold() in alike for word in told)
    return beside(asked, topic) if compared and len(new) <= 1 and not named else None


def expanded(asked: str, topic: Topic, language: Language) -> str | None:
    """A noun that the last question had with its modifier, with that: "the order" after "a restraining order"."""
    articles = language.followups.pointing_articles
    told = words(asked, language.code)
    for before, word, after in zip(told, told[1:], (*told[2:], None), strict=False):
        if before.text.casefold() not in articles or word.function:
            continue
        if after and _compound(asked, word, after, language):
            continue
        modifier = topic.modifiers_of(word)
        if modifier and modifier.casefold() not in asked.casefold():
            return f"{asked[: word.start]}{modifier} {asked[word.start :]}"
    return None


def placed(asked: str, topic: Topic, language: Language) -> str | None:
    """Those hit, with the place spoken of: "how many of the dead were children?" after a strike in Lund."""
    said = language.followups
    named = any(word.is_name and word.start for word in content(words(asked, language.code)))
    if topic.place is None or named or not said.those_hit.search(asked):
        return None
    return f"{asked.rstrip('?!. ')} {said.in_place.format(topic.place)}?"


def _compound(asked: str, word: Word, after: Word, language: Language) -> bool:
    """Whether the first word modifies the second: "the order form"."""
    return not may_be_verb(after, language) and asked[word.end : after.start] in (" ", "-")
