"""Chroma collections as vector indexes: in a folder, on a server, hosted. The only importer of chromadb.

Vectors always come from sayso's own embedder: a collection is made and opened without an embedding
function, so Chroma never loads or fetches a model, and its telemetry is off.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.errors import VectorIndexError
from index.settings import ServerAddress, Settings
from index.types import Filter, VectorRecord
from index.vectors.filtering import conditions

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

Result = TypeVar("Result")

# Chroma refuses more records in one call: the embedded index and a server by SQLite's limit on
# variables, the hosted one by its quota, which also caps the neighbours of one query.
EMBEDDED_BATCH = 5_461
HOSTED_BATCH = 300

# With Chroma's defaults (16, 100, 100) 3.3% of the 100 nearest of SciFact's 5,183 abstracts are missed, with
# these 0.1%, for the same time.
HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 300}

ATTEMPTS = 4  # with the waits below, a server that restarts within two seconds is not noticed
FIRST_WAIT = 0.25  # seconds


class ChromaIndex:
    """One Chroma collection behind `index.types.VectorIndex`.

    `place` names it in errors; `batch` is the most records per call; `client` is closed with it;
    `patient` repeats requests that failed on the way, which is safe as each may be made twice.
    """

    def __init__(
        self,
        collection: Collection,
        place: str,
        batch: int,
        *,
        client: Client | None = None,
        patient: bool = False,
    ) -> None:
        self._client = client
        self._collection = collection
        self._place = place
        self._batch = batch
        self._patient = patient

    def upsert(self, records: Iterable[VectorRecord]) -> None:
        """Write the records, replacing those with the same ids. Raises `VectorIndexError`."""
        for batch in _batches(records, self._batch):
            self._ask(
                lambda rows=batch: self._collection.upsert(  # type: ignore[misc]
                    ids=[row.id for row in rows],
                    embeddings=[row.vector for row in rows],
                    metadatas=[dict(row.metadata) or None for row in rows],  # type: ignore[misc]
                )
            )

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the records with these ids; unknown ids are no error. Raises `VectorIndexError`."""
        for batch in _batches(ids, self._batch):
            self._ask(lambda rows=batch: self._collection.delete(ids=list(rows)))  # type: ignore[misc]

    def query(self, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[str, float]]:
        """At most k (record id, cosine similarity), best first. Raises `VectorIndexError`."""
        if k <= 0:
            return []
        found = self._ask(
            lambda: self._collection.query(
                query_embeddings=np.asarray([vector]),
                n_results=min(k, self._batch),
                where=conditions(where),
                include=["distances"],
            )
        )
        distances = found["distances"]
        return [
            (record, 1.0 - float(distance))
            for record, distance in zip(found["ids"][0], distances[0] if distances else (), strict=True)
        ]

    def count(self) -> int:
        """The number of records."""
        return self._ask(self._collection.count)

    def ids(self) -> Iterator[str]:
        """Every record's id."""
        for offset in itertools.count(0, self._batch):
            page = self._ask(
                lambda start=offset: self._collection.get(limit=self._batch, offset=start, include=[])  # type: ignore[misc]
            )["ids"]
            yield from page
            if len(page) < self._batch:
                return

    def clear(self) -> None:
        """Remove every record."""
        self.delete(list(self.ids()))

    def close(self) -> None:
        """Let go of files and connections; calling it twice is no error."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ask(self, request: Callable[[], Result]) -> Result:
        with _explained(self._place):
            return _repeated(request) if self._patient else request()


def open_folder(folder: Path, name: str) -> ChromaIndex:
    """The collection `name` in an embedded Chroma folder, made where missing. Raises `VectorIndexError`."""
    import chromadb

    with _explained(str(folder)):
        client: Any = chromadb.PersistentClient(str(folder), settings=_quiet())
        try:
            return ChromaIndex(_collection(client, name), str(folder), EMBEDDED_BATCH, client=client)
        except BaseException:
            client.close()
            raise


class ChromaServer:
    """A Chroma server or hosted Chroma: makes, opens and drops collections. Raises `VectorIndexError`."""

    def __init__(self, settings: Settings) -> None:
        address = settings.chroma_server
        self.place = f"the Chroma server at {address}" if address else "hosted Chroma"
        self._hosted = address is None
        self._settings = settings
        with _explained(self.place):
            self._client = _repeated(lambda: self._connect(address))

    def create(self, name: str) -> ChromaIndex:
        """A new collection, or the one of that name."""
        space = {"spann": {"space": "cosine"}} if self._hosted else {"hnsw": HNSW}
        with _explained(self.place):
            return self._index(_repeated(lambda: _collection(self._client, name, space)))

    def open(self, name: str) -> ChromaIndex | None:
        """The collection of that name; None where the server has none."""
        from chromadb.errors import NotFoundError

        with _explained(self.place):
            try:
                return self._index(_repeated(lambda: self._client.get_collection(name, embedding_function=None)))
            except NotFoundError:
                return None

    def names(self) -> list[str]:
        """The collections there are."""
        with _explained(self.place):
            return [collection.name for collection in _repeated(self._client.list_collections)]

    def drop(self, name: str) -> None:
        """Remove a collection; a missing one is no error."""
        from chromadb.errors import NotFoundError

        with _explained(self.place):
            try:
                _repeated(lambda: self._client.delete_collection(name))
            except NotFoundError:
                return

    def close(self) -> None:
        """Let go of the connections, which also ends the use of its collections."""
        for session in _sessions(self._client):
            session.close()
        self._client.close()

    def _index(self, collection: Collection) -> ChromaIndex:
        batch = HOSTED_BATCH if self._hosted else min(EMBEDDED_BATCH, self._client.get_max_batch_size())
        return ChromaIndex(collection, self.place, batch, patient=True)

    def _connect(self, address: ServerAddress | None) -> Client:
        import chromadb
        from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT

        token = self._settings.chroma_token.get_secret_value() if self._settings.chroma_token else None
        tenant, database = self._settings.chroma_tenant, self._settings.chroma_database
        client: Any
        if address is None:
            client = chromadb.CloudClient(tenant, database, token, settings=_quiet())
        else:
            _heartbeat(address, self._settings.chroma_timeout)
            client = chromadb.HttpClient(
                host=address.host,
                port=address.port,
                ssl=address.ssl,
                headers={"Authorization": f"Bearer {token}"} if token else None,
                settings=_quiet(),
                tenant=tenant or DEFAULT_TENANT,
                database=database or DEFAULT_DATABASE,
            )
        for session in _sessions(client):
            session.timeout = self._settings.chroma_timeout
        made: Client = client
        return made


def _quiet() -> Any:
    """Chroma's settings with reports to nobody: neither its maker nor a collector that the environment names."""
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False, chroma_otel_collection_endpoint="")


