"""The values that pass between the parts of `evals`: cases, what was expected, what came back, a whole run.

Everything here is frozen. A `Run` can be written as JSON and read back (`evals.records`), so a report or
a comparison needs nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from index.errors import SaysoError
from qa.types import Bound


class EvalError(SaysoError):
    """An evaluation cannot be run as asked; the message names the file or value and the remedy."""


class Kind(StrEnum):
    """What sort of question a case asks."""

    HOW_MANY = "how many"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    WHY = "why"
    YES_NO = "yes/no"
    LIST = "list"
    COMPARISON = "comparison"
    QUOTE = "quote"
    FIGURES = "figures"
    FOLLOW_UP = "follow-up"
    UNANSWERABLE = "unanswerable"
    FALSE_PREMISE = "false premise"
    OTHER = "other"


class Abstain(StrEnum):
    """Whether the right thing is to say that the documents do not answer."""

    NEVER = "never"
    ALWAYS = "always"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Text:
    """Words that must be shown, compared without case and punctuation."""

    text: str

    def __str__(self) -> str:
        return f"“{self.text}”"


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation; the family name, or the first word of an organisation, will do."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Number:
    """An amount, with its bound ("at least") and unit ("percent") where they matter."""

    value: Decimal
    bound: Bound | None = None
    unit: str | None = None

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.bound, f"{self.value:,}", self.unit) if part)


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as it is given: a year, a month of it, a day of that."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return "-".join(f"{part:02d}" for part in (self.year, self.month, self.day) if part is not None)


Expected = Text | Name | Number | When


@dataclass(frozen=True, slots=True)
class ExpectedQuote:
    """Words that must be quoted from a document, letter for letter up to white space."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure the answer must hold; an empty field is not looked at. Dates are both inclusive."""

    value: Decimal
    claimant: str | None = None
    bound: Bound | None = None
    place: str | None = None
    start: When | None = None
    end: When | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question or conversation and what is expected of the answer to its last turn.

    `all_of` holds groups of alternatives: one of each group must be there. So does `cite`, with
    documents named by path, file name, title or id.
    """

    id: str
    turns: tuple[str, ...]
    kind: Kind = Kind.OTHER
    language: str = "en"
    tags: tuple[str, ...] = ()
    all_of: tuple[tuple[Expected, ...], ...] = ()
    none_of: tuple[Expected, ...] = ()
    cite: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[ExpectedQuote, ...] = ()
    figures: tuple[ExpectedFigure, ...] = ()
    abstain: Abstain = Abstain.NEVER
    file: str = ""
    line: int = 0

    @property
    def question(self) -> str:
        """The question that is judged."""
        return self.turns[-1]


class Stage(StrEnum):
    """Where a failed case was lost."""

    NOT_RETRIEVED = "not retrieved"
    NOT_READ = "retrieved, not read"
    NOT_SHOWN = "read, not shown"
    SHOWN_WRONGLY = "shown wrongly"
    WRONGLY_ABSTAINED = "wrongly abstained"
    WRONGLY_ANSWERED = "answered without evidence"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement of a case and whether the answer meets it."""

    name: str
    passed: bool
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """A quote as it was shown, with the text around it. Offsets are document coordinates."""

    document_id: str
    path: str
    title: str
    text: str
    start: int
    end: int
    answer: str
    score: float
    verbatim: bool
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A figure of an answer in plain values."""

    value: Decimal
    bound: str
    counted: str
    claimant: str | None
    place: str | None
    start: str | None
    end: str | None
    document: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer as plain values. `retrieved` are the paths of the documents of the hits, best first."""

    text: str
    short: tuple[str, ...]
    abstained: bool
    understood_as: str
    quotes: tuple[QuoteRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    retrieved: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that holds what was expected, in the passage retrieved at `rank`, counted from 1."""

    expected: str
    path: str
    rank: int
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was used for: its calls, the tokens sent to it and those it wrote."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True)
class Prices:
    """What a language model's tokens cost, in one currency per million of them."""

    prompt: float
    completion: float

    def of(self, usage: Usage) -> float:
        """The cost of a use."""
        return (usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion) / 1e6


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case. `scores` holds the metrics that apply to it, each 0 to 1.

    `usage` is None where no language model was called; `evidence` is looked for where the case failed, and so are
    the checks of the reader by which an expected answer was lost, `stopped_by`.
    """

    case_id: str
    turns: tuple[str, ...]
    kind: Kind
    language: str
    tags: tuple[str, ...]
    expected: tuple[str, ...]
    passed: bool
    checks: tuple[Check, ...]
    scores: Mapping[str, float]
    seconds: float
    answer: AnswerRecord | None = None
    lost_at: Stage | None = None
    stopped_by: tuple[str, ...] = ()
    error: str | None = None
    usage: Usage | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Every case of one system on one corpus. The hashes say what must match for two runs to be compared."""

    system: str
    corpus: str
    corpus_hash: str
    cases_hash: str
    code_hash: str
    machine: str
    started: str
    seconds: float
    results: tuple[CaseResult, ...]
    notes: tuple[str, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    prices: Prices | None = None

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(1 for result in self.results if result.passed)

    @property
    def share_passed(self) -> float:
        """Share of the cases that passed, 0 to 1; 0 where there is none."""
        return self.passed / len(self.results) if self.results else 0.0
