"""What texts say in so many words: who somebody is, of whom a clause tells, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.statements.clauses import clause_quotes
from qa.reading.statements.descriptions import descriptions
from qa.reading.statements.reasons import reasons, with_sentence_after

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        (
            "Who is Ola Trent?",
            "en",
            "Ola Trent, keeper of the lighthouse at Ness, waved.",
            "keeper of the lighthouse at Ness",
        ),
        ("Who is Ola Trent?", "en", "The village's baker, Ola Trent, waved.", "The village's baker"),
        (
            "Who is Ola Trent?",
            "en",
            "Yesterday, said the retired teacher Ola Trent, it rained.",
            "the retired teacher",
        ),
        ("Who is Ola Trent?", "en", "Here: Ola Trent (treasurer), Mia Berg.", "treasurer"),
        ("Who was Ola Trent?", "en", "Ola Trent was a painter of boats.", "a painter of boats"),
        ("Who is Ola Trent?", "en", "Ola Trent, who lost two goats, waved.", "who lost two goats"),
        ("Vem är Ola Trent?", "sv", "Ola Trent (M), ordförande i byalaget, vinkade.", "ordförande i byalaget"),
        ("Vem är Ola Trent?", "sv", "– Nej, säger Ola Trent, pappa till tre.", "pappa till tre"),
        ("Vem är Ola Trent?", "sv", "Rektor Ola Trent vinkade.", "Rektor"),
        (
            "Who is Ola Trent?",
            "sv",
            "Ola Trent, läkare på sjukhuset i Hamn, vinkade.",
            "läkare på sjukhuset i Hamn",
        ),
        ("Wer ist Ola Trent?", "de", "Ola Trent, Leiter des Museums in Ulm, winkte.", "Leiter des Museums in Ulm"),
        ("Wer ist Ola Trent?", "de", "Es regnet, sagte der Bürgermeister Ola Trent.", "der Bürgermeister"),
        ("Wer war Ola Trent?", "de", "Ola Trent war ein Maler von Booten.", "ein Maler von Booten"),
        ("Qui est Ola Trent ?", "fr", "Ola Trent, gardien du phare de Ness, salua.", "gardien du phare de Ness"),
        ("Qui est Ola Trent ?", "fr", "L'ancienne directrice, Ola Trent, salua.", "L'ancienne directrice"),
        ("Qui était Ola Trent ?", "fr", "Ola Trent était un peintre de bateaux.", "un peintre de bateaux"),
    ],
)
def test_what_stands_beside_a_name_says_who_it_is(
    make_hit: MakeHit, question: str, language: str, text: str, told: str
) -> None:
    found = descriptions(analyse(question), [make_hit("a", text, language=language)])
    assert [quote.answer_text for quote in found] == [told]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is Ola Trent?", "Here: Ola Trent, Mia Berg and Ulf Lee."),
        ("Who is Ola Trent?", "After dinner Ola Trent, smiling, left."),
        ("Who is the baker?", "The baker, Ola Trent, waved."),
        ("Who is Ola Trent?", "The baker, Ola Brent, waved."),
    ],
)
def test_other_words_beside_a_name_describe_nobody(make_hit: MakeHit, question: str, text: str) -> None:
    assert descriptions(analyse(question), [make_hit("a", text, language="en")]) == []


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        ("Who saw the barn fall?", "en", "Ida Roth of Lund, who saw the barn fall, called Bo Ek.", ["Ida Roth"]),
        ("Who saw the barn fall?", "en", "Ida Roth, a nurse, who saw the barn fall, wept.", ["Ida Roth"]),
        ("Who saw the barn fall?", "en", "Ida Roth, who sold the barn, wept.", []),
        ("Wer sah die Scheune?", "de", "Bo Ek traf Ida Roth, die die Scheune sah.", ["Ida Roth"]),
        ("Qui a vu la grange ?", "fr", "Bo Ek salua Ida Roth, qui a vu la grange.", ["Ida Roth"]),
        ("Vem såg ladan rasa?", "sv", "Bo Ek hälsade på Ida Roth, som såg ladan rasa.", ["Ida Roth"]),
    ],
)
def test_a_clause_tells_of_the_name_before_it(
    make_hit: MakeHit, question: str, language: str, text: str, told: list[str]
) -> None:
    found = clause_quotes(analyse(question), [make_hit("a", text, language=language)])
    assert [quote.answer_text for quote in found] == told


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        ("Why was the fair moved?", "en", "The fair was moved because the field was wet.", "the field was wet"),
        ("Why was the fair moved?", "en", "As the field was wet, the fair was moved.", "the field was wet"),
        (
            "Why was the fair moved?",
            "en",
            "The field was wet. Therefore the fair was moved.",
            "The field was wet.",
        ),
        (
            "Why was the fair moved?",
            "en",
            "The fair was moved. This was because of mud.",
            "This was because of mud.",
        ),
        ("Varför flyttades mässan?", "sv", "Mässan flyttades eftersom fältet var vått.", "fältet var vått"),
        ("Varför flyttades mässan?", "sv", "Mässan flyttades. Det beror på lera.", "Det beror på lera."),
        (
            "Warum endete die Messe?",
            "de",
            "Die Messe endete, weil das Feld nass war.",
            "das Feld nass war",
        ),
        (
            "Warum endete die Messe?",
            "de",
            "Das Feld war nass. Deshalb endete die Messe.",
            "Das Feld war nass.",
        ),
        ("Pourquoi la foire a-t-elle fini ?", "fr", "La foire a fini à cause de la boue.", "la boue"),
        (
            "Pourquoi la foire a-t-elle fini ?",
            "fr",
            "La foire a fini parce qu'il pleuvait.",
            "il pleuvait",
        ),
    ],
)
def test_a_reason_is_told_by_its_word(
    make_hit: MakeHit, question: str, language: str, text: str, told: str
) -> None:
    found = reasons(analyse(question), [make_hit("a", text, language=language)])
    assert [quote.answer_text for quote in found] == [told]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why was the fair cancelled?", "The fair was moved because the field was wet."),
        ("Why was the fair moved?", "The dance ended because the hall was cold."),
        ("Why was the fair moved?", "The fair was moved since 1990 to May."),
        ("When was the fair moved?", "The fair was moved because the field was wet."),
    ],
)
def test_a_reason_for_something_else_is_none(make_hit: MakeHit, question: str, text: str) -> None:
    assert reasons(analyse(question), [make_hit("a", text, language="en")]) == []


def test_what_is_asked_about_is_quoted_with_the_sentence_after_it(make_hit: MakeHit) -> None:
    text = "The fair was moved to Ness. The field had flooded. It rained on."
    hit = make_hit("a", text, language="en")
    asked = analyse("Why was the fair moved?")
    (quote,) = reasons(asked, [make_hit("a", "The fair was moved because of rain.", language="en")])
    fragment = quote.__class__(
        text[:27], hit.passage.start, hit.passage.start + 27, hit.document, hit.passage.id, 0.3, None
    )
    widened = with_sentence_after(asked, [hit], fragment)
    assert widened.text == "The fair was moved to Ness. The field had flooded."
    assert widened.answer is None


def test_words_put_between_because_and_its_reason_are_left_out(make_hit: MakeHit) -> None:
    hit = make_hit(
        "a", 'He refused the prize because, he wrote, "a boat needs no medal". The boat sank.', language="en"
    )
    (quote,) = reasons(analyse("Why did he refuse the prize?"), [hit])
    assert quote.answer_text == "a boat needs no medal"
