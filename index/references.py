"""Which document a user means by an id, a path, a title or the name of a file."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from index.errors import DocumentNotFound
from index.types import DocumentInfo


def document_called(reference: str, infos: Sequence[DocumentInfo]) -> DocumentInfo:
    """The one document of this id, path, title or file name. Raises `DocumentNotFound`, naming near ones."""
    wanted = reference.strip().casefold()
    for names in (
        lambda info: (info.id,),
        lambda info: (info.path.casefold(),),
        lambda info: (info.title.casefold(), info.path.rpartition("/")[2].casefold()),
    ):
        found = [info for info in infos if wanted in names(info)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{info.id} ({info.path})" for info in found[:5])
            raise DocumentNotFound(f"{reference!r} names {len(found)} documents: {listed}; use the id")
    raise DocumentNotFound(f"{reference!r} is no document's id, path or title{_near(wanted, infos)}")


def _near(wanted: str, infos: Sequence[DocumentInfo]) -> str:
    names = {name.casefold(): name for info in infos for name in (info.path, info.title)}
    close = difflib.get_close_matches(wanted, names, n=3)
    listed = ", ".join(names[name] for name in close)
    return f"; near ones: {listed}" if close else "; `sayso documents` lists them"
