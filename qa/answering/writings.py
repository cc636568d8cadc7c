"""Who said something in a mail or a message of theirs, and what somebody wrote there, in their own sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.sentences import sentence_spans
from index.types import Document, Hit, Span
from qa.figures.amounts import amounts_in
from qa.figures.attribution import SpeakerKind, sayings_in
from qa.figures.attribution.writers import speaks_for_itself
from qa.figures.claimants import same_claimant
from qa.language.detection import language_of_text
from qa.language.words import FRAME, Vocabulary, Word, content, keys, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.bylines import BYLINE_SCORE, MOST, line_naming
from qa.types import Quote, Reading

_WORDS_ASKED = frozenset({QuestionKind.QUOTE, QuestionKind.WHAT, QuestionKind.HOW, QuestionKind.HOW_MANY})

SAID = 0.6
"""Share of the words reported that a sentence of a mail must say for its writer to be the one who said them."""


def sayers(question: Question, hits: Sequence[Hit], document: Callable[[str], Document]) -> Reading:
    """Who wrote in a mail or a message what a question asks who said; none where nobody did in writing of his own.

    Each quote is the line that names the writer, then what was written.
    """
    if question.reported_words is None:
        return Reading((), 0.0)
    said = content(words(question.reported_words, question.language))
    found: list[tuple[float, Hit, Span]] = []
    for hit in hits:
        if not speaks_for_itself(hit.document):
            continue
        found += [(share, hit, span) for share, span in _saying(hit, said) if share >= SAID]
    best = max((share for share, _, _ in found), default=0.0)
    quotes: dict[tuple[str, str | None], tuple[Quote, ...]] = {}
    for share, hit, span in found:
        naming = _naming(document(hit.document.id), hit.document.author, span.start)
        if share == best and naming and (hit.document.id, hit.document.author) not in quotes:
            told = Quote(_words_at(hit, span), span.start, span.end, hit.document, hit.passage.id, BYLINE_SCORE)
            quotes[hit.document.id, hit.document.author] = replace(naming, document=hit.document), told
    return Reading(
        tuple(q for pair in list(quotes.values())[:MOST] for q in pair), BYLINE_SCORE if quotes else 0.0
    )


def writings(question: Question, hits: Sequence[Hit]) -> Reading:
    """What the one asked about wrote of the matter, sentence by sentence; none where he wrote nothing here.

    For questions that ask for somebody's words as such: "What did Maja say about the roof?".
    """
    wording = question.asked_words
    asked = wording.who if wording else question.claimant
    verb = wording.verb if wording else ""
    if asked is None or question.kind not in _WORDS_ASKED:
        return Reading((), 0.0)
    written = [hit for hit in hits if speaks_for_itself(hit.document)]
    own = [hit for hit in written if same_claimant(asked, hit.document.author or "")]
    framing = keys(f"{asked} {verb}", question.language) | FRAME
    matter = [word for word in question.terms if word.key not in framing]
    enough = 1.0 if question.kind is QuestionKind.HOW_MANY else SAID
    found = [(share, hit, span) for hit in own for share, span in _saying(hit, matter) if share >= enough]
    if question.kind is QuestionKind.HOW_MANY:
        found = [each for each in found if amounts_in(_words_at(each[1], each[2]), question.spoken)]
    found.sort(key=lambda each: -each[0])
    quotes = [
        Quote(text, span.start, span.end, hit.document, hit.passage.id, BYLINE_SCORE * share)
        for share, hit, span in found[:MOST]
        for text in [_words_at(hit, span)]
    ]
    return Reading(tuple(quotes), BYLINE_SCORE if quotes else 0.0)


def _words_at(hit: Hit, span: Span) -> str:
    """What a passage says at a span of its document."""
    return hit.passage.text[span.start - hit.passage.start : span.end - hit.passage.start]


def _saying(hit: Hit, said: Sequence[Word]) -> Iterator[tuple[float, Span]]:
    """Sentences of a passage in its writer's own words, with the share of `said` that each says."""
    text = hit.passage.text
    for span in sentence_spans(text, hit.document.language):
        sentence = text[span.start : span.end]
        found = Vocabulary(words(sentence, hit.document.language))
        numbers = [word for word in said if word.is_number]
        if not said or not all(found.says(word.key) for word in numbers):
            continue
        if any(
            saying.speaker.kind is SpeakerKind.NAME
            for saying in sayings_in(sentence, language_of_text(text, hit.document.language))
        ):
            continue
        share = sum(found.says(word.key) for word in said) / len(said)
        yield share, Span(hit.passage.start + span.start, hit.passage.start + span.end)


def _naming(document: Document, name: str | None, before: int) -> Quote | None:
    """The last line above an offset that names the writer of what stands there."""
    if not name:
        return None
    at = document.text.rfind(name, 0, before)
    return line_naming(document, at, name) if at >= 0 else None
