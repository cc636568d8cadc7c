"""Words of a question as the passages spell them: misspelt ones, and names typed without their capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from index.types import Hit
from qa.language.fields import NEVER
from qa.language.words import Vocabulary, Word, words
from qa.question.analysis import Question

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHORTEST = 5
"""Letters from which a word is taken for another one misspelt: shorter ones have too many neighbours."""

LONG, MOST_APART = 9, 2
"""Letters from which two slips are allowed in a word that is no name; else one letter is wrong, too many, missing
or has changed places with its neighbour.
"""


def respelt(question: Question, hits: Sequence[Hit]) -> str:
    """The question with its misspelt words and its names as the passages write them; itself where they do."""
    spoken = question.spoken.text
    rare = [term for term in question.terms if _may_be_rare(term, spoken.endings)]
    said = _said(hits) if rare else ()
    text = question.text
    for term in sorted(rare, key=lambda term: -term.start):
        spelt = _name_of(term, said, hits) if spoken.endings is NEVER else _spelling_of(term, said, hits)
        if spelt is not None:
            text = text[: term.start] + spelt + text[term.end :]
    return text


def _may_be_rare(term: Word, endings: re.Pattern[str]) -> bool:
    plain = term.text.isalpha() and not term.text.isupper() and not term.function
    return plain and not _is_word(term.text.casefold(), endings)


def _name_of(term: Word, said: Sequence[Word], hits: Sequence[Hit]) -> str | None:
    """How the passages write a name typed without its capital: always with one, inside a sentence too."""
    folded = term.text.casefold()
    same = {word.text for word in said if word.text.casefold() == folded}
    if not same or term.is_name or not all(text[0].isupper() for text in same):
        return None
    inside = re.compile(rf"[^\W\d_],? (?:{'|'.join(map(re.escape, sorted(same)))})(?!\w)")
    return min(same) if any(inside.search(hit.passage.text) for hit in hits) else None


def _spelling_of(term: Word, said: Sequence[Word], hits: Sequence[Hit]) -> str | None:
    """How the passages write a word; None where they write it so, or hold nothing like it."""
    folded = term.text.casefold()
    if any(word.text.casefold() == folded for word in said):
        return _name_of(term, said, hits)
    if len(folded) < SHORTEST or Vocabulary(said).says(term.key):
        return None
    near = _nearest(term, said)
    return near and _cased(near, term.text)


def _said(hits: Sequence[Hit]) -> tuple[Word, ...]:
    return tuple(
        word
        for hit in hits
        for word in words(f"{hit.document.title}\n{hit.passage.searchable}", hit.document.language)
    )


def _nearest(term: Word, said: Sequence[Word]) -> str | None:
    """The one word of the passages that the term is nearly; None where there is none, or several are as near."""
    from rapidfuzz.distance import OSA

    folded = term.text.casefold()
    most = MOST_APART if len(folded) >= LONG and not term.is_name else 1
    apart: dict[str, tuple[int, str]] = {}
    for word in _candidates(term, said):
        pairs = ((folded, word.text.casefold()), (term.key, word.key))
        distance = min(OSA.distance(*pair, score_cutoff=most) for pair in pairs)
        if distance <= most and (word.key not in apart or distance < apart[word.key][0]):
            apart[word.key] = distance, word.text
    least = min((distance for distance, _ in apart.values()), default=0)
    nearest = [text for distance, text in apart.values() if distance == least]
    return nearest[0] if len(nearest) == 1 else None


def _candidates(term: Word, said: Sequence[Word]) -> Iterator[Word]:
    first = term.text[0].casefold()
    for word in dict.fromkeys(said):
        same_kind = word.is_name or not term.is_name
        if (
            same_kind
            and word.text[0].casefold() == first
            and len(word.text) >= SHORTEST - 1
            and word.text.isalpha()
        ):
            yield word


def _cased(word: str, asked: str) -> str:
    """A word of a passage as the question writes its own: a name stays one."""
    return word if asked[0].isupper() or word[0].isupper() else word.casefold()


@lru_cache(maxsize=1)
def _pieces() -> Tokenizer:
    from index.embedding.shipped import FOLDER
    from index.embedding.wordpieces import open_tokenizer

    return open_tokenizer(FOLDER)


def _is_word(folded: str, endings: re.Pattern[str]) -> bool:
    """Whether a word is so common that it has a word piece of its own, or would have without its ending."""
    stem = endings.sub("", folded)
    return any(_pieces().token_to_id(form) is not None for form in (folded, stem, f"{stem}e"))
