"""Text put together from runs, some of them struck out: those stand between pairs of tildes and are a part."""

from __future__ import annotations

from index.struck import STRIKE
from index.types import Part, PartKind, Span


class Runs:
    """A paragraph or a cell in the making."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, bool]] = []

    def add(self, text: str, *, is_struck: bool = False) -> None:
        """Append a run; blank ones are never struck."""
        if text:
            self._runs.append((text, is_struck and not text.isspace()))

    def __bool__(self) -> bool:
        return bool(self._runs)

    def finished(self) -> tuple[str, tuple[Part, ...]]:
        """The text and its struck parts, tildes included, in its offsets. Struck runs side by side are one."""
        pieces: list[str] = []
        parts: list[Part] = []
        length = 0
        for text, is_struck in self._joined():
            if is_struck:
                before = len(text) - len(text.lstrip())
                core = text.strip()
                start = length + before
                parts.append(Part(PartKind.STRUCK, Span(start, start + len(core) + 2 * len(STRIKE))))
                text = f"{text[:before]}{STRIKE}{core}{STRIKE}{text[before + len(core) :]}"
            pieces.append(text)
            length += len(text)
        return "".join(pieces), tuple(parts)

    def _joined(self) -> list[tuple[str, bool]]:
        joined: list[tuple[str, bool]] = []
        for n, (text, is_struck) in enumerate(self._runs):
            follows = joined and joined[-1][1]
            bridges = follows and text.isspace() and "\n" not in text and self._runs[n + 1 : n + 2]
            struck = is_struck or bool(bridges and bridges[0][1])
            if joined and joined[-1][1] == struck:
                joined[-1] = (joined[-1][0] + text, struck)
            else:
                joined.append((text, struck))
        return joined
