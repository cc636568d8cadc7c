"""Questions to begin with, drawn from the documents themselves and kept only where they are answered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from index.types import DocumentInfo, Span
from qa.figures.claimants import one_name_each
from qa.figures.counted import counted_key
from qa.figures.records import from_fact
from qa.question.kinds import QuestionKind
from qa.suggestions.sentence_questions import Drawn, drawn_from
from qa.types import Figure, Stance

if TYPE_CHECKING:
    from qa.assistant import Assistant

Facts = Iterable[tuple[DocumentInfo, Iterable[Mapping[str, Any]]]]

LONGEST_QUESTION = 90  # characters; a longer question is no invitation
QUESTIONS_TRIED = 12  # questions asked at most, so that a corpus without answers does not hold up its page
FIGURES_READ = 20_000  # figures looked at; a corpus with more has its questions in the first of them too
MOST_OF_A_KIND = 2  # of four suggestions, about one thing counted
TEXTS_READ, CHARACTERS = 40, 20_000  # documents whose sentences are looked at, and how far into each

# The question about an amount, by the language of the document: for a figure that was admitted, and else.
_TEMPLATES = {
    "en": ("How many {counted} did {claimant} admit{place}?", "How many {counted} does {claimant} report{place}?"),
    "sv": ("Hur många {counted} medgav {claimant}{place}?", "Hur många {counted} uppger {claimant}{place}?"),
}
_PLACES = {"en": " in {place}", "sv": " i {place}"}
_SAYS = {"en": "What does {claimant} say about {place}?", "sv": "Vad säger {claimant} om {place}?"}
_TITLES = {"en": "What is reported in “{title}”?", "sv": "Vad står det i ”{title}”?"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question to try; where it was drawn from a sentence, its answer must quote that sentence first."""

    question: str
    document: str = ""
    sentence: Span | None = None


def suggest(
    assistant: Assistant, documents: Sequence[DocumentInfo], facts: Facts = (), limit: int = 4
) -> list[str]:
    """At most `limit` questions that the documents answer, of different kinds as far as they give any.

    How many and what somebody says come from the figures, the things that most sources count first; when, who and
    where from sentences; titles serve where there is nothing else.
    """
    told = _told(facts)
    drawn = _by_kind(_from_sentences(assistant, documents))
    kinds = [
        _about_figures(told),
        _unlike(drawn[QuestionKind.WHO]),
        _unlike(drawn[QuestionKind.WHEN]),
        _about_claimants(told),
        _unlike(drawn[QuestionKind.WHERE]),
    ]
    chosen: dict[str, None] = {}
    for question in islice(_in_turn(assistant, kinds, _about_titles(documents)), QUESTIONS_TRIED):
        if question is not None:
            chosen.setdefault(question)
        if len(chosen) == limit:
            break
    return list(chosen)


def _in_turn(
    assistant: Assistant, kinds: Sequence[Iterator[_Candidate]], titles: Iterator[_Candidate]
) -> Iterator[str | None]:
    """Every candidate tried, as its question where it is answered: one of each kind, then more, then titles."""
    waiting = list(kinds)
    while waiting:
        without: list[Iterator[_Candidate]] = []
        for kind in waiting:
            candidate = next(kind, None)
            if candidate is None:
                continue
            answered = _answered(assistant, candidate)
            yield candidate.question if answered else None
            if not answered:
                without.append(kind)
        waiting = without
    for candidate in chain(*kinds, titles):
        yield candidate.question if _answered(assistant, candidate) else None


def _answered(assistant: Assistant, candidate: _Candidate) -> bool:
    """Whether the assistant answers, and from the sentence that the question was drawn from."""
    answer = assistant.ask(candidate.question)
    if answer.abstained or candidate.sentence is None:
        return not answer.abstained
    best = answer.quotes[0]
    sources = {best.document.id, *(carrier.id for carrier in best.carriers)}
    return candidate.document in sources and (
        best.document.id != candidate.document or best.span.overlaps(candidate.sentence)
    )


def _from_sentences(assistant: Assistant, documents: Sequence[DocumentInfo]) -> Iterator[tuple[Drawn, str]]:
    """Questions drawn from the sentences of the first documents, each with its document's id."""
    tongues = Counter(document.language or "en" for document in documents)
    for info in sorted(documents, key=lambda d: -tongues[d.language or "en"])[:TEXTS_READ]:
        text = assistant.corpus.document(info.id).text[:CHARACTERS]
        for drawn in drawn_from(text, info.language):
            yield drawn, info.id


def _by_kind(drawn: Iterable[tuple[Drawn, str]]) -> dict[QuestionKind, list[_Candidate]]:
    found: dict[QuestionKind, list[_Candidate]] = defaultdict(list)
    for each, document in drawn:
        if len(each.question) <= LONGEST_QUESTION:
            found[each.kind].append(_Candidate(each.question, document, each.sentence))
    return found


