"""Sound files of every format, damaged: cut off, bytes flipped, filled with noise, under another format's name."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import pairwise

from evals.trust.hostile.base import HostileFile
from evals.trust.hostile.packages import cells, epub, mbox, ods, odt, pptx, rtf, xlsx
from evals.trust.hostile.pdf import text_pdf
from evals.trust.hostile.word import docx

SENTENCE = "The river rose over the old bridge in May 2019, said Anna Berg, the mayor of Östby; 32 people fled."

SOUND = (".txt", ".md", ".html", ".pdf", ".docx", ".csv", ".tsv", ".jsonl", ".json", ".eml")
"""The formats that sound files are made of, and taken for each other by their names."""

PACKAGED = (".odt", ".ods", ".epub", ".xlsx", ".pptx", ".rtf", ".mbox")
"""Further formats of sound files; of these each is taken for one other only."""


def sound_file(suffix: str, line: str = SENTENCE) -> bytes:
    """A small sound file of a format that says `line` some times."""
    lines = f"{line}\n" * 20
    if suffix == ".pdf":
        return text_pdf([line] * 20)
    if suffix in PACKAGED:
        return _packaged(suffix, line)
    if suffix == ".docx":
        return docx(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" * 20)
    texts = {
        ".txt": lines,
        ".md": f"---\ntitle: The river\n---\n# The river\n\n{lines}",
        ".html": f"<html><head><title>The river</title></head><body>{f'<p>{line}</p>' * 20}</body></html>",
        ".csv": "title,text,date\n" + f'River,"{line}",2019-05-31\n' * 20,
        ".tsv": "title\ttext\n" + f"River\t{line}\n" * 20,
        ".jsonl": (json.dumps({"title": "River", "text": line}, ensure_ascii=False) + "\n") * 20,
        ".json": json.dumps([{"title": "River", "text": line}] * 20, ensure_ascii=False),
        ".eml": (
            "From: Anna Berg <anna@desk.example>\nSubject: The river\nDate: Fri, 31 May 2019 10:00:00 +0000\n"
            f"Content-Type: text/plain; charset=utf-8\n\n{lines}"
        ),
    }
    return texts[suffix].encode("utf-8")


def _packaged(suffix: str, line: str) -> bytes:
    cell = f'<table:table-cell office:value-type="string"><text:p>{line}</text:p></table:table-cell>'
    makers: dict[str, Callable[[], bytes]] = {
        ".odt": lambda: odt(f"<text:p>{line}</text:p>" * 20),
        ".ods": lambda: ods(f"<table:table-row>{cell}</table:table-row>" * 20),
        ".epub": lambda: epub(f"<p>{line}</p>" * 20),
        ".xlsx": lambda: xlsx(cells([line]) * 20),
        ".pptx": lambda: pptx([line] * 20),
        ".rtf": lambda: rtf(f"{line}\\par\n" * 20),
        ".mbox": lambda: mbox(3, f"{line}\n" * 5),
    }
    return makers[suffix]()


_CUTS = (0.02, 0.3, 0.7, 0.97)
_FLIPS = (1, 4, 16, 64, 256)


def damaged_files(seed: int) -> list[HostileFile]:
    """Each sound file cut, flipped, filled and renamed; the same files for the same seed."""
    return [
        *(_cut(suffix, share) for suffix in (*SOUND, *PACKAGED) for share in _CUTS),
        *(_flipped(suffix, count, seed) for suffix in (*SOUND, *PACKAGED) for count in _FLIPS),
        *(_noisy(suffix, seed) for suffix in (*SOUND, *PACKAGED)),
        *(_repeated(suffix) for suffix in (*SOUND, *PACKAGED)),
        *(_renamed(suffix, other) for suffix in SOUND for other in SOUND if suffix != other),
        *(_renamed(suffix, other) for suffix, other in pairwise((*PACKAGED, ".txt"))),
    ]


def _cut(suffix: str, share: float) -> HostileFile:
    def content() -> bytes:
        data = sound_file(suffix)
        return data[: max(1, int(share * len(data)))]

    return HostileFile(f"damaged/cut-at-{share:.0%}{suffix}", content)


def _flipped(suffix: str, count: int, seed: int) -> HostileFile:
    def content() -> bytes:
        data, chance = bytearray(sound_file(suffix)), random.Random(f"{seed}/{suffix}/{count}")
        for _ in range(count):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)

    return HostileFile(f"damaged/flipped-{count}{suffix}", content)


def _noisy(suffix: str, seed: int) -> HostileFile:
    def content() -> bytes:
        data, chance = sound_file(suffix), random.Random(f"{seed}/{suffix}")
        middle = len(data) // 2
        return data[:middle] + chance.randbytes(3_000) + data[middle:]

    return HostileFile(f"damaged/noise-inside{suffix}", content)


def _repeated(suffix: str) -> HostileFile:
    return HostileFile(f"damaged/three-in-one{suffix}", lambda: sound_file(suffix) * 3)


def _renamed(suffix: str, other: str) -> HostileFile:
    return HostileFile(f"renamed/{suffix[1:]}-named{other}", lambda: sound_file(suffix))
