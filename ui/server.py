"""The chat server: Gradio's page and API behind the door, served by uvicorn."""

from __future__ import annotations

import base64
import json
import secrets
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from ui.door.addresses import LOOPBACK, Authority, Network, cookie_of
from ui.door.rates import REQUESTS_A_MINUTE

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.assistant import Assistant
    from ui.door import Uploads
    from ui.door.asgi import App

ANYWHERE = ("0.0.0.0", "::")
GRACE = 2  # seconds the server waits for answers under way when it is ended
ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and for whom the chat is served.

    `auth` is (user, password) asked on every request, None for none. `hosts` are further names the server answers
    to, `proxies` the addresses of reverse proxies that may speak for others, `prefix` the path it is seen under.
    `open_to_all` lets people of other machines add and remove documents without a password. `mcp` offers the API
    as MCP tools too. `requests_a_minute` bounds one client, 0 for no bound.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: tuple[str, str] | None = None
    hosts: tuple[Authority, ...] = ()
    mcp: bool = False
    proxies: tuple[Network, ...] = ()
    prefix: str = ""
    open_to_all: bool = False
    requests_a_minute: int = REQUESTS_A_MINUTE

    @property
    def only_here(self) -> bool:
        """Whether no other machine can reach the server, through a proxy neither."""
        listens_here = self.host.strip("[]") in LOOPBACK
        return listens_here and not (self.hosts or self.proxies or self.prefix)

    @property
    def changeable(self) -> bool:
        """Whether visitors may add, remove and index documents."""
        return self.only_here or self.auth is not None or self.open_to_all

    @property
    def address(self) -> str:
        """Where a browser of this machine finds the page."""
        host = "127.0.0.1" if self.host in ANYWHERE else self.host.strip("[]")
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.prefix}"


def build_app(assistant: Assistant, corpus: Corpus, settings: ServerSettings) -> App:
    """The whole application: the door around Gradio around the assistant."""
    from index.loading import supported_suffixes
    from ui.door import AddressRules, Door, Uploads
    from ui.event_queue import EventQueue
    from ui.redaction import Redaction
    from ui.web import functions_of

    uploads = Uploads(supported_suffixes()) if settings.changeable else None
    redaction = Redaction(corpus, local=settings.only_here)
    application, page = _gradio(assistant, corpus, settings, redaction, uploads)
    itself = secrets.token_urlsafe(32)
    if page.mcp_server_obj is not None:
        # Gradio would hand a tool's caller the way Python prints a record, which no program reads, and call itself
        # by whatever name the first caller used.
        vars(page.mcp_server_obj)["postprocess_output_data"] = _as_json
        vars(page.mcp_server_obj)["_get_or_create_client"] = _caller(settings, itself)
    host = settings.host.strip("[]").lower()
    door = Door(
        addresses=AddressRules(
            port=settings.port,
            names=LOOPBACK if host in ANYWHERE else (*LOOPBACK, host),
            hosts=settings.hosts,
            proxies=settings.proxies,
            prefix=settings.prefix,
        ),
        functions=functions_of(page),
        uploads=uploads,
        auth=settings.auth,
        itself=itself,
        requests_a_minute=settings.requests_a_minute,
        admit=EventQueue(page._queue).admit,
        mcp=settings.mcp,
    )
    return door.around(application)


def _gradio(
    assistant: Assistant, corpus: Corpus, settings: ServerSettings, redaction: Any, uploads: Uploads | None
) -> tuple[App, Any]:
    """Gradio's application, and its page."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.theme import theme
    from ui.web import build_page

    _let_pages_find_their_own_address()
    page = build_page(assistant, corpus, redaction, uploads)
    mounted = gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None, telemetry={"auto_configure": False}),
        page,
        path="/",
        mcp_server=settings.mcp,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        show_error=False,
        max_file_size=uploads.each if uploads else 0,
        favicon_path=str(ASSETS / "favicon.svg"),
        theme=theme(),
        head=_head(),
    )
    return mounted, page


def _let_pages_find_their_own_address() -> None:
    """Have pages ask for everything below their own address, whatever name and scheme a proxy gave it.

    Gradio would write into each page an address that it makes from headers, which is another one than the
    browser's behind a proxy that rewrites them.
    """
    from gradio import route_utils

    def root(request: Any, route_path: str, root_path: str | None) -> str:
        del root_path
        prefix = str(request.scope.get("root_path") or "/")
        if not route_path.endswith("/info"):
            return prefix
        # Programs are shown how to call this server: by the name the door let pass.
        return f"{request.scope['scheme']}://{request.headers['host']}{prefix}".rstrip("/")

    route_utils.get_root_url = root


def _caller(settings: ServerSettings, itself: str) -> Callable[[], Any]:
    """Makes the client by which MCP tools call this server's own functions: with the password, if any."""

    @lru_cache(maxsize=1)
    def make() -> Any:
        from gradio_client import Client

        headers = {"x-gradio-user": "mcp", "cookie": f"{cookie_of(settings.port)}={itself}"}
        if settings.auth is not None:
            secret = base64.b64encode(":".join(settings.auth).encode()).decode()
            headers["authorization"] = f"Basic {secret}"
        return Client(
            settings.address.removesuffix(settings.prefix),
            headers=headers,
            download_files=False,
            verbose=False,
            analytics_enabled=False,
            _skip_components=False,
        )

    return make


def _as_json(data: Sequence[object], _root_url: str) -> list[Any]:
    """What a tool returns, as the JSON of an MCP text."""
    from mcp.types import TextContent

    return [TextContent(type="text", text=json.dumps(one, ensure_ascii=False)) for one in data]


def _head() -> str:
    """The page's own style and scripts. In the head, because Gradio rewrites the selectors of its `css`."""
    from ui.colours import variables

    style = variables() + (ASSETS / "style.css").read_text(encoding="utf-8")
    script = "\n".join(file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob("*.js")))
    return f"<style>{style}</style><script>{script}</script>"


def options(settings: ServerSettings) -> Mapping[str, Any]:
    """How uvicorn serves the application: nothing is believed of proxies but what the door believes."""
    return {
        "host": settings.host.strip("[]"),
        "port": settings.port,
        # The parser that keeps what was asked for as it was sent: the other one drops the host of an address.
        "http": "h11",
        "ws": "none",
        "proxy_headers": False,
        "server_header": False,
        "log_level": "warning",
        "timeout_graceful_shutdown": GRACE,
    }


def serve(
    assistant: Assistant, corpus: Corpus, settings: ServerSettings, listening: Callable[[], None] | None = None
) -> None:
    """Serve until Ctrl-C; `listening` is called once the page can be opened. Raises `SettingsError` where the
    port is taken.
    """
    import uvicorn

    check_port(settings)

    class Server(uvicorn.Server):
        """Says when it listens, and lets go of open pages when it is ended: each holds a connection for good."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started and listening is not None:
                listening()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for connection in list(self.server_state.connections):
                connection.transport.close()
            await super().shutdown(sockets)

    with suppress(KeyboardInterrupt):
        Server(uvicorn.Config(build_app(assistant, corpus, settings), **options(settings))).run()


def check_port(settings: ServerSettings) -> None:
    """Raise `SettingsError` where the server could not listen."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host.strip("[]"), settings.port))
        except OSError as error:
            raise SettingsError(
                f"cannot listen on {settings.host} port {settings.port} ({error.strerror}); "
                "choose another with --port"
            ) from error
