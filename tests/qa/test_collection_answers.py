"""What is said of a collection: documents of several languages, formats and days, asked about as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.settings import Settings
from index.types import Filter
from qa.answering.exports import answer_record
from qa.assistant import Assistant
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import Answer, AnswerForm
from tests.making import make_docx, make_jsonl

TEXTS = {
    "eels.md": (
        "# Eels return to the Ulle\n\nPublished 12 March 2019\n\nBy Ann Lee\n\n"
        "Eels swim up the Ulle again. The fishermen of Ulleby set out forty traps. Eels had not been seen there "
        "since the dam was built. The dam has a ladder for fish now.\n"
    ),
    "ferry.txt": (
        "The ferry is laid up for the winter\n\nPublished: 3 November 2020\n\nBy Tom Reed\n\n"
        "The ferry to Torsö is laid up until spring. Its crew of nine will paint the hull. The harbour board had "
        "asked for a bridge.\n"
    ),
    "pesca.html": (
        '<html lang="es"><head><title>La pesca de la anguila</title><meta name="date" content="2019-07-01"></head>'
        "<body><article><h1>La pesca de la anguila</h1>"
        "<p>Los pescadores del valle vuelven a pescar anguilas en el río. La temporada dura tres meses y termina "
        "cuando empiezan las lluvias de otoño.</p><p>El ayuntamiento ha limitado el número de redes en la "
        "desembocadura.</p></article></body></html>"
    ),
    "baumschutz.md": (
        "# Baumschutzgesetz\n\nAusfertigungsdatum\n:   1987-05-06\n\n"
        "§ 1 Bäume im Tal dürfen nur mit Erlaubnis der Gemeinde gefällt werden. § 2 Wer Bäume ohne Erlaubnis "
        "fällt, muss neue pflanzen.\n"
    ),
    "wasser.md": (
        "# Gesetz über das Wasser im Tal\n\nAusfertigungsdatum\n:   2003-02-01\n\n§ 1 Das Wasser des Tals gehört "
        "allen. § 2 Fischer dürfen Reusen nur mit Erlaubnis der Gemeinde aufstellen.\n"
    ),
    "mill.txt": (
        "Yearly report 2016 of the mill at Ulleby\n\nThe mill ground four hundred tonnes of rye. Its wheel was "
        "mended in spring, and the miller took on an apprentice.\n"
    ),
}


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("valley")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    make_docx(
        folder / "lock.docx",
        [("Title", "The lock at Torsö"), ("Normal", "The lock lets boats pass the dam in nine minutes.")],
        author="Ann Lee",
    )
    make_jsonl(
        folder / "notes.jsonl",
        [
            {"title": "Rain", "text": "Rain fell on the valley for three weeks in a row.", "date": "2021-05-02"},
            {"title": "Sun", "text": "The sun came back and the hay was brought in dry.", "date": "2021-06-09"},
        ],
    )
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with Assistant.open(folder, settings=settings, reader=RulesReader()) as assistant:
        yield assistant


def told(answer: Answer, assistant: Assistant) -> set[str]:
    """The files of the documents quoted; every quote is the document's text, letter for letter, and is cited."""
    assert not answer.abstained, answer.text
    for quote in answer.quotes:
        document = assistant.corpus.document(quote.document.id)
        assert document.text[quote.start : quote.end] == quote.text != ""
        assert quote.answer is None or quote.span.contains(quote.answer)
    assert {number for claim in answer.claims for number in claim.quotes} == set(range(len(answer.quotes)))
    assert all(claim.quotes for claim in answer.claims)
    return {quote.document.path for quote in answer.quotes}


@pytest.mark.parametrize(
    ("question", "files"),
    [
        ("Which documents are from July 2019?", {"pesca.html"}),
        ("Which documents are from 2016?", {"mill.txt"}),
        ("Which documents were published before 2004?", {"baumschutz.md", "wasser.md"}),
        ("Which articles are in Spanish?", {"pesca.html"}),
        ("Which documents are by Ann Lee?", {"eels.md", "lock.docx"}),
        ("Which documents are about eels?", {"eels.md"}),
        ("¿Qué documentos tratan sobre la anguila?", {"pesca.html"}),
        ("Which documents mention the dam?", {"eels.md", "lock.docx"}),
        ("Welche Dokumente handeln von Bäumen?", {"baumschutz.md"}),
        ("Which documents in English are from 2020?", {"ferry.txt"}),
        ("Welche Gesetze gibt es in dieser Sammlung?", {"baumschutz.md", "wasser.md"}),
        ("Which laws are in this collection?", {"baumschutz.md", "wasser.md"}),
        ("Welches Dokument ist das älteste?", {"baumschutz.md"}),
        ("What is the newest document?", {"notes.jsonl"}),
        ("Vilka dokument är på tyska?", {"baumschutz.md", "wasser.md"}),
        ("Which Word documents are there?", {"lock.docx"}),
        ("Which reports do you have?", {"mill.txt"}),
    ],
)
def test_which_documents(valley: Assistant, question: str, files: set[str]) -> None:
    answer = valley.ask(question)
    assert told(answer, valley) == files
    assert answer.form is AnswerForm.LIST
    assert set(answer.short) == {quote.document.title for quote in answer.quotes}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many documents are there?", "9"),
        ("Hur många dokument finns det?", "9"),
        ("Combien de documents y a-t-il en allemand ?", "2"),
        ("How many articles are there from 2021?", "2"),
    ],
)
def test_how_many(valley: Assistant, question: str, count: str) -> None:
    answer = valley.ask(question)
    assert answer.form is AnswerForm.COUNT
    assert answer.short == (count,)
    assert len(answer.quotes) == int(count)
    told(answer, valley)


