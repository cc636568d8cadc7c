"""Regular expressions that may take exponential time: a repeat without bound inside another one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# The parser that `re` itself uses; it has no public name.
opcodes, parser = import_module("re._constants"), import_module("re._parser")
_REPEATS = (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT)
_MANY = 64
"""Repeats up to so many times are taken as bounded: names and phrases have fewer words."""


def ambiguous_repeat(pattern: str) -> str | None:
    """What makes a pattern slow, in words; None where nothing does.

    A repeat without bound is ambiguous where what it repeats ends in a repeat without bound of its own that has
    nothing after it which must come: `(a+)+`, `(\\w+\\s?)*`. Patterns are parsed, not tried.
    """
    return _slow(parser.parse(pattern))


def _slow(items: Any) -> str | None:
    for code, value in items:
        if code in _REPEATS and value[1] > _MANY and _open_ended(value[2]):
            return "a repeat without bound ends in another"
        for part in _parts(code, value):
            if found := _slow(part):
                return found
    return None


def _open_ended(items: Any) -> bool:
    """Whether the last thing that must come is itself a repeat without bound."""
    for code, value in reversed(list(items)):
        if code in _REPEATS:
            if value[1] > _MANY:
                return True
            if value[0] == 0:
                continue
            return _open_ended(value[2])
        if code is opcodes.SUBPATTERN:
            return _open_ended(value[3])
        if code is opcodes.BRANCH:
            return any(_open_ended(branch) for branch in value[1])
        if code in (opcodes.AT, opcodes.ASSERT, opcodes.ASSERT_NOT):
            continue
        return False
    return False


def _parts(code: Any, value: Any) -> list[Any]:
    if code in _REPEATS:
        return [value[2]]
    if code is opcodes.SUBPATTERN:
        return [value[3]]
    if code is opcodes.BRANCH:
        return list(value[1])
    if code in (opcodes.ASSERT, opcodes.ASSERT_NOT):
        return [value[1]]
    return []
