"""What the words of a question show: that it asks, that it has a verb, which of its words point back."""

from __future__ import annotations

from functools import lru_cache

from qa.language.pack import Language
from qa.language.words import words


def is_question(asked: str, language: Language) -> bool:
    """Whether something is asked, rather than told."""
    return asked.rstrip().endswith("?") or language.followups.asks.match(asked) is not None


def has_verb(phrase: str, language: Language) -> bool:
    """Whether a common verb or an auxiliary is among the words."""
    said = language.followups
    return any(word.text.casefold() in said.verbs | said.auxiliaries for word in words(phrase, language.code))


def without_expletives(asked: str, language: Language) -> str:
    """The question with `_` for every letter of a pronoun that points at nothing, and of the words around it."""
    return language.followups.expletive.sub(lambda match: "_" * len(match.group()), asked)


@lru_cache(maxsize=64)
def pointing(language: Language) -> frozenset[str]:
    """All words that point back."""
    said = language.followups
    return said.personal | said.plural | said.thing | said.there


@lru_cache(maxsize=64)
def saying_little(language: Language) -> frozenset[str]:
    """Words that name nothing of their own: nouns that are of something, and general ones."""
    return language.followups.relational | language.followups.generic
