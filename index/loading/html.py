"""HTML: the stretch of the page that is the article, with headings, lists and tables, and what its head says.

trafilatura finds where the article is; between the first and the last block it keeps, the page is rendered
here, so that no table, quotation or short paragraph in between is lost.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from index import languages
from index.dates import day_of
from index.errors import LoadError
from index.files.decoding import decode, one_line
from index.files.opening import read_bytes
from index.loading.blocks import Blocks
from index.loading.html_blocks import Block, blocks_of
from index.loading.html_source import with_few_attributes
from index.types import Heading, Loaded, LoadedDocument

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ALL_LINK = 0.9
"""Share of a block's characters in links from which it only leads elsewhere."""

_SOME_LINKS = 0.5
"""The same for blocks after the article, where lists of further articles follow."""

_PROSE = 80
"""Characters from which a block after the last one trafilatura kept is taken for the article's own."""

_LARGE = 30_000
"""Elements above which trafilatura, quadratic on some pages, is not asked; long reports have 10,000."""

_LONGEST_DATA = 150_000
"""Characters of data blocks (JSON-LD) that are read: those that hold a whole long article have 100,000."""

_DEEPEST = 2_048
"""Levels of nesting at which libxml2 stops reading."""


class HtmlLoader:
    """Reads HTML pages; nothing they refer to is fetched."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def load(self, path: Path) -> Loaded:
        """The article of the page as one document, with the metadata of its head."""
        data = read_bytes(path)
        declared = _DECLARED.search(data[:4096])
        decoded = decode(data, path, declared.group(1).decode("ascii") if declared else None)
        tree, cut = parse(decoded.text)
        built = Blocks() if tree is None else rendered(tree)
        if not built.text.strip():
            raise LoadError(str(path), cut or "there is no text in the page")
        document = built.into(described(tree))
        return Loaded((document,), tuple(filter(None, (decoded.damage, cut))))


def parse(source: str) -> tuple[Any, str]:
    """The page's tree, None where no element is in it, and why it ends early where it does. Nothing is fetched."""
    from lxml import etree, html

    parser = html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        tree = html.document_fromstring(with_few_attributes(source).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    too_deep = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return tree, f"nested deeper than {_DEEPEST:,} levels; what stands below is not read" if too_deep else ""


def render(tree: Any, *, whole: bool = False) -> tuple[str, tuple[Heading, ...]]:
    """The text of the article (or of the `whole` page) and its headings."""
    built = rendered(tree, whole=whole)
    return built.text, built.headings


def rendered(tree: Any, *, whole: bool = False) -> Blocks:
    """The blocks of the article (or of the `whole` page), tables and struck text told apart."""
    blocks = list(blocks_of(tree))
    built = Blocks()
    lay_out(blocks if whole else _article(blocks, _kept_by_trafilatura(tree)), built)
    return built


def lay_out(blocks: Iterable[Block], built: Blocks) -> None:
    """Append the blocks of a page to a text."""
    for block in blocks:
        if block.grid is not None:
            built.add_grid(block.grid, caption=block.caption)
        else:
            built.add(block.text, level=block.level, parts=block.parts)


def described(tree: Any) -> LoadedDocument:
    """A document without text that holds what the page's head (OpenGraph, JSON-LD) says."""
    from trafilatura import extract_metadata

    _without_long_data(tree)
    try:
        with _quietly():
            found = extract_metadata(
                _head_of(tree) if _is_large(tree) else tree,
                date_config={"extensive_search": False, "original_date": True},
            )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found = None  # Malformed JSON-LD and the like: then the page says nothing of itself.
    tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    document = LoadedDocument("", language=languages.base_code(tag), media_type="text/html")
    if found is None:
        return document
    return replace(
        document,
        title=one_line(found.title or "") or None,
        publisher=one_line(found.sitename or "") or None,
        author=one_line(found.author or "") or None,
        published=day_of(found.date) if found.date else None,
        url=found.url or None,
    )


def _without_long_data(tree: Any) -> None:
    """Empties the data blocks of a page beyond a length: trafilatura reads them in quadratic time."""
    room = _LONGEST_DATA
    for script in tree.iter("script"):
        if script.get("type") and script.text:
            room -= len(script.text)
            if room < 0:
                script.text = None


def _is_large(tree: Any) -> bool:
    return sum(1 for _ in tree.iter()) > _LARGE


def _head_of(tree: Any) -> Any:
    from copy import deepcopy

    from lxml import html

    page = html.Element("html")
    page.extend(deepcopy(head) for head in tree.findall("head"))
    return page


def _article(blocks: list[Block], kept: frozenset[str]) -> list[Block]:
    """The blocks from the first to the last one that trafilatura kept, and those next to them that belong.

    In between only what is all link goes, unless kept; where trafilatura kept nothing, the whole page is taken.
    """
    known = [_fingerprint(block.text) in kept for block in blocks]
    if not any(known):
        return blocks
    homes = {block.home for block, is_known in zip(blocks, known, strict=True) if is_known}
    first, last = known.index(True), len(known) - known[::-1].index(True)
    titles = [i for i in range(first) if blocks[i].level == 1]
    first = titles[-1] if titles else first
    while first > 0 and blocks[first - 1].home in homes and blocks[first - 1].linked <= _SOME_LINKS:
        first -= 1
    while last < len(blocks) and _belongs(blocks[last], homes):
        last += 1
    return [
        block
        for block, is_known in zip(blocks[first:last], known[first:last], strict=True)
        if is_known or block.level == 1 or block.linked < _ALL_LINK
    ]


def _belongs(block: Block, homes: set[int]) -> bool:
    """Whether a block after the article is part of it: in an element with kept ones, or prose or a table."""
    telling = block.home in homes or block.grid is not None or len(block.text) >= _PROSE
    return telling and block.linked <= _SOME_LINKS


def _kept_by_trafilatura(tree: Any) -> frozenset[str]:
    from copy import deepcopy

    from trafilatura import bare_extraction

    if _is_large(tree):
        return frozenset()
    try:
        with _quietly():
            found = bare_extraction(deepcopy(tree), fast=True, favor_recall=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return frozenset()  # It trips over odd trees; the whole page is read then.
    body = getattr(found, "body", None)
    if body is None:
        return frozenset()
    texts = ("".join(element.itertext()) for element in body.iter("p", "head", "quote", "item", "table", "list"))
    return frozenset(_fingerprint(text) for text in texts) - {""}


@contextmanager
def _quietly() -> Iterator[None]:
    """Keeps trafilatura's remarks, which name no file, off the screen."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _fingerprint(text: str) -> str:
    """The first letters of a block alone, to know it again after another program rendered it."""
    return re.sub(r"[\W_]+", "", text)[:60]
