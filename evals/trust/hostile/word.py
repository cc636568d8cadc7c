"""Hostile Word files: archives that unpack to more than they weigh, and XML that multiplies or loops."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from evals.trust.hostile.base import HostileFile, named

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = "The river rose over the old bridge in May, said the mayor."
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/footnotes.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)


def _relations(*entries: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{"".join(entries)}</Relationships>'


def _relation(number: int, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def _paragraph(text: str = _TEXT, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _document(body: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'


def _styles(inner: str) -> str:
    return f'<?xml version="1.0"?><w:styles {_W}>{inner}</w:styles>'


def docx(
    body: str | bytes = "",
    *,
    styles: str = "",
    footnotes: str = "",
    relations: tuple[str, ...] = (),
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A Word file; `body` is what stands in the body of the document, or as bytes the whole part."""
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(_relation(1, "officeDocument", "word/document.xml")),
        "word/document.xml": body if isinstance(body, bytes) else _document(_paragraph() + body),
        "word/styles.xml": _styles(styles),
        "word/_rels/document.xml.rels": _relations(
            _relation(1, "styles", "styles.xml"),
            *([_relation(2, "footnotes", "footnotes.xml")] if footnotes else []),
            *relations,
        ),
        **({"word/footnotes.xml": footnotes} if footnotes else {}),
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def word_files() -> list[HostileFile]:
    """Word files."""
    return [*_bodies(), *_styled(), *_xml(), *_archives()]


def _bodies() -> list[HostileFile]:
    cell = "<w:tbl><w:tr><w:tc>"
    return named(
        {
            "paragraphs-300000.docx": lambda: docx(_paragraph("a") * 300_000),
            "paragraphs-empty.docx": lambda: docx("<w:p/>" * 500_000),
            "runs-in-one-paragraph.docx": lambda: docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>"),
            "text-of-megabytes.docx": lambda: docx(_paragraph("a" * 20_000_000)),
            "tables-deep.docx": lambda: docx(cell * 60 + _paragraph() + "</w:tc></w:tr></w:tbl>" * 60),
            "table-wide.docx": lambda: docx(
                "<w:tbl><w:tr>" + f"<w:tc>{_paragraph('1')}</w:tc>" * 50_000 + "</w:tr></w:tbl>"
            ),
            "tables-many.docx": lambda: docx(
                f"<w:tbl><w:tr><w:tc>{_paragraph('1')}</w:tc></w:tr></w:tbl>" * 5_000
            ),
            "boxes-deep.docx": lambda: docx(
                "<w:p><w:r><w:txbxContent>" * 80 + "</w:txbxContent></w:r></w:p>" * 80
            ),
            "boxes-many.docx": lambda: docx(
                "<w:p>" + f"<w:r><w:txbxContent>{_paragraph('a')}</w:txbxContent></w:r>" * 5_000 + "</w:p>"
            ),
            "controls-deep.docx": lambda: docx("<w:sdt><w:sdtContent>" * 110 + "</w:sdtContent></w:sdt>" * 110),
            "breaks.docx": lambda: docx("<w:p><w:r>" + "<w:br/><w:tab/>" * 200_000 + "</w:r></w:p>"),
            "deletions.docx": lambda: docx("<w:del>" + _paragraph("a") * 50_000 + "</w:del>"),
            "headings.docx": lambda: docx(_paragraph("a", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') * 5_000),
            "attributes.docx": lambda: docx("<w:p " + " ".join(f'a{n}="b"' for n in range(90_000)) + "/>"),
        }
    )


def _styled() -> list[HostileFile]:
    def style(name: str, based_on: str) -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based_on}"/></w:style>'
        )

    used = _paragraph(properties='<w:pPr><w:pStyle w:val="A"/></w:pPr>')
    return named(
        {
            "style-loop.docx": lambda: docx(used, styles=style("A", "B") + style("B", "A")),
            "style-of-itself.docx": lambda: docx(used, styles=style("A", "A")),
            "style-without-name.docx": lambda: docx(used, styles="<w:style/><w:style><w:name/></w:style>"),
            "style-chain.docx": lambda: docx(
                used, styles="".join(style(f"S{n}", f"S{n + 1}") for n in range(20_000))
            ),
            "style-levels-insane.docx": lambda: docx(
                used,
                styles='<w:style w:styleId="A"><w:name w:val="heading 9"/><w:pPr>'
                '<w:outlineLvl w:val="99999999999"/></w:pPr></w:style>',
            ),
            "styles-missing.docx": lambda: docx(used, relations=(_relation(1, "styles", "nowhere.xml"),)),
            "styles-not-xml.docx": lambda: docx(used, more={"word/styles.xml": b"\x00\x01not xml"}),
            "styles-of-another-kind.docx": lambda: docx(used, more={"word/styles.xml": "<a/>"}),
            "levels-no-number.docx": lambda: docx(
                _paragraph(properties='<w:pPr><w:outlineLvl w:val="²"/></w:pPr>') * 3
            ),
        }
    )


