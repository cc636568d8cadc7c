"""Many people at once on a real server: what goes wrong, what grows, who sees whose words, how long."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from evals.trust.base import Effort, TrustRow
from evals.trust.server import Server, serving
from evals.trust.visitor import Refused, Visitor

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine

PEOPLE, SECONDS = 50, 120.0
FEW, SHORTLY = 8, 6.0
GROWTH = 0.10  # of the memory after warming up, over the rest of the time
WARM = 0.5  # of the time: until then every kind of request has come, and the models have their buffers
SINGLE = 5  # questions asked one by one, whose median is the time of one

QUESTIONS = (
    "How many people did the ferry to Ostby carry?",
    "How long was the bridge at Lindhult closed?",
    "How many dead fish did the river trust count?",
    "And who said so?",
)
_WORD = re.compile(r"zq[0-9a-f]{10}")


@dataclass(slots=True)
class _Noted:
    """What came of a crowd."""

    done: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    async def count(self, what: str, doing: Awaitable[object]) -> None:
        """Do something and note how it ended."""
        try:
            await doing
        except Refused as refused:
            if refused.stated:
                self.stated[what] += 1
            else:
                self.errors.append(f"{what}: {refused}")
        except (httpx.HTTPError, ValueError, KeyError, StopIteration, RuntimeError) as error:
            self.errors.append(f"{what}: {type(error).__name__}: {error}"[:300])
        else:
            self.done[what] += 1

    def look(self, visitor: Visitor) -> None:
        """Note any word of another person among what this one was sent."""
        foreign = {word for text in visitor.seen for word in _WORD.findall(text)} - {visitor.word}
        self.leaks += [f"{visitor.word} was sent {word}" for word in foreign]
        visitor.seen.clear()

    @property
    def growth(self) -> float:
        """By what share the memory grew after warming up."""
        rest = self.memory[int(len(self.memory) * WARM) :]
        part = max(1, len(rest) // 5)
        first = statistics.median(rest[:part]) if rest else 0
        return statistics.median(rest[-part:]) / first - 1 if first else 0.0


class Crowd:
    """After `evals.trust.base.TrustTest`."""

    name = "crowd"
    title = "50 people for 2 minutes asking, uploading, deleting"
    reach = "0 errors other than stated limits, memory growth under 10 %, nobody sees another's conversation"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Let them in, and note what each of them meets."""
        people, seconds = (PEOPLE, SECONDS) if effort is Effort.FULL else (FEW, SHORTLY)
        noted = _Noted()
        with serving() as server:
            progress(f"crowd: {people} people for {seconds:.0f} s")
            asyncio.run(_crowd(server, people, seconds, noted))
        long = effort is Effort.FULL  # a few seconds say nothing about growth
        did = ", ".join(f"{number} {what}" for what, number in sorted(noted.done.items()))
        reached = (
            f"{people} people, {seconds:.0f} s: {did}; {len(noted.errors)} errors, "
            f"{noted.stated.total()} stated limits, {len(noted.leaks)} words of others seen, "
            f"memory {noted.growth:+.1%}"
        )
        passed = (
            not noted.errors
            and not noted.leaks
            and (noted.growth < GROWTH or not long)
            and noted.done["asked"] > 0
        )
        details = (*noted.errors[:20], *noted.leaks[:20])
        return TrustRow(self.name, self.title, reached, self.reach, passed, details)


async def _crowd(server: Server, people: int, seconds: float, noted: _Noted) -> None:
    functions = server.functions()
    async with AsyncExitStack() as clients:
        visitors = [Visitor(await clients.enter_async_context(_client(server)), functions) for _ in range(people)]
        await asyncio.gather(*(noted.count("opened", visitor.open()) for visitor in visitors))
        end = time.monotonic() + seconds

        async def remember() -> None:
            while time.monotonic() < end:
                noted.memory.append(server.resident())
                await asyncio.sleep(0.5)

        await asyncio.gather(remember(), *(_person(one, n, end, noted) for n, one in enumerate(visitors)))


async def _person(visitor: Visitor, number: int, end: float, noted: _Noted) -> None:
    turn = number
    while time.monotonic() < end:
        await noted.count("asked", visitor.ask(QUESTIONS[turn % len(QUESTIONS)]))
        if turn % 3 == 0:
            name = f"note-{number}-{turn}.txt"
            await noted.count(
                "uploaded", visitor.add(name, f"Note {number}.{turn}: {turn + 7} gulls were seen.\n")
            )
            await noted.count("deleted", visitor.remove(name))
        noted.look(visitor)
        turn += 1


def _client(server: Server) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=server.address, timeout=300)


class Rush:
    """After `evals.trust.base.TrustTest`."""

    name = "rush"
    title = "50 people at once on two cores"
    reach = "p95 reported beside the floor, nobody refused without a sentence"

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Time one question alone, then as many at once."""
        people = PEOPLE if effort is Effort.FULL else FEW
        with serving() as server:
            progress(f"rush: {people} people at once")
            single, times, noted = asyncio.run(_rush(server, people))
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        floor = single * people / cores
        ordered = sorted(times) or [0.0]
        last = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        reached = (
            f"{people} people, {cores} cores: p95 {last:.1f} s beside a floor of {floor:.1f} s "
            f"(one question {single:.2f} s); {len(times)} answered, {noted.stated.total()} refused in words, "
            f"{len(noted.errors)} otherwise"
        )
        passed = not noted.errors and len(times) + noted.stated.total() == people
        return TrustRow(self.name, self.title, reached, self.reach, passed, tuple(noted.errors[:20]))


async def _rush(server: Server, people: int) -> tuple[float, list[float], _Noted]:
    functions, noted, times = server.functions(), _Noted(), []
    async with _client(server) as http:
        alone = Visitor(http, functions)
        await alone.open()
        single = [await _timed(alone.ask(QUESTIONS[n % 3])) for n in range(SINGLE)]
    async with AsyncExitStack() as clients:
        visitors = [Visitor(await clients.enter_async_context(_client(server)), functions) for _ in range(people)]
        for visitor in visitors:
            await visitor.open()

        async def one(visitor: Visitor, question: str) -> None:
            times.append(await _timed(visitor.ask(question)))

        await asyncio.gather(
            *(noted.count("asked", one(visitor, QUESTIONS[n % 3])) for n, visitor in enumerate(visitors))
        )
    return statistics.median(single), times, noted


async def _timed(doing: Awaitable[object]) -> float:
    begun = time.monotonic()
    await doing
    return time.monotonic() - begun
