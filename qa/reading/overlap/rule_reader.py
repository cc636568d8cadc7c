"""The reader that needs no model: sentences that cover the question, with the answer marked by the kind of
question.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.types import Hit
from qa.figures.attribution import SpeakerKind, covering, sayings_in
from qa.language.detection import language_of_text
from qa.language.pack import Language
from qa.language.words import FRAME, Word, alike, content, keys, words
from qa.question.analysis import Question, QuestionKind
from qa.question.asked_manner import Manner
from qa.reading.checks import counts
from qa.reading.overlap import segments
from qa.reading.overlap.answer_spans import Marked, is_date_word, is_partitive, marked, wants_span
from qa.reading.passages import Apart, Sentence, quoted, split_passage
from qa.types import Figure, Quote, Reading, Stance

ANSWERS = 0.5
"""Score from which a sentence counts as an answer."""

NEAR_BEST = 0.7
"""Share of the best score that a further answer must reach, so that a weak match does not stand beside a
strong one.
"""

MOST_RULE_QUOTES = 12

_BESIDE, _ELSEWHERE = 0.7, 0.45
"""Worth of a word found in the neighbouring sentence, or elsewhere in the passage and its headings, against 1
in place.
"""

_NAME_WEIGHT, _FRAME_WEIGHT = 1.6, 0.35
"""Against 1 for other words: names tell most, and of framing words sources use others for the same."""
_DIRECT = 0.4
"""Share of the question's weight that the sentence must hold by itself."""

_HEADLINE_WORTH = 0.85
"""A line without a full stop is a headline: the article says it better."""


class RulesReader:
    """Marks answers by word overlap, kind of question and who is speaking. Safe to share between threads."""

    @property
    def name(self) -> str:
        """Identity of the reader."""
        return "rules"

    def read(self, question: Question, hits: Sequence[Hit]) -> Reading:
        """Sentences that answer, best first; none where nothing covers the question. Never raises on odd text."""
        if not content(question.terms):
            return Reading(quotes=(), answerable=0.0)
        passages = [split_passage(hit) for hit in hits]
        sentences = [sentence for passage in passages for sentence in passage.sentences]
        weights = _weights(question, sentences)
        known = _names_are_known(question, passages)
        found = _scored(question, passages, weights) if known else ()
        scored = sorted(found, key=lambda quote: -quote.score)
        distinct = _without_headlines(_distinct(scored))
        best = distinct[0].score if distinct else 0.0
        quotes = tuple(quote for quote in distinct if quote.score >= max(ANSWERS, best * NEAR_BEST))
        return Reading(
            quotes=quotes[:MOST_RULE_QUOTES],
            answerable=best,
            nearest=_nearest(passages, weights),
        )


def _names_are_known(question: Question, passages: Sequence[Apart]) -> bool:
    """Whether the passages speak of everybody and every place the question names: else they cannot answer it."""
    language = question.spoken
    named = {
        key for name in question.names if not is_date_word(name, language) for key in keys(name, question.language)
    }
    return all(any(passage.around.says(key) for passage in passages) for key in named)


def said_by(question: Question, hit: Hit, quote: Quote) -> bool:
    """Whether the claimant whom the question asks about says what the quote marks; true where it asks about
    nobody.
    """
    if question.claimant is None:
        return True
    passage = split_passage(hit)
    start = quote.start - hit.passage.start
    marked_at = (quote.answer or quote.span).start - hit.passage.start
    for sentence in passage.sentences:
        if sentence.start <= marked_at < sentence.end:
            end = (
                len(sentence.text)
                if quote.answer is None
                else quote.answer.end - hit.passage.start - sentence.start
            )
            figures = counts.figures_of_passage(hit.passage.text, hit.document)
            here = [figure for figure in figures if figure.amount.span.start == marked_at]
            if here:
                return any(counts.attributed(question, figure, figures) > 0 for figure in here)
            says = _says(question, passage, sentence, Marked(marked_at - sentence.start, end, 1.0))
            return says or _tells_of(question, hit, sentence, marked_at - sentence.start)
    return start < 0


