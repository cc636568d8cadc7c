"""The `sayso` command. Each command validates its arguments, calls a façade and prints what it returns."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.cli import app as eval_app
from ui.corpora import (
    assistant_of,
    assistant_over,
    bring_up_to_date,
    corpus_folder,
    corpus_of,
    current_or_sample,
    open_corpus,
    refresh,
)
from ui.printing import print_json, say
from ui.training_cli import app as training_app

if TYPE_CHECKING:
    from index.types import Filter
    from qa.assistant import Assistant

app = typer.Typer(
    name="sayso",
    help="Ask a pile of documents a question; get passages quoted letter for letter, and who says what.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.add_typer(training_app, name="train")
app.add_typer(eval_app, name="eval")

CorpusOption = Annotated[
    str | None,
    typer.Option("--corpus", "-c", help="A folder of documents, or `sample`. Default: the folder indexed last."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command()
def index(
    folder: Annotated[
        str, typer.Argument(help="The folder of documents, or the address of a page to fetch once and keep.")
    ],
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Start over, for instance with another model.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Forget files that are gone, however many.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Compare every file's bytes, not its size and time.")
    ] = False,
    as_json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Index a folder: what is new, changed or deleted since last time. Or add a web page to a corpus."""
    from index.home import remember_current
    from index.webpages import is_address

    if is_address(folder):
        with corpus_of(corpus) as opened:
            report = opened.add_page(folder)
    elif not Path(folder).is_dir():
        raise typer.BadParameter(f"{folder} is not a folder", param_hint="FOLDER")
    else:
        with open_corpus(Path(folder), rebuild=rebuild) as opened:
            report = bring_up_to_date(opened, forget=forget, by_content=check, as_json=as_json)
            remember_current(Path(folder))
    if as_json:
        print_json(
            {
                "seconds": round(report.seconds, 3),
                "interrupted": report.interrupted,
                "notes": list(report.notes),
                "files": [
                    {"path": f.path, "outcome": f.outcome.value, "reason": f.reason, "documents": f.documents}
                    for f in report.files
                ],
            }
        )
    else:
        from ui import terminal

        say(terminal.index_view(report))
    if report.interrupted:
        raise typer.Exit(130)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    corpus: CorpusOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write a corpus's index and the files handed in to one file, also while it is used."""
    with corpus_of(corpus) as opened:
        made = opened.backup(file, force=force)
    say(f"{made.documents} documents of {made.folder} and {made.size / 1e6:.1f} MB are in {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file written by `sayso backup`.")],
    corpus: Annotated[
        str | None,
        typer.Option("--corpus", "-c", help="The folder of documents. Default: the one it was made of."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the index that is there.")] = False,
) -> None:
    """Bring back what `sayso backup` wrote, without embedding anything again."""
    from index.corpus import Corpus
    from index.home import remember_current

    restored = Corpus.restore(file, corpus, force=force)
    remember_current(Path(restored.folder))
    say(f"{restored.documents} documents of {restored.folder} are back as they were on {restored.made[:16]}")


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question. None: a conversation.")] = None,
    corpus: CorpusOption = None,
    as_json: JsonOption = False,
    published_from: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="Only documents published on this day or later."),
    ] = None,
    published_to: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Only documents published on this day or earlier."),
    ] = None,
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
    with assistant_of(corpus) as assistant:
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
    from qa.answering.ledger import corpus_ledger
    from qa.figures.annotations import FACTS_NAME

    with corpus_of(corpus) as opened:
        refresh(opened)
        ledger = corpus_ledger(opened.facts(FACTS_NAME), about=about, claimant=claimant, place=place)
    if as_csv:
        from qa.figures.records import ROW_FIELDS, figure_rows
        from ui.printing import print_csv

        print_csv(ROW_FIELDS, figure_rows(ledger.figures))
    elif as_json:
        from qa.answering.exports import ledger_record

        print_json(ledger_record(ledger))
    elif ledger.figures:
        from ui import terminal

        say(terminal.ledger_table(ledger))
    else:
        say("no figures found; try fewer words, or none")


