"""Who knows the password, and how often it may be guessed (HTTP Basic, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import math
import time
from collections import OrderedDict
from dataclasses import dataclass

from ui.door.asgi import App, Receive, Scope, Send, caller_of, refuse, value
from ui.door.rates import Meter

logger = logging.getLogger(__name__)

FREE = 5  # wrong passwords in a row before an address has to wait: people mistype
LONGEST = 300.0  # seconds an address waits at most, so that nobody is shut out for good
FORGIVEN = 3600.0  # seconds after which an address that guessed is like any other
EVERYWHERE = 60  # wrong passwords a minute from all addresses together
REMEMBERED = 10_000  # addresses and browsers known at once


@dataclass(slots=True)
class _Failures:
    number: int = 0
    last: float = 0.0

    def wait(self, now: float) -> float:
        if self.number < FREE:
            return 0.0
        delay = min(2.0 ** (self.number - FREE), LONGEST)
        return max(0.0, self.last + delay - now)


class Guesses:
    """Wrong passwords by address: each after the first few doubles the time until the next is looked at.

    A browser that gave the right password before is looked at at once, whoever else guesses from its address.
    """

    def __init__(self, known: str = "") -> None:
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._known = known
        self._admitted: OrderedDict[str, None] = OrderedDict()
        self._everywhere = Meter(EVERYWHERE)
        self._full_until = 0.0

    def wait(self, client: str, visitor: str) -> float:
        """Seconds until the next password of this client is looked at; 0 where it is now."""
        if visitor == self._known or visitor in self._admitted:
            return 0.0
        now = time.monotonic()
        failures = self._failures.get(client)
        if failures is not None and now - failures.last > FORGIVEN:
            del self._failures[client]
            failures = None
        own = failures.wait(now) if failures else 0.0
        return max(own, self._full_until - now, 0.0)

    def wrong(self, client: str) -> None:
        """Count a wrong password."""
        now = time.monotonic()
        failures = self._failures.pop(client, None) or _Failures()
        failures.number, failures.last = failures.number + 1, now
        self._failures[client] = failures
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)
        self._full_until = max(self._full_until, now + self._everywhere.wait(""))
        logger.warning("wrong user name or password from %s, number %d in a row", client, failures.number)

    def right(self, client: str, visitor: str) -> None:
        """Forget the wrong ones, and know this browser again."""
        self._failures.pop(client, None)
        self._admitted.pop(visitor, None)
        self._admitted[visitor] = None
        while len(self._admitted) > REMEMBERED:
            self._admitted.popitem(last=False)


class Password:
    """Asks for a user name and password on every request: page, API and MCP alike.

    The visitor `known` is this server itself, calling its own functions for a tool: others' guesses do not make
    it wait.
    """

    def __init__(self, app: App, user: str, password: str, known: str = "") -> None:
        self.app = app
        self._expected = _digest(f"{user}:{password}".encode())
        self._guesses = Guesses(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 401, or 429 where guesses come too fast."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = _given(value(scope, b"authorization"))
        if given is None:
            await self._ask(send)
            return
        caller = caller_of(scope)
        wait = self._guesses.wait(caller.client, caller.visitor)
        if wait:
            seconds = math.ceil(wait)
            said = f"too many wrong passwords; the next one is looked at in {seconds} s"
            await refuse(send, 429, said, (b"retry-after", str(seconds).encode()))
        elif hmac.compare_digest(_digest(given), self._expected):
            self._guesses.right(caller.client, caller.visitor)
            await self.app(scope, receive, send)
        else:
            self._guesses.wrong(caller.client)
            await self._ask(send)

    @staticmethod
    async def _ask(send: Send) -> None:
        challenge = (b"www-authenticate", b'Basic realm="sayso", charset="UTF-8"')
        await refuse(send, 401, "user name and password, please", challenge)


def _digest(words: bytes) -> bytes:
    """Of one length whatever was given, so that comparing takes the same time."""
    return hashlib.sha256(words).digest()


def _given(authorization: str) -> bytes | None:
    """`user:password` of the header; None where it holds none."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
