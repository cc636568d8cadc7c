"""What is on a page before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.loading.pdf.annotations import Comment
from index.loading.pdf.drawings import Drawings
from index.loading.pdf.page_words import Words
from index.loading.pdf.words import Word

TITLE_PAGES = 2
"""Pages at the front on which a title is looked for: the first may be a picture."""


@dataclass(slots=True)
class RawPage:
    """A page's words in its usual direction, those in others, and what is drawn; `failure` says why it has none.

    `pictured` is the share of the page that pictures cover, `hidden` counts words that nobody sees.
    `confidence` is that of OCR, 0 to 1, None where the text is the page's own. `bold` holds the indices of
    bold words, on the first pages only, where a title may be.
    """

    words: Words = field(default_factory=list)
    aside: list[list[Word]] = field(default_factory=list)
    drawings: Drawings = field(default_factory=Drawings)
    comments: tuple[Comment, ...] = ()
    pictured: float = 0.0
    hidden: int = 0
    confidence: float | None = None
    failure: str = ""
    bold: frozenset[int] = frozenset()
