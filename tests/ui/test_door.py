"""The layers of the door one by one, over HTTP requests that no browser would send."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.door.addresses import LOOPBACK, Addresses, AddressRules, Authority, hosts_of, networks, prefix_of
from ui.door.asgi import SPARE, App, Message, Receive, Scope, Send, caller_of, route_of
from ui.door.bodies import LIMIT, Bodies
from ui.door.functions import Function, defaults_of
from ui.door.headers import SecurityHeaders
from ui.door.passwords import FREE, Password
from ui.door.rates import Rates
from ui.door.refusal import Refusal
from ui.door.routes import Routes
from ui.door.upload_routes import UploadRoutes
from ui.door.uploads import Uploads

pytestmark = pytest.mark.anyio

PORT = 7860
JSON = {"content-type": "application/json"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what got through: who, where to, and what."""
    body, more = b"", True
    while more:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message.get("body", b"")
        more = message.get("more_body", False)
    caller = caller_of(scope)
    told = {
        "client": caller.client,
        "visitor": caller.visitor,
        "path": scope["path"],
        "route": route_of(scope),
        "scheme": scope["scheme"],
        "headers": [key.decode() for key, _ in scope["headers"]],
        "body": body.decode(errors="replace"),
        "size": len(body),
    }
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


def client(app: App, *, rules: AddressRules | None = None, peer: str = "127.0.0.1") -> httpx.AsyncClient:
    """A client of the application behind the check of addresses, which tells the others who is calling."""
    whole = Addresses(app, rules or AddressRules(port=PORT))
    transport = httpx.ASGITransport(app=whole, raise_app_exceptions=False, client=(peer, 50_000))
    return httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}")


async def test_every_response_carries_a_policy_that_keeps_pages_here() -> None:
    async with client(SecurityHeaders(echo)) as http:
        policy = (await http.get("/")).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["connect-src"] == "'self'"
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "host", ["127.0.0.1:7860", "localhost:7860", "LOCALHOST:7860", "[::1]:7860", "localhost.:7860"]
)
async def test_the_servers_own_names_are_answered(host: str) -> None:
    async with client(echo) as http:
        assert (await http.get("/", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1.evil.example", "127.0.0.1:7860.evil.example", "evil.example:7860", "[bad"),
        *(
            r"evil.example\@127.0.0.1",
            "evil.example@127.0.0.1:7860",
            "a:b@127.0.0.1:7860",
            "127.0.0.1:7860@evil.example",
        ),
        *("127.0.0.1:1", "127.0.0.1:99999", "127.0.0.1:0", "127.0.0.1:", "127.0.0.1:abc", "127.0.0.1:-1"),
        *("127.0.0.1:7860, evil.example", "127.0.0.1:7860 evil", "127.0.0.1:7860/x", "127.0.0.1:7860?x", "", " "),
        *("127.1:7860", "2130706433:7860", "0x7f.0.0.1:7860", "[::ffff:127.0.0.1]:7860", "①②⑦.0.0.1:7860"),
    ],
)
async def test_other_names_and_what_is_no_name_are_not(host: str) -> None:
    async with client(echo) as http:
        answer = await http.get("/", headers=[(b"host", host.encode())])
    assert answer.status_code == 421
    assert answer.text


async def test_a_request_names_its_host_once_and_a_path() -> None:
    async with client(echo) as http:
        twice = [("host", "127.0.0.1:7860"), ("host", "127.0.0.1:7860")]
        assert (await http.get("/", headers=twice)).status_code == 400
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    scope = {
        **{
            "type": "http",
            "method": "GET",
            "path": "http://127.0.0.1:7860/",
            "raw_path": b"http://127.0.0.1:7860/",
        },
        **{"headers": [(b"host", b"127.0.0.1:7860")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT)},
    }
    await Addresses(echo, AddressRules(port=PORT))(scope, None, send)  # type: ignore[arg-type]
    assert told[0]["status"] == 400


@given(st.text(max_size=40))
def test_only_what_is_read_whole_is_a_host(text: str) -> None:
    host = Authority.parse(text)
    if host is not None:
        assert set(host.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-_:")
        assert host.port is None or 0 < host.port < 65536


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:7860", 200),
        ("http://127.0.0.1:1", 403),
        ("https://evil.example", 403),
        ("http://127.0.0.1:7860@evil.example", 403),
        ("http://127.0.0.1:7860.evil.example", 403),
        (r"http://evil.example\@127.0.0.1:7860", 403),
        ("file://", 403),
        ("null", 403),
    ],
)
async def test_pages_of_other_origins_are_refused(origin: str, status: int) -> None:
    async with client(echo) as http:
        assert (await http.post("/", headers={"origin": origin})).status_code == status


