"""No rule of `qa` knows a word of a language: what it reads texts and questions by stands in the packs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from qa.language.pack import known, pack_of

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in (ROOT / "qa").rglob("*.py") if "training" not in path.parts)

LISTS = (ast.Set, ast.Tuple, ast.List)
LETTERS = re.compile(r"[^\W\d_]{2,}")
PATTERN_CALLS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}
NAMES_OF_OURS = {"__name__", "code", "unit", "field", "name", "width", "kinds", "category"}
"""What is compared with names of ours: a field, a kind of token, a class of characters; never text."""
NO_LITERALS = re.compile(r"\\g<\w+>|\\[pP]\{[^}]*\}|\\.|\[[^\]]*\]|\(\?P[<=]\w+[>)]?|\(\?-?[a-z]+[:)]")
"""Of a regular expression: escapes, sets of characters, names of groups, flags."""
NOT_WORDS = re.compile(r"[a-z]+(?:[_.][a-z]+)+|[a-z]+:[a-z]+|https?|www|utf-?8", re.IGNORECASE)
"""Names of things in code and on the net."""

SYMBOLS = {
    "qa/figures/amounts/currencies.py": "codes of currencies (ISO 4217)",
    "qa/figures/amounts/currency_source.py": "symbols of currencies in CLDR",
    "qa/figures/amounts/unit_source.py": "names and symbols of units in pint and CLDR",
    "qa/figures/amounts/unit_table.py": "kinds of quantities, as pint calls them",
    "qa/figures/amounts/units.py": "symbols of units, the same in every language",
}
"""Files whose strings are written alike in every language."""


def words_of_pattern(written: str) -> list[str]:
    """The literal words of a regular expression: runs of letters that are matched as they stand."""
    return LETTERS.findall(NO_LITERALS.sub(" ", written))


def recognised_by(path: Path) -> list[str]:
    """Words by which a file recognises text: in its patterns, in lists that it looks into, in comparisons."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    exempt = {id(node) for part in _exempt(tree) for node in ast.walk(part)}
    found: list[str] = []
    for node in ast.walk(tree):
        if id(node) in exempt:
            continue
        if isinstance(node, ast.Call) and _name(node.func) in PATTERN_CALLS and node.args:
            found += [word for text in _texts(node.args[0]) for word in words_of_pattern(text)]
        if isinstance(node, ast.Call) and _name(node.func) in ("vocabulary", "word_set", "split") and node.args:
            found += [word for text in _texts(node.args[0]) for word in text.split() if LETTERS.fullmatch(word)]
        if isinstance(node, ast.Compare):
            found += [word for side in (node.left, *node.comparators) for word in _listed(side)]
        if isinstance(node, ast.Call) and _name(node.func) in ("startswith", "endswith", "frozenset", "set"):
            found += [word for side in node.args for word in _listed(side)]
    return sorted({word for word in found if not NOT_WORDS.fullmatch(word)})


def _exempt(tree: ast.AST) -> Iterator[ast.AST]:
    """What is said and not read: messages of errors, annotations, names for exports, the main guard."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            yield node
        if isinstance(node, ast.Assign) and any(_name(target) == "__all__" for target in node.targets):
            yield node
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, ast.Compare) and _name(node.left) in NAMES_OF_OURS:
            yield node
        if isinstance(node, ast.Compare) and any(_name(side) == "groupindex" for side in node.comparators):
            yield node


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript | ast.Call):
        return _name(node.value if isinstance(node, ast.Subscript) else node.func)
    return node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "0" for part in node.values)]  # type: ignore[misc]
    return (
        [text for side in (node.left, node.right) for text in _texts(side)] if isinstance(node, ast.BinOp) else []
    )


def _listed(node: ast.AST) -> list[str]:
    """Words of a literal, or of a literal list of at least one word; a list of symbols has none."""
    parts = node.elts if isinstance(node, LISTS) else [node]
    return [text for part in parts for text in _texts(part) if LETTERS.fullmatch(text)]


def unit_names() -> set[str]:
    """The names by which we call units and currencies, whatever the language of the text."""
    from qa.figures.amounts import currencies, unit_table, units

    named = {
        *units._ABBREVIATIONS.values(),
        *units._SYMBOLS.values(),
        *units.TIMES,
        *currencies.signed(),
        *unit_table.measure_names(),
    }
    named |= {unit_table.kind_of(name) for name in unit_table.measure_names()}
    for pack in map(pack_of, known()):
        named |= {*pack.amounts.units.names.values(), *pack.amounts.currencies.names.values()}
    return named


def counted_names() -> set[str]:
    """The names by which we call groups of people and things counted."""
    packs = [pack_of(code) for code in known()]
    return {name for pack in packs for name in (*pack.counts.groups.values(), *pack.counts.things.values())}


def kind_names() -> set[str]:
    """The names by which we call kinds of documents."""
    return {name for pack in map(pack_of, known()) for name in pack.collection.kinds.values()}


OUR_NAMES: Mapping[str, Callable[[], set[str]]] = {
    "qa/answering/collection/shelf.py": kind_names,
    "qa/figures/amounts/amounts.py": unit_names,
    "qa/figures/amounts/plausibility.py": unit_names,
    "qa/figures/counted/counted_things.py": counted_names,
    "qa/figures/counted/keys.py": counted_names,
    "qa/reading/checks/counts.py": unit_names,
    "qa/question/wanted.py": unit_names,
    "qa/reading/checks/measures.py": unit_names,
}
"""Files that compare what is read already, by the names that all languages share: packs map words to them."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_rule_holds_a_word(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if name in SYMBOLS:
        return
    ours = OUR_NAMES[name]() if name in OUR_NAMES else set()
    assert [word for word in recognised_by(path) if word not in ours] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('import re\nre.compile(r"\\b(?:said|sade)\\b")', ["sade", "said"]),
        ('import re\nre.compile(r"\\b[A-Z]\\w+\\d{2}")', []),
        ('if word == "men": pass', ["men"]),
        ('if word in ("and", "or"): pass', ["and", "or"]),
        ('if mark in ("(", ","): pass', []),
        ('vocabulary("one two")', ["one", "two"]),
        ('raise ValueError("said" == word)', []),
        ('text.startswith(("according", "enligt"))', ["according", "enligt"]),
    ],
)
def test_what_counts_as_a_word(tmp_path: Path, source: str, words: list[str]) -> None:
    path = tmp_path / "rule.py"
    path.write_text(source, encoding="utf-8")
    assert recognised_by(path) == words