def _unlike(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Each question once, those first that are drawn from several sentences: what documents speak of most."""
    times = Counter(candidate.question for candidate in candidates)
    once = {candidate.question: candidate for candidate in reversed(candidates)}
    yield from sorted(once.values(), key=lambda c: (-times[c.question], candidates.index(c)))


def _told(facts: Facts) -> list[Figure]:
    """The figures that somebody gives, every claimant under one name."""
    told = islice((from_fact(record, document) for document, records in facts for record in records), FIGURES_READ)
    return _renamed([figure for figure in told if _worth_asking(figure)])


def _about_claimants(figures: Sequence[Figure]) -> Iterator[_Candidate]:
    """What somebody says of a place: who admits nothing, and so is not asked about above, and is told of most."""
    admitting = {figure.claimant for figure in figures if figure.stance is Stance.ADMITS}
    heard: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for figure in figures:
        if figure.claimant and figure.place:
            language = figure.quote.document.language or "en"
            heard[figure.claimant, figure.place, language].add(figure.quote.document.id)
    for (claimant, place, language), _ in sorted(
        heard.items(), key=lambda pair: (pair[0][0] in admitting, -len(pair[1]))
    ):
        question = _SAYS[language].format(claimant=_named(claimant), place=place)
        if claimant not in place and len(question) <= LONGEST_QUESTION:
            yield _Candidate(question)


def _about_figures(told: Sequence[Figure]) -> Iterator[_Candidate]:
    """Questions whose answers are figures; the things that most claimants count come first."""
    figures = list(told)
    tongues = Counter(figure.quote.document.language or "en" for figure in figures)
    voices: dict[str, set[str]] = {}
    for figure in figures:
        voices.setdefault(_kind(figure), set()).add(figure.claimant or "")
    figures.sort(
        key=lambda f: (
            -tongues[f.quote.document.language or "en"],
            -len(voices[_kind(f)]),
            f.stance is not Stance.ADMITS,
            -_width(f),
        )
    )
    asked: dict[str, int] = {}
    claimants: set[tuple[str, str]] = set()
    for figure in figures:
        kind, who = _kind(figure), (_kind(figure), figure.claimant or "")
        question = _question(figure)
        if asked.get(kind, 0) < MOST_OF_A_KIND and who not in claimants and len(question) <= LONGEST_QUESTION:
            asked[kind] = asked.get(kind, 0) + 1
            claimants.add(who)
            yield _Candidate(question)


def _renamed(figures: Sequence[Figure]) -> list[Figure]:
    """Every claimant under one name across documents."""
    names = one_name_each([figure.claimant for figure in figures if figure.claimant])
    return [replace(figure, claimant=names[figure.claimant]) for figure in figures if figure.claimant]


def _worth_asking(figure: Figure) -> bool:
    """A count that somebody gives, in words short enough to ask about."""
    return (
        figure.claimant is not None
        and figure.claimant[:1].isalpha()
        and figure.amount.unit is None
        and not figure.amount.vague
        and figure.amount.value >= 2
        and 1 <= len(figure.counted.split()) <= 4
        and figure.stance is not Stance.DENIES
        and (figure.quote.document.language or "en") in _TEMPLATES
        # A Swedish noun takes its article at its end, which is not ours to put there.
        and (figure.quote.document.language != "sv" or not figure.claimant.split()[-1].islower())
    )


def _kind(figure: Figure) -> str:
    key = counted_key(figure.counted)
    return key.event or key.noun


def _width(figure: Figure) -> int:
    period = figure.period
    return (period.end - period.start).days if period and period.start and period.end else 0


def _question(figure: Figure) -> str:
    language = figure.quote.document.language or "en"
    admitted, reported = _TEMPLATES[language]
    place = _PLACES[language].format(place=figure.place) if figure.place else ""
    template = admitted if figure.stance is Stance.ADMITS else reported
    return template.format(counted=figure.counted, claimant=_named(figure.claimant or ""), place=place)


def _named(claimant: str) -> str:
    """A claimant as a sentence names it: "the US-led coalition", "the mayor of Lund", but Airwars."""
    described = claimant.split()[-1:] and claimant.split()[-1].islower()
    return f"the {claimant}" if described or _OFFICE.match(claimant) else claimant


_OFFICE = re.compile(r"[a-z-]+(?: [a-z-]+)* (?:of|for|in|at) ")


def _about_titles(documents: Sequence[DocumentInfo]) -> Iterator[_Candidate]:
    for document in documents:
        title = document.title.strip()
        template = _TITLES.get(document.language or "en", _TITLES["en"])
        question = title if title.endswith("?") else template.format(title=title)
        if len(question) <= LONGEST_QUESTION:
            yield _Candidate(question)
