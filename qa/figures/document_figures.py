"""Reads the figures of a text: every amount with who says it, what it counts, where, over which period."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.struck import struck_in
from index.types import DocumentInfo, Span
from qa.figures.amounts import amounts_in
from qa.figures.attribution.sentence_words import SentenceWords
from qa.figures.attribution.writers import WriterAt
from qa.figures.context import Scopes, Sentences, Voices, column_head
from qa.figures.corrected import with_corrections
from qa.figures.counted import (
    CIVILIAN,
    Counted,
    counted_at,
    counted_key,
    counts_people,
    group_names,
    is_event,
    measured_at,
    of_country,
    with_event,
)
from qa.language.detection import guess_language
from qa.language.pack import Language, pack_of
from qa.language.sections.count_words import CountWords, Event
from qa.language.wraps import Unwrapped, running_sentences, whole_sentences
from qa.types import Amount, Figure, Quote


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """The figures of a text and what it says of places: which country's code each lies in."""

    figures: tuple[Figure, ...]
    containments: dict[str, str]


def figures_in(
    text: str,
    language: str | None = None,
    document: DocumentInfo | None = None,
    spans: Sequence[Span] | None = None,
    passage_id: str = "",
) -> tuple[Figure, ...]:
    """Every figure in `text`, in order; offsets of amounts and quotes are offsets into `text`.

    `document` gives the date that "last week" is resolved against; `spans` restrict the reading to parts
    of the text (kept spans of a document), each figure quoted by its sentence.
    """
    return read_figures(text, language, document, spans, passage_id).figures


def read_figures(
    text: str,
    language: str | None = None,
    document: DocumentInfo | None = None,
    spans: Sequence[Span] | None = None,
    passage_id: str = "",
    writer_at: WriterAt | None = None,
) -> DocumentFigures:
    """Like `figures_in`, with what the text says about which country its places lie in.

    `writer_at` tells who wrote the words at an offset; without it a mail is its sender's.
    """
    info = document or _anonymous(text, language)
    spoken = (language or info.language or guess_language(text)).split("-")[0]
    amounts = amounts_in(text, pack_of(spoken))
    if not amounts:
        return DocumentFigures((), {})
    sentences = running_sentences(text, spoken, [amount.span for amount in amounts])
    plain = Unwrapped.of(text, sentences)
    if plain.text != text:
        amounts = amounts_in(plain.text, pack_of(spoken))
        sentences = whole_sentences(plain.spans(sentences), [amount.span for amount in amounts])
    amounts = _valid(amounts, struck_in(text), plain)
    if spans is not None:
        amounts = _within(amounts, spans, plain)
    reader = _Reader(Sentences(plain.text, pack_of(spoken), sentences, info, writer_at), passage_id)
    for amount in amounts:
        reader.take(amount)
    figures = with_corrections(reader.figures, reader.read)
    if plain.text != text:
        figures = tuple(_placed(figure, text, plain) for figure in figures)
    return DocumentFigures(figures, reader.read.containments())


def _placed(figure: Figure, text: str, plain: Unwrapped) -> Figure:
    """The figure of the unwrapped text, where it stands in the text itself and in its letters."""
    amount, quote = plain.original(figure.amount.span), plain.original(figure.quote.span)
    quoted = replace(
        figure.quote, text=text[quote.start : quote.end], start=quote.start, end=quote.end, answer=amount
    )
    written = replace(figure.amount, span=amount, text=text[amount.start : amount.end])
    return replace(figure, amount=written, quote=quoted)


def _anonymous(text: str, language: str | None) -> DocumentInfo:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return DocumentInfo(id="", path="", content_hash=digest, title="", language=language)


