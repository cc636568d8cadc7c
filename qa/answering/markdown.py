"""Words of documents inside Markdown: shown letter for letter, never as a link, an image, HTML or a heading."""

from __future__ import annotations

import re
import unicodedata

# What begins markup anywhere in a line. A citation mark "[1]" does not: nothing that could make it a link is left.
_INLINE = re.compile(
    r"\[\d+\](?![\[(:])|(?P<mark>[\\`*_{}\[\]<>!|~&$@]|(?<=\])[(:]|:(?=//)|(?<=\bwww)\.|(?<=\bWWW)\.)"
)
# What begins a block at the head of a line.
_BLOCK = re.compile(r"^(?P<space>[ \t]*)(?P<digits>\d{0,9})(?P<mark>[#+=.)-])", re.MULTILINE)
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def escaped(text: str) -> str:
    """The text with everything that Markdown would act on escaped, and control characters as pictures of them."""
    plain = "".join(_shown(char) for char in _BREAKS.sub("\n", text))
    inline = _INLINE.sub(lambda found: f"\\{found['mark']}" if found["mark"] else found[0], plain)
    return _BLOCK.sub(r"\g<space>\g<digits>\\\g<mark>", inline)


def one_line(text: str) -> str:
    """`escaped`, with white space folded, for headings and sources."""
    return escaped(" ".join(text.split()))


def block_quote(text: str) -> str:
    """The text as a block quote, each of its lines inside."""
    return "\n".join(f"> {line.lstrip()}" for line in escaped(text).split("\n"))


def _shown(char: str) -> str:
    if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"):
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
