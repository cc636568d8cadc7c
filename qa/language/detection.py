"""Which of the languages that have a pack a text is in, where its document does not say."""

from __future__ import annotations

import re

from qa.language.pack import known, pack_of

# A document's opening is enough to tell; reading all of a book would cost more than finding its numbers.
_SAMPLE = 2_000
_WORD = re.compile(r"[^\W\d_]+")
FALLBACK = "en"
"""Where nothing speaks for any language: most texts on the web are in it."""


def guess_language(text: str) -> str:
    """The code of the likeliest language that has a pack; `FALLBACK` where nothing speaks for another."""
    counts = dict.fromkeys(known(), 0)
    for word in _WORD.findall(text[:_SAMPLE].lower()):
        for code in counts:
            counts[code] += word in pack_of(code).text.typical
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts[FALLBACK] else FALLBACK
