"""Which language a text is in: the only importer of py3langid."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_READ = 4_000
"""Characters looked at: more changes no verdict on running text, and costs time on long documents."""

_ENOUGH_LETTERS = 12
"""Under this a name or two decides, and names tell nothing of the language around them."""

_SURE = 0.6
"""py3langid scales its probability by length: clauses of some words reach .9, mere names stay under .4."""

_NO_LANGUAGE = "zxx"


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short or unclear."""
    code, probability = probable(text)
    return code if probability >= _SURE else None


def probable(text: str, among: Iterable[str] | None = None) -> tuple[str | None, float]:
    """The likeliest language (of those in `among`) and its probability, 0 to 1; (None, 0.0) if unclear."""
    start = text[:_READ]
    if sum(map(str.isalpha, start)) < _ENOUGH_LETTERS:
        return None, 0.0
    wanted = None if among is None else frozenset(among)
    for code, probability in _identifier().rank(start):
        if wanted is None or code in wanted:
            return (None, 0.0) if code == _NO_LANGUAGE else (str(code), float(probability))
    return None, 0.0


def probabilities(text: str) -> dict[str, float]:
    """The probability, 0 to 1, of each language of `text`; empty where the text is too short or of no language."""
    start = text[:_READ]
    if sum(map(str.isalpha, start)) < _ENOUGH_LETTERS:
        return {}
    ranked = _identifier().rank(start)
    return {} if ranked[0][0] == _NO_LANGUAGE else {str(code): float(probability) for code, probability in ranked}


_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
)
"""Scripts that tell a language by themselves: its code, the first and the last letter; kana stand among Han."""


def of_script(text: str) -> str | None:
    """The language that the letters of a text are written for, however short it is; None where they tell none."""
    letters = [letter for letter in text if letter.isalpha()]
    for code, first, last in _SCRIPTS:
        if any(first <= letter <= last for letter in letters):
            own = sum(not letter.isascii() for letter in letters)
            return code if 2 * own > len(letters) else None
    return None


def base_code(tag: str | None) -> str | None:
    """The language of a tag as files declare it ("en-GB", "sv_SE") in lower case; None where it is no tag."""
    head = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return head if head.isascii() and head.isalpha() and len(head) in (2, 3) else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
