"""How well a figure answers a "how many": the same thing counted, by who is asked about, for the place and
period asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.types import DocumentInfo, Hit
from qa.figures.claimants import same_claimant
from qa.figures.counted import CIVILIAN, PERSON, Key, counts_people, group_names, key_of
from qa.figures.document_figures import figures_in
from qa.figures.scope import Scope, compare_places, compare_to_period
from qa.language.detection import language_of_quote
from qa.language.sections.check_words import Measure
from qa.language.words import Word, alike, keys, words
from qa.question.analysis import Question
from qa.reading.checks import measures
from qa.reading.passages import said_in
from qa.reading.statements import changes
from qa.reading.statements.corrections import is_correction
from qa.types import Figure, Period, Quote, Stance

PLACE_FIT: Mapping[Scope, float] = {
    Scope.SAME: 1.0,
    Scope.INSIDE: 0.7,
    Scope.OVERLAP: 0.7,
    Scope.CONTAINS: 0.4,
    Scope.DIFFERENT: 0.0,
    Scope.UNKNOWN: 0.85,
}
"""By how the figure's place lies to the place asked about: a part still tells something, a wider place hardly."""

PERIOD_FIT: Mapping[Scope, float] = {
    Scope.SAME: 1.0,
    Scope.INSIDE: 0.8,
    Scope.CONTAINS: 0.6,
    Scope.OVERLAP: 0.6,
    Scope.SHORTER: 0.6,
    Scope.LONGER: 0.6,
    Scope.DIFFERENT: 0.0,
    Scope.UNKNOWN: 0.85,
}

_NARROWER, _WIDER = 0.65, 0.9
"""A figure for fewer kinds of people than asked (children of all civilians), and for more (people, not
civilians).
"""

_UNSPECIFIED = 0.4
"""A figure for people where some of them are asked about (soldiers, children)."""

_NO_EVENT = 0.8
"""The noun agrees, but only one of the two says what befell it."""

_UNNAMED = 0.9
"""The question asks for a figure and does not say of what: counts of what befell people are what is disputed."""

_STATED = 0.85
"""A figure stated by who is asked to have admitted it."""


def figure_fit(question: Question, figure: Figure) -> float:
    """0 to 1: how well the figure is of what the question counts, where and when it asks; 0 rules it out."""
    if _is_denied(question, figure):
        return 0.0
    units = question.units
    if units is not None:
        if Measure.OFTEN in question.early_measures and not is_rate(figure):
            return 0.0
        bare_age = Measure.OLD in question.early_measures and figure.amount.unit is None and not figure.counted
        return _NO_EVENT if bare_age else float(figure.amount.unit in units)
    if Measure.MUCH in question.early_measures and figure.amount.unit is not None and not figure.counted:
        return _NO_EVENT
    if question.wants_money and (money := _money_fit(figure)) is not None:
        return money
    if question.names_no_count:
        return _UNNAMED * _scope_fit(question, figure) if key_of(figure).event else 0.0
    if not question.count.counted or not figure.counted:
        return 0.0
    counted = _counted_fit(question.count.key, key_of(figure))
    return counted * _scope_fit(question, figure) * _doing_fit(question, figure)


def _made_in(figure: Figure, period: Period | None) -> bool:
    """Whether a count was made or published in a period: "the total of March" is the one given in March."""
    if period is None or period.start is None or period.end is None or figure.as_of is None:
        return False
    return period.start <= figure.as_of <= period.end


def _doing_fit(question: Question, figure: Figure) -> float:
    """Less where the question says what the counted did ("people live") and the sentence says nothing of it."""
    doing = [word for word in question.counted[1:] if not word.text[0].isupper()]
    foreign = figure.quote.document.is_in_other_language(question.language)
    if question.count.key.event or not doing or foreign:
        return 1.0
    said = said_in(figure.quote)
    return 1.0 if any(said.says(word.key) for word in doing) else _OTHER_DOING


_OTHER_DOING = 0.7


def _is_denied(question: Question, figure: Figure) -> bool:
    """Whether the amount is said not to be so, or wrongly, or is the end of a change that is not asked for."""
    text, start = figure.quote.text, figure.amount.span.start - figure.quote.start
    language = language_of_quote(figure.quote)
    other_end = changes.is_other_end(question, text, start, language)
    return other_end or changes.is_denied(text, start, language) or is_correction(text, language)


