"""What the reading process sends comes back as it was, and nothing else is taken for it."""

from __future__ import annotations

import json
import struct
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from index.errors import LimitExceeded, LoadError, UnsupportedFormat
from index.loading import wire
from index.types import Cell, Cells, Heading, Loaded, LoadedDocument, Page, Span, Table

CELLS = Cells([Cell(Span(0, 1), 0, 0, is_head=True), Cell(Span(4, 5), 0, 1, 2, 3)])
LOADED = Loaded(
    (
        LoadedDocument("Åsa \U0001f5de rose.", 3, "Title", published=date(2019, 5, 31), url="http://a.example/"),
        LoadedDocument("One two", pages=(Page(1, Span(0, 7)),), headings=(Heading(2, Span(0, 3)),)),
        LoadedDocument("a | 1", tables=(Table(Span(0, 5), CELLS), Table(Span(4, 5), Cells()))),
    ),
    ("page 2 cannot be read",),
)


def test_what_was_loaded_comes_back_as_it_was() -> None:
    assert wire.loaded_from(wire.loaded_body(LOADED)) == LOADED


def test_a_lone_surrogate_becomes_one_character_so_that_places_hold() -> None:
    sent = Loaded((LoadedDocument("a\ud800b\udc00c", headings=(Heading(1, Span(4, 5)),)),))
    assert wire.loaded_from(wire.loaded_body(sent)).documents[0].text == "a?b?c"


@pytest.mark.parametrize("kind", [LoadError, UnsupportedFormat, LimitExceeded])
def test_errors_come_back_as_they_were(kind: type[LoadError]) -> None:
    error = wire.error_from(wire.failed_body(kind("elsewhere", "is “odd”")), Path("a.txt"))
    assert (type(error), error.path, error.reason) == (kind, "a.txt", "is “odd”")


def table(cells: object) -> dict[str, object]:
    return {"span": {"start": 0, "end": 3}, "cells": cells, "caption": None, "notes": []}


def packed(*cells: int) -> str:
    return b64encode(struct.pack(f"{len(cells)}i", *cells)).decode()


def changed(**values: object) -> bytes:
    whole = json.loads(wire.loaded_body(LOADED))
    whole["documents"][1].update(values)
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b'{"documents": 1}', b"\xff", b"\x80\x04K\x01."),
        *(changed(text=1), changed(text="One"), changed(published="soon"), changed(pages=[[1, 2]])),
        changed(headings=[{"level": 1, "span": {"start": 3, "end": 900}}]),
        changed(headings=[{"level": 1, "span": {"start": 3, "end": 1}}]),
        *(changed(tables=[table(cells)]) for cells in ([], [[0, 1, 0, 0, 1, 1, 0]], "%", "AAAA", "AAA")),
        changed(tables=[table(packed(0, 900, 0, 0, 1, 1, 0))]),
        changed(tables=[table(packed(3, 1, 0, 0, 1, 1, 0))]),
        changed(tables=[table(packed(0, 1, -1, 0, 1, 1, 0))]),
        changed(tables=[table(packed(0, 1, 0, 0, 0, 1, 0))]),
        changed(tables=[table(packed(0, 1, 0, 0, 1, 1, 2))]),
    ],
)
def test_what_is_no_such_thing_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        wire.loaded_from(body)


@pytest.mark.parametrize("body", [b"1", b"{}", b'{"kind": "os.system", "reason": "x"}', b'{"kind": "failed"}'])
def test_what_is_no_error_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        wire.error_from(body, Path("a.txt"))
