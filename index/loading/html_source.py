"""HTML before it is parsed: elements with more attributes than any page gives one lose them all."""

from __future__ import annotations

import re

_LONG = 5_000
"""Characters of one tag from which its attributes are counted; pictures given inside a page make long tags too."""

_MOST_ATTRIBUTES = 500
"""libxml2 compares every attribute of an element with all before it: 50,000 of them take half a minute."""

_LONG_TAG = re.compile(rf"<([A-Za-z][^\s<>/]*)([^<>]{{{_LONG},}})")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/]+")


def with_few_attributes(source: str) -> str:
    """The page with the attributes of overfull elements left out. Linear in its length."""
    return _LONG_TAG.sub(_bare_if_overfull, source)


def _bare_if_overfull(tag: re.Match[str]) -> str:
    named = _VALUE.sub("", tag.group(2))
    return f"<{tag.group(1)}" if len(_BETWEEN.findall(named)) > _MOST_ATTRIBUTES else tag.group()
