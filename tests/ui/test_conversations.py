"""Conversations without a page: copies for other tabs, stopping, waiting; and how documents are sorted."""

from __future__ import annotations

from datetime import date

import pytest

from index.types import Filter
from qa.assistant import Assistant
from tests.ui.test_rendering import info
from ui.conversations import Conversations, Waiting, kept
from ui.library import Order, arranged
from ui.rendering.library import Row

QUESTION = "how many deaths did the coalition admit?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    from index.sample import folder
    from index.settings import Settings

    return Assistant.open(folder(), settings=Settings(home=tmp_path_factory.mktemp("home")))


def ask(conversation: object, question: str) -> None:
    for _ in conversation.stream(question, Filter()):  # type: ignore[attr-defined]
        pass


def test_a_copy_goes_its_own_way(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    original = conversations.start()
    ask(original, QUESTION)
    original.votes[0] = True
    copied = conversations.copy_of(kept(original))
    assert copied.token != original.token
    assert copied.questions == [QUESTION]
    assert copied.votes == {0: True}
    ask(copied, "and in Raqqa alone?")
    assert original.questions == [QUESTION]
    assert "coalition" in copied.answers[1].understood_as


def test_what_was_stopped_does_not_come_back(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    conversation = conversations.start()
    parts = conversation.stream(QUESTION, Filter())
    next(parts)
    conversation.stop(conversations.start().chat)
    assert list(parts) == []
    assert conversation.answers == ()
    assert not conversation.lock.locked()
    ask(conversation, QUESTION)
    assert conversation.questions == [QUESTION]


def test_nobody_pushes_out_the_conversations_of_others(assistant: Assistant) -> None:
    conversations = Conversations(assistant, capacity=10)
    others = [conversations.start(client=f"client {number}") for number in range(5)]
    for _ in range(50):
        conversations.start(client="greedy")
    assert all(conversations.find(one.token) is one for one in others)


def test_looking_holds_nothing_and_what_is_forgotten_is_asked_again(assistant: Assistant) -> None:
    conversations = Conversations(assistant, capacity=2)
    turns = [{"question": QUESTION}, {"question": "and in Raqqa alone?"}]
    kept_elsewhere = {"token": "of a server that was ended", "turns": turns}
    returned = conversations.of(kept_elsewhere)
    assert conversations.find(returned.token) is None
    assert returned.answers == ()
    assert [turn["question"] for turn in kept(returned)["turns"]] == [turn["question"] for turn in turns]
    returned.catch_up()
    assert returned.questions == [turn["question"] for turn in turns]
    assert returned.forgotten == []
    assert "coalition" in returned.answers[1].understood_as


def test_one_client_does_not_fill_the_queue() -> None:
    waiting = Waiting(most=10, of_one=3)
    assert [waiting.enter(f"token {n}", "why?", "greedy") for n in range(5)] == [True] * 3 + [False] * 2
    assert waiting.enter("another", "why?", "somebody else")


def test_a_bounded_number_of_questions_waits() -> None:
    waiting = Waiting(most=2)
    assert waiting.enter("a", "one?")
    assert waiting.enter("b", "two?")
    assert not waiting.enter("c", "three?")
    assert "c" not in waiting
    assert waiting.take("a") == "one?"
    assert waiting.take("a") == ""
    assert waiting.enter("c", "three?")


def test_the_table_is_sorted_by_any_column_either_way() -> None:
    rows = [
        Row(info(title="Note 10", publisher="Wire", published=date(2019, 1, 1)), 3),
        Row(info(title="note 9", publisher="Courier", published=None), 30),
        Row(info(title="Note 9b", publisher="Ledger", published=date(2018, 1, 1)), 4),
    ]

    def titles(order: Order) -> list[str]:
        return [row.document.title for row in arranged(rows, order)]

    assert titles(Order()) == ["note 9", "Note 9b", "Note 10"]
    assert titles(Order().changed("title")) == ["Note 10", "Note 9b", "note 9"]
    assert titles(Order("published")) == ["Note 9b", "Note 10", "note 9"]
    assert titles(Order("published").changed("published")) == ["Note 10", "Note 9b", "note 9"]
    assert titles(Order("passages")) == ["Note 10", "Note 9b", "note 9"]
    assert titles(Order("publisher")) == ["note 9", "Note 9b", "Note 10"]
    assert Order("published", down=True).longer() == Order("published", down=True, shown=400)