def test_a_date_is_quoted_where_the_text_says_it(valley: Assistant) -> None:
    quote = valley.ask("Welches Dokument ist das älteste?").quotes[0]
    assert quote.text == "Ausfertigungsdatum\n:   1987-05-06"
    assert quote.answer_text == "1987-05-06"


def test_a_matter_is_quoted_with_a_sentence_on_it(valley: Assistant) -> None:
    quote = valley.ask("Which documents mention traps?").quotes[0]
    assert quote.text == "The fishermen of Ulleby set out forty traps."
    assert quote.answer_text == "traps"


def test_the_collection_as_a_whole(valley: Assistant) -> None:
    topics = valley.ask("What is this collection about?")
    told(topics, valley)
    assert {"eels", "Ulle", "dam", "valley", "Erlaubnis"} & {short.strip() for short in topics.short}
    assert all(q.answer_text.casefold() in " ".join(topics.short).casefold() for q in topics.quotes)
    languages = valley.ask("What languages are they in?")
    assert languages.short == ("English", "German", "Spanish")
    period = valley.ask("¿Qué período cubren estos documentos?")
    assert period.short == ("De 6 de mayo de 1987 a 9 de junio de 2021",)
    writers = valley.ask("Who wrote these?")
    assert {"Ann Lee", "Tom Reed"} <= set(writers.short)
    assert "By Tom Reed" in {quote.text for quote in writers.quotes}


def test_follow_ups_in_a_conversation(valley: Assistant) -> None:
    chat = valley.chat()
    chat.ask("Which documents are from 2019?")
    later = chat.ask("and from 2020?")
    assert later.understood_as == "Which documents are from 2020?"
    assert told(later, valley) == {"ferry.txt"}
    assert told(chat.ask("who wrote them?"), valley) == {"ferry.txt"}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Which documents are from 1950?", "From 6 May 1987 to 9 June 2021"),
        ("Welche Dokumente sind auf Finnisch?", "Deutsch"),
        ("Which documents are by Rut Holm?", "Tom Reed"),
        ("Which recipes are in this collection?", "“recipes”"),
        ("Which documents mention volcanoes?", "None of the 9 documents"),
    ],
)
def test_where_no_document_fits_it_is_said_with_what_there_is(valley: Assistant, question: str, says: str) -> None:
    answer = valley.ask(question)
    assert answer.abstained
    assert says in answer.text


def test_a_kind_that_few_documents_are_of_is_one_they_speak_of(valley: Assistant) -> None:
    """Two of nine are laws: without a word of the collection "the oldest law" is what the documents tell of."""
    assert "1987" not in valley.ask("Which is the oldest law?").text


def test_a_filter_holds(valley: Assistant) -> None:
    where = Filter(languages=("de",))
    assert told(valley.ask("Which documents are there?", where), valley) == {"baumschutz.md", "wasser.md"}
    nothing = valley.ask("How many documents are there?", Filter(languages=("pl",)))
    assert nothing.text == "No document passes the filter."


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("hello", "Hello."),
        ("Was kannst du?", "sayso beantwortet"),
        ("tack", "Varsågod."),
        ("résume les documents", "sayso ne résume pas"),
        ("x", "no word to look up"),
        ("???", "no word to look up"),
    ],
)
def test_what_is_no_question_is_answered_with_what_can_be_asked(valley: Assistant, said: str, reply: str) -> None:
    answer = valley.ask(said)
    assert answer.abstention is not None
    assert reply in answer.text
    examples = answer.abstention.examples
    assert len(examples) >= 2
    assert not any(valley.ask(question).abstained for question in examples)
    assert answer_record(answer)["abstention"]["examples"] == list(examples)


def test_an_empty_collection(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    settings = Settings(home=tmp_path / "home")
    with Assistant.open(tmp_path / "none", settings=settings, reader=RulesReader()) as assistant:
        for question in ("How many documents are there?", "What is this collection about?"):
            assert "no document is indexed" in assistant.ask(question).text
        assert assistant.ask("hello").abstained
