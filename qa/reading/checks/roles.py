"""Who did what, and whose it is: an act or an age that a sentence gives to somebody else does not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.figures.attribution import SpeakerKind, saying_words, sayings_in
from qa.language.words import Word, alike, content, word_set, words
from qa.question.analysis import Question, QuestionKind
from qa.types import Quote, Stance

_DEED = re.compile(
    r"\b(?:did|has|have|had)\s+(?:the\s+)?(?P<who>[\w’' .-]+?)\s+"
    r"(?:kill|killed|murder\w*|injure\w?|wound\w*|destroy\w*|bomb\w*|execute\w?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\s*(?:how old|hur gam\w+)\b", re.IGNORECASE)
_AGED_AFTER = re.compile(r"[-\s]years?[-\s]old\s+(?P<name>[^,.;]+)|[-\s]åriga?\s+(?P<sv>[^,.;]+)")
_NAME = re.compile(r"[^\W\d_a-zåäöéü][\w’'-]*(?: (?:(?:de|al|van|von|bin|el) )?[^\W\d_a-zåäöéü][\w’'-]*)*")
_ACT = re.compile(r"\s*(?:who|what|which \w+)\s+(?P<verb>[a-z]+)\s+(?P<rest>.+)", re.IGNORECASE)
_TAKEOVER = re.compile(
    r"succeed\w*|replac\w*|follow\w*|(?:took|takes?|taken|taking) (?:over|charge|command)", re.IGNORECASE
)
_DONE_TO = re.compile(
    r"\s*(?:and |but )?whom? did\s+(?!not\b)(?P<who>.+?)\s+(?P<verb>[a-z]+)"
    r"(?: (?:over|charge|command))?(?: from)?\s*\??\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|av)\b", re.IGNORECASE)
_PRONOUNS = frozenset({"it", "its", "they", "their", "he", "his", "she", "her", "den", "dess", "de", "deras"})


def doer(question: Question) -> str | None:
    """Who a question asks to have killed, wounded or destroyed: "did *the army* kill"; None for nobody."""
    asked = _DEED.search(question.text)
    if asked is None or (question.claimant and asked["who"].startswith(question.claimant)):
        return None
    return asked["who"]


def names_doer(question: Question, quote: Quote) -> bool:
    """Whether the quote speaks of the one asked to have acted, by name or by a pronoun."""
    who = doer(question)
    if who is None:
        return True
    language = quote.document.language
    if language and language != question.language:
        return True
    found = words(quote.text, language)
    heads = [word.key for word in content(words(who, question.language))]
    named = any(alike(key, word) for key in heads for word in found)
    return named or any(word.text.casefold() in _PRONOUNS for word in found)


def age_of_another(question: Question, quote: Quote) -> bool:
    """Whether a "how old" is answered with an age of somebody else, named just before it or right after."""
    if not _AGE.match(question.text) or quote.answer is None or not question.names:
        return False
    at = quote.answer.start - quote.start
    before, after = quote.text[:at], quote.text[quote.answer.end - quote.start :]
    if owner := _AGED_AFTER.match(after):
        return not _speaks_of(question, _NAME.findall(owner["name"] or owner["sv"] or ""))
    named = _NAME.findall(before)
    return bool(named) and not _speaks_of(question, named[-_NEAREST:])


_NEAREST = 2
"""Names before an age that may be its owner's: a corps may stand between ("Ann Lee of the Navy, 40")."""


def _speaks_of(question: Question, named: Sequence[str]) -> bool:
    asked = {word.key for name in question.names for word in words(name, question.language)}
    return any(alike(key, word) for key in asked for name in named for word in words(name, question.language))


def is_object_of_act(question: Question, quote: Quote) -> bool:
    """Whether a "who replaced X" is answered with somebody who stands after the verb, to whom it was done.

    Only for English sentences in the active voice, where who acts stands before the verb.
    """
    if _done_to_the_doer(question, quote):
        return True
    asked = _ACT.match(question.text) if question.kind is QuestionKind.WHO else None
    if asked is None or quote.answer is None or asked["verb"].casefold() in _NO_ACT:
        return False
    language = quote.document.language or "en"
    if language != "en" or _stem(asked["verb"]) in ("=say", "=admit", "=deny", "=accuse"):
        return False
    at = quote.answer.start - quote.start
    verb = _verb_in(quote.text, asked["verb"], at)
    if verb is None or _PASSIVE.search(quote.text[: verb.start()]) or _BY.search(quote.text, verb.end(), at):
        return False
    objects = content(words(asked["rest"], question.language))
    return any(alike(one.key, word) for one in objects for word in words(quote.text, language))


_NO_ACT = word_set("is was are were has had have did does do will can could else should would may might")


