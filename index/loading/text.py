"""Plain text, in whatever encoding."""

from __future__ import annotations

from pathlib import Path

from index.files.decoding import decode
from index.files.opening import read_bytes
from index.loading.chats import transcript_parts
from index.types import Loaded, LoadedDocument


class TextLoader:
    """Reads plain text as it stands; in transcripts, who wrote which words and when is told apart."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def load(self, path: Path) -> Loaded:
        """The whole file as one document; its metadata is left to be read from the text."""
        decoded = decode(read_bytes(path), path)
        warnings = (decoded.damage,) if decoded.damage else ()
        return Loaded((LoadedDocument(decoded.text, parts=transcript_parts(decoded.text)),), warnings)
