"""What a test of the trust battery is and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evals.benchmarks.base import ProgressLine


class Effort(StrEnum):
    """How much is tried: `SHORT` takes seconds and is part of `make test`, `FULL` takes minutes."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class TrustRow:
    """One line of the battery's table.

    `reached` says in words and figures what came out, `reach` what is asked. `passed` is None where the test
    cannot be run here; `reached` then says why. `details` names each try that went wrong.
    """

    name: str
    title: str
    reached: str
    reach: str
    passed: bool | None
    details: tuple[str, ...] = ()


class TrustTest(Protocol):
    """Tries one way to lose, leak or stop something, on the real parts."""

    name: str
    title: str
    reach: str

    def run(self, effort: Effort, progress: ProgressLine) -> TrustRow:
        """Try it. A failed try is counted in the row, never raised."""
        ...