async def test_what_a_foreign_page_loads_is_refused_and_a_link_is_not() -> None:
    async with client(echo) as http:
        loaded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
        assert (await http.get("/config", headers=loaded)).status_code == 403
        followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
        assert (await http.get("/", headers=followed)).status_code == 200


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:7860", "https://docs.example.com", 200),
        ("docs.example.com:443", "https://docs.example.com", 200),
        ("docs.example.com:80", "http://docs.example.com", 200),
        ("docs.example.com", "https://docs.example.com", 200),
        ("docs.example.com:7860", "http://docs.example.com:7860", 200),
        ("docs.example.com:8443", "https://docs.example.com:8443", 421),
        ("other.example.com:8443", "https://other.example.com:8443", 200),
        ("other.example.com", "https://other.example.com", 421),
        ("127.0.0.1:7860", "https://docs.example.com:8443", 403),
        ("docs.example.com", "https://evil.example", 403),
        ("evil.example", "https://docs.example.com", 421),
    ],
)
async def test_a_named_proxy_may_keep_the_name_or_change_it(host: str, origin: str, status: int) -> None:
    rules = AddressRules(port=PORT, hosts=hosts_of(["docs.example.com", "other.example.com:8443"]))
    async with client(echo, rules=rules) as http:
        headers = {
            "host": host,
            "origin": origin,
            "x-forwarded-host": "evil.example",
            "x-forwarded-for": "10.9.9.9",
        }
        answer = await http.post("/", headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["client"] == "127.0.0.1"
        assert not [name for name in answer.json()["headers"] if "forward" in name]


async def test_only_a_trusted_proxy_speaks_for_others() -> None:
    rules = AddressRules(port=PORT, proxies=networks(["10.0.0.0/24,::1"]))
    headers = {
        "x-forwarded-host": "docs.example.com",
        "x-forwarded-for": "10.9.9.9, 192.0.2.7, 10.0.0.3",
        "x-forwarded-proto": "https",
        "x-forwarded-prefix": "/shelf/",
        "origin": "https://docs.example.com",
    }
    async with client(echo, rules=rules, peer="10.0.0.2") as http:
        told = (await http.post("/config", headers=headers)).json()
    assert (told["client"], told["scheme"]) == ("192.0.2.7", "https")
    assert (told["path"], told["route"]) == ("/shelf/config", "/config")
    async with client(echo, rules=rules, peer="10.0.1.2") as http:
        assert (await http.post("/config", headers=headers)).status_code == 403
        del headers["origin"]
        told = (await http.post("/config", headers=headers)).json()
    assert (told["client"], told["scheme"], told["path"]) == ("10.0.1.2", "http", "/config")


async def test_a_prefix_may_be_cut_or_kept_and_its_bare_name_leads_to_it() -> None:
    async with client(echo, rules=AddressRules(port=PORT, prefix="/library")) as http:
        for path in ("/library/config", "/config"):
            told = (await http.get(path)).json()
            assert (told["path"], told["route"]) == ("/library/config", "/config")
        assert (await http.get("/library")).headers["location"] == "/library/"


@pytest.mark.parametrize("text", ["no slash", "/a/../b", "//evil.example", "/a?b", "http://evil.example/"])
def test_what_is_no_prefix_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a path"):
        prefix_of(text)


async def test_a_browser_is_known_again_and_cannot_choose_a_short_name() -> None:
    async with client(echo) as http:
        first = await http.get("/")
        assert "HttpOnly" in first.headers["set-cookie"]
        second = await http.get("/")
        assert second.json()["visitor"] == first.json()["visitor"]
        assert "set-cookie" not in second.headers
    async with client(echo) as http:
        answer = await http.get("/", headers={"cookie": f"sayso-{PORT}=guessed"})
        assert answer.json()["visitor"] not in ("guessed", first.json()["visitor"])


def secret(words: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(words.encode()).decode()}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        (secret("ann:pässword"), 200),
        (secret("ann:wrong"), 401),
        (secret("ann:"), 401),
        (secret(""), 401),
        ({"authorization": "Basic %%%"}, 401),
        ({"authorization": "Bearer x"}, 401),
    ],
)
async def test_the_password_is_asked_on_every_request(headers: dict[str, str], status: int) -> None:
    async with client(Password(echo, "ann", "pässword")) as http:
        response = await http.get("/gradio_api/mcp/", headers=headers)
    assert response.status_code == status
    assert ("www-authenticate" in response.headers) == (status == 401)


