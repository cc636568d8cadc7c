"""What can go wrong in `index`.

    SaysoError
    └── CorpusError
        ├── LoadError              one file cannot be read; the rest goes on
        │   ├── UnsupportedFormat  no loader for it
        │   └── LimitExceeded      reading it takes more than is allowed, or breaks the process that reads
        ├── NotIndexed             there is no index here yet
        ├── CorpusLocked           another process is writing to the index
        ├── ModelMismatch          the index was made with another embedding model
        ├── StoreDamaged           the store's file is not what was written
        ├── StoreNewer             the store was written by a newer release
        ├── ReadOnly               the index cannot be written here, only asked
        ├── BackupError            a backup cannot be made, or not be restored
        ├── VectorIndexError       the vector index cannot be reached or was refused
        ├── EmbeddingError         the embedding model cannot be loaded or failed
        │   └── MissingExtra       an optional package is not installed; the message names the command
        ├── FetchError             a page of the web cannot be had
        ├── DocumentNotFound       no document by that id, path or title
        └── SettingsError          a setting has a value that cannot be used

Every message names the value, the file where there is one, and the remedy.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of every error sayso raises on purpose."""


class CorpusError(SaysoError):
    """Something is wrong with a corpus or its index."""


class LoadError(CorpusError):
    """A file cannot be read. `reason` is a short clause, `path` the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnsupportedFormat(LoadError):
    """No loader reads this kind of file."""


class LimitExceeded(LoadError):
    """A file takes more time, memory or room than one file may, or breaks the process that reads it."""


class NotIndexed(CorpusError):
    """There is no index for this folder yet."""


class CorpusLocked(CorpusError):
    """Another process is writing to the index; the message names it."""


class ModelMismatch(CorpusError):
    """The index holds vectors of another embedding model."""


class StoreDamaged(CorpusError):
    """The store cannot be read back as it was written."""


class StoreNewer(CorpusError):
    """The store was written by a newer release of sayso."""


class ReadOnly(CorpusError):
    """The index lies where nothing can be written; it can be asked as it is."""


class BackupError(CorpusError):
    """A backup cannot be made, or a file is no backup that can be restored."""


class VectorIndexError(CorpusError):
    """The vector index cannot be reached, or refused a request."""


class EmbeddingError(CorpusError):
    """The embedding model cannot be loaded, or failed on an input."""


class MissingExtra(EmbeddingError):
    """An optional package is missing; the message is the command that installs it."""


class FetchError(CorpusError):
    """A page of the web cannot be had: the message names its address and why."""


class DocumentNotFound(CorpusError):
    """No document has that id, path or title."""


class SettingsError(CorpusError):
    """A setting has a value that cannot be used."""