def _within(amounts: Sequence[Amount], spans: Sequence[Span], plain: Unwrapped) -> tuple[Amount, ...]:
    """The amounts that lie in one of the spans of the original text, which do not overlap."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]
    found = []
    for amount in amounts:
        span = plain.original(amount.span)
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and ordered[at].contains(span):
            found.append(amount)
    return tuple(found)


def _valid(amounts: Sequence[Amount], struck: Sequence[Span], plain: Unwrapped) -> tuple[Amount, ...]:
    """The amounts that are not struck out in the original text."""
    return tuple(one for one in amounts if not any(plain.original(one.span).overlaps(gone) for gone in struck))


class _Reader:
    """Turns the amounts of one document into figures, in the order of the text."""

    def __init__(self, read: Sentences, passage_id: str) -> None:
        self.read = read
        self.figures: list[Figure] = []
        self._voices = Voices(read)
        self._scopes = Scopes(read)
        self._passage_id = passage_id

    def take(self, amount: Amount) -> None:
        """Adds the figure of an amount, unless it is a mere "one"."""
        number = self.read.sentence_at(amount.span.start)
        if number is None:
            return
        recent, language = self.figures[-_RECENT:], self.read.language
        counted = _counted(self.read.words(number), amount, language, recent, self.read.sentences[number])
        if head := column_head(self.read, number, amount.span):
            counted = Counted(head, amount.span.end, noun=head, event=counted_key(head, language).event)
        if _trivial(amount, counted):
            return
        counted, country = of_country(counted, self.read.language)
        claim = self._voices.claim_at(number, amount)
        writer = self.read.writer_at(amount.span.start)
        # A table's places stand in its rows and heads; the prose above it tells of something else.
        scene = not head and (is_event(counted.text, language) or counts_people(counted.text, language))
        scope = self._scopes.scope_at(number, amount.span, scene, counted_key(counted.text, language), recent)
        self.figures.append(
            Figure(
                amount=amount,
                counted=counted.text,
                quote=self._quote(number, amount.span),
                claimant=claim.claimant or (writer.name if writer else None),
                stance=claim.stance,
                verb=claim.verb,
                place=country if country and not scope.stated else scope.place,
                period=scope.period,
                as_of=scope.as_of or self.read.info_at(amount.span.start).published,
            )
        )

    def _quote(self, number: int, amount: Span) -> Quote:
        """The amount's sentence; of a run without sentences (a table) only the words around it."""
        span, text = self.read.sentences[number], self.read.text
        if len(span) > _LONGEST_QUOTE:
            start = max(
                span.start, text.rfind(" ", 0, max(0, amount.start - _AROUND)) + 1, amount.start - 2 * _AROUND
            )
            end = min(span.end, amount.end + 2 * _AROUND)
            cut = text.find(" ", amount.end + _AROUND, end)
            span = Span(start, cut if cut > 0 else end)
        quoted = text[span.start : span.end]
        info = self.read.info_at(amount.start)
        return Quote(quoted, span.start, span.end, info, self._passage_id, 0.0, answer=amount)


# Figures that a later one may go back to; further ones would make a table of numbers take quadratic time.
_RECENT = 40
_LONGEST_QUOTE = 1_500
_AROUND = 200


def _counted(
    words: SentenceWords, amount: Amount, language: Language, before: Sequence[Figure], sentence: Span
) -> Counted:
    first, stop = words.index_at(amount.span.start), words.index_at(amount.span.end - 1) + 1
    if amount.unit is not None and amount.unit != "percentage":
        return measured_at(words, first, stop, amount.unit)
    counted = counted_at(words, first, stop)
    same = [f for f in before if sentence.start <= f.amount.span.start < sentence.end]
    last = next((f for f in reversed(same or before[-3:]) if f.counted), None)
    if last is None:
        return counted
    if not counted.text:
        back = _goes_back(words, first, stop, amount, bool(same), language.counts)
        return replace(counted, text=last.counted) if back else counted
    return _of_whole(words, first, stop, counted, same, last, language)


