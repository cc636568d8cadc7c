"""What the columns are called that answer a "how long", a "who", a "where", in English and Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.questions import Question
from qa.words import word_set

_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"how long|hur (?:lång"
     r"|länge)", ("length längd", "duration minutes hours time tid varaktighet minuter timmar")),
    (r"how old|hur gam", ("age ålder",)),
    (r"how far|hur långt", ("distance avstånd",)),
    (r"how (?:high|tall)|hur hög", ("height höjd altitude elevation",)),
    (r"how deep|hur djup", ("depth djup",)),
    (r"how wide|hur bre", ("width bredd",)),
    (r"how heavy|how much .*\bweigh|hur tung|hur mycket väger", ("weight vikt mass",)),
    (r"how (?:hot|cold|warm)|hur (?:varm|kall)", ("temperature temp temperatur",)),
    (r"how fast|hur (?:fort|snabb)", ("speed hastighet fart",)),
    (r"(?:how much|what) .*\bcosts?\b|hur dyr|(?:vad|hur mycket) .*kosta",
     ("price cost fee pris kostnad avgift",)),
    (r"who\b|vem\b|by whom", (
        "operator owner maker manufacturer builder responsible contact leader manager author artist director "
        "chair ansvarig ägare tillverkare kontakt ledare chef ordförande författare",
    )),
    (r"where\b|var\b",
     ("place location depot address city town municipality country plats ort adress kommun land",)),
)  # fmt: skip


def asked_heads(question: Question) -> Sequence[tuple[str, ...]]:
    """The beginnings of the heads that the question word asks for, the likeliest set first; none in doubt."""
    for pattern, heads in _HEADS:
        if re.match(rf"(?:and |but |och |men )?(?:{pattern})", question.text, re.IGNORECASE):
            return [tuple(sorted(word_set(listed))) for listed in heads]
    return ()
