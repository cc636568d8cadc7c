from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreDamaged, StoreNewer
from index.migrations import SCHEMA_VERSION
from index.store import Store, StoredDocument
from index.types import Document, DocumentInfo, Heading, Page, Passage, Span


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "store.sqlite3")
    yield made
    made.close()


def stored(name: str, text: str = "One sentence. Another one.", cuts: tuple[int, ...] = (0, 14)) -> StoredDocument:
    info = DocumentInfo(
        name,
        f"{name}.txt",
        hashlib.sha256(text.encode()).hexdigest(),
        f"Title of {name}",
        "Courier",
        "A. Writer",
        date(2018, 6, 26),
        "en",
        "https://courier.example/1",
        "text/plain",
    )
    document = Document(info, text, (Page(1, Span(0, len(text))),), (Heading(2, Span(0, 3)),))
    ends = (*cuts[1:], len(text))
    passages = tuple(
        Passage(f"{name}-{n}", name, n, start, end, text[start:end], info.title, 3)
        for n, (start, end) in enumerate(zip(cuts, ends, strict=True))
    )
    return StoredDocument(document, "", f"{name}.txt", frozenset({2**63 - 1, 5}), frozenset({5}), passages)


def put(store: Store, *documents: StoredDocument) -> None:
    with store.writing():
        for document in documents:
            store.put_vectors((p, vector(p.searchable)) for p in document.passages)
            store.put(document)


def vector(text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.random.default_rng(list(text.encode())).standard_normal(8).astype(np.float32)


def test_gives_back_what_was_put(store: Store) -> None:
    written = stored("a")
    put(store, written)
    assert store.document("a") == written.document
    assert store.passages("a") == list(written.passages)
    assert store.infos() == [written.document.info]
    assert store.of_file("", "a.txt") == ["a"]
    assert store.files_of(["a"]) == {"a": ("", "a.txt")}
    lines = store.lines()["a"]
    assert (lines.all, lines.repeated) == (written.lines, written.repeated)
    assert store.hits(["a-1", "unknown"]) == {"a-1": (written.passages[1], written.document.info)}
    assert store.document("unknown") is None


def test_records_carry_the_vectors_and_what_filters_ask(store: Store) -> None:
    written = stored("a")
    put(store, written)
    records = list(store.records_after(0))
    assert [store.names([int(record.id)])[int(record.id)] for record in records] == ["a-0", "a-1"]
    for record, passage in zip(records, written.passages, strict=True):
        assert record.vector.tolist() == vector(passage.searchable).tolist()
        assert record.metadata == {
            "document": "a",
            "language": "en",
            "publisher": "Courier",
            "published": date(2018, 6, 26).toordinal(),
        }
    assert next(store.records_after(int(records[0].id))).id == records[1].id


def test_many_records_come_in_order(store: Store) -> None:
    text = "x" * 1_300
    put(store, stored("a", text, tuple(range(1_300))))
    numbers = [int(record.id) for record in store.records_after(0)]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == store.count_passages() == store.count_upto(store.last_number()) == 1_300


def test_a_number_is_never_given_twice(store: Store) -> None:
    put(store, stored("a"))
    last = store.last_number()
    with store.writing():
        store.remove(["a"])
    assert store.removed_numbers() == [last - 1, last]
    put(store, stored("a"))
    assert [int(record.id) for record in store.records_after(0)] == [last + 1, last + 2]
    with store.writing():
        store.remove(["a"])
    put(store, stored("b"))
    assert store.last_number() > last + 2


def test_putting_again_replaces_whole(store: Store) -> None:
    put(store, stored("a"), stored("b"))
    changed = stored("a", "Only this is left.", (0,))
    put(store, changed)
    assert store.document("a") == changed.document
    assert store.passages("a") == list(changed.passages)
    assert len(store.passages("b")) == 2


def test_the_same_text_needs_one_vector(store: Store) -> None:
    first, second = stored("a"), stored("b")
    assert store.without_vector([*first.passages, *first.passages]) == list(first.passages)
    put(store, first)
    assert store.without_vector(first.passages) == []
    assert store.without_vector(second.passages) == list(second.passages)
    with store.writing():
        store.remove(["a"])
    assert store.without_vector(first.passages) == []
    with store.writing():
        store.forget_unused_vectors()
    assert store.without_vector(first.passages) == list(first.passages)


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    put(store, stored("a"))

    def begin() -> None:
        with store.writing():
            store.remove(["a"])
            store.set_note("key", "value")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        begin()
    assert store.document("a") is not None
    assert store.note("key") is None


def test_readers_see_one_state_while_another_thread_writes(store: Store) -> None:
    put(store, stored("a"))
    with store.reading():
        before = store.infos()
        writer = threading.Thread(target=put, args=(store, stored("b")))
        writer.start()
        writer.join()
        assert store.infos() == before
    assert len(store.infos()) == 2


def test_facts_go_with_their_document_and_version(store: Store) -> None:
    put(store, stored("a"), stored("b"))
    assert store.without_facts("figures", "1") == ["a", "b"]
    with store.writing():
        store.set_facts("a", "figures", "1", [{"value": "32"}])
    assert store.without_facts("figures", "1") == ["b"]
    assert store.without_facts("figures", "2") == ["a", "b"]
    assert [(info.id, facts) for info, facts in store.facts("figures")] == [("a", [{"value": "32"}])]
    with store.writing():
        store.remove(["a"])
    assert list(store.facts("figures")) == []


def test_a_text_that_was_tampered_with_is_noticed(store: Store) -> None:
    put(store, stored("a"))
    raw = sqlite3.connect(store.path)
    raw.execute("UPDATE texts SET text = replace(text, 'One', 'Two')")
    raw.execute("UPDATE passages SET text = replace(text, 'One', 'Two')")
    raw.commit()
    raw.close()
    with pytest.raises(StoreDamaged, match=r"a\.txt"):
        store.document("a")
    with pytest.raises(StoreDamaged, match=r"a\.txt"):
        store.hits(["a-0"])
    assert len(store.problems()) == 1


def test_another_release_is_told_apart(store: Store) -> None:
    put(store, stored("a"))
    store.connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreNewer, match=rf"version 99.*up to {SCHEMA_VERSION};.*--rebuild"):
        store.infos()


def test_a_replaced_file_is_opened_anew(store: Store, tmp_path: Path) -> None:
    put(store, stored("a"))
    other = Store(tmp_path / "other.sqlite3")
    put(other, stored("b"))
    other.close()
    for path in tmp_path.glob("store.sqlite3-*"):
        path.unlink()
    (tmp_path / "other.sqlite3").replace(store.path)
    assert [info.id for info in store.infos()] == ["b"]
