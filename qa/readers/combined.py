"""The network with the rules beside it: figures by who says them, everything else by the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.types import Hit
from qa.errors import QuestionError
from qa.questions import Question, QuestionKind, analyse
from qa.readers import counts
from qa.readers.checking import Witnesses
from qa.readers.ranges import asked_end
from qa.readers.rules import RulesReader, said_by
from qa.types import Quote, Reader, Reading
from qa.words import FRAME, Vocabulary, words

READ = 12
"""The best passages that the network looks at: time goes with it, and few answers stand further down."""

SURE = 0.6
"""Score from which a figure that the rules found stands before what the network marked."""

_TOLD_WHOLE = frozenset(
    (
        QuestionKind.WHY,
        QuestionKind.HOW,
        QuestionKind.WHAT,
        QuestionKind.QUOTE,
        QuestionKind.LIST,
        QuestionKind.YES_NO,
    )
)
"""Kinds of question that a whole sentence may answer where the network marked nothing."""


class CombinedReader:
    """Reads with both. The rules know who says a figure and what it counts; the network reads everything else."""

    def __init__(self, network: Reader, rules: RulesReader | None = None) -> None:
        self._network = network
        self._rules = rules or RulesReader()

    @property
    def name(self) -> str:
        """Identity of the readers."""
        return f"{self._network.name}+{self._rules.name}"

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Quotes that answer, or none. Never raises on odd text."""
        try:
            asked = analyse(question)
        except QuestionError:
            return Reading(quotes=(), answerable=0.0)
        witnesses = Witnesses(asked, hits)
        if asked.kind is QuestionKind.HOW_MANY:
            by_rules = _kept(self._rules.read(question, hits), witnesses.stands)
            if by_rules.answerable >= SURE:
                return _one_each(by_rules) if counts.is_measure_asked(asked) else by_rules
        reading = _kept(_asked_ends(asked, self._network.read(question, hits[:READ])), witnesses.stands)
        reading = _told_apart(asked.kind, reading)
        if counts.is_measure_asked(asked):
            reading = _one_each(reading)
        if asked.claimant is not None and reading.quotes:
            texts = {hit.passage.id: hit for hit in hits}
            reading = _kept(reading, lambda quote: said_by(asked, texts[quote.passage_id], quote))
        if asked.kind is QuestionKind.YES_NO:
            reading = _on_matter(asked, _whole(reading))
        elif _STATEMENT.match(asked.text):
            reading = _whole(reading)
        if reading.quotes or asked.kind not in _TOLD_WHOLE:
            return reading
        by_rules = _kept(self._rules.read(question, hits), witnesses.stands)
        return by_rules if by_rules.quotes and by_rules.answerable >= SURE else reading


_STATEMENT = re.compile(
    r"(?:and |but )?what (?:do|does|did|has|have) .+ "
    r"(?:say|said|tell|told|write|written|think|explain) (?:about|of|on)\b"
    r"|(?:and |but )?what (?:do|does|did|has|have) .+ "
    r"(?:say|said|claim|claimed|conclude|concluded|find|found|argue|report|announce|state|think|believe|recommend)\??$"
    r"|(?:och |men )?vad (?:säger|sa|sade|skriver|skrev|anser|tycker|berättar) .+ om\b",
    re.IGNORECASE,
)
"""Asks for what somebody says of a matter: a sentence, not a few words of it."""


def _whole(reading: Reading) -> Reading:
    """The reading with whole sentences for answers, each once."""
    kept: dict[tuple[str, int], Quote] = {}
    for quote in reading.quotes:
        kept.setdefault((quote.document.id, quote.start), replace(quote, answer=None))
    return replace(reading, quotes=tuple(kept.values()))


def _on_matter(question: Question, reading: Reading) -> Reading:
    """Without the sentences that say less than half as many of the question's own words as the best one."""
    matter = [term.key for term in question.terms if not term.is_name and term.key not in FRAME]
    said = [Vocabulary(words(quote.text, quote.document.language)) for quote in reading.quotes]
    held = [sum(vocabulary.says(key) for key in matter) for vocabulary in said]
    foreign = [quote.document.language not in (None, question.language) for quote in reading.quotes]
    kept = [
        quote
        for quote, count, other in zip(reading.quotes, held, foreign, strict=True)
        if other or 2 * count >= max(held)
    ]
    return replace(reading, quotes=tuple(kept))


def _asked_ends(question: Question, reading: Reading) -> Reading:
    return replace(reading, quotes=tuple(asked_end(question, quote) for quote in reading.quotes))


_ONE_ANSWER = frozenset((QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE))
"""Kinds of which a sentence holds one answer, or several that it lists."""

_LISTED = re.compile(r"[\s,]*(?:(?:and|or|och|eller|&)\s+)?(?:the\s+|den\s+)?", re.IGNORECASE)


def _told_apart(kind: QuestionKind, reading: Reading) -> Reading:
    """Without the further spans of a sentence that are not listed beside its best one."""
    if kind not in _ONE_ANSWER:
        return reading
    kept: list[Quote] = []
    for quote in reading.quotes:
        same = [other for other in kept if _in_one_sentence(quote, other)]
        if not same or any(_listed_together(quote, other) for other in same):
            kept.append(quote)
    return replace(reading, quotes=tuple(kept))


def _one_each(reading: Reading) -> Reading:
    """The best quote of each document: a text gives one price, one length, one age of a thing."""
    kept: dict[str, Quote] = {}
    for quote in reading.quotes:
        kept.setdefault(quote.document.id, quote)
    return replace(reading, quotes=tuple(kept.values()))


def _in_one_sentence(one: Quote, other: Quote) -> bool:
    marked = one.answer is not None and other.answer is not None
    return marked and one.document.id == other.document.id and one.span.overlaps(other.span)


def _listed_together(one: Quote, other: Quote) -> bool:
    first, second = sorted((one, other), key=lambda quote: (quote.answer or quote.span).start)
    if first.answer is None or second.answer is None:
        return False
    between = one.text[max(0, first.answer.end - one.start) : max(0, second.answer.start - one.start)]
    return _LISTED.fullmatch(between) is not None


def _kept(reading: Reading, stands: Callable[[Quote], bool]) -> Reading:
    """The reading with those quotes that pass a check; without an answer where none with a marked one does."""
    kept = tuple(quote for quote in reading.quotes if stands(quote))
    if len(kept) == len(reading.quotes):
        return reading
    if not kept or (kept[0].answer is None and reading.quotes[0].answer is not None):
        return replace(reading, quotes=(), answerable=0.0)
    return replace(reading, quotes=kept, answerable=min(reading.answerable, kept[0].score))
