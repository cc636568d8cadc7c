"""Hostile e-mails: headers, parts and encodings that a parser pays for many times over."""

from __future__ import annotations

import base64

from evals.trust.hostile.base import HostileFile, named

_HEAD = b"From: Anna Berg <anna@desk.example>\nTo: news@desk.example\nDate: Fri, 31 May 2019 10:00:00 +0000\n"
_BODY = b"\nThe river rose over the old bridge in May, said the mayor.\n"


def _mail(headers: bytes, body: bytes = _BODY) -> bytes:
    return _HEAD + headers + body


def _multipart(inner: bytes, kind: bytes = b"mixed") -> bytes:
    return _mail(
        b"Subject: parts\nContent-Type: multipart/" + kind + b'; boundary="b"\n', b"\n" + inner + b"--b--\n"
    )


def mail_files() -> list[HostileFile]:
    """E-mails."""
    return [*_headers(), *_parts(), *_bodies()]


def _headers() -> list[HostileFile]:
    word = b"=?utf-8?q?a?= "
    return named(
        {
            "header-of-megabytes.eml": lambda: _mail(b"Subject: " + b"town " * 400_000 + b"\n"),
            "header-without-spaces.eml": lambda: _mail(b"Subject: " + b"a" * 200_000 + b"\n"),
            "header-folded.eml": lambda: _mail(b"Subject: a\n" + b" town\n" * 200_000),
            "encoded-words-340k.eml": lambda: _mail(b"Subject: " + word * 24_000 + b"\n"),
            "encoded-words-1m.eml": lambda: _mail(b"Subject: " + word * 72_000 + b"\n"),
            "encoded-words-in-from.eml": lambda: (
                b"From: " + word * 24_000 + b"<a@b.example>\nSubject: a\n" + _BODY
            ),
            "encoded-word-long.eml": lambda: _mail(b"Subject: =?utf-8?b?" + b"QUFB" * 200_000 + b"?=\n"),
            "encoded-word-unknown.eml": lambda: _mail(
                b"Subject: =?klingon?q?a=ff?= =?utf-8?x?a?= =?base64?b?!!?=\n"
            ),
            "addresses.eml": lambda: _mail(b"Cc: " + b"Anna <a@b.example>, " * 50_000 + b"\n"),
            "address-comments.eml": lambda: _mail(b"Cc: " + b"(" * 50_000 + b"\n"),
            "address-groups.eml": lambda: _mail(b"Cc: " + b"a: b, " * 50_000 + b"\n"),
            "address-quotes.eml": lambda: _mail(b'Cc: "' + b'\\"' * 50_000 + b"\n"),
            "address-routes.eml": lambda: _mail(b"Cc: <" + b"@a," * 50_000 + b":b@c>\n"),
            "from-lines.eml": lambda: b"From: a@b.example\n" * 30_000 + _BODY,
            "headers-100000.eml": lambda: _mail(b"".join(b"X-%d: a\n" % n for n in range(100_000))),
            "header-names-odd.eml": lambda: _mail(b"Sub ject: a\n: empty\nSubject\n\x00: a\n"),
            "date-insane.eml": lambda: b"From: a@b.example\nDate: Fri, 99 Foo 99999 99:99:99 +9999999\n" + _BODY,
            "date-long.eml": lambda: b"From: a@b.example\nDate: " + b"1 " * 200_000 + b"\n" + _BODY,
            "date-comments.eml": lambda: b"From: a@b.example\nDate: " + b"(" * 100_000 + b"\n" + _BODY,
            "message-id-odd.eml": lambda: _mail(b"Message-ID: <" + b"[" * 50_000 + b">\n"),
            "content-type-odd.eml": lambda: _mail(b"Content-Type: ;;;===///\n"),
            "content-type-slashes.eml": lambda: _mail(b"Content-Type: text/" + b"/" * 100_000 + b"\n"),
            "parameters.eml": lambda: _mail(b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n"),
            "parameters-numbered.eml": lambda: _mail(
                b"Content-Type: text/plain" + b"".join(b"; name*%d=a" % n for n in range(60_000)) + b"\n"
            ),
            "parameters-encoded.eml": lambda: _mail(
                b"Content-Disposition: attachment"
                + b"".join(b"; filename*%d*=utf-8''%%41" % n for n in range(40_000))
                + b"\n"
            ),
            "parameters-quoted.eml": lambda: _mail(b'Content-Type: text/plain; name="' + b'\\"' * 100_000 + b"\n"),
            "disposition-odd.eml": lambda: _mail(b"Content-Disposition: =?utf-8?q?a?=; ;=;filename*=\n"),
            "transfer-encoding-odd.eml": lambda: _mail(
                b"Content-Transfer-Encoding: " + b"base64 " * 20_000 + b"\n"
            ),
        }
    )


def _parts() -> list[HostileFile]:
    part = b"--b\nContent-Type: text/plain\n\na\n"
    return named(
        {
            "parts-20000.eml": lambda: _multipart(part * 20_000),
            "parts-without-headers.eml": lambda: _multipart(b"--b\n\na\n" * 20_000),
            "parts-attached.eml": lambda: _multipart(
                b"--b\nContent-Disposition: attachment; filename=a.txt\n\na\n" * 20_000
            ),
            "parts-of-html.eml": lambda: _multipart(b"--b\nContent-Type: text/html\n\n<p>a\n" * 5_000),
            "alternatives.eml": lambda: _multipart(part * 10_000, b"alternative"),
            "parts-nested.eml": lambda: _mail(
                b"Subject: deep\n"
                + b"".join(
                    b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(800)
                )
            ),
            "messages-nested.eml": lambda: _mail(b"Subject: deep\n" + b"Content-Type: message/rfc822\n\n" * 2_000),
            "boundary-empty.eml": lambda: _mail(b'Content-Type: multipart/mixed; boundary=""\n', b"\n--\na\n--\n"),
            "boundary-missing.eml": lambda: _mail(b"Content-Type: multipart/mixed\n", b"\n--b\na\n--b--\n"),
            "boundary-long.eml": lambda: _mail(
                b'Content-Type: multipart/mixed; boundary="' + b"b" * 200_000 + b'"\n', b"\n--b\na\n"
            ),
            "boundary-of-pattern.eml": lambda: _mail(
                b'Content-Type: multipart/mixed; boundary="(a+)+$"\n', b"\n--" + b"a" * 50_000 + b"\n"
            ),
            "boundary-never-met.eml": lambda: _mail(
                b'Content-Type: multipart/mixed; boundary="b"\n', b"\n" + b"--c\n" * 100_000
            ),
            "parts-partial.eml": lambda: _mail(b"Content-Type: message/partial; number=1; total=99\n"),
            "parts-external.eml": lambda: _mail(
                b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\n'
            ),
        }
    )


def _bodies() -> list[HostileFile]:
    packed = base64.encodebytes(b"The river rose. " * 100)
    return named(
        {
            "base64-broken.eml": lambda: _mail(b"Content-Transfer-Encoding: base64\n", b"\n" + packed[:-7] + b"!"),
            "base64-of-nothing.eml": lambda: _mail(b"Content-Transfer-Encoding: base64\n", b"\n" + b"=" * 100_000),
            "quoted-printable-broken.eml": lambda: _mail(
                b"Content-Transfer-Encoding: quoted-printable\n", b"\n" + b"=" * 200_000
            ),
            "uuencoded-broken.eml": lambda: _mail(
                b"Content-Transfer-Encoding: x-uuencode\n", b"\nbegin 644 a\n" + b"M" * 50_000
            ),
            "charset-unknown.eml": lambda: _mail(
                b"Content-Type: text/plain; charset=klingon\n", b"\n\xe5\xe4\xf6\n"
            ),
            "charset-idna.eml": lambda: _mail(
                b"Content-Type: text/plain; charset=idna\n", b"\n" + b"\xe5." * 50_000
            ),
            "flowed.eml": lambda: _mail(b"Content-Type: text/plain; format=flowed\n", b"\n" + b"a \n" * 100_000),
            "quoted-lines.eml": lambda: _mail(
                b"Subject: a\n", b"\n" + b">" * 60_000 + b" a\n" + b"> a\n" * 10_000
            ),
            "html-of-attributes.eml": lambda: _mail(
                b"Content-Type: text/html\n", b"\n<p" + b"".join(b" a%d=b" % n for n in range(60_000)) + b">a"
            ),
            "html-deep.eml": lambda: _mail(b"Content-Type: text/html\n", b"\n" + b"<div>" * 50_000 + b"a"),
            "no-headers.eml": lambda: b"\n\n" + b"words " * 1_000,
            "only-headers.eml": lambda: _HEAD,
            "line-of-megabytes.eml": lambda: _mail(b"Subject: a\n", b"\n" + b"a" * 300_000),
            "mbox-as-mail.eml": lambda: (b"From a@b Fri May 31 10:00:00 2019\n" + _mail(b"Subject: a\n")) * 500,
        }
    )
