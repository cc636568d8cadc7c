"""JSON and JSON lines: articles, conversations, or records that are a table, told apart by what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.errors import LoadError
from index.fields import Field, columns_of
from index.files.decoding import decode, tidy
from index.files.opening import read_bytes
from index.files.problems import Problems
from index.loading.articles import article, plain
from index.loading.blocks import Blocks
from index.loading.chats import are_messages, messages_in, write_conversation
from index.loading.columns import facts_beside, label, text_column, with_facts
from index.types import Loaded, LoadedDocument

_MEDIA_TYPE = "application/jsonl"
_DEEPEST = 6
"""Levels of objects in objects whose fields get names of their own, "address city"."""

_MOST_COLUMNS = 200
"""Fields with a column of their own; objects with numbers for names have as many as there are numbers."""

_MORE = "more"
"""The column of all other fields."""

Record = Mapping[str, Any]


class JsonlLoader:
    """Reads objects, one a line or in an array."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".json")

    def load(self, path: Path) -> Loaded:
        """A document per article or conversation, `row` its line (place in an array); records are one document.

        Warnings name bad lines.
        """
        decoded = decode(read_bytes(path), path)
        problems = Problems("line")
        documents = tuple(_documents(decoded.text, path, problems))
        if not documents:
            found = f": {problems.lines()[0]}" if problems else ""
            raise LoadError(str(path), f"no line holds an article with a text{found}")
        return Loaded(documents, (*((decoded.damage,) if decoded.damage else ()), *problems.lines()))


def _documents(text: str, path: Path, problems: Problems) -> Iterator[LoadedDocument]:
    values, beside = _values(text, path.suffix.lower() == ".json", problems)
    objects = []
    for number, value in values:
        if isinstance(value, Mapping):
            objects.append((number, value))
        else:
            problems.add(number, "not a JSON object")
    if are_messages([value for _, value in objects]):
        yield _conversation(messages_in([value for _, value in objects]), beside, path.stem, None)
        return
    records = []
    for number, value in objects:
        if messages := messages_in(value):
            yield _conversation(messages, _flat(value, lists=False), path.stem, number)
        else:
            records.append((number, _flat(value)))
    if records:
        yield from _of_records(records, beside, path.stem, problems)


def _of_records(
    records: Sequence[tuple[int, Record]], beside: Record, name: str, problems: Problems
) -> Iterator[LoadedDocument]:
    """An article for each record with a text; the records as one table where none has one."""
    told = [{field: _text(value) for field, value in record.items()} for _, record in records]
    columns: dict[str | None, str | None] = {}
    for called, group in _by_text_field(told).items():
        columns[called] = text_column(_names(group), group)
    if not any(columns.values()):
        yield _table(_names(told), told, beside, name)
        return
    for (number, record), texts in zip(records, told, strict=True):
        column = columns[_text_field(tuple(record))]
        if column is None or not texts.get(column):
            has_field = column is not None and column in record
            problems.add(number, "no text" if has_field else "no field for the text (text, body or content)")
            continue
        document, doubts = article(texts[column], record, row=number, media_type=_MEDIA_TYPE)
        for doubt in doubts:
            problems.add(number, doubt)
        yield with_facts(document, {fact: texts[fact] for fact in facts_beside(tuple(texts), column)})


def _by_text_field(records: Sequence[Mapping[str, str]]) -> dict[str | None, list[Mapping[str, str]]]:
    """The records by the field that is called their text; lines of several sources call it differently."""
    groups: dict[str | None, list[Mapping[str, str]]] = {}
    for record in records:
        groups.setdefault(_text_field(tuple(record)), []).append(record)
    return groups


@lru_cache(maxsize=256)
def _text_field(names: tuple[str, ...]) -> str | None:
    """The field of these that is called the text of an article."""
    return columns_of(names).get(Field.TEXT)


def _names(records: Sequence[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record))[:_MOST_COLUMNS]


