"""The `sayso` command. Each command validates its arguments, calls a façade and prints what it returns."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.cli import app as eval_app

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from index.corpus import Corpus
    from index.types import Filter, IndexReport, Progress
    from qa.assistant import Assistant

app = typer.Typer(
    name="sayso",
    help="Ask a pile of documents a question; get passages quoted letter for letter, and who says what.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

SAMPLE = "sample"

train = typer.Typer(help="Make the shipped weights again, from published weights and data.", no_args_is_help=True)
app.add_typer(train, name="train")
app.add_typer(eval_app, name="eval")

CorpusOption = Annotated[
    str | None,
    typer.Option("--corpus", "-c", help="A folder of documents, or `sample`. Default: the folder indexed last."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command()
def index(
    folder: Annotated[Path, typer.Argument(help="The folder of documents.")],
    rebuild: Annotated[bool, typer.Option(help="Start over, for instance to change the embedding model.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Index a folder: what is new, changed or deleted since last time."""
    from index.home import remember_current

    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is not a folder", param_hint="FOLDER")
    with _opened(folder, rebuild=rebuild) as corpus:
        report = _index(corpus)
        remember_current(folder)
    if as_json:
        _print_json(
            {
                "seconds": round(report.seconds, 3),
                "interrupted": report.interrupted,
                "files": [
                    {"path": f.path, "outcome": f.outcome.value, "reason": f.reason, "documents": f.documents}
                    for f in report.files
                ],
            }
        )
    else:
        from ui import terminal

        _print(terminal.index_view(report))
    if report.interrupted:
        raise typer.Exit(130)


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question. None: a conversation.")] = None,
    corpus: CorpusOption = None,
    as_json: JsonOption = False,
    published_from: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    published_to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only documents in this language, e.g. `sv`.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only documents of this publisher.")] = None,
) -> None:
    """Answer a question with quoted, cited passages; without a question, hold a conversation."""
    from index.types import Filter

    where = Filter(
        published_from=published_from.date() if published_from else None,
        published_to=published_to.date() if published_to else None,
        languages=tuple(language or ()),
        publishers=tuple(publisher or ()),
    )
    with _assistant(corpus) as assistant:
        if question:
            answer = assistant.ask(" ".join(question), where=where)
            _print_answer(answer, as_json=as_json)
        else:
            _converse(assistant, where, as_json=as_json)


