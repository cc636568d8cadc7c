"""Which addresses exist. Everything else is answered with 404, whatever Gradio serves there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ui.door.asgi import App, Receive, Scope, Send, refuse, route_of

API = "/gradio_api"
_FILE = r"(?!\.)[A-Za-z0-9_.-]+"
_WITHOUT_QUERY = ("/", "/config", f"{API}/info")
_KEY = r"[A-Za-z0-9_-]{1,64}"

# What the page is made of, and what its events and Gradio's clients call.
PAGE: tuple[tuple[str, str], ...] = (
    ("GET HEAD", "/"),
    ("GET HEAD", rf"/(?:assets|static)(?:/{_FILE})+"),
    ("GET HEAD", r"/theme\.css"),
    ("GET HEAD", r"/favicon\.ico"),
    ("GET HEAD", r"/robots\.txt"),
    ("GET HEAD", r"/manifest\.json"),
    ("GET HEAD", r"/config"),
    ("GET HEAD", rf"{API}/info"),
    ("GET", rf"{API}/app_id"),
    ("GET", rf"{API}/heartbeat/{_KEY}"),
    ("GET", rf"{API}/queue/data"),
    ("POST", rf"{API}/queue/join"),
    ("POST", rf"{API}/run/predict"),
    ("POST", rf"{API}/cancel"),
    ("POST", rf"{API}/reset"),
)

# The public functions by name, in both of Gradio's simple forms.
CALL: tuple[tuple[str, str], ...] = (
    ("POST", rf"{API}/call/(?:v2/)?(?:NAMES)/?"),
    ("GET", rf"{API}/call/(?:v2/)?(?:NAMES)/{_KEY}"),
)

UPLOADS: tuple[tuple[str, str], ...] = (
    ("POST", rf"{API}/upload"),
    ("GET", rf"{API}/upload_progress"),
)

MCP: tuple[tuple[str, str], ...] = (
    ("GET POST DELETE", rf"{API}/mcp/?"),
    ("GET", rf"{API}/mcp/schema"),
    ("GET", rf"{API}/mcp/sse"),
    ("POST", rf"{API}/mcp/messages/"),
)


class Routes:
    """Refuses every path and method that is not listed above; `public` names the functions others may call."""

    def __init__(self, app: App, public: Sequence[str], *, uploads: bool = False, mcp: bool = False) -> None:
        self.app = app
        names = "|".join(map(re.escape, public)) or "(?!)"
        calls = ((methods, path.replace("NAMES", names)) for methods, path in CALL)
        listed = (*PAGE, *calls, *(UPLOADS if uploads else ()), *(MCP if mcp else ()))
        self._open = [(frozenset(methods.split()), re.compile(path)) for methods, path in listed]

    def admits(self, method: str, route: str) -> bool:
        """Whether there is something for this method at this route."""
        return any(method in methods and path.fullmatch(route) for methods, path in self._open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 404."""
        if scope["type"] == "http":
            route = route_of(scope)
            if not self.admits(scope["method"], route):
                await refuse(send, 404, "there is nothing of that name")
                return
            if route in _WITHOUT_QUERY:
                # By a query Gradio would open a file it kept, or describe the functions of the page.
                scope["query_string"] = b""
            if route == f"{API}/mcp":
                # Starlette would send the caller to an address it makes from the Host header.
                scope["path"] += "/"
        await self.app(scope, receive, send)
