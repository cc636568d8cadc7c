"""The two routes of uploads, in the form Gradio's page speaks: files come as multipart, progress as events."""

from __future__ import annotations

import asyncio
import json
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import parse_qs

from ui.door.asgi import (
    App,
    Caller,
    Message,
    Receive,
    Scope,
    Send,
    answer,
    caller_of,
    refuse,
    refuse_midway,
    route_of,
    value,
)
from ui.door.refusal import Refusal
from ui.door.routes import API
from ui.door.uploads import MOST, Uploads

WATCHED = 1_000  # uploads whose progress is kept; the oldest is forgotten
LOOK = 0.1  # seconds between two looks at how far an upload is
PATIENCE = 600.0  # seconds of silence before a page stops watching
_HEADERS = 8_000  # bytes before the content of a part
_ID = re.compile(r"[A-Za-z0-9]{1,40}")


@dataclass(slots=True)
class _Progress:
    """The (name, bytes) that came since the page was last told, and whether the upload is through."""

    come: list[tuple[str, int]] = field(default_factory=list)
    done: bool = False


class UploadRoutes:
    """Takes uploads in place of Gradio, and tells how far they are."""

    def __init__(self, app: App, uploads: Uploads) -> None:
        self.app = app
        self.uploads = uploads
        self._watched: OrderedDict[str, _Progress] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an upload and a look at its progress; pass every other request on."""
        if scope["type"] == "lifespan":
            try:
                await self.app(scope, receive, send)
            finally:
                self.uploads.close()
            return
        route = route_of(scope) if scope["type"] == "http" else ""
        if route == f"{API}/upload":
            await self._take(scope, receive, send)
        elif route == f"{API}/upload_progress":
            await self._tell(scope, send)
        else:
            await self.app(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        progress = self._progress(scope)
        parts = _Parts(self.uploads, caller_of(scope), progress)
        try:
            await parts.read(scope, receive)
        except (Refusal, OSError) as error:
            parts.give_up()
            refusal = error if isinstance(error, Refusal) else Refusal(507, f"no room for it ({error.strerror})")
            if parts.through:
                await refuse(send, refusal.status, refusal.reason)
            else:
                await refuse_midway(receive, send, refusal.status, refusal.reason)
        except BaseException:
            parts.give_up()
            raise
        else:
            await answer(send, 200, json.dumps(parts.tokens).encode(), b"application/json")
        finally:
            progress.done = True

    def _progress(self, scope: Scope) -> _Progress:
        """How far the upload of this request is, under the word the page made up for it."""
        word = _word(scope)
        if not word:
            return _Progress()
        progress = self._watched.setdefault(word, _Progress())
        while len(self._watched) > WATCHED:
            self._watched.popitem(last=False)
        return progress

    async def _tell(self, scope: Scope, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        progress, silent = self._progress(scope), 0.0
        while silent < PATIENCE:
            done, come = progress.done, progress.come[:]
            del progress.come[: len(come)]
            for name, size in come:
                await _event(send, {"msg": "update", "orig_name": name, "chunk_size": size})
            if done:
                break
            silent = 0.0 if come else silent + LOOK
            await asyncio.sleep(LOOK)
        self._watched.pop(_word(scope), None)
        await _event(send, {"msg": "done"})
        await send({"type": "http.response.body", "body": b""})


async def _event(send: Send, record: dict[str, object]) -> None:
    text = f"data: {json.dumps(record)}\n\n"
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _word(scope: Scope) -> str:
    words = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("upload_id", [""])
    return words[0] if _ID.fullmatch(words[0]) else ""


class _Parts:
    """Reads the files of a multipart body straight to where they are kept; `through` once all is read."""

    def __init__(self, uploads: Uploads, caller: Caller, progress: _Progress) -> None:
        self.tokens: list[str] = []
        self.through = False
        self._uploads, self._caller, self._progress = uploads, caller, progress
        self._headers, self._size, self._name = bytearray(), 0, ""
        self._field, self._disposition = bytearray(), b""
        self._file: BinaryIO | None = None
        self._ended = False

    async def read(self, scope: Scope, receive: Receive) -> None:
        """Read the body to its end. Raises `Refusal` as soon as it is more than is taken."""
        from python_multipart.exceptions import MultipartParseError
        from python_multipart.multipart import MultipartParser, parse_options_header

        kind, options = parse_options_header(value(scope, b"content-type"))
        declared = value(scope, b"content-length")
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise Refusal(415, "send files as multipart/form-data")
        if declared.isdigit() and int(declared) > self._uploads.together + _HEADERS * MOST:
            raise Refusal(413, f"more than the {self._uploads.together // 1_000_000} MB this server takes at once")
        try:
            parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._header_field,
                    "on_header_value": self._header_value,
                    "on_header_end": self._header_end,
                    "on_headers_finished": self._open,
                    "on_part_data": self._write,
                    "on_part_end": self._close,
                    "on_end": self._end,
                },
            )
            await self._feed(parser.write, receive)
        except MultipartParseError as error:
            raise Refusal(400, "this is not an upload of files") from error
        if not self._ended:
            raise Refusal(400, "the upload ended early")

    async def _feed(self, write: Callable[[bytes], object], receive: Receive) -> None:
        while not self.through:
            message: Message = await receive()
            if message["type"] == "http.disconnect":
                raise Refusal(400, "the upload ended early")
            self.through = not message.get("more_body", False)
            write(message.get("body", b""))

    def give_up(self) -> None:
        """Delete what came of an upload that is refused."""
        self._close()
        self._uploads.drop(self.tokens)

    def _begin(self) -> None:
        self._disposition, self._size = b"", 0
        self._headers.clear()
        self._field.clear()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += self._counted(data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._headers += self._counted(data[start:end])

    def _counted(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > _HEADERS:
            raise Refusal(400, "this is not an upload of files")
        return piece

    def _header_end(self) -> None:
        if bytes(self._field).lower() == b"content-disposition":
            self._disposition = bytes(self._headers)
        self._field.clear()
        self._headers.clear()

    def _open(self) -> None:
        from python_multipart.multipart import parse_options_header

        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        if not name:
            raise Refusal(400, "an upload holds files and nothing else")
        token, self._file = self._uploads.open(name, self._caller)
        self._name = name
        self.tokens.append(token)

    def _write(self, data: bytes, start: int, end: int) -> None:
        assert self._file is not None
        self._uploads.grown(self.tokens[-1], end - start)
        self._file.write(data[start:end])
        self._progress.come.append((self._name, end - start))

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _end(self) -> None:
        self._ended = True
