"""By which names this server is called, from which pages, through which proxies, and who is calling.

Names and origins are compared as a whole after a strict reading: what cannot be read is refused. Headers by which
a proxy says whom it speaks for count only where the connection comes from a proxy that was named.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

from ui.door.asgi import App, Caller, Message, Receive, Scope, Send, note_caller, refuse, value, values

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEFAULT_PORTS = {"http": 80, "https": 443}

Network = IPv4Network | IPv6Network

_AUTHORITY = re.compile(
    r"(?:\[(?P<v6>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9_](?:[a-z0-9_.-]{0,252})))(?::(?P<port>\d{1,5}))?"
)
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#@\\]+)")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_VISITOR = re.compile(r"[A-Za-z0-9_-]{43}")

# Headers by which a client could pass for another one; nothing behind the door sees them.
_FORWARDING = re.compile(rb"x-forwarded-.*|forwarded|x-real-ip|x-original-.*|x-rewrite-.*|x-gradio-server")


@dataclass(frozen=True, slots=True)
class Authority:
    """A host name or address in lower case, and the port where one is said."""

    name: str
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What a Host header, or the end of an origin, says; None where it cannot be one."""
        found = _AUTHORITY.fullmatch(text.strip(" \t").lower())
        if found is None:
            return None
        port = int(found["port"]) if found["port"] else None
        if port is not None and not 0 < port < 65_536:
            return None
        name = _plain(found["v6"]) if found["v6"] else found["name"].removesuffix(".")
        return cls(name, port) if name else None


def _plain(address: str) -> str:
    """The one spelling of an IPv6 address; "" where it is none."""
    try:
        return str(IPv6Address(address))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class AddressRules:
    """`names` are the server's own, answered at its `port`; `hosts` are further ones, answered at the port they
    say, or at the usual ones. `proxies` may speak for others. `prefix` is the path the server is seen under.
    """

    port: int
    names: tuple[str, ...] = LOOPBACK
    hosts: tuple[Authority, ...] = ()
    proxies: tuple[Network, ...] = field(default=())
    prefix: str = ""

    def serves(self, host: Authority, reached: str) -> bool:
        """Whether the server answers to this name. `reached` is the address that the connection came in at."""
        if host.name in self.names or host.name == reached:
            return host.port == self.port or (host.port is None and self.port in DEFAULT_PORTS.values())
        return False

    def further(self, host: Authority) -> bool:
        """Whether this is one of the further names."""
        usual = (None, self.port, *DEFAULT_PORTS.values())
        return any(
            host.name == known.name and (host.port == known.port or (known.port is None and host.port in usual))
            for known in self.hosts
        )

    def trusts(self, peer: str) -> bool:
        """Whether this is the address of a proxy that may speak for others."""
        try:
            return any(ip_address(peer) in network for network in self.proxies)
        except ValueError:
            return False


def hosts_of(texts: Iterable[str]) -> tuple[Authority, ...]:
    """Host names with or without a port. Raises ValueError where one cannot be one."""
    found = [(text, Authority.parse(text)) for text in texts]
    for text, host in found:
        if host is None:
            raise ValueError(f"{text!r} is not a host name such as docs.example.com or docs.example.com:8443")
    return tuple(host for _, host in found if host is not None)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks such as `10.0.0.0/8`. Raises ValueError where one cannot be read."""
    return tuple(ip_network(part.strip()) for text in texts for part in text.split(","))


def prefix_of(text: str) -> str:
    """A path prefix without its last slash; "" for the root. Raises ValueError where it is none."""
    plain = text.strip().rstrip("/")
    if not plain:
        return ""
    if not _PREFIX.fullmatch(plain) or ".." in plain:
        raise ValueError(f"{text!r} is not a path such as /documents")
    return plain


def cookie_of(port: int) -> str:
    """The name of the cookie. Cookies know no ports: two servers of one machine would overwrite each other's."""
    return f"sayso-{port}"


