"""Questions made of statements: a figure, date or name of a sentence is asked for by the rest of the sentence.

After Lewis et al. 2019, "Unsupervised Question Answering by Cloze Translation". The questions are clumsy, and
whether their passage answers them in other places too is not known: a teacher reads them, and what it makes of
them is learnt.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from index.types import Span
from qa.training.examples import Example

_SENTENCE = re.compile(r"[^.!?]{30,280}[.!?](?=\s|$)")
_DATE = re.compile(
    r"\b(?:(?:in|on|since|until|by|i|den|sedan|till) )?(?:\d{1,2} )?"
    r"(?:[A-Z][a-z]+|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)? ?"
    r"(?:\d{1,2}, )?(?:1[0-9]|20)\d\d\b"
)
_NUMBER = re.compile(
    r"(?:[$€£] ?)?\b\d[\d,.]*(?: (?:percent|million|billion|procent|miljoner|miljarder))?(?:%|\b)"
)
_PLACED = re.compile(
    r"(?:(?<=\bin )|(?<=\bat )|(?<=\bon )|(?<=\bi )|(?<=\bpå ))[A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+){0,3}"
)
_NAME = re.compile(r"\b[A-ZÅÄÖ][\w.'-]+(?: (?:of|de|von|van|the|av) [A-Z][\w'-]+| [A-ZÅÄÖ][\w'-]+){0,3}")
_THING = re.compile(r"\b(?:the|an?|den|det|en|ett) [a-zåäö]+(?: [a-zåäö]+){0,2}")

# What asks for each kind of answer, in English and Swedish.
_KINDS: tuple[tuple[re.Pattern[str], dict[str, tuple[str, ...]]], ...] = (
    (_DATE, {"en": ("when", "in what year", "what year"), "sv": ("när", "vilket år")}),
    (_NUMBER, {"en": ("how many", "how much", "what number"), "sv": ("hur många", "hur mycket")}),
    (_PLACED, {"en": ("where", "in what place", "which"), "sv": ("var", "vilken plats")}),
    (_NAME, {"en": ("who", "what", "which", "who or what"), "sv": ("vem", "vad", "vilken")}),
    (_THING, {"en": ("what", "which"), "sv": ("vad", "vilken", "vilket")}),
)
# Of the other words of a question this part is left out, as people do.
_DROPPED = 0.12
# A question of many words gives its place away: the ends of longer statements are cut.
_MOST_WORDS = 16


def clozes(passages: Mapping[str, str], languages: Mapping[str, str], each: int, seed: int) -> list[Example]:
    """Up to `each` questions on every passage (texts with titles); `source` is "cloze", none is `judged`."""
    chance = random.Random(f"clozes-{seed}")
    made: list[Example] = []
    for passage, title in passages.items():
        language = languages[passage]
        sentences = [Span(*found.span()) for found in _SENTENCE.finditer(passage)]
        for sentence in chance.sample(sentences, min(each, len(sentences))):
            question = _question(passage[sentence.start : sentence.end], language, chance)
            if question:
                made.append(Example(question, passage, (), language, passage, "cloze", title=title, judged=False))
    return made


def _question(sentence: str, language: str, chance: random.Random) -> str | None:
    found = [(kind, match) for kind, _ in _KINDS for match in kind.finditer(sentence)]
    if not found:
        return None
    kind, match = chance.choice(found)
    asks = dict(_KINDS)[kind][language]
    before, after = sentence[: match.start()].split(), sentence[match.end() :].rstrip(".!?").split()
    room = max(4, _MOST_WORDS - len(after))
    kept = [word for word in (*before[-room:], *after[: _MOST_WORDS - 4]) if chance.random() >= _DROPPED]
    return f"{chance.choice(asks)} {' '.join(_shuffled_clauses(kept, chance))}?" if len(kept) > 2 else None


def _shuffled_clauses(words: Sequence[str], chance: random.Random) -> list[str]:
    """Sometimes the second half first: questions seldom keep the order of the statement."""
    if chance.random() < 0.7 or len(words) < 6:
        return list(words)
    middle = chance.randint(2, len(words) - 2)
    return [*words[middle:], *words[:middle]]
