"""Which questions are about the collection itself, and what they pick of it."""

from __future__ import annotations

from datetime import date

import pytest

from qa.language.pack import known, pack_of
from qa.language.sections.collection_words import Talk, Trait, Wanted
from qa.question.collection.continued import understood
from qa.question.collection.requests import is_wordless, request_in, talk_in
from qa.types import Answer, Turn


@pytest.mark.parametrize(
    ("question", "wants", "kind", "traits"),
    [
        ("What is this collection about?", Wanted.TOPICS, "", {}),
        ("which documents are from 2018", Wanted.LIST, "", {Trait.DATED: "2018"}),
        ("Which texts are in Danish?", Wanted.LIST, "", {Trait.LANGUAGE: "da"}),
        ("Which articles are by Maja Krall?", Wanted.LIST, "", {Trait.WRITER: "Maja Krall"}),
        ("which files mention the lighthouse", Wanted.LIST, "", {Trait.MENTION: "the lighthouse"}),
        ("In which documents is Ulleby mentioned?", Wanted.LIST, "", {Trait.MENTION: "Ulleby"}),
        (
            "How many articles are there about eel fishing from 2018?",
            Wanted.COUNT,
            "",
            {Trait.THERE: "", Trait.TOPIC: "eel fishing", Trait.DATED: "2018"},
        ),
        (
            "Could you list the articles about ferries in German since 2012, please?",
            Wanted.LIST,
            "",
            {Trait.TOPIC: "ferries", Trait.LANGUAGE: "de", Trait.DATED: "since 2012"},
        ),
        ("Which letters are in this archive?", Wanted.LIST, "letter", {Trait.HERE: ""}),
        ("What is the newest report?", Wanted.NEWEST, "report", {}),
        ("how many PDFs are there", Wanted.COUNT, "", {Trait.FORMAT: "pdf", Trait.THERE: ""}),
        ("Who wrote these?", Wanted.WRITERS, "", {}),
        ("Welche Briefe gibt es in dieser Sammlung?", Wanted.LIST, "letter", {Trait.HERE: ""}),
        ("Welche Verordnung ist die älteste?", Wanted.OLDEST, "regulation", {}),
        ("Welche Texte wurden vor 1990 veröffentlicht?", Wanted.LIST, "", {Trait.DATED: "1990"}),
        ("Wie viele Dokumente gibt es über Fähren?", Wanted.COUNT, "", {Trait.THERE: "", Trait.TOPIC: "Fähren"}),
        ("Vilka artiklar handlar om ålfiske?", Wanted.LIST, "", {Trait.TOPIC: "ålfiske"}),
        ("På vilket språk är dokumenten?", Wanted.LANGUAGES, "", {}),
        ("De quoi parlent ces textes ?", Wanted.TOPICS, "", {}),
        ("Quels documents sont en suédois ?", Wanted.LIST, "", {Trait.LANGUAGE: "sv"}),
        ("Quelle période couvrent ces documents ?", Wanted.PERIOD, "", {}),
        ("¿Cuántos documentos hay sobre la pesca?", Wanted.COUNT, "", {Trait.THERE: "", Trait.TOPIC: "pesca"}),
        ("¿Cuál es la carta más antigua?", Wanted.OLDEST, "letter", {}),
    ],
)
def test_questions_about_the_collection(question: str, wants: Wanted, kind: str, traits: dict[Trait, str]) -> None:
    request = request_in(question)
    assert request is not None
    assert (request.wants, request.kind) == (wants, kind)
    assert {picked.trait: picked.value for picked in request.traits} == traits


@pytest.mark.parametrize(
    "question",
    [
        "What happened in 2018?",
        "Which documents were stolen from the palace in 1911?",
        "How many articles of the treaty were signed?",
        "How many books did she write?",
        "Which articles of the charter protect the press?",
        "What is the oldest lighthouse on the coast?",
        "What did the article say about the ferry?",
        "Who wrote the letter to the harbour board?",
        "What languages do the islanders speak?",
        "What period does the lease cover?",
        "What are the documents worth?",
        "Summarise what the mayor said about the bridge.",
        "Describe the documents that the courier carried.",
        "Welche Artikel des Vertrags schützen die Fischer?",
        "Wie viele Urlaubstage gibt es?",
        "Hur många dokument stals ur slottet?",
        "Combien de textes ont été volés ?",
        "¿Cuántos libros escribió?",
    ],
)
def test_ordinary_questions_are_left_alone(question: str) -> None:
    assert request_in(question) is None
    assert talk_in(question) is None
    assert not is_wordless(question)


