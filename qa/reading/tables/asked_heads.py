"""What columns are called that answer a "how long", a "who", and words of questions about tables, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from qa.language.words import Word, word_set, words
from qa.question.analysis import Question, lead_length

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
        "chair ansvarig ägare tillverkare kontakt ledare chef ordförande författare assignee reporter judge "
        "employee agent handläggare",
        "actor user person member name by namn person användare",
    )),
)  # fmt: skip


TIME_HEADS = tuple(
    tuple(sorted(word_set(listed)))
    for listed in ("date day datum dag", "time timestamp stamp when hour year tid när klockan år")
)
"""The beginnings of the heads that a "when" asks for where no other head is said, the likeliest set first."""


def asked_heads(question: Question) -> Sequence[tuple[str, ...]]:
    """The beginnings of the heads that the question word asks for, the likeliest set first; none in doubt."""
    for pattern, heads in _HEADS:
        if re.match(rf"(?:and |but |och |men )?(?:{pattern})", question.text, re.IGNORECASE):
            return [tuple(sorted(word_set(listed))) for listed in heads]
    return ()


def meant_words(question: Question) -> Sequence[tuple[Word, ...]]:
    """Of a "how many", first the words that tell which of the counted things are meant ("empty" of "how many
    houses are empty" and "how many empty houses"), then the word of what is counted; none where it is not plain.

    Other nouns, after an article, a preposition or "do", tell where or whose the counted things are, not which.
    """
    start = lead_length(question)
    found = [word for word in words(question.text, question.language) if word.start >= start]
    phrase = list(takewhile(lambda word: not word.function, found))
    plural = _PLURAL.get(question.language, _PLURAL["en"])
    counted = phrase[0] if len(phrase) == 1 else next((w for w in phrase if plural.search(w.text)), None)
    if not question.counted or counted is None:
        return ()
    told = [word for word in phrase if word is not counted]
    told += [
        word
        for before, word in pairwise(found[len(phrase) :])
        if not word.function and before.text.casefold() in _SAYS_HOW
    ]
    return tuple(told), (counted,)


_PLURAL = {"en": re.compile(r"s$"), "sv": re.compile(r"[^a]$")}
"""Endings of what is counted, beside those of the words that describe it."""
_SAYS_HOW = word_set(
    """are is were was be been being have has had stand stood lie lay remain remained still now not currently
    already är var vara varit blev blir blivit har hade står stod ligger låg fortfarande nu redan inte"""
)
"""Words after which it is told how the counted things are."""


LIGHT: Mapping[str, frozenset[str]] = {
    "en": word_set(
        """amount amounts value values figure figures number year years fiscal fy f ended period periods
        respective respectively company companys group many much between higher highest larger largest lower lowest
        greater greatest smaller smallest most least bigger biggest level table corresponding following"""
    ),
    "sv": word_set(
        """belopp värde år respektive högst störst minst lägst högre större mindre lägre tabell tabellen period
        perioden bolaget bolagets företaget företagets koncernen koncernens"""
    ),
}
"""Words that say no more than that a figure of some time is asked for."""

REPORTED: Mapping[str, frozenset[str]] = {
    "en": word_set(
        """calculated provided provide provides presented present presents included include includes available
        reported recorded listed list lists shown show shows disclosed given give gives covered cover covers
        information data made table tables"""
    ),
    "sv": word_set(
        "beräknas beräknats redovisas redovisats anges angivits visas finns uppgifter uppgift tabell tabellen"
    ),
}
"""Words that ask what a table holds, not what happened."""

PARTS: Mapping[str, frozenset[str]] = {
    "en": word_set(
        """component components item items type types category categories kind kinds part parts element elements
        line lines financial segment segments make makes making made consist consists consisting comprise comprises
        comprising compose composed include includes included including factor factors factored consider considered
        list listed calculate calculating calculation recorded presented shown table tables respective different"""
    ),
    "sv": word_set(
        """del delar post poster slag typ typer kategori kategorier komponent komponenter består bestå utgör utgörs
        ingår ingå omfattar tabell tabellen olika"""
    ),
}
"""Words that ask of what something is made up."""

CHANGES: Mapping[str, frozenset[str]] = {
    "en": word_set(
        """change changes changed increase increased decrease decreased variance difference growth grow grew rise
        fall"""
    ),
    "sv": word_set(
        "förändring förändringen förändrades ökning ökningen ökade minskning minskningen minskade skillnad"
    ),
}
"""Words for what became of a figure from one time to the next, in questions and in heads."""


def in_language(listed: Mapping[str, frozenset[str]], language: str) -> frozenset[str]:
    """The words of a list in a language; English ones where it has none in it."""
    return listed.get(language, listed["en"])
