"""A page of the web by its address, fetched once because its user said so, and only then."""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from index.errors import FetchError
from index.files.charsets import codec_name

LIMIT = 50_000_000
"""Bytes of a page; longer ones are files to be downloaded by hand."""

SECONDS = 30.0
"""How long fetching may take in all, redirects included."""

_MOST_REDIRECTS = 5
_PIECE = 65_536
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
}
_MOVED = frozenset({301, 302, 303, 307, 308})
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came: `url` is where it was found in the end, `name` a file name made of it."""

    url: str
    name: str
    data: bytes
    day: date


def is_address(text: str) -> bool:
    """Whether a text is the address of a page rather than of a folder."""
    return _ADDRESS.match(text) is not None


def fetch(url: str) -> FetchedPage:
    """The page at an address of http or https.

    What a page leads on to may lie elsewhere on the web, but in no private network that the address itself does
    not name. Raises FetchError where it cannot be had, is too large, takes too long or is no document.
    """
    ends = time.monotonic() + SECONDS
    place = url
    for _ in range(_MOST_REDIRECTS + 1):
        status, headers, data = _asked(place, url, ends)
        if status not in _MOVED or not headers.get("location"):
            break
        place = urljoin(place, headers["location"])
    else:
        raise FetchError(f"{url} leads on to another address more than {_MOST_REDIRECTS} times")
    if status != 200:
        raise FetchError(f"{url} answers with {status} {http.client.responses.get(status, '')}".rstrip())
    media_type, _, rest = headers.get("content-type", "").partition(";")
    suffix = _suffix(media_type.strip().lower(), place)
    if suffix is None:
        raise FetchError(f"{url} is of the type {media_type.strip() or 'unknown'}, which is not read")
    if not data:
        raise FetchError(f"{url} is empty")
    return FetchedPage(place, _name(place, suffix), _as_utf8(data, rest, suffix), datetime.now(UTC).date())


def _asked(place: str, typed: str, ends: float) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of one answer."""
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{place} is no address of http or https")
    left = max(ends - time.monotonic(), 0.1)
    try:
        host = _reachable(parts.hostname, parts.port, parts.scheme, own=parts.hostname == urlsplit(typed).hostname)
        connection = _connection(parts.scheme, parts.hostname, parts.port, host, left)
        # A server that sends a byte now and then never runs into the time that one read may take.
        cut = threading.Timer(left, _cut, [connection])
        cut.start()
        try:
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            headers = {"User-Agent": "sayso", "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}
            connection.request("GET", _quoted(target), headers=headers)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, _unpacked(_read(answer, place, ends), told)
        finally:
            cut.cancel()
            connection.close()
    except FetchError:
        raise
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as error:
        raise FetchError(f"{place} cannot be fetched ({error or type(error).__name__})") from error


def _reachable(name: str, port: int | None, scheme: str, *, own: bool) -> str:
    """The first address of a host. A private one only where the user named the host."""
    known = socket.getaddrinfo(name, port or (443 if scheme == "https" else 80), type=socket.SOCK_STREAM)
    host = str(known[0][4][0])
    if not own and not ipaddress.ip_address(host.split("%")[0]).is_global:
        raise FetchError(f"{name} lies in a private network, where no page may lead; name it yourself if it may")
    return host


def _connection(scheme: str, name: str, port: int | None, host: str, seconds: float) -> http.client.HTTPConnection:
    """A connection to the host that was looked at, under the name of its address."""
    at = socket.create_connection((host, port or (443 if scheme == "https" else 80)), timeout=seconds)
    if scheme == "https":
        at = ssl.create_default_context().wrap_socket(at, server_hostname=name)
    connection = http.client.HTTPConnection(name, port, timeout=seconds)
    if scheme == "https":
        connection.default_port = 443
    connection.sock = at
    return connection


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse, place: str, ends: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        pieces.append(piece)
        if size > LIMIT:
            raise FetchError(f"{place} is larger than the {LIMIT / 1e6:,.0f} MB that are fetched")
        if time.monotonic() > ends:
            raise FetchError(f"{place} takes longer than {SECONDS:.0f} seconds")
    return b"".join(pieces)


def _unpacked(data: bytes, headers: dict[str, str]) -> bytes:
    """The content without the compression that some servers use unasked."""
    packed = headers.get("content-encoding", "identity").lower()
    if packed not in ("gzip", "x-gzip", "deflate") or not data:
        return data
    try:
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        return unpacking.decompress(data, LIMIT)
    except zlib.error as error:
        raise FetchError(f"the page is packed in a way that cannot be undone ({error})") from error


def _quoted(target: str) -> str:
    return quote(target, safe="/?&=%:;@!$'()*+,~#[]-._")


def _suffix(media_type: str, place: str) -> str | None:
    from index.loading import supported_suffixes

    named = PurePosixPath(urlsplit(place).path).suffix.lower()
    if media_type in _SUFFIXES:
        return named if named in (".md", ".csv", ".jsonl", ".eml") else _SUFFIXES[media_type]
    return named if named in supported_suffixes() else None


def _name(place: str, suffix: str) -> str:
    """A file name that tells the page and is another one for every address."""
    parts = urlsplit(place)
    shown = re.sub(r"[^\w.-]+", "-", f"{parts.hostname}{parts.path}").strip("-.")
    stem = shown.removesuffix(suffix)[:80].rstrip("-.")
    return f"{stem}-{hashlib.sha256(place.encode()).hexdigest()[:6]}{suffix}"


def _as_utf8(data: bytes, parameters: str, suffix: str) -> bytes:
    """The text in UTF-8 where the server alone says in what it is written: the file has no other way to tell."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    codec = codec_name(charset.group(1)) if charset and suffix in (".html", ".txt", ".md", ".csv") else None
    if codec in (None, "utf-8"):
        return data
    try:
        return data.decode(codec or "").encode("utf-8")
    except UnicodeDecodeError:
        return data
