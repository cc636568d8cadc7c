"""A small reverse proxy, as people put one before a server: telling or not telling whom it speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

# Between two machines only, not from end to end.
HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "content-length"}


@dataclass(frozen=True)
class ReverseProxy:
    """An ASGI application that hands everything below `prefix` to `target`.

    It calls the target by the target's own name. `telling` adds the X-Forwarded headers; `cutting` leaves the
    prefix out of what it asks for.
    """

    target: str
    prefix: str = ""
    telling: bool = False
    cutting: bool = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        path = scope["path"].removeprefix(self.prefix) if self.cutting else scope["path"]
        if not f"{scope['path']}/".startswith(f"{self.prefix}/"):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b"not behind this proxy"})
            return
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        query = scope["query_string"].decode()
        async with (
            httpx.AsyncClient(timeout=None) as client,
            client.stream(
                scope["method"],
                f"{self.target}{path}{'?' if query else ''}{query}",
                headers=self._headers(scope),
                content=body,
            ) as answer,
        ):
            headers = [(key, value) for key, value in answer.headers.raw if key.decode().lower() not in HOP]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
            async for chunk in answer.aiter_raw():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})

    def _headers(self, scope: Any) -> list[tuple[str, str]]:
        sent = [(key.decode().lower(), value.decode("latin-1")) for key, value in scope["headers"]]
        kept = [(key, value) for key, value in sent if key not in {*HOP, "host"}]
        if not self.telling:
            return kept
        said = {
            "x-forwarded-for": scope["client"][0],
            "x-forwarded-host": dict(sent)["host"],
            "x-forwarded-proto": "http",
            "x-forwarded-prefix": self.prefix,
        }
        return [*((key, value) for key, value in kept if not key.startswith("x-forwarded-")), *said.items()]
