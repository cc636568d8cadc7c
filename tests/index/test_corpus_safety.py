"""Kills, damage, and other processes: whatever happened, answers are right."""

from __future__ import annotations

import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import CorpusError, CorpusLocked, StoreDamaged
from index.locking import WriterLock
from index.seal import Seal
from index.settings import Settings
from index.types import Hit
from index.vectors.mirror import FolderMirror
from tests.embedders import WordEmbedder

ROOT = Path(__file__).resolve().parents[2]

# Says what it does, and at the first step of the stage it was told, if any, waits for its end.
WRITER = """
import sys, time
from pathlib import Path
from index.corpus import Corpus
from index.seal import Seal
from index.settings import Settings
from index.vectors import mirror
from tests.embedders import WordEmbedder

stop = ""

def reached(stage):
    print(stage, flush=True)
    if stage == stop:
        time.sleep(3600)

def catch_up(*arguments, real=mirror._catch_up):
    reached("copied")
    state = real(*arguments)
    reached("caught up")
    return state

mirror._catch_up = catch_up
folder, home = map(Path, sys.argv[1:3])
with Corpus.open(folder, settings=Settings(home=home), embedder=WordEmbedder()) as corpus:
    print("open", flush=True)
    for line in sys.stdin:
        stop = line.strip()
        corpus.index(lambda step: reached(step.stage))
        print("indexed", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    write(made, range(40))
    return made


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def write(folder: Path, numbers: Sequence[int]) -> None:
    for number in numbers:
        sentences = [f"Convoy {number} passed checkpoint {number * 7 + day} on day {day}." for day in range(6)]
        (folder / f"{number}.txt").write_text(f"Convoy {number}\n\n" + "\n\n".join(sentences))


def open_corpus(folder: Path, home: Settings) -> Corpus:
    return Corpus.open(folder, settings=home, embedder=WordEmbedder())


def assert_whole(corpus: Corpus, numbers: Sequence[int]) -> None:
    """Everything and nothing else is there, and the best cosines are those an exact search finds."""
    assert {info.path for info in corpus.documents()} == {f"{number}.txt" for number in numbers}
    embedder = WordEmbedder()
    passages = [p for info in corpus.documents() for p in corpus.passages(info.id)]
    vectors = embedder.embed_passages([passage.searchable for passage in passages])
    for number in random.Random(1).sample(list(numbers), 5):
        question = f"Convoy {number} checkpoint {number * 7}"
        expected = sorted(vectors @ embedder.embed_query(question), reverse=True)
        found = sorted((hit.dense or 0.0 for hit in corpus.search(question, 20)), reverse=True)
        assert found[:5] == pytest.approx(expected[:5], abs=1e-4)
    assert corpus.check() == []


# --- damage ---------------------------------------------------------------------------------------


def flip_bytes(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size:
            data = bytearray(path.read_bytes())
            for place in range(0, len(data), 97):
                data[place] ^= 0xFF
            path.write_bytes(data)


def delete_graph(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def truncate_sqlite(folder: Path) -> None:
    path = folder / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:5_000])


def flip_one_byte(folder: Path) -> None:
    path = next(folder.rglob("data_level0.bin"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def delete_everything(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("damage", [flip_bytes, delete_graph, truncate_sqlite, flip_one_byte, delete_everything])
def test_a_damaged_chroma_folder_is_made_again_without_embedding(
    folder: Path, home: Settings, damage: Callable[[Path], None]
) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        chroma = corpus.data / "chroma"
    damage(_published(chroma))
    embedder = WordEmbedder()
    with Corpus.open(folder, settings=home, embedder=embedder) as corpus:
        assert any("chroma" in problem for problem in corpus.check())
        assert_whole(corpus, range(40))
        assert embedder.embedded == []
        assert _published(chroma).is_dir()


def test_damage_found_while_another_writes_does_not_stop_the_search(folder: Path, home: Settings) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        flip_bytes(_published(corpus.data / "chroma"))
        with WriterLock(corpus.data / "writer.lock"):
            hits = corpus.search("Convoy 7 checkpoint 49")
            assert hits[0].document.path == "7.txt"
        assert corpus.check() != []
        corpus.index()
        assert_whole(corpus, range(40))


def test_searching_changes_nothing_that_was_published(folder: Path, home: Settings) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        chroma = corpus.data / "chroma"
        for _ in range(3):
            with open_corpus(folder, home) as reader:
                assert reader.search("Convoy 7")
        assert corpus.check() == []
        assert list((chroma / "readers").iterdir()) == []


def test_a_flipped_text_in_the_store_is_not_quoted(folder: Path, home: Settings) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        store = corpus.data / "store.sqlite3"
    store.write_bytes(store.read_bytes().replace(b"Convoy 7 passed", b"Convoy 7 missed"))
    with pytest.raises(StoreDamaged, match=r"store\.sqlite3 is not what was written.*--rebuild"):
        open_corpus(folder, home)
    Seal(store).lift()  # as if a writer had been killed: nothing is known of the file as a whole
    with open_corpus(folder, home) as corpus:
        with pytest.raises(StoreDamaged, match=r"7\.txt.*--rebuild"):
            corpus.search("Convoy 7 checkpoint 49")
        with pytest.raises(StoreDamaged, match=r"7\.txt"):
            corpus.document("7.txt")
        assert any("7.txt" in problem for problem in corpus.check())


def test_a_store_that_is_no_database_can_be_rebuilt(folder: Path, home: Settings) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        store = corpus.data / "store.sqlite3"
    store.write_bytes(b"not a database, not even nearly" * 200)
    with pytest.raises(StoreDamaged, match=r"store\.sqlite3.*--rebuild"):
        open_corpus(folder, home)
    with Corpus.open(folder, settings=home, embedder=WordEmbedder(), rebuild=True) as corpus:
        corpus.index()
        assert_whole(corpus, range(40))


# --- kills ----------------------------------------------------------------------------------------


class Writer:
    """A process that indexes when told to; its files cannot grow past 200 MB."""

    def __init__(self, folder: Path, home: Settings) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(home.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000)),
        )
        assert self.line() == "open"

    def line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the writer ended"
        return line.strip()

    def index(self) -> None:
        self.begin()
        self.wait("indexed")

    def begin(self, stop: str = "") -> None:
        """Let it index, up to the first step of the stage `stop`."""
        assert self.process.stdin
        self.process.stdin.write(f"{stop}\n")
        self.process.stdin.flush()

    def wait(self, stage: str) -> None:
        while self.line() != stage:
            pass

    def end(self, how: int = signal.SIGKILL) -> None:
        self.process.send_signal(how)
        self.process.communicate()


@pytest.fixture
def writer(folder: Path, home: Settings) -> Iterator[Writer]:
    started = Writer(folder, home)
    yield started
    started.end()


@pytest.mark.parametrize(
    ("stage", "later"),
    [
        ("embedding", 0.0),
        ("writing", 0.0),
        ("copied", 0.0),
        ("caught up", 0.0),
        # On the way, wherever that is on this machine: nothing asserted here depends on it.
        ("writing", 0.3),
        ("copied", 0.02),
    ],
)
def test_a_killed_writer_leaves_a_sound_index(
    folder: Path, home: Settings, writer: Writer, stage: str, later: float
) -> None:
    writer.index()
    write(folder, range(40, 160))
    (folder / "3.txt").unlink()
    writer.begin(stop="" if later else stage)
    writer.wait(stage)
    time.sleep(later)
    writer.end()
    with open_corpus(folder, home) as corpus:
        assert "3.txt" not in {hit.document.path for hit in corpus.search("Convoy 3 checkpoint 21")}
        assert corpus.search("Convoy 7 checkpoint 49")[0].document.path == "7.txt"
        assert corpus.check() == []
        corpus.index()
        assert_whole(corpus, [number for number in range(160) if number != 3])
        chroma = corpus.data / "chroma"
        assert [path.name for path in chroma.glob("*-*")] == [_published(chroma).name]


# --- other processes and threads ------------------------------------------------------------------


def test_a_reader_sees_what_another_process_indexes(folder: Path, home: Settings, writer: Writer) -> None:
    with open_corpus(folder, home) as reader:
        assert reader.search("Convoy 50 checkpoint 350") == []
        writer.index()
        assert reader.search("Convoy 7 checkpoint 49")[0].document.path == "7.txt"
        write(folder, [50])
        (folder / "7.txt").write_text("Convoy 7\n\nConvoy 7 never left, the driver said.")
        (folder / "8.txt").unlink()
        writer.index()
        hit = reader.search("Convoy 50 checkpoint 350")[0]
        assert (hit.document.path, hit.dense is not None) == ("50.txt", True)
        assert "never left" in reader.search("Convoy 7 driver never left")[0].passage.text
        assert "8.txt" not in {hit.document.path for hit in reader.search("Convoy 8 checkpoint 56", 50)}


def test_a_reader_sees_a_batch_before_the_run_is_over(
    folder: Path, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.batches.BATCH_CHARACTERS", 1)
    seen: list[Hit] = []

    def look(texts: Sequence[str]) -> None:
        if any("Convoy 39" in text for text in texts):
            seen.extend(reader.search("Convoy 10 checkpoint 70", 1))

    with (
        open_corpus(folder, home) as reader,
        Corpus.open(folder, settings=home, embedder=WordEmbedder(before=look)) as corpus,
    ):
        corpus.index()
    assert [(hit.document.path, hit.dense is not None) for hit in seen] == [("10.txt", True)]


def test_threads_search_while_one_indexes(folder: Path, home: Settings) -> None:
    failures: list[BaseException] = []
    stop = threading.Event()

    with open_corpus(folder, home) as corpus:
        corpus.index()

        def search() -> None:
            try:
                while not stop.is_set():
                    hits = corpus.search("Convoy 5 checkpoint 35", 20)
                    assert "5.txt" in {hit.document.path for hit in hits}
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for step in range(3):
            write(folder, range(40 + 20 * step, 60 + 20 * step))
            (folder / "5.txt").write_text(f"Convoy 5\n\nConvoy 5 passed checkpoint 35 on day {step}.")
            corpus.index()
        stop.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert_whole(corpus, range(100))


def test_one_writer_at_a_time_and_the_message_names_it(folder: Path, home: Settings, writer: Writer) -> None:
    write(folder, range(40, 160))
    writer.begin(stop="embedding")
    writer.wait("embedding")
    with open_corpus(folder, home) as corpus:
        expected = rf"process {writer.process.pid} on {re.escape(socket.gethostname())} since 20\d\d-"
        for write_something in (corpus.index, lambda: corpus.add_files([]), lambda: corpus.remove("1.txt")):
            with pytest.raises(CorpusLocked, match=expected):
                write_something()
        writer.end()
        corpus.index()
        assert_whole(corpus, range(160))


def test_a_full_disk_is_named(folder: Path, home: Settings) -> None:
    with open_corpus(folder, home) as corpus:
        corpus.index()
        store = corpus.data / "store.sqlite3"
        write(folder, range(40, 80))
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (store.stat().st_size, limits[1]))
        try:
            with pytest.raises(CorpusError, match=r"store\.sqlite3.*(disk|room)"):
                corpus.index()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, old)
        corpus.index()
        assert_whole(corpus, range(80))


def test_where_no_copy_can_be_made_the_search_is_exact(
    folder: Path, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: FolderMirror) -> Path:
        raise OSError(28, "No space left on device")

    with open_corpus(folder, home) as corpus:
        corpus.index()
        monkeypatch.setattr(FolderMirror, "_own_place", refuse)
        assert_whole(corpus, range(40))


def _published(chroma: Path) -> Path:
    (found,) = chroma.glob("published-*")
    return found
