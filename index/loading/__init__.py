"""Reads files: one module per format, found by the file's suffix, or by what is in it where it has none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from index.errors import LoadError, UnsupportedFormat
from index.files.kinds import suffix_of
from index.files.problems import technical
from index.loading.bounds import bounded
from index.loading.docx import DocxLoader
from index.loading.eml import EmlLoader
from index.loading.epub import EpubLoader
from index.loading.html import HtmlLoader
from index.loading.images import ImageLoader
from index.loading.jsonl import JsonlLoader
from index.loading.markdown import MarkdownLoader
from index.loading.mbox import MboxLoader
from index.loading.msg import MsgLoader
from index.loading.ocr import EXTRA, recognizer
from index.loading.odt import OdtLoader
from index.loading.pdf import PdfLoader
from index.loading.pptx import PptxLoader
from index.loading.rtf import RtfLoader
from index.loading.sheets import SheetLoader
from index.loading.tables import TableLoader
from index.loading.text import TextLoader
from index.types import Loaded, Loader

__all__ = ["load_file", "supported_suffixes"]

_LOADERS: tuple[Loader, ...] = (
    TextLoader(),
    MarkdownLoader(),
    HtmlLoader(),
    PdfLoader(),
    DocxLoader(),
    TableLoader(),
    SheetLoader(),
    JsonlLoader(),
    EmlLoader(),
    MboxLoader(),
    MsgLoader(),
    PptxLoader(),
    OdtLoader(),
    EpubLoader(),
    RtfLoader(),
)


@lru_cache(maxsize=1)
def _by_suffix() -> dict[str, Loader]:
    pictures = (ImageLoader(),) if recognizer() is not None else ()
    return {suffix: loader for loader in (*_LOADERS, *pictures) for suffix in loader.suffixes}


def supported_suffixes() -> frozenset[str]:
    """The suffixes that can be read, lower case with the dot."""
    return frozenset(_by_suffix())


def load_file(path: Path) -> Loaded:
    """The documents in the file, of which there is at least one with text in it.

    Whatever a parser raises becomes a LoadError that says so in words; only MemoryError goes through. Raises
    UnsupportedFormat where no loader reads such files, LimitExceeded where there is more in it than is read.
    """
    suffix = suffix_of(path)
    loader = _by_suffix().get(suffix)
    if loader is None:
        what = suffix or "a file without a suffix"
        known = ", ".join(sorted(supported_suffixes()))
        if suffix in ImageLoader.suffixes:
            raise UnsupportedFormat(str(path), f"a picture: its text is read once OCR is installed ({EXTRA})")
        raise UnsupportedFormat(str(path), f"no loader for {what}; those read are {known}")
    try:
        loaded = loader.load(path)
    except (LoadError, MemoryError):
        raise
    except RecursionError as error:
        raise LoadError(str(path), "nested too deeply to be read") from error
    except Exception as error:  # a parser meets what its makers never thought of
        reason = f"damaged, or no {suffix} file at all: the reader stopped at it{technical(error)}"
        raise LoadError(str(path), reason) from error
    documents = tuple(document for document in loaded.documents if document.text.strip())
    if not documents:
        raise LoadError(str(path), "there is no text in it")
    return bounded(Loaded(documents, loaded.warnings), path)
