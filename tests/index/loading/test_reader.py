"""The process that reads files: what ends it, what is said of it, and that nothing of it stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import CorpusError, LimitExceeded, LoadError, UnsupportedFormat
from index.loading.bounds import Bounds
from index.loading.reader import FileReader

ROUGH = "tests.index.loading.rough:load"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def reader() -> Iterator[FileReader]:
    with FileReader(Bounds(seconds=1.0, gigabytes=0.5), ROUGH) as opened:
        yield opened


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def process_of(reader: FileReader, folder: Path) -> int:
    return int(reader.read(write(folder / "process.txt", "process ")).documents[0].text)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_many_files_are_read_by_one_process(reader: FileReader, tmp_path: Path) -> None:
    first = process_of(reader, tmp_path)
    assert reader.read(write(tmp_path / "a.txt", "The river rose.")).documents[0].text == "The river rose."
    assert process_of(reader, tmp_path) == first != os.getpid()


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("loop", "more than 1 seconds; raise SAYSO_READ_SECONDS"),
        ("sleep", "more than 1 seconds; raise SAYSO_READ_SECONDS"),
        ("fill", "more than 0.5 GB of memory; raise SAYSO_READ_MEMORY"),
        ("crash", "breaks down on it, so nothing of it is read (SIGSEGV)"),
        ("abort", "gives up on it; raise SAYSO_READ_MEMORY above 0.5"),
        ("exit", "(status 3)"),
        ("garble", "breaks down on it"),
    ],
)
def test_what_breaks_the_process_is_named_and_the_next_file_is_read(
    reader: FileReader, tmp_path: Path, order: str, said: str
) -> None:
    before = process_of(reader, tmp_path)
    with pytest.raises(LimitExceeded) as caught:
        reader.read(write(tmp_path / "rough.txt", f"{order} now"))
    assert said in caught.value.reason
    assert not is_alive(before)
    assert reader.read(write(tmp_path / "a.txt", "The river rose.")).documents[0].text == "The river rose."


def test_what_a_library_prints_is_no_reply(reader: FileReader, tmp_path: Path) -> None:
    assert reader.read(write(tmp_path / "a.txt", "print The river")).documents[0].text == "print The river"


def test_real_files_and_their_errors_come_through(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff\n.txt"))
    with FileReader(Bounds()) as reader:
        loaded = reader.read(write(odd, "# no heading\nÅsa \U0001f5de\n"))
        assert loaded.documents[0].text == "# no heading\nÅsa \U0001f5de\n"
        heading = reader.read(write(tmp_path / "a.md", "---\ndate: 2019-05-31\n---\n# Åsa\n\nText.\n")).documents[
            0
        ]
        assert heading.text[heading.headings[0].span.start : heading.headings[0].span.end] == "Åsa"
        assert str(heading.published) == "2019-05-31"
        with pytest.raises(UnsupportedFormat):
            reader.read(write(tmp_path / "a.xyz", "words"))
        with pytest.raises(LoadError, match="no longer there"):
            reader.read(tmp_path / "gone.txt")


def test_a_process_that_does_not_start_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with (
        FileReader(Bounds(), "index.loading:nothing_of_that_name") as reader,
        pytest.raises(CorpusError) as caught,
    ):
        reader.read(write(tmp_path / "a.txt", "words"))
    assert not isinstance(caught.value, LoadError)
    assert "nothing_of_that_name" in str(caught.value)


def test_closing_ends_a_file_in_the_midst_from_another_thread(tmp_path: Path) -> None:
    reader = FileReader(Bounds(), ROUGH)
    process = process_of(reader, tmp_path)
    rough = write(tmp_path / "rough.txt", "sleep now")
    ended = threading.Event()

    def read() -> None:
        with pytest.raises(LoadError):
            reader.read(rough)
        ended.set()

    thread = threading.Thread(target=read)
    thread.start()
    time.sleep(0.2)
    reader.close()
    assert ended.wait(10)
    thread.join()
    assert not is_alive(process)
    with pytest.raises(CorpusError, match="closed"):
        reader.read(rough)


SCRIPT = """
import sys
from pathlib import Path
from index.loading.bounds import Bounds
from index.loading.reader import FileReader
reader = FileReader(Bounds(), "tests.index.loading.rough:load")
print(reader.read(Path(sys.argv[1])).documents[0].text, flush=True)
reader.read(Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_parent_that_is_killed_leaves_no_process_behind(tmp_path: Path, how: signal.Signals) -> None:
    files = [write(tmp_path / "process.txt", "process "), write(tmp_path / "rough.txt", "loop now")]
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with parent:
        assert parent.stdout
        process = int(parent.stdout.readline())
        assert is_alive(process)
        parent.send_signal(how)
        parent.wait(60)
        for _ in range(600):
            if not is_alive(process):
                break
            time.sleep(0.05)
        assert not is_alive(process)


def test_no_module_is_taken_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "email.py").write_text("raise SystemExit('taken from the folder of documents')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    with FileReader(Bounds()) as reader:
        assert reader.read(write(tmp_path / "a.txt", "The river rose.")).documents


def test_the_process_imports_nothing_that_indexes(tmp_path: Path) -> None:
    script = (
        "import sys, index.loading.child, index.loading; "
        "print([m for m in ('onnxruntime', 'chromadb', 'numpy', 'pydantic', 'gradio') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
