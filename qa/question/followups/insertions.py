"""Something new put into the last question: a place, a time, a speaker, another thing ("and in Raqqa alone?")."""

from __future__ import annotations

import re

from qa.language.words import content, words
from qa.question.followups.antecedents import Topic, counted_noun
from qa.question.followups.completion import about, beside
from qa.question.followups.pointing_words import has_verb

_FRAGMENT = re.compile(
    r"^(?:(?:what|how) about|what of|(?:hur är det|hur blir det) med|vad sägs om)\s+(?P<about>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^(?:what|how many|how much|vad|hur många)\s+(?:does|do|did|has|have|säger|sa|sade)?\s*(?P<who>[^?]+?)\s*"
    r"(?:say|says|claim|think|admit|report|count|säga|säger)?\s*(?:about (?:it|that|this)|om det)?\s*\?*$",
    re.IGNORECASE,
)
_PREPOSITIONAL = {
    "en": re.compile(
        r"^(?P<preposition>in|at|near|during|before|after|since|under|according to|by|from|for|on|between|with)\s+"
        r"(?P<object>[^?]+?)\s*\?*$",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"^(?P<preposition>i|på|vid|under|före|efter|sedan|enligt|av|från|för|mellan|med)\s+(?P<object>[^?]+?)\s*\?*$",
        re.IGNORECASE,
    ),
}
_TRAILING = re.compile(r"\s+(?:då|then|instead|i stället|istället)$", re.IGNORECASE)


def corrected_question(asked: str, topic: Topic, language: str) -> str | None:
    """What was meant instead, put into the last question: "I meant in Raqqa"."""
    meant = _MEANT.match(asked)
    if meant is None or len(content(words(meant["instead"], language))) > _LONGEST_CORRECTION:
        return None
    return inserted(f"{meant['instead'].rstrip('?!. ')}?", topic, language) or beside(asked, topic)


_MEANT = re.compile(
    r"^(?:(?:oh|no|sorry|nej|förlåt)\b[,.!]*\s+)?(?:i|jag)\s+(?:mean|meant|menar|menade)\s+(?P<instead>\S.*)$",
    re.IGNORECASE,
)
_LONGEST_CORRECTION = 4


def inserted(asked: str, topic: Topic, language: str) -> str | None:
    """Something new put into the last question: a place, a time, a speaker, another thing."""
    found = _inserted(asked, topic, language)
    if found and topic.clause:
        return f"{found.rstrip('?')}{topic.clause}?"
    return f"{found} ({topic.earlier})" if found and topic.earlier else found


def _inserted(asked: str, topic: Topic, language: str) -> str | None:
    if prepositional := _PREPOSITIONAL.get(language, _PREPOSITIONAL["en"]).match(asked):
        preposition, phrase = prepositional["preposition"], _TRAILING.sub("", prepositional["object"])
        if len(words(phrase, language)) > _LONGEST_FRAGMENT or has_verb(phrase, language):
            return None
        if preposition.casefold() in ("according to", "enligt", "by", "av"):
            return _with_speaker(phrase, topic, preposition if preposition.casefold() != "by" else "according to")
        return _with_phrase(f"{preposition.lower()} {phrase}", preposition, topic)
    if measured := _with_measure(asked, topic):
        return measured
    if thing := _thing(asked, language):
        return _with_thing(thing, topic)
    says = _SAYS.match(asked)
    if says and _only_speaker(asked, says["who"], language):
        return _with_speaker(says["who"], topic, "enligt" if language == "sv" else "according to")
    return None


_LONGEST_FRAGMENT = 6


def _with_measure(asked: str, topic: Topic) -> str | None:
    """Another measure of what was measured: "and how heavy?" after "how long is the whale?"."""
    other, last = _MEASURE_ALONE.match(asked), _MEASURE_OF.match(topic.question.text)
    return f"{last['how']} {other['measure']} {last['rest']}" if other and last else None


_MEASURE_ALONE = re.compile(
    r"^(?:(?:and|but|och|men)\s+)?(?:how|hur)\s+(?!many\b|much\b|många\b|mycket\b|so\b|då\b)(?P<measure>\w+)\s*\?*$",
    re.IGNORECASE,
)
_MEASURE_OF = re.compile(
    r"^(?P<how>how|hur)\s+(?!many\b|much\b|många\b|mycket\b)\w+\s+(?P<rest>(?:is|are|was|were|är|var)\s.+)$",
    re.IGNORECASE,
)


