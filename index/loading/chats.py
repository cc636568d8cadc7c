"""Conversations as documents: who wrote what, and when, in exports of chat programs and in plain transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from index.dates import day_of
from index.files.decoding import one_line, squeezed, tidy
from index.loading.articles import plain
from index.loading.blocks import Blocks
from index.types import Part, PartKind, Span

_WRITERS = ("from", "author", "sender", "name", "user_name", "username", "user", "role", "speaker", "who")
_WORDS = ("text", "content", "message", "body", "parts")
_TIMES = (
    "ts",
    "timestamp",
    "date",
    "time",
    "created_at",
    "createdat",
    "create_time",
    "sent_at",
    "sentat",
    "datetime",
)
_MESSAGES = ("messages", "conversation", "conversations", "turns", "chat", "dialog", "dialogue")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_DAY = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_NAME = r"[^\W\d_][\w.'’-]*(?:[ \u00a0][\w.'’+()-]+){0,3}|\+\d[\d \u00a0-]{6,18}"
_STAMPED = re.compile(
    rf"^\u200e?\[?(?P<day>{_DAY})(?:,?[\sT]+(?P<time>{_TIME}))?\]?(?:\s+[-–—]|\s*\||:)?\s+<?(?P<name>{_NAME})>?:\s*"
)
_TIMED = re.compile(rf"^\[?{_TIME}\]?\s+(?:<(?P<nick>[^<>\n]{{1,40}})>\s+|(?P<name>{_NAME}):\s+)")
_NAMED = re.compile(rf"^(?:<(?P<nick>[^<>\n]{{1,40}})>\s+|(?P<name>{_NAME}):\s+)(?=\S)")
_ALONE = re.compile(rf"^\W*(?:[^\W\d_]+,?\s+)?(?P<day>{_DAY}|\d{{1,2}}\.? [^\W\d_]+ \d{{4}})\W*$")
_FEWEST = 3
"""Messages from which lines are a conversation."""

_JUDGED = 200
"""Lines by which it is told whether a text is a conversation."""

_SPOKEN = 3
"""Words from which what follows a name is something said and not a value."""

_SHARE, _TURNS = 0.6, 2.0
"""Share of the lines that open a message, and messages for each writer where lines have no time."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a record tells it."""

    author: str | None
    text: str
    day: date | None
    stamp: str


def messages_in(value: Any) -> list[Message]:
    """The messages of a record or list of records that is a conversation; none where it is something else."""
    if isinstance(value, Mapping):
        lower = {str(key).lower(): item for key, item in value.items()}
        value = next((lower[name] for name in _MESSAGES if isinstance(lower.get(name), list)), None)
    if not isinstance(value, list) or not value:
        return []
    found = [_message(item) if isinstance(item, Mapping) else None for item in value]
    told = [message for message in found if message is not None]
    return told if len(told) > len(value) / 2 else []


def are_messages(records: Sequence[Any]) -> bool:
    """Whether records are the messages of one conversation: each with a writer and either a role or a time."""
    told = messages_in(list(records))
    writers = Counter(message.author for message in told)
    has_times = sum(1 for message in told if message.stamp) > len(told) / 2
    roles = all(isinstance(each, Mapping) and "role" in each for each in records)
    return len(told) > 1 and len(writers) < len(told) and (has_times or roles) and _are_bare(records)


def write_conversation(messages: Sequence[Message], built: Blocks) -> None:
    """Append the messages, each in a paragraph that begins with its time and writer; its words are a part."""
    for message in messages:
        who = f"{message.author}: " if message.author else ""
        before = f"[{message.stamp}] {who}" if message.stamp else who
        text = squeezed(message.text)
        part = Part(PartKind.MESSAGE, Span(len(before), len(before) + len(text)), message.author, message.day)
        built.add(before + text, parts=[part])


