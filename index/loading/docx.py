"""Word documents: the package opened and checked, and what its properties say of the document."""

from __future__ import annotations

import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from index import languages
from index.errors import LoadError
from index.files.archives import check_sizes
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, SIZE_LIMIT, read_bytes, unreadable
from index.files.problems import technical
from index.loading.docx_body import Body
from index.types import Loaded, LoadedDocument

_MAIN_PART = "word/document.xml"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_NO_AUTHORS = frozenset({"python-docx", "microsoft office user", "user", "admin", "windows user"})
_TEMPLATE_DAYS = frozenset({date(2013, 12, 23), date(1601, 1, 1), date(1970, 1, 1), date(1980, 1, 1)})
"""Days that programs leave in every file they make: that of python-docx's template, and clocks at nought."""

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxLoader:
    """Reads .docx; tracked insertions are read, deletions not."""

    suffixes: tuple[str, ...] = (".docx",)

    def load(self, path: Path) -> Loaded:
        """The text body, then headers and footers, then foot- and endnotes, as one document."""
        _check_package(path)
        document = _opened(path)
        body = Body(document)
        built = body.read()
        if not built.text:
            raise LoadError(str(path), "there is no text in the document")
        return Loaded((built.into(_described(document)),), body.not_read())


def _check_package(path: Path) -> None:
    """Refuses what is no Word file, and archives that unpack to more than is read."""
    if read_head(path).startswith(_COMPOUND_FILE):
        raise LoadError(str(path), "encrypted, or of the old .doc format; save it as .docx without a password")
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if _MAIN_PART not in package.namelist() and not _is_word(package):
                raise LoadError(str(path), "a zip archive, not a Word document")
            if any(entry.flag_bits & 1 for entry in entries):
                raise LoadError(str(path), "encrypted; save it without a password")
    except OSError as error:
        raise LoadError(str(path), unreadable(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise LoadError(str(path), f"not a Word document, or a damaged one ({error})") from error
    check_sizes(entries, path)


def read_head(path: Path) -> bytes:
    """The first bytes of the file, after the checks of `read_bytes`."""
    return read_bytes(path, CONTAINER_LIMIT)[:8]


def _is_word(package: zipfile.ZipFile) -> bool:
    try:
        return b"wordprocessingml" in package.read("[Content_Types].xml")[:SIZE_LIMIT]
    except KeyError:
        return False


def _opened(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(str(path))
    except (
        OpcError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
    ) as error:
        raise LoadError(str(path), f"not a Word document, or a damaged one{technical(error)}") from error
    except zlib.error as error:
        raise LoadError(str(path), f"a damaged Word document ({error})") from error


def _described(document: Any) -> LoadedDocument:
    properties = document.core_properties
    author = one_line(properties.author or "")
    return LoadedDocument(
        text="",
        title=one_line(properties.title or "") or None,
        author=author if author.lower() not in _NO_AUTHORS and author else None,
        published=_day(properties),
        language=languages.base_code(properties.language),
        media_type=MEDIA_TYPE,
    )


def _day(properties: Any) -> date | None:
    """The day the document was made, where the document says it and not the template it was made from."""
    try:
        made = properties.created
    except ValueError:
        return None
    return made.date() if made and made.date() not in _TEMPLATE_DAYS else None
