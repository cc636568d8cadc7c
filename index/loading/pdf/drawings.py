"""What is drawn on a page besides its text: rules, boxes and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, repeat
from typing import Any, NamedTuple

from index.loading.pdf.direct import ADDRESS, NUMBER, address_of, direct
from index.loading.pdf.words import turned_box

_THIN = 4.5
"""Points up to which a drawn shape is a rule: the thickest of set tables are two, which PDFium counts twice."""

_SHORTEST = 4.0
"""Points under which a rule is a tick of a chart or a part of a letter."""

_MOST_SHAPES = 20_000
"""Shapes of one page above which it is a map or an attack, whose rules tell nothing of its text."""

_DEEPEST_FORM = 4
"""Forms inside forms that are looked into; programs nest two."""

_MOST_CORNERS = 64
"""Points of one path that is read as rules; a longer one is a curve."""


_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that moves nothing."""


_Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


class Rule(NamedTuple):
    """A straight line along the text (`start` and `end` are x, `at` is y) or across it (the other way)."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(slots=True)
class Drawings:
    """The rules and rectangles of a page, and how much of it pictures cover, in square points."""

    along: list[Rule] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def drawings_of(page: Any, turns: int) -> Drawings:
    """The shapes of the page as they lie once it is turned by `turns` (see `words.turned`)."""
    found = Drawings()
    for kind, box in _shapes(page):
        _sort_in(found, kind, Box(*turned_box(box, turns)))
    return found


def _sort_in(found: Drawings, kind: int, box: Box) -> None:
    import pypdfium2.raw as pdfium

    width, height = box.right - box.left, box.top - box.bottom
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(box)
    elif height <= _THIN and width > max(_SHORTEST, 2 * height):
        found.along.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
    elif width <= _THIN and height > max(_SHORTEST, 2 * width):
        found.across.append(Rule((box.left + box.right) / 2, box.bottom, box.top))
    elif width > _THIN and height > _THIN:
        found.boxes.append(box)


def _shapes(page: Any) -> Iterator[tuple[int, _Edges]]:
    """Kind and box of each path, part of a path and picture, forms looked into."""
    import pypdfium2.raw as pdfium

    seen = 0
    raw = page.raw
    objects = _drawn("FPDFPage_GetObject", raw, pdfium.FPDFPage_CountObjects(raw))
    stack: list[Iterator[tuple[_Object, tuple[float, ...], int]]] = [((found, _AS_IT_IS, 0) for found in objects)]
    while stack and seen < _MOST_SHAPES:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            continue
        found, matrix, depth = item
        if found.kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST_FORM:
                stack.append(_inside(found.handle, matrix, depth))
        else:
            seen += 1
            for box in (
                _pieces(found, matrix) if found.kind == pdfium.FPDF_PAGEOBJ_PATH else _bounds(found, matrix)
            ):
                yield found.kind, box


def _inside(form: Any, outer: tuple[float, ...], depth: int) -> Iterator[tuple[_Object, tuple[float, ...], int]]:
    import pypdfium2.raw as pdfium

    matrix = _product(_matrix_of(form), outer)
    number = max(pdfium.FPDFFormObj_CountObjects(form), 0)
    return ((found, matrix, depth + 1) for found in _drawn("FPDFFormObj_GetObject", form, number))


class _Object(NamedTuple):
    """A path with so many segments, a picture or a form; `box` is None where it has none."""

    address: int
    kind: int
    segments: int
    box: _Edges | None

    @property
    def handle(self) -> Any:
        """What pypdfium2's own functions take."""
        import pypdfium2.raw as pdfium

        return ctypes.cast(self.address, pdfium.FPDF_PAGEOBJECT)


def _drawn(getter: str, holder: Any, number: int) -> Iterator[_Object]:
    """The objects of a page or a form but for its text, which are the most."""
    import numpy as np
    import pypdfium2.raw as pdfium

    ask = direct(getter, ADDRESS, NUMBER, result=ADDRESS)
    found = list(map(ask, repeat(address_of(holder)), range(number)))
    kinds = np.fromiter(map(direct("FPDFPageObj_GetType", ADDRESS), found), np.int64, len(found))
    told = (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)
    drawn = [(found[at], int(kinds[at])) for at in np.flatnonzero(np.isin(kinds, told)).tolist()]
    if not drawn:
        return
    addresses = [address for address, _ in drawn]
    segments = map(direct("FPDFPath_CountSegments", ADDRESS), addresses)
    values = (ctypes.c_float * (4 * len(drawn)))()
    one = ctypes.sizeof(ctypes.c_float)
    edges = (count(ctypes.addressof(values) + one * i, 4 * one) for i in range(4))
    are_told = list(map(direct("FPDFPageObj_GetBounds", *[ADDRESS] * 5), addresses, *edges))
    corners = iter(values[:])
    boxes = zip(corners, corners, corners, corners, strict=True)
    for (address, kind), number_of, box, is_told in zip(drawn, segments, boxes, are_told, strict=True):
        yield _Object(address, kind, number_of, box if is_told else None)


def _bounds(found: _Object, matrix: tuple[float, ...]) -> list[_Edges]:
    """Its box on the page, if it has one."""
    if found.box is None:
        return []
    left, bottom, right, top = found.box
    if matrix == _AS_IT_IS:
        return [(min(left, right), min(bottom, top), max(left, right), max(bottom, top))]
    return [_hull([_point(left, bottom, matrix), _point(right, top, matrix)])]


def _pieces(found: _Object, matrix: tuple[float, ...]) -> list[_Edges]:
    """The boxes of a path's parts: a table's whole grid is often drawn as one path."""
    if found.segments <= 0 or found.segments > _MOST_CORNERS * 100:
        return []
    if found.segments <= 5:
        return _bounds(found, matrix)
    return _parts(found.handle, found.segments, _product(_matrix_of(found.handle), matrix))


def _parts(handle: Any, count: int, matrix: tuple[float, ...]) -> list[tuple[float, float, float, float]]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    boxes = []
    part: list[tuple[float, float]] = []
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(part) > 1:
                boxes.append(_hull(part))
            part = []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        part.append(_point(x.value, y.value, matrix))
    return [*boxes, _hull(part)] if len(part) > 1 else boxes


def _matrix_of(handle: Any) -> tuple[float, ...]:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _point(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _hull(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
