"""The page and its uploads through a reverse proxy, under a path of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.conftest import Servers, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COALITION = "how many deaths did the coalition admit?"
AUTH = {"http_credentials": {"username": "ann", "password": "secret"}}


@pytest.mark.parametrize(("proxy", "settings"), [("silent", AUTH), ("telling", {})])
def test_a_page_behind_a_proxy_answers_and_takes_files(
    servers: Servers, visit: Visit, tmp_path: Path, proxy: str, settings: dict[str, object]
) -> None:
    someone = visit(f"{servers.addresses[proxy]}/", **settings)
    someone.ask(COALITION)
    assert "1,302" in someone.text("#turn")
    someone.open_documents()
    file = tmp_path / f"ferry-{proxy}.txt"
    file.write_text(f"The {proxy} ferry carried 512 people to Ostby on 3 May 2019.\n", encoding="utf-8")
    someone.page.set_input_files("#upload input[type=file]", str(file))
    someone.page.wait_for_selector("#report :text('Done')")
    assert file.name in someone.text("#report")
    someone.remove(f"#documents tr:has-text('{file.stem}')")


def test_a_page_behind_a_proxy_shows_no_folder_of_the_machine(servers: Servers, visit: Visit) -> None:
    someone = visit(f"{servers.addresses['telling']}/")
    assert "/" not in (someone.page.locator("#brand p").get_attribute("title") or "")
    assert someone.page.locator("#folder-row").count() == 0 or not someone.page.locator("#folder-row").is_visible()
