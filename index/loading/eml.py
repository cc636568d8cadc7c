"""E-mails: who wrote to whom and when, then the words, each known by its writer, and the files attached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.files.opening import read_bytes
from index.mail.documents import documents_of, numbered
from index.mail.letters import parsed
from index.types import Loaded


class EmlLoader:
    """Reads one e-mail per file; its plain text, or its page where the plain text is only a pointer to it."""

    suffixes: tuple[str, ...] = (".eml",)

    def load(self, path: Path) -> Loaded:
        """The mail, then its attached files, each as documents of its own."""
        reading = documents_of(parsed(read_bytes(path), path), path)
        own, *attached = reading.documents
        return Loaded((replace(own, row=None), *numbered(attached, 1)), tuple(reading.warnings))
