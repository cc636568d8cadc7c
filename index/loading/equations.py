"""Word's equations (Office MathML) as one line that can be read and quoted: "x = (-b ± √(b^2 - 4ac))/(2a)"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_PROPERTIES = "Pr"


def linear(element: Any) -> str:
    """The equation in one line."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag in (f"{_M}t", _W_TEXT):
        return element.text or ""
    name = element.tag.removeprefix(_M)
    if name.endswith(_PROPERTIES):
        return ""
    written = _FORMS.get(name)
    return written(element) if written else "".join(map(linear, element))


def _of(element: Any, name: str) -> str:
    return "".join(map(linear, element.findall(f"{_M}{name}")))


def _grouped(text: str) -> str:
    """The text in brackets, unless it is one name or number."""
    return text if text.isalnum() or not text else f"({text})"


def _property(element: Any, properties: str, name: str, default: str) -> str:
    found = element.find(f"{_M}{properties}/{_M}{name}")
    return default if found is None else found.get(f"{_M}val") or ""


def _fraction(element: Any) -> str:
    return f"{_grouped(_of(element, 'num'))}/{_grouped(_of(element, 'den'))}"


def _scripts(element: Any) -> str:
    below, above = _of(element, "sub"), _of(element, "sup")
    return (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")


def _scripted(element: Any) -> str:
    return _of(element, "e") + _scripts(element)


def _scripted_before(element: Any) -> str:
    return _scripts(element) + _of(element, "e")


def _root(element: Any) -> str:
    degree = _of(element, "deg")
    return f"√{f'[{degree}]' if degree else ''}({_of(element, 'e')})"


def _sum(element: Any) -> str:
    return f"{_property(element, 'naryPr', 'chr', '∫')}{_scripts(element)} {_of(element, 'e')}"


def _delimited(element: Any) -> str:
    begin, end = (_property(element, "dPr", *each) for each in (("begChr", "("), ("endChr", ")")))
    between = _property(element, "dPr", "sepChr", "|")
    return begin + between.join(map(linear, element.findall(f"{_M}e"))) + end


def _function(element: Any) -> str:
    return f"{_of(element, 'fName')} {_of(element, 'e')}"


def _matrix(element: Any) -> str:
    rows = (", ".join(map(linear, row.findall(f"{_M}e"))) for row in element.findall(f"{_M}mr"))
    return f"[{'; '.join(rows)}]"


def _lines(element: Any) -> str:
    return "; ".join(map(linear, element.findall(f"{_M}e")))


def _limit(element: Any) -> str:
    sign = "_" if element.tag == f"{_M}limLow" else "^"
    return f"{_of(element, 'e')}{sign}{_grouped(_of(element, 'lim'))}"


_FORMS: dict[str, Callable[[Any], str]] = {
    "f": _fraction,
    "sSup": _scripted,
    "sSub": _scripted,
    "sSubSup": _scripted,
    "sPre": _scripted_before,
    "rad": _root,
    "nary": _sum,
    "d": _delimited,
    "func": _function,
    "m": _matrix,
    "eqArr": _lines,
    "limLow": _limit,
    "limUpp": _limit,
}
