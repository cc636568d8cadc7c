"""Lines that say whose words follow: "On 4 March Per Holt wrote:", and blocks of From, Sent, To, Subject.

They are known by their words where the language is one of those in `index.mail.words`, else by their shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.mail import words
from index.mail.days import TIME, day_within, is_calendar_word

ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_BRACKETED = re.compile(
    r"(?:[<\[(]\s*){1,2}(?:mailto:)?[\w.+-]{1,64}@[^>\])\s]{1,128}(?:<mailto:[^>]*>)?(?:\s*[>\])]){1,2}"
)
_MAILTO = re.compile(r"<mailto:[^>\s]{1,200}>|\[mailto:[^\]\s]{1,200}\]")
_LABEL = re.compile(r"[\s*_>|]{0,6}([^\W\d_][^:：\n]{0,40}?)[\s*_]{0,4}[:：][\s*_]{0,4}(.*)")
_RULE = re.compile(r"[\W_]{5,}|\W*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_QUOTED_NAME = re.compile(r"[\"“„']([^\"”“']{2,60})[\"”“'],?$")
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?")
_AROUND_NAMES = "\"'“”„,:*"
_STOPS = (",", "，", ":")
_ZONES = frozenset({"gmt", "utc", "cet", "cest", "est", "edt", "pst", "pdt", "am", "pm"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MOST_LINES = 4
"""Lines an attribution is broken into, where a program wraps it at 72 characters."""

_LONGEST = 320
_MOST_NAMES = 5
_MOST_HEADERS = 14
_BARE = 8
"""Words of an attribution without a date: "Per Holt wrote:" and little more."""

_SURE_LABELS = 4
"""Known labels in a row that make a block without any address: travellers write From, To and Date as well."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a stretch of a mail, and when; None where the mail does not say."""

    name: str | None = None
    day: date | None = None


NOBODY = Writer()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `start` to `end` (half open) that introduce the words of another mail."""

    start: int
    end: int
    writer: Writer
    is_forward: bool = False


def attribution_above(lines: Sequence[str], end: int) -> Block | None:
    """The attribution whose last line is the one before `end`, blank lines aside; None where there is none."""
    last = end - 1
    while last >= 0 and end - last <= 3 and not lines[last].strip():
        last -= 1
    if last < 0 or not lines[last].strip():
        return None
    start, said = last, lines[last].strip()
    while last - start < _MOST_LINES - 1 and start > 0 and not _is_whole(said):
        above = lines[start - 1].strip()
        if not above or above.endswith((".", "!", "?", ":")) or len(above) + len(said) > _LONGEST:
            break
        start, said = start - 1, f"{above} {said}"
    for first in range(start, last + 1):
        joined = " ".join(line.strip() for line in lines[first : last + 1])
        if writer := attributed(joined):
            return Block(first, last + 1, writer)
    return None


def attributed(text: str) -> Writer | None:
    """The writer an attribution names; None where `text` is none."""
    text = text.strip()
    if len(text) > _LONGEST or not text.rstrip("*_ ").endswith((":", "：")):
        return None
    address, verb = ADDRESS.search(text), _verb(text)
    day = day_within(text)
    dated = day is not None or bool(_YEAR.search(text) or TIME.search(text))
    few = len(text.split()) <= _BARE
    ends = bool(verb) and _EDGES.sub("", text).casefold().endswith(_EDGES.sub("", verb))
    if not ((address and (dated or verb)) or (dated and (verb or few)) or (ends and few)):
        return None
    name = _name(text, verb)
    if name is None or not (address or verb or day):
        return None
    return Writer(name, day)


def may_introduce(line: str) -> bool:
    """Whether a block of headers may begin with this line: a quick look before a long one."""
    return ":" in line[:_LONGEST] or "：" in line[:_LONGEST] or bool(_mark(line))


def header_block(lines: Sequence[str], start: int) -> Block | None:
    """The block of another mail's headers that begins at line `start`, with the mark above it if it has one."""
    at, mark = start, _mark(lines[start])
    if mark:
        at = _next(lines, start + 1)
    found: dict[str, str] = {}
    known = 0
    end = at
    for place, label, value in _labelled(lines, at):
        found.setdefault(_kind(label), value)
        known += 1
        end = place + 1
    joined = " ".join(lines[start:end])[: 8 * _LONGEST]
    addressed = bool(ADDRESS.search(joined))
    by_words = "from" in found and (known >= 2 if mark or addressed else known >= _SURE_LABELS)
    if by_words:
        return Block(
            start, end, Writer(_person(found["from"]), day_within(found.get("sent", ""))), mark == "forward"
        )
    if mark and end == at and not found:
        return Block(start, start + 1, Writer(), mark == "forward")
    return _by_shape(lines, start, bool(mark), mark == "forward")


def _by_shape(lines: Sequence[str], start: int, marked: bool, is_forward: bool) -> Block | None:
    """Four labelled lines or more, the first of which holds an address and another a day with a time."""
    at = _next(lines, start + 1) if marked else start
    values: list[str] = []
    end = at
    while end < len(lines) and len(values) < _MOST_HEADERS and (match := _LABEL.match(lines[end])):
        values.append(match.group(2))
        end += 1
    if len(values) < _SURE_LABELS or not ADDRESS.search(values[0]):
        return None
    sent = next((value for value in values[1:] if TIME.search(value) and day_within(value)), None)
    return Block(start, end, Writer(_person(values[0]), day_within(sent)), is_forward) if sent else None