def _done_to_the_doer(question: Question, quote: Quote) -> bool:
    """Whether a "whom did X replace" is answered with words before the verb, where an active sentence has X."""
    asked = _DONE_TO.match(question.text)
    if asked is None or quote.answer is None or quote.document.language not in (None, "en"):
        return False
    verb = _verb_in(quote.text, asked["verb"], len(quote.text))
    if verb is None or _PASSIVE.search(quote.text[: verb.start()]):
        return False
    actor = content(words(asked["who"], question.language))
    before = words(quote.text[: verb.start()], "en")
    acts = bool(actor) and any(alike(actor[-1].key, word) for word in before)
    start = quote.answer.start - quote.start
    if not acts or start >= verb.end():
        return acts and _is_office(
            verb.group(), quote.text[verb.end() : max(start, verb.end())], quote.answer_text
        )
    return True


def _is_office(verb: str, between: str, answer: str) -> bool:
    """Whether "took over X" tells of an office or a body, which is not the one it was taken over from."""
    if _TAKEOVER.match(verb) is None:
        return False
    taken = verb[:1].casefold() == "t" and re.fullmatch(r"\s*(?:of\s+)?(?:the\s+)?", between) is not None
    return taken or re.fullmatch(r"[A-Z]{3,}", answer) is not None


def act_words(question: Question, text: str) -> frozenset[str]:
    """The question's words for taking an office over, where a text tells of that in whatever words."""
    asked = _TAKEOVER.search(question.text)
    if asked is None or _TAKEOVER.search(text) is None:
        return frozenset()
    return frozenset(word.key for word in words(asked.group(), question.language))


def said_by_another(question: Question, quote: Quote) -> bool:
    """Whether a "who said that …" is answered with somebody who says nothing in a sentence where others do."""
    asked = _ACT.match(question.text) if question.kind is QuestionKind.WHO else None
    if asked is None or quote.answer is None or asked["verb"].casefold() not in saying_words.VERBS:
        return False
    if asked["rest"].casefold().startswith("for "):
        return False
    speakers = [
        saying.speaker.name
        for saying in sayings_in(quote.text)
        if saying.speaker.kind in (SpeakerKind.NAME, SpeakerKind.ROLE)
    ]
    given = {word.key for word in content(words(quote.answer_text, quote.document.language))}
    named = [{word.key for word in words(name, quote.document.language)} for name in speakers]
    if not named:
        return saying_words.VERBS[asked["verb"].casefold()] is Stance.DENIES
    return not any(given & keys for keys in named)


def wrote_only(question: Question, quote: Quote) -> bool:
    """Whether a "who" is answered from a line that names a text's writer, though nobody asked who wrote it."""
    if question.kind is not QuestionKind.WHO or _WRITING.search(question.text):
        return False
    return len(quote.text.split()) <= _BYLINE_WORDS and _BYLINE.match(quote.text) is not None


_BYLINE = re.compile(
    r"\W*(?:(?:[Bb]y|[Aa]v|[Tt]ext|[Ff]oto|[Pp]hoto)\b:? [^\W\d_a-zåäö]"
    r"|(?:[Ff]rom|[Ff]rån) (?:[^\W\d_a-zåäö][\w-]*(?<!['’]s)[\s,.]*){1,4}(?:$|in\b|i\b))"
)
_BYLINE_WORDS = 9
_WRITING = re.compile(
    r"\b(?:wr[io]te|written|writ\w*|author|report\w*|byline|publish\w*|skr[ei]v\w*|författ\w*)\b", re.I
)


def is_asked_person(question: Question, answer: Sequence[Word]) -> bool:
    """Whether a "who replaced X" is answered with X: the answer's last word is that of a name in the question."""
    asked = _ACT.match(question.text) if question.kind is QuestionKind.WHO else None
    if asked is None or asked["verb"].casefold() in _NO_ACT or not answer or not answer[-1].is_name:
        return False
    last = [words(name, question.language)[-1] for name in question.names if words(name, question.language)]
    return any(alike(one.key, answer[-1]) for one in last)


def _verb_in(text: str, verb: str, until: int) -> re.Match[str] | None:
    """The question's verb in a sentence before an offset; taking over, replacing and succeeding are one act."""
    if _TAKEOVER.match(verb) or verb.casefold() in ("took", "take", "takes", "taken"):
        return _TAKEOVER.search(text, 0, until)
    wanted = _stem(verb)
    found = (match for match in re.finditer(r"[^\W\d_]+", text[:until]) if _stem(match.group()) == wanted)
    return next(found, None)


def _stem(verb: str) -> str:
    found: tuple[Word, ...] = words(verb, "en")
    return found[0].key if found else verb