def compared(asked: str, topic: Topic, language: str) -> str | None:
    """Another noun after somebody's count, who may not have counted it: "and children?"."""
    thing = _thing(asked, language)
    counted = topic.question.claimant is not None and counted_noun(topic.question)
    return about(thing, topic) if thing and counted and thing[:1].islower() else None


def _thing(asked: str, language: str) -> str | None:
    """What a question that is nothing but a thing names: "what about Amnesty?", "Amnesty?"."""
    fragment = _FRAGMENT.match(asked)
    return _TRAILING.sub("", fragment["about"]) if fragment else _noun_alone(asked, language)


def _noun_alone(asked: str, language: str) -> str | None:
    """A noun with nothing around it ("Amnesty?", "Amnesty då?"), which asks the last question of it."""
    if not asked.endswith("?"):
        return None
    noun = _TRAILING.sub("", asked.rstrip("?!. "))
    found = words(noun, language)
    bare = 0 < len(found) <= _LONGEST_FRAGMENT and not any(word.function for word in found)
    named = bare and found[-1].is_name and found[0].is_name
    return noun if (named or (bare and len(found) == 1)) and not has_verb(noun, language) else None


def _only_speaker(asked: str, who: str, language: str) -> bool:
    """Whether the question names a speaker and nothing it should speak of: "what does Airwars say?"."""
    named = re.sub(r"^(?:the|den|det|de)\s+", "", who, flags=re.IGNORECASE)
    saying = re.search(r"\b(say|says|claim|think|admit|report|count|säger|säga|sa|sade)\b", asked, re.IGNORECASE)
    told = words(named, language)
    plain = 0 < len(content(told)) <= _LONGEST_SPEAKER and not any(word.function for word in told)
    return bool(saying and plain and not has_verb(named, language))


_LONGEST_SPEAKER = 3


def _with_phrase(phrase: str, preposition: str, topic: Topic) -> str:
    """The last question with a place or time replaced, or added at its end."""
    text = topic.question.text.rstrip("?!. ")
    same = re.compile(
        rf"\b{re.escape(preposition)}\s+(?:the\s+)?(?:[A-ZÅÄÖ\d][\w’'-]*)(?:\s+(?:and\s+|och\s+)?[A-ZÅÄÖ\d][\w’'-]*)*",
        re.IGNORECASE if preposition.casefold() not in ("in", "i", "at", "on", "for", "by") else 0,
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
    pattern = re.compile(rf"(?:(?:the|den)\s+)?{re.escape(claimant)}", re.IGNORECASE)
    swapped = pattern.sub(lambda _: who, text, count=1)
    for admitting, saying in _STATED_INSTEAD:
        swapped = re.sub(rf"\b{admitting}\b", saying, swapped, flags=re.IGNORECASE)
    return f"{swapped}?"


_STATED_INSTEAD = (
    ("(?:admits?|acknowledges?|concedes?)(?: to)?", "report"),
    ("(?:admitted|acknowledged|conceded)(?: to)?", "reported"),
    ("(?:medger|erkänner|vidgår)", "uppger"),
    ("(?:medgav|erkände|vidgick)", "uppgav"),
    ("(?:medgett|medgivit|erkänt)", "uppgett"),
)


def _with_thing(thing: str, topic: Topic) -> str | None:
    """The last question about another thing, in the place of its like; None where it has none."""
    text = topic.question.text.rstrip("?!. ")
    named = re.sub(r"^(?:the|den|det|de)\s+", "", thing, flags=re.IGNORECASE)
    is_name = named[:1].isupper()
    if re.match(r"(?:in|at|during|i|på|vid|under)\s", thing, re.IGNORECASE):
        return _with_phrase(thing, thing.split()[0], topic)
    if topic.question.claimant and is_name:
        return _with_speaker(thing, topic, "according to")
    if (noun := counted_noun(topic.question)) and not is_name:
        return f"{text.replace(noun, named, 1)}?" if topic.question.claimant is None else None
    if not has_verb(text, topic.question.language):
        return None
    likes = topic.question.names[-1:] if is_name else _LAST_OBJECT.findall(text)[-1:]
    for old in likes:
        pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
        return re.sub(pattern, lambda _: thing, text, count=1) + "?"
    return None


_LAST_OBJECT = re.compile(r"\s(?:for|of|about|with|för|av|om|med)\s+(?:the\s+|an?\s+)?([a-zåäö][\w\s’'-]{2,40})$")
"""What the last question was about, where it ends with that."""
