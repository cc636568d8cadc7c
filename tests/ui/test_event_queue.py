"""How much of Gradio's queue one client may take, and what is forgotten of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ui.door.asgi import Caller, note_caller
from ui.door.refusal import Refusal
from ui.event_queue import KEPT, MOST_OF_ONE, EventQueue


def event(client: str, session: str = "s") -> Any:
    scope: dict[str, Any] = {}
    note_caller(scope, Caller(client, "visitor"))
    return SimpleNamespace(request=SimpleNamespace(scope=scope), session_hash=session)


def queue(waiting: list[Any], **more: Any) -> Any:
    """As much of Gradio's queue as is looked at."""
    lane = SimpleNamespace(queue=waiting)
    return SimpleNamespace(
        event_queue_per_concurrency_id={"asking": lane}, **{"event_ids_to_events": {}, **more}
    )  # fmt: skip


def empty() -> dict[str, Any]:
    return {"pending_messages_per_session": {}, "pending_event_ids_session": {}}


def test_one_client_takes_a_part_of_the_queue_and_others_find_room() -> None:
    waiting = [event("greedy") for _ in range(MOST_OF_ONE - 1)]
    bounded = EventQueue(queue(waiting, **empty()))
    bounded.admit("greedy")
    waiting.append(event("greedy"))
    with pytest.raises(Refusal, match="waiting already"):
        bounded.admit("greedy")
    bounded.admit("somebody else")


def test_results_that_nobody_came_for_are_dropped_and_others_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr("ui.event_queue.time.monotonic", lambda: now)
    kept = {"pending_messages_per_session": {"left": 1, "busy": 2}, "pending_event_ids_session": {"left": {1}}}
    gradio = queue([], event_ids_to_events={"e": event("c", "busy")}, **kept)
    watched = EventQueue(gradio)
    watched.admit("c")
    now += KEPT - 1
    watched.admit("c")
    assert set(gradio.pending_messages_per_session) == {"left", "busy"}
    now += 40
    watched.admit("c")
    assert set(gradio.pending_messages_per_session) == {"busy"}
    assert gradio.pending_event_ids_session == {}


def test_gradio_keeps_its_queue_as_it_is_looked_at_here() -> None:
    from gradio.queueing import Event, Queue

    names = set(Queue.__init__.__code__.co_names)
    assert {"event_queue_per_concurrency_id", "event_ids_to_events"} <= names
    assert {"pending_messages_per_session", "pending_event_ids_session"} <= names
    assert {"request", "session_hash"} <= set(Event.__init__.__code__.co_names)
