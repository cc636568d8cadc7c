"""What a word of a sentence is to a noun phrase: part of a name, an article, a role, its end."""

from __future__ import annotations

from functools import lru_cache

from qa.figures.attribution.sentence_words import SentenceWords
from qa.language.cldr import months, weekdays
from qa.language.pack import Language

POSSESSIVES = ("'s", "’s")
"""How a possessive ends that stands in one word with its owner."""
APOSTROPHES = ("'", "’")


@lru_cache(maxsize=64)
def _months(language: Language) -> frozenset[str]:
    return frozenset(months(language, ("wide",)))


@lru_cache(maxsize=64)
def _weekdays(language: Language) -> frozenset[str]:
    return frozenset(weekdays(language))


@lru_cache(maxsize=64)
def breaking_words(language: Language) -> frozenset[str]:
    """Words with a capital that are part of no name unless they stand within one: months, weekdays, "However"."""
    return language.attribution.names.breaks | _months(language) | _weekdays(language)


def is_name_word(words: SentenceWords, index: int) -> bool:
    """Whether the word is capitalised and no month, weekday, sentence opener or role that opens its sentence.

    A month or the like counts where it stands within a name: "The May Institute".
    """
    if not words.capital(index):
        return False
    names, word = words.language.attribution.names, words.lowers[index]
    if word in breaking_words(words.language):
        return stands_within_name(words, index)
    if index > 0 or is_acronym(words, index) or _is_given_name(words, index):
        return True
    return word not in names.roles and word not in names.determiners


def stands_within_name(words: SentenceWords, index: int) -> bool:
    """Whether a word that is mostly no name stands in one: "the Sunday Times", "Theresa May", "April Jones"."""
    if words.headline or not words.capital(index) or is_acronym(words, index):
        return False
    month, goes_on = words.lowers[index] in _months(words.language), _capital_follows(words, index)
    if index == 0 or words.lowers[index - 1] in words.language.attribution.names.name_articles:
        return goes_on and (month or index > 0)
    before = words.lowers[index - 1]
    if before in breaking_words(words.language) or not is_name_word(words, index - 1) or _leads(words, index - 1):
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
    for ending in (*POSSESSIVES, *APOSTROPHES):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text


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


def is_adverb(words: SentenceWords, at: int) -> bool:
    """Whether the word is an adverb by its ending."""
    names, word = words.language.attribution.names, words.lowers[at]
    ending = next((e for e in names.adverb_endings if word.endswith(e)), None)
    return ending is not None and len(word) > len(ending) + _SHORTEST_ADJECTIVE and word not in names.no_adverbs


_SHORTEST_ADJECTIVE = 2
"""Letters of the adjective in an adverb at least: "shyly", but not "ally"."""
