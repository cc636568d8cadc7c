"""Which answers are the same answer, which quotes are one origin, and how much speaks for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.figures.amounts import amounts_in
from qa.language.pack import pack_of
from qa.language.words import word_set, words
from qa.types import Quote

NEAR_COPY = 92.0
"""rapidfuzz similarity, 0 to 100, from which two quotes are one text printed twice."""

MISSPELT = 90.0
"""rapidfuzz similarity from which two names are one name spelt differently."""

SHORTEST_MISSPELT = 6
"""Shorter names differ too easily: "Iran" and "Iraq" are not one."""

_TITLES = word_set(
    """col colonel gen general lt lieutenant maj major capt captain sgt sergeant dr doctor prof professor mr mrs ms
    sir lord lady president minister senator king queen prince saint st herr fru överste kapten kung"""
)
_DROPPED = pack_of("en").text.function | pack_of("sv").text.function | _TITLES
_MONTHS = word_set(
    """january february march april may june july august september october november december januari februari mars
    maj juni juli augusti oktober"""
)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Quotes that give one answer, the best first; `probability` that at least one is right, 0 to 1."""

    quotes: tuple[Quote, ...]
    probability: float

    @property
    def text(self) -> str:
        """The answer in the words of the best quote."""
        return self.quotes[0].answer_text


def group_answers(quotes: Iterable[Quote]) -> tuple[AnswerGroup, ...]:
    """The different answers, that with the most evidence first; copies of one text count once."""
    groups: list[list[Quote]] = []
    for quote in sorted(merge_copies(quotes), key=lambda q: -q.score):
        home = next((group for group in groups if same_answer(group[0], quote)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    made = [AnswerGroup(tuple(group), evidence(group)) for group in groups]
    return tuple(sorted(made, key=lambda group: -group.probability))


def evidence(quotes: Iterable[Quote]) -> float:
    """The probability that at least one quote answers, each document counting once, as if independent."""
    best: dict[str, float] = {}
    for quote in quotes:
        best[quote.document.id] = max(best.get(quote.document.id, 0.0), quote.score)
    against = 1.0
    for score in best.values():
        against *= 1 - score
    return 1 - against


def merge_copies(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Quotes of one wording in several documents become one, the others its `carriers`; order is kept.

    Copies that differ in the answer ("killed 12" in one, "killed 21" in the other) stay apart.
    """
    from rapidfuzz import fuzz

    merged: list[Quote] = []
    for quote in quotes:
        for position, kept in enumerate(merged):
            if (
                kept.document.id != quote.document.id
                and fuzz.ratio(kept.text, quote.text, score_cutoff=NEAR_COPY)
                and same_answer(kept, quote)
            ):
                carriers = {each.id: each for each in (*kept.carriers, quote.document, *quote.carriers)}
                merged[position] = replace(kept, carriers=tuple(carriers.values()))
                break
        else:
            merged.append(quote)
    return tuple(merged)


def same_answer(first: Quote, second: Quote) -> bool:
    """Whether two quotes give one answer: the same figure, the same date, the same name."""
    languages = first.document.language, second.document.language
    return same_text(first.answer_text, second.answer_text, *languages)


def same_text(first: str, second: str, language: str | None = None, other: str | None = None) -> bool:
    """Whether two bare answers say the same: "1,257" and "1257 civilians", "Col. Sean Ryan" and "Sean Ryan"."""
    one, two = _folded(first), _folded(second)
    if one == two:
        return True
    if _is_date(one) and _is_date(two):
        return _nested(_date_parts(one), _date_parts(two))
    figures = _figures(first, language), _figures(second, other or language)
    if any(figures):
        return figures[0] == figures[1]
    return _same_words(one, two, language)


def _folded(text: str) -> str:
    """Lower case without accents and with plain spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _is_date(folded: str) -> bool:
    return bool(_YEAR.search(folded)) or any(word in _MONTHS for word in re.findall(r"[a-z]+", folded))


def _date_parts(folded: str) -> frozenset[str]:
    found = re.findall(r"[a-z]+|\d+", folded)
    return frozenset(part[:3] if part in _MONTHS else part for part in found if part.isdigit() or part in _MONTHS)


def _nested(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first and second) and (first <= second or second <= first)


def _figures(text: str, language: str | None) -> tuple[tuple[Decimal, Decimal | None, str | None], ...]:
    """Value, upper end and unit of every amount; bare digits, which in a text may be a year, count here too."""
    found = tuple((amount.value, amount.upper, amount.unit) for amount in amounts_in(text, language or "en"))
    return found or tuple((Decimal(digits), None, None) for digits in re.findall(r"[0-9]+", text))


def _same_words(first: str, second: str, language: str | None) -> bool:
    one, two = _terms(first, language), _terms(second, language)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    if short == long or _is_short_form(short, long, second if long is two else first):
        return True
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(term[0] for term in long):
        return True
    return min(len(first), len(second)) >= SHORTEST_MISSPELT and _misspelt(first, second)


def _terms(folded: str, language: str | None) -> tuple[str, ...]:
    found = words(folded, language)
    return tuple(word.key for word in found if word.text not in _DROPPED)


def _is_short_form(short: Sequence[str], long: Sequence[str], text: str) -> bool:
    """Whether `short` names what `long` does: its last words, or those before a comma ("Lyon, France")."""
    if tuple(long[-len(short) :]) == tuple(short):
        return True
    before = text.split(",")[0]
    return "," in text and tuple(long[: len(short)]) == tuple(short) and len(words(before)) <= len(short) + 1


def _misspelt(first: str, second: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second) >= MISSPELT
