"""The parts of ASGI that the door speaks: plain messages, so that streamed answers pass through untouched."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SPARE = 8_000_000  # bytes thrown away for a client to see that it is refused
PATIENCE = 2.0  # seconds for the same

_CALLER = "sayso.caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request.

    `client` is the network address, `visitor` what the browser's cookie says and nobody can guess, `prefix`
    the path under which the browser sees this server ("" for the root).
    """

    client: str
    visitor: str
    prefix: str = ""


def caller_of(scope: Scope) -> Caller:
    """Who sent this request, as `ui.door.addresses` noted it."""
    return cast(Caller, scope[_CALLER])


def client_of(request: Any) -> str:
    """The network address of whoever caused an event of the page, out of Gradio's request."""
    return caller_of(request.request.scope).client


def visitor_of(request: Any) -> str:
    """What nobody can guess of whoever caused an event of the page, out of Gradio's request."""
    return caller_of(request.request.scope).visitor


def note_caller(scope: Scope, caller: Caller) -> None:
    """Keep with the request who sent it."""
    scope[_CALLER] = caller


def route_of(scope: Scope) -> str:
    """The path of the request without the prefix of a proxy."""
    path: str = scope["path"]
    return path.removeprefix(caller_of(scope).prefix)


def values(scope: Scope, name: bytes) -> list[str]:
    """Every value of a header, in order."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def value(scope: Scope, name: bytes) -> str:
    """The first value of a header; "" where it is not sent."""
    return next(iter(values(scope, name)), "")


async def refuse(send: Send, status: int, reason: str, *extra: tuple[bytes, bytes]) -> None:
    """Answer with a sentence instead of what was asked for."""
    await answer(send, status, reason.encode(), b"text/plain; charset=utf-8", *extra)


async def refuse_midway(receive: Receive, send: Send, status: int, reason: str) -> None:
    """Answer with a sentence while the client may still be sending, and let go of it.

    A connection that is closed on unread bytes is reset, and the sentence lost with it. So a little more is taken
    and thrown away, until the client has seen that it need not go on.
    """
    body = reason.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    taken, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while more and taken < SPARE:
                message = await receive()
                taken += len(message.get("body", b""))
                more = message["type"] == "http.request" and message.get("more_body", False)
    await send({"type": "http.response.body", "body": b""})


async def answer(send: Send, status: int, body: bytes, kind: bytes, *extra: tuple[bytes, bytes]) -> None:
    """Answer with a whole body at once."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
