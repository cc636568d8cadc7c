"""Opens what a citation names: the document beside the conversation, at the quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import SaysoError
from qa.types import Quote
from ui.conversations import Conversation
from ui.rendering import documents, html

if TYPE_CHECKING:
    from index.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open: quote `number` of answer `turn` ("cite"), the quote of a figure, or a document as such."""

    kind: str
    turn: int
    number: int
    document: str = ""

    @classmethod
    def parse(cls, reference: str) -> Opened | None:
        """The target of a link `#cite-TURN-NUMBER` or `#figure-TURN-NUMBER`; None for any other."""
        found = re.fullmatch(r"#(cite|figure)-(\d{1,6})-(\d{1,6})", reference)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    def total(self, conversation: Conversation) -> int:
        """How many quotes or figures the answer has."""
        if self.kind == "document" or not 0 <= self.turn < len(conversation.answers):
            return 0
        answer = conversation.answers[self.turn]
        return len(answer.figures) if self.kind == "figure" else len(answer.quotes)

    def quote(self, conversation: Conversation) -> Quote | None:
        """The quote itself; None where the conversation has none under that number."""
        if not 0 <= self.turn < len(conversation.answers):
            return None
        if self.kind == "figure":
            figures = conversation.answers[self.turn].figures
            return figures[self.number - 1].quote if 0 < self.number <= len(figures) else None
        return conversation.quote(self.turn, self.number)


class Opener:
    """Shows what is open, over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def html(self, conversation: Conversation, opened: Opened) -> str:
        """The document at its quote, or why it cannot be shown; "" where the citation is not known here."""
        if opened.kind == "document":
            return self._whole(opened.document)
        quote = opened.quote(conversation)
        if quote is None:
            return ""
        key, total = f"{opened.kind}-{opened.turn}-{opened.number}", opened.total(conversation)
        try:
            document = self._corpus.document(quote.document.id)
        except SaysoError:
            return documents.removed_html(quote, opened.number, total, key)
        return documents.document_html(document, quote, opened.number, total, key)

    def _whole(self, reference: str) -> str:
        try:
            document = self._corpus.document(reference)
        except SaysoError as error:
            return html.empty("This document is not in the index.", str(error))
        return documents.document_html(document, None, key=f"document-{reference}")
