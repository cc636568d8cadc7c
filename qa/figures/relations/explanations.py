"""Why two figures relate as they do, in words."""

from __future__ import annotations

from datetime import date

from qa.language.detection import FALLBACK
from qa.language.pack import Language, pack_of
from qa.language.sections.relation_words import Reason, RelationWords
from qa.types import Figure, Period


def reason(name: Reason, one: Figure, other: Figure, language: Language, old: str = "") -> str:
    """The reason of that name, filled in for two figures, in `language` (English where it has none).

    `old` is the amount that `other` replaced, where the reason speaks of one.
    """
    words = (language if language.relations.reasons else pack_of(FALLBACK)).relations
    text = words.reasons[name].format(
        old=old,
        one=amount_text(one),
        other=amount_text(other),
        **_told("one", one, words),
        **_told("other", other, words),
    )
    return text[:1].upper() + text[1:]


def _told(name: str, figure: Figure, words: RelationWords) -> dict[str, object]:
    return {
        f"{name}_who": figure.claimant or words.publisher,
        f"{name}_counted": figure.counted,
        f"{name}_place": figure.place or words.no_place,
        f"{name}_period": period_text(figure.period) or words.no_period,
        f"{name}_scope": scope_text(figure) or words.no_period,
        f"{name}_end": _end(figure, words.no_date),
        f"{name}_asof": figure.as_of or words.no_date,
    }


def _end(figure: Figure, none: str) -> str:
    end = figure.period.end if figure.period else None
    return str(end or figure.as_of or none)


def amount_text(figure: Figure) -> str:
    """The amount as its text says it."""
    return figure.amount.text


def period_text(period: Period | None) -> str:
    """From and to as dates ("2017-06-01 to 2017-10-31"), or the document's own words."""
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return period.text
    return " – ".join((_day(period.start), _day(period.end)))


def _day(day: date | None) -> str:
    return day.isoformat() if day else "…"


def scope_text(figure: Figure) -> str:
    """Place and period in a few words."""
    return ", ".join(part for part in (figure.place or "", period_text(figure.period)) if part)
