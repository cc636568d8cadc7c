"""The stages beside the quotes: where one fails the answer comes without it and says so, and the log tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TypeVar

from index.errors import CorpusError
from index.faults import log_fault
from qa.errors import ProviderError

Made = TypeVar("Made")


class Stage(StrEnum):
    """What an answer may come without."""

    FOLLOW_UP = "follow-up"
    COLLECTION = "collection"
    COMPARISON = "comparison"
    PASSAGES = "passages"
    TABLES = "tables"
    RULES = "rules"
    TOLD = "told"
    CHECKS = "checks"
    FIGURES = "figures"
    RELATIONS = "relations"
    ACCOUNT = "account"
    MISSING = "missing"
    PAGES = "pages"
    SUGGESTIONS = "suggestions"
    VIEW = "view"


_failed: ContextVar[list[Stage] | None] = ContextVar("failed", default=None)


def attempt(stage: Stage, about: str, make: Callable[[], Made], instead: Callable[[], Made]) -> Made:
    """What `make` returns; where it fails, what `instead` returns, and the fault is logged and noted.

    `about` is the text it works on, of which the log holds the sha256. Errors of a corpus (a damaged store,
    another model) and of a language model pass: they are no faults of a stage, and tell what to do.
    """
    try:
        return make()
    except (CorpusError, ProviderError):
        raise
    except Exception as error:
        log_fault(stage.value, about, error)
        failed = _failed.get()
        if failed is not None and stage not in failed:
            failed.append(stage)
        return instead()


@contextmanager
def watched() -> Iterator[list[Stage]]:
    """Collects the stages that fail inside, in order, each once."""
    failed: list[Stage] = []
    token = _failed.set(failed)
    try:
        yield failed
    finally:
        _failed.reset(token)
