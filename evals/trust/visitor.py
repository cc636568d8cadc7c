"""One person at the page, without a browser: the events it sends and the streams it reads."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

# Statuses the server says on purpose, each with a sentence: too much, too often, full, busy.
STATED = (413, 429, 503, 507)
_STORED = 4  # the place of what the browser keeps among the parts of the page that an event changes


class Refused(Exception):
    """The server answered with a status; `stated` where that is one of its limits and it says so in words."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"{status}: {said[:200]}")
        self.stated = status in STATED and bool(said.strip())


@dataclass(slots=True)
class Visitor:
    """A person with a word of their own in every question; `seen` is all text the server sent them."""

    http: httpx.AsyncClient
    functions: Mapping[str, int]
    word: str = field(default_factory=lambda: f"zq{secrets.token_hex(5)}")
    session: str = field(default_factory=lambda: secrets.token_hex(6))
    stored: Any = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    async def open(self) -> None:
        """Open the page."""
        await self._text(await self.http.get("/"))
        await self._queued("restore", [self.stored])

    async def ask(self, question: str) -> str:
        """Ask, and read the answer to its end."""
        begun = await self._quick("begin", [f"{question} ({self.word})", self.stored])
        self._keep(begun)
        told = await self._queued("ask_1", [self.stored, {}])
        self._keep(told)
        return json.dumps(told, ensure_ascii=False)

    async def add(self, name: str, text: str) -> None:
        """Upload a document and have it indexed."""
        uploaded = await self.http.post("/gradio_api/upload", files={"files": (name, text.encode())})
        tokens = json.loads(await self._text(uploaded))
        files = [{"path": token, "orig_name": name, "meta": {"_type": "gradio.FileData"}} for token in tokens]
        told = json.dumps(await self._queued("added", [files]))
        if "Done" not in told:
            raise Refused(500, f"{name} was not indexed: {told}")

    async def remove(self, name: str) -> None:
        """Take the document of an upload out again."""
        event = json.loads(await self._text(await self.http.post("/gradio_api/call/documents", json={"data": []})))
        listed = await self._text(await self.http.get(f"/gradio_api/call/documents/{event['event_id']}"))
        records = json.loads(listed.partition("data: ")[2].splitlines()[0])[0]
        number = next(record["id"] for record in records if record["file"].endswith(name))
        told = json.dumps(await self._queued("removed", [], {"document": number}))
        if "Removed" not in told:
            raise Refused(500, f"{name} was not removed: {told}")

    async def _quick(self, name: str, data: list[Any]) -> list[Any]:
        answer = await self.http.post("/gradio_api/run/predict", json=self._event(name, data))
        told: dict[str, Any] = json.loads(await self._text(answer))
        return list(told["data"])

    async def _queued(self, name: str, data: list[Any], event: Any = None) -> list[Any]:
        joined = await self.http.post("/gradio_api/queue/join", json=self._event(name, data, event))
        number = json.loads(await self._text(joined))["event_id"]
        done: list[Any] = []
        address = f"/gradio_api/queue/data?session_hash={self.session}"
        async with self.http.stream("GET", address) as stream:
            async for line in stream.aiter_lines():
                self.seen.append(line)
                message = json.loads(line[6:]) if line.startswith("data: ") else {}
                if message.get("event_id") == number and message.get("msg") == "process_completed":
                    if not message["success"]:
                        raise Refused(500, line)
                    done = message["output"]["data"]
                if message.get("msg") in ("close_stream", "unexpected_error"):
                    break
        if not done:
            raise Refused(500, f"{name} came to no end")
        return done

    def _event(self, name: str, data: list[Any], event: Any = None) -> dict[str, Any]:
        return {
            "fn_index": self.functions[name], "data": data, "event_data": event, "session_hash": self.session,
            "trigger_id": None,
        }  # fmt: skip

    async def _text(self, answer: httpx.Response) -> str:
        self.seen.append(answer.text)
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)
        return answer.text

    def _keep(self, told: list[Any]) -> None:
        if len(told) > _STORED and isinstance(told[_STORED], dict) and "token" in told[_STORED]:
            self.stored = told[_STORED]
