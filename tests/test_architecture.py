"""The direction of imports, read from the sources."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("index", "qa", "evals", "ui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

MAY_IMPORT = {
    "index": {"index"},
    "qa": {"index", "qa"},
    "evals": {"index", "qa", "evals"},
    "ui": {"index", "qa", "evals", "ui"},
}

WINGS = ("language", "figures", "question", "reading", "answering")
"""The wings of `qa`, lowest first: each may import itself and those before it, and types, errors, stages of qa."""

ONLY_IN = {
    "tiktoken": ("index/tokens.py",),
    "chromadb": ("index/vectors",),
    "llama_index": (
        *("index/embedding/llamaindex.py", "qa/llamaindex.py"),
        *("evals/llamaindex.py", "evals/usage.py"),
    ),
    "gradio": ("ui/",),
    "torch": ("qa/training/", "index/embedding/export.py"),
    "transformers": ("qa/training/", "index/embedding/export.py"),
}

SLOW = {
    "chromadb",
    "gradio",
    "llama_index",
    "onnxruntime",
    "torch",
    "transformers",
    "trafilatura",
    "dateparser",
}


# Modules that are wholly about one heavy library, and are themselves imported inside functions only.
LOADED_WHEN_USED = (
    "index/embedding/llamaindex.py",
    "qa/llamaindex.py",
    "ui/handlers.py",
    "ui/theme.py",
    "ui/upload_field.py",
    "ui/web.py",
)


def imports(path: Path, *, at_import: bool = False) -> Iterator[str]:
    """The modules a file imports; with `at_import` only those it imports when it is itself imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _module_level(tree) if at_import else _run_time(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def _run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those only a type checker sees."""
    for child in ast.iter_child_nodes(node):
        if not _for_type_checkers(child):
            yield child
            yield from _run_time(child)


def _for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _module_level(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if _for_type_checkers(child):
            continue
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _module_level(child)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_go_one_way(path: Path) -> None:
    package = relative(path).split("/")[0]
    ours = {name.split(".")[0] for name in imports(path)} & set(PACKAGES)
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize("wing", WINGS)
def test_the_wings_of_qa_import_downwards(wing: str) -> None:
    may = {*WINGS[: WINGS.index(wing) + 1], "types", "errors", "stages"}
    used = {
        (relative(path), name)
        for path in (ROOT / "qa" / wing).rglob("*.py")
        for name in imports(path)
        if name.startswith("qa.") and name.split(".")[1] not in may
    }
    assert not used


def test_no_two_files_of_qa_have_one_name() -> None:
    names = [path.name for path in (ROOT / "qa").rglob("*.py") if path.name != "__init__.py"]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_each_library_stays_behind_its_module(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)} & set(ONLY_IN)
    misplaced = {library for library in used if not relative(path).startswith(ONLY_IN[library])}
    assert not misplaced


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_heavy_libraries_load_when_used(path: Path) -> None:
    loaded = {name.split(".")[0] for name in imports(path, at_import=True)} & SLOW
    assert not loaded or relative(path) in LOADED_WHEN_USED


@pytest.mark.parametrize("name", ["index/types.py", "index/errors.py", "qa/types.py", "qa/errors.py"])
def test_types_and_errors_need_only_the_standard_library(name: str) -> None:
    foreign = {module.split(".")[0] for module in imports(ROOT / name, at_import=True)} - sys.stdlib_module_names
    assert foreign <= {"index", "qa"}


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    script = f"import sys, {package}; print([m for m in {sorted(SLOW)!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_exports_is_there(package: str) -> None:
    script = (
        f"import {package} as p; names = getattr(p, '__all__', ()); print([n for n in names if not hasattr(p, n)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
