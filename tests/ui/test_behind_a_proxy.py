"""The page, its uploads, the API and the tools through a reverse proxy, under a path of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from ui.examples import ask_over_mcp

if TYPE_CHECKING:
    from tests.ui.conftest import Servers, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COALITION = "how many deaths did the coalition admit?"
AUTH = {"http_credentials": {"username": "ann", "password": "secret"}}


def by_number(servers: Servers) -> str:
    """The address of the proxy as programs can look it up that know no names below `localhost`."""
    return servers.addresses["telling"].replace("docs.localhost", "127.0.0.1")


@pytest.mark.parametrize(("proxy", "settings"), [("silent", AUTH), ("telling", {})])
def test_a_page_behind_a_proxy_answers_and_takes_files(
    visit: Visit, tmp_path: Path, proxy: str, settings: dict[str, object]
) -> None:
    someone = visit(proxy, **settings)
    someone.ask(COALITION)
    assert "1,302" in someone.text("#turn")
    someone.open_documents()
    file = tmp_path / f"ferry-{proxy}.txt"
    file.write_text(f"The {proxy} ferry carried 512 people to Ostby on 3 May 2019.\n", encoding="utf-8")
    someone.page.set_input_files("#upload input[type=file]", str(file))
    someone.page.wait_for_selector("#report :text('Done')")
    assert file.name in someone.text("#report")
    someone.remove(f"#documents tr:has-text('{file.stem}')")


def test_a_page_behind_a_proxy_shows_no_folder_of_the_machine(visit: Visit) -> None:
    someone = visit("telling")
    assert "/" not in (someone.page.locator("#brand p").get_attribute("title") or "")
    assert someone.page.locator("#folder-row").count() == 0 or not someone.page.locator("#folder-row").is_visible()


def test_programs_reach_api_and_tools_below_the_prefix(servers: Servers) -> None:
    address = by_number(servers)
    with httpx.Client(timeout=60) as http:
        event = http.post(f"{address}/gradio_api/call/ask", json={"data": [COALITION]}).json()["event_id"]
        answer = http.get(f"{address}/gradio_api/call/ask/{event}").text
    assert "event: complete" in answer
    assert "1,302" in answer


def test_the_tools_answer_behind_a_proxy(servers: Servers) -> None:
    if not servers.mcp:
        pytest.skip("the package mcp is not installed")
    tools, answer = asyncio.run(ask_over_mcp.ask(by_number(servers), COALITION))
    assert len(tools) == 4
    assert "1,302" in answer["text"]
