"""Which answers are the same answer, which quotes are one origin, and how much speaks for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from qa.figures.amounts import amounts_in
from qa.figures.amounts.unit_table import in_base, kind_of
from qa.language.cldr import months
from qa.language.detection import language_of_text
from qa.language.pack import Language
from qa.language.words import words
from qa.types import Amount, Quote

NEAR_COPY = 92.0
"""rapidfuzz similarity, 0 to 100, from which two quotes are one text printed twice."""

MISSPELT = 90.0
"""rapidfuzz similarity from which two names are one name spelt differently."""

SHORTEST_MISSPELT = 6
"""Shorter names differ too easily: "Iran" and "Iraq" are not one."""

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
    packs = language_of_text(first, language), language_of_text(second, other or language)
    dates = _date_parts(one, packs[0]), _date_parts(two, packs[1])
    if all(dates):
        return dates[0] <= dates[1] or dates[1] <= dates[0]
    figures = _figures(first, packs[0]), _figures(second, packs[1])
    if any(figures):
        return figures[0] == figures[1]
    return _same_words((one, packs[0]), (two, packs[1]))


def _folded(text: str) -> str:
    """Lower case without accents and with plain spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _date_parts(folded: str, language: Language) -> frozenset[str]:
    """The numbers and months of a date; empty for text without a year or a month."""
    named = _months(language)
    found = re.findall(r"[^\W\d_]+|\d+", folded)
    if not _YEAR.search(folded) and named.keys().isdisjoint(found):
        return frozenset()
    return frozenset(named.get(part, part) for part in found if part.isdigit() or part in named)


@lru_cache(maxsize=64)
def _months(language: Language) -> dict[str, str]:
    """The full names of months, folded, as "month 1" in all languages; short ones are names of people too."""
    return {_folded(name): f"month {number}" for name, number in months(language, ("wide",)).items()}


def _figures(text: str, language: Language) -> tuple[tuple[Decimal, Decimal | None, str | None], ...]:
    """Value, upper end and unit of every amount; bare digits, which in a text may be a year, count here too."""
    found = tuple(_in_base(amount) for amount in amounts_in(text, language))
    return found or tuple((Decimal(digits), None, None) for digits in re.findall(r"[0-9]+", text))


def _in_base(amount: Amount) -> tuple[Decimal, Decimal | None, str | None]:
    """Value, upper end and unit; of a measure in the base unit of its kind, so that 2 km are 2,000 metres."""
    value = in_base(amount.value, amount.unit) if amount.unit else None
    if value is None or amount.unit is None:
        return amount.value, amount.upper, amount.unit
    upper = in_base(amount.upper, amount.unit) if amount.upper is not None else None
    return value, upper, kind_of(amount.unit)


def _same_words(first: tuple[str, Language], second: tuple[str, Language]) -> bool:
    # Names are compared in one language's stems: they have those of no language.
    code = first[1].code
    one, two = _terms(*first, code), _terms(*second, code)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    if short == long or _is_short_form(short, long, second[0] if long is two else first[0]):
        return True
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(term[0] for term in long):
        return True
    return min(len(first[0]), len(second[0])) >= SHORTEST_MISSPELT and _misspelt(first[0], second[0])


def _terms(folded: str, language: Language, code: str) -> tuple[str, ...]:
    """The keys of the words of an answer without those of grammar and titles, stemmed in a language."""
    dropped = _dropped(language)
    return tuple(word.key for word in words(folded, code) if word.text not in dropped)


@lru_cache(maxsize=64)
def _dropped(language: Language) -> frozenset[str]:
    return frozenset(map(_folded, language.text.function | language.checks.titles))


def _is_short_form(short: Sequence[str], long: Sequence[str], text: str) -> bool:
    """Whether `short` names what `long` does: its last words, or those before a comma ("Lyon, France")."""
    if tuple(long[-len(short) :]) == tuple(short):
        return True
    before = text.split(",")[0]
    return "," in text and tuple(long[: len(short)]) == tuple(short) and len(words(before)) <= len(short) + 1


def _misspelt(first: str, second: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second) >= MISSPELT