def _weights(question: Question, sentences: Sequence[Sentence]) -> dict[str, float]:
    """What each key of the question weighs: rare words and names more, framing words less."""
    named = {word.key for word in question.terms if word.is_name or word.is_number}
    weights = {}
    for term in _looked_for(question):
        frequency = sum(sentence.says(term.key) for sentence in sentences)
        rarity = math.log(1 + (len(sentences) + 1) / (1 + frequency)) / math.log(2 + len(sentences))
        base = _NAME_WEIGHT if term.key in named else _FRAME_WEIGHT if term.key in FRAME else 1.0
        weights[term.key] = base * (0.4 + rarity)
    return weights


def _looked_for(question: Question) -> tuple[Word, ...]:
    """The terms without the claimant and its verb, which are checked by who speaks, not by overlap."""
    language = question.spoken
    if question.claimant is None:
        given = _giving(language) if Manner.GIVEN in question.manners else frozenset()
        return tuple(term for term in question.terms if term.key not in given) or question.terms
    checked = keys(question.claimant, question.language) | {"=say", "=admit"} | _evidence(language)
    if question.names_no_count:
        return tuple(term for term in question.terms if term.key not in checked | _giving(language))
    return tuple(term for term in question.terms if term.key not in checked) or question.terms


@lru_cache(maxsize=64)
def _evidence(language: Language) -> frozenset[str]:
    return keys(" ".join(language.overlap.figures.evidence), language.code)


@lru_cache(maxsize=64)
def _giving(language: Language) -> frozenset[str]:
    """Keys of words that ask for a figure and say nothing of it."""
    return keys(" ".join(language.overlap.figures.giving), language.code)


def _direct(sentence: Sentence, weights: dict[str, float]) -> float:
    """The share of the question's weight that the sentence itself holds."""
    covered = sum(weight for key, weight in weights.items() if sentence.says(key))
    return covered / sum(weights.values()) if weights else 0.0


def _coverage(passage: Apart, sentence: Sentence, weights: dict[str, float]) -> float:
    """The share of the question's weight that the sentence and what surrounds it hold."""
    near = [other for other in passage.sentences if abs(other.position - sentence.position) == 1]
    covered = 0.0
    for key, weight in weights.items():
        if sentence.says(key):
            covered += weight
        elif any(other.says(key) for other in near):
            covered += weight * _BESIDE
        elif passage.around.says(key):
            covered += weight * _ELSEWHERE
    return covered / sum(weights.values()) if weights else 0.0


def _scored(question: Question, passages: Sequence[Apart], weights: dict[str, float]) -> Iterator[Quote]:
    finder = _figures if question.kind is QuestionKind.HOW_MANY else _spans
    for passage in passages:
        for sentence, span, score in finder(question, passage, weights):
            if score >= ANSWERS:
                whole = span.start == 0 and span.end == len(sentence.text)
                yield _quote(sentence, score, None if whole else span)


_SPAN_SHARE = 0.5
"""Share of the score that the marked span decides; the rest is how much of the question the sentence covers."""


def _worth(question: Question, passage: Apart, sentence: Sentence, weights: dict[str, float]) -> float:
    """Coverage, 0 where the sentence itself hardly speaks of what is asked."""
    if _direct(sentence, weights) < _DIRECT or not _on_topic(question, sentence):
        return 0.0
    return _coverage(passage, sentence, weights) * (1.0 if _is_sentence(sentence.text) else _HEADLINE_WORTH)


_Scored = tuple[Sentence, Marked, float]


def _spans(question: Question, passage: Apart, weights: dict[str, float]) -> Iterator[_Scored]:
    """The spans that answer a who, when or where, else the sentences whole, as far as the right one says them."""
    for sentence in passage.sentences:
        coverage = _worth(question, passage, sentence, weights)
        if coverage < ANSWERS:
            continue
        spans = marked(question, sentence.text, sentence.found, sentence.language)
        if not spans and not wants_span(question.kind):
            spans = [Marked(0, len(sentence.text), 1.0)]
        for span in spans:
            if question.claimant is None or _says(question, passage, sentence, span):
                yield sentence, span, coverage * (1 - _SPAN_SHARE + _SPAN_SHARE * span.fit)


