from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import index


def test_every_public_name_is_there() -> None:
    assert sorted(index.__all__) == list(index.__all__)
    assert all(getattr(index, name).__name__ == name for name in index.__all__)


def test_importing_it_only_keeps_libraries_from_reporting() -> None:
    code = "import sys, index; print([name for name in sys.modules if name.startswith('index.')])"
    root = Path(__file__).resolve().parents[1].parent
    assert (
        subprocess.check_output([sys.executable, "-c", code], cwd=root, text=True).strip() == "['index.telemetry']"
    )
