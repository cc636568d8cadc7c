"""Words that carry grammar, and words that mean the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.language.fields import NEVER, Forms


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words that carry grammar, and words that mean the same."""

    function: frozenset[str] = frozenset()
    """Words that carry grammar, not content."""
    typical: frozenset[str] = frozenset()
    """Words that tell the language of a text: frequent in it, and in no other language that is known."""
    open_ended: frozenset[str] = frozenset()
    """Words that end no sentence: a line that ends in one goes on in the next."""
    concepts: Forms = field(default_factory=dict)
    """Forms of words that mean the same, by a name that all languages share ("death")."""
    endings: re.Pattern[str] = NEVER
    """At the end of a common word, a form that lists of words do not have: the "ing" of "trying". Questions of a
    language without them have their names put in capitals, and nothing else respelt.
    """
    elided: frozenset[str] = frozenset()
    """Words that stand before an apostrophe and belong to no word after it ("l'armée")."""
    determiners: frozenset[str] = frozenset()
    """Words before a noun, in a language that writes all nouns with a capital: a capital after them is no name."""
    adjective: re.Pattern[str] = NEVER
    """A word in lower case that may stand between a determiner and its noun."""
    compounds: bool = False
    """Whether two nouns are written as one, the head last: "styckpris"."""
