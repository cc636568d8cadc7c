"""The functions other programs may call, over real HTTP: what they take, what they return, who may call them."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from ui.examples import ask_over_api, ask_over_mcp

if TYPE_CHECKING:
    from tests.ui.conftest import Servers

pytestmark = pytest.mark.xdist_group("browser")

COALITION = "how many deaths did the coalition admit?"
PUBLIC = {"/ask", "/search", "/figures", "/documents"}


@pytest.fixture(scope="module")
def client(servers: Servers) -> Any:
    from gradio_client import Client

    return Client(servers.addresses["sample"], verbose=False, analytics_enabled=False)


def test_the_example_gets_quotes_that_stand_in_their_documents(servers: Servers) -> None:
    from index.sample import folder

    answer = ask_over_api.ask(servers.addresses["sample"], COALITION)
    assert "1,302" in answer["text"]
    assert answer["figures"]
    assert answer["relations"]
    assert answer["quotes"]
    for quote in answer["quotes"]:
        assert quote["end"] - quote["start"] == len(quote["text"])
        path = folder() / quote["document"]["file"]
        if path.suffix == ".txt":
            assert path.read_text(encoding="utf-8")[quote["start"] : quote["end"]] == quote["text"]


def test_only_the_four_functions_are_public_and_all_are_described(servers: Servers) -> None:
    told = httpx.get(f"{servers.addresses['sample']}/gradio_api/info", timeout=60).json()
    assert set(told["named_endpoints"]) == PUBLIC
    assert told["unnamed_endpoints"] == {}
    for endpoint in told["named_endpoints"].values():
        assert endpoint["description"]
        for parameter in endpoint["parameters"]:
            assert parameter["parameter_name"]
            assert parameter["type"] != {}


def test_a_page_event_cannot_be_called_by_name(servers: Servers) -> None:
    address = servers.addresses["sample"]
    for name in ("remove", "removed", "add_files", "add_folder", "reindex", "restore", "export_json", "begin"):
        answer = httpx.post(f"{address}/gradio_api/call/{name}", json={"data": []}, timeout=60)
        assert answer.status_code == 404, name


def test_search_takes_a_number_and_returns_passages_with_offsets(client: Any) -> None:
    hits = client.predict("civilian deaths in Raqqa", 3, api_name="/search")
    assert len(hits) == 3
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert all(hit["end"] - hit["start"] == len(hit["text"]) for hit in hits)


def test_figures_are_narrowed_by_what_who_and_where(client: Any) -> None:
    everything = client.predict(api_name="/figures")
    deaths = client.predict("civilian deaths", "coalition", "", 200, api_name="/figures")
    assert 0 < deaths["found"] < everything["found"]
    assert any(figure["amount"]["value"] == "1302" for figure in deaths["figures"])
    assert all("coalition" in figure["claimant"].lower() for figure in deaths["figures"])
    two = client.predict("", "", "", 2, api_name="/figures")
    assert len(two["figures"]) == 2
    assert all(max(relation["first"], relation["second"]) < 2 for relation in two["relations"])


def test_documents_are_listed_with_their_metadata(client: Any) -> None:
    documents = client.predict(api_name="/documents")
    assert len(documents) >= 20
    assert {"sv", "en"} <= {document["language"] for document in documents}
    assert {document["added"] for document in documents} <= {str(date.today()), str(date.today() - timedelta(1))}
    assert all(document["passages"] >= 1 for document in documents)


def test_filters_apply_and_a_date_that_is_none_is_refused(client: Any) -> None:
    swedish = client.predict("hur många civila medger koalitionen?", "", "", ["sv"], [], api_name="/ask")
    assert {quote["document"]["language"] for quote in swedish["quotes"]} == {"sv"}
    for question in ("/ask", "/search"):
        with pytest.raises(Exception, match="'yesterday' is not a date; write it as 2019-04-30"):
            client.predict(COALITION, published_to="yesterday", api_name=question)
    with pytest.raises(Exception, match="exchange them"):
        client.predict(COALITION, "2019-01-01", "2018-01-01", api_name="/ask")
    for language in ("sv", "sv-SE", "Swedish"):
        hits = client.predict("civilian deaths", 50, "", "", [language], [], api_name="/search")
        assert {hit["document"]["language"] for hit in hits} == {"sv"}


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("/ask", {"question": None}, "question: Input should be a valid string"),
        ("/ask", {"question": COALITION, "languages": "sv"}, "languages: Input should be a valid list, not 'sv'"),
        ("/ask", {"question": COALITION, "languages": ["Martian"]}, "languages: 'Martian' is no language"),
        ("/search", {"question": COALITION, "k": "ten"}, "k: Input should be a valid integer"),
        ("/figures", {"about": 5}, "about: Input should be a valid string"),
        ("/figures", {"limit": [1]}, "limit: Input should be a valid integer"),
    ],
)
def test_an_argument_that_is_none_is_named(client: Any, name: str, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(Exception, match=re.escape(said)):
        client.predict(**arguments, api_name=name)


def test_a_question_that_is_too_long_is_refused_in_words(client: Any) -> None:
    answer = client.predict("what " * 10_000, api_name="/ask")
    assert answer["abstained"]
    assert answer["quotes"] == []


def test_the_password_covers_page_and_api_and_mcp(servers: Servers) -> None:
    address = servers.addresses["guarded"]
    for path in ("/", "/gradio_api/info", "/gradio_api/mcp/", "/gradio_api/upload", "/config"):
        assert httpx.get(f"{address}{path}", timeout=60).status_code == 401, path
        assert httpx.post(f"{address}{path}", timeout=60).status_code == 401, path
    wrong = httpx.get(address, auth=("reader", "guess"), timeout=60)
    assert wrong.status_code == 401
    assert httpx.get(address, auth=("reader", "secret"), timeout=60).status_code == 200


def test_every_answer_of_the_server_carries_the_policy_that_keeps_pages_here(servers: Servers) -> None:
    address = servers.addresses["hostile"]
    for path in ("/", "/config", "/gradio_api/info", "/gradio_api/file=/etc/passwd", "/nowhere"):
        answer = httpx.get(f"{address}{path}", timeout=60)
        assert "connect-src 'self'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path


def test_files_of_the_machine_and_the_routes_of_the_server_are_not_given_out(servers: Servers) -> None:
    address = servers.addresses["sample"]
    data = servers.data["sample"]
    store = data / "store.sqlite3"
    assert store.exists()
    for path in ("/etc/passwd", str(data / "feedback.jsonl"), str(store)):
        assert httpx.get(f"{address}/gradio_api/file={path}", timeout=60).status_code in (403, 404), path
    assert httpx.get(f"{address}/openapi.json", timeout=60).status_code == 404
    assert httpx.get(f"{address}/docs", timeout=60).status_code == 404
    assert httpx.get(f"{address}/monitoring", timeout=60).status_code in (403, 404)


def test_other_sites_and_other_names_are_refused(servers: Servers) -> None:
    address = servers.addresses["sample"]
    elsewhere = httpx.get(address, headers={"host": "evil.example"}, timeout=60)
    assert elsewhere.status_code == 421
    forged = httpx.post(f"{address}/gradio_api/call/ask", headers={"origin": "http://evil.example"}, timeout=60)
    assert forged.status_code == 403


def test_a_request_over_the_limit_is_refused_before_it_is_sent(servers: Servers) -> None:
    from http.client import HTTPConnection

    from ui.door.bodies import LIMIT
    from ui.door.uploads import TOGETHER

    for path, kind, size in (
        ("/gradio_api/upload", "multipart/form-data; boundary=x", 2 * TOGETHER),
        ("/gradio_api/queue/join", "application/json", LIMIT + 1),
    ):
        connection = HTTPConnection(servers.addresses["sample"].removeprefix("http://"), timeout=60)
        connection.putrequest("POST", path)
        connection.putheader("content-type", kind)
        connection.putheader("content-length", str(size))
        connection.endheaders()
        assert connection.getresponse().status == 413
        connection.close()


def test_the_tools_are_offered_over_mcp(servers: Servers) -> None:
    if not servers.mcp:
        pytest.skip("the package mcp is not installed")
    tools, answer = asyncio.run(ask_over_mcp.ask(servers.addresses["sample"], COALITION))
    assert {name.rpartition("_")[2] for name in tools} == {"ask", "search", "figures", "documents"}
    assert len(tools) == 4
    for tool in httpx.get(f"{servers.addresses['sample']}/gradio_api/mcp/schema", timeout=60).json():
        assert tool["description"]
        for name, argument in tool["inputSchema"]["properties"].items():
            assert argument["description"], (tool["name"], name)
            assert argument.get("type") or argument.get("oneOf"), (tool["name"], name)
    assert "1,302" in answer["text"]
    assert all(quote["end"] - quote["start"] == len(quote["text"]) for quote in answer["quotes"])


def test_the_tools_answer_behind_a_password_too(servers: Servers) -> None:
    if not servers.mcp:
        pytest.skip("the package mcp is not installed")
    address = servers.addresses["guarded"].replace("http://", "http://reader:secret@")
    tools, answer = asyncio.run(ask_over_mcp.ask(address, COALITION))
    assert len(tools) == 4
    assert "1,302" in answer["text"]


def by_number(address: str) -> str:
    """The address of a proxy as programs can look it up that know no names below `localhost`."""
    return address.replace("docs.localhost", "127.0.0.1")


def test_programs_reach_the_api_below_the_prefix_of_a_proxy(servers: Servers) -> None:
    address = by_number(servers.addresses["telling"])
    with httpx.Client(timeout=60) as http:
        event = http.post(f"{address}/gradio_api/call/ask", json={"data": [COALITION]}).json()["event_id"]
        answer = http.get(f"{address}/gradio_api/call/ask/{event}").text
    assert "event: complete" in answer
    assert "1,302" in answer
    assert "1,302" in ask_over_api.ask(f"{address}/", COALITION)["text"]


def test_the_tools_answer_below_the_prefix_of_a_proxy(servers: Servers) -> None:
    if not servers.mcp:
        pytest.skip("the package mcp is not installed")
    tools, answer = asyncio.run(ask_over_mcp.ask(by_number(servers.addresses["telling"]), COALITION))
    assert len(tools) == 4
    assert "1,302" in answer["text"]


def test_a_call_that_leaves_arguments_out_has_their_defaults(servers: Servers) -> None:
    address = f"{servers.addresses['sample']}/gradio_api/call/ask"
    with httpx.Client(timeout=60) as http:
        event = http.post(address, json={"data": [COALITION]}).json()["event_id"]
        assert "1,302" in http.get(f"{address}/{event}").text
        missing = http.post(address, json={"data": []})
    assert (missing.status_code, missing.text) == (422, "ask needs question")
