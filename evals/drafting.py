"""Drafts cases from a corpus: questions a person then corrects, each with the sentence it was made from.

A figure with what it counts, who says it and where makes a question of its own; other numbers and dates are asked
for by their sentence with a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

from evals import cases
from evals.matching import FoundNumber, dates_in, holds, numbers_in
from evals.records import write_text
from evals.reviewing import flat, read_documents
from evals.types import EvalError, Number
from index.types import Document
from qa.types import Bound, Figure

_YEARS = range(1500, 2100)
# Shorter sentences lack the words to ask with, longer ones make questions nobody would ask.
_FEWEST_WORDS, _MOST_WORDS = 7, 40
_GAP = "…"

_HEADER = """\
# Drafted by `sayso eval new`: every case is a proposal. Put the question in your own words, check what is
# expected, take out what is not worth asking, and add what the documents do not answer:
#
#   - question: ...
#     kind: unanswerable
#     abstain: true
#
# {format}
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed case."""

    question: str
    kind: str
    answer: dict[str, object]
    document: str
    sentence: str
    figures: tuple[dict[str, object], ...] = ()

    def row(self) -> dict[str, object]:
        """The case as it stands in a file."""
        figures = {"figures": list(self.figures)} if self.figures else {}
        asked = {"question": self.question, "kind": self.kind, "answer": self.answer}
        return {**asked, **figures, "cite": [self.document], "note": self.sentence}


def draft_file(folder: Path, file: Path, count: int) -> int:
    """Write at most `count` drafts as YAML; returns how many. Raises EvalError where nothing can be asked."""
    import yaml

    drafts = draft(read_documents(folder), count)
    if not drafts:
        raise EvalError(f"{folder}: no sentence with a number or a date to ask about; write the cases by hand")
    body = yaml.safe_dump({"cases": [one.row() for one in drafts]}, allow_unicode=True, sort_keys=False, width=110)
    _, _, form = (cases.__doc__ or "").partition("\n\n")
    header = _HEADER.replace("{format}", form.strip().replace("\n", "\n# ").replace("# \n", "#\n"))
    write_text(f"{header}{body}", file)
    return len(drafts)


def draft(documents: Sequence[Document], count: int) -> list[Draft]:
    """Drafts taken in turn from every document, so that none goes unasked."""
    in_turn = zip_longest(*(_drafts(document) for document in documents))
    drafts: dict[str, Draft] = {}
    for one in (one for turn in in_turn for one in turn if one is not None):
        drafts.setdefault(one.question, one)
    return list(drafts.values())[:count]


def _drafts(document: Document) -> Iterator[Draft]:
    """One draft a sentence, menus and pleas left out."""
    from index.cleaning import keep_spans
    from index.sentences import sentence_spans
    from qa.figures.document_figures import read_figures

    kept = keep_spans(document)
    figures = read_figures(document.text, document.info.language, document.info, kept).figures
    for span in sentence_spans(document.text, document.info.language):
        sentence = flat(document.text[span.start : span.end])
        if not any(part.start <= span.start and span.end <= part.end for part in kept):
            continue
        if _FEWEST_WORDS <= len(sentence.split()) <= _MOST_WORDS and sentence[-1] in ".!":
            inside = [figure for figure in figures if span.start <= figure.amount.span.start < span.end]
            made = (
                next((one for figure in inside if (one := _figure_draft(figure, sentence, document))), None)
                or _number_draft(sentence, document)
                or _date_draft(sentence, document)
            )
            if made:
                yield made


def _figure_draft(figure: Figure, sentence: str, document: Document) -> Draft | None:
    """Asks for a count by what is counted, where, and who says so; None where neither is known."""
    amount = figure.amount
    if amount.vague or amount.unit or amount.upper or not figure.counted or not (figure.claimant or figure.place):
        return None
    if not holds(Number(amount.value), sentence):
        return None
    words = {"sv": ("Hur många", "i", "enligt")}.get(document.info.language or "", _ENGLISH)
    asked = f"{words[0]} {figure.counted}"
    asked += f" {words[1]} {figure.place}" if figure.place else ""
    asked += f" {words[2]} {figure.claimant}" if figure.claimant else ""
    answer: dict[str, object] = {"number": _plain(amount.value)}
    if amount.bound is not Bound.EXACT and holds(Number(amount.value, amount.bound), sentence):
        answer["bound"] = str(amount.bound)
    return Draft(f"{asked}?", "how many", answer, document.info.path, sentence, (_row(figure, answer),))


_ENGLISH = ("How many", "in", "according to")


def _row(figure: Figure, answer: Mapping[str, object]) -> dict[str, object]:
    """The figure as a case expects it."""
    row: dict[str, object] = {"claimant": figure.claimant} if figure.claimant else {}
    row["value"] = answer["number"]
    if "bound" in answer:
        row["bound"] = answer["bound"]
    if figure.place:
        row["place"] = figure.place
    if figure.period and figure.period.start and figure.period.end:
        row["period"] = f"{figure.period.start}/{figure.period.end}"
    return row


def _plain(value: Decimal) -> int | str:
    return int(value) if value == int(value) else str(value)


def _number_draft(sentence: str, document: Document) -> Draft | None:
    """Asks for the first number that counts something, with the rest of its sentence around a gap."""
    for found in numbers_in(sentence):
        if _counts(sentence, found):
            question = f"How many: {sentence[: found.start]}{_GAP}{sentence[found.end :].rstrip('.!')}?"
            return Draft(question, "how many", {"number": _plain(found.value)}, document.info.path, sentence)
    return None


def _counts(sentence: str, found: FoundNumber) -> bool:
    """Whether a number is followed by a word in lower case, and is no year, day or part of a date."""
    if found.value in _YEARS or found.value < 2:
        return False
    after = re.match(r"\s+([^\W\d_]+)", sentence[found.end :])
    if after is None or not after[1].islower():
        return False
    return not dates_in(sentence[found.start : found.end + len(after[0])])


def _date_draft(sentence: str, document: Document) -> Draft | None:
    """Asks when, where a sentence holds one full date."""
    full = [date for date in dates_in(sentence) if date.year and date.month]
    if len(full) != 1 or full[0].year is None or full[0].month is None:
        return None
    date = "-".join(f"{part:02d}" for part in (full[0].year, full[0].month, full[0].day) if part)
    question = f"When: {sentence[: full[0].start]}{_GAP}{sentence[full[0].end :].rstrip('.!')}?"
    return Draft(question, "when", {"date": date}, document.info.path, sentence)
