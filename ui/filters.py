"""Filters as forms, browsers and programs write them, and as a `Filter`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from index.errors import SettingsError
from index.types import Filter


def filter_of(
    published_from: str = "",
    published_to: str = "",
    languages: list[str] | None = None,
    publishers: list[str] | None = None,
) -> Filter:
    """A filter from what a form or a program sends. Raises `SettingsError` for a date or language that is none."""
    where = Filter(
        published_from=_date(published_from, "published_from"),
        published_to=_date(published_to, "published_to"),
        languages=tuple(map(_language, languages or ())),
        publishers=tuple(publishers or ()),
    )
    if where.published_from and where.published_to and where.published_from > where.published_to:
        raise SettingsError(
            f"published_from: {where.published_from} is later than published_to, {where.published_to}; "
            "exchange them or leave one out"
        )
    return where


def filter_record(where: Filter) -> dict[str, Any]:
    """A filter as a browser keeps it; `filter_from` reads it."""
    return {
        "published_from": where.published_from.isoformat() if where.published_from else "",
        "published_to": where.published_to.isoformat() if where.published_to else "",
        "languages": list(where.languages),
        "publishers": list(where.publishers),
    }


def filter_from(record: object) -> Filter:
    """The filter a browser kept; none where it is not one, since browsers keep what older pages wrote."""
    known = record if isinstance(record, Mapping) else {}
    try:
        return filter_of(
            str(known.get("published_from", "")),
            str(known.get("published_to", "")),
            _strings(known.get("languages")),
            _strings(known.get("publishers")),
        )
    except SettingsError:
        return Filter()


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _language(value: str) -> str:
    """The code of a language that is given by its code or its English name."""
    from babel import Locale

    wanted = value.strip().casefold()
    if coded := re.fullmatch(r"([a-z]{2,3})(?:[-_].*)?", wanted):
        return coded[1]
    code = next((code for code, name in Locale("en").languages.items() if name.casefold() == wanted), None)
    if code is None:
        raise SettingsError(f'languages: {value.strip()!r} is no language; write its code, such as "sv"')
    return str(code)


def _date(value: str, name: str) -> date | None:
    if not value or not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise SettingsError(f"{name}: {value.strip()!r} is not a date; write it as 2019-04-30") from None
