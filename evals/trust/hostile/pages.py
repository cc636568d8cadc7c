"""Hostile HTML: elements, attributes and heads in numbers and depths no page has."""

from __future__ import annotations

from evals.trust.hostile.base import HostileFile, named

_TEXT = b"<p>The river rose over the old bridge in May, said the mayor of the town.</p>"


def _page(body: bytes, head: bytes = b"") -> bytes:
    return b"<!doctype html><html><head>" + head + b"</head><body>" + _TEXT + body + b"</body></html>"


def html_files() -> list[HostileFile]:
    """HTML files."""
    return [*_elements(), *_attributes(), *_heads(), *_lies()]


def _elements() -> list[HostileFile]:
    return named(
        {
            "divs-deep.html": lambda: _page(b"<div>" * 100_000 + b"a"),
            "bold-never-closed.html": lambda: _page(b"<b>a" * 50_000),
            "fonts-and-paragraphs.html": lambda: _page(b"<p><font>a" * 20_000),
            "misnested.html": lambda: _page(b"<a><p><b></a></b>" * 20_000),
            "tables-deep.html": lambda: _page(b"<table><tr><td>" * 1_000 + b"a"),
            "table-wide.html": lambda: _page(b"<table><tr>" + b"<td>1" * 100_000 + b"</table>"),
            "table-long.html": lambda: _page(b"<table>" + b"<tr><td>1" * 15_000 + b"</table>"),
            "table-spans.html": lambda: _page(
                b"<table><tr><td colspan=999999999 rowspan=999999999>a</table>" * 500
            ),
            "tables-many.html": lambda: _page(b"<table><tr><td>1</table>" * 5_000),
            "rows-in-rows.html": lambda: _page(
                b"<table><tr><td>" + b"<table><tr><td>a</table>" * 10_000 + b"</table>"
            ),
            "asides.html": lambda: _page(b"<aside>a" * 1_500 + b"</aside>" * 1_500 + b"<aside>a</aside>" * 20_000),
            "links.html": lambda: _page(b"<a href=b>a</a> " * 50_000),
            "list-items.html": lambda: _page(b"<ul>" + b"<li>a" * 15_000),
            "lists-deep.html": lambda: _page(b"<ul><li>a" * 1_900),
            "line-breaks.html": lambda: _page(b"a<br>" * 10_000),
            "headings.html": lambda: _page(b"<h1>a</h1>" * 10_000),
            "heading-of-a-megabyte.html": lambda: _page(b"<h1>" + b"town " * 200_000 + b"</h1>"),
            "options.html": lambda: _page(b"<select>" + b"<option>a" * 60_000),
            "frames.html": lambda: _page(b"<iframe src=b></iframe>" * 20_000),
            "vectors-deep.html": lambda: _page(b"<svg><g>" * 20_000),
            "templates.html": lambda: _page(b"<template>" * 20_000),
            "spans-in-one-paragraph.html": lambda: _page(b"<p>" + b"<span>a</span> " * 40_000),
            "paragraphs-29000.html": lambda: _page(b"<p>The town.</p>" * 29_000),
            "preformatted.html": lambda: _page(b"<pre>" + b"a  b\n" * 10_000),
            "comments.html": lambda: _page(b"<!-- a -->" * 60_000),
            "comment-never-closed.html": lambda: _page(b"<!-- " + b"a " * 500_000),
            "script-never-closed.html": lambda: _page(b"<script>" + b"a " * 500_000),
            "angle-brackets.html": lambda: _page(b"<" * 100_000),
            "ampersands.html": lambda: _page(b"&" * 100_000),
            "character-references.html": lambda: _page(b"&#x41;&amp;&#1114112;&#0;" * 50_000),
        }
    )