@app.command()
def figures(
    corpus: CorpusOption = None,
    about: Annotated[str, typer.Option(help="What is counted, e.g. `civilian deaths`.")] = "",
    claimant: Annotated[str, typer.Option(help="Who says it.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, with quotes and offsets.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List who says how many, of what, where and when, over a whole corpus."""
    from qa.annotating import NAME
    from qa.ledger import corpus_ledger

    with _corpus(corpus) as opened:
        _refresh(opened)
        ledger = corpus_ledger(opened.facts(NAME), about=about, claimant=claimant, place=place)
    if as_csv:
        import csv

        from qa.figure_records import ROW_FIELDS, figure_rows

        writer = csv.DictWriter(sys.stdout, ROW_FIELDS)
        writer.writeheader()
        writer.writerows(figure_rows(ledger.figures))
    elif as_json:
        from qa.exporting import ledger_record

        _print_json(ledger_record(ledger))
    elif ledger.figures:
        from ui import terminal

        _print(terminal.ledger_table(ledger))
    else:
        _print("no figures found; try fewer words, or none")


@app.command()
def documents(corpus: CorpusOption = None, as_json: JsonOption = False) -> None:
    """List the documents of a corpus."""
    from qa.exporting import document_record

    with _corpus(corpus) as opened:
        found = opened.documents()
    if as_json:
        _print_json([document_record(document) for document in found])
    elif found:
        from ui import terminal

        _print(terminal.documents_table(found))
    else:
        _print("no documents yet: index a folder with `sayso index FOLDER`")


@app.command()
def show(
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="Id, path or title; `ID:START-END` marks a quote.")
    ],
    corpus: CorpusOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a document whole, or opened at a citation."""
    from index.types import Span
    from qa.exporting import document_record

    reference, mark = document, None
    if located := re.fullmatch(r"(.+):(\d+)-(\d+)", document, re.DOTALL):
        reference, start, end = located[1], int(located[2]), int(located[3])
        if start > end:
            raise typer.BadParameter(f"{start}-{end} is not a range of characters", param_hint="DOC")
        mark = Span(start, end)
    with _corpus(corpus) as opened:
        found = opened.document(reference)
    if mark is not None and mark.end > len(found.text):
        raise typer.BadParameter(
            f"{mark.start}-{mark.end} lies outside {found.info.path}, which has {len(found.text)} characters",
            param_hint="DOC",
        )
    if as_json:
        _print_json({**document_record(found.info), "text": found.text})
    else:
        from ui import terminal

        _print(terminal.document_view(found, mark))


@app.command()
def remove(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id, path or title of the document.")],
    corpus: CorpusOption = None,
) -> None:
    """Take a document out of the index; the file stays where it is."""
    with _corpus(corpus) as opened:
        removed = opened.remove(document)
    from ui import terminal

    _print(f"removed {terminal.one_line(removed.title)} ({removed.id}) from the index; the file was not touched")


@app.command()
def chat(
    corpus: CorpusOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    host: Annotated[
        str, typer.Option(help="The address to listen on; other machines reach 0.0.0.0.")
    ] = "127.0.0.1",
    auth: Annotated[
        str | None,
        typer.Option(metavar="USER:PASSWORD", envvar="SAYSO_AUTH", help="Ask for this on every request."),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A further host name the server answers to.")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer the API as MCP tools too.")] = False,
) -> None:
    """Serve the chat page until Ctrl-C; the sample corpus where none is named or indexed."""
    from ui.server import ServerSettings, serve

    user, colon, password = (auth or "").partition(":")
    if auth is not None and not (user and colon and password):
        raise typer.BadParameter("give a name and a password as USER:PASSWORD", param_hint="--auth")
    settings = ServerSettings(host, port, (user, password) if auth else None, tuple(allow_host or ()), mcp=mcp)
    with _corpus(corpus or _current_or_sample()) as opened, _assistant_over(opened) as assistant:
        _print(f"sayso is open at http://{host}:{port} (Ctrl-C ends it)")
        if not (settings.auth or settings.only_here):
            _print("whoever reaches that address can read, add and remove documents; --auth asks for a password")
        serve(assistant, opened, settings)


@app.command()
def doctor(corpus: CorpusOption = None) -> None:
    """Check the installation and the index, and say what to do about what is wrong."""
    from ui.doctor import examine

    findings = examine(_folder(corpus, optional=True))
    for finding in findings:
        _print(finding.line)
    if any(not finding.ok for finding in findings):
        raise typer.Exit(1)


@train.command()
def reader(
    data: Annotated[Path, typer.Option(help="A folder of SQuAD-format files to train on.")],
    out: Annotated[Path, typer.Option(help="Where checkpoint and finished model go.")],
    teacher: Annotated[
        Path | None,
        typer.Option(help="A folder with all-mpnet-base-v2 to learn from too; wants a graphics card."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, help="How long to train without a teacher, pauses not counted.")
    ] = 4_600,
    seed: int = 7,
    threads: Annotated[int | None, typer.Option(min=1, help="Processor threads; all by default.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoint that is there.")] = True,
) -> None:
    """Train, export and calibrate the reader; needs the extra `train`."""
    from qa.training.making import TAUGHT_READER, make_reader
    from qa.training.train import Recipe

    recipe = replace(TAUGHT_READER, seed=seed) if teacher else Recipe(seed=seed, seconds=seconds)
    made = make_reader(
        data, out, recipe=recipe, teacher=teacher, resume=resume, threads=threads, progress=typer.echo
    )
    typer.echo(f"the finished model is in {made}")


@train.command()
def embedding(out: Annotated[Path, typer.Option(help="Where the model goes.")]) -> None:
    """Make the shipped embedding model from the published weights; needs the extra `train`."""
    from index.embedding.export import export, published_folder

    export(published_folder(), out)
    typer.echo(f"the finished model is in {out}")


def _folder(corpus: str | None, *, optional: bool = False) -> Path | None:
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


def _opened(folder: Path, *, rebuild: bool = False) -> Corpus:
    """The corpus of a folder, keeping its figures and the day of each document as it is indexed."""
    from index.corpus import Corpus
    from qa.annotating import FigureAnnotator
    from ui.shelf import ShelfAnnotator

    return Corpus.open(folder, annotators=[FigureAnnotator(), ShelfAnnotator()], rebuild=rebuild)


@contextmanager
def _corpus(corpus: str | None) -> Iterator[Corpus]:
    folder = _folder(corpus)
    assert folder is not None
    with _opened(folder) as opened:
        yield opened


@contextmanager
def _assistant(corpus: str | None) -> Iterator[Assistant]:
    """An assistant over the corpus, with what is new in its folder indexed first."""
    with _corpus(corpus) as opened, _assistant_over(opened) as assistant:
        yield assistant


@contextmanager
def _assistant_over(corpus: Corpus) -> Iterator[Assistant]:
    from qa.assistant import Assistant

    _refresh(corpus)
    with Assistant(corpus) as assistant:
        yield assistant


def _refresh(corpus: Corpus) -> None:
    """Index what is new; where another process is doing so, say it and use what is indexed so far."""
    from index.errors import CorpusLocked
    from ui import terminal

    try:
        report = _index(corpus)
    except CorpusLocked as busy:
        _print(f"{terminal.one_line(str(busy))}; using what is indexed so far", error=True)
        return
    if report.problems or report.interrupted:
        _print(terminal.index_view(report), error=True)


def _current_or_sample() -> str:
    current = _folder(None, optional=True)
    return str(current) if current else SAMPLE


def _index(corpus: Corpus) -> IndexReport:
    """Bring the index up to date with a progress bar on standard error, which pipes do not see."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from ui import terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=_console(error=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(step: Progress) -> None:
            description = f"{step.stage} {terminal.one_line(step.path)[-40:]}"
            bar.update(task, description=description, completed=step.done, total=step.total)

        return corpus.index(progress=told)


def _converse(assistant: Assistant, where: Filter, *, as_json: bool) -> None:
    """Questions from the terminal until end of input; follow-ups keep their thread."""
    chat = assistant.chat()
    if sys.stdin.isatty():
        _print("Ask; follow-up questions are understood. Ctrl-D ends.")
    while True:
        try:
            question = input("> " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            return
        if question.strip():
            _print_answer(chat.ask(question, where=where), as_json=as_json)


def _print_answer(answer: Any, *, as_json: bool) -> None:
    if as_json:
        from qa.exporting import answer_record

        _print_json(answer_record(answer))
    else:
        from ui import terminal

        _print(terminal.answer_view(answer))


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _console(*, error: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=error, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _print(what: RenderableType, *, error: bool = False) -> None:
    _console(error=error).print(what)


def main() -> None:
    """Run the command line; errors sayso knows become one line on standard error and exit status 1."""
    from index.errors import SaysoError

    try:
        app()
    except SaysoError as error:
        typer.secho(f"sayso: {error}", fg="red", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
