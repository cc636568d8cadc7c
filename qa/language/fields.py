"""Values of a pack's fields: plain TOML made into the type that the section's class declares for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from qa.errors import LanguageError
from qa.language.linear import ambiguous_repeat

NEVER: re.Pattern[str] = re.compile(r"(?!)")
"""Matches nothing: what a pattern is that a pack leaves out."""

BY_FORM = "by form"
"""Marks a mapping that a pack writes the other way round: `deaths = "killed died"` is {"killed": "deaths", …}."""
Forms: TypeAlias = Annotated[Mapping[str, str], BY_FORM]
"""The name of each form."""

T = TypeVar("T")


def section_of(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """A section made of its TOML table; what the table leaves out keeps the empty default of its field.

    `where` names the file and the table for messages. Raises LanguageError.
    """
    types: Mapping[str, Any] = _types(kind)  # type: ignore[arg-type]
    for key in table:
        if key not in types:
            near = ", ".join(sorted(types)) or "none"
            raise LanguageError(f"{where}: no field is called “{key}”; there are: {near}")
    made = kind(**{key: _value(types[key], value, f"{where}.{key}") for key, value in table.items()})
    for one, other in getattr(kind, "EXCLUSIVE", ()):
        if both := sorted(set(getattr(made, one)) & set(getattr(made, other))):
            raise LanguageError(f"{where}: “{both[0]}” stands in both {one} and {other}; a word is one of them")
    return made


@lru_cache(maxsize=64)
def _types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(kind: Any, value: Any, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _by_form(get_args(inner[0])[1], _typed(value, dict, where), where)
    if origin is re.Pattern:
        return pattern(value, where)
    if origin is frozenset:
        return frozenset(words_listed(value, where))
    if origin is tuple:
        return _ordered(inner[0], value, where)
    if origin is Mapping or kind is Mapping:
        table = _typed(value, dict, where)
        made = {_key(inner[0], key, where): _value(inner[1], one, f"{where}.{key}") for key, one in table.items()}
        return MappingProxyType(made)
    if is_dataclass(kind) and isinstance(kind, type):
        return section_of(kind, _typed(value, dict, where), where)
    if kind is float and isinstance(value, int):
        return float(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _key(kind, value, where)
    return _typed(value, kind, where)


def _ordered(kind: Any, value: Any, where: str) -> tuple[Any, ...]:
    if kind is str:
        return tuple(words_listed(value, where))
    return tuple(_value(kind, one, f"{where}[{number}]") for number, one in enumerate(_typed(value, list, where)))


def _by_form(kind: Any, table: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name, listed in table.items():
        for form in words_listed(listed, f"{where}.{name}"):
            if form in found:
                raise LanguageError(f"{where}: “{form}” stands under both {found[form]} and {name}; keep one")
            found[form] = _key(kind, name, where)
    return MappingProxyType(found)


def _key(kind: Any, key: str, where: str) -> Any:
    if kind is int:
        return int(key)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(key.replace("_", " "))
        except ValueError:
            raise LanguageError(f"{where}: “{key}” is none of {', '.join(kind)}") from None
    return key


def words_listed(value: Any, where: str) -> list[str]:
    """The words of a list: a string of words with white space between, or an array where an entry has several.

    Raises LanguageError where one stands twice.
    """
    listed = value.split() if isinstance(value, str) else [str(one) for one in _typed(value, list, where)]
    seen: set[str] = set()
    for word in listed:
        if word in seen:
            raise LanguageError(f"{where}: “{word}” stands twice; keep one")
        seen.add(word)
    return listed


def pattern(value: Any, where: str) -> re.Pattern[str]:
    """A pattern, without regard to case (`(?-i:…)` where it matters); an array is of alternatives.

    Raises LanguageError where it does not compile or may take more than linear time.
    """
    written = "|".join(value) if isinstance(value, list) else _typed(value, str, where)
    try:
        compiled = re.compile(written, re.IGNORECASE)
    except re.error as error:
        raise LanguageError(f"{where}: {written!r} is no regular expression: {error}") from error
    if repeat := ambiguous_repeat(written):
        raise LanguageError(f"{where}: {written!r} may take very long: {repeat}; repeat one thing at a time")
    return compiled


def _typed(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise LanguageError(f"{where}: {value!r} should be {_NAMES.get(kind, kind.__name__)}")
    return value


_NAMES = {dict: "a table", list: "an array", str: "a string", int: "a whole number", bool: "true or false"}
