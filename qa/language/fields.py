"""Values of a pack's fields: plain TOML made into the type that the section's class declares for it."""

from __future__ import annotations

import re
import unicodedata
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

    `where` names the file and the table for messages. A class may say in `EXCLUSIVE` which fields share no word,
    and in `GROUPS` which groups a pattern must have. A table `pieces` holds what stands in several strings of the
    section, as `{NAME}`; `{CAPITAL}` is a capital letter in every section. Raises LanguageError.
    """
    types: Mapping[str, Any] = _types(kind)  # type: ignore[arg-type]
    pieces = {"CAPITAL": CAPITAL}
    for name, piece in _typed(table.get(_PIECES, {}), dict, f"{where}.pieces").items():
        pieces[name] = _filled(piece, pieces, f"{where}.pieces.{name}")
    table = {key: _filled(value, pieces, f"{where}.{key}") for key, value in table.items() if key != _PIECES}
    for key in table:
        if key not in types:
            near = ", ".join(sorted(types)) or "none"
            raise LanguageError(f"{where}: no field is called “{key}”; there are: {near}")
    made = kind(**{key: _value(types[key], value, f"{where}.{key}") for key, value in table.items()})
    for one, other in getattr(kind, "EXCLUSIVE", ()):
        if both := sorted(set(getattr(made, one)) & set(getattr(made, other))):
            raise LanguageError(f"{where}: “{both[0]}” stands in both {one} and {other}; a word is one of them")
    for name, groups in getattr(kind, "GROUPS", {}).items():
        pattern: re.Pattern[str] = getattr(made, name)
        if pattern is not NEVER and (missing := sorted(set(groups) - set(pattern.groupindex))):
            raise LanguageError(f"{where}.{name}: the pattern lacks the group (?P<{missing[0]}>…)")
    return made


_LOWER = "".join(chr(code) for code in range(0x250) if unicodedata.category(chr(code)) == "Ll")
CAPITAL = rf"(?-i:[^\W\d_{_LOWER}])"
"""A capital letter in a pattern of `re`, which has no such class: no lower-case letter of a Latin script."""
_PIECES = "pieces"
_PIECE = re.compile(r"\{([A-Z_]+)\}")


def _filled(value: Any, pieces: Mapping[str, str], where: str) -> Any:
    """The value with the pieces put where its strings name them."""
    if isinstance(value, dict):
        return {key: _filled(one, pieces, f"{where}.{key}") for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, pieces, where) for one in value]
    if not isinstance(value, str):
        return value
    for name in _PIECE.findall(value):
        if name not in pieces:
            raise LanguageError(f"{where}: no piece is called “{name}”; there are: {', '.join(pieces)}")
    return _PIECE.sub(lambda found: pieces[found[1]], value)


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
    shown = repr(written.replace(CAPITAL, "{CAPITAL}"))
    try:
        compiled = re.compile(written, re.IGNORECASE)
    except re.error as error:
        raise LanguageError(f"{where}: {shown} is no regular expression: {error}") from error
    if repeat := ambiguous_repeat(written):
        raise LanguageError(f"{where}: {shown} may take very long: {repeat}; repeat one thing at a time")
    return compiled


def _typed(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise LanguageError(f"{where}: {value!r} should be {_NAMES.get(kind, kind.__name__)}")
    return value


_NAMES = {dict: "a table", list: "an array", str: "a string", int: "a whole number", bool: "true or false"}
