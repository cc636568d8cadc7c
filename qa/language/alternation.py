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
