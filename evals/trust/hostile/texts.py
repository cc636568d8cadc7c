"""Hostile plain text and Markdown: sizes, runs and encodings that slow code takes for prose."""

from __future__ import annotations

from evals.trust.hostile.base import HostileFile, named

_LONG = 100_000
"""Characters of most texts here: enough that quadratic work is told from linear."""


def _filled(piece: str, length: int = _LONG) -> bytes:
    """`piece` again and again, up to about `length` characters, in UTF-8."""
    return (piece * (length // len(piece))).encode("utf-8")


def text_files() -> list[HostileFile]:
    """Plain text files."""
    return [*_runs(), *_prose(), *_encodings()]


def _runs() -> list[HostileFile]:
    return named(
        {
            "one-word.txt": lambda: b"a" * 300_000,
            "spaces.txt": lambda: b"word" + b" " * 3_000_000 + b"word",
            "newlines.txt": lambda: b"word" + b"\n" * 3_000_000 + b"word",
            "form-feeds.txt": lambda: b"word\f" * 6_250,
            "short-lines.txt": lambda: b"a\n" * 15_000,
            "tabs.txt": lambda: b"a\t" * 75_000,
            "bars.txt": lambda: b"a | b\n" * 5_000,
            "bars-in-one-line.txt": lambda: b"a | " * 25_000,
            "full-stops.txt": lambda: b"." * _LONG,
            "ellipses.txt": lambda: _filled("…"),
            "exclamations.txt": lambda: b"Oh! " * 25_000,
            "opening-quotes.txt": lambda: _filled("“a "),
            "closing-quotes.txt": lambda: _filled("” a"),
            "straight-quotes.txt": lambda: b'"a ' * 32_500,
            "guillemets.txt": lambda: _filled("«a "),
            "apostrophes.txt": lambda: _filled("a’"),
            "parentheses.txt": lambda: b"(" * _LONG,
            "brackets.txt": lambda: b"a [" * 32_500,
            "hyphens.txt": lambda: b"a-" * 50_000,
            "dashes.txt": lambda: _filled("– "),
            "digits.txt": lambda: b"7" * _LONG,
            "thousands.txt": lambda: b"1,000," * 17_500,
            "spaced-thousands.txt": lambda: b"1 000 " * 17_500,
            "fractions.txt": lambda: b"1/2/" * 25_000,
            "number-words.txt": lambda: b"hundred thousand million " * 4_000,
            "one-and-one.txt": lambda: b"one and " * 12_500,
            "percent-signs.txt": lambda: b"% " * 50_000,
            "currency-signs.txt": lambda: _filled("$€ "),
            "slashes.txt": lambda: b"/a" * 50_000,
            "at-signs.txt": lambda: b"a@" * 50_000,
            "addresses.txt": lambda: b"http://a.example/" * 6_250,
            "underscores.txt": lambda: b"_" * _LONG,
            "commas.txt": lambda: b"a," * 50_000,
            "semicolons.txt": lambda: b"a; " * 32_500,
            "bullets.txt": lambda: b"* a\n" * 6_250,
            "special-tokens.txt": lambda: b"<|endoftext|>[SEP][PAD] " * 4_000,
        }
    )


def _prose() -> list[HostileFile]:
    return named(
        {
            "one-sentence.txt": lambda: b"the town and " * 7_500,
            "capitals.txt": lambda: b"Aaron Berg " * 9_000,
            "initials.txt": lambda: b"U.N. " * 20_000,
            "abbreviations.txt": lambda: b"approx. incl. " * 7_000,
            "bylines.txt": lambda: b"By Anna Berg and Bo Cole, " * 3_750,
            "byline-without-end.txt": lambda: b"By " + b"Anna van Berg and " * 5_000,
            "datelines.txt": lambda: b"Oslo, 1 May 2019 (AFP) - " * 4_000,
            "days.txt": lambda: b"1 May 2019, " * 8_250,
            "published-lines.txt": lambda: b"Published on: " * 7_000,
            "at-least.txt": lambda: b"at least " * 11_000,
            "amounts-in-one-sentence.txt": lambda: b"at least 12 people and " * 4_250,
            "amounts-over-lines.txt": lambda: b"killed at least\n30 people in Oslo\n" * 600,
            "ranges.txt": lambda: b"from 10 to 20 to 30 to " * 4_250,
            "of-whom.txt": lambda: b"12 of whom 11 of them " * 4_500,
            "years.txt": lambda: b"from 1990 to 2000 until 2010 since " * 2_750,
            "places.txt": lambda: b"in Oslo in Norway in Malmo in Sweden " * 2_500,
            "said.txt": lambda: b"said the mayor, who said that " * 3_250,
            "said-short.txt": lambda: b"He said. She said. " * 5_000,
            "quoted-speech.txt": lambda: "“We saw it,” said Anna Berg, “and ".encode() * 2_750,
            "pleas.txt": lambda: b"Please subscribe to our newsletter and support us " * 2_000,
            "cookies.txt": lambda: b"we use cookies " * 6_500,
            "read-also.txt": lambda: b"Read also: the town\n" * 5_000,
            "photo-lines.txt": lambda: b"Photo: Anna Berg / AFP\n" * 4_250,
            "titles.txt": lambda: b"The Town Tells Of The River\n" * 3_500,
            "same-line.txt": lambda: b"The mill by the river burned down in March, said the mayor.\n" * 1_500,
            "percentages.txt": lambda: b"12.5 per cent of 13.5 per cent " * 3_000,
            "money.txt": lambda: b"$1.3bn of 2 million euros and " * 3_250,
            "number-table.txt": lambda: (b"12 | 13 | 14 | " * 200 + b"\n") * 130,
            "thai.txt": lambda: _filled("ภาษาไทย"),
            "chinese.txt": lambda: _filled("大城市新聞報導"),
            "arabic.txt": lambda: _filled("قال المتحدث "),
            "empty-words.txt": lambda: _filled("\u200b\u2060 "),
        }
    )


def _encodings() -> list[HostileFile]:
    return named(
        {
            "zero-bytes.txt": lambda: bytes(100_000),
            "every-byte.txt": lambda: bytes(range(256)) * 2_000,
            "combining-marks.txt": lambda: b"e" + _filled("\u0301"),
            "expanding-letters.txt": lambda: _filled("\ufdfa", 60_000),
            "hangul-jamo.txt": lambda: _filled("\u1112\u1161\u11ab"),
            "direction-marks.txt": lambda: _filled("\u202eabc\u202d "),
            "joined-emoji.txt": lambda: _filled("👩\u200d👩\u200d👧 "),
            "tags.txt": lambda: _filled("\U000e0041\U000e007f "),
            "private-use.txt": lambda: _filled("\ue000\uf8ff "),
            "utf16-mark-before-ascii.txt": lambda: b"\xff\xfeThe town tells of the river." * 100,
            "utf32-mark-before-ascii.txt": lambda: b"\xff\xfe\x00\x00The town tells of the river." * 100,
            "half-a-character.txt": lambda: "Ström å ".encode() * 1_000 + b"\xf0\x9f\x98",
            "overlong-utf8.txt": lambda: b"\xc0\xaf\xe0\x80\xaf" * 20_000,
            "surrogates-as-utf8.txt": lambda: b"town \xed\xa0\x80 \xed\xbf\xbf " * 10_000,
            "utf16-surrogates.txt": lambda: ("\ufeff" + "town ").encode("utf-16-le") + b"\x00\xd8" * 50_000,
            "shift-jis-cut.txt": lambda: "町の川".encode("shift_jis") * 20_000 + b"\x81",
            "escape-sequences.txt": lambda: b"\x1b[31mred\x1b[0m\x1b]0;title\x07 " * 10_000,
            "line-separators.txt": lambda: _filled("a\u2028b\u2029c\u0085"),
            "carriage-returns.txt": lambda: b"a\r\r\n" * 100_000,
            "delete-characters.txt": lambda: b"a\x7f\x08" * 1_000 + b"town " * 50_000,
            "latin1-high-bytes.txt": lambda: bytes(range(160, 256)) * 4_000,
        }
    )


def markdown_files() -> list[HostileFile]:
    """Markdown files."""
    return named(
        {
            "headings.md": lambda: b"# a\n" * 10_000,
            "headings-six-deep.md": lambda: b"".join(
                b"#" * (1 + i % 6) + b" part\n\ntext\n\n" for i in range(3_000)
            ),
            "heading-of-a-megabyte.md": lambda: b"# " + b"town " * 200_000 + b"\n\nThe river rose.\n",
            "hashes.md": lambda: b"#" * 200_000,
            "heading-closed-by-hashes.md": lambda: b"# a" + b" #" * 100_000,
            "heading-of-spaces.md": lambda: b"# a" + b" " * 200_000 + b"#x",
            "fences.md": lambda: b"```\n" * 10_000,
            "fences-growing.md": lambda: b"".join(b"`" * n + b"\n" for n in range(3, 700)),
            "fence-never-closed.md": lambda: b"```\n" + b"# no heading\n" * 5_000,
            "backticks.md": lambda: b"`" * 200_000,
            "setext.md": lambda: b"a\n=\n" * 5_000,
            "setext-dashes.md": lambda: b"a\n-\n" * 5_000,
            "dashes-and-spaces.md": lambda: b"- " * 100_000 + b"x",
            "stars-and-spaces.md": lambda: b"* " * 100_000 + b"x",
            "rule-almost.md": lambda: (b"_" * 2_000 + b"x\n") * 100,
            "quotes-nested.md": lambda: b">" * 200_000 + b" a",
            "lists-nested.md": lambda: b"".join(b" " * n + b"- a\n" for n in range(600)),
            "links-nested.md": lambda: b"[" * 20_000 + b"a" + b"](b)" * 20_000,
            "emphasis.md": lambda: b"**a " * 50_000,
            "table-wide.md": lambda: b"|a" * 50_000 + b"\n" + b"|-" * 50_000 + b"\n" + b"|1" * 50_000,
            "html-inside.md": lambda: b"<div " * 40_000,
            "front-matter-never-closed.md": lambda: b"---\n" + b"a: 1\n" * 8_000,
            "front-matter-bomb.md": _yaml_bomb,
            "front-matter-nested.md": lambda: b"---\na: " + b"[" * 20_000 + b"\n---\nThe river rose.\n",
            "front-matter-tags.md": lambda: (
                b"---\na: !!python/object/apply:os.system [id]\n---\nThe river rose.\n"
            ),
            "front-matter-keys.md": lambda: (
                b"---\n" + b"".join(b"k%d: 1\n" % i for i in range(5_000)) + b"---\nText.\n"
            ),
            "front-matter-dates.md": lambda: b"---\ndate: 99999-99-99\ntitle: [[[]]]\n---\nThe river rose.\n",
            "front-matter-toml.md": lambda: b"+++\na = " + b"[" * 5_000 + b"\n+++\nThe river rose.\n",
            "front-matter-title.md": lambda: b"---\ntitle: " + b"a" * 60_000 + b"\n---\nThe river rose.\n",
        }
    )


def _yaml_bomb() -> bytes:
    """Nine lists, each holding the one before nine times: a billion items in 300 bytes."""
    lines = ["---", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join([*lines, "title: *a9", "---", "The river rose.", ""]).encode()
