"""How the checks judge the network's spans, and what readers and answers make of given passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evals.characterise.inputs import Input
from evals.characterise.network import cached_reader
from evals.characterise.of_texts import Fields

if TYPE_CHECKING:
    from index.types import Document, DocumentInfo, Filter, Hit
    from qa.types import Quote, Reader


def checks(given: Input) -> Fields:
    """Of each span that the network marks: what the rules mark instead, which checks speak against it, what the
    words around it add.
    """
    from qa.question.analysis import analyse
    from qa.reading.checks.ordered_checks import Checks
    from qa.reading.combined_reader import _Examiner
    from qa.reading.network.network_reader import quote_of
    from qa.reading.overlap.rule_reader import said_by

    asked = analyse(given.text)
    tried = Checks(asked, given.hits)
    examiner = _Examiner(asked, given.hits, tried)
    named = {hit.passage.id: number for number, hit in enumerate(given.hits)}
    found = []
    for each in cached_reader().spans(asked, given.hits):
        marked = quote_of(each)
        told = examiner.with_asked(marked)
        row: Fields = {"where": _where(marked, named), "span": marked.answer_text, "score": each.score}
        if told is None:
            found.append({**row, "dropped": True})
            continue
        changed = told.answer_text if told.answer != marked.answer else None
        against = [*tried.against(told), *([] if said_by(asked, each.hit, told) else ["not said by"])]
        support = examiner.support(told)
        found.append({**row, "marked": changed, "against": against, "support": support or None,
                      "stands": tried.stands(told)})  # fmt: skip
    return {"spans": found}


def reading(given: Input) -> Fields:
    """What the reader that ships makes of the passages, with the network's part from the cache."""
    from qa.reading.combined_reader import CombinedReader

    return _reading_fields(CombinedReader(cached_reader()), given)


def ruled(given: Input) -> Fields:
    """What the reader without a network makes of the passages."""
    from qa.reading import RULES, load_reader

    return _reading_fields(load_reader(RULES), given)


def _reading_fields(reader: Reader, given: Input) -> Fields:
    from qa.question.analysis import analyse
    from qa.question.question_language import languages_of

    read = reader.read(analyse(given.text, languages_of(given.hits)), given.hits)
    named = {hit.passage.id: number for number, hit in enumerate(given.hits)}
    return {
        "quotes": [_quote_fields(quote, named) for quote in read.quotes],
        "answerable": read.answerable,
        "nearest": _quote_fields(read.nearest, named) if read.nearest else None,
        "altered": [_quote_fields(quote, named) for quote in read.altered],
    }


def _quote_fields(quote: Quote, named: Mapping[str, int]) -> Fields:
    marked = quote.answer_text if quote.answer else None
    return {"where": _where(quote, named), "quote": quote.text, "answer": marked, "score": quote.score}


def _where(quote: Quote, named: Mapping[str, int]) -> str:
    """Passage and offsets: "1:20-35"."""
    span = quote.answer or quote.span
    return f"{named.get(quote.passage_id, '?')}:{span.start}-{span.end}"


def answer(given: Input) -> Fields:
    """What is said to a person who asks, after the turns before, with these passages for the search's."""
    from qa.assistant import Assistant
    from qa.reading.combined_reader import CombinedReader

    chat = Assistant(_Given(given.hits), CombinedReader(cached_reader())).chat()
    for turn in given.turns:
        chat.ask(turn)
    told = chat.ask(given.text)
    return {
        "text": told.text, "short": told.short, "abstained": told.abstained, "language": told.language,
        "understood": told.understood_as if told.understood_as != told.question else None,
        "figures": [f"{one.claimant or '–'}: {one.amount.text} {one.counted}" for one in told.figures],
        "relations": [f"{one.first} {one.kind} {one.second}: {one.reason}" for one in told.ledger.relations],
        "missing": told.abstention.missing if told.abstention else None,
    }  # fmt: skip


class _Given:
    """A corpus whose every search returns the same passages."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:  # noqa: ARG002
        """The passages, whatever is asked."""
        return list(self._hits[:k])

    def document(self, reference: str) -> Document:
        """A document made of its passages, each where it stands. Raises LookupError."""
        from index.types import Document

        own = [hit for hit in self._hits if hit.document.id == reference]
        if not own:
            raise LookupError(reference)
        text = ""
        for hit in sorted(own, key=lambda hit: hit.passage.start):
            text = text.ljust(hit.passage.start)[: hit.passage.start] + hit.passage.text
        return Document(own[0].document, text)

    def documents(self) -> list[DocumentInfo]:
        """What is known of the documents."""
        return list(dict.fromkeys(hit.document for hit in self._hits))

    def close(self) -> None:
        """Nothing is held open."""