async def test_guesses_are_slowed_logged_and_shut_nobody_out_who_was_in(caplog: pytest.LogCaptureFixture) -> None:
    door = Password(echo, "ann", "right")
    async with client(door) as known:
        assert (await known.get("/", headers=secret("ann:right"))).status_code == 200
        async with client(door) as stranger:
            codes = [(await stranger.get("/", headers=secret(f"ann:{n}"))).status_code for n in range(FREE + 20)]
            assert codes[:FREE] == [401] * FREE
            assert set(codes[FREE:]) == {429}
            right = await stranger.get("/", headers=secret("ann:right"))
        assert right.status_code == 429, "what is not looked at cannot be guessed"
        assert int(right.headers["retry-after"]) >= 1
        assert (await known.get("/", headers=secret("ann:right"))).status_code == 200
    async with client(door, peer="192.0.2.1") as elsewhere:
        assert (await elsewhere.get("/", headers=secret("ann:right"))).status_code == 200
    assert "wrong user name or password from 127.0.0.1" in caplog.text
    assert "ann" not in caplog.text


async def test_guesses_from_everywhere_together_are_bounded() -> None:
    door = Password(echo, "ann", "right")
    codes = []
    for number in range(80):
        async with client(door, peer=f"192.0.2.{number}") as http:
            codes.append((await http.get("/", headers=secret("ann:wrong"))).status_code)
    assert codes[0] == 401
    assert codes[-1] == 429


async def test_one_client_that_comes_too_often_waits_and_others_do_not() -> None:
    door = Rates(echo, 30)
    async with client(door) as http:
        answers = [await http.get("/") for _ in range(32)]
        assert [one.status_code for one in answers][:30] == [200] * 30
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert (await http.get("/assets/page.js")).status_code == 200
    async with client(door, peer="192.0.2.1") as http:
        assert (await http.get("/")).status_code == 200
    for number in (1, 2):
        async with client(door, peer=f"2001:db8::{number}") as http:
            network = (await http.get("/")).json()["client"]
        assert network == "2001:db8::/64"


async def test_only_listed_routes_and_methods_exist() -> None:
    open_ = ["/", "/config", "/assets/index-1.js", "/gradio_api/info", "/gradio_api/heartbeat/abc"]
    closed = """
        /openapi.json /docs /monitoring /monitoring/summary /login /svelte/x.js /logout /pwa_icon /runs
        /gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd /gradio_api/proxy=http://evil.example/
        /gradio_api/user /gradio_api/token /gradio_api/dev/reload /gradio_api/deep_link /gradio_api/runs
        /gradio_api/component_server /gradio_api/custom_component/a/client/b/c /gradio_api/vibe-code
        /gradio_api/mcp/ /gradio_api/mcp/sse /gradio_api/startup-events /gradio_api/openapi.json
        /assets/../config /assets//etc/passwd /assets/.hidden //config /config/ /static/a/../../b
        /gradio_api/call/removed/1 /gradio_api/queue/status /gradio_api/upload /gradio_api/queue/join
    """
    routes = Routes(echo, ["ask"])
    assert not [path for path in closed.split() if routes.admits("GET", path)]
    async with client(routes) as http:
        for path in open_:
            assert (await http.get(path)).status_code == 200, path
        assert (await http.post("/gradio_api/call/ask")).status_code == 200
        assert (await http.post("/gradio_api/run/ask")).status_code == 404
        assert (await http.post("/gradio_api/call/removed")).status_code == 404
        for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "POST"):
            assert (await http.request(method, "/config")).status_code == 404, method


