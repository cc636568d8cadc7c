"""The functions of the page that a request may call, and the arguments each takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any

from ui.door.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the page.

    `inputs` is how many values Gradio takes for it. `defaults` are the arguments of a public one by name, with
    what each is where it is not given, `Parameter.empty` for what must be. `files` says that it takes uploads.
    """

    name: str
    inputs: int
    queued: bool
    public: bool = False
    files: bool = False
    defaults: Mapping[str, Any] | None = None

    def filled(self, given: Sequence[Any]) -> list[Any]:
        """The arguments in order, those left out at the end as they are by default. Raises `Refusal`."""
        if self.defaults is None:
            if len(given) != self.inputs:
                raise Refusal(422, f"{len(given)} values were sent and {self.inputs} are taken")
            return list(given)
        names = list(self.defaults)
        if len(given) > len(names):
            raise Refusal(422, f"{self.name} takes {len(names)} arguments ({', '.join(names)}), not {len(given)}")
        return self._complete(dict(zip(names, given, strict=False)))

    def named(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments by name, those left out as they are by default. Raises `Refusal`."""
        known = dict(self.defaults or {})
        if unknown := [name for name in given if name not in known]:
            raise Refusal(422, f"{self.name} has no argument {unknown[0]!r:.60}; it takes {', '.join(known)}")
        return dict(zip(known, self._complete(given), strict=True))

    def _complete(self, given: Mapping[str, Any]) -> list[Any]:
        whole = {**(self.defaults or {}), **given}
        if missing := [name for name, value in whole.items() if value is Parameter.empty]:
            raise Refusal(422, f"{self.name} needs {' and '.join(missing)}")
        return list(whole.values())


def defaults_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The arguments of a function with their defaults, `Parameter.empty` where there is none."""
    return {name: parameter.default for name, parameter in signature(function).parameters.items()}