@app.command()
def documents(corpus: CorpusOption = None, as_json: JsonOption = False) -> None:
    """List the documents of a corpus."""
    from qa.answering.exports import document_record

    with corpus_of(corpus) as opened:
        found = opened.documents()
    if as_json:
        print_json([document_record(document) for document in found])
    elif found:
        from ui import terminal

        say(terminal.documents_table(found))
    else:
        say("no documents yet: index a folder with `sayso index FOLDER`")


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
    from qa.answering.exports import document_record

    reference, mark = document, None
    if located := re.fullmatch(r"(.+):(\d+)-(\d+)", document, re.DOTALL):
        reference, start, end = located[1], int(located[2]), int(located[3])
        if start > end:
            raise typer.BadParameter(f"{start}-{end} is not a range of characters", param_hint="DOC")
        mark = Span(start, end)
    with corpus_of(corpus) as opened:
        found = opened.document(reference)
        copies = opened.near_copies(found.info.id)
        not_read = opened.not_read(found.info.id)
    if mark is not None and mark.end > len(found.text):
        raise typer.BadParameter(
            f"{mark.start}-{mark.end} lies outside {found.info.path}, which has {len(found.text)} characters",
            param_hint="DOC",
        )
    if as_json:
        near = [copy.id for copy in copies]
        record = {**document_record(found.info), "near_copies": near, "not_read": not_read, "text": found.text}
        print_json(record)
    else:
        from ui import terminal

        say(terminal.document_view(found, mark, copies, not_read))


@app.command()
def remove(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id, path or title of the document.")],
    corpus: CorpusOption = None,
) -> None:
    """Take a document out of the index; the file stays where it is."""
    from index.kept_copies import kept_copies
    from ui import terminal

    with corpus_of(corpus) as opened:
        removed = opened.remove(document)
        kept = kept_copies(opened.data)
    say(f"removed {terminal.one_line(removed.title)} ({removed.id}) from the index; the file was not touched")
    if kept:
        say(
            f"kept copies of the index may hold it still; delete them to be rid of it: {', '.join(map(str, kept))}"
        )


@app.command()
def chat(
    corpus: CorpusOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
    host: Annotated[
        str, typer.Option(help="The address to listen on; other machines reach 0.0.0.0.")
    ] = "127.0.0.1",
    auth: Annotated[
        str | None,
        typer.Option(
            metavar="USER[:PASSWORD]",
            envvar="SAYSO_AUTH",
            show_envvar=True,
            help="Ask for this on every request; the password is prompted for where it is left out.",
        ),
    ] = None,
    auth_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file whose first line is USER:PASSWORD.")
    ] = None,
    open_to_all: Annotated[
        bool, typer.Option("--open-to-all", help="Let other machines add and remove documents without a password.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[:PORT]", help="A further name the server answers to, for instance a proxy's."),
    ] = None,
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A reverse proxy (or network) whose X-Forwarded-For, -Host, -Proto, -Prefix count.",
        ),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="/PREFIX", help="The path under which a proxy shows the page.")
    ] = "",
    requests_per_minute: Annotated[
        int, typer.Option(min=0, help="How many requests one address may make a minute; 0: any number.")
    ] = 6000,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer the API as MCP tools too.")] = False,
) -> None:
    """Serve the chat page until Ctrl-C; the sample corpus where none is named or indexed."""
    from ui.credentials import credentials
    from ui.door.addresses import hosts_of, networks, prefix_of
    from ui.server import ServerSettings, check_port, serve

    pair = credentials(auth, auth_file)
    try:
        settings = ServerSettings(
            host=host,
            port=port,
            auth=pair,
            hosts=hosts_of(allow_host or ()),
            mcp=mcp,
            proxies=networks(trust_proxy or ()),
            prefix=prefix_of(root_path),
            open_to_all=open_to_all,
            requests_a_minute=requests_per_minute,
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    check_port(settings)

    def listening() -> None:
        say(f"sayso is open at {settings.address} (Ctrl-C ends it)")

    if not settings.changeable:
        say(
            "whoever reaches this server can read and ask; only a password (--auth USER) or --open-to-all lets "
            "documents be added and removed"
        )
    elif open_to_all and not (settings.auth or settings.only_here):
        say("whoever reaches this server can read, add and remove documents; --auth USER asks for a password")
    with corpus_of(corpus or current_or_sample()) as opened, assistant_over(opened) as assistant:
        serve(assistant, opened, settings, listening)


@app.command()
def doctor(corpus: CorpusOption = None) -> None:
    """Check the installation and the index, and say what to do about what is wrong."""
    from ui.doctor import examine

    findings = examine(corpus_folder(corpus, optional=True))
    for finding in findings:
        say(finding.line)
    if any(not finding.ok for finding in findings):
        raise typer.Exit(1)


def _converse(assistant: Assistant, where: Filter, *, as_json: bool) -> None:
    """Questions from the terminal until end of input; follow-ups keep their thread."""
    chat = assistant.chat()
    if sys.stdin.isatty():
        say("Ask; follow-up questions are understood. Ctrl-D ends.")
    while True:
        try:
            question = input("> " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            return
        if question.strip():
            _print_answer(chat.ask(question, where=where), as_json=as_json)


def _print_answer(answer: Any, *, as_json: bool) -> None:
    if as_json:
        from qa.answering.exports import answer_record

        print_json(answer_record(answer))
    else:
        from ui import terminal

        say(terminal.answer_view(answer))


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
