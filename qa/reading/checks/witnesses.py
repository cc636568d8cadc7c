"""What a marked answer must stand up to: who and what the question names is spoken of where the answer stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.types import Hit
from qa.figures.amounts import amounts_in
from qa.figures.attribution import sayings_in
from qa.figures.scope.periods import Calendar, times_in
from qa.figures.scope.places import country_code, home_of
from qa.language.words import Word, alike, content, word_set, words
from qa.question.analysis import Question, QuestionKind, lead_length
from qa.reading.checks import counts, deeds, measures, negations, other_scope, roles
from qa.reading.checks.answer_shape import Wanted, fits
from qa.reading.overlap.answer_spans import is_date_word
from qa.reading.statements import changes
from qa.reading.tables.asked_cells import Tables
from qa.types import Figure, Quote, Stance

_ANYBODY = frozenset(("=people", "=civilian", "=death", "=injure", "=figure"))
"""Counted things that texts name in too many ways to ask for the word itself."""

_MEASURES = frozenset(("=money", "del", "=share", "part", "=price", "=year", "=month", "=week", "=day"))
"""Counted things that are written as a sign, a unit or a fraction."""

_LONG, _MISSPELT = 6, 75.0
"""Letters from which a word may be misspelt, and the rapidfuzz similarity, 0 to 100, at which it still is one."""

_READER_SURE = 0.3
"""Score from which an answer may stand in a passage that shares no word with the question but names."""

_TOLD_IN_THE_SAME_WORDS = frozenset((QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE))
"""Kinds whose answer stands beside what is asked; a what, why or how is often told in other words."""


_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,}")
"""A name of single letters: "R.E.M.", "U.N."."""

_BYLINE_WORDS = 9
_SUBJECT_WORDS = 2
_OFFICE = re.compile(
    r"(?i:(?:and |but |och |men )?(?:who|vem) (?:is|was|became|are|were|är|var|blev))\b.*"
    r" (?:of|at|for|på|i|för|hos|av) (?:the )?(?P<body>[A-ZÅÄÖ][\w’'-]*(?: [A-ZÅÄÖ][\w’'-]*)*)\s*\?*$"
)
"""A question after the holder of an office, by the body it is held in."""
_CAME_FROM = re.compile(
    r"\b(?:came|comes|moved|recruited|hired|worked|formerly|previously|kom|kommer|närmast|tidigare)\b[^.!?\n]*",
    re.IGNORECASE,
)
"""What tells where somebody was before, in another body."""
_WHY_SOMEBODY = re.compile(
    r"(?:(?i:(?:and |but |so )?why (?:did|does|do|was|were|is|are|has|had))|(?i:(?:och |men )?varför) [a-zåäö]+) "
    r"(?P<name>[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)*)"
)
_FULL_NAME = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\w’'-]+ [A-ZÅÄÖ][\w’'-]+")
_PUBLISHED = re.compile(r"\b(?:publish|appear|written|print|report|publicer|skrev|skriv)\w*", re.IGNORECASE)


class Witnesses:
    """The words around every passage of a search, to check marked answers against a question's own words."""

    def __init__(self, question: Question, hits: Sequence[Hit]) -> None:
        self._question = question
        self._hits = {hit.passage.id: hit for hit in hits}
        self._by_document: dict[str, list[Hit]] = {}
        for hit in hits:
            self._by_document.setdefault(hit.document.id, []).append(hit)
        self._documents = [hits[0].document for hits in self._by_document.values()]
        # The first word has a capital anyway.
        opening = re.sub(r"^[\W_]+", "", question.text)
        named = [name for name in question.names if not opening.startswith(name)]
        self._names = tuple(name for name in map(self._name_keys, named) if name)
        self._head = _counted_head(question)
        self.tables = Tables(question, hits)

    def stands(self, quote: Quote) -> bool:
        """Whether nothing speaks against the quote as an answer."""
        return (
            self._names_spoken_of(quote)
            and self._fits_kind(quote)
            and not self._repeats_question(quote)
            and not self._other_figure(quote)
            and not roles.is_object_of_act(self._question, quote)
            and not roles.age_of_another(self._question, quote)
            and not roles.said_by_another(self._question, quote)
            and not roles.wrote_only(self._question, quote)
            and not negations.affirms(self._question, quote)
            and self._speaks_of_matter(quote)
            and not self.tables.contradicts(quote)
            and not deeds.lacks_deed(self._question, self._hits[quote.passage_id], quote)
            and not changes.marks_other_end(self._question, quote)
            and not measures.of_another_measure(self._question, quote, self._head is not None)
            and not other_scope.of_other_year(self._question, self._by_document[quote.document.id], quote)
            and not other_scope.of_other_issue(self._question, self._documents, quote)
            and not self._office_elsewhere(quote)
            and not self.reason_of_another(quote)
        )

    def _name_keys(self, name: str) -> tuple[str, ...]:
        found = words(name, self._question.language)
        return tuple(
            word.key
            for word in found
            if not word.function and word.is_name and len(word.text) > 1 and not is_date_word(word.text)
        )

    def _names_spoken_of(self, quote: Quote) -> bool:
        """Whether the document speaks of everybody and every place named; of one of them in another language."""
        hits = self._by_document[quote.document.id]
        around = [word for hit in hits for word in _around(hit)]
        language = quote.document.language
        known = [2 * sum(_spoken_of(key, around) for key in name) >= len(name) for name in self._names]
        whole = "\n".join(f"{hit.document.title}\n{hit.passage.searchable}" for hit in hits)
        if any(_is_part_of_name(name, whole) for name in self._question.names if self._stands_alone(name)):
            return False
        if language and language != self._question.language:
            return not known or any(known)
        return all(known)

    def _stands_alone(self, name: str) -> bool:
        """Whether a name of one word is no part of a longer word in the question itself."""
        return name.isalpha() and re.search(rf"{re.escape(name)}[-‑]", self._question.text) is None

    def _fits_kind(self, quote: Quote) -> bool:
        """Whether a "how many" gets an amount in a passage that names what is counted, a "when" a time."""
        language = quote.document.language
        if quote.answer is None:
            return True
        if self._question.kind is not QuestionKind.HOW_MANY:
            said = content(words(quote.answer_text, language))
            timely = self._question.kind is not QuestionKind.WHEN or fits(quote.answer_text, Wanted.DATE)
            says = bool(said) or _INITIALS.fullmatch(quote.answer_text) is not None
            named = not _TITLE_ASKED.search(self._question.text) or _holds_name(quote.answer_text)
            return (
                says
                and timely
                and named
                and not self._dateline(quote)
                and not self._bare_number(quote)
                and not self._names_subject(quote)
            )
        told = amounts_in(quote.answer_text, language or "en") or re.search(r"\d", quote.answer_text)
        if not told and not measures.told_without_number(self._question, quote.answer_text):
            return False
        if self._head is None or (language and language != self._question.language):
            return True
        return _spoken_of(self._head.key, _around(self._hits[quote.passage_id]))

    def _names_subject(self, quote: Quote) -> bool:
        """Whether a "why" is answered with the word or two with which a sentence opens, whom it tells of, or
        with a date.
        """
        if self._question.kind is not QuestionKind.WHY or quote.answer is None:
            return False
        if all(
            word.is_number or is_date_word(word.text)
            for word in content(words(quote.answer_text, quote.document.language))
        ):
            return True
        opens = not re.search(r"\w", quote.text[: quote.answer.start - quote.start])
        goes_on = re.match(r"\W*\w", quote.text[quote.answer.end - quote.start :])
        return opens and goes_on is not None and len(quote.answer_text.split()) <= _SUBJECT_WORDS

    def reason_of_another(self, quote: Quote) -> bool:
        """Whether a "why did X" is answered by a sentence that speaks of another person and not of X."""
        asked = _WHY_SOMEBODY.match(self._question.text)
        key = self._name_keys(asked["name"]) if asked else ()
        if asked is None or not key or country_code(asked["name"]) is not None:
            return False
        said = words(quote.text, quote.document.language)
        return _FULL_NAME.search(quote.text) is not None and not any(_spoken_of(each, said) for each in key)

    def _office_elsewhere(self, quote: Quote) -> bool:
        """Whether a "who is the head of X" is answered where the text has not spoken of X yet."""
        asked = _OFFICE.match(self._question.text)
        language = quote.document.language
        if asked is None or self._question.kind is not QuestionKind.WHO or language != self._question.language:
            return False
        key = self._name_keys(asked["body"])
        if not key:
            return False
        told = [f"{quote.document.title}\n{quote.document.source}\n{quote.text}"]
        for hit in self._by_document[quote.document.id]:
            before = hit.passage.text[: max(0, quote.end - hit.passage.start)]
            told.append(f"{hit.passage.context}\n{before}" if before else "")
        said = words(_CAME_FROM.sub(" ", "\n".join(told)), language)
        return not any(_spoken_of(each, said) for each in key)

    def _bare_number(self, quote: Quote) -> bool:
        """Whether a "who" or "where" is answered with a number alone, a list with its length in words, or a
        "which" with the number in a name.
        """
        language = quote.document.language or "en"
        whole = any(
            amount.text == quote.answer_text and not amount.unit
            for amount in amounts_in(quote.answer_text, language)
        )
        if not whole or quote.answer is None:
            return False
        if self._question.kind is QuestionKind.LIST and not any(map(str.isdigit, quote.answer_text)):
            return True
        following = quote.text[quote.answer.end - quote.start :].lstrip()[:1]
        in_name = quote.answer_text[0].isupper() and following.isupper()
        return in_name or self._question.kind in (QuestionKind.WHO, QuestionKind.WHERE)

    def _dateline(self, quote: Quote) -> bool:
        """Whether a "when" is answered with the day a text appeared, in the line that names its writer."""
        if self._question.kind is not QuestionKind.WHEN or _PUBLISHED.search(self._question.text):
            return False
        published = quote.document.published
        if published is None or len(quote.text.split()) > _BYLINE_WORDS:
            return False
        dated = (mention.period for mention in times_in(quote.answer_text, Calendar(published)))
        return any(period.start == period.end == published for period in dated)

    def _repeats_question(self, quote: Quote) -> bool:
        """Whether the answer only says again what the question says."""
        if quote.answer is None or self._question.kind is QuestionKind.YES_NO:
            return False
        said = content(words(quote.answer_text, quote.document.language))
        asked = content(words(self._question.text, self._question.language))
        if self._question.kind is QuestionKind.HOW_MANY:
            said = tuple(word for word in said if word.is_number)
        elif roles.is_asked_person(self._question, _head_of(quote)) or self._abbreviates(quote.answer_text):
            return True
        return bool(said) and all(any(alike(one.key, word) for one in asked) for word in said)

    def _abbreviates(self, answer: str) -> bool:
        """Whether the answer is the initials of a name in the question."""
        initials = {
            "".join(part[0] for part in name.split() if part[0].isupper()) for name in self._question.names
        }
        return len(answer) > 1 and answer.isupper() and answer in initials

    def _other_figure(self, quote: Quote) -> bool:
        """Whether the figure marked is of something else, or only told by whom the question asks to have acted."""
        if self._question.kind is not QuestionKind.HOW_MANY or quote.answer is None:
            return False
        hit = self._hits[quote.passage_id]
        here = other_scope.marked_figures(hit, quote)
        return bool(here) and all(
            self._only_told(figure, quote)
            or counts.counts_another(self._question, figure, quote.text)
            or other_scope.is_elsewhere(self._question, figure, hit.passage.searchable)
            for figure in here
        )

    def _only_told(self, figure: Figure, quote: Quote) -> bool:
        """Whether the one asked to have acted ("did X kill") only tells of what others did."""
        asked = roles.doer(self._question)
        if asked is None:
            return False
        if figure.claimant and counts.is_claimant(asked, figure.claimant) and figure.stance is Stance.ADMITS:
            return False
        if not roles.names_doer(self._question, quote):
            return True
        speakers = [figure.claimant, *(saying.speaker.name for saying in sayings_in(quote.text))]
        tells = any(name and counts.is_claimant(asked, name) for name in speakers)
        return tells and not counts.own_doing(asked, figure, self._question.language)

    def _speaks_of_matter(self, quote: Quote) -> bool:
        """Whether the passage holds any word of the question besides names, where the reader is not sure of it."""
        language = quote.document.language
        foreign = bool(language) and language != self._question.language
        if foreign or quote.score >= _READER_SURE or self._question.kind not in _TOLD_IN_THE_SAME_WORDS:
            return True
        matter = self._question.matter
        around = _around(self._hits[quote.passage_id])
        spoken = not matter or any(_spoken_of(key, around) for key in matter)
        return spoken or bool(roles.act_words(self._question, quote.text)) or self._ties_names(quote)

    def _ties_names(self, quote: Quote) -> bool:
        """Whether the quote itself speaks of all of several names: what ties them is then told there."""
        said = words(quote.text, quote.document.language)
        return len(self._names) > 1 and all(
            2 * sum(_spoken_of(key, said) for key in name) >= len(name) for name in self._names
        )


