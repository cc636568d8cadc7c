"""Pictures of text: scans and photographs, read by OCR where that extra is installed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LoadError
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.loading.ocr import EXTRA, recognizer
from index.loading.pdf.flow import SheetContent
from index.loading.pdf.layout import laid_out
from index.loading.pdf.page_rows import page_rows
from index.loading.pdf.scans import recognized_page
from index.loading.pdf.text import set_text
from index.loading.pdf.titles import title_on
from index.types import Loaded, LoadedDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
"""Of pictures that may hold text."""

_MEDIA_TYPES = {"png": "image/png", "webp": "image/webp", "tif": "image/tiff", "tiff": "image/tiff"}
_MOST_PIXELS = 80_000_000
"""Pixels of a picture that is read: a page of A3 at 600 dots an inch has 70 million."""

_MOST_FRAMES = 2_000
_LONGEST_SIDE = 3_500
"""Pixels to which the longer side of a picture is made smaller: letters of a page are 40 high then."""


class ImageLoader:
    """Reads pictures by OCR; each frame of a TIFF is a page."""

    suffixes: tuple[str, ...] = SUFFIXES

    def load(self, path: Path) -> Loaded:
        """All frames as one document, all of it marked as read by OCR."""
        read = recognizer()
        if read is None:
            raise LoadError(str(path), f"a picture: its text is read once OCR is installed ({EXTRA})")
        contents = []
        for picture in _frames(read_bytes(path, CONTAINER_LIMIT), path):
            page = recognized_page(read(picture), picture.shape[0], 1.0)
            contents.append(
                SheetContent(laid_out(page_rows(page.words), page.drawings), confidence=page.confidence)
            )
        made = set_text(contents)
        if not made.text.strip():
            raise LoadError(str(path), "OCR finds no text in this picture")
        document = LoadedDocument(
            text=made.text,
            title=title_on(contents),
            media_type=_MEDIA_TYPES.get(path.suffix.lower().lstrip("."), "image/jpeg"),
            pages=made.pages,
            headings=made.headings,
            tables=made.tables,
            parts=made.parts,
        )
        return Loaded((document,))


def _frames(data: bytes, path: Path) -> Iterator[NDArray[np.uint8]]:
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise LoadError(
                    str(path), f"a picture of {opened.width} × {opened.height} is too large to be read"
                )
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                if number >= _MOST_FRAMES:
                    return
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                yield np.asarray(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LoadError(str(path), f"not a picture, or a damaged one ({one_line(str(error))[:100]})") from error
