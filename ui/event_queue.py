"""Gradio's queue of events, as far as one client could fill it or leave things in it."""

from __future__ import annotations

import time
from typing import Any

from ui.door.asgi import client_of
from ui.door.refusal import Refusal

MOST_OF_ONE = 100  # events of one client that may wait: half of what waits at all
KEPT = 600.0  # seconds a result waits for whoever asked for it
PAUSE = 30.0  # seconds between two looks for results that nobody came for


class EventQueue:
    """The queue of one page. `queue` is Gradio's."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue
        self._last_active: dict[str, float] = {}
        self._looked = 0.0

    def admit(self, client: str) -> None:
        """Make room for another event. Raises `Refusal` where too many of this client wait."""
        self._forget_results()
        lanes = list(self._queue.event_queue_per_concurrency_id.values())
        # An event of the queue holds the request it came by, as what Gradio hands to functions does.
        own = sum(client_of(event) == client for lane in lanes for event in list(lane.queue))
        if own >= MOST_OF_ONE:
            raise Refusal(429, f"{own} of your requests are waiting already; let some be answered first")

    def _forget_results(self) -> None:
        """Drop what was computed for somebody who never came for it; Gradio would keep it for good."""
        now = time.monotonic()
        if now - self._looked < PAUSE:
            return
        self._looked = now
        active = {event.session_hash for event in list(self._queue.event_ids_to_events.values())}
        sessions = list(self._queue.pending_messages_per_session)
        self._last_active = {
            session: now if session in active else self._last_active.get(session, now) for session in sessions
        }
        for session in sessions:
            if now - self._last_active[session] > KEPT:
                self._queue.pending_messages_per_session.pop(session, None)
                self._queue.pending_event_ids_session.pop(session, None)
