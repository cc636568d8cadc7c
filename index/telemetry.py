"""What the libraries under sayso would tell their makers, each switched off here before any of them is imported.

Every package of ours calls `switch_off()` when it is itself imported, so it does not matter which one a
program begins with, and a child process inherits it with the environment. A library that the program imported
before us has read its environment already: what it lets be changed later is changed by `switch_off()` as well,
and `report_early()` says in the log what it does not.

Libraries that talk to a server which the user named (Chroma's server, a language model's) are no reporters.
OpenTelemetry, under Chroma and FastAPI, sends only to a collector that is named in the environment:
`index.vectors` and `ui.server` decline that for what they make, and the program's own traces stay its own.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Reporter:
    """A library that reports to its maker unless told not to.

    `tells` is what it would send, `environment` switches it off before its import, `constants` afterwards, as
    "module:attribute" and the value. `too_late` is whether only the environment stops it.
    """

    library: str
    tells: str
    environment: Mapping[str, str]
    constants: Mapping[str, object] = field(default_factory=dict)
    too_late: bool = False


REPORTERS = (
    Reporter(
        "onnxruntime",
        "the import alone: a device id, the machine and the session, eight look-ups a minute; "
        "writes the id and a queue into ~/.cache/Microsoft",
        {"ORT_DISABLE_TELEMETRY": "1"},
        too_late=True,
    ),
    Reporter("chromadb", "use of collections, up to 1.0", {"ANONYMIZED_TELEMETRY": "False"}),
    Reporter(
        "gradio",
        "the page's make-up, errors and address, and a check for a newer version",
        {"GRADIO_ANALYTICS_ENABLED": "False"},
    ),
    Reporter("gradio_client", "that a client was made", {"GRADIO_ANALYTICS_ENABLED": "False"}),
    Reporter(
        "huggingface_hub",
        "what uses it, for gradio, transformers and others, and in the head of every download",
        {"HF_HUB_DISABLE_TELEMETRY": "1"},
        {"huggingface_hub.constants:HF_HUB_DISABLE_TELEMETRY": True},
    ),
    Reporter("hf_xet", "the speed of downloads", {"HF_XET_TELEMETRY_ENABLED": "false"}),
    Reporter("transformers", "which examples are run", {"DISABLE_TELEMETRY": "1"}),
    Reporter("any other", "what heeds the common sign", {"DO_NOT_TRACK": "1"}),
)
"""Found by reading the installed packages for telemetry, analytics, version checks and addresses that are asked
at import, and by recording five minutes of every door (`sayso eval trust calls-home`). llama-index-core, its
workflows, mcp, fastapi, uvicorn, tiktoken, tokenizers, trafilatura and py3langid report nothing.
"""

logger = logging.getLogger("sayso")


def switch_off() -> None:
    """Switch every reporter off, for this process and its children; instant, imports nothing."""
    for reporter in REPORTERS:
        os.environ.update(reporter.environment)
        for place, value in reporter.constants.items():
            module, _, name = place.partition(":")
            if module in sys.modules:
                setattr(sys.modules[module], name, value)


@cache
def report_early() -> None:
    """Say in the log, once, which library the program imported before sayso and so still reports to its maker."""
    for reporter in IMPORTED_BEFORE:
        logger.warning(
            "%s was imported before sayso and reports to its maker: "
            "import sayso first, or set %s before Python starts",
            reporter.library,
            " ".join(f"{name}={value}" for name, value in reporter.environment.items()),
        )


IMPORTED_BEFORE = tuple(
    reporter
    for reporter in REPORTERS
    if reporter.too_late
    and reporter.library in sys.modules
    and not reporter.environment.items() <= os.environ.items()
)
"""Reporters that were imported before sayso, in an environment that did not switch them off."""