class Addresses:
    """Refuses foreign names and origins, finds out who is calling, and gives browsers a name for themselves."""

    def __init__(self, app: App, rules: AddressRules) -> None:
        self.app = app
        self.rules = rules
        self.cookie = cookie_of(rules.port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400, 403 or 421."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = self._refused(scope)
        if refused is not None:
            await refuse(send, *refused)
            return
        caller, known = self._caller(scope)
        if scope["path"] == caller.prefix:
            await refuse(send, 308, "", (b"location", f"{caller.prefix}/".encode()))
            return
        self._settle(scope, caller.prefix)
        note_caller(scope, caller)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and not known:
                message["headers"] = [*message.get("headers", []), self._set_cookie(scope, caller)]
            await send(message)

        await self.app(scope, receive, named)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence where the request does not come by one of our names, from one of our pages."""
        hosts = values(scope, b"host")
        if len(hosts) != 1:
            return 400, "a request names its host once"
        if not scope.get("raw_path", b"/").startswith(b"/"):
            return 400, "a request names a path of this server, not an address"
        if value(scope, b"content-length") and value(scope, b"transfer-encoding"):
            return 400, "a request says its length in one way"
        host = Authority.parse(hosts[0])
        if host is None:
            return 421, "this server does not answer to that host name"
        called = self._called(scope, host)
        if called is None:
            return 421, (
                "this server does not answer to that host name; "
                f"`sayso chat --allow-host {hosts[0].strip()}` lets it, if the name is yours"
            )
        if not self._own_page(scope, called):
            return 403, "requests from other sites are refused"
        return None

    def _called(self, scope: Scope, host: Authority) -> Authority | None:
        """The name the visitor called us by; None where it is not ours."""
        if self._through_proxy(scope):
            said = _last(values(scope, b"x-forwarded-host"))
            if said:
                return Authority.parse(said)
        reached = Authority.parse(_bracketed((scope.get("server") or ("", 0))[0]))
        return (
            host if self.rules.serves(host, reached.name if reached else "") or self.rules.further(host) else None
        )

    def _own_page(self, scope: Scope, called: Authority) -> bool:
        """Whether the request comes from a page of ours, or from no page at all."""
        site = value(scope, b"sec-fetch-site")
        if site in ("cross-site", "same-site") and value(scope, b"sec-fetch-mode") != "navigate":
            return False
        origins = values(scope, b"origin")
        if not origins:
            return True
        found = _ORIGIN.fullmatch(origins[0].strip(" \t").lower()) if len(origins) == 1 else None
        origin = Authority.parse(found["authority"]) if found else None
        if found is None or origin is None:
            return False
        port = origin.port or DEFAULT_PORTS[found["scheme"]]
        at = (called.port,) if called.port else tuple(DEFAULT_PORTS.values())
        if origin.name == called.name and port in at:
            return True
        # A proxy may call us by another name than the browser calls it, or leave the port out.
        return self.rules.further(Authority(origin.name, port))

    def _through_proxy(self, scope: Scope) -> bool:
        return self.rules.trusts((scope.get("client") or ("", 0))[0])

    def _caller(self, scope: Scope) -> tuple[Caller, bool]:
        """Who is calling, and whether the browser knows its name already."""
        client, prefix = (scope.get("client") or ("", 0))[0], self.rules.prefix
        if self._through_proxy(scope):
            chain = [part.strip() for text in values(scope, b"x-forwarded-for") for part in text.split(",")]
            client = next((one for one in reversed(chain) if not self.rules.trusts(one)), client)
            if value(scope, b"x-forwarded-proto").split(",")[-1].strip() == "https":
                scope["scheme"] = "https"
            said = value(scope, b"x-forwarded-prefix").rstrip("/")
            prefix = said if _PREFIX.fullmatch(said) and ".." not in said else prefix
        known = self._visitor(scope)
        return Caller(_network(client), known or secrets.token_urlsafe(32), prefix), bool(known)

    def _visitor(self, scope: Scope) -> str:
        for header in values(scope, b"cookie"):
            for part in header.split(";"):
                name, _, text = part.strip().partition("=")
                if name == self.cookie and _VISITOR.fullmatch(text):
                    return text
        return ""

    def _set_cookie(self, scope: Scope, caller: Caller) -> tuple[bytes, bytes]:
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        text = f"{self.cookie}={caller.visitor}; Path={caller.prefix or '/'}; HttpOnly; SameSite=Lax{secure}"
        return b"set-cookie", text.encode()

    @staticmethod
    def _settle(scope: Scope, prefix: str) -> None:
        """Write the request as if it had come straight to us, under the prefix whether or not the proxy cut it."""
        scope["headers"] = [(key, text) for key, text in scope["headers"] if not _FORWARDING.fullmatch(key)]
        if not scope["path"].startswith(f"{prefix}/"):
            scope["path"] = prefix + scope["path"]
            scope["raw_path"] = prefix.encode() + scope.get("raw_path", scope["path"].encode())
        scope["root_path"] = prefix


def _bracketed(address: str) -> str:
    """An address as a Host header spells it."""
    if address.startswith("::ffff:") and "." in address:
        return address.removeprefix("::ffff:")
    return f"[{address}]" if ":" in address else address


def _last(headers: Sequence[str]) -> str:
    """The last of the values in a header that each proxy adds its own to: the one our proxy wrote."""
    return headers[-1].split(",")[-1].strip() if headers else ""


def _network(client: str) -> str:
    """The address a client is counted under: of IPv6, the network that one subscriber is given."""
    try:
        address = ip_address(client)
    except ValueError:
        return client[:64]
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
    return str(address)
