"""The phrases that stand out in a collection: runs of words that say something, weighed by C-value and rarity.

C-value (Frantzi, Ananiadou, Mima 2000) weighs a phrase by its length and by how often it occurs outside longer
phrases that hold it. Here a phrase of one word weighs too (log2(1 + length)), and how often is the sum over
documents of log(1 + times), so that what many documents speak of goes before what one repeats; a document counts
the more where its title or its opening has the phrase. Against common words stands how rare each word is, by its
place in the vocabulary of BERT, which goes from frequent to rare.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from index.stopwords import stop_words
from index.types import Document, DocumentInfo, Span
from qa.answering.collection.shelf import Shelf
from qa.language import cldr
from qa.language.detection import language_of_text
from qa.language.pack import pack_of
from qa.language.words import stem

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Key = tuple[str, ...]
"""The stems of a phrase."""

MOST = 8
"""Phrases told: as many as one reads at a glance."""

DOCUMENTS = 300
"""Documents that are read, spread evenly over the collection: more change the first phrases little."""

CHARACTERS = 12_000
"""Characters read of each: a text says early what it is about."""

OPENING = 600
"""Characters in which a text says what it is about."""

LONGEST = 3
"""Words of a phrase at most: longer runs are lists of names and sentences without function words."""

IN_TITLE, IN_OPENING, FURTHER_ON = 4.0, 2.0, 0.5
"""What a document counts by where it first has a phrase: YAKE and others let early words weigh more. These steps
were set by looking at six piles (reports, laws, minutes, news, programmes, mail).
"""

PLAIN_WORD = 0.6
"""What one word alone counts that is no name: it may as well be a verb or an adjective."""

COMMON_SHARE, COMMON_WORD = 0.5, 0.2
"""What a phrase counts that stands in half of the documents and in no title: it belongs to how documents of their
sort are made ("press release", "paragraph"), not to what they are about.
"""

_FEWEST_LETTERS = 3
_FEWEST_TIMES = 2
"""Times that a phrase must occur in all: what occurs once stands out nowhere."""

_COMMONEST = 1996
"""The number of the commonest word ("the") in the vocabulary of BERT, whose words stand in order of frequency."""

_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_RUN = re.compile(r"[^\W\d_]+(?:[-.&][^\W\d_]+)*")
_BETWEEN = re.compile(r"[ \u00a0]|-")


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A phrase as the documents write it most often, its weight, in how many documents it is, where it stands."""

    text: str
    weight: float
    documents: int
    info: DocumentInfo
    span: Span


