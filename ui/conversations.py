"""The conversations of the people using one server: separate, bounded in number, found again after a reload.

The browser keeps what finds a conversation again, and what makes it again on a server that was started anew.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter, OrderedDict
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
MOST_WAITING = 200  # questions waiting at once; more are told to come back
MOST_OF_ONE = 100  # of these, of one client: an office of fifty behind one address, twice
FORGOTTEN = 300.0  # seconds after which a question nobody came for waits no more
RESTORED = 20  # questions asked again when a page comes back after the server was restarted


@dataclass(slots=True)
class Conversation:
    """One person's thread of questions and answers; `votes` says which turns were liked or disliked.

    `forgotten` are questions of this thread that this server has no answers to: it was started anew since.
    """

    token: str
    chat: Chat
    forgotten: list[tuple[str, Filter]] = field(default_factory=list)
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

    def catch_up(self) -> None:
        """Ask what is forgotten again, as far as it can be answered."""
        forgotten, self.forgotten = self.forgotten, []
        for question, where in forgotten:
            try:
                for _ in self.stream(question, where):
                    pass
            except SaysoError:
                break

    def last_question(self) -> str:
        """The question asked last, "" where there is none."""
        return next(reversed([question for question, _ in self.forgotten] + self.questions), "")

    def drop_last(self) -> None:
        """Take back the last turn, to ask it again."""
        if not self.answers:
            del self.forgotten[-1:]
            return
        self.votes.pop(len(self.answers) - 1, None)
        self.chat.drop_last()

    def quote(self, turn: int, number: int) -> Quote | None:
        """Quote `number` (from 1; 0 is the nearest passage of an abstention) of answer `turn` (from 0)."""
        answers = self.answers
        if not 0 <= turn < len(answers):
            return None
        answer = answers[turn]
        quotes = (*answer.quotes, *answer.further)
        if number == 0:
            return answer.abstention.nearest if answer.abstention else None
        return quotes[number - 1] if number <= len(quotes) else None


class Conversations:
    """Every conversation of a server by its token.

    Where there are too many, the one used longest ago goes, of the client that has most of them.
    """

    def __init__(self, assistant: Assistant, capacity: int = CAPACITY) -> None:
        self._assistant = assistant
        self._capacity = capacity
        self._held: OrderedDict[str, tuple[Conversation, str]] = OrderedDict()
        self._of_client: Counter[str] = Counter()
        self._lock = threading.Lock()

    def start(self, turns: Sequence[Turn] = (), client: str = "") -> Conversation:
        """A new conversation, with these turns, held under a token nobody can guess."""
        return self.hold(self._new(turns), client)

    def hold(self, conversation: Conversation, client: str = "") -> Conversation:
        """Keep a conversation for its client to come back to."""
        with self._lock:
            if conversation.token not in self._held:
                self._held[conversation.token] = (conversation, client)
                self._of_client[client] += 1
            if len(self._held) > self._capacity:
                self._let_go()
        return conversation

    def _let_go(self) -> None:
        """Forget one conversation, so that nobody can push out those of others."""
        most, _ = self._of_client.most_common(1)[0]
        token = next(token for token, (_, client) in self._held.items() if client == most)
        del self._held[token]
        self._of_client[most] -= 1
        self._of_client += Counter()  # drops those that have none left

    def find(self, token: str | None) -> Conversation | None:
        """The conversation with this token, if it is still held."""
        with self._lock:
            if (token or "") not in self._held:
                return None
            self._held.move_to_end(token or "")
            return self._held[token or ""][0]

    def of(self, kept: object) -> Conversation:
        """The conversation a browser keeps; a new one, not held, that forgot its answers, where it is not here."""
        record = kept if isinstance(kept, dict) else {}
        found = self.find(str(record.get("token", "")))
        if found is None:
            found = self._new()
            found.forgotten = _asked(record.get("turns"))[-RESTORED:]
        return found

    def copy_of(self, kept: object, client: str = "") -> Conversation:
        """The conversation a browser keeps, for another of its tabs: from here on each goes its own way."""
        original = self.of(kept)
        copied = self.start(original.chat.turns, client)
        copied.votes.update(original.votes)
        copied.forgotten = list(original.forgotten)
        return copied

    def stop(self, conversation: Conversation) -> None:
        """Let go of the answer that is being computed: a model that takes long cannot be interrupted."""
        conversation.stop(self._chat(conversation.chat.turns))

    def _new(self, turns: Sequence[Turn] = ()) -> Conversation:
        return Conversation(secrets.token_urlsafe(24), self._chat(turns))

    def _chat(self, turns: Sequence[Turn]) -> Chat:
        from qa.assistant import Chat

        return Chat(self._assistant, turns)


class Waiting:
    """The questions that wait for their turn, one a conversation: a bounded number, so that all get one soon."""

    def __init__(self, most: int = MOST_WAITING, of_one: int = MOST_OF_ONE) -> None:
        self._most = most
        self._of_one = of_one
        self._questions: dict[str, tuple[str, float, str]] = {}
        self._lock = threading.Lock()

    def __contains__(self, token: str) -> bool:
        with self._lock:
            return token in self._questions

    def enter(self, token: str, question: str, client: str = "") -> bool:
        """Whether there is room for the question; from then on it waits."""
        now = time.monotonic()
        with self._lock:
            # A page that was closed never comes for its answer.
            self._questions = {t: q for t, q in self._questions.items() if now - q[1] < FORGOTTEN}
            own = sum(one[2] == client for one in self._questions.values())
            if len(self._questions) >= self._most or own >= self._of_one:
                return False
            self._questions[token] = (question, now, client)
            return True

    def take(self, token: str) -> str:
        """The question of this conversation, which waits no more; "" where there is none."""
        with self._lock:
            return self._questions.pop(token, ("", 0.0, ""))[0]


def kept(conversation: Conversation) -> dict[str, Any]:
    """What the browser keeps of a conversation; `Conversations.of` takes it."""
    answered = ((q, answer.filter) for q, answer in zip(conversation.questions, conversation.answers, strict=True))
    return {
        "token": conversation.token,
        "turns": [
            {"question": question, **filter_record(where)}
            for question, where in (*conversation.forgotten, *answered)
        ],
    }


def _asked(turns: object) -> list[tuple[str, Filter]]:
    """Questions and filters out of what a browser sent: whatever is none is left out."""
    records = turns if isinstance(turns, list) else []
    return [
        (record["question"], filter_from(record))
        for record in records
        if isinstance(record, dict) and isinstance(record.get("question"), str)
    ]
