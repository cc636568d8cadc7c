"""Words for people who are not at this machine: they name files, never where the files lie."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.types import IndexReport

if TYPE_CHECKING:
    from index.corpus import Corpus

# An absolute path, in quotes (it may then hold spaces) or bare. "and/or" and "1/2" are none.
_QUOTED = re.compile(r"""(['"`])(?:~|[A-Za-z]:)?[\\/][^'"`]*\1""")
_BARE = re.compile(r"""(?<![\w./~:])(?:~|[A-Za-z]:)?[\\/][^\s'"`<>|;,)]+""")
_PROCESS = re.compile(r"\bprocess \d+ on \S+")


class Redaction:
    """Takes the paths of this machine out of what is said to visitors; says everything where `local`."""

    def __init__(self, corpus: Corpus, *, local: bool) -> None:
        self.local = local
        places = (corpus.data, corpus.folder, Path.home(), Path(tempfile.gettempdir()), Path.cwd())
        self._places = sorted({str(place) for place in places if len(place.parts) > 1}, key=len, reverse=True)

    def text(self, said: object) -> str:
        """The words, with each path shortened to its last part."""
        words = str(said)
        if self.local:
            return words
        for place in self._places:
            words = words.replace(f"{place}/", "").replace(place, Path(place).name)
        words = _QUOTED.sub(lambda found: f"{found[1]}{_name(found[0][1:-1])}{found[1]}", words)
        words = _BARE.sub(lambda found: _name(found[0]), words)
        return _PROCESS.sub("another process", words)

    def report(self, report: IndexReport) -> IndexReport:
        """What indexing did, with no path of this machine in it."""
        if self.local:
            return report
        files = (replace(one, path=self.text(one.path), reason=self.text(one.reason)) for one in report.files)
        return replace(report, files=tuple(files))


def _name(path: str) -> str:
    return re.split(r"[\\/]", path.rstrip("\\/.:"))[-1]
