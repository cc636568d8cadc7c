"""How the checks judge the network's spans, and what readers and answers make of given passages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.characterise.inputs import Input
from evals.characterise.network import cached_reader
from evals.characterise.of_texts import Fields

if TYPE_CHECKING:
    from index.types import Document, DocumentInfo, Filter, Hit
    from qa.question.analysis import Question
    from qa.reading.checks.witnesses import Witnesses
    from qa.types import Quote, Reading

Against = Callable[["Question", "Witnesses", "Hit", "Quote"], bool]


def _checks() -> Mapping[str, Against]:
    """Every check by name: whether it speaks against a marked answer."""
    from qa.reading.checks import deeds, measures, other_scope, roles
    from qa.reading.overlap import rule_reader
    from qa.reading.statements import changes

    return {
        "names": lambda _, w, __, q: not w._names_spoken_of(q),
        "kind": lambda _, w, __, q: not w._fits_kind(q),
        "repeats": lambda _, w, __, q: w._repeats_question(q),
        "other figure": lambda _, w, __, q: w._other_figure(q),
        "turned round": lambda a, _, __, q: roles.is_object_of_act(a, q),
        "age of another": lambda a, _, __, q: roles.age_of_another(a, q),
        "said by another": lambda a, _, __, q: roles.said_by_another(a, q),
        "wrote only": lambda a, _, __, q: roles.wrote_only(a, q),
        "matter": lambda _, w, __, q: not w._speaks_of_matter(q),
        "tables": lambda _, w, __, q: w.tables.contradicts(q),
        "deed": lambda a, _, h, q: deeds.lacks_deed(a, h, q),
        "other end": lambda a, _, __, q: changes.marks_other_end(a, q),
        "other measure": lambda a, w, __, q: measures.of_another_measure(a, q, w._head is not None),
        "other year": lambda a, w, __, q: other_scope.of_other_year(a, w._by_document[q.document.id], q),
        "other issue": lambda a, w, __, q: other_scope.of_other_issue(a, w._documents, q),
        "office elsewhere": lambda _, w, __, q: w._office_elsewhere(q),
        "reason of another": lambda _, w, __, q: w.reason_of_another(q),
        "not said by": lambda a, _, h, q: not rule_reader.said_by(a, h, q),
    }


def checks(given: Input) -> Fields:
    """Of each span that the network marks: what the rules mark instead, which checks speak against it, what the
    words around it add.
    """
    from qa.question.analysis import analyse
    from qa.reading.checks.witnesses import Witnesses
    from qa.reading.combined_reader import _Examiner
    from qa.reading.network.network_reader import quote_of

    asked = analyse(given.text)
    witnesses = Witnesses(asked, given.hits)
    examiner = _Examiner(asked, given.hits, witnesses)
    named = {hit.passage.id: number for number, hit in enumerate(given.hits)}
    found = []
    for each in cached_reader().spans(asked.text, given.hits):
        marked = quote_of(each)
        told = examiner.with_asked(marked)
        row: Fields = {"where": _where(marked, named), "span": marked.answer_text, "score": each.score}
        if told is None:
            found.append({**row, "dropped": True})
            continue
        changed = told.answer_text if told.answer != marked.answer else None
        against = [name for name, check in _checks().items() if check(asked, witnesses, each.hit, told)]
        support = examiner.support(told)
        found.append({**row, "marked": changed, "against": against, "support": support or None,
                      "stands": witnesses.stands(told)})  # fmt: skip
    return {"spans": found}


def reading(given: Input) -> Fields:
    """What the reader that ships makes of the passages, with the network's part from the cache."""
    from qa.reading.combined_reader import CombinedReader

    return _reading_fields(CombinedReader(cached_reader()).read(given.text, given.hits), given)


def ruled(given: Input) -> Fields:
    """What the reader without a network makes of the passages."""
    from qa.reading import RULES, load_reader

    return _reading_fields(load_reader(RULES).read(given.text, given.hits), given)


def _reading_fields(read: Reading, given: Input) -> Fields:
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
