"""What speaks for a span besides the network: the search, the kind of question, the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Hit, Span
from qa.language.detection import language_of_text
from qa.language.words import Vocabulary, words
from qa.question.analysis import Question
from qa.reading.checks.answer_shape import fits
from qa.reading.network.answer_windows import Candidate
from qa.reading.network.calibration import TYPICAL_SIMILARITY, Evidence

# Characters on either side of a span that count as near it: about a sentence.
NEAR = 160


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a question that a passage in its language should hold."""

    language: str
    keys: frozenset[str]

    def missing_from(self, text: str) -> float:
        """The share of them that `text` lacks, 0 to 1."""
        if not self.keys:
            return 0.0
        said = Vocabulary(words(text, self.language))
        return sum(not said.says(key) for key in self.keys) / len(self.keys)


def gathered(
    question: Question, hits: Sequence[Hit], candidates: Sequence[Candidate]
) -> Iterator[tuple[Hit, Span, Evidence]]:
    """Each candidate's hit and span with the evidence for it."""
    kind, wording = question.wanted, _Wording(question.language, question.keys)
    best = max((hit.score for hit in hits), default=0.0)
    # A passage that only the other ranking returned is less alike than all that this one did.
    least = min((hit.dense for hit in hits if hit.dense is not None), default=TYPICAL_SIMILARITY)
    missing: dict[int, float] = {}
    for candidate in candidates:
        hit, span = hits[candidate.passage], candidate.span
        text, language = hit.passage.text, hit.document.language
        comparable = (language or wording.language) == wording.language
        if candidate.passage not in missing:
            whole = f"{hit.document.title}\n{hit.passage.searchable}"
            missing[candidate.passage] = wording.missing_from(whole) if comparable else 0.0
        near = text[max(0, span.start - NEAR) : span.end + NEAR]
        yield (
            hit,
            span,
            Evidence(
                margin=candidate.margin,
                mass=candidate.mass,
                rank=candidate.rank,
                similarity=least if hit.dense is None else hit.dense,
                remoteness=1 - max(0.0, hit.score / best) if best > 0 else 0.0,
                misfit=not fits(text[span.start : span.end], kind, language_of_text(text, language)),
                missing_near=wording.missing_from(near) if comparable else 0.0,
                missing=missing[candidate.passage],
            ),
        )
