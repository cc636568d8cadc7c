"""Words of a pack as a part of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of some words or phrases, the longest first; without any it matches nothing."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    patterns = (r"\s".join(map(re.escape, word.split(" "))) for word in longest_first)
    return f"(?:{'|'.join(patterns) or '(?!)'})"


def either(patterns: Iterable[re.Pattern[str]]) -> str:
    """A group that matches any of some patterns; without any it matches nothing."""
    return f"(?:{'|'.join(dict.fromkeys(each.pattern for each in patterns)) or '(?!)'})"


def any_form(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of some forms as whole words; `*` stands for any ending, `_` for a space with a few words in it."""
    forms = (re.escape(form).replace("\\*", r"\w*").replace("_", _APART) for form in listed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)", re.IGNORECASE)


_APART = r"\s+(?:[^\W\d_]+\s+){0,3}?"
"""A verb and its particle may stand apart: "drogs boken tillbaka"."""
