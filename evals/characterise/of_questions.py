"""How each section reads a question. A dump looks inside: also at what begins with an underscore.

When one `Question` holds all of this, these functions take their fields from it and the rows stay comparable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evals.characterise.inputs import Input
from evals.characterise.of_texts import Fields, period_fields
from index.errors import SaysoError

if TYPE_CHECKING:
    from qa.question.analysis import Question
    from qa.types import Figure


def _analysed(given: Input) -> Question:
    from qa.question.analysis import analyse

    return analyse(given.text)


def language(given: Input) -> Fields:
    """The language that a question is taken to be in."""
    from qa.question.analysis import language_of

    return {"language": language_of(given.text)}


def kind(given: Input) -> Fields:
    """The kind of a question and the words that ask."""
    from qa.language.pack import pack_of
    from qa.question.analysis import language_of
    from qa.question.kinds import kind_of, lead_of

    spoken = pack_of(language_of(given.text))
    found = kind_of(given.text, spoken)
    return {"kind": found, "lead": given.text[: lead_of(given.text, found, spoken)]}


def analysis(given: Input) -> Fields:
    """What `analyse` takes a question apart into."""
    asked = _analysed(given)
    return {
        "read_as": asked.text if asked.text != given.text.strip() else None,
        "terms": [f"{word.text} {word.key}" for word in asked.terms],
        "names": asked.names, "claimant": asked.claimant, "admission": asked.admission,
        "counted": [word.text for word in asked.counted], "years": asked.years, "matter": asked.matter,
    }  # fmt: skip


def asked_amount(given: Input) -> Fields:
    """What is asked of an amount, with the claimants and places of the figures of the question's own passages."""
    from qa.answering.named_figures import counts_asked, named_scope

    read, question = _own_figures(given), _analysed(given)
    asked, key = named_scope(question, read), question.count.key
    return {
        "amount": question.wants_amount, "claimant_asked": question.claimant is not None,
        "key": [key.event, key.noun, *sorted(key.narrowed)],
        "claimant": asked.claimant, "place": asked.place, "period": period_fields(asked.period),
        "matching": [f"{one.amount.span.start} {one.amount.text}" for one in read if counts_asked(one, question)],
    }  # fmt: skip


def _own_figures(given: Input) -> list[Figure]:
    from qa.reading.checks.counts import figures_of_passage

    return [each for hit in given.hits for each in figures_of_passage(hit.passage.text, hit.document)]


def asked_figure(given: Input) -> Fields:
    """What is counted in a question, and for which place and period."""
    found = _analysed(given).count
    fields: Fields = {"unit": found.unit, "counted": found.counted, "place": found.place}
    fields["period"] = period_fields(found.period)
    fields["key"] = [found.key.event, found.key.noun, *sorted(found.key.narrowed)]
    return fields


def fit(given: Input) -> Fields:
    """How well each figure of the question's own passages answers it, for questions of a figure."""
    from qa.question.analysis import QuestionKind
    from qa.reading.checks import counts

    asked = _analysed(given)
    if asked.kind is not QuestionKind.HOW_MANY:
        return {}
    return {
        "figures": [
            {"at": each.amount.span, "text": each.amount.text, "fit": counts.figure_fit(asked, each),
             "ruled_out": counts.rules_out(asked, each),
             "counts_another": counts.counts_another(asked, each, each.quote.text)}
            for each in _own_figures(given)
        ]
    }  # fmt: skip


def wanted(given: Input) -> Fields:
    """What a span must hold to answer."""
    return {"wanted": _analysed(given).wanted}


