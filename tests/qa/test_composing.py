"""Quotes and ledger to an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Filter, Hit, Span
from qa.answering.composition import Found, compose, refuse
from qa.answering.ledger import ledger_of
from qa.language.pack import pack_of
from qa.question.analysis import analyse
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import Answer, Ledger, Quote, Reading

MakeHit = Callable[..., Hit]

ENGLISH, SWEDISH = pack_of("en").answers, pack_of("sv").answers


def quote_of(hit: Hit, answer: str | None, score: float = 0.9) -> Quote:
    text, start = hit.passage.text, hit.passage.start
    at = None if answer is None else Span(start + text.index(answer), start + text.index(answer) + len(answer))
    return Quote(text, start, start + len(text), hit.document, hit.passage.id, score, at)


def composed(question: str, *quotes: Quote, ledger: Ledger | None = None) -> Answer:
    reading = Reading(quotes, max((quote.score for quote in quotes), default=0.0))
    return compose(Found(analyse(question), question, (), reading, ledger or Ledger()))


def answered(question: str, hits: list[Hit]) -> Answer:
    asked = analyse(question)
    reading = RulesReader().read(asked, hits)
    ledger = ledger_of(asked, reading.quotes, hits=hits)
    return compose(Found(asked, question, hits, reading, ledger))


def test_equal_answers_are_one_and_different_ones_all_shown(make_hit: MakeHit) -> None:
    answer = composed(
        "When was it founded?",
        quote_of(make_hit("a", "It was founded in 2014."), "2014"),
        quote_of(make_hit("b", "The year it was founded is 2014."), "2014", 0.8),
        quote_of(make_hit("c", "Others say it was founded in 2015."), "2015", 0.7),
    )
    assert answer.short == ("2014", "2015")
    assert answer.text.splitlines()[0] == "Several answers: 2014; 2015. [1] [3]"
    assert answer.text.splitlines()[1].endswith("[1] [2]")


@pytest.mark.parametrize(("sure", "first"), [(0.6, "en"), (0.2, "sv")])
def test_of_equal_answers_the_one_that_the_reader_understands_leads(
    make_hit: MakeHit, sure: float, first: str
) -> None:
    swedish = make_hit("sv", "Ordförande för hamnen är Ines Duarte sedan i våras.", language="sv")
    english = make_hit("en", "The harbour is run by Ines Duarte.", language="en")
    answer = composed(
        "Who runs the harbour?", quote_of(swedish, "Ines Duarte", 0.9), quote_of(english, "Ines Duarte", sure)
    )
    assert next(quote.document.id for quote in answer.quotes) == first
    assert len(answer.quotes) == 2


def test_a_copy_is_a_carrier_not_further_evidence(make_hit: MakeHit) -> None:
    text = "The bridge was built in the year 1998 by the city."
    answer = composed(
        "When was it built?", quote_of(make_hit("a", text), "1998"), quote_of(make_hit("b", text), "1998")
    )
    assert [quote.document.id for quote in answer.quotes] == ["a"]
    assert [carrier.id for carrier in answer.quotes[0].carriers] == ["b"]


def test_what_an_altered_copy_says_is_told_and_is_no_answer(make_hit: MakeHit) -> None:
    quote = quote_of(make_hit("a", "The bridge was built in 1998."), "1998")
    altered = quote_of(make_hit("b", "The bridge was built in 1989."), "1989")
    for question, phrases in (("When was the bridge built?", ENGLISH), ("När byggdes bron?", SWEDISH)):
        reading = Reading((quote,), 0.9, altered=(altered,))
        answer = compose(Found(analyse(question), question, (), reading))
        assert answer.short == ("1998",)
        assert answer.text.splitlines()[-1] == (
            f"{phrases.altered} 1989 — “The bridge was built in 1989.” (b.txt) [2]"
        )
        assert answer.quotes == (quote, altered)


def test_every_line_is_its_quote_with_source_and_date(coalition_hits: list[Hit]) -> None:
    answer = composed("Who admitted it?", quote_of(coalition_hits[1], "The coalition"))
    assert answer.text == (f"The coalition — “{coalition_hits[1].passage.text}” (Lantern Review, 1 June 2019) [1]")


def test_without_a_marked_span_the_sentences_answer(make_hit: MakeHit) -> None:
    answer = composed("Why did they flee?", quote_of(make_hit("a", "They fled because of the mines."), None))
    assert answer.text == "“They fled because of the mines.” (a.txt) [1]"
    assert answer.short == ("They fled because of the mines.",)


def test_figures_are_told_latest_first_with_what_replaces_and_contains_them(coalition_hits: list[Hit]) -> None:
    answer = answered("How many deaths did the coalition admit?", coalition_hits)
    assert answer.short == ("at least 1,302", "at least 1,257", "32")
    lines = answer.text.splitlines()
    assert "since replaced by at least 1,302" in lines[2]
    assert "part of at least 1,302" in lines[3]
    others = next(line for line in lines if line.startswith(ENGLISH.others_say))
    assert "almost 7,600 (Airwars)" in others
    assert "1,400 (Airwars)" in others
    assert all(0 <= number < len(answer.quotes) for claim in answer.claims for number in claim.quotes)


def test_a_place_asked_for_leaves_out_the_wider_count(coalition_hits: list[Hit]) -> None:
    answer = answered("How many deaths did the coalition admit in Raqqa?", coalition_hits)
    assert answer.short == ("32",)
    assert "1,302" not in answer.text


def test_abstaining_says_what_nothing_speaks_of(coalition_hits: list[Hit]) -> None:
    answer = answered("How many civilians did the Red Cross bury in Mosul?", coalition_hits)
    assert answer.abstained
    assert answer.abstention is not None
    assert "who: Red Cross" in answer.abstention.missing
    assert "where: Mosul" in answer.abstention.missing
    assert "Mosul" in answer.text
    assert answer.abstention.nearest is not None


def test_a_false_premise_is_named(coalition_hits: list[Hit]) -> None:
    answer = answered("When did Airwars admit to killing civilians?", coalition_hits)
    assert answer.abstained
    assert "Airwars" in answer.text


def test_the_frame_speaks_the_language_of_the_question(make_hit: MakeHit) -> None:
    answer = composed("När bildades koalitionen?")
    assert answer.language == "sv"
    assert answer.text.startswith(SWEDISH.nothing_indexed)


def test_nothing_indexed_and_nothing_admitted_are_told_apart() -> None:
    reading = Reading((), 0.0)
    question = analyse("Who?  Anybody?")
    bare = compose(Found(question, "Who?", (), reading))
    filtered = compose(Found(question, "Who?", (), reading, where=Filter(languages=("fi",))))
    assert bare.text == ENGLISH.nothing_indexed
    assert filtered.text == ENGLISH.nothing_filtered


def test_a_long_quote_is_cut_around_its_answer_and_kept_whole_in_quotes(make_hit: MakeHit) -> None:
    text = "word " * 200 + "in 2014 " + "word " * 200 + "end."
    answer = composed("When?", quote_of(make_hit("a", text), "2014"))
    assert "in 2014" in answer.text
    assert len(answer.text) < len(text) / 2
    assert answer.quotes[0].text == text


def test_refusing_is_an_abstention() -> None:
    assert refuse("?", "no word").abstained
    assert refuse("?", "no word").text == "no word"


def told_of_deaths(make_hit: MakeHit, *texts: str) -> Answer:
    hits = [make_hit(f"text{n}", text, language="en", publisher=f"Paper {n}") for n, text in enumerate(texts)]
    return answered("How many deaths were there?", hits)


FIRE = "The fire service said that 45 civilians were killed in Syria in May 2016."


def test_figures_that_read_the_same_are_one_answer_with_both_quotes(make_hit: MakeHit) -> None:
    again = "The 45 deaths in Syria that the fire service reported were the most so far."
    answer = told_of_deaths(make_hit, FIRE, again)
    assert answer.short == ("45",)
    first = answer.text.splitlines()[0]
    assert first.startswith("45 (Syria, May 2016)")
    assert first.endswith("[1] [2]")
    assert answer.quotes[1].text == again


def test_the_same_figure_of_two_places_is_told_apart(make_hit: MakeHit) -> None:
    answer = told_of_deaths(make_hit, FIRE, FIRE.replace("Syria", "Iraq"))
    first = answer.text.splitlines()[0]
    assert "45 (fire service, Syria, May 2016); 45 (fire service, Iraq, May 2016)." in first


def test_the_same_figure_of_two_voices_is_told_apart(make_hit: MakeHit) -> None:
    answer = told_of_deaths(make_hit, FIRE, FIRE.replace("fire service", "insurers’ union"))
    assert "45 (fire service); 45 (insurers’ union)." in answer.text.splitlines()[0]


def test_sentences_quoted_along_are_no_bare_answers(make_hit: MakeHit) -> None:
    marked = quote_of(make_hit("a", "The mural was painted by Ines Duarte."), "Ines Duarte")
    along = quote_of(make_hit("b", "It covers the whole north wall."), None, 0.4)
    answer = composed("Who painted the mural?", marked, along)
    assert answer.short == ("Ines Duarte",)
    assert [quote.text for quote in answer.quotes] == [marked.text, along.text]


def test_a_name_that_a_passage_in_another_language_holds_is_not_called_missing(make_hit: MakeHit) -> None:
    hit = make_hit("a", "Olga Brandt keeps 60 hives outside the town.", language="en")
    question = "Vem är Olga Brandt?"
    answer = compose(Found(analyse(question), question, [hit], Reading((), 0.0)))
    assert answer.abstained
    assert "Olga Brandt" not in answer.text


def test_a_whole_is_not_told_beside_its_part_at_the_place_asked_about(make_hit: MakeHit) -> None:
    hit = make_hit("a", "The guild counts 540 members, of whom 90 members live in Chile.", language="en")
    question = "How many members live in Chile?"
    quotes = (quote_of(hit, "90"), quote_of(hit, "540", 0.8))
    ledger = ledger_of(analyse(question), quotes, hits=[hit])
    assert composed(question, *quotes, ledger=ledger).short == ("90",)


def test_a_corrected_figure_is_quoted_with_what_was_wrong(make_hit: MakeHit) -> None:
    text = "An earlier version said that 840 visitors came. The correct number is 480 visitors."
    hit = make_hit("a", text, language="en")
    question = "How many visitors came?"
    quote = quote_of(hit, "480")
    answer = composed(question, quote, ledger=ledger_of(analyse(question), [quote], hits=[hit]))
    assert [each.text for each in answer.quotes] == [text]
    assert answer.short == ("480",)
