"""Answers to what is asked of the collection itself, and replies to what asks nothing that can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.types import DocumentInfo, Filter
from qa.answering.collection.account_parts import Asked
from qa.answering.collection.accounts import account
from qa.answering.collection.picking import candidates
from qa.answering.collection.shelf import Readable, Shelf
from qa.answering.phrases import framed_in
from qa.language.pack import Language
from qa.language.sections.collection_words import Talk
from qa.question.collection.continued import understood
from qa.question.collection.requests import is_wordless, talk_in
from qa.question.question_language import language_of
from qa.types import Abstention, Answer, Turn

EXAMPLES = 2
"""Questions that the documents answer, shown to somebody who asked nothing, beside one about the collection."""


class Catalogue:
    """What sayso says of the documents of a corpus as a whole. Safe to share between threads."""

    def __init__(self, corpus: Readable, examples: Callable[[int], Sequence[str]]) -> None:
        """`examples` gives so many questions at most that the documents answer; it is asked once for each state of
        the corpus.
        """
        self._corpus = corpus
        self._examples = examples
        self._known: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def answer(
        self, asked: str, standalone: str, turns: Sequence[Turn] = (), where: Filter | None = None
    ) -> Answer | None:
        """The answer to a question about the collection, a reply to what is no question; None for any other.

        `standalone` is the question with what it leaves to the turns before filled in.
        """
        alone = asked.strip()
        if said := talk_in(alone):
            return self._reply(asked, said[1], _REPLIES[said[0]](said[1]), where)
        meant = understood(alone, turns) or (understood(standalone, ()) if standalone != alone else None)
        if meant is None:
            wordless = is_wordless(alone, alone=standalone == alone)
            return self.wordless(asked, where) if wordless else None
        shelf = Shelf(self._corpus, where)
        infos = candidates(shelf, meant.request)
        if infos is None:
            return None
        answer = account(Asked(meant.request, shelf, infos, framed_in(meant.request.language)))
        read_as = asked if meant.text == alone else meant.text
        return replace(answer, question=asked, understood_as=read_as, filter=where or Filter())

    def wordless(self, asked: str, where: Filter | None = None) -> Answer:
        """That a question has no word to look up, with how to ask."""
        language = framed_in(language_of(asked))
        return self._reply(asked, language, language.collection.phrases.wordless, where)

    def _reply(self, asked: str, language: Language, said: str, where: Filter | None) -> Answer:
        frame = framed_in(language.code)
        examples = (frame.collection.phrases.example, *self._questions())
        abstention = Abstention(said, examples=examples)
        return Answer(asked, asked, abstention=abstention, language=frame.code, filter=where or Filter())

    def _questions(self) -> tuple[str, ...]:
        state = tuple(map(_version, self._corpus.documents()))
        if self._known[0] != state:
            self._known = (state, tuple(self._examples(EXAMPLES)) if state else ())
        return self._known[1]


def _version(info: DocumentInfo) -> str:
    return f"{info.id} {info.content_hash}"


_REPLIES: dict[Talk, Callable[[Language], str]] = {
    Talk.GREETING: lambda language: language.collection.phrases.greeting,
    Talk.THANKS: lambda language: language.collection.phrases.thanks,
    Talk.ABILITY: lambda language: language.collection.phrases.ability,
    Talk.SUMMARY: lambda language: language.collection.phrases.summary,
}
