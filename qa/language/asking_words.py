"""What questions ask by in languages that have no pack, read from `question_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qa.language.fields import NEVER, section_of
from qa.language.pack import known, pack_of

_FILE = Path(__file__).with_name("question_words.toml")


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What of a question in one language says nothing of its matter, beside the stop words."""

    asking: frozenset[str] = frozenset()
    """Question words and what they ask of prices and sources, in lower case."""
    spaced: bool = True
    """Whether spaces part the words."""
    signs: re.Pattern[str] = NEVER
    """The same where none do: signs that ask and that carry grammar."""
    openings: tuple[str, ...] = ()
    """What question words begin with, in a language that binds endings to them."""
    endings: re.Pattern[str] = NEVER
    """Endings that a noun of the question bears otherwise in its answer."""


@lru_cache(maxsize=64)
def asking_words(code: str) -> AskingWords:
    """The words of questions in a language (ISO 639-1), from its pack where it has one; else none but those of the
    file. Raises LanguageError where the file is wrong.
    """
    if code not in known():
        return _without_pack().get(code, AskingWords())
    words = pack_of(code)
    asked = words.questions
    return AskingWords(words.text.function | asked.imperatives | asked.telling | asked.before_counted)


@lru_cache(maxsize=1)
def _without_pack() -> Mapping[str, AskingWords]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {code: section_of(AskingWords, table, f"{_FILE.name}: {code}") for code, table in tables.items()}