def _table(
    names: Sequence[str], records: Sequence[Mapping[str, str]], beside: Record, name: str
) -> LoadedDocument:
    """The records under their names; one alone is a list of names and values."""
    built = Blocks()
    around = {key: told for key, value in beside.items() if (told := _text(value))}
    if around:
        built.add_table([label(key), told] for key, told in around.items())
    if len(records) == 1:
        built.add_table([label(key), told] for key, told in records[0].items())
    else:
        known = frozenset(names)
        rows = [[*(record.get(key, "") for key in names), _more(record, known)] for record in records]
        built.add_records([*map(label, names), label(_MORE)], rows)
    return built.into(LoadedDocument("", title=name, media_type=_MEDIA_TYPE))


def _more(record: Mapping[str, str], known: frozenset[str]) -> str:
    """The fields of a record that have no column of their own, in one line."""
    return ", ".join(f"{label(key)}: {told}" for key, told in record.items() if told and key not in known)


def _conversation(messages: Sequence[Any], record: Record, name: str, row: int | None) -> LoadedDocument:
    built = Blocks()
    write_conversation(messages, built)
    title = next((plain(record[key]) for key in ("title", "topic", "subject", "name") if record.get(key)), name)
    days = [message.day for message in messages if message.day]
    published = min(days, default=None)
    return built.into(LoadedDocument("", row=row, title=title, published=published, media_type=_MEDIA_TYPE))


def _values(text: str, whole: bool, problems: Problems) -> tuple[list[tuple[int, Any]], Record]:
    """Numbered values, of one JSON text or of each line, and what stands around them in one text."""
    if whole or text.lstrip()[:1] == "[":
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            pass  # Not one JSON text: then it is lines, each of which is judged for itself.
        else:
            values, beside = _unwrapped(value)
            return list(enumerate(values, 1)), beside
    # Not splitlines(): JSON strings may hold U+2028 and its like as they are.
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append((number, json.loads(line)))
            except RecursionError:
                problems.add(number, "nested too deeply")
            except ValueError as error:
                problems.add(
                    number, f"not JSON ({error.msg if isinstance(error, json.JSONDecodeError) else error})"
                )
    return found, {}


def _unwrapped(value: Any) -> tuple[list[Any], Record]:
    """The records of a JSON text, and the fields around them where they are the one list of objects in it."""
    if isinstance(value, list):
        return value, {}
    if isinstance(value, Mapping) and not messages_in(value):
        lists = {key: item for key, item in value.items() if _are_objects(item)}
        if len(lists) == 1:
            ((name, items),) = lists.items()
            return items, _flat({key: item for key, item in value.items() if key != name})
        if value and len(value) > 1 and all(isinstance(item, Mapping) for item in value.values()):
            return [{"name": key, **item} for key, item in value.items()], {}
    return [value], {}


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _flat(record: Record, *, lists: bool = True) -> dict[str, Any]:
    """The fields of a record, those of objects inside it by their own name where it is free, else by path."""
    fields: list[tuple[tuple[str, ...], Any]] = []
    stack: list[tuple[tuple[str, ...], Any]] = [((), record)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, Mapping) and len(path) < _DEEPEST and not (path and _is_name(value)):
            stack.extend(((*path, str(key)), item) for key, item in reversed(list(value.items())))
        elif path and (lists or not isinstance(value, list)):
            fields.append((path, value))
    last = [path[-1] for path, _ in fields]
    return {
        path[-1] if last.count(path[-1]) == 1 or len(path) == 1 else " ".join(path): value
        for path, value in fields
    }


def _is_name(value: Record) -> bool:
    """Whether an object only names something: `{"name": …}` with an id or an address at most."""
    return "name" in value and all(key in ("name", "id", "@id", "@type", "url", "type") for key in value)


def _text(value: Any) -> str:
    """Text as it stands; a list of texts is paragraphs, one of short values a line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if all(isinstance(item, str | int | float) for item in value) and not any(
            isinstance(item, str) and item.strip().endswith((".", "!", "?", "。")) for item in value
        ):
            return ", ".join(map(_text, value))
        if _are_objects(value):
            return "; ".join(_object(item) for item in value if isinstance(item, Mapping))
        return "\n\n".join(filter(None, map(_text, value)))
    if isinstance(value, Mapping):
        return plain(value) or _object(value)
    return tidy(value).strip() if isinstance(value, str) else plain(value)


def _object(value: Record) -> str:
    """An object inside a list as a line: "name: Bo, age: 4"."""
    return ", ".join(f"{label(str(key))}: {told}" for key, item in _flat(value).items() if (told := plain(item)))