def _holds_name(answer: str) -> bool:
    """Whether an answer is written as names and titles are."""
    return any(char.isupper() for char in answer)


_TITLE_ASKED = re.compile(
    r"^(?:what|which) .*\b(?:called|named|entitled|titled)\s*\?*$|^vad (?:heter|hette|kallas|kallades)\b"
    r"|^(?:what (?:is|was|are|were)|vad är) the (?:name|title)s?\b|^what(?:'s|’s) the (?:name|title)\b",
    re.IGNORECASE,
)


def _head_of(quote: Quote) -> tuple[Word, ...]:
    """The words of an answer up to the "of" that tells where somebody belongs: "Ann Lee of the Navy"."""
    return content(words(re.split(r"\s(?:of|from|av|från)\s", quote.answer_text)[0], quote.document.language))


_BODIES = word_set(
    "post times press presse bank watch international institute fund airlines club university news agency group"
)
"""After a place's name these make the name of a body, which is not the place."""


def _is_part_of_name(name: str, text: str) -> bool:
    """Whether a name of one word stands only inside longer names: "France" in "Agence France-Presse"."""
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return bool(places) and all(_joined(name, text, start, end) for start, end in places)


def _joined(name: str, text: str, start: int, end: int) -> bool:
    hyphened = text[start - 1 : start] in ("-", "‑", "–") or text[end : end + 1] in ("-", "‑")
    following = text[end : end + 40].split(maxsplit=1)
    body = bool(following) and following[0].strip(".,").casefold() in _BODIES
    return hyphened or (body and (country_code(name) or home_of(name)) is not None)