def measures(given: Input) -> Fields:
    """Which measure is asked for, and in which units."""
    from qa.language.sections.check_words import Measure

    asked = _analysed(given)
    named = {
        "how_often": Measure.OFTEN, "how_long": Measure.LONG, "extends": Measure.EXTENT, "how_hot": Measure.HOT,
        "how_fast": Measure.FAST, "how_deep": Measure.FAR, "how_heavy": Measure.HEAVY, "costs": Measure.COST,
        "how_much": Measure.MUCH, "how_many": Measure.MANY,
    }  # fmt: skip
    timed = Measure.MUCH_TIME in asked.measures
    return {
        "measures": [
            name for name, measure in named.items()
            if measure in asked.measures and not (timed and measure is Measure.MUCH)
        ],
        "units": asked.units, "money": asked.wants_money,
        "known_count": asked.names_count, "of_event": asked.counts_event,
        "one_measure": asked.wants_measure,
    }  # fmt: skip


def heads(given: Input) -> Fields:
    """What the columns are called that answer the question, and which "which" names a column."""
    from qa.reading.tables.asked_cells import _which
    from qa.reading.tables.asked_heads import asked_heads

    asked = _analysed(given)
    return {"heads": asked_heads(asked), "which": _which(asked)}


def comparison(given: Input) -> Fields:
    """The two questions that a comparison is taken apart into."""
    return {"sides": [{"label": each.label, "question": each.question} for each in _analysed(given).sides]}


def deed(given: Input) -> Fields:
    """The deed that a question speaks of, by the word it is known by, and how sure an answer must be."""
    found = _analysed(given).deed
    if found is None:
        return {}
    return {"deed": found.name, "key": found.key, "sure": found.sure}


def doer(given: Input) -> Fields:
    """Who is asked to have done or undergone something."""
    from qa.language.sections.check_words import Measure

    asked = _analysed(given)
    act, done = asked.act, asked.suffered
    return {
        "doer": asked.doer, "act": act and [act.verb, act.other], "done_to": done and [done.other, done.verb],
        "age": Measure.OLD in asked.measures,
        "takes_over": asked.spoken.checks.roles.takeover.search(asked.text) is not None,
    }  # fmt: skip


def office(given: Input) -> Fields:
    """The office, its body, or the person that a "who is" or "why did" is after."""
    from qa.question.asked_manner import Manner

    asked = _analysed(given)
    return {
        "body": asked.body_of_office, "office": asked.office, "why": asked.reasoner,
        "who_is": asked.described, "title": Manner.TITLE in asked.manners,
    }  # fmt: skip


def manner(given: Input) -> Fields:
    """Whether a statement, a writer, a part, a change, an earlier value or a count without a noun is asked for."""
    from qa.language.sections.check_words import Measure
    from qa.question.asked_manner import Manner
    from qa.reading.bylines import asks_writer

    asked = _analysed(given)
    head = asked.counted_head
    return {
        "statement": Manner.STATEMENT in asked.manners, "writer": asks_writer(asked),
        "part": Manner.PART in asked.manners, "bare_figure": asked.names_no_count,
        "change": Manner.DIFFERENCE in asked.manners, "earlier": Manner.EARLIER in asked.manners,
        "counted_head": head and head.text, "duration": Measure.LONG in asked.measures,
    }  # fmt: skip


_PARSERS: tuple[Callable[[Input], Fields], ...] = (
    *(language, kind, analysis, asked_amount, asked_figure, wanted, measures),
    *(heads, comparison, deed, doer, office, manner),
)


def everything(given: Input) -> Fields:
    """What every parser makes of one question, by the parser's name; an error is that parser's alone."""
    found: Fields = {}
    for parser in _PARSERS:
        try:
            found[parser.__name__] = parser(given)
        except SaysoError as error:
            found[parser.__name__] = {"error": f"{type(error).__name__}: {error}"}
    return found


def follow_up(given: Input) -> Fields:
    """The question as a conversation understands it, each turn built on how the ones before were understood."""
    from qa.question.followups import standalone
    from qa.types import Answer, Turn

    turns: list[Turn] = []
    for turn in given.turns:
        turns.append(Turn(turn, Answer(question=turn, understood_as=standalone(turn, turns))))
    return {"turns": list(given.turns), "understood": standalone(given.text, turns)}
