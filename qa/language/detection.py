"""Which of the languages that have a pack a text is in, where its document does not say."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.language.pack import Language, known, pack_of
from qa.types import Quote

# A document's opening is enough to tell; reading all of a book would cost more than finding its numbers.
_SAMPLE = 2_000
_WORD = re.compile(r"[^\W\d_]+")
FALLBACK = "en"
"""Where nothing speaks for any language: most texts on the web are in it."""


def guess_language(text: str) -> str:
    """The code of the likeliest language that has a pack; `FALLBACK` where nothing speaks for another."""
    return _likeliest(text[:_SAMPLE])


# By the opening alone, so that no whole document is held.
@lru_cache(maxsize=1024)
def _likeliest(opening: str) -> str:
    counts = dict.fromkeys(known(), 0)
    for word in _WORD.findall(opening.lower()):
        for code in counts:
            counts[code] += word in pack_of(code).text.typical
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts[FALLBACK] else FALLBACK


def language_of_text(text: str, code: str | None) -> Language:
    """The language of a text whose document says it is in `code` ("sv", "en-GB"); guessed without one."""
    return pack_of((code or guess_language(text)).split("-")[0].lower())


def language_of_quote(quote: Quote) -> Language:
    """The language that a quote is in."""
    return language_of_text(quote.text, quote.document.language)
