"""Which language a question is in: good at a few words, and led by the texts around it where these say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from index.types import Hit
from qa.language.detection import FALLBACK
from qa.language.pack import known, pack_of
from qa.question.kinds import kind_of
from qa.types import QuestionKind

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

OPENING = 0.5
"""What a question word at the opening counts, beside being a word of the language: "was" asks in German and is one
word of many in English.
"""
DETECTED = 1.5
"""What the probability of the detector of texts counts: two words of a language outweigh it, one does not."""
MARGIN = 0.4
"""Two languages this near are told apart by the texts around: less than half a word that only one of them has."""
LIKELY = 0.4
"""Probability from which the language detected counts where it has no pack: names alone stay below."""


@lru_cache(maxsize=1)
def answered() -> tuple[str, ...]:
    """Codes of the languages whose questions are read."""
    return tuple(code for code in known() if pack_of(code).questions.kinds)


def language_of(text: str, around: Sequence[str] = ()) -> str:
    """The code of a question's language: of those that are `answered` the one its words speak for, or another that
    it is surely in.

    `around` are languages of the texts it is asked of, the most frequent first: they decide between languages that
    its words do not tell apart. Without them, and where nothing speaks for any, it is `FALLBACK`.
    """
    from index.languages import of_script, probabilities

    if script := of_script(text):
        return script
    words = _WORD.findall(text.casefold().replace("’", "'"))
    detected = probabilities(text)
    likeliest = max(detected, key=lambda code: detected[code], default=FALLBACK)
    read = answered()
    candidates = (*read, likeliest) if likeliest not in read and detected[likeliest] >= LIKELY else read
    held = _evidence(text, words, candidates)
    scores = {code: held[code] + DETECTED * detected.get(code, 0.0) for code in candidates}
    best = max(scores.values())
    near = [code for code in read if best - scores[code] < MARGIN]
    preferred = next((code for code in (*around, FALLBACK) if code in near), None)
    return preferred or max(near or candidates, key=lambda code: scores[code])


def languages_of(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The languages of the documents that were found, the most frequent first."""
    told = Counter(hit.document.language for hit in hits if hit.document.language)
    return tuple(code for code, _ in told.most_common())


def _evidence(text: str, words: Sequence[str], candidates: Sequence[str]) -> dict[str, float]:
    """What the words say for each language: each counts for those that have it, the less the more they are."""
    found = dict.fromkeys(candidates, 0.0)
    for word in words:
        having = [code for code in candidates if _is_of(word, code)]
        for code in having:
            found[code] += 1 / len(having)
    for code in candidates:
        if kind_of(text, pack_of(code)) not in (QuestionKind.YES_NO, QuestionKind.TOPIC):
            found[code] += OPENING
    return found


def _is_of(word: str, code: str) -> bool:
    """Whether a word carries grammar in a language; of "l'armée" that which is elided counts."""
    first, elided, _ = word.partition("'")
    return word in _plain(code) or (bool(elided) and first in pack_of(code).text.elided)


@lru_cache(maxsize=64)
def _plain(code: str) -> frozenset[str]:
    from index.stopwords import stop_words

    spoken = pack_of(code).text
    return spoken.function | spoken.typical if code in answered() else stop_words(code)
