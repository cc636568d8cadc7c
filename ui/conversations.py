"""The conversations of the people using one server: separate, bounded in number, found again after a reload.

The browser keeps what finds a conversation again, and what makes it again on a server that was started anew.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import SaysoError
from index.types import Filter
from qa.types import Answer, AnswerPart, Quote, Turn
from ui.filters import filter_from, filter_record
from ui.rendering.voices import voices

if TYPE_CHECKING:
    from qa.assistant import Assistant, Chat

CAPACITY = 500  # conversations held at once; a conversation of ten answers takes about 200 kB
MOST_WAITING = 100  # questions waiting at once; more are told to come back
FORGOTTEN = 300.0  # seconds after which a question nobody came for waits no more
RESTORED = 20  # questions asked again when a page comes back after the server was restarted


@dataclass(slots=True)
class Conversation:
    """One person's thread of questions and answers; `votes` says which turns were liked or disliked."""

    token: str
    chat: Chat
    lock: threading.Lock = field(default_factory=threading.Lock)
    votes: dict[int, bool] = field(default_factory=dict)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, oldest first."""
        return tuple(turn.answer for turn in self.chat.turns)

    @property
    def questions(self) -> list[str]:
        """The questions so far, oldest first."""
        return [turn.question for turn in self.chat.turns]

    def colours(self) -> list[dict[str, int]]:
        """For each turn the colours of the voices heard before it: who speaks again is shown in the same one."""
        known: dict[str, int] = {}
        before = []
        for answer in self.answers:
            before.append(known)
            known = known | voices(answer.figures, known)
        return before

    def stream(self, question: str, where: Filter) -> Iterator[AnswerPart]:
        """Answer in parts; one question of a conversation at a time. Ends without an answer once it is stopped."""
        chat = self.chat
        with self.lock:
            for part in chat.stream(question, where=where):
                if self.chat is not chat:
                    return
                yield part

    def stop(self, chat: Chat) -> None:
        """Go on with `chat`: what is being computed now ends where nobody sees it."""
        self.chat, self.lock = chat, threading.Lock()

    def drop_last(self) -> None:
        """Take back the last turn, to ask it again."""
        self.votes.pop(len(self.answers) - 1, None)
        self.chat.drop_last()

    def quote(self, turn: int, number: int) -> Quote | None:
        """Quote `number` (from 1; 0 is the nearest passage of an abstention) of answer `turn` (from 0)."""
        answers = self.answers
        if not 0 <= turn < len(answers):
            return None
        answer = answers[turn]
        if number == 0:
            return answer.abstention.nearest if answer.abstention else None
        return answer.quotes[number - 1] if number <= len(answer.quotes) else None


class Conversations:
    """Every conversation of a server by its token; the one used longest ago goes when there are too many."""

    def __init__(self, assistant: Assistant, capacity: int = CAPACITY) -> None:
        self._assistant = assistant
        self._capacity = capacity
        self._held: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, turns: Sequence[Turn] = ()) -> Conversation:
        """A new conversation, with these turns, under a token nobody can guess."""
        conversation = Conversation(secrets.token_urlsafe(24), self._chat(turns))
        with self._lock:
            self._held[conversation.token] = conversation
            while len(self._held) > self._capacity:
                self._held.popitem(last=False)
        return conversation

    def find(self, token: str | None) -> Conversation | None:
        """The conversation with this token, if it is still held."""
        with self._lock:
            conversation = self._held.get(token or "")
            if conversation is not None:
                self._held.move_to_end(conversation.token)
            return conversation

    def of(self, kept: object) -> Conversation:
        """The conversation a browser keeps; one this server does not hold is asked again, at worst a new one."""
        record = kept if isinstance(kept, dict) else {}
        return self.find(str(record.get("token", ""))) or self._again(record.get("turns"))

    def copy_of(self, kept: object) -> Conversation:
        """The conversation a browser keeps, for another of its tabs: from here on each goes its own way."""
        original = self.of(kept)
        copied = self.start(original.chat.turns)
        copied.votes.update(original.votes)
        return copied

    def stop(self, conversation: Conversation) -> None:
        """Let go of the answer that is being computed: a model that takes long cannot be interrupted."""
        conversation.stop(self._chat(conversation.chat.turns))

    def _chat(self, turns: Sequence[Turn]) -> Chat:
        from qa.assistant import Chat

        return Chat(self._assistant, turns)

    def _again(self, turns: object) -> Conversation:
        """A new conversation with the last of these turns asked again, as far as they can be answered."""
        conversation = self.start()
        for question, where in _asked(turns)[-RESTORED:]:
            try:
                for _ in conversation.stream(question, where):
                    pass
            except SaysoError:
                break
        return conversation


class Waiting:
    """The questions that wait for their turn, one a conversation: a bounded number, so that all get one soon."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._most = most
        self._questions: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def __contains__(self, token: str) -> bool:
        with self._lock:
            return token in self._questions

    def enter(self, token: str, question: str) -> bool:
        """Whether there is room for the question; from then on it waits."""
        now = time.monotonic()
        with self._lock:
            # A page that was closed never comes for its answer.
            self._questions = {t: q for t, q in self._questions.items() if now - q[1] < FORGOTTEN}
            if len(self._questions) >= self._most:
                return False
            self._questions[token] = (question, now)
            return True

    def take(self, token: str) -> str:
        """The question of this conversation, which waits no more; "" where there is none."""
        with self._lock:
            return self._questions.pop(token, ("", 0.0))[0]


def kept(conversation: Conversation) -> dict[str, Any]:
    """What the browser keeps of a conversation; `Conversations.of` takes it."""
    turns = zip(conversation.questions, conversation.answers, strict=True)
    return {
        "token": conversation.token,
        "turns": [{"question": question, **filter_record(answer.filter)} for question, answer in turns],
    }


def _asked(turns: object) -> list[tuple[str, Filter]]:
    """Questions and filters out of what a browser sent: whatever is none is left out."""
    records = turns if isinstance(turns, list) else []
    return [
        (record["question"], filter_from(record))
        for record in records
        if isinstance(record, dict) and isinstance(record.get("question"), str)
    ]
