"""The functions other programs may call, over Gradio's API and as MCP tools.

Their docstrings and type hints are what callers see, so they are written for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

from index.errors import SaysoError
from ui.filters import filter_of
from ui.shelf import entries

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.assistant import Assistant
    from ui.redaction import Redaction

logger = logging.getLogger(__name__)

MOST_HITS = 100
BROKEN = "something went wrong inside sayso; the window it was started in says what"
_UNNOTED = {"added": None, "passages": None}


def _without_paths(record: Any) -> Any:
    """A record whose `path` is called `file`: Gradio's clients would try to download what has a `path`."""
    if isinstance(record, dict):
        return {"file" if key == "path" else key: _without_paths(value) for key, value in record.items()}
    return [_without_paths(one) for one in record] if isinstance(record, list) else record


def _explained(function: Callable[..., Any], redaction: Redaction) -> Callable[..., Any]:
    """The function with its arguments checked, and what is wrong in words for the caller.

    Gradio keeps all other errors from callers, and checks no argument: "sv" for ["sv"] would pass as two letters.
    """
    from pydantic import ValidationError, validate_call

    checked = validate_call(function)

    @wraps(function)
    def explained(*arguments: Any, **named: Any) -> Any:
        import gradio as gr

        try:
            return checked(*arguments, **named)
        except ValidationError as error:
            said = "; ".join(_wrong(function, one) for one in error.errors())
            raise gr.Error(said, print_exception=False) from error
        except SaysoError as error:
            raise gr.Error(redaction.text(error), print_exception=False) from error
        except Exception as error:
            logger.exception("a call of %s failed", function.__name__)
            raise gr.Error(BROKEN, print_exception=False) from error

    return explained


def _wrong(function: Callable[..., Any], error: Mapping[str, Any]) -> str:
    """What is wrong with an argument: `languages: Input should be a valid list, not 'sv'`."""
    place, *inside = error["loc"]
    name = list(signature(function).parameters)[place] if isinstance(place, int) else place
    where = "".join(f"[{one}]" for one in inside)
    return f"{name}{where}: {error['msg']}, not {error['input']!r:.80}"


def endpoints(assistant: Assistant, corpus: Corpus, redaction: Redaction) -> dict[str, Callable[..., Any]]:
    """The public functions by name, bound to one assistant."""
    bound = _Endpoints(assistant, corpus)
    functions: tuple[Callable[..., Any], ...] = (bound.ask, bound.search, bound.figures, bound.documents)
    return {function.__name__: _explained(function, redaction) for function in functions}


class _Endpoints:
    """The public functions over one assistant and its corpus."""

    def __init__(self, assistant: Assistant, corpus: Corpus) -> None:
        self._assistant = assistant
        self._corpus = corpus

    def ask(
        self,
        question: str,
        published_from: str = "",
        published_to: str = "",
        languages: list[str] | None = None,
        publishers: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents with verbatim, cited quotes, or say that they do not answer it.

        Args:
            question: The question, in plain words.
            published_from: Only documents published on or after this date, as YYYY-MM-DD; empty for all.
            published_to: Only documents published on or before this date, as YYYY-MM-DD; empty for all.
            languages: Only documents in these languages, as ISO 639-1 codes such as "sv".
            publishers: Only documents of these publishers.

        Returns:
            The answer: text with citation marks, short answers, quotes with document and character
            offsets, figures with claimant and scope, how the figures relate, or why there is no answer.
        """
        from qa.answering.exports import answer_record

        where = filter_of(published_from, published_to, languages, publishers)
        answer: dict[str, Any] = _without_paths(answer_record(self._assistant.ask(question, where=where)))
        return answer

    def search(
        self,
        question: str,
        k: int = 10,
        published_from: str = "",
        published_to: str = "",
        languages: list[str] | None = None,
        publishers: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Find the passages nearest to a question, without reading an answer out of them.

        Args:
            question: What to look for, in plain words.
            k: How many passages, at most 100.
            published_from: Only documents published on or after this date, as YYYY-MM-DD; empty for all.
            published_to: Only documents published on or before this date, as YYYY-MM-DD; empty for all.
            languages: Only documents in these languages, as ISO 639-1 codes such as "sv".
            publishers: Only documents of these publishers.

        Returns:
            Passages, best first: text, character offsets in the document, score, document.
        """
        from qa.answering.exports import document_record

        where = filter_of(published_from, published_to, languages, publishers)
        hits = self._corpus.search(question, k=max(1, min(k, MOST_HITS)), where=where)
        return [
            {
                "text": hit.passage.text,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "score": round(hit.score, 4),
                "document": _without_paths(document_record(hit.document)),
            }
            for hit in hits
        ]

    def figures(self, about: str = "", claimant: str = "", place: str = "", limit: int = 200) -> dict[str, Any]:
        """List the figures of all documents: who says how many, of what, where and when, and how they relate.

        Args:
            about: Only figures that count this, e.g. "civilian deaths"; empty for all.
            claimant: Only figures of this claimant, e.g. "Amnesty"; empty for all.
            place: Only figures for this place or a part of it, e.g. "Raqqa"; empty for all.
            limit: How many at most.

        Returns:
            `figures` with amount and bound, claimant, stance, place, period, publisher, quote and character
            offsets; `relations` between them by position: agree, update, part of, conflict.
        """
        from qa.answering.exports import figure_record, relation_record
        from qa.answering.ledger import corpus_ledger
        from qa.figures.annotations import FACTS_NAME

        ledger = corpus_ledger(self._corpus.facts(FACTS_NAME), about=about, claimant=claimant, place=place)
        most = max(1, limit)
        return {
            "figures": [_without_paths(figure_record(figure)) for figure in ledger.figures[:most]],
            "relations": [relation_record(r) for r in ledger.relations if max(r.first, r.second) < most],
            "found": len(ledger.figures),
        }

    def documents(self) -> list[dict[str, Any]]:
        """List the documents that can be asked about.

        Returns:
            Documents with id, file, title, publisher, author, date, language and link, the day each was
            added and in how many passages, null where that was not noted.
        """
        from qa.answering.exports import document_record

        shelf = entries(self._corpus)
        records = []
        for document in self._corpus.documents():
            entry = shelf.get(document.id)
            noted = {"added": entry.added.isoformat(), "passages": entry.passages} if entry else _UNNOTED
            records.append({**_without_paths(document_record(document)), **noted})
        return records
