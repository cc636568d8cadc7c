"""The table of a dump: each section's name, what it reads, and the function that reads it.

Names stay when rules are renamed or merged; then only the functions behind them change, and dumps of the code
before and after still compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.characterise import of_checks, of_questions, of_texts
from evals.characterise.inputs import Input, Sources


@dataclass(frozen=True, slots=True)
class Section:
    """One file of a dump. `network` tells that it needs what the network makes of passages."""

    name: str
    inputs: Callable[[Sources], list[Input]]
    describe: Callable[[Input], Mapping[str, object]]
    network: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("figures-ntrex", Sources.ntrex, of_texts.figures),
    Section("figures-tatoeba", Sources.tatoeba, of_texts.figures),
    Section("figures-ramdocs", Sources.ramdocs, of_texts.figures),
    Section("figures-passages", Sources.passages, of_texts.figures),
    Section("figures-further", Sources.further, of_texts.figures),
    Section("figures-sample", Sources.sample_documents, of_texts.figures),
    Section("amounts", Sources.sentences, of_texts.amounts),
    Section("sayings", Sources.sentences, of_texts.sayings),
    Section("places", Sources.sentences, of_texts.places),
    Section("times", Sources.sentences, of_texts.times),
    Section("claimants", Sources.sentences, of_texts.claimants),
    Section("relations", Sources.groups, of_texts.relations),
    Section("drawn-questions", Sources.passages, of_texts.drawn),
    Section("question-language", Sources.questions, of_questions.language),
    Section("question-kind", Sources.questions, of_questions.kind),
    Section("question-analysis", Sources.questions, of_questions.analysis),
    Section("question-amount", Sources.questions, of_questions.asked_amount),
    Section("question-figure", Sources.questions, of_questions.asked_figure),
    Section("question-fit", Sources.questions, of_questions.fit),
    Section("question-wanted", Sources.questions, of_questions.wanted),
    Section("question-measures", Sources.questions, of_questions.measures),
    Section("question-heads", Sources.questions, of_questions.heads),
    Section("question-comparison", Sources.questions, of_questions.comparison),
    Section("question-deed", Sources.questions, of_questions.deed),
    Section("question-doer", Sources.questions, of_questions.doer),
    Section("question-office", Sources.questions, of_questions.office),
    Section("question-manner", Sources.questions, of_questions.manner),
    Section("rare-questions", Sources.rare_questions, of_questions.everything),
    Section("follow-ups", Sources.conversations, of_questions.follow_up),
    Section("reading-rules", Sources.searches, of_checks.ruled),
    Section("checks", Sources.searches, of_checks.checks, network=True),
    Section("reading", Sources.searches, of_checks.reading, network=True),
    Section("answers", Sources.searches, of_checks.answer, network=True),
)


def section(name: str) -> Section:
    """The section by name. Raises LookupError that names those there are."""
    found = next((each for each in SECTIONS if each.name == name), None)
    if found is None:
        raise LookupError(f"no section {name!r}; there are {', '.join(each.name for each in SECTIONS)}")
    return found
