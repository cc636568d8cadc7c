"""Writes small real files of every format for tests."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
from fpdf import FPDF


def make_pdf(
    path: Path,
    pages: Sequence[str],
    *,
    heading: str = "",
    title: str = "",
    author: str = "",
    footer: str = "",
    password: str = "",
    made: datetime = datetime(2020, 2, 3, tzinfo=UTC),
) -> Path:
    """A PDF with a page of wrapped paragraphs for each text; an empty text makes a page with a picture only."""
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(made)
    if title:
        pdf.set_title(title)
    if author:
        pdf.set_author(author)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    for number, text in enumerate(pages, 1):
        pdf.add_page()
        if not text:
            pdf.rect(20, 20, 100, 100, style="F")
        if heading and number == 1:
            pdf.set_font("Helvetica", "B", 20)
            pdf.multi_cell(0, 10, heading, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=11)
        for paragraph in text.split("\n\n"):
            pdf.multi_cell(0, 5, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(4)
        if footer:
            pdf.set_y(-20)
            pdf.cell(0, 5, footer.format(number))
    pdf.output(str(path))
    return path


def make_docx(path: Path, paragraphs: Sequence[tuple[str, str]], *, title: str = "", author: str = "") -> Path:
    """A Word file of (style, text) paragraphs."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.created = datetime(2019, 6, 1, tzinfo=UTC)
    document.save(str(path))
    return path


def make_eml(path: Path, *, text: str = "", page: str = "", attachment: str = "") -> Path:
    """An e-mail with a plain text, an HTML text, or both."""
    message = EmailMessage()
    message["From"] = "Åsa Öberg <asa@desk.example>"
    message["To"] = "news@desk.example"
    message["Subject"] = "Nya siffror från Raqqa"
    message["Date"] = "Fri, 31 May 2019 23:30:00 -0500"
    if text:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attachment)
    path.write_bytes(bytes(message))
    return path


def make_jsonl(path: Path, rows: Sequence[object]) -> Path:
    """A JSON line for each row; strings stand as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
    return path


def make_zip(path: Path, entries: dict[str, bytes]) -> Path:
    """A compressed zip archive with these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def make_odt(path: Path, body: str, *, title: str = "", author: str = "", manifest: str = "") -> Path:
    """An OpenDocument text with this XML for a body; its styles S and H strike and hide."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
            ("meta", "meta"),
        )
    )  # fmt: skip
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = (
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {spaces}><office:meta><dc:title>{title}</dc:title>"
        f"<meta:initial-creator>{author}</meta:initial-creator>"
        "<meta:creation-date>2023-03-08T10:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    entries = {
        "content.xml": content,
        "meta.xml": meta,
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return make_zip(path, {name: text.encode() for name, text in entries.items()})


def make_epub(path: Path, chapters: dict[str, str], *, order: Sequence[str], protected: bool = False) -> Path:
    """A book whose chapters hold this HTML, read in this order."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in order)
    spine = "".join(f'<itemref idref="{name}"/>' for name in order)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The Lamp</dc:title><dc:creator>Ida Falk</dc:creator><dc:creator>Olle Krans</dc:creator>"
        "<dc:language>en</dc:language><dc:date>2001-02-03</dc:date><dc:publisher>Pier Press</dc:publisher>"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    entries = {"META-INF/container.xml": container, "OPS/book.opf": package}
    entries |= {f"OPS/{name}": f"<html><body>{text}</body></html>" for name, text in chapters.items()}
    if protected:
        entries["META-INF/encryption.xml"] = '<encryption><EncryptionMethod Algorithm="aes"/></encryption>'
    return make_zip(path, {name: text.encode() for name, text in entries.items()})
