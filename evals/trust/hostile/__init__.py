"""Files made to be hard to read: damaged, lying, and asking for more than they are worth, of every format."""

from __future__ import annotations

from evals.trust.hostile.base import HostileFile
from evals.trust.hostile.damage import SOUND, damaged_files
from evals.trust.hostile.mail import mail_files
from evals.trust.hostile.packages import package_files
from evals.trust.hostile.pages import html_files
from evals.trust.hostile.pdf import pdf_files
from evals.trust.hostile.places import place_files
from evals.trust.hostile.rows import json_files, table_files
from evals.trust.hostile.texts import markdown_files, text_files
from evals.trust.hostile.word import word_files

__all__ = ["SOUND", "HostileFile", "hostile_files"]


def hostile_files(seed: int = 1) -> list[HostileFile]:
    """Every hostile file, the same ones for the same seed; names are unique. Content is made when written."""
    return [
        *text_files(),
        *markdown_files(),
        *html_files(),
        *mail_files(),
        *pdf_files(),
        *word_files(),
        *table_files(),
        *json_files(),
        *package_files(),
        *place_files(),
        *damaged_files(seed),
    ]
