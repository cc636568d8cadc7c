"""The words of a page with where they stand, in the order PDFium tells them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from index.loading.pdf.characters import Doubt, Places, TextObjects
from index.loading.pdf.raised import may_be_raised, with_raised_after, with_raised_before

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\s\ufffe\x02\x00]+[\ufffe\x02]?|[\ufffe\x02]")
CUT = "\u00ad"
"""What ends a word that a hyphen cuts at the end of its line, in the words of this package."""

_PDFIUM_CUTS = str.maketrans({"\ufffe": CUT, "\x02": CUT})
_UNSOUND = re.compile("[\x02\ufffe\ud800-\udfff]")
_NOTE_SIGNS = "*∗†‡§¶"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)

LINE_HEIGHT = 1.12
"""Height of a word's box in sizes of its type: 0.9 over the line it stands on and 0.22 under it, in any font."""

_UNDER = 0.22

_USUAL_BOX = (0.7, 2.6)
"""Height of a font's own box in sizes of its type; outside of it the size does not count the page's scale."""

_MOST_CHARACTERS = 1_000_000
"""Characters of one page above which it is no page but an attack."""

_OUTSIDE = 2.0
"""Points that a letter may stand over the edge of the page before nobody sees it."""


class Word(NamedTuple):
    """A word and its box in points from the lower left, with the text's own direction turned to the right.

    `at` is where it begins in PDFium's text of the page. `table` numbers a table or a box that stands
    for its words while the page is laid out, -1 for a word.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    at: int = 0
    table: int = -1

    @property
    def height(self) -> float:
        """From the deepest to the highest that a letter of this type can reach, in points."""
        return self.top - self.bottom

    @property
    def base(self) -> float:
        """Where the letters stand: a fifth of the box is for what hangs below, in the usual types."""
        return self.bottom + 0.2 * (self.top - self.bottom)


_AS_WORD: Callable[[Iterable[Any]], Word] = partial(tuple.__new__, Word)
"""A word of all its values; a page has hundreds, and `Word(…)` takes three times as long."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page by direction of reading, 0 to 3 quarter turns to the left; the usual one first.

    `doubts` are those of words that may be unseen, by the words' index.
    """

    turned: tuple[tuple[int, list[Word]], ...]
    doubts: Mapping[int, Doubt] = field(default_factory=dict)

    @property
    def main(self) -> list[Word]:
        """The words in the usual direction."""
        return self.turned[0][1] if self.turned else []

    @property
    def turns(self) -> int:
        """Quarter turns of the usual direction."""
        return self.turned[0][0] if self.turned else 0


def words_of(textpage: Any, box: tuple[float, float, float, float], *, has_layers: bool = False) -> PageWords:
    """The words inside `box` (left, bottom, right, top: what is seen of the page), by direction."""
    text = _text_of(textpage)
    places, objects = Places(textpage), TextObjects(textpage, has_layers=has_layers)
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return PageWords(())
    starts = [start for start, _ in spans]
    sizes, doubtful = objects.at(starts)
    found = _Found(
        places,
        [text[start:end] for start, end in spans],
        starts,
        sizes,
        places.origins(starts),
        places.boxes([end - 1 for _, end in spans]),
    )
    by_turn = found.upright(box) or found.by_turn(box)
    placed = {word.at for words in by_turn.values() for word in words} if doubtful else set()
    doubts = {at: doubt for at, doubt in doubtful.items() if at in placed}
    groups = list(by_turn.items())
    if len(groups) > 1:
        groups.sort(key=lambda group: -sum(len(word.text) for word in group[1]))
    upright = ((turn, [turned(word, turn) for word in words] if turn else words) for turn, words in groups)
    return PageWords(tuple(upright), doubts)


def bold_words(textpage: Any, words: list[Word]) -> frozenset[int]:
    """The indices of words in bold type, by the name of their font or its weight."""
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    bold = set()
    for word in words:
        if word.at < 0:
            continue
        pdfium.FPDFText_GetFontInfo(textpage.raw, word.at, buffer, 128, ctypes.byref(flags))
        weight = pdfium.FPDFText_GetFontWeight(textpage.raw, word.at)
        if _BOLD_NAME.search(buffer.value) or 600 <= weight <= 1000:
            bold.add(word.at)
    return frozenset(bold)


def em_of(words: list[Word]) -> float:
    """The usual size of type among the words, in points; 10 where there are none."""
    return (median([word[4] - word[2] for word in words]) / LINE_HEIGHT if words else 0.0) or 10.0


def turned(word: Word, turns: int) -> Word:
    """The word on a page that is turned so that text which goes up (1), backward (2), down (3) goes right."""
    left, bottom, right, top = turned_box((word.left, word.bottom, word.right, word.top), turns)
    return word._replace(left=left, bottom=bottom, right=right, top=top)


def turned_box(box: tuple[float, float, float, float], turns: int) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) on the page turned as by `turned`."""
    left, bottom, right, top = box
    if turns == 1:
        return bottom, -right, top, -left
    if turns == 2:
        return -right, -top, -left, -bottom
    if turns == 3:
        return -top, left, -bottom, right
    return box


