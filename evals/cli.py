"""`sayso eval`: run cases, draft and check them, compare runs, measure on public data."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from evals.runner import Progress
    from evals.types import CaseResult, Run

app = typer.Typer(
    name="eval",
    help="Check answers against cases: what is right, what broke, and at which stage.",
    invoke_without_command=True,
    no_args_is_help=False,
)

CorpusOption = Annotated[
    str | None,
    typer.Option("--corpus", "-c", envvar="SAYSO_EVAL_CORPUS", help="The folder of documents, or `sample`."),
]
CasesOption = Annotated[
    Path | None,
    typer.Option(envvar="SAYSO_EVAL_CASES", help="A case file or a folder of them. Default: the sample's."),
]
KindOption = Annotated[list[str] | None, typer.Option(help="Only this kind of question.")]
TagOption = Annotated[list[str] | None, typer.Option(help="Only cases with this tag.")]
MatchOption = Annotated[str | None, typer.Option(help="Only cases whose question holds these words.")]
FailUnderOption = Annotated[float | None, typer.Option(min=0, max=100, help="Exit 1 if fewer percent pass.")]
NoWorseOption = Annotated[
    Path | None, typer.Option(metavar="BASELINE", help="Exit 1 if fewer cases pass than in this run.")
]
RunFile = Annotated[Path, typer.Argument(metavar="RUN.json", help="A run written with --json.")]
BaselineOption = Annotated[Path | None, typer.Option("--baseline", help="A run to compare with.")]


@app.callback()
def main(context: typer.Context) -> None:
    """Run the sample cases where no command is given."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run(
    cases: CasesOption = None,
    corpus: CorpusOption = None,
    kind: KindOption = None,
    tag: TagOption = None,
    match: MatchOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Questions asked at the same time.")] = 2,
    cache: Annotated[bool, typer.Option(help="Take what has not changed from the last run.")] = True,
    reader: Annotated[str | None, typer.Option(help="Another reader than the one sayso uses.")] = None,
    price: Annotated[
        tuple[float, float] | None,
        typer.Option(metavar="SENT WRITTEN", help="What a million tokens cost, to show what a model costs."),
    ] = None,
    baselines: Annotated[bool, typer.Option(help="Also run the baselines on the same cases.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every score.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML page.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the run as JSON.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML.")] = None,
    fail_under: FailUnderOption = None,
    no_worse_than: NoWorseOption = None,
    baseline: BaselineOption = None,
) -> None:
    """Ask every case and say what passed, what did not, and at which stage it was lost."""
    from evals import html_report, records, report
    from evals import junit as junit_report
    from evals.runner import Options, caches, run_cases
    from evals.sources import find_suite, select
    from evals.summary import refusals
    from evals.systems import AssistantSystem
    from evals.types import Prices
    from index.settings import Settings

    suite = find_suite(cases, corpus)
    chosen = select(suite.cases, kinds=kind, tags=tag, match=match)
    before = records.read_run(path) if (path := no_worse_than or baseline) else None
    records.check_writable(html, json, junit)
    prices = Prices(*price) if price else None
    options = Options(jobs=jobs, cache=caches(Settings().home) if cache else None, prices=prices)
    with _bar("asking", kept=cache) as told, AssistantSystem.open(suite.folder, reader) as system:
        done = run_cases(chosen, system, corpus=suite.name, options=options, progress=told)
    others: dict[str, Run] = {}
    if baselines:
        from evals.baselines import run_baselines

        with _bar("baselines", kept=cache) as told:
            others = run_baselines(chosen, suite.folder, corpus=suite.name, options=options, progress=told)
    _print(report.terminal_view(done, baseline=before, verbose=verbose))
    if others:
        _print(report.systems_table({done.system: done, **others}))
    if json:
        records.write_run(done, json, others)
    if html:
        records.write_text(html_report.html_page(done, baseline=before, others=others), html)
    if junit:
        records.write_text(junit_report.junit_xml(done), junit)
    _gate(refusals(done, fail_under=fail_under, baseline=before if no_worse_than else None))


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The case file to write.")],
    corpus: Annotated[str, typer.Option("--corpus", "-c", help="The folder of documents, or `sample`.")],
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many cases to draft.")] = 20,
) -> None:
    """Draft cases from a corpus, for a person to correct."""
    from evals.drafting import draft_file
    from evals.sources import corpus_folder
    from evals.types import EvalError

    if file.exists():
        raise EvalError(f"{file} exists already; name another file, or move it away")
    written = draft_file(corpus_folder(corpus), file, count)
    _print(f"{written} cases drafted in {file}: correct them, then `sayso eval check {file} --corpus {corpus}`")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A case file or a folder of them.")],
    corpus: CorpusOption = None,
) -> None:
    """Validate case files: their form and, with --corpus, that what they expect stands in the documents."""
    from evals.cases import read_cases
    from evals.reviewing import read_folder, review
    from evals.sources import corpus_folder

    cases, problems = read_cases(file)
    if corpus is not None:
        problems += review(cases, read_folder(corpus_folder(corpus)))
    for problem in problems:
        _print(str(problem))
    if problems:
        _print(f"problems: {len(problems)}; cases read: {len(cases)}")
        raise typer.Exit(1)
    _print(f"{len(cases)} cases, no problem found")


