"""How large a request is, which function it calls with what, and that it names no file but an upload.

Gradio would copy any file that a request names, and fetch any address. So the JSON is read and checked here,
and what goes on is written anew from what was checked: Gradio sees no key that is not named in this module, and of
an upload only the token under which `ui.door.uploads` keeps it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ui.door.asgi import (
    App,
    Caller,
    Message,
    Receive,
    Scope,
    Send,
    caller_of,
    refuse,
    refuse_midway,
    route_of,
    value,
)
from ui.door.functions import Function
from ui.door.refusal import Refusal
from ui.door.routes import API
from ui.door.uploads import Uploads

LIMIT = 2_000_000  # bytes; a conversation of a thousand questions, as the browser keeps it, has a tenth
TEXT_LIMIT = 100_000  # characters of one value; of a question far fewer are read
DEEPEST = 20  # levels of JSON; our own records have five
MOST_VALUES = 50_000  # values of one request, the nested ones counted

# A record with one of these keys is one of Gradio's files, or could be taken for one.
FILE_KEYS = frozenset(("path", "url", "orig_name", "is_stream", "mime_type", "_type", "__type__"))

NO_FILE = "a file may come only from an upload of your own on this page; no path and no address is read"

_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CALL = re.compile(rf"{API}/call/(v2/)?([^/]+)/?")


class Bodies:
    """Checks what is posted, and hands on what was checked."""

    def __init__(
        self,
        app: App,
        functions: Mapping[int, Function],
        uploads: Uploads | None,
        admit: Callable[[str], None] | None = None,
    ) -> None:
        self.app = app
        self._admit = admit
        self.functions = functions
        self.public = {function.name: function for function in functions.values() if function.public}
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400, 403, 404, 413, 415 or 422."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        try:
            sent = await _read(scope, receive)
        except Refusal as refusal:
            await refuse_midway(receive, send, refusal.status, refusal.reason)
            return
        try:
            body = self._checked(sent, scope)
        except Refusal as refusal:
            await refuse(send, refusal.status, refusal.reason)
            return
        kept = [one for one in scope["headers"] if one[0] not in (b"content-length", b"transfer-encoding")]
        scope["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
        await self.app(scope, _replayed(body, receive), send)

    def _checked(self, sent: bytes, scope: Scope) -> bytes:
        record = _parsed(sent)
        _check_shape(record)
        return json.dumps(self._passed(route_of(scope), record, caller_of(scope))).encode()

    def _passed(self, route: str, record: Any, caller: Caller) -> Any:
        """What goes on of a request. Raises `Refusal`."""
        if route.startswith(f"{API}/mcp"):
            for call in record if isinstance(record, list) else [record]:
                _refuse_files(_inside(call, "params", "arguments"))
            return record
        if not isinstance(record, dict):
            raise Refusal(422, "send a JSON object")
        if (called := _CALL.fullmatch(route)) is not None:
            self._make_room(caller)
            return self._call(self.public[called[2]], record, by_name=bool(called[1]))
        if route.endswith(("/cancel", "/reset")):
            _refuse_files(record)
            return {key: record[key] for key in ("session_hash", "fn_index", "event_id") if key in record}
        queued = route.endswith("/join")
        if queued:
            self._make_room(caller)
        return self._event(record, caller, queued=queued)

    def _make_room(self, caller: Caller) -> None:
        if self._admit is not None:
            self._admit(caller.client)

    @staticmethod
    def _call(function: Function, record: dict[str, Any], *, by_name: bool) -> dict[str, Any]:
        """A call of a public function by its name."""
        _refuse_files(record)
        if by_name:
            return function.named(record)
        return {"data": function.filled(_list(record.get("data", []))), **_session(record)}

    def _event(self, record: dict[str, Any], caller: Caller, *, queued: bool) -> dict[str, Any]:
        """An event of the page, or a call of a public function by its number."""
        number = record.get("fn_index")
        function = self.functions.get(number) if isinstance(number, int) else None
        if function is None or function.queued is not queued:
            raise Refusal(404, "there is no function of that number here")
        data, event = function.filled(_list(record.get("data"))), record.get("event_data")
        if function.files:
            data, event = [self._handed(data[0], caller), *data[1:]], None
        _refuse_files([data, event])
        trigger = record.get("trigger_id")
        return {
            "data": data,
            "event_data": event,
            "fn_index": number,
            "trigger_id": trigger if isinstance(trigger, int) else None,
            **_session(record, needed=True),
        }

    def _handed(self, files: Any, caller: Caller) -> list[str]:
        """The tokens of the uploads that a request names."""
        records = files if isinstance(files, list) else [] if files is None else [files]
        tokens = [record.get("path") if isinstance(record, dict) else None for record in records]
        if self.uploads is None or not all(self.uploads.holds(token, caller.visitor) for token in tokens):
            raise Refusal(403, NO_FILE)
        return [str(token) for token in tokens]


async def _read(scope: Scope, receive: Receive) -> bytes:
    if value(scope, b"content-type").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, "send application/json")
    declared = value(scope, b"content-length")
    if declared.isdigit() and int(declared) > LIMIT:
        raise _too_large()
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "the request ended early")
        body += message.get("body", b"")
        if len(body) > LIMIT:
            raise _too_large()
        more = message.get("more_body", False)
    return bytes(body)


def _too_large() -> Refusal:
    return Refusal(413, f"larger than the {LIMIT // 1_000_000} MB this server takes at once")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "this is not JSON") from error


def _values(record: Any) -> Iterator[tuple[Any, int]]:
    """Every value of a record with its depth, itself first."""
    waiting = [(record, 0)]
    while waiting:
        one, depth = waiting.pop()
        yield one, depth
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting.extend((value, depth + 1) for value in inside)


def _check_shape(record: Any) -> None:
    """Raise `Refusal` where the record is too deep, too long or too full."""
    for number, (one, depth) in enumerate(_values(record)):
        if depth > DEEPEST or number > MOST_VALUES:
            raise Refusal(413, "this is more than a request to this server can mean")
        if isinstance(one, str) and len(one) > TEXT_LIMIT:
            raise Refusal(413, f"a text of more than {TEXT_LIMIT:,} characters is not read")


def _refuse_files(record: Any) -> None:
    """Raise `Refusal` where anything in the record could be taken for a file."""
    for one, _ in _values(record):
        if isinstance(one, dict) and not FILE_KEYS.isdisjoint(one):
            raise Refusal(403, NO_FILE)


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise Refusal(422, "`data` is a list of arguments")
    return data


def _inside(record: Any, *keys: str) -> Any:
    for key in keys:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _session(record: Mapping[str, Any], *, needed: bool = False) -> dict[str, str]:
    """The session a request belongs to: the word that a page or a client made up for itself."""
    session = record.get("session_hash")
    if session is None and not needed:
        return {}
    if not isinstance(session, str) or not _SESSION.fullmatch(session):
        raise Refusal(422, "`session_hash` is a word of at most 64 letters and digits")
    return {"session_hash": session}


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Hands over a body that was read already, then what the client does next."""
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
