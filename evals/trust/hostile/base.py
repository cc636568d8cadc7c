"""What a hostile file is: a name, and how its content is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Content = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file that is damaged, lies about itself, or asks for more than it is worth.

    `name` is unique and, where it is not odd on purpose, says what is wrong. `put` makes what is no regular file
    (a pipe, a link, a folder) at a path; for a regular file it is None and `content` gives the bytes.
    """

    name: str
    content: Content = bytes
    put: Callable[[Path], None] | None = None

    def write(self, folder: Path) -> None:
        """Make the file in the folder. Names are bytes to the system: not all of them are UTF-8."""
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.put is not None:
            self.put(path)
        else:
            path.write_bytes(self.content())

    @property
    def suffix(self) -> str:
        """The suffix of its name, lower case with the dot."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 - a name, and perhaps a very odd one


def named(contents: Mapping[str, Content]) -> list[HostileFile]:
    """A file for every name with how its content is made."""
    return [HostileFile(name, content) for name, content in contents.items()]