def is_leftward(text: str) -> bool:
    """Whether a letter in it is of a script that goes from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def reads_leftward(words: list[Word]) -> bool:
    """Whether most of the words are of a script that goes from right to left."""
    return 2 * sum(1 for word in words if _RIGHT_TO_LEFT.search(word.text)) > len(words)


def _text_of(textpage: Any) -> str:
    """The page's text with one character for each of PDFium's, so that indices agree."""
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    if not 0 < count <= _MOST_CHARACTERS:
        return ""
    try:
        text = str(textpage.get_text_range(0, count))
    except UnicodeDecodeError:
        text = ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of a page before it is known which way they read: where each begins, and its last letter's box.

    `origins` has a row of x and y for each, `boxes` one of left, top, right and bottom.
    """

    places: Places
    texts: list[str]
    starts: list[int]
    sizes: NDArray[np.float64]
    origins: NDArray[np.float64]
    boxes: NDArray[np.float64]

    def upright(self, page: _Box) -> dict[int, list[Word]] | None:
        """The words inside `page`, where all of them read to the right; None where one may not.

        It tells what `by_turn` tells, of all words at once.
        """
        import numpy as np

        x, y = self.origins.T
        left, top, right, bottom = self.boxes.T
        beside, above = (bottom <= y) & (y <= top), (left <= x) & (x <= right)
        if any(
            len(self.texts[at]) > 1 for at in np.flatnonzero((beside != above) & (above | (right < x))).tolist()
        ):
            return None
        size, across = self.sizes, top - bottom
        if not (np.isfinite(self.origins).all() and np.isfinite(self.boxes).all() and np.isfinite(size).all()):
            return None
        usual = (_USUAL_BOX[0] * size <= across) & (across <= _USUAL_BOX[1] * size)
        size = np.where(usual, size, across / LINE_HEIGHT)
        under = y - _UNDER * size
        edges = (np.minimum(x, left), under, np.maximum(x, right), under + LINE_HEIGHT * size)
        columns = (column.tolist() for column in edges)
        words = [*map(_AS_WORD, zip(self._sound_texts(), *columns, self.starts, repeat(-1), strict=False))]
        for at in self._with_figures(across.tolist()):
            words[at], _ = self._placed(at, 0)
        inside = (edges[2] > page[0] - _OUTSIDE) & (edges[0] < page[2] + _OUTSIDE) & (edges[3] > edges[1])
        inside &= (edges[3] > page[1] - _OUTSIDE) & (edges[1] < page[3] + _OUTSIDE)
        if not inside.all():
            words = [word for word in words if _is_seen(word, page)]
        return {0: words}

    def _sound_texts(self) -> Iterable[str]:
        return map(_sound, self.texts) if _UNSOUND.search("".join(self.texts)) else self.texts

    def by_turn(self, page: _Box) -> dict[int, list[Word]]:
        """The words inside `page` by the quarter turns of their direction, one word after the other."""
        by_turn: dict[int, list[Word]] = {}
        turn = self._first_turn()
        for at in range(len(self.texts)):
            word, turn = self._placed(at, turn)
            if _is_seen(word, page):
                by_turn.setdefault(turn, []).append(word)
        return by_turn

    def _first_turn(self) -> int:
        """Quarter turns of the first word of several letters: a single one does not show where it goes."""
        at = next((at for at, text in enumerate(self.texts) if len(text) > 1), None)
        if at is None:
            return 0
        x, y = self.origins[at].tolist()
        return _turn(x, y, self._end(at), self.texts[at], 0)

    def _end(self, at: int) -> _Box:
        left, top, right, bottom = self.boxes[at].tolist()
        return left, bottom, right, top

    def _with_figures(self, heights: list[float]) -> list[int]:
        """The words in which figures, or signs of notes, may be raised; `heights` are those of last letters."""
        ends = [
            at
            for at, text in enumerate(self.texts)
            if (text[-1].isdigit() or text[0].isdigit() or text[0] in _NOTE_SIGNS) and len(text) > 1
        ]
        firsts = self.places.boxes([self.starts[at] for at in ends])
        first_heights = (firsts[:, 1] - firsts[:, 3]).tolist()
        return [
            at
            for at, height in zip(ends, first_heights, strict=True)
            if may_be_raised(heights[at], height)
            or may_be_raised(height, heights[at])
            or self.texts[at][0] in _NOTE_SIGNS
        ]

    def _placed(self, at: int, turn: int) -> tuple[Word, int]:
        """A word and the quarter turns of its direction; `turn` is that of the word before."""
        start, text, size, end = self.starts[at], self.texts[at], float(self.sizes[at]), self._end(at)
        last = start + len(text) - 1
        x, y = self.origins[at].tolist()
        left, bottom, right, top = end
        if last > start:
            turn = _turn(x, y, end, text, turn)
        across = (right - left, top - bottom)[turn % 2 == 0]
        if not _USUAL_BOX[0] * size <= across <= _USUAL_BOX[1] * size:
            size = across / LINE_HEIGHT
        if turn:
            box = _turned_word(x, y, end, size, turn)
            return Word(_sound(text), *box, start), turn
        if last > start:
            if text[-1].isdigit():
                text = with_raised_after(self.places, text, start)
            elif text[0].isdigit() and (raised_text := with_raised_before(self.places, text, start)) != text:
                text = raised_text
                y = self.places.origin(last)[1]
            elif text[0] in _NOTE_SIGNS:
                y = self.places.origin(last)[1]
        under = y - _UNDER * size
        return Word(_sound(text), min(x, left), under, max(x, right), under + LINE_HEIGHT * size, start), 0


