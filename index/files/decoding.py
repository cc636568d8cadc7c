"""Bytes to text: the encoding found, line breaks made one, what no reader can see left out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from index import languages
from index.errors import LoadError
from index.files.charsets import SEVEN_BIT, codec_name

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_LEGACY = [
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
"""The code pages still met in files, one of each family: with all of Python's, near twins win by chance."""

_CENTRAL_EUROPEAN = ("pl", "cs", "sk", "hu", "sl", "hr", "ro", "bs", "sq")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b")) + b"\x7f"
_TOO_MANY_CONTROLS = 0.02
_MOSTLY_RIGHT = 0.1
"""Broken sequences per accented letter up to which a text is damaged UTF-8 rather than another code page."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in; `damage` says what could not be decoded, empty where all was."""

    text: str
    encoding: str
    damage: str = ""


def decode(data: bytes, path: Path, declared: str | None = None) -> Decoded:
    """The text in `data`, cleaned by `tidy`. Raises LoadError where it is binary.

    A byte order mark wins, then UTF-8 if all of it is, then what the file declares, then the likeliest.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if wide := _wide_encoding(data[:_SAMPLE]):
        return _decoded(data, wide)
    if _is_binary(data[:_SAMPLE]):
        raise LoadError(str(path), "binary data, not text")
    if declared and codec_name(declared) in SEVEN_BIT and (codec := _declared(declared, data)):
        return _decoded(data, codec)
    try:
        return Decoded(tidy(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _declared(declared, data) or _likeliest(data))


def tidy(text: str) -> str:
    r"""`text` in Unicode's composed form with "\n" for every line break, and encodable as UTF-8.

    Control characters, soft hyphens and byte order marks go; a form feed becomes an empty line; a lone
    surrogate becomes U+FFFD. This is the only place where the characters of a text are touched.
    """
    if (
        not text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable()
    ):  # Few texts hold more than that.
        text = _BREAKS.sub("\n", text).replace("\f", "\n\n")
        text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeezed(text: str) -> str:
    """`text` tidied, with single spaces, and no spaces around line breaks."""
    text = tidy(text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return (_AROUND_BREAKS.sub("\n", text) if "\n" in text else text).strip()


def one_line(text: str) -> str:
    """`text` tidied, with every run of white space that can break a line made one space."""
    if is_one_line(text):
        return text.strip()
    return " ".join(filter(None, squeezed(text).split("\n"))).strip()


def is_one_line(text: str) -> bool:
    """Whether there is nothing in a text that `one_line` would change, but for the spaces around it."""
    return text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = (
        text.count("\ufffd") - data.count("\ufffd".encode())
        if encoding.startswith("utf-8")
        else text.count("\ufffd")
    )
    damage = f"{broken:,} places could not be decoded as {encoding}" if broken > 0 else ""
    return Decoded(tidy(text), encoding, damage)


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, by where the zero bytes of Latin letters and spaces stand."""
    if b"\x00" not in sample or len(sample) < 8:
        return None
    quarters = [sample[i::4].count(0) / (len(sample) / 4) for i in range(4)]
    if min(quarters[1:]) > 0.7 and quarters[0] < 0.1:
        return "utf-32-le"
    if min(quarters[:3]) > 0.7 and quarters[3] < 0.1:
        return "utf-32-be"
    even, odd = (quarters[0] + quarters[2]) / 2, (quarters[1] + quarters[3]) / 2
    encoding = "utf-16-le" if odd > 0.1 and even < 0.01 else "utf-16-be" if even > 0.1 and odd < 0.01 else None
    if encoding is None:
        return None
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    readable = sum(c.isprintable() or c.isspace() for c in text)
    return encoding if readable > 0.95 * len(text) else None


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _TOO_MANY_CONTROLS * len(sample) or sample.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"{\\rtf")
    )


def _declared(name: str | None, data: bytes) -> str | None:
    """The codec a file declares, if it reads all of the data."""
    encoding = codec_name(name) if name else None
    try:
        data.decode(encoding or "")
    except (LookupError, ValueError):
        return None
    return encoding


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    as_utf8 = data.decode("utf-8", "replace")
    accented = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", as_utf8)))
    if as_utf8.count("\ufffd") <= _MOSTLY_RIGHT * accented:
        return "utf-8"
    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    encoding = best.encoding if best else "cp1252"
    return _western_or_central(sample) if encoding in ("cp1250", "cp1252") else encoding


def _western_or_central(sample: bytes) -> str:
    """The two Latin code pages share å-less letters; the language read in each tells them apart."""
    language, probability = languages.probable(sample.decode("cp1250", "replace"))
    as_western = languages.probable(sample.decode("cp1252", "replace"))
    return "cp1250" if language in _CENTRAL_EUROPEAN and probability >= as_western[1] else "cp1252"
