"""Why a request is not answered."""

from __future__ import annotations


class Refusal(Exception):
    """A request that is answered with an HTTP status and a sentence instead."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
