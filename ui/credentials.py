"""The user name and password of `sayso chat`: from a prompt, a file or the environment, never listed."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import typer

VARIABLE = "SAYSO_AUTH"
OPTION = "--auth"


def credentials(auth: str | None, file: Path | None) -> tuple[str, str] | None:
    """User name and password; None where none is asked for.

    `auth` is USER:PASSWORD, or a USER whose password is then asked for; the first line of `file` is USER:PASSWORD.
    """
    if auth is not None and file is not None:
        raise typer.BadParameter("give a name or a file, not both", param_hint=OPTION)
    if file is not None:
        return _pair(_first_line(file), "--auth-file")
    if auth is None:
        return None
    _hide(auth)
    os.environ.pop(VARIABLE, None)  # not for the processes started from this one
    if ":" not in auth:
        auth = (
            f"{auth}:{typer.prompt(f'Password for {auth}', hide_input=True, confirmation_prompt=True, err=True)}"
        )
    return _pair(auth, OPTION)


def _pair(text: str, option: str) -> tuple[str, str]:
    user, colon, password = text.partition(":")
    if not (user and colon and password):
        raise typer.BadParameter("a name and a password are written as USER:PASSWORD", param_hint=option)
    return user, password


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            mode = os.fstat(lines.fileno()).st_mode
            line = lines.readline(2_000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read ({error})", param_hint="--auth-file") from error
    if stat.S_ISREG(mode) and mode & (stat.S_IRGRP | stat.S_IROTH):
        typer.secho(f"others on this machine can read {file}; `chmod 600 {file}` stops that", err=True)
    return line


def _hide(auth: str) -> None:
    """Begin anew with the password in the environment, where it stands in the list of processes now.

    The environment of a process is shown to its owner alone, its arguments to everybody.
    """
    if ":" not in auth:
        return
    arguments = []
    rest = iter(sys.orig_argv)
    for argument in rest:
        if argument == OPTION:
            next(rest, None)
        elif not argument.startswith(f"{OPTION}="):
            arguments.append(argument)
    if arguments != sys.orig_argv and any(auth in argument for argument in sys.orig_argv):
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(sys.executable, arguments, {**os.environ, VARIABLE: auth})