@app.command(name="report")
def report_command(
    file: RunFile,
    baseline: BaselineOption = None,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML page.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML.")] = None,
    slim: Annotated[
        Path | None, typer.Option(help="Write the run without answers, to keep as a baseline.")
    ] = None,
    fail_under: FailUnderOption = None,
    no_worse_than: NoWorseOption = None,
) -> None:
    """Show a run that was written as JSON, alone or against another."""
    from evals import html_report, records, report
    from evals import junit as junit_report
    from evals.summary import refusals

    done = records.read_run(file)
    before = records.read_run(path) if (path := no_worse_than or baseline) else None
    _print(report.terminal_view(done, baseline=before, verbose=True))
    if html:
        records.write_text(html_report.html_page(done, baseline=before), html)
    if junit:
        records.write_text(junit_report.junit_xml(done), junit)
    if slim:
        records.write_run(records.without_answers(done), slim)
    _gate(refusals(done, fail_under=fail_under, baseline=before if no_worse_than else None))


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="A benchmark; `list` names them.")],
    data: Annotated[Path | None, typer.Option(help="The folder or file that holds its data.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Measure on a public data set, beside its published figures."""
    from evals import benching
    from evals.types import EvalError

    if name == "list":
        _print(benching.listing())
        return
    benchmark = benching.load(name)
    if data is None:
        raise EvalError(f"{name} needs --data: {benchmark.data_format}")
    result = benchmark.run(data, lambda line: _print(line, error=True))
    _print(benching.as_json(result) if json else benching.table(result))


@app.command()
def speed(
    data: Annotated[
        Path | None, typer.Option(help="A folder of documents to measure on. Default: the sample.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Measure indexing, questions and memory on this machine."""
    from evals import benching
    from evals.sources import SAMPLE, corpus_folder

    folder = corpus_folder(str(data) if data else SAMPLE)
    results = benching.speed(folder, lambda line: _print(line, error=True))
    if json:
        _print(benching.as_json(results))
        return
    for result in results:
        _print(benching.table(result))


@app.command()
def trust(
    only: Annotated[list[str] | None, typer.Argument(help="The tests to run; all where none is named.")] = None,
    short: Annotated[bool, typer.Option("--short", help="Few tries of each, in seconds.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Try to make sayso leak, lose or stop: kills, damage, hostile files, strangers. Takes minutes."""
    from evals import trust as battery
    from evals.trust.base import Effort

    effort = Effort.SHORT if short else Effort.FULL
    found = list(battery.rows(only or (), effort, lambda line: _print(line, error=True)))
    _print(battery.as_json(found) if json else battery.table(found))
    failed = [row for row in found if row.passed is False]
    for row in failed:
        for detail in row.details:
            _print(f"{row.name}: {detail}", error=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def faults(
    data: Annotated[Path, typer.Option(help="The folder with cases.jsonl and a corpus for each case.")],
    only: Annotated[
        list[str] | None, typer.Argument(help="Beginnings of the cases' names; all by default.")
    ] = None,
) -> None:
    """Ask the product about small inputs that are hard to read right, and print each that fails."""
    from evals.faults import read_cases, run

    cases = read_cases(data, only or ())
    right = 0
    for result in run(data, cases):
        right += result.is_right
        if not result.is_right:
            _print(f"{result.case.case}: {result.case.question} {result.problem}: {result.told[:300]}")
    _print(f"{right} of {len(cases)} right")
    if right < len(cases):
        raise typer.Exit(1)


@app.command()
def piles(
    data: Annotated[Path, typer.Option(help="The folder with a folder and PILE.cases.jsonl for each pile.")],
    only: Annotated[list[str] | None, typer.Argument(help="The piles to ask; all by default.")] = None,
    home: Annotated[
        Path | None, typer.Option(help="Where to keep what is indexed; for this run alone by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines for programs, one a question.")] = False,
) -> None:
    """Ask whole piles of documents and print what each answer is worth to its reader."""
    from evals import piles as measured

    cases = measured.read_piles(data, only or ())
    results = []
    with ExitStack() as kept:
        place = home or Path(kept.enter_context(TemporaryDirectory(prefix="sayso-piles-")))
        for result in measured.run(data, cases, place):
            results.append(result)
            _print(measured.as_json(result) if json else measured.line(result))
    if not json:
        _print(measured.table(results))


@app.command()
def fit(
    data: Annotated[Path, typer.Option(help="The folder of public data.")],
    piles: Annotated[Path, typer.Option(help="The folder with the piles to fit on; see `piles`.")],
    cases: CasesOption = None,
    corpus: CorpusOption = None,
    keep: Annotated[Path, typer.Option(help="Where to keep what was read, to fit again without reading.")] = Path(
        ".sayso/fit"
    ),
    write: Annotated[bool, typer.Option("--write", help="Write the weights where the reader takes them.")] = False,
) -> None:
    """Fit which further answers are shown, and print what the choice is worth on each set that is left out."""
    from evals.selection import fit as fitting
    from evals.selection.examples import Places, all_sets
    from qa.reading.combined_reader import CombinedReader
    from qa.reading.network.network_reader import NeuralReader

    places = Places(data, piles, cases, corpus, keep / "home")
    reader = CombinedReader(NeuralReader())

    def told(line: str) -> None:
        _print(line, error=True)

    judged = fitting.kept(keep / "judged.pickle", lambda: fitting.judged(reader, all_sets(places), told))
    _print(fitting.table(list(fitting.left_out(judged))))
    _print(fitting.weights_table(judged))
    if write:
        fitting.fitted(judged).save()


@app.command()
def ablation(
    cases: CasesOption = None,
    corpus: CorpusOption = None,
    kind: KindOption = None,
    tag: TagOption = None,
    match: MatchOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Questions asked at the same time.")] = 2,
) -> None:
    """Switch off one stage at a time and print what each is worth."""
    from evals.ablation import ablation_table, run_ablations
    from evals.runner import Options, caches
    from evals.sources import find_suite, select
    from index.settings import Settings

    suite = find_suite(cases, corpus)
    suite = replace(suite, cases=select(suite.cases, kinds=kind, tags=tag, match=match))
    options = Options(jobs=jobs, cache=caches(Settings().home))
    with _bar("asking") as told:
        runs = run_ablations(suite, options, told)
    _print(ablation_table(runs))


def _gate(refusals: tuple[str, ...]) -> None:
    for refusal in refusals:
        _print(f"sayso eval: {refusal}", error=True)
    if refusals:
        raise typer.Exit(1)


@contextmanager
def _bar(what: str, *, kept: bool = True) -> Iterator[Progress]:
    """Progress with the cases passed so far, on standard error: a bar, or where that is no terminal ten lines.

    `kept` is whether a cache keeps what was answered where a person stops the run.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    if not sys.stderr.isatty():
        with _stopped(kept=kept):
            yield _lines(what)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with _stopped(kept=kept), Bar(*columns, console=_console(error=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        passed = 0

        def told(result: CaseResult, done: int, total: int) -> None:
            nonlocal passed
            passed = result.passed + (passed if done > 1 else 0)
            bar.update(task, description=f"{what}, {passed} right", completed=done, total=total)

        yield told


@contextmanager
def _stopped(*, kept: bool) -> Iterator[None]:
    """Where a person stops a run, say whether it can go on."""
    try:
        yield
    except KeyboardInterrupt:
        on = "what was answered is kept in the cache, so the same command goes on from there"
        _print(f"stopped; {on if kept else 'nothing is kept, as --no-cache asks'}", error=True)
        raise


def _lines(what: str) -> Progress:
    passed = 0

    def told(result: CaseResult, done: int, total: int) -> None:
        nonlocal passed
        passed = result.passed + (passed if done > 1 else 0)
        if 10 * done // total > 10 * (done - 1) // total:
            _print(f"{what}: {done} of {total}, {passed} right", error=True)

    return told


def _console(*, error: bool = False) -> Console:
    from rich.console import Console

    wide = None if sys.stdout.isatty() else 140
    return Console(stderr=error, highlight=False, markup=False, emoji=False, width=wide)


def _print(what: RenderableType, *, error: bool = False) -> None:
    _console(error=error).print(what, soft_wrap=isinstance(what, str))