def transcript_parts(text: str) -> tuple[Part, ...]:
    """The messages of a plain text that is a conversation, in its offsets; none where it is none."""
    head = list(islice(_lines(text), _JUDGED))
    form = next((form for form in (_STAMPED, _TIMED, _NAMED) if _is_conversation(head, form)), None)
    if form is None:
        return ()
    lines = list(_lines(text))
    return tuple(_parts(lines, [form.match(line) for _, line in lines]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in re.finditer(r"[^\n]+", text) if match.group().strip())


def _is_conversation(lines: Sequence[tuple[int, str]], form: re.Pattern[str]) -> bool:
    """Whether enough lines open a message; names alone must come again, and say sentences."""
    opened = [(match, line) for _, line in lines if (match := form.match(line))]
    if len(opened) < _FEWEST or len(opened) < _SHARE * len(lines) / 2:
        return False
    if form is not _NAMED:
        return True
    names = Counter(_name(match) for match, _ in opened)
    spoken = sum(1 for match, line in opened if len(line[match.end() :].split()) >= _SPOKEN)
    is_spoken = spoken > len(opened) / 2
    return is_spoken and len(names) > 1 and len(opened) >= max(_SHARE * len(lines), _TURNS * len(names))


def _parts(lines: Sequence[tuple[int, str]], opened: Sequence[re.Match[str] | None]) -> Iterator[Part]:
    days = _Days([match["day"] for match in opened if match and "day" in match.re.groupindex])
    day: date | None = None
    start, author, end = None, None, 0
    for (offset, line), match in zip(lines, opened, strict=True):
        alone = None if match else _ALONE.match(line)
        if start is not None and (match or alone):
            yield Part(PartKind.MESSAGE, Span(start, end), author, day)
            start = None
        if alone:
            day = days.day(alone["day"])
        elif match:
            author = _name(match)
            day = days.day(match["day"]) if "day" in match.re.groupindex else day
            start = offset + match.end()
        end = offset + len(line.rstrip())
        if start is not None and end <= start:
            start = None
    if start is not None:
        yield Part(PartKind.MESSAGE, Span(start, end), author, day)


class _Days:
    """Reads the days of one export, which all have the same order of day and month."""

    def __init__(self, written: Sequence[str]) -> None:
        self._is_day_first: bool | None = None
        for words in written:
            numbers = [int(number) for number in re.findall(r"\d+", words)]
            if len(numbers) == 3 and numbers[0] < 32:
                if numbers[0] > 12:
                    self._is_day_first = True
                elif numbers[1] > 12:
                    self._is_day_first = False

    def day(self, words: str) -> date | None:
        """The day; None where day and month cannot be told apart in the whole export."""
        numbers = re.findall(r"\d+", words)
        if len(numbers) != 3 or len(numbers[0]) == 4:
            return day_of(words)
        first, second, year = map(int, numbers)
        year += 2000 if year < 100 else 0
        if self._is_day_first is None and first != second:
            return day_of(words)
        day, month = (first, second) if self._is_day_first else (second, first)
        try:
            return date(year, month, day)
        except ValueError:
            return None


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return one_line(groups.get("nick") or groups.get("name") or "")


def _message(record: Mapping[str, Any]) -> Message | None:
    lower = {str(key).lower(): item for key, item in record.items()}
    words = next((_words(lower[name]) for name in _WORDS if lower.get(name)), "")
    writer = next((plain(lower[name]) for name in _WRITERS if lower.get(name)), "")
    if not words or not writer:
        return None
    stamp = next((plain(lower[name]) for name in _TIMES if lower.get(name) not in (None, "")), "")
    day, shown = _moment(stamp)
    return Message(writer, tidy(words), day, shown)


def _words(value: Any, depth: int = 3) -> str:
    """The words of a message: text, or a list of texts and pieces with a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and depth:
        return next((_words(value[name], depth - 1) for name in _WORDS if value.get(name)), "")
    if isinstance(value, list) and depth:
        return "".join(_words(item, depth - 1) for item in value)
    return ""


def _moment(stamp: str) -> tuple[date | None, str]:
    """The day of a time stamp and how it is shown."""
    if _EPOCH.fullmatch(stamp):
        seconds = float(stamp) / (1000 if len(stamp) == 13 else 1)
        moment = datetime.fromtimestamp(seconds, UTC)
        return moment.date(), moment.strftime("%Y-%m-%d %H:%M")
    return day_of(stamp[:10]) or day_of(stamp), stamp.replace("T", " ")[:16] if stamp[:4].isdigit() else stamp


def _are_bare(records: Sequence[Any]) -> bool:
    """Whether records have no headline, as articles do, beside their words."""
    return not any("title" in record or "headline" in record for record in records if isinstance(record, Mapping))
