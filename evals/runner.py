"""Runs cases against a system: in parallel, from a cache where nothing changed, an error being a record."""

from __future__ import annotations

import hashlib
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from evals.evidence import evidence
from evals.judging import describe, judge, lost_at, shown_quotes, stopped_by
from evals.records import case_key, result_line, result_of
from evals.scoring import scores
from evals.systems import Outcome, System
from evals.types import AnswerRecord, Case, CaseResult, FigureRecord, Prices, QuoteRecord, Run, Stage
from evals.usage import counting
from index.types import Document
from qa.types import Figure, Quote

# Cache files, one for each system, corpus and state of the code.
_KEPT = 40

CONTEXT = 240
"""Characters kept on each side of a quote for reports."""

# What answers, traces and judges; the rest of this package only shows what came of it.
_JUDGING = (
    *("ablation.py", "baselines.py", "llamaindex.py", "systems.py", "tracing.py"),
    *(
        "evidence.py",
        "judging.py",
        "matching.py",
        "metrics.py",
        "reviewing.py",
        "runner.py",
        "scoring.py",
        "types.py",
    ),
)

Progress = Callable[[CaseResult, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `cache` is a folder, None for none; `jobs` are threads over one system."""

    jobs: int = 2
    cache: Path | None = None
    prices: Prices | None = None


def run_cases(
    cases: Sequence[Case],
    system: System,
    *,
    corpus: str,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Run:
    """Judge every case. Interrupted, it goes on from its cache the next time."""
    options = options or Options()
    started, clock = datetime.now(UTC), time.perf_counter()
    corpus_hash = _digest(f"{key} {value}" for key, value in sorted(system.documents().items()))
    models = dict(system.models)
    code = code_hash()
    identity = _digest([system.name, corpus_hash, code, *(f"{k}={v}" for k, v in sorted(models.items()))])
    cache = _Cache(options.cache / f"{identity}.jsonl" if options.cache else None)
    done: list[CaseResult] = []
    lock = threading.Lock()

    def one(case: Case) -> CaseResult:
        result = cache.get(case) or run_case(case, system)
        with lock:
            cache.put(case, result)
            done.append(result)
            if progress:
                progress(result, len(done), len(cases))
        return result

    with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        try:
            results = tuple(pool.map(one, cases))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            cache.close()
    return Run(
        system=system.name,
        corpus=corpus,
        corpus_hash=corpus_hash,
        cases_hash=_digest(sorted(case_key(case) for case in cases)),
        code_hash=code,
        machine=machine(),
        started=started.isoformat(timespec="seconds"),
        seconds=time.perf_counter() - clock,
        results=results,
        notes=_notes(cache.taken, len(cases)),
        models=models,
        prices=options.prices,
    )


def _notes(taken: int, asked: int) -> tuple[str, ...]:
    if not taken:
        return ()
    return (
        f"{taken} of {asked} answers and their times are those of an earlier run: nothing they rest on changed",
    )


def run_case(case: Case, system: System) -> CaseResult:
    """Ask one case and judge the answer. Whatever the system raises becomes a failed result."""
    blank = CaseResult(
        case_id=case.id,
        turns=case.turns,
        kind=case.kind,
        language=case.language,
        tags=case.tags,
        expected=describe(case),
        passed=False,
        checks=(),
        scores={},
        seconds=0.0,
    )
    started = time.perf_counter()
    with counting(system.models) as counts:
        try:
            outcome = system.answer(case.turns)
        except Exception as error:  # a case that breaks the system is a finding, the others still count
            seconds = time.perf_counter() - started
            return replace(blank, seconds=seconds, lost_at=Stage.ERROR, error=_said(error))
    used = outcome.usage or counts.usage
    asked = replace(blank, seconds=time.perf_counter() - started, usage=used if used.calls else None)
    return _judged(case, outcome, asked, lru_cache(maxsize=64)(system.document))


def _judged(case: Case, outcome: Outcome, asked: CaseResult, read: Callable[[str], Document]) -> CaseResult:
    """The result with its judgement; what breaks on an odd answer becomes a record beside what did not."""
    result = asked
    try:
        result = replace(result, answer=_record(outcome, read))
        checks = judge(case, outcome, read)
        result = replace(result, checks=checks, lost_at=lost_at(case, outcome, checks))
        result = replace(result, scores=scores(case, outcome, read))
        if all(check.passed for check in checks):
            return replace(result, passed=True)
        return replace(result, evidence=evidence(case, outcome), stopped_by=stopped_by(case, outcome))
    except Exception as error:
        return replace(result, lost_at=Stage.ERROR, error=f"while judging: {_said(error)}")


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _record(outcome: Outcome, read: Callable[[str], Document]) -> AnswerRecord:
    answer = outcome.answer
    retrieved = dict.fromkeys(hit.document.path for hit in outcome.hits)
    quotes = tuple(_quote_record(quote, read(quote.document.id)) for quote in shown_quotes(answer))
    return AnswerRecord(
        text=answer.text,
        short=answer.short,
        abstained=answer.abstained,
        understood_as=answer.understood_as,
        quotes=quotes,
        figures=tuple(_figure_record(figure) for figure in answer.figures),
        retrieved=tuple(retrieved),
        confidence=max((quote.score for quote in answer.quotes), default=0.0),
    )


def _quote_record(quote: Quote, document: Document) -> QuoteRecord:
    text = document.text
    return QuoteRecord(
        document_id=quote.document.id,
        path=quote.document.path,
        title=quote.document.title,
        text=quote.text,
        start=quote.start,
        end=quote.end,
        answer=quote.answer_text if quote.answer else "",
        score=quote.score,
        verbatim=text[quote.start : quote.end] == quote.text,
        before=text[max(0, quote.start - CONTEXT) : quote.start],
        after=text[quote.end : quote.end + CONTEXT],
    )


def _figure_record(figure: Figure) -> FigureRecord:
    period = figure.period
    return FigureRecord(
        value=figure.amount.value,
        bound=figure.amount.bound,
        counted=figure.counted,
        claimant=figure.claimant,
        place=figure.place,
        start=period.start.isoformat() if period and period.start else None,
        end=period.end.isoformat() if period and period.end else None,
        document=figure.quote.document.path,
    )


class _Cache:
    """Results by case, appended to a file line by line, so that an interrupt loses nothing."""

    def __init__(self, path: Path | None) -> None:
        self._known: dict[str, CaseResult] = dict(_read_cache(path)) if path else {}
        self._file = None
        self.taken = 0
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8")
            _forget_oldest(path.parent)

    def get(self, case: Case) -> CaseResult | None:
        found = self._known.get(case_key(case))
        self.taken += found is not None
        return found

    def put(self, case: Case, result: CaseResult) -> None:
        key = case_key(case)
        if self._file and key not in self._known and result.error is None:
            self._file.write(f"{key} {result_line(result)}\n")
            self._file.flush()

    def close(self) -> None:
        if self._file:
            self._file.close()


def _forget_oldest(folder: Path) -> None:
    """Keep the files written last: every change of the code begins another."""
    by_age = sorted(folder.glob("*.jsonl"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in by_age[_KEPT:]:
        file.unlink(missing_ok=True)


def _read_cache(path: Path) -> Iterator[tuple[str, CaseResult]]:
    """The results of a cache file; a line cut short by a kill is asked again."""
    from pydantic import ValidationError

    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition(" ")
        try:
            yield key, result_of(rest)
        except ValidationError:
            continue


def code_hash() -> str:
    """A hash of the code and models that answers and judgements depend on."""
    return _code_hash(_newest())


def _code_files() -> list[Path]:
    folders = [Path(str(files(name))) for name in ("index", "qa")]
    found = [
        f for folder in folders for f in folder.rglob("*") if f.is_file() and f.suffix not in (".pyc", ".pyi")
    ]
    judging = Path(str(files("evals")))
    return sorted(found) + [judging / name for name in _JUDGING]


def _newest() -> tuple[tuple[str, int, int], ...]:
    return tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in _code_files())


@lru_cache(maxsize=4)
def _code_hash(stamps: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for name, _, _ in stamps:
        digest.update(Path(name).name.encode())
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()[:16]


def _digest(parts: Sequence[str] | Iterator[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def machine() -> str:
    """Processor, cores and Python, for a report."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def caches(home: Path) -> Path:
    """Where results are kept between runs."""
    return home / "evals"


def by_kind(run: Run) -> Mapping[str, tuple[int, int]]:
    """Passed and asked, per kind of question."""
    counts: dict[str, tuple[int, int]] = {}
    for result in run.results:
        passed, asked = counts.get(result.kind, (0, 0))
        counts[result.kind] = (passed + result.passed, asked + 1)
    return counts
