"""What a user can configure, as one frozen value object read from `SAYSO_*` environment variables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError


class Settings(BaseSettings):
    """The settings of sayso. Every field can be set by the environment variable `SAYSO_<FIELD>`.

    Raises `SettingsError` for a value that cannot be used.
    """

    model_config = SettingsConfigDict(env_prefix="SAYSO_", frozen=True, extra="forbid")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError("; ".join(_problem(details) for details in error.errors())) from None

    home: Path = Field(
        default_factory=lambda: user_data_path("sayso", appauthor=False),
        description="the folder where indexes and uploaded files are kept",
    )
    embedder: str = Field(
        default="builtin",
        description="the embedding model: `builtin`, or another backend as `backend:model`",
    )
    reader: str = Field(
        default="builtin",
        description="what marks the answer in a passage: `builtin`, `rules` (no model), or one of your own as "
        "`module:name`",
    )
    chroma: str = Field(
        default="embedded",
        description="where the vector index lives: `embedded` (a folder under home), the address of a "
        "Chroma server such as `http://localhost:8000`, or `cloud` for hosted Chroma",
    )
    chroma_token: SecretStr | None = Field(
        default=None,
        description="a token for the Chroma server or the API key of hosted Chroma",
    )
    chroma_tenant: str | None = Field(default=None, description="the tenant on the server or hosted Chroma")
    chroma_database: str | None = Field(default=None, description="the database on the server or hosted Chroma")
    chroma_timeout: float = Field(
        default=30.0, gt=0, description="seconds to wait for a Chroma server before a request is given up"
    )

    read_seconds: float = Field(
        default=60.0,
        gt=0,
        le=86_400,
        description="seconds of processor time that reading one file may take; what takes more is left out",
    )
    read_memory: float = Field(
        default=2.0,
        ge=0.2,
        le=1_000,
        description="gigabytes of memory that reading one file may take",
    )

    @field_validator("home")
    @classmethod
    def _expand_home(cls, value: Path) -> Path:
        return value.expanduser()

    @field_validator("embedder", "reader")
    @classmethod
    def _named_model(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is empty; leave it unset for the built-in model")
        return value.strip()

    @field_validator("chroma")
    @classmethod
    def _known_chroma(cls, value: str) -> str:
        value = value.strip()
        if value not in ("embedded", "cloud"):
            _server_address(value)
        return value

    @property
    def chroma_server(self) -> ServerAddress | None:
        """The Chroma server's address, None where the index is an embedded folder or hosted."""
        return None if self.chroma in ("embedded", "cloud") else _server_address(self.chroma)


def settings_table() -> str:
    """Every variable with its default and meaning, as the Markdown table of the README."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if name == "home" else f"`{field.default}`"
        default = "" if field.default is None else default
        rows.append(f"| `SAYSO_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Host, port and scheme of a Chroma server."""

    host: str
    port: int
    ssl: bool

    def __str__(self) -> str:
        return f"{'https' if self.ssl else 'http'}://{self.host}:{self.port}"


def _problem(details: ErrorDetails) -> str:
    name = "_".join(["SAYSO", *(str(part).upper() for part in details["loc"])])
    return f"{name}={details['input']!r}: {details['msg'].removeprefix('Value error, ')}"


def _server_address(value: str) -> ServerAddress:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"is not an address ({error}); write it like http://localhost:8000") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("is neither `embedded`, `cloud` nor an address like http://localhost:8000")
    ssl = parts.scheme == "https"
    return ServerAddress(parts.hostname, port or (443 if ssl else 8000), ssl)
