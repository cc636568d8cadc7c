"""Draws pages word by word where a test says, as layout programs do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from fpdf import FPDF

from index.loading import load_file
from index.types import LoadedDocument

SIZE = 10.0
LEADING = 13.0


class Sheet:
    """A PDF in the making; places are in points from the upper left."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.page()

    def page(self) -> None:
        self.pdf.add_page()

    def line(self, x: float, y: float, text: str, *, size: float = SIZE, style: str = "") -> None:
        self.pdf.set_font("Helvetica", style, size)
        self.pdf.text(x, y, text)

    def lines(
        self, x: float, y: float, lines: Iterable[str], *, size: float = SIZE, leading: float = LEADING
    ) -> None:
        for number, line in enumerate(lines):
            self.line(x, y + number * leading, line, size=size)

    def rows(self, xs: Sequence[float], y: float, rows: Sequence[Sequence[str]]) -> None:
        """Row by row, each cell at its column's left edge; nothing for an empty one."""
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.line(x, y + number * LEADING, text)

    def columns(self, xs: Sequence[float], y: float, rows: Sequence[Sequence[str]]) -> None:
        """The same, column by column."""
        for column, x in enumerate(xs):
            for number, row in enumerate(rows):
                if column < len(row) and row[column]:
                    self.line(x, y + number * LEADING, row[column])

    def read(self, path: Path) -> LoadedDocument:
        """Write the file and load it."""
        self.pdf.output(str(path))
        (document,) = load_file(path).documents
        return document


def raw_pdf(path: Path, content: str, objects: Sequence[str] = (), catalog: str = "", page: str = "") -> Path:
    """A PDF of one page out of its drawing commands and objects numbered from 6, for what fpdf2 cannot write."""
    stream = content.encode("latin-1")
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        f" /Resources << /Font << /F1 5 0 R >> {page.partition('|')[0]} >> {page.partition('|')[2]} >>",
        f"<< /Length {len(stream)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n".encode()
    path.write_bytes(data + f"startxref\n{data.rindex(b'xref')}\n%%EOF".encode())
    return path


def shown(x: float, y: float, text: str, size: float = 11) -> str:
    """The commands that show a line at a place counted from the lower left."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
