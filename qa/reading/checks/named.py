"""Whether whom and what a question names is spoken of where an answer stands, and not somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import regex

from qa.language.countries import country_code, home_of
from qa.language.detection import language_of_text
from qa.language.pack import Language
from qa.language.words import FRAME, Word, content, words
from qa.reading.checks.search_context import SearchContext, is_spoken_of, name_keys, words_around
from qa.types import Quote

_NAME_WORD = r"\p{Lu}[\w’'-]+"
"""A name of a person, of two letters or more: "I" is none."""
_FULL_NAME = regex.compile(rf"(?<![\w-]){_NAME_WORD} {_NAME_WORD}")
_OPENS = re.compile(r"(?:^|[.!?:\n][\s\"“”»)]*|^[\s\"“”»(]+)$")


def names_spoken_of(on: SearchContext, quote: Quote) -> bool:
    """Whether the document speaks of everybody and every place named; of one of them in another language."""
    hits = on.by_document[quote.document.id]
    around = [word for hit in hits for word in words_around(hit)]
    language = quote.document.language
    known = [2 * sum(is_spoken_of(key, around) for key in name) >= len(name) for name in on.names]
    whole = "\n".join(f"{hit.document.title}\n{hit.passage.searchable}" for hit in hits)
    told = language_of_text(whole, language)
    if any(_is_part_of_name(name, whole, told) for name in on.question.names if _stands_alone(on, name)):
        return False
    if language and language != on.question.language:
        return not known or any(known)
    return all(known)


def _stands_alone(on: SearchContext, name: str) -> bool:
    """Whether a name of one word is no part of a longer word in the question itself."""
    return name.isalpha() and re.search(rf"{re.escape(name)}[-‑]", on.question.text) is None


def reason_of_another(on: SearchContext, quote: Quote) -> bool:
    """Whether a "why did X" is answered by a sentence that speaks of another person and not of X."""
    asked = on.question.reasoner
    key = name_keys(on.question, asked) if asked else ()
    if asked is None or not key or country_code(asked) is not None:
        return False
    said = words(quote.text, quote.document.language)
    return _FULL_NAME.search(quote.text) is not None and not any(is_spoken_of(each, said) for each in key)


def office_elsewhere(on: SearchContext, quote: Quote) -> bool:
    """Whether a "who is the head of X" is answered where the text has not spoken of X yet."""
    asked = on.question.body_of_office
    language = quote.document.language
    if asked is None or language != on.question.language:
        return False
    key = name_keys(on.question, asked)
    if not key:
        return False
    told = [f"{quote.document.title}\n{quote.document.source}\n{quote.text}"]
    for hit in on.by_document[quote.document.id]:
        before = hit.passage.text[: max(0, quote.end - hit.passage.start)]
        told.append(f"{hit.passage.context}\n{before}" if before else "")
    said = words(on.words.offices.came_from.sub(" ", "\n".join(told)), language)
    return not any(is_spoken_of(each, said) for each in key)


def of_namesake(on: SearchContext, quote: Quote) -> bool:
    """Whether a sentence tells of another of the same kind: of "the ferry Una" where the ferry Ida is asked
    about.
    """
    said = words(quote.text, quote.document.language)
    for name in on.question.names:
        keys = name_keys(on.question, name)
        if (
            keys
            and not any(is_spoken_of(key, said) for key in keys)
            and _bears_other_name(on, name, _within_sentences(said, quote.text))
        ):
            return True
    return False


def _bears_other_name(on: SearchContext, name: str, said: Sequence[Word]) -> bool:
    """Whether words name another by the noun that the question puts beside a name."""
    beside = re.search(rf"(?:([^\W\d_]+) )?\b{re.escape(name)}\b(?: ([^\W\d_]+))?", on.question.text)
    before, after = beside.groups() if beside else (None, None)
    # What follows a name may be a verb; after an article it is a noun: "the Halvorson brewery".
    is_noun = (before or "").casefold() in on.question.spoken.attribution.names.determiners
    before, after = _noun_key(on, before), _noun_key(on, after) if is_noun else None
    return any(
        (before and second.is_name and is_spoken_of(before, [first]))
        or (after and first.is_name and not first.function and is_spoken_of(after, [second]))
        for first, second in pairwise(said)
    )


def _noun_key(on: SearchContext, word: str | None) -> str | None:
    """The key of a word that is no name and carries content; None for any other."""
    found = content(words(word or "", on.question.language))
    return found[0].key if found and not found[0].is_name and found[0].key not in FRAME else None


def _within_sentences(said: Sequence[Word], text: str) -> list[Word]:
    """Words without those that open a sentence, whose capital tells nothing."""
    return [word for word in said if _OPENS.search(text[: word.start]) is None]


def _is_part_of_name(name: str, text: str, language: Language) -> bool:
    """Whether a name of one word stands only inside longer names: "France" in "Agence France-Presse"."""
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return bool(places) and all(_joined(name, text, start, end, language) for start, end in places)


def _joined(name: str, text: str, start: int, end: int, language: Language) -> bool:
    hyphened = text[start - 1 : start] in ("-", "‑", "–") or text[end : end + 1] in ("-", "‑")
    following = text[end : end + 40].split(maxsplit=1)
    bodies = language.checks.offices.bodies
    body = bool(following) and following[0].strip(".,").casefold() in bodies
    return hyphened or (body and (country_code(name) or home_of(name)) is not None)
