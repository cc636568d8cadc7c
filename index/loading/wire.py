"""What the reading process and its caller say to each other: frames of JSON, never anything that can run.

A request is a line: the path as a JSON string. A reply is a frame: a letter for its kind, the length of its body
in eight bytes, the body.
"""

from __future__ import annotations

import json
import struct
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LimitExceeded, LoadError, UnsupportedFormat
from index.loading.bounds import MOST_CHARACTERS
from index.types import Cells, Loaded, Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_ERRORS: dict[str, type[LoadError]] = {
    "failed": LoadError,
    "unsupported": UnsupportedFormat,
    "limit": LimitExceeded,
}

HEAD = struct.Struct(">cQ")

LONGEST_BODY = 6 * MOST_CHARACTERS
"""Bytes of a body: four for each character of the longest text, and its headings and pages."""

_LONGEST_REASON = 1_000


class Kind(Enum):
    """What a frame says."""

    READY = b"R"
    LOADED = b"L"
    FAILED = b"F"
    OUT_OF_MEMORY = b"M"


def request(path: Path) -> bytes:
    """The line that asks for a file. Bytes of its name that are no UTF-8 travel as Python's escapes of them."""
    return json.dumps(str(path)).encode("ascii") + b"\n"


def frame(kind: Kind, body: bytes = b"") -> bytes:
    """A reply as it is written."""
    return HEAD.pack(kind.value, len(body)) + body


def loaded_body(loaded: Loaded) -> bytes:
    """The body that carries what was loaded. Lone surrogates, which UTF-8 cannot carry, become question marks."""
    text = json.dumps(loaded, ensure_ascii=False, default=_told)
    return text.encode("utf-8", "replace")


def failed_body(error: LoadError) -> bytes:
    """The body that carries why a file was not read."""
    kind = next((name for name, known in _ERRORS.items() if type(error) is known), "failed")
    return json.dumps({"kind": kind, "reason": error.reason}).encode()


def loaded_from(body: bytes) -> Loaded:
    """What a body carries. Raises ValueError where it is no such thing, or speaks of a place outside its text."""
    loaded = _adapter().validate_json(body)
    if any(_reach(document) > len(document.text) for document in loaded.documents):
        raise ValueError("it speaks of a place outside its text")
    return loaded


def error_from(body: bytes, path: Path) -> LoadError:
    """The error that a body carries. Raises ValueError where it is no such thing."""
    said = json.loads(body)
    if not isinstance(said, dict) or not isinstance(said.get("reason"), str) or said.get("kind") not in _ERRORS:
        raise ValueError("not an error")
    return _ERRORS[said["kind"]](str(path), said["reason"][:_LONGEST_REASON])


def _reach(value: object) -> int:
    """Where the last of the spans in a value ends, however deep in it they are."""
    if isinstance(value, Span):
        return value.end
    if isinstance(value, Cells):
        return max(value.numbers[1], default=0)
    if isinstance(value, tuple):
        return max(map(_reach, value), default=0)
    if is_dataclass(value) and not isinstance(value, type):
        return max((_reach(getattr(value, name)) for name in _field_names(type(value))), default=0)
    return 0


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _told(value: object) -> object:
    """What JSON can say of a value: the fields of one of ours."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Cells):
        return value.packed()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _field_names(type(value))}
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


@cache
def _adapter() -> TypeAdapter[Loaded]:
    from pydantic import TypeAdapter

    return TypeAdapter(Loaded)