def _of_whole(
    words: SentenceWords,
    first: int,
    stop: int,
    counted: Counted,
    same: Sequence[Figure],
    last: Figure,
    language: Language,
) -> Counted:
    """What is counted, told as a part of what the sentence counted before: "of the 40 killed, 9 were children"."""
    whole = next((f for f in reversed(same) if is_event(f.counted, language)), last)
    key = counted_key(whole.counted, language)
    if not counted.event and key.event and counted.noun and _is_group(words, first, stop, counted, last, language):
        return replace(counted, text=with_event(counted.noun, Event(key.event), language), event=key.event)
    bare = not counted.noun or counted.noun.lower() in language.counts.bare_deaths
    if same and bare and counted.event == key.event == Event.DEATHS and CIVILIAN in key.narrowed:
        return replace(counted, text=whole.counted)
    return counted


def _goes_back(
    words: SentenceWords, first: int, stop: int, amount: Amount, same_sentence: bool, counts: CountWords
) -> bool:
    """Whether a bare number counts what the figure before it counts: "641 of them", "the region counts 39"."""
    if words.lower(stop) in counts.of or words.lower(stop + 1) in counts.of:
        return True
    before = words.lower(first - 1)
    if same_sentence and (before in counts.conjunctions or before in counts.joins):
        return True
    named = any(words.lower(i) in counts.anaphors for i in range(max(0, first - _REACH_ANAPHOR), first))
    ends = stop >= len(words) or words.is_mark(stop)
    return amount.unit is None and ends and (same_sentence or named)


_REACH_ANAPHOR = 6
"""Words before a number in which "the toll", "it" go back to what the figure before counts."""


def _is_group(
    words: SentenceWords, first: int, stop: int, counted: Counted, last: Figure, language: Language
) -> bool:
    """Whether the number is of a group of those counted before."""
    counts = language.counts
    of_them = words.lower(stop) in counts.of and words.lower(stop + 1) in counts.them
    return _is_among(words, first, counts) or of_them or _joined_group(words, first, counted, last, language)


def _is_among(words: SentenceWords, first: int, counts: CountWords) -> bool:
    """Whether the words before say that the number is part of the one before: "including", "Of the 40 killed,"."""
    one, two = words.lower(first - 1), words.lower(first - 2)
    opening = words.lower(0) in counts.of or words.lower(0) in counts.among
    apart = one == "," and two in counts.them
    including = one in counts.including or two in counts.including
    return including or apart or (opening and (one == "," or one in counts.copulas))


def _joined_group(words: SentenceWords, first: int, counted: Counted, last: Figure, language: Language) -> bool:
    """Whether a group stands beside another one of the same whole: "12 women and 9 children"."""
    counts, groups, before = language.counts, group_names(), words.lower(first - 1)
    grouped = (
        counted_key(counted.noun, language).noun in groups
        and counted_key(last.counted, language).narrowed & groups
    )
    own_verb = words.lower(words.index_at(counted.end - 1) + 1) in counts.own_verbs
    return bool(grouped) and (before == "," or before in counts.conjunctions) and not own_verb


def _trivial(amount: Amount, counted: Counted) -> bool:
    """Whether the amount is a "one" that counts nothing that happened: no figure anybody would look up."""
    return amount.value == 1 and amount.unit is None and not amount.text[-1].isdigit() and not counted.event


def figures_of(quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """The figures in the given quotes alone, in document coordinates; what stands outside a quote is not seen."""
    found: list[Figure] = []
    for quote in quotes:
        for figure in figures_in(quote.text, quote.document.language, quote.document, passage_id=quote.passage_id):
            found.append(moved(figure, quote))
    return tuple(found)


def moved(figure: Figure, quote: Quote) -> Figure:
    """A figure read from a quote's own text, in the coordinates of the quote's document."""
    span = Span(figure.amount.span.start + quote.start, figure.amount.span.end + quote.start)
    inner = figure.quote
    own = replace(
        quote, text=inner.text, start=inner.start + quote.start, end=inner.end + quote.start, answer=span
    )
    return replace(figure, amount=replace(figure.amount, span=span), quote=own)