def _figures(question: Question, passage: Apart, weights: dict[str, float]) -> Iterator[_Scored]:
    """The figures that answer a how many; where what they count is not plain, the amounts near what is counted."""
    spoken = not weights or any(passage.around.says(key) for key in weights)
    if not spoken and not question.names_no_count:
        return
    figures = counts.figures_of_passage(passage.passage.text, passage.document)
    fits = _fits(question, passage, figures)
    for sentence in passage.sentences:
        worth = _worth(question, passage, sentence, weights)
        spans = marked(question, sentence.text, sentence.found, sentence.language) if worth else []
        near = {span.start: span for span in spans}
        here = [figure for figure in figures if sentence.start <= figure.amount.span.start < sentence.end]
        told = any(fits[figure.amount.span.start] for figure in here)
        for figure in here:
            start, end = figure.amount.span.start - sentence.start, figure.amount.span.end - sentence.start
            ruled = near.pop(start, None)
            fit = fits[figure.amount.span.start]
            attributed = counts.attributed(question, figure, figures)
            if fit and attributed:
                rest = counts.beyond_figure(question, figure, weights)
                coverage = _coverage(passage, sentence, rest) if rest else 1.0
                sure = fit * attributed * (1 - _FAR * (1 - _nearness(question, sentence, start)))
                yield sentence, Marked(start, end, fit), sure * (1 - _REST_SHARE + _REST_SHARE * coverage)
            elif ruled and attributed and not (told and figure.counted) and not counts.rules_out(question, figure):
                score = worth * (1 - _SPAN_SHARE + _SPAN_SHARE * ruled.fit) * _UNSURE
                yield sentence, Marked(start, end, ruled.fit), score
        if question.claimant is None:
            for span in near.values():
                yield sentence, span, worth * (1 - _SPAN_SHARE + _SPAN_SHARE * span.fit) * _UNSURE


def _fits(question: Question, passage: Apart, figures: Sequence[Figure]) -> dict[int, float]:
    """How well each figure of a passage is the one asked for, beside the others; by its start in the passage."""
    own = {figure.amount.span.start: counts.figure_fit(question, figure) for figure in figures}
    fitting = [figure for figure in figures if own[figure.amount.span.start]]
    goal = segments.for_goal(question, passage, fitting) if question.wants_measure else frozenset()
    for sentence in passage.sentences:
        here = [figure for figure in fitting if sentence.start <= figure.amount.span.start < sentence.end]
        beside = segments.shares(question, sentence, here)
        parts = {
            f.amount.span.start
            for f in here
            if is_partitive(passage.passage.text, f.amount.span.end, passage.language)
        }
        for start in (figure.amount.span.start for figure in here):
            own[start] *= beside.get(start, 1.0)
            if goal:
                own[start] = 1.0 if start in goal else own[start] * segments.OTHERS
            if parts and (start in parts) != (Manner.PART in question.manners):
                own[start] *= _PART
    for start in segments.added(question, passage, fitting):
        own[start] *= segments.OTHERS
    return own


_REST_SHARE = 0.6
"""Share of a figure's score that the question's further words decide, after what is counted, who says it and
where.
"""

_PART = 0.6
"""What "39 of them" is worth where the whole is asked for, and the whole beside it where a part is."""

_UNSURE = 0.9
"""What an amount is worth beside a figure whose noun is surely the one asked for."""

_FAR = 0.1
"""What a figure loses that stands far from the words of the question, so that of two in a sentence the right
one wins.
"""


def _nearness(question: Question, sentence: Sentence, start: int) -> float:
    """1 where a word of the question stands beside the offset, falling to 0 with distance; without what is
    counted.
    """
    counted = {word.key for word in question.counted[:1]}
    rest = [term.key for term in _looked_for(question) if term.key not in counted]
    at = sum(word.end <= start for word in sentence.found)
    places = [abs(n - at) for n, word in enumerate(sentence.found) if any(alike(key, word) for key in rest)]
    return 1 / (1 + min(places)) if places else 0.0


