"""The parts of ASGI that the door speaks: plain messages, so that streamed answers pass through untouched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, cast

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

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


async def answer(send: Send, status: int, body: bytes, kind: bytes, *extra: tuple[bytes, bytes]) -> None:
    """Answer with a whole body at once."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
