"""All that the rules know of a language, read from its file in `packs/`.

A rule takes a `Language` and reads its words there; it holds none of its own. A language without a file, and a
file without a section, leaves the fields empty: the rules that need them say nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from qa.errors import LanguageError
from qa.language.fields import section_of
from qa.language.sections.amount_words import AmountWords
from qa.language.sections.answer_phrases import AnswerPhrases
from qa.language.sections.attribution_words import AttributionWords
from qa.language.sections.check_words import CheckWords
from qa.language.sections.collection_words import CollectionWords
from qa.language.sections.comparison_words import ComparisonWords
from qa.language.sections.count_words import CountWords
from qa.language.sections.followup_words import FollowUpWords
from qa.language.sections.overlap_words import OverlapWords
from qa.language.sections.place_words import PlaceWords
from qa.language.sections.question_words import QuestionWords
from qa.language.sections.relation_words import RelationWords
from qa.language.sections.scope_words import ScopeWords
from qa.language.sections.statement_words import StatementWords
from qa.language.sections.suggestion_words import SuggestionWords
from qa.language.sections.table_words import TableWords
from qa.language.sections.text_words import TextWords
from qa.language.sections.time_words import TimeWords

PACKS = Path(__file__).with_name("packs")
PARTS = PACKS / "in_part"
"""A few words each of languages whose questions are not read, by which they find what is told all the same."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `code` is ISO 639-1 ("en"). Each section is documented where its class is."""

    code: str
    text: TextWords = field(default_factory=TextWords)
    amounts: AmountWords = field(default_factory=AmountWords)
    attribution: AttributionWords = field(default_factory=AttributionWords)
    counts: CountWords = field(default_factory=CountWords)
    times: TimeWords = field(default_factory=TimeWords)
    places: PlaceWords = field(default_factory=PlaceWords)
    scopes: ScopeWords = field(default_factory=ScopeWords)
    relations: RelationWords = field(default_factory=RelationWords)
    questions: QuestionWords = field(default_factory=QuestionWords)
    followups: FollowUpWords = field(default_factory=FollowUpWords)
    tables: TableWords = field(default_factory=TableWords)
    overlap: OverlapWords = field(default_factory=OverlapWords)
    checks: CheckWords = field(default_factory=CheckWords)
    statements: StatementWords = field(default_factory=StatementWords)
    answers: AnswerPhrases = field(default_factory=AnswerPhrases)
    suggestions: SuggestionWords = field(default_factory=SuggestionWords)
    collection: CollectionWords = field(default_factory=CollectionWords)
    comparison: ComparisonWords = field(default_factory=ComparisonWords)

    def __hash__(self) -> int:
        return hash(self.code)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def sections(self) -> tuple[str, ...]:
        """Names of the sections that its file fills."""
        return tuple(name for name in SECTIONS if getattr(self, name) != SECTIONS[name]())


SECTIONS: Mapping[str, type] = {
    "text": TextWords, "amounts": AmountWords, "attribution": AttributionWords, "counts": CountWords,
    "times": TimeWords, "places": PlaceWords, "scopes": ScopeWords, "relations": RelationWords,
    "questions": QuestionWords, "followups": FollowUpWords, "tables": TableWords, "overlap": OverlapWords,
    "checks": CheckWords, "statements": StatementWords, "answers": AnswerPhrases, "suggestions": SuggestionWords,
    "collection": CollectionWords, "comparison": ComparisonWords,
}  # fmt: skip
"""The sections of a pack, in the order in which a pack has them."""


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """Codes of the languages that have a pack, in alphabetical order."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


@lru_cache(maxsize=1)
def known_in_part() -> tuple[str, ...]:
    """Codes of the languages that have no pack, but a few words, in alphabetical order."""
    return tuple(sorted({path.stem for path in PARTS.glob("*.toml")} - set(known())))


@lru_cache(maxsize=64)
def pack_of(code: str | None) -> Language:
    """The language of an ISO 639-1 code; all empty where nothing is known of it. Raises LanguageError."""
    if code in known_in_part():
        return read_pack(PARTS / f"{code}.toml")
    return read_pack(PACKS / f"{code}.toml") if code in known() else Language(code or "")


def read_pack(path: Path) -> Language:
    """The language that a file describes. Raises LanguageError, naming the file, the place and the remedy."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path}: cannot be read as TOML: {error}") from error
    for name in written:
        if name not in SECTIONS:
            raise LanguageError(f"{path}: no section is called “{name}”; there are: {', '.join(SECTIONS)}")
    made: dict[str, Any] = {}
    for name, table in written.items():
        made[name] = section_of(SECTIONS[name], table, f"{path.name}: {name}")
    return Language(path.stem, **made)
