"""The door: everything a request passes before page, API or MCP see it, in the order of `Door.around`.

| module | decides |
| --- | --- |
| `headers` | what a page of ours may load, in every response |
| `addresses` | by which names we are called, from which pages, through which proxies; who is calling |
| `rates` | how many requests a minute, and how many at once, one client may make |
| `passwords` | who knows the password, and how often it may be guessed |
| `routes` | which addresses exist |
| `uploads` | files that visitors hand over: how large, how many, whose, how long |
| `bodies` | how large a request is, which function it calls with what, and that it names no file but an upload |

What is not named in these modules does not exist: a route or a function that a new Gradio brings along stays
closed until it is listed. `SECURITY.md` says against whom all this stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.door.addresses import Addresses, AddressRules
from ui.door.asgi import App
from ui.door.bodies import Bodies
from ui.door.functions import Function
from ui.door.headers import SecurityHeaders
from ui.door.passwords import Password
from ui.door.rates import Rates
from ui.door.routes import Routes
from ui.door.upload_routes import UploadRoutes
from ui.door.uploads import Uploads

__all__ = ["AddressRules", "Door", "Function", "Uploads"]


@dataclass(slots=True)
class Door:
    """The rules of one server.

    `functions` are those of the page by Gradio's number; `uploads` is None where nobody may add documents.
    `auth` is (user, password), None where none is asked; `itself` the visitor as which the server calls itself.
    `admit` raises `Refusal` where too much of a client waits already.
    """

    addresses: AddressRules
    functions: dict[int, Function] = field(default_factory=dict)
    uploads: Uploads | None = None
    auth: tuple[str, str] | None = None
    itself: str = ""
    requests_a_minute: int = 0
    admit: Callable[[str], None] | None = None
    mcp: bool = False

    def around(self, app: App) -> App:
        """The application behind the door. The last line is what a request meets first."""
        app = Bodies(app, self.functions, self.uploads, self.admit)
        if self.uploads is not None:
            app = UploadRoutes(app, self.uploads)
        public = [function.name for function in self.functions.values() if function.public]
        app = Routes(app, public, uploads=self.uploads is not None, mcp=self.mcp)
        if self.auth is not None:
            app = Password(app, *self.auth, known=self.itself)
        app = Rates(app, self.requests_a_minute)
        app = Addresses(app, self.addresses)
        return SecurityHeaders(app)
