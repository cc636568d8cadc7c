"""Where cases and corpora are found: those that ship with sayso, and those of a user."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from evals.types import Case, EvalError

SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases and the folder of documents they ask about."""

    name: str
    cases: tuple[Case, ...]
    folder: Path


def own_cases() -> Path:
    """The folder of the cases on the sample corpus."""
    return Path(str(files("evals") / "cases"))


def own_baseline() -> Path:
    """The run on the sample corpus that later runs must not fall behind."""
    return Path(str(files("evals") / "cases" / "baseline.json"))


def find_suite(cases: Path | None, corpus: str | None) -> Suite:
    """The suite to run; the sample cases on the sample corpus where nothing is said.

    Raises EvalError for a missing file or folder, CaseFileError for cases that cannot be read.
    """
    from evals.cases import load_cases

    if cases is None and corpus not in (None, SAMPLE):
        raise EvalError(f"no cases for {corpus}: name a file with --cases, or draft one with `sayso eval new`")
    if cases is not None and not cases.exists():
        known = corpus or "FOLDER"
        raise EvalError(f"{cases}: no such case file; draft one with `sayso eval new --corpus {known} {cases}`")
    if cases is not None and corpus is None:
        raise EvalError(f"no corpus for {cases}: name the folder of its documents with --corpus")
    folder = corpus_folder(corpus or SAMPLE)
    return Suite(corpus or SAMPLE, load_cases(cases or own_cases()), folder)


def corpus_folder(corpus: str) -> Path:
    """The folder a corpus option means. Raises EvalError where there is none."""
    if corpus == SAMPLE:
        from index.sample import folder

        return folder()
    if not Path(corpus).is_dir():
        raise EvalError(f"{corpus}: no such folder of documents")
    return Path(corpus)


def select(
    cases: tuple[Case, ...],
    *,
    kinds: list[str] | None = None,
    tags: list[str] | None = None,
    match: str | None = None,
) -> tuple[Case, ...]:
    """The cases of these kinds, with any of these tags, whose question holds `match`. EvalError for none."""
    chosen = tuple(
        case
        for case in cases
        if (not kinds or case.kind in kinds)
        and (not tags or set(tags) & set(case.tags))
        and (not match or match.casefold() in " ".join((case.id, *case.turns)).casefold())
    )
    if not chosen:
        there = ", ".join(dict.fromkeys(case.kind for case in cases))
        tagged = ", ".join(sorted({tag for case in cases for tag in case.tags})) or "none"
        raise EvalError(f"no case is left: loosen --kind, --tag or --match; kinds here: {there}; tags: {tagged}")
    return chosen
