"""Hostile PDFs, written object by object: forms, streams, trees and tables that lie or multiply."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from evals.trust.hostile.base import HostileFile, named

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_WORDS = b"BT /F 12 Tf 72 700 Td (The river rose over the old bridge in May, said the mayor.) Tj ET\n"
_RESOURCES = b"<< /Font << /F 4 0 R >> >>"


def stream(data: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """A stream object's body; `length` is what it says of itself, true unless given."""
    said = len(data) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (said, entries, data)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of numbered objects with a true cross-reference table."""
    parts, places, length = [b"%PDF-1.7\n"], {}, 9
    for number, body in objects.items():
        places[number] = length
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    parts.append(
        b"xref\n%strailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, max(objects) + 1, root, trailer, length)
    )
    return b"".join(parts)


def page(content: bytes, more: Mapping[int, bytes] | None = None, resources: bytes = _RESOURCES) -> bytes:
    """A file of one page with this content stream, uncompressed, and other objects beside it."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources %s >>"
            % resources,
            4: _FONT,
            5: stream(content),
            **(more or {}),
        }
    )


def text_pdf(lines: Sequence[str]) -> bytes:
    """A sound file of one page with these lines, in letters that Latin-1 has."""
    shown = [line.replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace") for line in lines]
    placed = [b"1 0 0 1 40 %d Tm (%s) Tj\n" % (760 - 20 * n, line) for n, line in enumerate(shown)]
    return page(b"BT /F 9 Tf\n%sET\n" % b"".join(placed))


def good_pdf() -> bytes:
    """A small sound file, to be damaged."""
    return text_pdf(["The river rose over the old bridge in May, said the mayor."] * 20)


def pdf_files() -> list[HostileFile]:
    """PDFs."""
    return [*_bombs(), *_trees(), *_contents(), *_files()]


def _bombs() -> list[HostileFile]:
    return named(
        {
            "forms-ten-deep.pdf": lambda: _forms(10, 10),
            "forms-twenty-deep.pdf": lambda: _forms(20, 2),
            "forms-wide.pdf": lambda: _forms(3, 200),
            "form-calls-itself.pdf": lambda: _forms(1, 3, loop=True),
            "patterns-deep.pdf": _patterns,
            "stream-of-a-gigabyte.pdf": lambda: _packed(1_000_000_000),
            "stream-packed-twice.pdf": _packed_twice,
            "stream-of-words.pdf": lambda: _flate(_WORDS * 60_000),
            "stream-of-letters.pdf": lambda: page(b"BT /F 1 Tf (" + b"a" * 3_000_000 + b") Tj ET"),
            "object-stream-bomb.pdf": _object_stream,
            "image-of-a-terabyte.pdf": _image,
            "run-length-bomb.pdf": _run_length,
        }
    )


def _forms(deep: int, wide: int, *, loop: bool = False) -> bytes:
    """Forms that each draw the next one `wide` times; the last one writes a word."""
    first = 10
    more = {}
    for n in range(deep):
        is_last = n == deep - 1 and not loop
        following = first if loop else first + n + 1
        body = b"BT /F 12 Tf 72 700 Td (a) Tj ET" if is_last else b"/X Do " * wide
        inner = b"/Font << /F 4 0 R >>" if is_last else b"/XObject << /X %d 0 R >>" % following
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >>" % inner
        more[first + n] = stream(body, entries)
    resources = b"<< /Font << /F 4 0 R >> /XObject << /X %d 0 R >> >>" % first
    return page(_WORDS + b"/X Do " * wide, more, resources)


def _patterns() -> bytes:
    more = {}
    for n in range(10, 20):
        inner = b"/Pattern << /P %d 0 R >>" % (n + 1)
        entries = (
            b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .01 /YStep .01 "
            b"/Resources << %s >>" % inner
        )
        more[n] = stream(b"/Pattern cs /P scn 0 0 600 700 re f " * 10, entries)
    return page(
        _WORDS + b"/Pattern cs /P scn 0 0 600 700 re f",
        more,
        b"<< /Font << /F 4 0 R >> /Pattern << /P 10 0 R >> >>",
    )


def _packed(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    data = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    return page(b"", {5: stream(data, b"/Filter /FlateDecode")})


def _flate(content: bytes) -> bytes:
    return page(b"", {5: stream(zlib.compress(content, 9), b"/Filter /FlateDecode")})


def _packed_twice() -> bytes:
    once = zlib.compress(b" " * 300_000_000, 9)
    return page(b"", {5: stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")})


def _object_stream() -> bytes:
    inner = zlib.compress(b"6 0 " + b" " * 200_000_000 + b"<< >>", 9)
    return page(_WORDS, {6: stream(inner, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")})


def _image() -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    )
    resources = b"<< /Font << /F 4 0 R >> /XObject << /X 10 0 R >> >>"
    return page(_WORDS + b"q 600 0 0 700 0 0 cm /X Do Q", {10: stream(b"abc", entries)}, resources)


def _run_length() -> bytes:
    return page(b"", {5: stream(b"\x81 " * 2_000_000 + b"\x80", b"/Filter /RunLengthDecode")})


def _trees() -> list[HostileFile]:
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    kid = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources %s >>" % _RESOURCES

    def tree(root: bytes, more: Mapping[int, bytes] | None = None) -> bytes:
        return pdf({1: catalog, 2: root, 3: kid, 4: _FONT, 5: stream(_WORDS), **(more or {})})

    deep = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(10, 3_000)}
    return named(
        {
            "pages-said-to-be-billions.pdf": lambda: tree(b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"),
            "pages-said-to-be-negative.pdf": lambda: tree(b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"),
            "pages-50000-of-one.pdf": lambda: tree(
                b"<< /Type /Pages /Kids [" + b"3 0 R " * 50_000 + b"] /Count 50000 >>"
            ),
            "pages-in-a-circle.pdf": lambda: tree(b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"),
            "pages-deep.pdf": lambda: tree(b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", deep),
            "pages-none.pdf": lambda: tree(b"<< /Type /Pages /Kids [] /Count 0 >>"),
            "pages-missing.pdf": lambda: tree(b"<< /Type /Pages /Kids [99 0 R] /Count 1 >>"),
            "root-missing.pdf": lambda: pdf({2: b"<< >>"}, root=99),
            "root-is-a-number.pdf": lambda: pdf({1: b"42"}),
            "arrays-deep.pdf": lambda: page(_WORDS, {6: b"[" * 50_000 + b"]" * 50_000}),
            "dictionaries-deep.pdf": lambda: page(_WORDS, {6: b"<</a " * 50_000 + b">>" * 50_000}),
            "references-in-a-circle.pdf": lambda: page(_WORDS, {6: b"7 0 R", 7: b"6 0 R"}),
            "content-in-a-circle.pdf": lambda: page(b"", {5: b"[5 0 R 5 0 R]"}),
            "contents-100000.pdf": lambda: page(b"", {5: b"[" + b"6 0 R " * 100_000 + b"]", 6: stream(_WORDS)}),
        }
    )


def _contents() -> list[HostileFile]:
    return named(
        {
            "states-pushed.pdf": lambda: _flate(_WORDS + b"q " * 2_000_000),
            "operands.pdf": lambda: _flate(_WORDS + b"1 " * 3_000_000),
            "letters-one-by-one.pdf": lambda: _flate(
                b"BT /F 9 Tf "
                + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n % 600, n % 790) for n in range(150_000))
                + b"ET"
            ),
            "lines-100000.pdf": lambda: _flate(b"BT /F 9 Tf " + b"0 -1 Td (town) Tj " * 100_000 + b"ET"),
            "same-place.pdf": lambda: _flate(b"BT /F 9 Tf 72 700 Td " + b"(town) Tj 0 0 Td " * 60_000 + b"ET"),
            "type-of-no-size.pdf": lambda: page(b"BT /F 0 Tf 72 700 Td (The river rose.) Tj ET"),
            "type-enormous.pdf": lambda: page(b"BT /F 1e30 Tf 72 700 Td (The river rose.) Tj ET"),
            "numbers-insane.pdf": lambda: page(b"1e999 -1e999 nan inf 99999999999999999999 cm " + _WORDS),
            "strings-nested.pdf": lambda: page(
                b"BT /F 9 Tf (" + b"(" * 200_000 + b"a" + b")" * 200_000 + b") Tj ET"
            ),
            "clip-paths.pdf": lambda: _flate(_WORDS + b"0 0 m 9 9 l 9 0 l h W n " * 100_000),
            "inline-images.pdf": lambda: _flate(_WORDS + b"BI /W 9999 /H 9999 /BPC 8 /CS /RGB ID a EI " * 5_000),
            "media-box-inverted.pdf": lambda: good_pdf().replace(b"[0 0 612 792]", b"[9e9 9e9 -9e9 -9e9]"),
            "character-map-bomb.pdf": _character_map,
            "marked-content.pdf": lambda: _flate(b"/P BDC " * 200_000 + _WORDS),
        }
    )


def _character_map() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [11 0 R] "
        b"/ToUnicode 12 0 R >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (B) "
        b"/Supplement 0 >> >>"
    )
    ranges = b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100 + b"endbfrange\n"
    cmap = b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges * 200 + b"endcmap end"
    content = b"BT /F 12 Tf 72 700 Td <" + b"0041" * 2_000 + b"> Tj ET"
    return page(content, {4: font, 11: descendant, 12: stream(cmap)})


def _files() -> list[HostileFile]:
    return named(
        {
            "length-lies-short.pdf": lambda: page(b"", {5: stream(_WORDS, length=3)}),
            "length-lies-long.pdf": lambda: page(b"", {5: stream(_WORDS, length=2_000_000_000)}),
            "length-negative.pdf": lambda: page(b"", {5: stream(_WORDS, length=-5)}),
            "length-refers-to-itself.pdf": lambda: page(
                b"", {5: b"<< /Length 5 0 R >>\nstream\n" + _WORDS + b"\nendstream"}
            ),
            "filters-unknown.pdf": lambda: page(b"", {5: stream(_WORDS, b"/Filter /Foo")}),
            "filters-1000.pdf": lambda: page(
                b"", {5: stream(_WORDS, b"/Filter [" + b"/ASCIIHexDecode " * 1_000 + b"]")}
            ),
            "flate-of-noise.pdf": lambda: page(b"", {5: stream(bytes(range(256)) * 40, b"/Filter /FlateDecode")}),
            "table-in-a-circle.pdf": lambda: good_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
            "table-start-lies.pdf": lambda: good_pdf().replace(b"startxref\n", b"startxref\n9999999999"),
            "table-of-nothing.pdf": lambda: good_pdf().replace(b"xref\n", b"xxxx\n"),
            "size-lies.pdf": lambda: good_pdf().replace(b"/Size 6", b"/Size 2147483647"),
            "encrypted-oddly.pdf": lambda: good_pdf().replace(
                b"/Root", b"/Encrypt << /Filter /Foo /V 99 /R 99 /O () /U () /P 0 >> /ID [() ()] /Root"
            ),
            "metadata-long.pdf": lambda: pdf(
                {
                    1: b"<< /Type /Catalog /Pages 2 0 R >>",
                    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources %s >>"
                    % _RESOURCES,
                    4: _FONT,
                    5: stream(_WORDS),
                    6: b"<< /Title (" + b"town " * 400_000 + b") /CreationDate (D:99999999999999) >>",
                },
                b"/Info 6 0 R",
            ),
            "header-only.pdf": lambda: b"%PDF-1.7\n",
            "noise-before-and-after.pdf": lambda: bytes(range(256)) * 3 + good_pdf() + bytes(range(256)) * 300,
            "script-at-opening.pdf": lambda: good_pdf().replace(
                b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
            ),
            "launch-at-opening.pdf": lambda: good_pdf().replace(
                b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >>"
            ),
        }
    )