def ask(question: str, published_from: str = "", k: int = 10) -> None:
    """A public function."""


FUNCTIONS = {
    0: Function("ask", 3, queued=True, public=True, defaults=defaults_of(ask)),
    1: Function("begin", 2, queued=False),
    2: Function("added", 1, queued=True, files=True),
}


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    kept = Uploads([".txt"], each=1_000, together=3_000, everyone=5_000)
    yield kept
    kept.close()


@pytest.fixture
def posted(uploads: Uploads) -> Callable[..., Any]:
    """Posts a record, and returns the status and what got through, or the sentence."""

    async def post(route: str, record: Any, *, visitor: httpx.AsyncClient | None = None) -> tuple[int, Any]:
        async with client(UploadRoutes(Bodies(echo, FUNCTIONS, uploads), uploads)) as own:
            answer = await (visitor or own).post(f"/gradio_api/{route}", json=record)
        return answer.status_code, json.loads(answer.json()["body"]) if answer.status_code == 200 else answer.text

    return post


async def test_a_call_by_name_has_the_defaults_of_what_it_leaves_out(posted: Callable[..., Any]) -> None:
    assert await posted("call/ask", {"data": ["why?"]}) == (200, {"data": ["why?", "", 10]})
    assert await posted("call/v2/ask", {"question": "why?", "k": 3}) == (
        200,
        {"question": "why?", "published_from": "", "k": 3},
    )
    for route, record, said in (
        ("call/ask", {"data": []}, "ask needs question"),
        ("call/ask", {}, "ask needs question"),
        ("call/ask", {"data": ["why?", "", 1, 2]}, "not 4"),
        ("call/ask", {"data": "why?"}, "list of arguments"),
        ("call/v2/ask", {"k": 3}, "ask needs question"),
        ("call/v2/ask", {"question": "why?", "path": 1}, "a file may come only"),
        ("call/v2/ask", {"question": "why?", "colour": 1}, "no argument 'colour'"),
        ("call/ask", ["why?"], "send a JSON object"),
    ):
        status, told = await posted(route, record)
        assert status in (403, 422), record
        assert said in told


async def test_of_an_event_only_what_is_known_goes_on(posted: Callable[..., Any]) -> None:
    event = {
        "fn_index": 1,
        "data": ["a", None],
        "session_hash": "abc",
        "batched": True,
        "event_id": "x",
        "request": 1,
    }
    expected = {"data": ["a", None], "event_data": None, "fn_index": 1, "trigger_id": None, "session_hash": "abc"}
    assert await posted("run/predict", event) == (200, expected)
    for wrong in (
        {**event, "fn_index": 0},
        {**event, "fn_index": 9},
        {**event, "fn_index": "1"},
        {**event, "fn_index": None},
        {**event, "data": ["a"]},
        {**event, "session_hash": "../x"},
        {**event, "session_hash": None},
        {**event, "data": None},
    ):
        status, told = await posted("run/predict", wrong)
        assert status in (404, 422), wrong
        assert told
    assert (await posted("queue/join", event))[0] == 404, "a quick function has no place in the queue"