def _labelled(lines: Sequence[str], start: int) -> Iterator[tuple[int, str, str]]:
    """(line, label, value) of labelled lines in a row; a value may go on below, a blank line may part two."""
    at, seen = start, 0
    while at < len(lines) and seen < _MOST_HEADERS:
        match = _LABEL.match(lines[at][: 4 * _LONGEST])
        if match is None or not _kind(match.group(1)):
            below = _next(lines, at)
            goes_on = seen and below - at <= 1 and below < len(lines) and _is_header(lines[below])
            wrapped = seen and lines[at].strip() and at + 1 < len(lines) and _is_header(lines[at + 1])
            if below > at and goes_on:
                at = below
            elif wrapped:
                at += 1
            else:
                return
            continue
        yield at, match.group(1), match.group(2).strip()
        seen += 1
        at += 1


def _is_header(line: str) -> bool:
    match = _LABEL.match(line[: 4 * _LONGEST])
    return match is not None and bool(_kind(match.group(1)))


def _kind(label: str) -> str:
    """What a header of this name says: "from", "sent" or "other"; "" for a word that names no header."""
    name = _EDGES.sub("", label).casefold()
    if name in words.FROM:
        return "from"
    return "sent" if name in words.SENT else "other" if name in words.OTHERS else ""


def _mark(line: str) -> str:
    """ "forward" or "reply" where the line marks the beginning of another mail, else ""."""
    if len(line) > 120:
        return ""
    bare = _EDGES.sub("", line).casefold()
    if not bare:
        return ""
    by = bare.startswith("forwarded by ")
    if bare not in words.MARKS and not by:
        return ""
    return "forward" if by or any(stem in bare for stem in words.FORWARDING) else "reply"


def _next(lines: Sequence[str], at: int) -> int:
    """The first line from `at` on that is not blank, at most two further."""
    end = min(at + 2, len(lines))
    while at < end and not lines[at].strip():
        at += 1
    return at


def _is_whole(text: str) -> bool:
    """Whether the text holds a day and a name, so that nothing of it stands on the line above."""
    return bool(day_within(text) and _name(text, _verb(text)))


def _verb(text: str) -> str:
    """The word for "wrote" in the text, as it stands there; the longest of those it holds."""
    lowered = f" {_EDGES.sub('', text).casefold()} "
    held = [verb for verb in words.WROTE if f" {verb} " in lowered or (not verb.isascii() and verb in lowered)]
    return max(held, key=len, default="")


def _person(value: str) -> str | None:
    """The name in a From line, else its address."""
    shown = _BRACKETED.sub(" ", _MAILTO.sub(" ", value))
    name = " ".join(shown.split()).strip(" \"'*;,<>[]()")
    address = ADDRESS.search(value)
    return name[:120] or (address.group() if address else None)


def _name(text: str, verb: str) -> str | None:
    """The name of the writer in an attribution, else the address."""
    bracketed, address = _BRACKETED.search(text), ADDRESS.search(text)
    place = bracketed or address
    if place:
        before = text[: place.start()].rstrip()
        if quoted := _QUOTED_NAME.search(before):
            return quoted.group(1)
        name = _run_back(before.split())
        return name or (address.group() if address else None)
    runs = list(_runs(text, verb))
    return max(runs, key=len) if runs else None


def _run_back(tokens: Sequence[str]) -> str:
    """The names at the end of a list of words."""
    named = _may_be_names(tokens)
    taken: list[str] = []
    for token, is_name in list(zip(tokens, named, strict=True))[: -_MOST_NAMES - 1 : -1]:
        if not is_name or (taken and token.endswith(_STOPS)):
            break
        taken.insert(0, token.strip(_AROUND_NAMES))
    while taken and taken[0][:1].islower():
        taken.pop(0)
    return " ".join(taken)


def _runs(text: str, verb: str) -> Iterator[str]:
    """The stretches of words that may be a name."""
    at = text.casefold().find(verb) if verb else -1
    rest = f"{text[:at]} | {text[at + len(verb) :]}" if at >= 0 else text
    tokens = [*rest.split(), "|"]
    run: list[str] = []
    for token, is_name in zip(tokens, _may_be_names(tokens), strict=True):
        if is_name:
            run.append(token.strip(_AROUND_NAMES))
        if not is_name or token.endswith(_STOPS):
            if run and not run[0][:1].islower() and len(run) <= _MOST_NAMES:
                yield " ".join(run)
            run = []


def _may_be_names(tokens: Sequence[str]) -> list[bool]:
    """Which words may be part of a name. Jan and Per are days and months too, but then a number is near."""
    found = [False] * len(tokens)
    dated = False
    for at in range(len(tokens) - 1, -1, -1):
        bare = _EDGES.sub("", tokens[at])
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        before = tokens[at - 1] if at else ""
        calendar = is_calendar_word(bare)
        dated = calendar and bool(
            dated or after[:1].isdigit() or tokens[at].endswith((",", ".")) or _DAY_NUMBER.fullmatch(before)
        )
        found[at] = not dated and _may_be_name(bare)
    return found


def _may_be_name(bare: str) -> bool:
    if not bare or any(map(str.isdigit, bare)) or "@" in bare:
        return False
    lowered = bare.casefold()
    if lowered in words.WROTE or lowered in _ZONES:
        return False
    return lowered not in words.JOINING or (bare[:1].isupper() and len(bare) > 2)
