"""Counts what a language model was used for while a question was answered, whichever of llama-index's it is."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from evals.types import Usage

if TYPE_CHECKING:
    from llama_index_instrumentation.base.event import BaseEvent
    from llama_index_instrumentation.event_handlers.base import BaseEventHandler

MODEL = "llm"
"""Under this name a system's `models` tell of a language model."""


class _Counts(threading.local):
    """The usage of the question that this thread is asking, and how many calls are open inside each other."""

    usage = Usage()
    depth = 0


@contextmanager
def counting(models: Mapping[str, str]) -> Iterator[_Counts]:
    """Count the calls that this thread makes meanwhile.

    llama-index takes seconds to import, so nothing is counted where it is not loaded and no model is named.
    """
    counts = _counts()
    counts.usage, counts.depth = Usage(), 0
    if MODEL in models or "llama_index.core" in sys.modules:
        _watch()
    yield counts


@lru_cache(maxsize=1)
def _counts() -> _Counts:
    return _Counts()


@lru_cache(maxsize=1)
def _watch() -> BaseEventHandler:
    """Listen to llama-index's events from now on."""
    from llama_index.core.instrumentation.events import llm
    from llama_index_instrumentation import get_dispatcher
    from llama_index_instrumentation.event_handlers.base import BaseEventHandler

    counts = _counts()

    class Counter(BaseEventHandler):
        """A model may answer a chat by completing a prompt: only the outermost of such calls counts."""

        @classmethod
        def class_name(cls) -> str:
            return "SaysoUsage"

        def handle(self, event: BaseEvent, **_: Any) -> None:
            if isinstance(event, llm.LLMCompletionStartEvent | llm.LLMChatStartEvent):
                counts.depth += 1
            elif isinstance(event, llm.LLMCompletionEndEvent | llm.LLMChatEndEvent):
                counts.depth -= 1
                if counts.depth == 0:
                    counts.usage += _used(event)

    handler = Counter()
    get_dispatcher().add_event_handler(handler)
    return handler


def _used(event: Any) -> Usage:
    """What the provider reports, or else our own count of the words sent and written."""
    from llama_index.core.callbacks.token_counting import get_tokens_from_response

    from index.tokens import count

    sent, written = get_tokens_from_response(event.response) if event.response else (0, 0)
    asked = event.prompt if hasattr(event, "prompt") else "\n".join(str(one) for one in event.messages)
    said = getattr(event.response, "text", None) or str(event.response or "")
    return Usage(1, sent or count(asked), written or count(said))
