"""Markdown: the source as it stands, headings marked, metadata from its front matter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.files.decoding import decode
from index.files.opening import read_bytes
from index.loading.articles import article
from index.loading.pipes import struck, tables
from index.types import Heading, Loaded, Span

_FRONT_MATTER = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n(.{0,65536}?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)\n*", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"\s*$| {4}|\t| {0,3}(?:[>#|]|[-*+][ \t]|\d+[.)][ \t]|(?:[-*_][ \t]*){3,}$)")


class MarkdownLoader:
    """Reads Markdown without rendering it: the reader of a quote sees what the author typed."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def load(self, path: Path) -> Loaded:
        """The text after the front matter as one document."""
        decoded = decode(read_bytes(path), path)
        warnings = [decoded.damage] if decoded.damage else []
        values, start, problem = front_matter(decoded.text)
        if problem:
            warnings.append(problem)
        text = decoded.text[start:]
        document, doubts = article(text, values, media_type="text/markdown", headings=tuple(headings(text)))
        document = replace(document, tables=tuple(tables(text)), parts=tuple(struck(text)))
        return Loaded((document,), (*warnings, *doubts))


def front_matter(text: str) -> tuple[Mapping[str, Any], int, str]:
    """The values of a YAML or TOML block at the top, where the text after it starts, and what was wrong."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0, ""
    import yaml

    try:
        values = yaml.safe_load(match.group(2)) if match.group(1) == "---" else tomllib.loads(match.group(2))
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return (
            {},
            0,
            f"its front matter cannot be read ({' '.join(str(error).split())[:120]}) and stays in the text",
        )
    if not isinstance(values, dict):
        return {}, 0, ""
    return {str(key): value for key, value in values.items()}, match.end(), ""


def headings(text: str) -> Iterator[Heading]:
    """The headings outside code blocks, both `# hashed` and underlined; spans cover the words alone."""
    fence: str | None = None
    offset, previous = 0, ""
    for line in text.split("\n"):
        if fence is not None:
            closes = _FENCE.match(line)
            if closes and closes.group(1).startswith(fence) and not line[closes.end() :].strip():
                fence = None
            previous = ""
        elif opens := _FENCE.match(line):
            fence, previous = opens.group(1), ""
        else:
            if heading := _heading(line, previous, offset):
                yield heading
                previous = ""
            else:
                previous = "" if _NO_PARAGRAPH.match(line) else line
        offset += len(line) + 1


def _heading(line: str, previous: str, offset: int) -> Heading | None:
    if (match := _ATX.match(line)) and (words := _without_closing_hashes(match.group(2))):
        start = offset + match.start(2)
        return Heading(len(match.group(1)), Span(start, start + len(words)))
    if previous.strip() and (match := _SETEXT.match(line)):
        start = offset - 1 - len(previous)
        indent = len(previous) - len(previous.lstrip())
        return Heading(1 if "=" in match.group(1) else 2, Span(start + indent, start + len(previous.rstrip())))
    return None


def _without_closing_hashes(text: str) -> str:
    """The words of a heading, which may be closed by hashes set apart from them: "# Title ##"."""
    words = text.rstrip()
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else words
