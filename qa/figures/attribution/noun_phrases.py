"""Cuts a sentence into words and finds the noun phrases that name somebody or something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.language.cldr import months, weekdays
from qa.language.pack import Language

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-[^\W_]+)?|[^\W_]+(?:[-’'&/.,](?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_APOSTROPHES = ("'", "’")
POSSESSIVES = ("'s", "’s")
"""How a possessive ends that stands in one word with its owner."""
_HEADLINE_WORD = 4
"""Shorter words are written small in headlines too ("of", "the"), so that they tell nothing."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words and marks of a sentence as parallel lists; offsets are those of the text it was cut from.

    `headline`: whether every longer word has a capital, so that a capital marks no name.
    """

    source: str
    language: Language
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    headline: bool

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, index: int) -> str:
        """The word in lower case, the empty string outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def text(self, first: int, stop: int) -> str:
        """The source from word `first` up to word `stop`."""
        return self.source[self.starts[first] : self.ends[stop - 1]] if first < stop else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return 0 <= index < len(self.texts) and self.texts[index][0].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether the word is punctuation, or outside the sentence."""
        return not 0 <= index < len(self.texts) or not (self.texts[index][0].isalnum())

    def any_of(self, known: frozenset[str], first: int, stop: int) -> bool:
        """Whether one of the words from `first` up to `stop` is among `known`."""
        return not known.isdisjoint(self.lowers[max(0, first) : max(0, stop)])

    def index_at(self, offset: int) -> int:
        """The first word that ends after `offset`."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def words_of(text: str, language: Language, start: int = 0, end: int | None = None) -> SentenceWords:
    """The words and marks of `text` from `start` to `end`, in linear time."""
    matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
    texts = [m.group() for m in matches]
    long = [t for t in texts if len(t) >= _HEADLINE_WORD and t[0].isalpha()]
    return SentenceWords(
        text, language, texts, [t.lower() for t in texts],
        [m.start() for m in matches], [m.end() for m in matches],
        headline=all(t[0].isupper() for t in long),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _months(language: Language) -> frozenset[str]:
    return frozenset(months(language, ("wide",)))


@lru_cache(maxsize=64)
def _weekdays(language: Language) -> frozenset[str]:
    return frozenset(weekdays(language))


@lru_cache(maxsize=64)
def _breaks(language: Language) -> frozenset[str]:
    return language.attribution.names.breaks | _months(language) | _weekdays(language)


def is_name_word(words: SentenceWords, index: int) -> bool:
    """Whether the word is capitalised and no month, weekday, sentence opener or role that opens its sentence.

    A month or the like counts where it stands within a name: "The May Institute".
    """
    if not words.capital(index):
        return False
    names, word = words.language.attribution.names, words.lowers[index]
    if word in _breaks(words.language) and not _within_name(words, index):
        return False
    if index > 0 or is_acronym(words, index) or _is_given_name(words, index):
        return True
    return word not in names.roles and word not in names.determiners


def _within_name(words: SentenceWords, index: int) -> bool:
    """Whether a word that is mostly no name stands in one: "the Sunday Times", "Theresa May", "April Jones"."""
    if words.headline or not words.capital(index) or is_acronym(words, index):
        return False
    month, goes_on = words.lowers[index] in _months(words.language), _capital_follows(words, index)
    if index == 0 or words.lowers[index - 1] in words.language.attribution.names.name_articles:
        return goes_on and (month or index > 0)
    if not is_name_word(words, index - 1) or _leads(words, index - 1):
        return False
    if words.lowers[index] in _weekdays(words.language):
        return goes_on and _opens_name(words, index - 1)
    return goes_on or (month and not words.lower(index + 1)[:1].isdigit())


def _capital_follows(words: SentenceWords, index: int) -> bool:
    """Whether a name goes on after the word, perhaps over a link: "March of Dimes"."""
    linked = words.lower(index + 1) in words.language.attribution.names.role_links
    return words.capital(index + 2 if linked else index + 1)


def _leads(words: SentenceWords, index: int) -> bool:
    """Whether the word has a capital only because it opens the sentence: "In", "Last"."""
    attribution = words.language.attribution
    return words.lowers[index] in attribution.names.stops or words.lowers[index] in attribution.speakers.leading


def _opens_name(words: SentenceWords, last: int) -> bool:
    """Whether the run of names that ends at `last` opens the sentence or follows an article: "The Hospital"."""
    while last > 0 and words.capital(last - 1):
        last -= 1
    return (last == 0 and not _leads(words, 0)) or is_determiner(words, last) or is_determiner(words, last - 1)


def _is_given_name(words: SentenceWords, index: int) -> bool:
    """Whether a word that opens other phrases too is a first name: "Will Young", but not "Will Young say?"."""
    given = words.lower(index) in words.language.attribution.names.given
    return given and words.capital(index) and words.capital(index + 1) and words.lowers[-1] != "?"


def is_acronym(words: SentenceWords, index: int) -> bool:
    """Whether the word is written in capitals throughout: UN and WHO are names, un and who are not."""
    return 0 <= index < len(words.texts) and len(words.texts[index]) > 1 and words.texts[index].isupper()


def is_determiner(words: SentenceWords, index: int) -> bool:
    """Whether the word is an article or a possessive pronoun."""
    if words.lower(index) not in words.language.attribution.names.determiners:
        return False
    return not is_acronym(words, index) and not _is_given_name(words, index)


def is_role(words: SentenceWords, index: int) -> bool:
    """Whether the word says what somebody who speaks is: "ministry", "spokesman"."""
    return words.lower(index) in words.language.attribution.names.roles


def strip_possessive(text: str) -> str:
    """A name without its possessive ending ("Amnesty's", "Airwars’")."""
    for ending in (*POSSESSIVES, *_APOSTROPHES):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text


def phrase_ending_at(words: SentenceWords, last: int, floor: int) -> int:
    """The first word of the noun phrase whose last word is `last`, not before `floor`."""
    if words.lower(last) in words.language.attribution.names.pronouns:
        return last
    first = last
    while first > floor and (before := _extended(words, first, floor)) is not None:
        first = before
    return first


def _extended(words: SentenceWords, first: int, floor: int) -> int | None:
    """The word before `first` that belongs to its noun phrase; None where the phrase begins at `first`."""
    names, before = words.language.attribution.names, first - 1
    word = words.lowers[before]
    if is_determiner(words, first) and word not in names.links:
        return before if _article_within(words, first) else None
    if words.texts[before][0].isdigit() and not words.capital(first):
        return None
    if words.is_mark(before):
        return before - 1 if before > floor and _mark_within(words, before) else None
    if word in _breaks(words.language):
        return before if _within_name(words, before) or _joins_name(words, before) else None
    linked = word in names.links and _linked(words, before, floor)
    return None if is_stop(words, before) and not linked else before


def _mark_within(words: SentenceWords, mark: int) -> bool:
    """Whether a mark stands in a name: "the doctors’ union", "Dr. Holt", "Marks & Spencer"."""
    if words.lowers[mark] == "&":
        return words.capital(mark - 1) and words.capital(mark + 1)
    if words.lowers[mark] in _APOSTROPHES:
        return words.lowers[mark - 1].endswith("s") and not words.is_mark(mark + 1)
    return _abbreviates(words, mark)


def _abbreviates(words: SentenceWords, mark: int) -> bool:
    abbreviations = words.language.attribution.names.abbreviations
    return words.lowers[mark] == "." and words.capital(mark - 1) and words.lower(mark - 1) in abbreviations


def is_stop(words: SentenceWords, index: int) -> bool:
    """Whether the word ends a noun phrase: a preposition, a conjunction, a verb; not where it is in a name."""
    attribution, word = words.language.attribution, words.lowers[index]
    if is_acronym(words, index) or _is_given_name(words, index):
        return False
    if word in attribution.names.stops:
        return not _capital_within(words, index)
    saying = attribution.saying
    return word in saying.verbs and word not in saying.ambiguous and not words.capital(index)


def _capital_within(words: SentenceWords, index: int) -> bool:
    """Whether a word written with a capital stands in the middle of a sentence beside a name: "Not For Sale"."""
    if words.headline or index == 0 or not words.capital(index) or words.is_mark(index - 1):
        return False
    return words.capital(index + 1) and (words.capital(index - 1) or is_determiner(words, index - 1))


def _article_within(words: SentenceWords, article: int) -> bool:
    """Whether an article stands inside a name: "Save the Children", but not "In Syria the Army"."""
    before = article - 1
    if words.headline or words.capital(article) or not _plain_name(words, article + 1):
        return False
    if not _plain_name(words, before) or words.lowers[before] in words.language.text.function:
        return False
    opening = before
    while opening > 0 and (words.capital(opening - 1) or is_determiner(words, opening - 1)):
        opening -= 1
    if opening > 0 and words.lowers[opening - 1] in words.language.places.strong:
        return False
    if words.lowers[opening] in words.language.places.strong:
        return False
    attribution, word = words.language.attribution, words.lowers[before]
    if before > 0 and (words.lowers[before - 1] == "," or not words.is_mark(before - 1)):
        return True
    adverb = word in attribution.subjects.between or word in attribution.speakers.leading
    return not adverb and not is_adverb(words, before)


def _plain_name(words: SentenceWords, index: int) -> bool:
    return is_name_word(words, index) and not is_acronym(words, index) and words.texts[index].isalpha()


def is_adverb(words: SentenceWords, at: int) -> bool:
    """Whether the word is an adverb by its ending."""
    names, word = words.language.attribution.names, words.lowers[at]
    ending = next((e for e in names.adverb_endings if word.endswith(e)), None)
    return ending is not None and len(word) > len(ending) + _SHORTEST_ADJECTIVE and word not in names.no_adverbs


_SHORTEST_ADJECTIVE = 2
"""Letters of the adjective in an adverb at least: "shyly", but not "ally"."""


def _linked(words: SentenceWords, link: int, floor: int) -> bool:
    """Whether a linking word stands between two parts of one name."""
    names, before, after = words.language.attribution.names, words.lower(link - 1), words.lower(link + 1)
    if link <= floor:
        return False
    if words.lower(link) in names.joining_links:
        return is_name_word(words, link - 1) and is_name_word(words, link + 1)
    if not (is_name_word(words, link - 1) or before in names.roles or before in names.links):
        return False
    known = after in names.determiners or after in names.links or after in names.roles
    return known or is_name_word(words, link + 1)


def _joins_name(words: SentenceWords, link: int) -> bool:
    """Whether "and" stands in one body's name and not between two: "the Food and Agriculture Organization"."""
    known = words.language.attribution
    if words.lowers[link] not in known.names.joining_links or is_acronym(words, link - 1):
        return False
    if not (is_name_word(words, link - 1) and is_name_word(words, link + 1)):
        return False
    first, last = link - 1, link + 1
    while first > 0 and is_name_word(words, first - 1):
        first -= 1
    while is_name_word(words, last + 1):
        last += 1
    if words.lower(first - 1) in known.names.role_links:
        return True
    body = words.lowers[last] in known.speakers.bodies or is_role(words, last)
    return body and is_determiner(words, first - 1)


def phrase_starting_at(words: SentenceWords, first: int, ceiling: int) -> int:
    """The word after the noun phrase that begins at `first`: determiners, adjectives, names or a plain noun."""
    at = first
    while at < ceiling and is_determiner(words, at):
        at += 1
    begun = at
    named = role = False
    while at < ceiling:
        if words.is_mark(at):
            if at == 0 or words.lowers[at] in _APOSTROPHES or not _mark_within(words, at):
                break
            at += 1
            continue
        if is_name_word(words, at):
            named = True
        elif at > begun and _is_link(words, at):
            if not _link_goes_on(words, at, named):
                break
        elif not _goes_on(words, at, ceiling, named, role):
            break
        role = role or is_role(words, at)
        at += 1
    return at


def _is_link(words: SentenceWords, index: int) -> bool:
    return words.lowers[index] in words.language.attribution.names.links and not is_acronym(words, index)


def _link_goes_on(words: SentenceWords, link: int, named: bool) -> bool:
    """Whether a name or a role follows the link that belongs to what stands before it."""
    names, inner = words.language.attribution.names, link + 1
    while words.lower(inner) in names.name_articles:
        inner += 1
    if is_name_word(words, inner) and (named or is_role(words, link - 1)):
        return True
    return words.lowers[link] in names.role_links and is_role(words, inner)


def _goes_on(words: SentenceWords, at: int, ceiling: int, named: bool, role: bool) -> bool:
    """Whether a word without a capital belongs to the phrase; after a name or a role only a role may."""
    if is_stop(words, at) or words.texts[at][0].isdigit():
        return False
    if is_role(words, at) or not (named or role):
        return True
    return named and (_name_goes_on(words, at, ceiling) or _name_closes(words, at))


def _name_closes(words: SentenceWords, article: int) -> bool:
    """Whether an article and a last capital end a name: "according to Save the Children, …"."""
    saying = words.language.attribution.saying
    if not is_determiner(words, article) or not _article_within(words, article):
        return False
    after = article + 2
    return words.is_mark(after) or words.lowers[after] in saying.verbs or words.texts[after][0].isdigit()


def _name_goes_on(words: SentenceWords, at: int, ceiling: int) -> bool:
    """Whether a role follows within two words: "the EU border agency Frontex"."""
    verbs = words.language.attribution.saying.verbs
    for ahead in (at + 1, at + 2):
        if ahead >= ceiling or words.is_mark(ahead) or is_determiner(words, ahead):
            return False
        if is_stop(words, ahead) or words.lowers[ahead] in verbs:
            return False
        if is_role(words, ahead):
            return True
    return False
