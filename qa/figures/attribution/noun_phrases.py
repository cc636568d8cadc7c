"""Where the noun phrases that name somebody or something begin and end."""

from __future__ import annotations

from qa.figures.attribution.name_words import (
    APOSTROPHES,
    breaking_words,
    is_acronym,
    is_adverb,
    is_determiner,
    is_name_word,
    is_role,
    is_stop,
    stands_within_name,
)
from qa.figures.attribution.sentence_words import SentenceWords


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
    if word in breaking_words(words.language):
        return before if stands_within_name(words, before) or _joins_name(words, before) else None
    linked = word in names.links and _linked(words, before, floor)
    return None if is_stop(words, before) and not linked else before


def _mark_within(words: SentenceWords, mark: int) -> bool:
    """Whether a mark stands in a name: "the doctors’ union", "Dr. Holt", "Marks & Spencer"."""
    if words.lowers[mark] == "&":
        return words.capital(mark - 1) and words.capital(mark + 1)
    if words.lowers[mark] in APOSTROPHES:
        return words.lowers[mark - 1].endswith("s") and not words.is_mark(mark + 1)
    return _abbreviates(words, mark)


def _abbreviates(words: SentenceWords, mark: int) -> bool:
    abbreviations = words.language.attribution.names.abbreviations
    return words.lowers[mark] == "." and words.capital(mark - 1) and words.lower(mark - 1) in abbreviations


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
            if at == 0 or words.lowers[at] in APOSTROPHES or not _mark_within(words, at):
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
