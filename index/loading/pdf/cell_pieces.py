"""The pieces of a row that may be cells: what stands between wide gaps, signs with their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.loading.grid import is_figure
from index.loading.pdf.row import Row, text_of
from index.loading.pdf.rows import pieces
from index.loading.pdf.table_heads import YEAR, Piece
from index.loading.pdf.words import Word

_PIECE_GAP = 0.95
"""Ems between two pieces of a row: a word space is a quarter, stretched at most three quarters in set text."""

_LEADER = re.compile(r"(?:[.·_…]\s?){3,}|[_.]{2,}")
_PARTING = re.compile(r"[.·_…](?<!\S.)[.·_…]{2}|[$€£¥]")
"""What may part a row where no wide gap does: a leader, and a sign of a currency behind a figure."""

_MARKER = re.compile(
    r"[^\w\s$€£¥(]|[\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\(\w{1,4}\)|§+\s?\d*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)
_CURRENCIES = frozenset("$€£¥")
_BEFORE_FIGURE = re.compile(r"[$€£¥(]+")
_AFTER_FIGURE = re.compile(r"[%)]+")


def cell_pieces(row: Row, em: float) -> list[Piece]:
    """The pieces of a row; signs go with their figure, a list's marker with its text, leaders with nothing."""
    if row.is_level and row.gap <= _PIECE_GAP * em and not _PARTING.search(row.text):
        return [Piece(row.text, row.left, row.right, row=row)]
    found: list[Piece] = []
    pending: list[Word] = []
    groups = [words for words in _by_leaders(row, em) if words]
    for words in groups:
        text = text_of(words)
        if pending and (is_figure(text) or not _BEFORE_FIGURE.fullmatch(text_of(pending))):
            words = [*pending, *words]
            text = text_of(words)
            pending = []
        elif pending:
            found.append(piece_of(pending))
            pending = []
        if _BEFORE_FIGURE.fullmatch(text) or (not found and len(groups) > 1 and _MARKER.fullmatch(text)):
            pending = list(words)
        elif found and _AFTER_FIGURE.fullmatch(text) and _takes_sign(found[-1].text):
            before = found[-1]
            found[-1] = replace(before, text=f"{before.text}{text}", right=max(word.right for word in words))
        else:
            found.append(piece_of(words))
    return [*found, piece_of(pending)] if pending else found


def _takes_sign(text: str) -> bool:
    return is_figure(text) and not YEAR.fullmatch(text)


def _by_leaders(row: Row, em: float) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for words in pieces(row, _PIECE_GAP * em):
        groups.append([])
        for word in words:
            if len(word.text) > 2 and _LEADER.fullmatch(word.text):
                groups.append([])
            elif word.text in _CURRENCIES and groups[-1] and is_figure(groups[-1][-1].text):
                groups.append([word])
            else:
                groups[-1].append(word)
    return groups


def piece_of(words: Sequence[Word]) -> Piece:
    """The words as one piece, in no column yet."""
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Piece(text_of(words), left, right, own=tuple(words))
