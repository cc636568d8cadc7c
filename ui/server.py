"""The chat server: Gradio's page and API behind the guards, served by uvicorn."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from index.errors import SettingsError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.corpus import Corpus
    from qa.assistant import Assistant

LOOPBACK = ("127.0.0.1", "localhost", "::1")
UPLOAD_LIMIT = 50_000_000  # bytes a file; a book as PDF is a tenth of it
DROP_LIMIT = 10 * UPLOAD_LIMIT  # bytes of all files that are dropped at once
GRACE = 2  # seconds the server waits for answers under way when it is ended
ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and for whom the chat is served.

    `auth` is (user, password) asked on every request, None for none. `hosts` are further names the
    server answers to. `mcp` offers the API as MCP tools too.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: tuple[str, str] | None = None
    hosts: tuple[str, ...] = ()
    mcp: bool = False

    @property
    def only_here(self) -> bool:
        """Whether no other machine can reach the server."""
        return self.host.strip("[]") in LOOPBACK


def build_app(assistant: Assistant, corpus: Corpus, settings: ServerSettings) -> FastAPI:
    """The whole application: guards around Gradio around the assistant."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.api import endpoints
    from ui.guards import BodyLimit, OnlyPublic, Password, SameSite, SecurityHeaders
    from ui.theme import theme
    from ui.web import build_page

    # Who may reach this server from elsewhere without a password must not read this machine's files.
    trusted = settings.auth is not None or settings.only_here
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, telemetry={"auto_configure": False})
    app.add_middleware(BodyLimit, limit=UPLOAD_LIMIT, upload_limit=DROP_LIMIT)
    app.add_middleware(OnlyPublic, names=tuple(endpoints(assistant, corpus)))
    if settings.auth is not None:
        app.add_middleware(Password, user=settings.auth[0], password=settings.auth[1])
    names = (*LOOPBACK, settings.host.strip("[]"), *settings.hosts)
    app.add_middleware(SameSite, hosts=names)
    app.add_middleware(SecurityHeaders)
    page = build_page(assistant, corpus, folders=trusted, most=(UPLOAD_LIMIT, DROP_LIMIT))
    mounted = gr.mount_gradio_app(
        app,
        page,
        path="/",
        mcp_server=settings.mcp,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        show_error=False,
        max_file_size=UPLOAD_LIMIT,
        favicon_path=str(ASSETS / "favicon.svg"),
        theme=theme(),
        head=_head(),
    )
    if page.mcp_server_obj is not None:
        # Gradio would hand a tool's caller the way Python prints a record, which no program reads.
        vars(page.mcp_server_obj)["postprocess_output_data"] = _as_json
        if settings.auth is not None:
            vars(page.mcp_server_obj)["_get_or_create_client"] = _caller(settings)
    return cast("FastAPI", mounted)


def _caller(settings: ServerSettings) -> Callable[[], Any]:
    """Makes the client by which MCP tools call this server's own functions: with the password, unlike Gradio's."""

    @lru_cache(maxsize=1)
    def make() -> Any:
        from gradio_client import Client

        host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
        user, password = settings.auth or ("", "")
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        return Client(
            f"http://{host}:{settings.port}",
            headers={"x-gradio-user": "mcp", "authorization": f"Basic {secret}"},
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


def serve(assistant: Assistant, corpus: Corpus, settings: ServerSettings) -> None:
    """Serve until Ctrl-C. Raises `SettingsError` where the port is taken."""
    import uvicorn

    _check_port(settings)
    config = uvicorn.Config(
        build_app(assistant, corpus, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=GRACE,
    )

    class Server(uvicorn.Server):
        """Lets go of open pages when it is ended: each holds a connection that never ends by itself."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for connection in list(self.server_state.connections):
                connection.transport.close()
            await super().shutdown(sockets)

    with suppress(KeyboardInterrupt):
        Server(config).run()


def _check_port(settings: ServerSettings) -> None:
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
