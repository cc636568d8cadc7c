"""What a question leaves out, from the question before ("when was that?", "what are the risks?")."""

from __future__ import annotations

import re

from qa.language.words import Word, content, keys, word_set, words
from qa.question.followups.antecedents import Topic, may_be_verb
from qa.question.followups.pointing_words import GENERIC, RELATIONAL
from qa.question.followups.question_nouns import noun_phrases


def about(asked: str, topic: Topic) -> str:
    """The follow-up, and in a clause after it what was last spoken of."""
    language = topic.question.language
    told = set(keys(asked, language))
    named: list[str] = []
    for question in reversed(topic.said):
        if len(named) >= _ENOUGH:
            break
        for phrase in noun_phrases(question, language):
            if len(named) < _MOST_NAMED and not keys(phrase, language) <= told:
                named.append(phrase)
                told |= keys(phrase, language)
    if not named:
        return beside(asked, topic)
    lead, last = ("när det gäller", " och ") if language == "sv" else ("about", " and ")
    return f"{asked.rstrip('?!., ')}, {lead} {last.join(filter(None, [', '.join(named[:-1]), named[-1]]))}?"


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

_MORE = re.compile(
    r"^(?:(?:can|could) you )?(?:please )?(?:tell me |say )?more(?: about (?:it|this|that))?[\s?.!]*$|"
    r"^(?:(?:kan du )?berätta )?mer(?: om (?:det|detta))?[\s?.!]*$|"
    r"^(?:what|anything|who|vad|vem) (?:else|mer)[\s?.!]*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:(?P<ask>why|when|where|how|how come|who|varför|när|var|hur|vem)"
    r"(?:\s+(?:is|was|were|are|did|does|do|är|var|blev|hände|happened|said|says|say|sa|sade|säger|else|annars|so|it|"
    r"that|this|they|he|she|not|otherwise|det|så|de|han|hon|annat|then|exactly|there|dit|be|inte|happen|disagrees?))*)"
    r"\s*\?*$",
    re.IGNORECASE,
)


def asked_more(asked: str, topic: Topic, _language: str) -> str | None:
    """More about the last answer: "why?", "when was that?", "who says otherwise?", "tell me more"."""
    return beside(asked, topic) if _BARE.match(asked) or _MORE.match(asked) else None


def another(asked: str, topic: Topic, language: str) -> str | None:
    """Something like what the last question was about: "is there another estimate?"."""
    told = words(asked, language)
    new = [word for word in content(told) if word.text.casefold() not in RELATIONAL | GENERIC | _ANOTHER]
    named = any(word.is_name and word.start for word in new)
    compared = any(word.text.casefold() in _ANOTHER for word in told)
    return beside(asked, topic) if compared and len(new) <= 1 and not named else None


_ANOTHER = word_set("other others else another similar instead annan annat andra liknande")


def expanded(asked: str, topic: Topic, language: str) -> str | None:
    """A noun that the last question had with its modifier, with that: "the order" after "a restraining order"."""
    told = words(asked, language)
    for before, word, after in zip(told, told[1:], (*told[2:], None), strict=False):
        if before.text.casefold() not in _ARTICLES or word.function or (after and _compound(asked, word, after)):
            continue
        modifier = topic.modifiers_of(word)
        if modifier and modifier.casefold() not in asked.casefold():
            return f"{asked[: word.start]}{modifier} {asked[word.start :]}"
    return None


_ARTICLES = word_set("the this that these those")


def placed(asked: str, topic: Topic, language: str) -> str | None:
    """Those hit, with the place spoken of: "how many of the dead were children?" after a strike in Lund."""
    named = any(word.is_name and word.start for word in content(words(asked, language)))
    if topic.place is None or named or not _THOSE_HIT.search(asked):
        return None
    return f"{asked.rstrip('?!. ')} {'i' if language == 'sv' else 'in'} {topic.place}?"


_THOSE_HIT = re.compile(
    r"\b(?:the|those) (?:dead|killed|wounded|injured|victims|survivors|casualties|missing)\b"
    r"|\b(?:de (?:döda|dödade|skadade|sårade|överlevande|omkomna)|offren)\b",
    re.IGNORECASE,
)


def _compound(asked: str, word: Word, after: Word) -> bool:
    """Whether the first word modifies the second: "the order form"."""
    return not may_be_verb(after) and asked[word.end : after.start] in (" ", "-")
