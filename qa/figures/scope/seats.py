"""Places that say where a speaker sits ("based in X", "with offices in X"), not where anything happened."""

from __future__ import annotations

import re

_KIND = (
    r"(?:(?:the|a|den|det|city|town|capital|port|staden|of|central|downtown|(?:north|south|east|west)\w*"
    r"|[A-Z]\w+(?:an|ish|ese|ch|ss|ska))\s){0,4}"
)
_SEATED = re.compile(
    r"(?P<who>\S+\s|^)(?:(?:is|are|was|är|och|and)\s)?(?:"
    r"(?:based|headquartered|baserad|baserat|baserade|stationerad)"
    r"|(?:with|has|have|whose|its|their|har|med|vars)\s(?:\w+\s){0,2}"
    r"(?:offices?|headquarters|seat|base|kontor|huvudkontor|säte|högkvarter)(?:\s(?:is|are|är))?"
    r")\s(?:both\s)?(?:in|at|i|på|out\sof)\s" + _KIND + r"\Z"
)
_BASED = re.compile(r"-?(?:based|headquartered|baserad|baserat|baserade)\b", re.IGNORECASE)
# "12 soldiers based in X": what is counted is there.
_COUNTED = re.compile(r"\d[\w,.]*(?:\s[\w-]+){1,3}\s\Z")
_REACH = 90


def is_seat(text: str, start: int, end: int) -> bool:
    """Whether the place from `start` to `end` of `text` is where a speaker sits rather than a figure's scope."""
    if _BASED.match(text, end) or _BASED.search(text, start, end):
        return True
    before = text[max(0, start - _REACH) : start]
    found = _SEATED.search(before)
    return found is not None and not _COUNTED.search(before[: found.end("who")])