def _spoken_of(key: str, around: Sequence[Word]) -> bool:
    """Whether a word occurs, if need be spelt a little differently: questions are typed from memory."""
    from rapidfuzz import fuzz

    if any(alike(key, word) for word in around):
        return True
    return len(key) >= _LONG and any(fuzz.ratio(key, word.key, score_cutoff=_MISSPELT) for word in around)


@lru_cache(maxsize=1024)
def _around_text(text: str, language: str | None) -> tuple[Word, ...]:
    return content(words(text, language))


def _around(hit: Hit) -> tuple[Word, ...]:
    return _around_text(
        f"{hit.document.title}\n{hit.document.source}\n{hit.passage.searchable}", hit.document.language
    )


def _counted_head(question: Question) -> Word | None:
    """The noun that "how many" counts, where a text must name it; None for people, units and measures."""
    start = lead_length(question)
    if question.kind is not QuestionKind.HOW_MANY or not start:
        return None
    noun: list[Word] = []
    for word in words(question.text, question.language):
        if word.start < start:
            continue
        befallen = bool(noun) and word.key in ("=death", "=injure")
        if word.function or word.is_number or befallen or word.key == "accord":
            break
        noun.append(word)
    if not noun or {word.key for word in noun} & (_ANYBODY | _MEASURES):
        return None
    measured = amounts_in(f"5 {noun[0].text}", question.language)
    return None if measured and measured[0].unit else noun[-1]
