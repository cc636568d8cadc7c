from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.loading.ocr import recognizer
from index.types import PartKind
from tests.index.loading.drawing import Sheet, wrapped

SAID = "The lighthouse at Kolm was lit again on Friday after a dark winter of eleven weeks."

with_ocr = pytest.mark.skipif(recognizer() is None, reason="the extra sayso[ocr] is not installed")
without_ocr = pytest.mark.skipif(recognizer() is not None, reason="the extra sayso[ocr] is installed")


def picture(path: Path) -> Path:
    import pypdfium2

    sheet = Sheet()
    sheet.lines(60, 100, wrapped(SAID, 40), size=14, leading=20)
    sheet.pdf.output(str(path.with_suffix(".source.pdf")))
    document = pypdfium2.PdfDocument(path.with_suffix(".source.pdf"))
    image = document[0].render(scale=2).to_pil().convert("RGB")
    image.save(path, **({"resolution": 144} if path.suffix == ".pdf" else {}))
    document.close()
    return path


@with_ocr
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_picture_of_text_is_read_and_marked_with_how_sure_that_is(tmp_path: Path, name: str) -> None:
    (document,) = load_file(picture(tmp_path / name)).documents
    assert " ".join(document.text.split()) == SAID
    (part,) = document.parts
    assert part.kind is PartKind.OCR
    assert part.confidence is not None
    assert part.confidence > 0.9
    assert (part.span.start, part.span.end) == (0, len(document.text))


@without_ocr
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png", "scan.jpg"])
def test_without_ocr_a_picture_of_text_names_what_would_read_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoadError, match=r"sayso\[ocr\]"):
        load_file(picture(tmp_path / name))
