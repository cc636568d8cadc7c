"""Something new put into the last question: a place, a time, a speaker, another thing ("and in Raqqa alone?")."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from qa.language.pack import Language
from qa.language.words import content, words
from qa.question.followups.antecedents import Topic, counted_noun
from qa.question.followups.completion import about, beside
from qa.question.followups.pointing_words import has_verb


def corrected_question(asked: str, topic: Topic, language: Language) -> str | None:
    """What was meant instead, put into the last question: "I meant in Raqqa"."""
    meant = language.followups.meant.match(asked)
    if meant is None or len(content(words(meant["instead"], language.code))) > _LONGEST_CORRECTION:
        return None
    return inserted(f"{meant['instead'].rstrip('?!. ')}?", topic, language) or beside(asked, topic)


_LONGEST_CORRECTION = 4


def inserted(asked: str, topic: Topic, language: Language) -> str | None:
    """Something new put into the last question: a place, a time, a speaker, another thing."""
    found = _inserted(asked, topic, language)
    if found and topic.clause:
        return f"{found.rstrip('?')}{topic.clause}?"
    return f"{found} ({topic.earlier})" if found and topic.earlier else found


def _inserted(asked: str, topic: Topic, language: Language) -> str | None:
    said = language.followups
    if found := _prepositional(language).match(asked):
        preposition, phrase = found["preposition"].casefold(), said.trailing.sub("", found["object"])
        if len(words(phrase, language.code)) > _LONGEST_FRAGMENT or has_verb(phrase, language):
            return None
        if preposition in said.sources:
            return _with_speaker(phrase, topic, said.sources[preposition])
        return _with_phrase(f"{preposition} {phrase}", preposition, topic)
    if measured := _with_measure(asked, topic, language):
        return measured
    if thing := _thing(asked, language):
        return _with_thing(thing, topic)
    says = said.says.match(asked)
    if says and _only_speaker(asked, says["who"], language):
        return _with_speaker(says["who"], topic, said.according)
    return None


@lru_cache(maxsize=64)
def _prepositional(language: Language) -> re.Pattern[str]:
    preposition = language.followups.preposition.pattern
    return re.compile(rf"^(?P<preposition>{preposition})\s+(?P<object>[^?]+?)\s*\?*$", re.IGNORECASE)


_LONGEST_FRAGMENT = 6


def _with_measure(asked: str, topic: Topic, language: Language) -> str | None:
    """Another measure of what was measured: "and how heavy?" after "how long is the whale?"."""
    other = language.followups.measure_alone.match(asked)
    last = topic.language.followups.measure_of.match(topic.question.text)
    return f"{last['how']} {other['measure']} {last['rest']}" if other and last else None


def compared(asked: str, topic: Topic, language: Language) -> str | None:
    """Another noun after somebody's count, who may not have counted it: "and children?"."""
    thing = _thing(asked, language)
    counted = topic.question.claimant is not None and counted_noun(topic.question)
    return about(thing, topic) if thing and counted and thing[:1].islower() else None


def _thing(asked: str, language: Language) -> str | None:
    """What a question that is nothing but a thing names: "what about Amnesty?", "Amnesty?"."""
    said = language.followups
    fragment = said.fragment.match(asked)
    return said.trailing.sub("", fragment["about"]) if fragment else _noun_alone(asked, language)


def _noun_alone(asked: str, language: Language) -> str | None:
    """A noun with nothing around it ("Amnesty?", "Amnesty då?"), which asks the last question of it."""
    if not asked.endswith("?"):
        return None
    noun = language.followups.trailing.sub("", asked.rstrip("?!. "))
    found = words(noun, language.code)
    bare = 0 < len(found) <= _LONGEST_FRAGMENT and not any(word.function for word in found)
    named = bare and found[-1].is_name and found[0].is_name
    return noun if (named or (bare and len(found) == 1)) and not has_verb(noun, language) else None


def _only_speaker(asked: str, who: str, language: Language) -> bool:
    """Whether the question names a speaker and nothing it should speak of: "what does Airwars say?"."""
    named = without_article(who, language)
    saying = language.followups.saying.search(asked)
    told = words(named, language.code)
    plain = 0 < len(content(told)) <= _LONGEST_SPEAKER and not any(word.function for word in told)
    return bool(saying and plain and not has_verb(named, language))


_LONGEST_SPEAKER = 3


def without_article(phrase: str, language: Language) -> str:
    """The phrase without an article at its beginning."""
    article = language.questions.article.match(phrase)
    return phrase[article.end() :] if article else phrase


def _with_phrase(phrase: str, preposition: str, topic: Topic) -> str:
    """The last question with a place or time replaced, or added at its end."""
    text = topic.question.text.rstrip("?!. ")
    article, joined = topic.language.questions.article.pattern, topic.language.questions.joined.pattern.strip()
    name = r"[\p{Lu}\d][\w’'-]*"
    same = regex.compile(
        rf"\b{regex.escape(preposition)}\s+(?:{article})?{name}(?:\s+(?:{joined}\s+)?{name})*",
        0 if preposition in topic.language.followups.place_prepositions else regex.IGNORECASE,
    )
    if same.search(text):
        return f"{same.sub(phrase, text, count=1)}?"
    return f"{text} {phrase}?"


def _with_speaker(who: str, topic: Topic, preposition: str) -> str:
    """The last question put to somebody else. Who else says a figure does not admit it."""
    text = topic.question.text.rstrip("?!. ")
    claimant = topic.question.claimant
    if claimant is None:
        return f"{text} {preposition} {who}?"
    article = topic.language.questions.article.pattern
    pattern = re.compile(rf"(?:{article})?{re.escape(claimant)}", re.IGNORECASE)
    swapped = pattern.sub(lambda _: who, text, count=1)
    for swap in topic.language.followups.stated_instead:
        swapped = swap.pattern.sub(swap.instead, swapped)
    return f"{swapped}?"


def _with_thing(thing: str, topic: Topic) -> str | None:
    """The last question about another thing, in the place of its like; None where it has none."""
    text = topic.question.text.rstrip("?!. ")
    language = topic.language
    named = without_article(thing, language)
    is_name = named[:1].isupper()
    placed = _prepositional(language).match(thing)
    if placed and placed["preposition"].casefold() not in language.followups.sources:
        return _with_phrase(thing, placed["preposition"].casefold(), topic)
    if topic.question.claimant and is_name:
        return _with_speaker(thing, topic, language.followups.according)
    if (noun := counted_noun(topic.question)) and not is_name:
        return f"{text.replace(noun, named, 1)}?" if topic.question.claimant is None else None
    if not has_verb(text, language):
        return None
    likes = topic.question.names[-1:] if is_name else language.followups.last_object.findall(text)[-1:]
    for old in likes:
        pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
        return re.sub(pattern, lambda _: thing, text, count=1) + "?"
    return None
