"""How many requests a minute, and how many at once, one client may make."""

from __future__ import annotations

import re
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass

from ui.door.asgi import App, Receive, Scope, Send, caller_of, refuse, route_of

# A page that is used briskly makes about 100 requests a minute, a script that asks one question after the other
# 600 on two cores; an office behind one address is fifty such pages.
REQUESTS_A_MINUTE = 6_000
# A page keeps two streams open, so this is a hundred pages behind one address.
AT_ONCE = 400
REMEMBERED = 20_000  # clients counted at once; the one heard longest ago is forgotten

# The parts a page is made of: about sixty small files, read from disk, that browsers keep.
_PARTS = re.compile(r"/(?:assets|static)/.*|/theme\.css|/favicon\.ico")


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Meter:
    """How often each of many keys has come, against so many a minute; a minute's worth may come at once."""

    def __init__(self, a_minute: int) -> None:
        self._rate = a_minute / 60
        self._most = float(a_minute)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, key: str, cost: float = 1.0) -> float:
        """Count one coming: 0 where it is within the bounds, else the seconds after which it would be."""
        now = time.monotonic()
        bucket = self._buckets.pop(key, None) or _Bucket(self._most, now)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[key] = bucket
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        if bucket.left < cost:
            return (cost - bucket.left) / self._rate
        bucket.left -= cost
        return 0.0


class Rates:
    """Answers 429 to a client that comes too often or holds too many requests open; 0 a minute is no bound."""

    def __init__(self, app: App, a_minute: int) -> None:
        self.app = app
        self._meter = Meter(a_minute) if a_minute else None
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429."""
        if scope["type"] != "http" or self._meter is None or _PARTS.fullmatch(route_of(scope)):
            await self.app(scope, receive, send)
            return
        client = caller_of(scope).client
        wait = self._meter.wait(client)
        if wait or self._open[client] >= AT_ONCE:
            seconds = max(1, round(wait))
            said = f"too many requests from your address; try again in {seconds} s"
            await refuse(send, 429, said, (b"retry-after", str(seconds).encode()))
            return
        self._open[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]