FILES: list[Any] = [
    {"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}},
    {"path": "http://127.0.0.1:9/x", "meta": {"_type": "gradio.FileData"}},
    {"path": "x", "url": "http://127.0.0.1:9/x", "orig_name": "x", "is_stream": True},
    {"path": "file:///etc/hostname"},
    {"path": "data:text/plain,x"},
    {"path": "../../etc/hostname"},
    {"path": "%2e%2e/%2e%2e/etc/hostname"},
    {"path": ["/etc/hostname"]},
    {"path": {"path": "/etc/hostname"}},
    {"url": "/etc/hostname"},
    {"value": {"path": "/etc/hostname"}},
    {"a": [{"b": [{"path": "/etc/hostname"}]}]},
    [{"path": "/etc/hostname"}],
    [[{"path": "/etc/hostname"}]],
    "/etc/hostname",
    ["/etc/hostname"],
    {"__type__": "update", "value": {"path": "/etc/hostname"}},
]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("place", ["files", "argument", "event", "call", "v2", "cancel", "mcp"])
async def test_no_request_names_a_file_but_an_upload(posted: Callable[..., Any], file: Any, place: str) -> None:
    session = {"session_hash": "abc"}
    route, record = {
        "files": ("queue/join", {"fn_index": 2, "data": [file], **session}),
        "argument": ("run/predict", {"fn_index": 1, "data": ["a", file], **session}),
        "event": ("run/predict", {"fn_index": 1, "data": ["a", None], "event_data": file, **session}),
        "call": ("call/ask", {"data": [file]}),
        "v2": ("call/v2/ask", {"question": file}),
        "cancel": ("cancel", {"event_id": file, "fn_index": 1, **session}),
        "mcp": ("mcp/", {"method": "tools/call", "params": {"name": "ask", "arguments": {"question": file}}}),
    }[place]
    status, told = await posted(route, record)
    if place != "files" and not any(isinstance(one, dict) for one in walk(file)):
        assert status == 200, "words are words"
    else:
        assert status == 403
        assert "may come only from an upload" in told


def walk(record: Any) -> list[Any]:
    inside = record.values() if isinstance(record, dict) else record if isinstance(record, list) else []
    return [record, *(one for value in inside for one in walk(value))]


JSONS: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["path", "url", "meta", "a", "orig_name"]), inside, max_size=3)
    ),
    max_leaves=12,
)


