"""Names of character sets as mails and pages declare them, and the codec that reads each."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_ALIASES = {
    "x-mac-ce": "mac_latin2",
    "x-mac-centraleurroman": "mac_latin2",
    "x-mac-icelandic": "mac_iceland",
    "x-mac-japanese": "shift_jis",
    "x-mac-chinesesimp": "gb18030",
    "x-mac-chinesetrad": "big5",
    "x-mac-korean": "euc_kr",
    "unicode-1-1-utf-7": "utf_7",
    "x-unicode-2-0-utf-7": "utf_7",
    "x-euc-tw": "big5",
    "iso-8859-8-visual": "iso8859_8",
}
"""Names that neither the WHATWG's table nor Python knows."""

_NUMBERED = re.compile(r"(?:x-)?(?:cp|dos|ibm|ms|win|windows)[-_]?(\d{3,5})")
_MAC = re.compile(r"x-mac-([a-z]+)")
_NO_ENCODINGS = frozenset({"replacement", "x-user-defined"})
SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "iso2022_jp_2", "hz", "utf-7", "utf_7"})
"""Codecs whose bytes are all ASCII, so that nothing but the declaration tells them from it."""


@lru_cache(maxsize=512)
def codec_name(label: str) -> str | None:
    """Python's codec for a declared character set, by the WHATWG's table first; None where nothing reads it."""
    import webencodings

    name = label.strip(" \t\r\n\"'").lower()
    found = webencodings.lookup(name)
    if found is not None and found.name not in _NO_ENCODINGS:
        return codecs.lookup(found.codec_info.name).name
    numbered, mac = _NUMBERED.fullmatch(name), _MAC.fullmatch(name)
    guesses = (
        _ALIASES.get(name),
        name,
        f"cp{numbered.group(1)}" if numbered else None,
        f"mac_{mac.group(1)}" if mac else None,
    )
    return next((codec for guess in guesses if guess and (codec := _text_codec(guess))), None)


def _text_codec(name: str) -> str | None:
    """The codec's own name, unless it is unknown or, as base64 is, no encoding of text."""
    try:
        codec = codecs.lookup(name)
        return codec.name if isinstance(b"".decode(name), str) else None
    except (LookupError, ValueError, TypeError):
        return None
