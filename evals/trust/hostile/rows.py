"""Hostile tables and JSON: widths, depths and numbers that no article has."""

from __future__ import annotations

import json
from typing import Any

from evals.trust.hostile.base import HostileFile, named

_TEXT = b"The river rose over the old bridge in May."


_INSANE_DAYS: tuple[Any, ...] = (
    *(10**9, 10**12, 10**20, -5, 9.9e307, True),
    *("0000-00-00", "9999-99-99", "²019-05-31", [], {}),
)
_ODD_TEXTS: tuple[Any, ...] = (None, True, 1, 1.5, [], {}, [None], "")


def table_files() -> list[HostileFile]:
    """CSV and TSV files."""
    return named(
        {
            "columns-100000.csv": lambda: (
                b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"1," * 99_999 + b"1\n"
            ),
            "columns-of-one-name.csv": lambda: b"a," * 30_000 + b"text\n" + b"1," * 30_000 + _TEXT,
            "columns-without-name.csv": lambda: b"," * 200_000 + b"\n" + b"1," * 200_000,
            "header-short-rows-wide.csv": lambda: b"text,title\n" + (b"a," * 50_000 + b"\n") * 10,
            "rows-empty.csv": lambda: b"text,title\n" + b",\n" * 300_000,
            "rows-10000.csv": lambda: b"place,killed\n" + b"Oslo,32\n" * 10_000,
            "articles-2000.csv": lambda: b"text,title\n" + b"The river rose.,a\n" * 2_000,
            "quote-never-closed.csv": lambda: b'text,title\n"' + b"a,\n" * 2_000,
            "quotes.csv": lambda: b"text\n" + b'"' * 400_000,
            "quotes-escaped.csv": lambda: b'text\n"' + b'""' * 200_000 + b'"\n',
            "cell-of-megabytes.csv": lambda: b"text,title\n" + b"a" * 500_000 + b",b\n",
            "title-of-megabytes.csv": lambda: b"text,title\nThe river rose.," + b"town " * 400_000 + b"\n",
            "column-name-of-megabytes.csv": lambda: b"a" * 2_000_000 + b",text\n1," + _TEXT + b"\n",
            "zero-bytes.csv": lambda: b"text,title\n" + _TEXT + b"\0,b\n",
            "formulas.csv": lambda: b"text,title\n=cmd|'/c calc'!A1,@SUM(1)\n" + _TEXT + b",b\n",
            "separators-mixed.csv": lambda: b"a;b,c\td|e\n" * 5_000,
            "carriage-returns.csv": lambda: b"text,title\r" + b"a,b\r" * 2_000,
            "marks-inside.csv": lambda: ("\ufefftext,\ufefftitle\n" + "\ufeffa,b\n" * 1_000).encode(),
            "dates-insane.csv": lambda: (
                b"text,date\n" + b"".join(b"A town.,%d\n" % (10**n) for n in range(40)) * 200
            ),
            "header-only.csv": lambda: b"text,title,date\n",
            "one-column.csv": lambda: b"text\n" * 2_000,
            "columns-100000.tsv": lambda: b"a\t" * 100_000 + b"text\n" + b"1\t" * 100_000 + _TEXT,
            "rows-ragged.tsv": lambda: (
                b"text\ttitle\n" + b"".join(b"a\t" * (n % 90) + b"\n" for n in range(9_000))
            ),
            "bars.tsv": lambda: b"|" * 300_000 + b"\n" + b"|" * 300_000,
        }
    )


def json_files() -> list[HostileFile]:
    """JSON and JSON lines."""
    return [*_shapes(), *_values()]


def _line(**values: Any) -> bytes:
    return json.dumps({"text": _TEXT.decode(), **values}).encode() + b"\n"


def _shapes() -> list[HostileFile]:
    return named(
        {
            "brackets-deep.jsonl": lambda: b"[" * 200_000 + b"\n" + _line(),
            "braces-deep.jsonl": lambda: b'{"a":' * 100_000 + b"\n" + _line(),
            "brackets-900-deep.jsonl": lambda: b'{"text":' + b"[" * 900 + b'"a"' + b"]" * 900 + b"}\n" + _line(),
            "brackets-deep.json": lambda: b"[" * 200_000 + b"]" * 200_000,
            "lines-empty-objects.jsonl": lambda: b"{}\n" * 200_000 + _line(),
            "lines-of-nothing.jsonl": lambda: b"\n" * 1_000_000 + _line(),
            "lines-broken.jsonl": lambda: b"{\n" * 100_000 + _line(),
            "articles-2000.jsonl": lambda: b'{"text": "The river rose."}\n' * 2_000,
            "articles-2000-in-array.json": lambda: b"[" + b'{"text": "Rose."},' * 2_000 + b'{"text": "a"}]',
            "array-never-closed.json": lambda: b"[" + b'{"text": "The river rose."},' * 20_000,
            "keys-100000.jsonl": lambda: json.dumps({f"k{n}": n for n in range(100_000)} | {"text": "a"}).encode(),
            "keys-of-one-name.jsonl": lambda: b"{" + b'"text": "a", ' * 100_000 + b'"text": "b"}',
            "key-of-megabytes.jsonl": lambda: b'{"' + b"k" * 3_000_000 + b'": 1, "text": "a"}',
            "text-of-paragraphs.jsonl": lambda: json.dumps({"text": ["a"] * 10_000}).encode(),
            "text-of-objects.jsonl": lambda: json.dumps({"text": [{"text": {"text": "a"}}] * 20_000}).encode(),
            "title-nested.jsonl": lambda: _line(
                title=[[[[["a"] * 20] * 20] * 20] * 20], author={"name": {"name": {}}}
            ),
            "two-values-on-a-line.jsonl": lambda: _line().strip() * 2 + b"\n" + _line(),
            "commas-after-the-end.json": lambda: b'{"text": "The river rose.",}',
            "words-not-json.json": lambda: b"words " * 50_000,
        }
    )


def _values() -> list[HostileFile]:
    return named(
        {
            "numbers-long.jsonl": lambda: b'{"text": ' + b"9" * 500_000 + b"}\n" + _line(),
            "numbers-infinite.jsonl": lambda: b'{"text": "a", "date": 1e999, "title": NaN}\n' + _line(),
            "dates-insane.jsonl": lambda: b"".join(_line(date=day) for day in _INSANE_DAYS),
            "dates-long.jsonl": lambda: _line(date="1 May 2019 " * 50_000),
            "dates-unicode-digits.jsonl": lambda: _line(date="٢٠١٩-٠٥-٣١") + _line(date="²⁰¹⁹-⁰⁵-³¹"),
            "surrogates.jsonl": lambda: b'{"text": "\\ud800 a \\udfff", "title": "\\ud83d"}\n' * 100,
            "zero-characters.jsonl": lambda: (
                b'{"text": "a\\u0000b", "title": "\\u0000", "url": "\\u0000"}\n' * 100
            ),
            "escapes-broken.jsonl": lambda: b'{"text": "\\x \\u12 \\ud8"}\n' + _line(),
            "title-of-megabytes.jsonl": lambda: _line(title="town " * 400_000),
            "address-of-megabytes.jsonl": lambda: _line(url="http://a.example/" + "a" * 2_000_000),
            "language-odd.jsonl": lambda: (
                _line(language="x" * 100_000) + _line(language="../../etc") + _line(language=[])
            ),
            "types-odd.jsonl": lambda: b"".join(_line(text=value) for value in _ODD_TEXTS),
            "not-objects.jsonl": lambda: b'1\n"a"\nnull\ntrue\n[]\n' * 1_000 + _line(),
        }
    )