@given(JSONS)
def test_what_goes_on_holds_no_key_of_a_file_and_no_token_that_was_not_given(record: Any) -> None:
    bodies = Bodies(echo, FUNCTIONS, Uploads([".txt"]))
    from ui.door.asgi import Caller

    for number in (1, 2):
        data = ["a", record] if number == 1 else [record]
        event = {"fn_index": number, "data": data, "event_data": record, "session_hash": "s"}
        try:
            passed = bodies._event(event, Caller("c", "v"), queued=number == 2)
        except Refusal:
            continue
        held = [one for one in walk(passed["data"]) + walk(passed["event_data"]) if isinstance(one, dict)]
        assert not any({"path", "url", "orig_name"} & set(one) for one in held)
        assert number == 1 or passed["data"] == [[]]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"data": ' + b"[" * 50 + b"]" * 50 + b"}", "application/json", 413),
        (json.dumps({"data": ["a" * 200_000]}).encode(), "application/json", 413),
        (json.dumps({"data": [[]] * 60_000}).encode(), "application/json", 413),
        (b" " * (LIMIT + 1), "application/json", 413),
        (b"\xff\xfe", "application/json", 400),
    ],
)
async def test_a_body_that_cannot_be_meant_is_refused(content: bytes, kind: str, status: int) -> None:
    async with client(Bodies(echo, FUNCTIONS, None)) as http:
        answer = await http.post("/gradio_api/call/ask", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.text


async def test_a_body_that_grows_over_the_limit_is_not_read_to_its_end() -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(80):
            sent += 1_000_000
            yield b" " * 1_000_000

    async with client(Bodies(echo, FUNCTIONS, None)) as http:
        answer = await http.post("/gradio_api/call/ask", content=chunks(), headers=JSON)
    assert answer.status_code == 413
    assert sent <= LIMIT + SPARE + 1_000_000


async def upload(http: httpx.AsyncClient, name: str, content: bytes) -> httpx.Response:
    return await http.post("/gradio_api/upload", files={"files": (name, content)})


async def test_an_upload_is_its_visitors_alone_and_once(uploads: Uploads, posted: Callable[..., Any]) -> None:
    app = UploadRoutes(Bodies(echo, FUNCTIONS, uploads), uploads)
    async with client(app) as ann, client(app) as ben:
        (token,) = (await upload(ann, "../../a b.txt", b"five people")).json()
        (other,) = (await upload(ben, "b.txt", b"six people")).json()
        assert token.endswith("/a b.txt")
        event = {"fn_index": 2, "session_hash": "s", "event_data": [{"path": token}]}
        named = {**event, "data": [[{"path": token, "meta": {"_type": "gradio.FileData"}, "url": "http://evil/"}]]}
        status, told = await posted("queue/join", named, visitor=ann)
        assert (status, told["data"], told["event_data"]) == (200, [[token]], None)
        assert (await posted("queue/join", named, visitor=ben))[0] == 403
        mixed = {**event, "data": [[{"path": token}, {"path": other}]]}
        assert (await posted("queue/join", mixed, visitor=ann))[0] == 403
        visitor = (await ann.post("/gradio_api/call/ask", json={"data": ["a"]})).json()["visitor"]
    with pytest.raises(Refusal):
        uploads.take([token], "somebody else")
    (path,) = uploads.take([token], visitor)
    assert path.read_bytes() == b"five people"
    with pytest.raises(Refusal):
        uploads.take([token], visitor)
    uploads.drop([token])
    assert not path.exists()
    assert not path.parent.exists()


async def test_an_upload_that_became_a_link_is_not_taken(uploads: Uploads) -> None:
    async with client(UploadRoutes(echo, uploads)) as http:
        (token,) = (await upload(http, "a.txt", b"x")).json()
        visitor = (await http.get("/")).json()["visitor"]
    place = next(uploads.folder().rglob("a.txt"))
    place.unlink()
    place.symlink_to("/etc/hostname")
    with pytest.raises(Refusal, match="not what was handed over"):
        uploads.take([token], visitor)


async def test_uploads_have_a_kind_a_size_and_an_end(uploads: Uploads) -> None:
    app = UploadRoutes(echo, uploads)
    async with client(app) as ann, client(app, peer="192.0.2.1") as ben:
        assert (await upload(ann, "a.exe", b"x")).status_code == 415
        assert (await upload(ann, "a.txt", b"x" * 1_001)).status_code == 413
        for _ in range(3):
            assert (await upload(ann, "a.txt", b"x" * 1_000)).status_code == 200
        assert (await upload(ann, "a.txt", b"x")).status_code == 413
        assert (await upload(ben, "b.txt", b"x" * 1_000)).status_code == 200
        assert (await upload(ben, "b.txt", b"x" * 1_000)).status_code == 200
        full = await upload(ben, "b.txt", b"x")
        assert full.status_code == 507
        assert "no room" in full.text
        uploads.sweep(older=-1)
        assert not [one for one in uploads.folder().iterdir() if one.is_dir()]
        assert (await upload(ann, "a.txt", b"x" * 1_000)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n\r\n\r\n--x--",
        b"no parts",
        b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\nabc',
        b'--x\r\ncontent-disposition: form-data; name="files"\r\n\r\nabc\r\n--x--\r\n',
        b"--x\r\n" + b"a: b\r\n" * 5_000 + b"\r\nabc\r\n--x--\r\n",
    ],
)
async def test_an_upload_that_is_none_leaves_nothing(uploads: Uploads, body: bytes) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    async with client(UploadRoutes(echo, uploads)) as http:
        answer = await http.post("/gradio_api/upload", content=body, headers=headers)
    assert answer.status_code == 400
    assert not [one for one in uploads.folder().iterdir() if one.is_dir()]


def test_a_server_that_was_killed_leaves_its_uploads_to_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed, alive, ended = Uploads([".txt"]), Uploads([".txt"]), Uploads([".txt"])
    folders = [uploads.folder() for uploads in (killed, alive, ended)]
    assert killed._holding is not None
    killed._holding.close()  # as the system does when a process ends
    ended.close()
    later = Uploads([".txt"])
    later.folder()
    assert [folder.exists() for folder in folders] == [False, True, False]
    alive.close()
    later.close()
    assert not list(tmp_path.iterdir())


def test_the_names_of_this_machine_are_known() -> None:
    rules = AddressRules(port=80)
    assert all(rules.serves(Authority(name), "") for name in LOOPBACK)
    assert rules.serves(Authority("192.0.2.5", 80), "192.0.2.5")
    assert not rules.serves(Authority("192.0.2.6", 80), "192.0.2.5")
