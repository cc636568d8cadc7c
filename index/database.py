"""One SQLite file: a connection for each thread, whole transactions, errors with a remedy.

Written in WAL mode with full synchronisation: what a transaction wrote survives a kill and a power cut,
and readers in other threads and processes see whole transactions or nothing. What is deleted is overwritten.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from index.errors import CorpusError, StoreDamaged, StoreNewer
from index.seal import Seal

PATIENCE = 30.0  # seconds to wait for another process's transaction; they last well under one
REST_PATIENCE_MS = 1_000  # to wait for readers before the log is emptied; their transactions last milliseconds

_WRITABLE = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
# A file may come from a stranger, by `sayso restore`: nothing in its schema is to be run.
_CAREFUL = "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"


class Database:
    """A database file with a schema and the steps that changed it since.

    Raises `StoreDamaged`, `StoreNewer` or `CorpusError` where it cannot be used.
    """

    def __init__(
        self, path: Path, schema: str, migrations: Sequence[Sequence[str]], *, read_only: bool = False
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.seal = Seal(path)
        self._schema = schema
        self._migrations = tuple(migrations)
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @property
    def newest(self) -> int:
        """The version of the tables that this release writes."""
        return 1 + len(self._migrations)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, to the file that is there now: another process may have replaced it."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or not (connection.in_transaction or self._local.file == self._file()):
            with self.explained():
                connection = self._connect()
            self._local.connection, self._local.file = connection, self._file()
        return connection

    def close(self) -> None:
        """Close every thread's connection; the store can be used again afterwards."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the store for several questions."""
        connection = self.connection
        with self.explained():
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of what is written inside, or nothing of it. Only for the holder of the writer lock."""
        connection = self.connection
        with self.explained():
            self._break_seal()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def version(self) -> int:
        """The version of the tables in the file."""
        with self.explained():
            return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def migrate(self) -> None:
        """Take an older file through the steps it lacks, all or none. Only for the holder of the writer lock."""
        with self.writing() as db:
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            self._step(db, self._migrations[version - 1 :])
            self._migrated()

    def rest(self) -> None:
        """Empty the log and seal the file, as far as nobody is in the way. For the holder of the writer lock.

        What was deleted is gone from every file then.
        """
        with suppress(CorpusError, OSError), self.explained():
            connection = self.connection
            connection.execute(f"PRAGMA busy_timeout = {REST_PATIENCE_MS}")
            try:
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
            if not busy and not self.seal.is_put():
                self.seal.put()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, with the file and the remedy."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "decode" in str(error):
                raise self._damaged(str(error)) from error
            raise CorpusError(f"{self.path}: {error}; {_remedy(str(error))}") from error
        except UnicodeDecodeError as error:  # SQLite's own message holds bytes of a damaged schema
            raise self._damaged("its schema cannot be read") from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise
            raise self._damaged(str(error)) from error

    def _break_seal(self) -> None:
        try:
            self.seal.lift()
        except OSError as error:
            raise CorpusError(f"{self.seal.path}: {error.strerror}; {_remedy('readonly')}") from error

    def _migrated(self) -> None:
        """What else is to be written when an older file was taken through its steps."""

    def _damaged(self, what: str) -> StoreDamaged:
        return StoreDamaged(f"{self.path} is damaged ({what}); build the index anew with `sayso index --rebuild`")

    def _file(self) -> tuple[int, ...] | None:
        """What changes when the file is another one; of one opened without a look at locks, when it changes."""
        try:
            facts = self.path.stat()
        except OSError:
            return None
        changing = (facts.st_size, facts.st_mtime_ns) if self.read_only else ()
        return facts.st_dev, facts.st_ino, *changing

    def _connect(self) -> sqlite3.Connection:
        if self.read_only:
            return self._connect_read_only()
        return self._opened(str(self.path), _WRITABLE)

    def _connect_read_only(self) -> sqlite3.Connection:
        """Beside a writer where its files can be seen; else, where there is none, without a look at locks."""
        address = f"file:{quote(str(self.path))}?mode=ro"
        try:
            return self._opened(address, "PRAGMA query_only = ON;")
        except sqlite3.OperationalError:
            return self._opened(f"{address}&immutable=1", "PRAGMA query_only = ON;")

    def _opened(self, address: str, pragmas: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=self.read_only
        )
        try:
            connection.executescript(pragmas + _CAREFUL)
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._connections.append(connection)
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables of a new file; refuse a file of a newer release."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > self.newest:
            raise StoreNewer(
                f"{self.path} was written by a newer release of sayso: its tables have version {version}, this "
                f"release reads up to {self.newest}; update sayso, or build the index anew with "
                "`sayso index --rebuild`"
            )
        if version == 0 and not self.read_only:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                self._step(connection, (self._schema.split(";\n"), *self._migrations))
            connection.commit()

    def _step(self, connection: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
        for statement in (statement for step in steps for statement in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {self.newest}")


def _remedy(problem: str) -> str:
    if "readonly" in problem or "unable to open" in problem:
        return "make the folder and its files writable, or set SAYSO_HOME to another folder"
    return "see that the disk has room and the folder can be written, or set SAYSO_HOME to another one"