def _money_fit(figure: Figure) -> float | None:
    """How well an amount is a sum of money: a measure is none, a bare large number beside sums may be one."""
    if figure.amount.unit is not None:
        return None if measures.is_money(figure.amount.unit) else 0.0
    return _BARE_SUM if not figure.counted and figure.amount.value >= _LEAST_BARE_SUM else 0.0


_BARE_SUM, _LEAST_BARE_SUM = 0.75, 1_000


def is_rate(figure: Figure) -> bool:
    """Whether the amount says how often: "every six minutes"."""
    before = figure.quote.text[: max(0, figure.amount.span.start - figure.quote.start)]
    return language_of_quote(figure.quote).checks.measures.rate.search(before) is not None


def rules_out(question: Question, figure: Figure) -> bool:
    """Whether the figure is surely of something else: another event, another kind of unit, another place or
    time.
    """
    if _is_denied(question, figure) or question.units is not None:
        return True
    return counts_another(question, figure, figure.quote.text) or not _scope_fit(question, figure)


def counts_another(question: Question, figure: Figure, sentence: str) -> bool:
    """Whether the figure surely counts something else: another event, other victims than those asked about, or a
    measure; a group that its sentence names ("32 civilians, 20 of them children") may be the one counted.
    """
    if question.wants_money and _money_fit(figure) == 0:
        return True
    units = question.units
    if units is not None:
        return figure.amount.unit is not None and figure.amount.unit not in units
    key, other = question.count.key, key_of(figure)
    said = words(sentence, figure.quote.document.language)
    if not key.event and other.event:
        return _counts_whom(question, other, said)
    if not key.event or not other.event:
        return bool(key.event and figure.amount.unit)
    unnamed = (key.narrowed & group_names() - _ALL) - other.narrowed
    named = {word.key for word in said}
    asked_groups = {word.key for word in question.counted}
    return key.event != other.event or bool(unnamed and other.narrowed and not asked_groups & named - _ANY_VICTIM)


def _counts_whom(question: Question, found: Key, said: Sequence[Word]) -> bool:
    """Whether things are asked about and people counted: "killed by strikes" counts the killed, no strikes."""
    counted, noun = question.count.counted, question.count.key.noun
    if question.names_no_count or counts_people(counted, question.spoken) or noun in found.narrowed:
        return False
    named, things = keys(counted, question.language), question.spoken.counts.things
    return noun in things.values() or any(alike(key, word) for key in named for word in said)


