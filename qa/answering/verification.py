"""Whether what an answer says is carried by its quotes: its numbers, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.sentences import sentence_spans
from qa.answering.number_gate import unsupported
from qa.language.words import content, words
from qa.types import Quote

ENOUGH_WORDS = 0.8
"""Share of a sentence's content words that its quotes must hold; the rest is room for the words that link them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one sentence. `unsupported` are numbers no quote holds; `words` the share of words
    held, 0 to 1.
    """

    sentence: str
    unsupported: tuple[str, ...]
    words: float

    @property
    def carried(self) -> bool:
        """Whether the quotes carry the sentence."""
        return not self.unsupported and self.words >= ENOUGH_WORDS


def verify(text: str, quotes: Sequence[Quote], language: str | None = None) -> tuple[Verdict, ...]:
    """Sentence by sentence, what of `text` the quotes carry."""
    sources = [quote.text for quote in quotes]
    held = {word.key for quote in quotes for word in words(quote.text, quote.document.language)}
    verdicts = []
    for span in sentence_spans(text, language):
        sentence = text[span.start : span.end]
        said = [word for word in content(words(sentence, language)) if not word.is_number]
        share = sum(word.key in held for word in said) / len(said) if said else 1.0
        verdicts.append(Verdict(sentence, unsupported(sentence, sources, language), share))
    return tuple(verdicts)
