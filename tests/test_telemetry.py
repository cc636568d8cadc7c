"""Libraries that report to their makers are switched off before any of them is imported."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.telemetry import REPORTERS

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("index", "qa", "evals", "ui")
VARIABLES = {name: value for reporter in REPORTERS for name, value in reporter.environment.items()}


def run(script: str, **more: str) -> Any:
    """What a fresh Python prints as JSON, in an environment in which nothing is switched off."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**clean, **more},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("package", PACKAGES)
def test_whichever_package_is_imported_first_switches_every_reporter_off(package: str) -> None:
    script = f"import {package}, json, os; print(json.dumps({{n: os.environ.get(n) for n in {list(VARIABLES)}}}))"
    assert run(script, GRADIO_ANALYTICS_ENABLED="True") == VARIABLES


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_nothing_of_others_before_the_switch(package: str) -> None:
    """Importing any module of a package runs its `__init__` first, so this holds for every module."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))
    switch = [
        number
        for number, node in enumerate(tree.body)
        if isinstance(node, ast.Expr) and ast.unparse(node.value) == "switch_off()"
    ]
    assert switch
    assert imported(tree.body[: switch[0]]) - sys.stdlib_module_names <= {"index.telemetry"}
    here = ast.parse((ROOT / "index" / "telemetry.py").read_text(encoding="utf-8"))
    assert imported(here.body) <= sys.stdlib_module_names


def imported(body: list[ast.stmt]) -> set[str]:
    """The modules that are imported at run time, those of the standard library by their first name."""
    names: set[str] = set()
    for node in body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
    return {name.split(".")[0] if name.split(".")[0] in sys.stdlib_module_names else name for name in names}


def test_what_was_imported_before_is_switched_off_where_it_can_be() -> None:
    script = """
import huggingface_hub.constants as hub, json, logging, gradio
before = hub.HF_HUB_DISABLE_TELEMETRY
import qa
print(json.dumps([before, hub.HF_HUB_DISABLE_TELEMETRY, gradio.analytics.analytics_enabled()]))
"""
    assert run(script) == [False, True, False]


def test_a_reporter_that_was_imported_before_and_cannot_be_stopped_is_named_in_the_log(tmp_path: Path) -> None:
    script = """
import json, logging, onnxruntime
told = []
class Kept(logging.Handler):
    def emit(self, record): told.append(record.getMessage())
logging.getLogger("sayso").addHandler(Kept())
from index.embedding.minilm import FOLDER, MODEL, shipped_file
from index.embedding.onnx_session import open_session
open_session(shipped_file(MODEL)); open_session(shipped_file(MODEL))
print(json.dumps(told))
"""
    (line,) = run(script, HOME=str(tmp_path))
    assert "onnxruntime" in line
    assert "ORT_DISABLE_TELEMETRY=1" in line
    assert run(script, ORT_DISABLE_TELEMETRY="1") == []


def test_what_chroma_is_made_with_sends_nothing(tmp_path: Path) -> None:
    script = f"""
import json
from pathlib import Path
from index.vectors.chroma import open_folder
index = open_folder(Path({str(tmp_path)!r}), "quarry")
settings = index._client.get_settings()
print(json.dumps([settings.anonymized_telemetry, settings.chroma_otel_collection_endpoint]))
"""
    assert run(script, CHROMA_OTEL_COLLECTION_ENDPOINT="http://192.0.2.1:4317") == [False, ""]