def _turn(x: float, y: float, end: tuple[float, ...], text: str, turn: int) -> int:
    """Quarter turns of a word that begins at (x, y) and whose last letter is in the box `end`."""
    beside, above = end[1] <= y <= end[3], end[0] <= x <= end[2]
    if beside == above:
        return turn
    if above:
        return 1 if end[1] > y else 3
    return 2 if end[2] < x and not _RIGHT_TO_LEFT.search(text) else 0


def _turned_word(
    x: float, y: float, end: tuple[float, ...], size: float, turn: int
) -> tuple[float, float, float, float]:
    """The box of a word that does not read to the right, from where it begins and its last letter's box."""
    left, bottom, right, top = end
    under, over = _UNDER * size, (LINE_HEIGHT - _UNDER) * size
    if turn == 1:
        return x - over, min(y, bottom), x + under, max(y, top)
    if turn == 3:
        return x - under, min(y, bottom), x + over, max(y, top)
    return min(x, left), y - over, max(x, right), y + under


def _sound(text: str) -> str:
    """Without halves of characters, and with one sign for a cut word."""
    if text.isprintable():
        return text
    text = text.translate(_PDFIUM_CUTS)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_seen(word: Word, box: _Box) -> bool:
    across = word.right > box[0] - _OUTSIDE and word.left < box[2] + _OUTSIDE
    return across and word.top > box[1] - _OUTSIDE and word.bottom < box[3] + _OUTSIDE and word.top > word.bottom
