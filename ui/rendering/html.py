"""Where words of documents become HTML: escaped, so that they show letter for letter and do nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import escape
from urllib.parse import urlsplit

from index.struck import STRIKE, struck_in
from qa.types import Period

_SPECIAL = re.compile(r"[`${}\\]")


def text(value: str) -> str:
    """`value` as HTML that shows it letter for letter, in content and in quoted attributes alike.

    Besides markup, the marks of the template languages a page may be built with are written as entities.
    """
    escaped = escape(value.replace("\x00", "\ufffd"), quote=True)
    return _SPECIAL.sub(lambda mark: f"&#{ord(mark[0])};", escaped)


def struck_through(words: str) -> str:
    """Words for the page with what is struck out in them struck through, without the tildes around it."""
    parts, at = [], 0
    for span in struck_in(words):
        inner = words[span.start : span.end].strip(STRIKE[0])
        parts += [text(words[at : span.start]), f"<del>{text(inner)}</del>"]
        at = span.end
    return "".join([*parts, text(words[at:])])


def isolated(value: str) -> str:
    """`text` that cannot turn the direction of the words around it."""
    return f"<bdi>{text(value)}</bdi>"


def day(value: date | None) -> str:
    """A date as 3 Apr 2019; the empty string for none."""
    return f"{value.day} {value:%b %Y}" if value else ""


def period_words(period: Period | None) -> str:
    """A period in a few words: whole months and years without their days, nothing said twice."""
    if period is None:
        return ""
    start, end = period.start, period.end
    if start is None or end is None:
        return f"from {day(start)}" if start else f"to {day(end)}" if end else period.text
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        first, last = [str(start.year)], [str(end.year)]
    elif start.day == 1 and (end + timedelta(days=1)).day == 1:
        first, last = f"{start:%b %Y}".split(), f"{end:%b %Y}".split()
    else:
        first, last = day(start).split(), day(end).split()
    said = " ".join(last)
    while first and first[-1:] == last[-1:]:
        first, last = first[:-1], last[:-1]
    return f"{' '.join(first)} – {said}" if first else said


def language_name(code: str) -> str:
    """The English name of a language: "Swedish" for "sv"; the code itself where it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(code) or code)


def original_link(url: str | None) -> str:
    """A link to the original, for http and https only: a document may name any scheme."""
    if not url:
        return ""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return isolated(url)
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer nofollow">original ↗</a>'


def empty(sentence: str, hint: str = "", more: str = "") -> str:
    """A designed empty state; `more` is HTML."""
    hinted = f'<p class="hint">{text(hint)}</p>' if hint else ""
    return f'<div class="empty"><p class="lead">{text(sentence)}</p>{hinted}{more}</div>'


def problem(sentence: str, action: str = "", verdict: str = "") -> str:
    """Something went wrong, said where it went wrong; `action` is HTML that offers a way on."""
    headed = f'<p class="verdict">{text(verdict)}</p>' if verdict else ""
    said = f"{sentence[:1].upper()}{sentence[1:]}"
    return f'<div class="problem" role="alert">{headed}<p>{text(said)}</p>{action}</div>'


def button(label: str, *, css: str = "", title: str = "", pressed: bool | None = None, **data: str | int) -> str:
    """A button whose click assets/page.js carries out; `data` says what it does, `pressed` how it stands."""
    attributes = "".join(f' data-{name}="{text(str(value))}"' for name, value in data.items())
    hint = f' title="{text(title)}"' if title else ""
    state = "" if pressed is None else f' aria-pressed="{"true" if pressed else "false"}"'
    return f'<button type="button" class="{css or "plain"}"{hint}{state}{attributes}>{label}</button>'
