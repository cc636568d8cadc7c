"""ASGI layers in front of the chat server: who may connect, from where, how much, and what pages may load.

They are plain ASGI (no buffering), so streamed answers pass through untouched.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Gradio's page is built from inline scripts and compiles its templates, hence 'unsafe-inline' and
# 'unsafe-eval'; every address but this server's own is out of reach for whatever runs.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)

# The routes by which Gradio has a function called by its name.
_CALL = re.compile(r"^(?:/gradio_api)?/(?:call|run|api)/+(?:v2/+)?([^/]+)")

# The route that takes files.
_UPLOAD = re.compile(r"^(?:/gradio_api)?/upload/?$")

SECURITY_HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _refuse(send: Send, status: int, reason: str, *extra: tuple[bytes, bytes]) -> None:
    body = reason.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class SecurityHeaders:
    """Adds the content security policy and its companions to every response."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark the response."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *SECURITY_HEADERS]
            await send(message)

        await self.app(scope, receive, marked if scope["type"] == "http" else send)


class SameSite:
    """Refuses requests under a foreign Host name or from a page of another origin (rebinding, forgery)."""

    def __init__(self, app: App, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421 or 403."""
        if scope["type"] == "http":
            host = _header(scope, b"host")
            if "*" not in self.hosts and _name(host) not in self.hosts:
                await _refuse(send, 421, "this server does not answer to that host name")
                return
            origin = _header(scope, b"origin")
            if origin and urlsplit(origin).netloc != host:
                await _refuse(send, 403, "requests from other sites are refused")
                return
        await self.app(scope, receive, send)


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class OnlyPublic:
    """Refuses calls by name of functions that are not in `names`: Gradio lets callers name the page's own too.

    The list of Gradio's own routes is not shown either.
    """

    def __init__(self, app: App, names: Sequence[str]) -> None:
        self.app = app
        # The page calls its functions by number, under the name "predict".
        self.names = frozenset((*names, "predict"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 404."""
        if scope["type"] == "http":
            called = _CALL.match(scope["path"])
            if scope["path"] == "/openapi.json" or (called and called[1] not in self.names):
                await _refuse(send, 404, "there is nothing of that name")
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Refuses request bodies over `limit` bytes, by their declared length or as soon as they grow past it.

    Uploads, which go to disk as they come, may have `upload_limit` bytes.
    """

    def __init__(self, app: App, limit: int, upload_limit: int | None = None) -> None:
        self.app = app
        self.limit = limit
        self.upload_limit = upload_limit or limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.upload_limit if _UPLOAD.match(scope["path"]) else self.limit
        declared = _header(scope, b"content-length")
        if declared.isdigit() and int(declared) > limit:
            await self._refuse(send)
            return
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except _TooLarge:
            if not started:
                await self._refuse(send)

    async def _refuse(self, send: Send) -> None:
        await _refuse(send, 413, f"larger than the {self.limit // 1_000_000} MB this server takes at once")


class _TooLarge(Exception):
    pass


class Password:
    """Asks for a user name and password on every request: page, API and MCP alike (HTTP Basic, RFC 7617)."""

    def __init__(self, app: App, user: str, password: str) -> None:
        self.app = app
        self.expected = f"{user}:{password}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 401."""
        if scope["type"] == "http" and not self._admits(_header(scope, b"authorization")):
            challenge = (b"www-authenticate", b'Basic realm="sayso", charset="UTF-8"')
            await _refuse(send, 401, "user name and password, please", challenge)
            return
        await self.app(scope, receive, send)

    def _admits(self, authorization: str) -> bool:
        scheme, _, encoded = authorization.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            given = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(given, self.expected)