def _says(question: Question, passage: Apart, sentence: Sentence, span: Marked) -> bool:
    """Whether the claimant asked about says the span, by name or as "it" after a sentence of its own."""
    said = sayings_in(sentence.text, language_of_text(sentence.text, passage.document.language))
    whole = span.start == 0 and span.end == len(sentence.text)
    for saying in said if whole else filter(None, [covering(said, span.start)]):
        name = saying.speaker.name
        if saying.speaker.kind is SpeakerKind.PRONOUN:
            name = _last_speaker(passage, sentence) or name
            if _opens_before(question, passage, sentence):
                name = question.claimant or name
        admits = saying.stance is Stance.ADMITS or not question.admission
        if admits and question.claimant and counts.is_claimant(question.claimant, name):
            return True
    return False


def _tells_of(question: Question, hit: Hit, sentence: Sentence, at: int) -> bool:
    """Whether the sentence or its document names the claimant, and nobody else says what it holds.

    Only for what is told of somebody's words without a saying verb; figures and admissions need who says them.
    """
    if question.admission or question.kind is QuestionKind.HOW_MANY or question.claimant is None:
        return False
    saying = covering(sayings_in(sentence.text, language_of_text(sentence.text, hit.document.language)), at)
    if saying is not None and saying.speaker.kind is SpeakerKind.NAME:
        return False
    asked = keys(question.claimant, question.language)
    named = (*sentence.found, *words(f"{hit.document.title} {hit.document.source}", hit.document.language))
    return bool(asked) and all(any(alike(key, word) for word in named) for key in asked)


def _last_speaker(passage: Apart, sentence: Sentence) -> str | None:
    """Who spoke last by name before the sentence."""
    for earlier in reversed(passage.sentences[: sentence.position]):
        said = sayings_in(earlier.text, language_of_text(earlier.text, passage.document.language))
        named = [saying.speaker for saying in said if saying.speaker.kind is SpeakerKind.NAME]
        if named:
            return named[-1].name
    return None


def _opens_before(question: Question, passage: Apart, sentence: Sentence) -> bool:
    """Whether the sentence before opens with the one asked about, for whom a "he" or "she" then stands."""
    if question.claimant is None or not sentence.position:
        return False
    asked = content(words(question.claimant, question.language))
    opening = passage.sentences[sentence.position - 1].found[: len(asked) + _TITLE_WORDS]
    return bool(asked) and all(any(alike(word.key, other) for other in opening) for word in asked)


_TITLE_WORDS = 4
"""Words that may stand before a name that opens a sentence: "Her neighbour, the retired skipper Ole Berg"."""


def _on_topic(question: Question, sentence: Sentence) -> bool:
    """Whether the sentence itself, not only its surroundings, speaks of what is asked."""
    terms = _looked_for(question)
    core = [term.key for term in terms if term.key not in FRAME] or [term.key for term in terms]
    return any(sentence.says(key) for key in core)


def _is_sentence(text: str) -> bool:
    return text.rstrip("\"'”’») ")[-1:] in (".", "!", "?", "…", ":")


def _quote(sentence: Sentence, score: float, span: Marked | None) -> Quote:
    answer = sentence.part(span.start, span.end) if span else None
    return quoted(sentence, sentence.span, answer, min(1.0, score))


def _distinct(scored: Sequence[Quote]) -> list[Quote]:
    """Each sentence once, with its best span: overlapping passages hold the same sentence twice."""
    kept: dict[tuple[str, int], Quote] = {}
    for quote in scored:
        kept.setdefault((quote.document.id, quote.start), quote)
    return list(kept.values())


def _nearest(passages: Sequence[Apart], weights: dict[str, float]) -> Quote | None:
    """The sentence that covers most of the question, whether it answers or not."""
    candidates = [
        (_coverage(passage, s, weights), -n, s) for n, passage in enumerate(passages) for s in passage.sentences
    ]
    if not candidates:
        return None
    coverage, _, sentence = max(candidates, key=lambda candidate: candidate[:2])
    return _quote(sentence, min(coverage, ANSWERS), None)


def _without_headlines(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those headlines whose article says it in a sentence, which is fuller and more exact."""
    told = {quote.document.id for quote in quotes if _is_sentence(quote.text)}
    return [quote for quote in quotes if _is_sentence(quote.text) or quote.document.id not in told]
