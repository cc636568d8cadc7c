"""`sayso doctor`: what is installed, what is indexed, what is wrong and what to do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.errors import SaysoError

LIBRARIES = ("chromadb", "gradio", "llama-index-core", "onnxruntime", "tiktoken", "tokenizers")
LOW_DISK = 500_000_000  # bytes; an index of 100,000 passages takes about this much


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str

    @property
    def line(self) -> str:
        """The finding as one line."""
        return f"{'ok  ' if self.ok else 'FAIL'} {self.name}: {self.detail}"


def examine(folder: Path | None) -> list[Finding]:
    """Look at the installation and, where there is one, the index of `folder`."""
    findings = [
        *_installation(),
        _checked("embedding model", _embedding),
        _checked("reader", _reader),
        *_languages(),
        _disk(),
        *_known_corpora(),
    ]
    if folder is None:
        findings.append(Finding("corpus", True, "nothing is indexed yet"))
    else:
        findings += _corpus(folder)
    return findings


def _installation() -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0])
    for library in LIBRARIES:
        try:
            yield Finding(library, True, version(library))
        except PackageNotFoundError:
            yield Finding(library, False, f"not installed; `pip install {library}`")


def _checked(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except SaysoError as error:
        return Finding(name, False, str(error))


def _embedding() -> str:
    from index.embedding import load_embedder
    from index.settings import Settings

    embedder = load_embedder(Settings().embedder)
    embedder.embed_query("a question")
    return f"{embedder.name}, {embedder.dimensions} dimensions"


def _reader() -> str:
    from index.settings import Settings
    from qa.reading import load_reader

    return load_reader(Settings().reader).name


def _languages() -> Iterator[Finding]:
    """Which rules each language has; where a section is missing, its rules are off."""
    from qa.language.pack import known

    for code in known():
        yield _checked(f"language {code}", partial(_sections, code))


def _sections(code: str) -> str:
    from qa.language.pack import SECTIONS, pack_of

    missing = ", ".join(name for name in SECTIONS if name not in pack_of(code).sections)
    return f"without {missing}" if missing else "every section"


def _disk() -> Finding:
    from index.settings import Settings

    home = Settings().home
    existing = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return Finding("disk", free > LOW_DISK, f"{free / 1e9:.1f} GB free for {home}")


def _known_corpora() -> Iterator[Finding]:
    """What else is kept under home: a folder that is gone leaves its index behind."""
    from index.home import data_folder, known_corpora
    from index.settings import Settings

    settings = Settings()
    for folder in known_corpora(settings):
        data = data_folder(folder, settings)
        gone = "" if folder.is_dir() else "; the folder is gone: what is kept of it can still be asked, or deleted"
        yield Finding("indexed", True, f"{folder}, kept in {data}{gone}")


def _corpus(folder: Path) -> list[Finding]:
    from index.corpus import Corpus

    try:
        with Corpus.open(folder) as corpus:
            problems = corpus.check()
            size = len(corpus.documents())
    except SaysoError as error:
        return [Finding("corpus", False, str(error))]
    if problems:
        return [Finding("corpus", False, problem) for problem in problems]
    return [Finding("corpus", True, f"{folder}: {size} documents, the index is sound")]