def test_times_are_periods_and_german_and_french_words_before_them_are_read() -> None:
    def period(question: str) -> tuple[date | None, date | None]:
        request = request_in(question)
        assert request is not None
        found = next(picked.period for picked in request.traits if picked.trait is Trait.DATED)
        assert found is not None
        return found.start, found.end

    assert period("Which documents are from May 2018?") == (date(2018, 5, 1), date(2018, 5, 31))
    assert period("Which documents were published between 2014 and 2016?") == (
        date(2014, 1, 1),
        date(2016, 12, 31),
    )
    assert period("Welche Dokumente sind nach 2010 erschienen?") == (date(2011, 1, 1), None)
    assert period("Quels documents datent d'avant 2010 ?") == (None, date(2009, 12, 31))


@pytest.mark.parametrize(
    ("said", "talk", "language"),
    [
        ("Hello!", Talk.GREETING, "en"),
        ("thanks a lot", Talk.THANKS, "en"),
        ("what can you do?", Talk.ABILITY, "en"),
        ("Please summarise these documents", Talk.SUMMARY, "en"),
        ("Guten Tag", Talk.GREETING, "de"),
        ("Fass die Texte bitte zusammen", Talk.SUMMARY, "de"),
        ("Hej!", Talk.GREETING, "sv"),
        ("Vad kan du?", Talk.ABILITY, "sv"),
        ("Merci beaucoup", Talk.THANKS, "fr"),
        ("¿Qué puedes hacer?", Talk.ABILITY, "es"),
    ],
)
def test_talk(said: str, talk: Talk, language: str) -> None:
    found = talk_in(said)
    assert found is not None
    assert (found[0], found[1].code) == (talk, language)


@pytest.mark.parametrize("said", ["x", "ok", "Ok.", "a b c", "why?", "ja", "vale", "warum?"])
def test_nothing_to_look_up(said: str) -> None:
    assert is_wordless(said)


@pytest.mark.parametrize("said", ["x-ray", "WHO", "水", "5", "Lund", "why Lund?", "что это?"])
def test_something_to_look_up(said: str) -> None:
    assert not is_wordless(said)


def _after(*questions: str) -> tuple[str, ...]:
    """How each question is understood after those before it; empty where it is not about the collection."""
    turns: list[Turn] = []
    read = []
    for question in questions:
        meant = understood(question, turns)
        read.append(meant.text if meant else "")
        turns.append(Turn(question, Answer(question, meant.text if meant else question)))
    return tuple(read)


@pytest.mark.parametrize(
    ("questions", "last"),
    [
        (("Which documents are from 2018?", "and from 2020?"), "Which documents are from 2020?"),
        (("Which documents are from 2018?", "what about 2020?"), "Which documents are from 2020?"),
        (("Which documents are in Danish?", "and in German?"), "Which documents are in German?"),
        (("Which documents are about eels?", "and from 2020?"), "Which documents are about eels from 2020?"),
        (("Which documents are about eels?", "about ferries?"), "Which documents are about ferries?"),
        (("Welche Briefe sind von 1990?", "und von 1991?"), "Welche Briefe sind von 1991?"),
        (("Which texts are from 2018?", "how many?"), "how many? (Which texts are from 2018?)"),
        (
            ("Which texts are from 2018?", "how many?", "who wrote them?"),
            "who wrote them? (Which texts are from 2018?)",
        ),
        (("Who is the harbour master?", "who wrote them?"), ""),
        (("Which texts are from 2018?", "When was the harbour built?"), ""),
    ],
)
def test_follow_ups(questions: tuple[str, ...], last: str) -> None:
    assert _after(*questions)[-1] == last


@pytest.mark.parametrize("code", [code for code in known() if pack_of(code).questions.kinds])
def test_every_language_that_is_read_has_the_words_and_answers(code: str) -> None:
    words = pack_of(code).collection
    assert {question.wants for question in words.questions} == set(Wanted)
    assert {trait.trait for trait in words.traits} == set(Trait)
    assert {said.talk for said in words.talk} == set(Talk)
    assert all(getattr(words.phrases, name) for name in words.phrases.__slots__)
    assert words.singular <= words.documents
    assert request_in(words.phrases.example) is not None
