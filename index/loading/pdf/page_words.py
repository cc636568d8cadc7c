"""The words of a page with where they stand, in the order PDFium tells them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from index.loading.pdf.characters import Doubt, Places, TextObjects, changes
from index.loading.pdf.raised import may_be_raised, with_raised_after, with_raised_before
from index.loading.pdf.word_arrays import WordArrays
from index.loading.pdf.words import CUT, LINE_HEIGHT, Word, is_leftward, turned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\s\ufffe\x02\x00]+[\ufffe\x02]?|[\ufffe\x02]")
_NOTE_SIGNS = "*∗†‡§¶"
_CUTTING = re.compile("[\ufffe\x02\x00]")
"""What ends a word besides spaces."""

_LAST_SPACE = 0x3000
"""The space of the highest code."""

_PDFIUM_CUTS = str.maketrans({"\ufffe": CUT, "\x02": CUT})
_UNSOUND = re.compile("[\x02\ufffe\ud800-\udfff]")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_UNDER = 0.22

_USUAL_BOX = (0.7, 2.6)
"""Height of a font's own box in sizes of its type; outside of it the size does not count the page's scale."""

_MOST_CHARACTERS = 1_000_000
"""Characters of one page above which it is no page but an attack."""

_OUTSIDE = 2.0
"""Points that a letter may stand over the edge of the page before nobody sees it."""

Words = list[Word] | WordArrays
"""The words of a page: arrays where all read to the right, as most do."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page by direction of reading, 0 to 3 quarter turns to the left; the usual one first.

    `doubts` are those of words that may be unseen, by the words' index.
    """

    turned: tuple[tuple[int, Words], ...]
    doubts: Mapping[int, Doubt] = field(default_factory=dict)

    @property
    def main(self) -> Words:
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
    texts, starts = _parted(text)
    if not texts:
        return PageWords(())
    sizes, doubtful = objects.at(starts)
    found = _Found(
        places,
        texts,
        starts,
        sizes,
        places.origins(starts),
        places.boxes([start + len(word) - 1 for start, word in zip(starts, texts, strict=True)]),
    )
    if (upright := found.upright(box)) is not None:
        return PageWords(((0, upright),), _doubts_of([upright], doubtful))
    groups = sorted(found.by_turn(box).items(), key=lambda group: -sum(len(word.text) for word in group[1]))
    doubts = _doubts_of([words for _, words in groups], doubtful)
    return PageWords(
        tuple((turn, [turned(word, turn) for word in words] if turn else words) for turn, words in groups), doubts
    )


def _doubts_of(groups: Iterable[Words], doubtful: Mapping[int, Doubt]) -> dict[int, Doubt]:
    if not doubtful:
        return {}
    placed = {word.at for words in groups for word in words}
    return {at: doubt for at, doubt in doubtful.items() if at in placed}


def bold_words(textpage: Any, words: Words) -> frozenset[int]:
    """The indices of words in bold type, by the name of their font or its weight."""
    starts = words.starts if isinstance(words, WordArrays) else [word.at for word in words if word.at >= 0]
    bold: set[int] = set()
    for first, last in changes(TextObjects(textpage).addresses(starts)):
        if _is_bold(textpage, starts[first]):
            bold.update(starts[first:last])
    return frozenset(bold)


def _is_bold(textpage: Any, at: int) -> bool:
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage.raw, at, buffer, 128, ctypes.byref(flags))
    return bool(_BOLD_NAME.search(buffer.value)) or 600 <= pdfium.FPDFText_GetFontWeight(textpage.raw, at) <= 1000


def _parted(text: str) -> tuple[list[str], list[int]]:
    """The words of a page's text, and where each begins."""
    import numpy as np

    if _CUTTING.search(text):
        matches = [*_WORD.finditer(text)]
        return [match.group() for match in matches], [match.start() for match in matches]
    codes = np.frombuffer(f" {text}".encode("utf-32-le", "surrogatepass"), np.uint32)
    is_space = (codes <= _LAST_SPACE) & _spaces()[np.minimum(codes, _LAST_SPACE)]
    return text.split(), np.flatnonzero(is_space[:-1] & ~is_space[1:]).tolist()


@cache
def _spaces() -> NDArray[np.bool_]:
    """Whether each character up to the last space is one."""
    import numpy as np

    return np.array([chr(code).isspace() for code in range(_LAST_SPACE + 1)])


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

    def upright(self, page: _Box) -> WordArrays | None:
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
        edges = np.stack((np.minimum(x, left), under, np.maximum(x, right), under + LINE_HEIGHT * size), axis=1)
        texts = self._sound_texts()
        for at in self._with_figures(across.tolist()):
            word, _ = self._placed(at, 0)
            texts[at], edges[at] = word.text, word[1:5]
        words = WordArrays(texts, edges, self.starts)
        seen = (edges[:, 2] > page[0] - _OUTSIDE) & (edges[:, 0] < page[2] + _OUTSIDE)
        seen &= (edges[:, 3] > page[1] - _OUTSIDE) & (edges[:, 1] < page[3] + _OUTSIDE)
        seen &= edges[:, 3] > edges[:, 1]
        return words if seen.all() else words.only(np.flatnonzero(seen).tolist())

    def _sound_texts(self) -> list[str]:
        return [*map(_sound, self.texts)] if _UNSOUND.search("".join(self.texts)) else [*self.texts]

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
        if not ends:
            return []
        firsts = self.places.boxes([self.starts[at] for at in ends])
        return [
            at
            for at, height in zip(ends, (firsts[:, 1] - firsts[:, 3]).tolist(), strict=True)
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
    return 2 if end[2] < x and not is_leftward(text) else 0


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