def _attributes() -> list[HostileFile]:
    many = b"".join(b" a%d=b" % number for number in range(90_000))
    return named(
        {
            "attributes-on-one-element.html": lambda: _page(b"<p" + many + b">a</p>"),
            "attributes-on-the-root.html": lambda: b"<html" + many + b"><body>" + _TEXT,
            "attributes-without-values.html": lambda: _page(b"<p" + b" a" * 400_000 + b">a</p>"),
            "attributes-never-closed.html": lambda: _page(b"<p" + many),
            "attributes-on-meta.html": lambda: _page(b"", b"<meta" + many + b">"),
            "attribute-of-megabytes.html": lambda: _page(b'<p title="' + b"a" * 4_000_000 + b'">a</p>'),
            "attribute-never-closed.html": lambda: _page(b'<p title="' + b"a " * 400_000),
            "style-of-spaces.html": lambda: _page(b'<p style="' + b"display " * 100_000 + b'">a</p>'),
            "classes.html": lambda: _page(b'<p class="' + b"post comment sidebar " * 20_000 + b'">a</p>'),
            "classes-on-many.html": lambda: _page(b'<div class="post-content article"><p>a</p></div>' * 9_000),
            "data-address.html": lambda: _page(b'<img src="data:image/png;base64,' + b"A" * 2_000_000 + b'">'),
            "address-of-a-megabyte.html": lambda: _page(b'<a href="' + b"a/" * 500_000 + b'">a</a>'),
        }
    )


def _heads() -> list[HostileFile]:
    ld = b'<script type="application/ld+json">'
    end = b"</script>"
    return named(
        {
            "linked-data-deep.html": lambda: _page(b"", ld + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + end),
            "linked-data-long.html": lambda: _page(
                b"", ld + b'{"@type":"Article","name":"' + b"a" * 2_000_000 + b'"}' + end
            ),
            "linked-data-broken.html": lambda: _page(
                b"", ld + b'{"@type":"Article","author":[' + b'{"name":"a"},' * 40_000 + end
            ),
            "linked-data-quotes.html": lambda: _page(b"", ld + b'{"headline":"' + b'\\"' * 200_000 + end),
            "linked-data-many.html": lambda: _page(b"", (ld + b'{"@type":"Article"}' + end) * 8_000),
            "linked-data-of-lists.html": lambda: _page(b"", ld + b"[" * 900 + b"]" * 900 + end),
            "title-of-a-megabyte.html": lambda: _page(b"", b"<title>" + b"town " * 200_000 + b"</title>"),
            "titles.html": lambda: _page(b"", b"<title>a</title>" * 20_000),
            "metas.html": lambda: _page(b"", b'<meta property="og:title" content="a">' * 20_000),
            "meta-date.html": lambda: _page(b"", b'<meta name="date" content="' + b"9" * 200_000 + b'">'),
            "meta-author.html": lambda: _page(
                b"", b'<meta name="author" content="' + b"Anna Berg, " * 40_000 + b'">'
            ),
            "dates-in-text.html": lambda: _page(b"<p>2019-05-31 31/05/2019 May 31, 2019 </p>" * 5_000),
            "times.html": lambda: _page(b'<time datetime="2019-13-45T99">a</time>' * 10_000),
            "base-elsewhere.html": lambda: _page(b"<a href=b>a</a>", b'<base href="http://192.0.2.1/">'),
            "refresh-elsewhere.html": lambda: _page(
                b"", b'<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'
            ),
        }
    )


def _lies() -> list[HostileFile]:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "town ">' + entities + b"]>"
    outside = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return named(
        {
            "entity-bomb.xhtml": lambda: bomb + b"<html><body><p>&e11;</p></body></html>",
            "entity-from-outside.xhtml": lambda: outside + b"<html><body><p>a &e; b</p></body></html>",
            "charset-unknown.html": lambda: _page(b"\xe5", b"<meta charset=klingon>"),
            "charset-of-bytes.html": lambda: _page(b"\xe5", b"<meta charset=base64>"),
            "charset-rot13.html": lambda: _page(b"\xe5", b"<meta charset=rot13>"),
            "charset-idna.html": lambda: _page(b"\xe5 " * 1_000, b"<meta charset=idna>"),
            "charset-utf7.html": lambda: _page(b"+ADw-script+AD4-", b"<meta charset=utf-7>"),
            "charset-utf16.html": lambda: _page(b"\xe5", b"<meta charset=utf-16>"),
            "charset-of-a-megabyte.html": lambda: _page(b"\xe5", b"<meta charset=" + b"a" * 1_000_000 + b">"),
            "zero-bytes.html": lambda: b"\0".join([b"<html>"] * 4_000),
            "no-html-at-all.html": lambda: b"plain words only " * 1_000,
            "only-a-doctype.html": lambda: b"<!doctype html>",
            "frameset.html": lambda: b"<frameset><frame src=a>" * 1_000,
        }
    )