@dataclass(slots=True)
class _Seen:
    """What is counted of a phrase: how it is written and where so first; by document how often and where first."""

    forms: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    places: dict[str, Span] = field(default_factory=dict)
    written: dict[str, tuple[DocumentInfo, Span]] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The phrase as it is written most often."""
        return self.forms.most_common(1)[0][0]

    @property
    def spread(self) -> float:
        """How often it occurs: what a document repeats counts ever less."""
        return sum(math.log1p(times) * self._placed(name) for name, times in self.times.items())

    def _placed(self, document: str) -> float:
        if document in self.titled:
            return IN_TITLE
        return IN_OPENING if self.places[document].start < OPENING else FURTHER_ON


def keyphrases(shelf: Shelf, infos: Sequence[DocumentInfo]) -> list[Keyphrase]:
    """The phrases that stand out in the documents, the weightiest first, no two with a word in common."""
    seen: dict[Key, _Seen] = defaultdict(_Seen)
    read = _spread(infos)
    for info in read:
        for key, span, words in _phrases(shelf.document(info)):
            entry = seen[key]
            entry.forms[words] += 1
            entry.times[info.id] += 1
            entry.places.setdefault(info.id, span)
            entry.written.setdefault(words, (info, span))
        for key, _, _ in _phrases(Document(info, info.title)):
            if key in seen:
                seen[key].titled.add(info.id)
    shared = {key: entry for key, entry in seen.items() if entry.times.total() >= _FEWEST_TIMES}
    weights = _weights(shared)
    for key, entry in shared.items():
        if not entry.titled and len(entry.times) >= max(2, COMMON_SHARE * len(read)):
            weights[key] *= COMMON_WORD
    chosen: list[Key] = []
    for key in sorted(weights, key=lambda key: (-weights[key], key)):
        if len(chosen) < MOST and not any(set(key) & set(other) for other in chosen):
            chosen.append(key)
    return [_keyphrase(shared[key], weights[key]) for key in chosen]


def _spread(infos: Sequence[DocumentInfo]) -> Sequence[DocumentInfo]:
    if len(infos) <= DOCUMENTS:
        return infos
    return [infos[number * len(infos) // DOCUMENTS] for number in range(DOCUMENTS)]


def _weights(seen: Mapping[Key, _Seen]) -> dict[Key, float]:
    """The C-value of each phrase, times how rare its words are."""
    spread = {key: entry.spread for key, entry in seen.items()}
    around: dict[Key, list[float]] = defaultdict(list)
    for key in seen:
        for part in _inside(key):
            around[part].append(spread[key])
    weights = {}
    for key, entry in seen.items():
        longer = around.get(key, ())
        alone = spread[key] - (sum(longer) / len(longer) if longer else 0.0)
        weights[key] = math.log2(1 + len(key)) * alone * _rarity(entry.text)
    return weights


def _inside(key: Key) -> Iterator[Key]:
    """Every shorter run of a phrase."""
    for length in range(1, len(key)):
        for start in range(len(key) - length + 1):
            yield key[start : start + length]


def _rarity(phrase: str) -> float:
    """How rare the words of a phrase are on average: 0 for the commonest word, 1 for one that is in no list."""
    words = phrase.split()
    told = PLAIN_WORD if len(words) == 1 and phrase.islower() else 1.0
    return told * sum(_rarity_of_word(word.casefold()) for word in words) / len(words)


@lru_cache(maxsize=20_000)
def _rarity_of_word(word: str) -> float:
    tokenizer = _vocabulary()
    number = tokenizer.token_to_id(word)
    if number is None:
        return 1.0
    rank, last = max(number, _COMMONEST), tokenizer.get_vocab_size()
    return math.log(rank / _COMMONEST) / math.log(last / _COMMONEST)


@lru_cache(maxsize=1)
def _vocabulary() -> Tokenizer:
    from index.embedding.shipped import FOLDER
    from index.embedding.wordpieces import open_tokenizer

    return open_tokenizer(FOLDER)


def _keyphrase(entry: _Seen, weight: float) -> Keyphrase:
    info, span = entry.written[entry.text]
    return Keyphrase(entry.text, weight, len(entry.times), info, span)


def _phrases(document: Document) -> Iterator[tuple[Key, Span, str]]:
    """Every run of up to `LONGEST` words that say something, with its stems."""
    text = _ADDRESS.sub(lambda found: "\n" * len(found[0]), document.text[:CHARACTERS])
    language = language_of_text(text, document.info.language)
    plain = _plain(language.code)
    run: list[re.Match[str]] = []
    for match in _RUN.finditer(text):
        says_something = match.group().casefold() not in plain and len(match.group()) >= _FEWEST_LETTERS
        if run and not (says_something and _BETWEEN.fullmatch(text[run[-1].end() : match.start()])):
            yield from _parts(text, run, language.code)
            run = []
        if says_something:
            run.append(match)
    yield from _parts(text, run, language.code)


def _parts(text: str, run: Sequence[re.Match[str]], code: str) -> Iterator[tuple[Key, Span, str]]:
    stems = [stem(match.group().casefold(), code) for match in run]
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + LONGEST) + 1):
            span = Span(run[start].start(), run[end - 1].end())
            yield tuple(stems[start:end]), span, " ".join(text[span.start : span.end].split())


@lru_cache(maxsize=32)
def _plain(code: str) -> frozenset[str]:
    """Words of a language that say nothing of a matter: those that carry grammar, the long list of stopwordsiso,
    times, and what documents themselves are called.
    """
    import stopwordsiso

    listed = stopwordsiso.stopwords(code) if stopwordsiso.has_lang(code) else ()
    spoken = pack_of(code)
    called = (*spoken.collection.documents, *spoken.collection.kinds)
    times = (*cldr.months(spoken), *cldr.weekdays(spoken, ("wide", "abbreviated")), *spoken.times.units)
    words = (*spoken.text.function, *spoken.text.typical, *spoken.questions.saying, *called, *times)
    return frozenset(word.casefold() for word in (*listed, *stop_words(code), *words))
