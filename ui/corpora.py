"""Which corpus a command means, opened and brought up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
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
    from index.home import has_index

    if corpus is None:
        return _indexed_last(optional=optional)
    if corpus == SAMPLE and not Path(SAMPLE).is_dir():
        from index.sample import folder

        return folder()
    if not Path(corpus).is_dir() and (Path(corpus).exists() or not has_index(Path(corpus))):
        raise typer.BadParameter(f"{corpus} is not a folder", param_hint="--corpus")
    return Path(corpus)


def _indexed_last(*, optional: bool) -> Path | None:
    """The folder indexed last, which may be gone where what was indexed of it is still there."""
    from index.errors import NotIndexed
    from index.home import current_folder, has_index, known_corpora

    current = current_folder()
    if current is not None and (current.is_dir() or has_index(current)):
        return current
    if optional:
        return None
    others = ", ".join(f"`--corpus {folder}`" for folder in known_corpora() if folder != current)
    if current is not None:
        raise NotIndexed(
            f"the folder indexed last, {current}, is gone, and so is its index; index it where it lies now with "
            "`sayso index FOLDER`" + (f", or name another one that is indexed: {others}" if others else "")
        )
    raise NotIndexed(
        f"no folder was indexed last; name one that is indexed: {others}"
        if others
        else "nothing is indexed yet: `sayso index FOLDER` indexes your documents, "
        "`--corpus sample` uses the ones that come with sayso"
    )


def open_corpus(folder: Path, *, rebuild: bool = False) -> Corpus:
    """The corpus of a folder, keeping its figures and the day of each document as it is indexed."""
    from index.corpus import Corpus
    from qa.figures.annotations import FigureAnnotator
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
    """Index what is new; where another process is doing so or that cannot be, say it and use what is indexed."""
    from index.errors import CorpusLocked, LoadError, ReadOnly
    from ui import terminal

    try:
        report = bring_up_to_date(corpus)
    except (CorpusLocked, LoadError, ReadOnly) as obstacle:
        say(f"{terminal.one_line(str(obstacle))}; using what is indexed so far", error=True)
        return
    if report.problems or report.interrupted or report.notes:
        say(terminal.index_view(report), error=True)


def _print_step(step: Progress) -> None:
    typer.echo(json.dumps(asdict(step), ensure_ascii=False), err=True)


def current_or_sample() -> str:
    """The folder indexed last, or the sample documents."""
    current = _indexed_last(optional=True)
    return str(current) if current else SAMPLE


def bring_up_to_date(
    corpus: Corpus, *, forget: bool = False, by_content: bool = False, as_json: bool = False
) -> IndexReport:
    """Bring the index up to date; progress goes to standard error.

    There is a bar where that is a terminal; with `as_json` a line of JSON instead for each step, in which
    "writing" says that the file is in the index to stay.
    """
    if as_json:
        return corpus.index(_print_step, forget=forget, by_content=by_content)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from ui import terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(step: Progress) -> None:
            description = f"{step.stage} {terminal.one_line(step.path)[-40:]}"
            bar.update(task, description=description, completed=step.done, total=step.total)

        return corpus.index(told, forget=forget, by_content=by_content)