def beyond_figure(question: Question, figure: Figure, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of those words of the question that the figure's own count, place and period do not answer."""
    told = f"{figure.counted} {figure.place or ''} {figure.period.text if figure.period else ''}"
    known = keys(told, figure.quote.document.language) | {word.key for word in question.counted[:1]}
    if key_of(figure).event:
        known |= {"=death", "=people"}
    if question.wants_money:
        known |= {"=money", "=price"}
    if question.names_no_count and question.period is not None and _made_in(figure, question.period):
        known |= keys(question.period.text, question.language)
    return {key: weight for key, weight in weights.items() if key not in known}


def asks_for_scope_alone(question: Question, figure: Figure) -> bool:
    """Whether the question names a place or a time, and nothing besides them and what is counted."""
    place, period = question.place, question.period
    if not question.count.counted or not (place or period):
        return False
    named = keys(f"{place or ''} {period.text if period else ''}", question.language)
    weights = {term.key: 1.0 for term in question.terms if term.key not in named}
    return not beyond_figure(question, figure, weights)


@lru_cache(maxsize=1024)
def figures_of_passage(text: str, document: DocumentInfo) -> tuple[Figure, ...]:
    """The figures of a passage, remembered: the same passages are read for many questions."""
    return figures_in(text, document.language, document)


def befell(hit: Hit, quote: Quote) -> bool:
    """Whether the figure that a quote marks counts what befell people or things: the killed, the destroyed."""
    if quote.answer is None:
        return False
    start = quote.answer.start - hit.passage.start
    figures = figures_of_passage(hit.passage.text, hit.document)
    # The mark may leave out a word of the amount ("some 200,000").
    here = [each for each in figures if each.amount.span.start <= start < each.amount.span.end]
    return any(key_of(figure).event for figure in here)


def _scope_fit(question: Question, figure: Figure) -> float:
    place = PLACE_FIT.get(compare_places(figure.place, question.place, {}), 1.0) if question.place else 1.0
    asked = None if question.names_no_count and _made_in(figure, question.period) else question.period
    return place * (PERIOD_FIT.get(compare_to_period(figure, asked), 1.0) if asked else 1.0)


def _counted_fit(asked: Key, found: Key) -> float:
    if asked.event and found.event and asked.event != found.event:
        return 0.0
    if _any_person(asked.noun) and _any_person(found.noun) and asked.event == found.event:
        return _narrowing(asked, found)
    if not asked.event and found.event and asked.noun in found.narrowed | {found.noun}:
        return _NO_EVENT
    if _WIDER_WORDS.get(found.noun) == asked.noun and asked.event == found.event:
        return _WIDER
    if asked.noun != found.noun:
        return _NO_EVENT if asked.noun and asked.noun in found.narrowed and asked.event == found.event else 0.0
    return _narrowing(asked, found) * (1.0 if asked.event == found.event else _NO_EVENT)


_WIDER_WORDS = {"airstrike": "strike"}
"""Nouns that count a kind of what the other noun counts."""


def _any_person(noun: str) -> bool:
    return noun in ("", PERSON, CIVILIAN)


_ANY_VICTIM = frozenset(("=civilian", "=people", "=death", "=injure"))
"""Words that tell no group from another."""

_ALL = frozenset((CIVILIAN,))
"""A narrowing that "people" and "deaths" do not contradict: most counts of war dead are of civilians."""


def _narrowing(asked: Key, found: Key) -> float:
    if asked.narrowed == found.narrowed:
        return 1.0
    if asked.narrowed - found.narrowed - _ALL:
        return 0.0 if found.narrowed else _UNSPECIFIED
    if found.narrowed - asked.narrowed - _ALL:
        return _NARROWER
    return 1.0 if asked.narrowed < found.narrowed else _WIDER


def attributed(question: Question, figure: Figure, beside: Sequence[Figure]) -> float:
    """0 to 1: how surely the figure is the claimant's who is asked about; `beside` are the figures of its
    passage.
    """
    if question.claimant is None:
        return 1.0
    if not _same(question, figure):
        return 0.0
    if not question.admission or figure.stance is Stance.ADMITS:
        return 1.0
    if figure.stance in (Stance.ALLEGES, Stance.DENIES):
        return 0.0
    own = any(_admits(question, each) for each in (figure, *beside))
    return _STATED if own else 0.0


def is_claimant(asked: str, speaker: str) -> bool:
    """Whether a speaker is the one asked about, by another spelling or with title and office before the name."""
    genitive = asked[:1].isupper() and asked.endswith("s") and same_claimant(asked[:-1], speaker)
    return (
        same_claimant(asked, speaker)
        or genitive
        or (asked[:1].isupper() and speaker.casefold().endswith(asked.casefold()))
    )


def _same(question: Question, figure: Figure) -> bool:
    asked, speaker = question.claimant, figure.claimant or figure.publisher
    return asked is not None and speaker is not None and is_claimant(asked, speaker)


def _admits(question: Question, figure: Figure) -> bool:
    """Whether the claimant speaks of its own doing: an admission, a word of fault, or itself as the one who
    acted.
    """
    return _same(question, figure) and own_doing(question.claimant or "", figure, question.language)


def own_doing(claimant: str, figure: Figure, language: str) -> bool:
    """Whether the claimant tells the figure of its own doing; `language` is that of the name as asked."""
    text = figure.quote.text
    own_fault = language_of_quote(figure.quote).checks.counts.own_fault
    if figure.stance is Stance.ADMITS or own_fault.search(text):
        return True
    heads = [word.key for word in words(claimant, language) if not word.function][-1:]
    return sum(word.key in heads for word in words(text, figure.quote.document.language)) > 1
