"""Questions in, cited answers out: `Assistant.open(folder).ask(question)`.

Everything public is named here and loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.telemetry import switch_off

if TYPE_CHECKING:
    from index.types import DocumentInfo, Filter, Hit
    from qa.answering.verification import Verdict, verify
    from qa.assistant import Assistant, Chat
    from qa.errors import EmptyQuestion, ProviderError, QuestionError, QuestionTooLong
    from qa.question.question import Question
    from qa.types import (
        Abstention,
        Answer,
        AnswerPart,
        AnswerPartKind,
        Claim,
        Figure,
        Ledger,
        Quote,
        Reader,
        Reading,
        Relation,
        RelationKind,
        Turn,
    )

switch_off()

__all__ = [
    "Abstention",
    "Answer",
    "AnswerPart",
    "AnswerPartKind",
    "Assistant",
    "Chat",
    "Claim",
    "DocumentInfo",
    "EmptyQuestion",
    "Figure",
    "Filter",
    "Hit",
    "Ledger",
    "ProviderError",
    "Question",
    "QuestionError",
    "QuestionTooLong",
    "Quote",
    "Reader",
    "Reading",
    "Relation",
    "RelationKind",
    "Turn",
    "Verdict",
    "verify",
]

_HOMES = {
    "Assistant": "qa.assistant",
    "Chat": "qa.assistant",
    "DocumentInfo": "index.types",
    "EmptyQuestion": "qa.errors",
    "Filter": "index.types",
    "Hit": "index.types",
    "ProviderError": "qa.errors",
    "Question": "qa.question.question",
    "QuestionError": "qa.errors",
    "QuestionTooLong": "qa.errors",
    "Verdict": "qa.answering.verification",
    "verify": "qa.answering.verification",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "qa.types")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
