"""Reads case files (YAML or JSON lines) and says, with line numbers, what is wrong with them.

A YAML file is a list of cases, or a mapping whose `cases` is one. A case:

    - question: How many deaths did the coalition admit?   # or conversation: [first, second, …]
      kind: how many            # or one of those below
      answer: 32                # or any_of: […], all_of: […]; inside all_of a list means alternatives
      none_of: [1400]           # must not stand among the bare answers
      cite: [a.txt, [b.html, c.pdf]]
      quotes: [{document: a.txt, text: letter for letter}]
      figures: [{claimant: coalition, value: 32, bound: at least, place: Raqqa, period: 2017-06/2017-10}]
      abstain: true             # or either
      language: en
      tags: [scope]
      id: raqqa-32              # made from the question where it is left out

An answer is a text, a number, a date (2017-06-06), or a mapping with one of text, number (with bound and
unit), date or name. Kinds: how many, who, when, where, what, why, yes/no, list, comparison, quote, figures,
follow-up, unanswerable, false premise, other. How many, who, when and where ask for a bare answer; in the others
the words may stand anywhere in what is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from evals.types import (
    Abstain,
    Case,
    EvalError,
    Expected,
    ExpectedFigure,
    ExpectedQuote,
    Kind,
    Name,
    Number,
    Text,
    When,
)
from qa.types import Bound

SUFFIXES = (".yaml", ".yml", ".jsonl")
_ANSWER_FIELDS = ("answer", "any_of", "all_of", "none_of", "cite", "quotes", "figures", "abstain")
_FIELDS = frozenset({"id", "question", "conversation", "kind", "language", "tags", "note", *_ANSWER_FIELDS})
_FIGURE_FIELDS = frozenset({"claimant", "value", "bound", "place", "period"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a case file, at a 1-based line."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CaseFileError(EvalError):
    """A case file cannot be used; `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class _FieldError(ValueError):
    """A field's value cannot be used."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}" if key else message)
        self.key = key


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file, or of all case files of a folder. Raises CaseFileError with every problem found."""
    cases, problems = read_cases(path)
    if problems:
        raise CaseFileError(problems)
    return cases


def read_cases(path: Path) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases that can be read and the problems of those that cannot."""
    files = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES) if path.is_dir() else [path]
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in files:
        try:
            rows = list(_rows(file))
        except CaseFileError as error:
            problems.extend(error.problems)
            continue
        for row, lines in rows:
            line = lines.get("", 1)
            try:
                if isinstance(row, _FieldError):
                    raise row
                cases.append(_case(row, str(file), line))
            except _FieldError as error:
                problems.append(Problem(str(file), lines.get(error.key, line), str(error)))
    if not cases and not problems:
        problems.append(Problem(str(path), 1, "no cases here; write some, or draft them with `sayso eval new`"))
    problems.extend(_twice(cases))
    return tuple(cases), tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))


def _twice(cases: list[Case]) -> Iterator[Problem]:
    seen: dict[str, Case] = {}
    for case in cases:
        first = seen.setdefault(case.id, case)
        if first is not case:
            yield Problem(
                case.file, case.line, f"the id {case.id!r} is taken by {first.file}:{first.line}; set another `id`"
            )


def _rows(file: Path) -> Iterator[tuple[Any, Mapping[str, int]]]:
    """Each case as plain values, with the line of each of its fields and under "" its own.

    In the place of one that cannot be read stands the error that says why.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError((Problem(str(file), 1, f"cannot be read: {error}"),)) from error
    if file.suffix == ".jsonl":
        yield from _json_rows(text)
    else:
        yield from _yaml_rows(text, file)


def _json_rows(text: str) -> Iterator[tuple[Any, Mapping[str, int]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield json.loads(line, parse_float=Decimal), {"": number}
        except json.JSONDecodeError as error:
            yield _FieldError("", f"not JSON: {error.msg}, at character {error.colno}"), {"": number}
        except (ValueError, RecursionError) as error:
            yield _FieldError("", f"not JSON: {error}"), {"": number}


def _yaml_rows(text: str, file: Path) -> Iterator[tuple[Any, Mapping[str, int]]]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if isinstance(root, yaml.MappingNode):
            root = next((value for key, value in root.value if key.value == "cases"), root)
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            line = root.start_mark.line + 1
            said = "expected a list of cases, each begun with `- question:`, or `cases:` with such a list"
            raise CaseFileError((Problem(str(file), line, said),))
        for node in root.value:
            lines = {"": node.start_mark.line + 1}
            if isinstance(node, yaml.MappingNode):
                lines |= {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
            yield _constructed(node), lines
    except (yaml.YAMLError, RecursionError) as error:
        raise CaseFileError((_not_yaml(error, file),)) from error


def _constructed(node: Any) -> Any:
    """The plain values of a YAML node, or the error that says why there are none."""
    import yaml

    try:
        _refuse_ambiguous(node)
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except _FieldError as error:
        return error
    except (ValueError, OverflowError) as error:  # such as a 13th month
        return _FieldError("", f"holds a value that cannot be: {error}")


def _refuse_ambiguous(node: Any, key: str = "") -> None:
    """Raise for what YAML reads otherwise without a word: a field given twice, 14:30 as the number 870."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float") and ":" in node.value:
            raise _FieldError(key, f"YAML takes {node.value} for a number of base 60; put it in quotation marks")
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_ambiguous(item, key)
    else:
        names = [str(name.value) for name, _ in node.value]
        if twice := next((name for number, name in enumerate(names) if name in names[:number]), None):
            raise _FieldError(key or twice, f"{twice!r} is given twice")
        for name, value in node.value:
            _refuse_ambiguous(value, key or str(name.value))


def _not_yaml(error: Exception, file: Path) -> Problem:
    import yaml

    at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    if isinstance(error, yaml.parser.ParserError) and "flow" in str(error.context):
        said += "; words between [ ] or { } that hold ? or : need quotes"
    return Problem(str(file), at.line + 1 if at else 1, f"not YAML: {said}")


def _case(row: Any, file: str, line: int) -> Case:
    if not isinstance(row, dict):
        raise _FieldError("", f"a case is a mapping with a `question`, not {row!r}")
    for key, value in row.items():
        if not _is_text(value):
            raise _FieldError(str(key), "holds half a character (a surrogate), which no text can")
    for key in row:
        if key not in _FIELDS:
            raise _FieldError(str(key), f"unknown field; the fields are {', '.join(sorted(_FIELDS))}")
    turns = _turns(row)
    case = Case(
        id=str(row.get("id") or _slug(" ".join(turns))),
        turns=turns,
        kind=_member(row, "kind", Kind, Kind.OTHER),
        language=_language(row),
        tags=_strings(row, "tags"),
        all_of=_groups(row),
        none_of=tuple(_expected("none_of", item) for item in _listed(row, "none_of")),
        cite=tuple(_alternatives(item) for item in _listed(row, "cite")),
        quotes=tuple(_quote(item) for item in _listed(row, "quotes")),
        figures=tuple(_figure(item) for item in _listed(row, "figures")),
        abstain=_abstain(row.get("abstain", False)),
        file=file,
        line=line,
    )
    asks = case.all_of or case.cite or case.quotes or case.figures or case.none_of
    if case.abstain is Abstain.NEVER and not asks:
        raise _FieldError("", "nothing is expected: give answer, all_of, cite, quotes, figures or abstain")
    if case.abstain is Abstain.ALWAYS and (case.all_of or case.cite or case.quotes or case.figures):
        raise _FieldError("abstain", "an answer is expected as well; say `abstain: either` if both will do")
    return case


def _language(row: Mapping[str, Any]) -> str:
    value = row.get("language", "en")
    if not isinstance(value, str) or not value.strip():
        raise _FieldError("language", f"{value!r} is no code of a language such as en; put it in quotation marks")
    return value


def _is_text(value: Any) -> bool:
    """Whether all strings inside can be written: JSON may escape halves of characters."""
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def _turns(row: Mapping[str, Any]) -> tuple[str, ...]:
    if ("question" in row) == ("conversation" in row):
        raise _FieldError("question", "give either `question` or `conversation`")
    turns = _strings(row, "conversation") if "conversation" in row else (row["question"],)
    if not turns or not all(isinstance(turn, str) and turn.strip() for turn in turns):
        raise _FieldError("conversation" if "conversation" in row else "question", "a question is a line of text")
    return tuple(turn.strip() for turn in turns)


def _groups(row: Mapping[str, Any]) -> tuple[tuple[Expected, ...], ...]:
    groups: list[tuple[Expected, ...]] = []
    if "answer" in row and not isinstance(row["answer"], list):
        groups.append((_expected("answer", row["answer"]),))
    for key in ("answer", "any_of"):
        if isinstance(row.get(key), list):
            groups.append(tuple(_expected(key, item) for item in _listed(row, key)))
    for item in _listed(row, "all_of"):
        groups.append(tuple(_expected("all_of", one) for one in (item if isinstance(item, list) else [item])))
    if any(not group for group in groups):
        raise _FieldError("all_of", "an empty list of alternatives can never be met")
    return tuple(groups)


def _expected(key: str, item: Any) -> Expected:
    if isinstance(item, bool) or item is None:
        raise _FieldError(key, f"{item!r} is no answer; put words in quotation marks")
    if isinstance(item, int | float | Decimal):
        return Number(Decimal(str(item)))
    if isinstance(item, date):
        return When(item.year, item.month, item.day)
    if isinstance(item, str) and item.strip():
        return Text(item)
    if isinstance(item, dict):
        return _tagged(key, item)
    raise _FieldError(key, f"{item!r} is no answer")


def _tagged(key: str, item: Mapping[str, Any]) -> Expected:
    allowed = {"text": set(), "name": set(), "date": set(), "number": {"bound", "unit"}}  # type: dict[str, set[str]]
    kinds = [kind for kind in allowed if kind in item]
    if len(kinds) != 1 or set(item) - {kinds[0]} - allowed[kinds[0]]:
        raise _FieldError(key, f"{dict(item)!r}: give one of text, name, date, or number with bound and unit")
    kind = kinds[0]
    if kind == "number":
        unit = item.get("unit")
        return Number(_decimal(key, item["number"]), _bound(key, item), str(unit) if unit else None)
    if kind == "date":
        return _when(key, item["date"])
    return Text(str(item["text"])) if kind == "text" else Name(str(item["name"]))


def _decimal(key: str, value: Any) -> Decimal:
    try:
        return Decimal(str(value).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise _FieldError(key, f"{value!r} is not a number") from None


def _bound(key: str, item: Mapping[str, Any]) -> Bound | None:
    if "bound" not in item:
        return None
    try:
        return Bound(item["bound"])
    except ValueError:
        raise _FieldError(key, f"bound {item['bound']!r} is not one of {', '.join(Bound)}") from None


def _when(key: str, value: Any) -> When:
    if isinstance(value, date):
        return When(value.year, value.month, value.day)
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value))
    if not match:
        raise _FieldError(key, f"{value!r} is not a date like 2017, 2017-06 or 2017-06-06")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise _FieldError(key, f"{value!r} is no date: {error}") from None
    return When(year, month, day)


def _quote(item: Any) -> ExpectedQuote:
    if not isinstance(item, dict) or set(item) != {"document", "text"}:
        raise _FieldError("quotes", f"{item!r}: a quote has a document and a text")
    return ExpectedQuote(str(item["document"]), str(item["text"]))


def _figure(item: Any) -> ExpectedFigure:
    if not isinstance(item, dict) or "value" not in item or set(item) - _FIGURE_FIELDS:
        raise _FieldError("figures", f"{item!r}: a figure has a value and any of claimant, bound, place, period")
    first, _, last = str(item.get("period", "")).partition("/")
    start = _when("figures", first) if first else None
    end = _when("figures", last) if last else start
    if start and end and str(end) < str(start)[: len(str(end))]:
        raise _FieldError("figures", f"the period {item['period']!r} ends before it begins")
    return ExpectedFigure(
        value=_decimal("figures", item["value"]),
        claimant=str(item["claimant"]) if "claimant" in item else None,
        bound=_bound("figures", item),
        place=str(item["place"]) if "place" in item else None,
        start=start,
        end=end,
    )


def _abstain(value: Any) -> Abstain:
    known = {False: Abstain.NEVER, True: Abstain.ALWAYS, "either": Abstain.EITHER}
    if not isinstance(value, bool | str) or value not in known:
        raise _FieldError("abstain", f"{value!r} is not true, false or either")
    return known[value]


def _member(row: Mapping[str, Any], key: str, kinds: type[Kind], default: Kind) -> Kind:
    try:
        return kinds(row.get(key, default))
    except ValueError:
        raise _FieldError(key, f"{row[key]!r} is not one of {', '.join(kinds)}") from None


def _listed(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise _FieldError(key, f"expected a list, not {value!r}")
    return value


def _strings(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in _listed(row, key))


def _alternatives(item: Any) -> tuple[str, ...]:
    names = tuple(str(one) for one in item) if isinstance(item, list) else (str(item),)
    if not names:
        raise _FieldError("cite", "an empty list of alternatives can never be met")
    return names


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.casefold()).strip("-")[:120].rstrip("-")
