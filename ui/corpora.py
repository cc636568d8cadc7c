"""Which corpus a command means, opened and brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ui.printing import console, say

if TYPE_CHECKING:
    from index.corpus import Corpus
    from index.types import IndexReport, Progress
    from qa.assistant import Assistant

SAMPLE = "sample"


def corpus_folder(corpus: str | None, *, optional: bool = False) -> Path | None:
    """The folder a `--corpus` value names; the one indexed last where there is none."""
    from index.errors import NotIndexed
    from index.home import current_folder

    if corpus is None:
        current = current_folder()
        if current is None and not optional:
            raise NotIndexed(
                "nothing is indexed yet: `sayso index FOLDER` indexes your documents, "
                "`--corpus sample` uses the ones that come with sayso"
            )
        return current
    if corpus == SAMPLE and not Path(SAMPLE).is_dir():
        from index.sample import folder

        return folder()
    if not Path(corpus).is_dir():
        raise typer.BadParameter(f"{corpus} is not a folder", param_hint="--corpus")
    return Path(corpus)


def open_corpus(folder: Path, *, rebuild: bool = False) -> Corpus:
    """The corpus of a folder, keeping its figures and the day of each document as it is indexed."""
    from index.corpus import Corpus
    from qa.annotating import FigureAnnotator
    from ui.shelf import ShelfAnnotator

    return Corpus.open(folder, annotators=[FigureAnnotator(), ShelfAnnotator()], rebuild=rebuild)


@contextmanager
def corpus_of(corpus: str | None) -> Iterator[Corpus]:
    """The corpus a `--corpus` value names, open; the one indexed last where there is none."""
    folder = corpus_folder(corpus)
    assert folder is not None
    with open_corpus(folder) as opened:
        yield opened


@contextmanager
def assistant_of(corpus: str | None) -> Iterator[Assistant]:
    """An assistant over the corpus a `--corpus` value names, with what is new in its folder indexed first."""
    with corpus_of(corpus) as opened, assistant_over(opened) as assistant:
        yield assistant


@contextmanager
def assistant_over(corpus: Corpus) -> Iterator[Assistant]:
    """An assistant over an open corpus, with what is new in its folder indexed first."""
    from qa.assistant import Assistant

    refresh(corpus)
    with Assistant(corpus) as assistant:
        yield assistant


def refresh(corpus: Corpus) -> None:
    """Index what is new; where another process is doing so, say it and use what is indexed so far."""
    from index.errors import CorpusLocked
    from ui import terminal

    try:
        report = bring_up_to_date(corpus)
    except CorpusLocked as busy:
        say(f"{terminal.one_line(str(busy))}; using what is indexed so far", error=True)
        return
    if report.problems or report.interrupted:
        say(terminal.index_view(report), error=True)


def current_or_sample() -> str:
    """The folder indexed last, or the sample documents."""
    current = corpus_folder(None, optional=True)
    return str(current) if current else SAMPLE


def bring_up_to_date(corpus: Corpus) -> IndexReport:
    """Bring the index up to date with a progress bar on standard error, which pipes do not see."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from ui import terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(step: Progress) -> None:
            description = f"{step.stage} {terminal.one_line(step.path)[-40:]}"
            bar.update(task, description=description, completed=step.done, total=step.total)

        return corpus.index(progress=told)
