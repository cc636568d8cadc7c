"""Where the answer to a failed case stood: the retrieved sentence that holds what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.judging import named, plain
from evals.matching import holds
from evals.reviewing import flat
from evals.systems import Outcome
from evals.types import Case, Evidence, Expected
from index.sentences import sentence_spans
from index.types import Hit


def evidence(case: Case, outcome: Outcome) -> tuple[Evidence, ...]:
    """For each group of expected answers the best ranked sentence that holds one, in a document to cite if any."""
    found = (_first(case, group, outcome.hits) for group in case.all_of)
    return tuple(one for one in found if one is not None)


def _first(case: Case, group: Sequence[Expected], hits: Sequence[Hit]) -> Evidence | None:
    names = [name for cited in case.cite for name in cited]
    ranked = list(enumerate(hits, start=1))
    cited = [(rank, hit) for rank, hit in ranked if any(named(name, hit.document) for name in names)]
    for rank, hit in (*cited, *ranked):
        for sentence in _sentences(hit):
            for item in group:
                if holds(plain(item), sentence):
                    return Evidence(str(item), hit.document.path, rank, sentence)
    return None


def _sentences(hit: Hit) -> Iterator[str]:
    text = hit.passage.text
    yield from (flat(text[span.start : span.end]) for span in sentence_spans(text, hit.document.language))
