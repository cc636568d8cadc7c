"""Documents that attack whoever shows them: in text, titles, file names and metadata."""

from __future__ import annotations

import json
from pathlib import Path

from evals.trust.payloads import PAYLOADS

EVIL = "http://evil.example"

ATTACKS = tuple(payload.written(EVIL) for payload in PAYLOADS[:10])
TITLE = f'Quarry report <img src="{EVIL}/title.png" onerror="window.pwned=9">'
PUBLISHER = f'<b onmouseover="window.pwned=10">Granite Gazette</b> ![x]({EVIL}/publisher.png)'
LANGUAGE = '"><img src=x onerror="window.pwned=13">'
QUESTION = "how many workers were killed at the Brennholm quarry?"
FOLDER = "hostile <b onclick=window.pwned=14>"
NAME = '<img src=x onerror="window.pwned=12">.txt'


def write_hostile_documents(folder: Path) -> None:
    """A folder in which every way in is tried."""
    folder.mkdir(parents=True)
    rows = [
        {
            "title": TITLE if number == 0 else f"Report {number} {attack}",
            "publisher": PUBLISHER,
            "author": attack,
            "published": f"2019-03-{number + 1:02d}",
            "language": "en" if number else LANGUAGE,
            "url": "javascript:window.pwned=11" if number % 2 else f"{EVIL}/original",
            "text": (
                f"The quarry company said that {12 + number} workers were killed at the Brennholm quarry in "
                f"March 2019 {attack}. The union <b>Stone</b> said that {40 + number} workers were killed at "
                f"the Brennholm quarry in March 2019. {attack}"
            ),
        }
        for number, attack in enumerate(ATTACKS)
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "reports.jsonl").write_text(lines, encoding="utf-8")
    (folder / NAME).write_text(f"The Brennholm mill closed in 1987. {ATTACKS[0]} {ATTACKS[5]}", encoding="utf-8")