def _collection(client: Client, name: str, space: Mapping[str, Any] | None = None) -> Collection:
    return client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration=dict(space or {"hnsw": HNSW}),  # type: ignore[arg-type]
    )


def _heartbeat(address: ServerAddress, timeout: float) -> None:
    """Chroma's client asks the server questions while it is made, without a limit: ask one with a limit first."""
    import httpx

    httpx.get(f"{address}/api/v2/heartbeat", timeout=timeout).raise_for_status()


def _sessions(client: Client) -> list[httpx.Client]:
    """The HTTP sessions behind a server's client. It sets them no time limit and does not close them itself."""
    servers = [getattr(part, "_server", None) for part in (client, getattr(client, "_admin_client", None))]
    sessions = [getattr(server, "_session", None) for server in servers]
    if sessions[0] is None:
        raise VectorIndexError("this release of chromadb hides its HTTP session; install chromadb 1.5")
    return [session for session in sessions if session is not None]


def _repeated(request: Callable[[], Result]) -> Result:
    import httpx
    import tenacity
    from chromadb.errors import InternalError, RateLimitError

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type((httpx.TransportError, InternalError, RateLimitError)),
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=tenacity.wait_exponential(multiplier=FIRST_WAIT, max=2),
        reraise=True,
    )(request)


@contextmanager
def _explained(place: str) -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, ValueError, RuntimeError) as error:
        detail = str(error) or type(error).__name__
        raise VectorIndexError(
            f"{place}: {detail}; see that it runs and that SAYSO_CHROMA and SAYSO_CHROMA_TOKEN are right, "
            "or unset SAYSO_CHROMA to keep the vectors on this machine"
        ) from error


def _batches(items: Iterable[Result], size: int) -> Iterator[list[Result]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