def _xml() -> list[HostileFile]:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "town ">{entities}]>'
    outside = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    one_big = f'<!DOCTYPE a [<!ENTITY e "{"a" * 100_000}">]>'

    def notes(inner: str, head: str = "") -> str:
        return f'<?xml version="1.0"?>{head}<w:footnotes {_W}>{inner}</w:footnotes>'

    note = '<w:footnote w:id="{}">' + _paragraph("{}") + "</w:footnote>"
    return named(
        {
            "entity-bomb.docx": lambda: docx(_document(_paragraph("&e9;"), bomb).encode()),
            "entity-bomb-in-notes.docx": lambda: docx(footnotes=notes(note.format(1, "&e9;"), bomb)),
            "entity-repeated.docx": lambda: docx(_document(_paragraph("&e;" * 5_000), one_big).encode()),
            "entity-from-outside.docx": lambda: docx(_document(_paragraph("a &e; b"), outside).encode()),
            "entity-in-notes.docx": lambda: docx(footnotes=notes(note.format(1, "a &e; b"), outside)),
            "notes-not-xml.docx": lambda: docx(footnotes="<w:footnotes"),
            "notes-10000.docx": lambda: docx(footnotes=notes("".join(note.format(n, "a") for n in range(10_000)))),
            "notes-without-id.docx": lambda: docx(footnotes=notes("<w:footnote><w:p/></w:footnote>a")),
            "document-not-xml.docx": lambda: docx(b"\x00\xff plain"),
            "document-empty.docx": lambda: docx(b""),
            "document-of-another-kind.docx": lambda: docx(b'<?xml version="1.0"?><html><body>a</body></html>'),
            "document-without-body.docx": lambda: docx(f"<w:document {_W}/>".encode()),
            "document-cut.docx": lambda: docx(_document(_paragraph() * 50).encode()[:-40]),
            "document-deep.docx": lambda: docx(_document("<w:p>" * 5_000 + "</w:p>" * 5_000).encode()),
            "document-utf16.docx": lambda: docx(
                _document(_paragraph())
                .replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
                .encode("utf-16")
            ),
            "document-encoding-lies.docx": lambda: docx(
                b'<?xml version="1.0" encoding="klingon"?>' + _document(_paragraph())[21:].encode()
            ),
            "document-control-characters.docx": lambda: docx(_document(_paragraph("a\x01b\x1f")).encode()),
            "document-processing.docx": lambda: docx(_document("<?php die ?><!-- a -->" * 20_000).encode()),
            "namespaces.docx": lambda: docx(
                _document("<w:p " + " ".join(f'xmlns:n{n}="a{n}"' for n in range(20_000)) + "/>").encode()
            ),
        }
    )


def _archives() -> list[HostileFile]:
    return named(
        {
            "media-of-400-megabytes.docx": lambda: docx(
                more={f"word/media/{n}.png": bytes(40_000_000) for n in range(10)}
            ),
            "document-of-90-megabytes.docx": lambda: docx((_document(_paragraph()) + " " * 90_000_000).encode()),
            "document-of-200-megabytes.docx": lambda: docx(_document(_paragraph("a" * 200_000_000)).encode()),
            "parts-20000.docx": lambda: docx(more={f"word/part{n}.xml": "<a/>" for n in range(20_000)}),
            "relations-20000.docx": lambda: docx(
                relations=tuple(_relation(n, "image", "media/a.png") for n in range(10, 20_000)),
                more={"word/media/a.png": b"a"},
            ),
            "relations-in-a-circle.docx": lambda: docx(
                relations=(_relation(9, "foo", "document.xml"), _relation(8, "foo", "../word/document.xml"))
            ),
            "relations-outside.docx": lambda: docx(
                relations=(
                    _relation(9, "footnotes", "file:///etc/passwd", ' TargetMode="External"'),
                    _relation(8, "footnotes", "../../../../etc/passwd"),
                )
            ),
            "relations-to-nothing.docx": lambda: docx(relations=(_relation(9, "footnotes", "nowhere.xml"),)),
            "names-leading-out.docx": lambda: docx(more={"../../../tmp/evil.xml": "<a/>", "/etc/evil": "a"}),
            "names-twice.docx": _twice,
            "sizes-lie.docx": _sizes_lie,
            "directory-lies.docx": lambda: docx().replace(b"PK\x01\x02", b"PK\x01\x03"),
            "entries-overlap.docx": _overlapping,
            "comment-long.docx": lambda: docx()[:-2] + b"\xff\xff" + b"a" * 65_535,
            "method-unknown.docx": lambda: docx().replace(
                b"PK\x03\x04\x14\x00\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00\x63"
            ),
            "no-types.docx": lambda: docx(more={"[Content_Types].xml": "<a/>"}),
            "no-main-part.docx": lambda: docx(more={"_rels/.rels": _relations()}),
            "empty-archive.docx": lambda: b"PK\x05\x06" + bytes(18),
            "old-format.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
        }
    )


def _twice() -> bytes:
    """Every part twice under the same name, as no writer does."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as source, zipfile.ZipFile(packed, "w") as archive:
        for entry in source.infolist():
            for index in range(2):
                name = entry.filename if index else "x" * len(entry.filename)
                archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), source.read(entry))
    data = packed.getvalue()
    with zipfile.ZipFile(io.BytesIO(docx())) as source:
        for entry in source.infolist():
            data = data.replace(b"x" * len(entry.filename), entry.filename.encode())
    return data


def _sizes_lie() -> bytes:
    """Every entry says in the directory that it unpacks to ten bytes."""
    data = bytearray(docx(_paragraph("a" * 50_000_000)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def _overlapping() -> bytes:
    """Every entry of the directory points at the first one's data."""
    data = bytearray(docx())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)
