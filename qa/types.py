"""The values of a question's journey: quotes, figures and how they relate, claims, the answer.

Everything here is frozen and needs only the standard library and `index.types`. All offsets are
document coordinates: character offsets into `Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from index.types import DocumentInfo, Filter, Hit, Span

if TYPE_CHECKING:
    from qa.question.question import Question


class AnswerForm(StrEnum):
    """What several answers are to each other: each an answer, parts of one, or things whose number is asked."""

    EACH = "each"
    LIST = "list"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage quoted letter for letter: `text` is the document's text from `start` to `end`.

    `answer` is where inside it the exact answer stands (document coordinates), None where the whole
    quote is the answer. `score` is the probability, 0 to 1, that the quote answers the question.
    `unit` is in what a table tells the figure that is the answer ("SEK million"), where its cell does not say so.
    `page` counts from 1, None where the format has no pages. `carriers` are further documents whose
    wording is a near-copy of this one: same origin, not further evidence.
    """

    text: str
    start: int
    end: int
    document: DocumentInfo
    passage_id: str
    score: float
    answer: Span | None = None
    page: int | None = None
    carriers: tuple[DocumentInfo, ...] = ()
    unit: str = ""

    @property
    def span(self) -> Span:
        """Where the quote lies in its document."""
        return Span(self.start, self.end)

    @property
    def origin(self) -> tuple[str, str | None]:
        """The document and who wrote the words there: a mail quotes others, whose words are theirs."""
        return self.document.id, self.document.author

    @property
    def answer_text(self) -> str:
        """The exact answer inside the quote; the whole quote where none is marked."""
        if self.answer is None:
            return self.text
        return self.text[self.answer.start - self.start : self.answer.end - self.start]


class QuestionKind(StrEnum):
    """What sort of answer a question wants."""

    HOW_MANY = "how many"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    YES_NO = "yes or no"
    LIST = "list"
    QUOTE = "quote"
    TOPIC = "topic"


class Bound(StrEnum):
    """How an amount was said to relate to the truth."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    ALMOST = "almost"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a text says it. `span` covers number, bound words and unit, in the coordinates of that text.

    `value` is the number, or the lower end of a range whose upper end is `upper`. `unit` is a
    normalised unit ("percentage", "dollar", "kilometre", "year of age"), None for plain counts. `vague` marks
    amounts without a figure ("hundreds"), where `value` is the smallest that fits.
    """

    value: Decimal
    span: Span
    text: str
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: str | None = None
    vague: bool = False


class Stance(StrEnum):
    """How the claimant stands to the figure, by the verb."""

    ADMITS = "admits"
    STATES = "states"
    ESTIMATES = "estimates"
    ALLEGES = "alleges"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, both inclusive and either open; `text` is how the document says it."""

    start: date | None
    end: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with everything needed to compare it: who says what, of what, where, when.

    `claimant` is who stands behind the figure, as resolved across documents; None means the publisher
    says it in its own voice. `counted` is the thing counted ("civilian deaths"). `as_of` is the date
    the count was made or published. `corrected` marks a figure that its own text takes back.
    """

    amount: Amount
    counted: str
    quote: Quote
    claimant: str | None = None
    stance: Stance = Stance.STATES
    verb: str = ""
    place: str | None = None
    period: Period | None = None
    as_of: date | None = None
    corrected: bool = False

    @property
    def publisher(self) -> str:
        """Who published the document the figure stands in."""
        return self.quote.document.source


class RelationKind(StrEnum):
    """How two figures relate."""

    AGREE = "agree"
    UPDATE = "update"
    PART_OF = "part of"
    CONFLICT = "conflict"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Relation:
    """`first` stands in relation `kind` to `second`: first updates second, first is part of second.

    `first` and `second` are positions in `Ledger.figures`; `reason` says why, in words.
    """

    first: int
    second: int
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of an answer and how they relate."""

    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer, carried by the quotes at these positions of `Answer.quotes`."""

    text: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One thing or time of a comparison: its name, its bare answers and the positions of their quotes in
    `Answer.quotes`, both empty where none was found. `projected` marks a number that was expected, not counted.
    """

    label: str
    values: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why there is no answer: what was looked for, the nearest passage, what nothing covers.

    `missing` holds the parts of the question ("who: the Red Cross", "where: Mosul") that the nearest
    passages do not speak of. `examples` are questions to ask instead, where what was said is no question that
    could be looked up.
    """

    reason: str
    nearest: Quote | None = None
    missing: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What sayso says to a question. `text` is derived from the claims: nothing in it lacks a quote.

    `question` is as asked; `understood_as` is the standalone question that was looked up, the same
    string where nothing was added. `short` are the distinct bare answers, best first, empty where it
    abstained. `notes` are sentences for the reader that say what a fault inside sayso left out of the answer.
    `form` tells what the bare answers are to each other; a count is one bare answer, the number of the quotes, or
    of documents of which the first are quoted.
    `further` are quotes of less likely answers, the best first: no part of the answer, to be looked at.
    `sides` are what was compared, in the order to show, times by when they are; empty where nothing was.
    """

    question: str
    understood_as: str
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    short: tuple[str, ...] = ()
    ledger: Ledger = Ledger()
    abstention: Abstention | None = None
    language: str = "en"
    filter: Filter = field(default_factory=Filter)
    notes: tuple[str, ...] = ()
    form: AnswerForm = AnswerForm.EACH
    further: tuple[Quote, ...] = ()
    sides: tuple[ComparedSide, ...] = ()

    @property
    def abstained(self) -> bool:
        """Whether the documents do not answer."""
        return self.abstention is not None

    @property
    def text(self) -> str:
        """The answer as plain text with citation marks `[1]`."""
        if self.abstention is not None:
            return self.abstention.reason
        return "\n".join(
            claim.text + "".join(f" [{number + 1}]" for number in claim.quotes) for claim in self.claims
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures behind the answer."""
        return self.ledger.figures

    @property
    def conflicts(self) -> tuple[Relation, ...]:
        """The relations that are conflicts."""
        return tuple(r for r in self.ledger.relations if r.kind is RelationKind.CONFLICT)


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Dropped:
    """A quote that was marked and does not answer, and the name of the check that says so."""

    quote: Quote
    check: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found. `quotes` are ordered best first and may be empty.

    `nearest` is the best passage's best sentence even where nothing answers; `answerable` is the
    probability, 0 to 1, that the hits answer the question at all. `altered` are quotes of copies that say
    otherwise than the text they copy and another document: no answers, but to be told. `form` tells what the
    quotes are to each other. `further` are less likely answers, to be shown below. `dropped` are marks that a
    check speaks against, for tracing.
    """

    quotes: tuple[Quote, ...]
    answerable: float
    nearest: Quote | None = None
    altered: tuple[Quote, ...] = ()
    form: AnswerForm = AnswerForm.EACH
    further: tuple[Quote, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Marks the words that answer a question in retrieved passages."""

    @property
    def name(self) -> str:
        """Identity of the reader, for reports and caches."""
        ...

    def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """Quotes that answer, or none. Never raises on odd text."""
        ...


class AnswerPartKind(StrEnum):
    """What a streamed part of an answer is."""

    UNDERSTOOD = "understood"
    TEXT = "text"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One piece of a streamed answer. TEXT parts joined are `Answer.text`; DONE carries the answer."""

    kind: AnswerPartKind
    text: str = ""
    answer: Answer | None = None
