"""Mails asked through the product: who wrote what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage

import pytest

from index.settings import Settings
from index.types import Document, DocumentInfo, Part, PartKind, Span
from qa.assistant import Assistant
from qa.figures.attribution.writers import Writer, as_written, speaks_for_itself, writer_at


def mail(sender: str, day: int, subject: str, text: str, page: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = f"{sender} <{sender.split()[0].lower()}@pier.example>", "board@pier.example"
    message["Date"], message["Subject"] = f"Wed, {day:02} May 2023 10:00:00 +0200", subject
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    return message


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("mails")
    reply = mail(
        "Ida Falk", 10, "Re: Crane",
        "Hello board,\n\nthe offer is here: the crane will cost 7,200 crowns.\n\nIda\n\n"
        "Am 9. Mai 2023 um 08:15 schrieb Olle Krans <olle@pier.example>:\n> Hi,\n"
        "> my guess is that the crane will cost 5,500 crowns.\n> Olle\n",
    )  # fmt: skip
    forward = mail(
        "Ida Falk", 11, "Fwd: Survey",
        "For your files.\n\n---------- Forwarded message ---------\nFrom: Nils Berg <nils@survey.example>\n"
        "Date: Tue, 2 May 2023 at 16:00\nSubject: Survey\nTo: Ida Falk <ida@pier.example>\n\n"
        "The harbour basin is 12 metres deep at the gate.\n",
    )  # fmt: skip
    minutes = mail("Ida Falk", 12, "Minutes", "Enclosed are the minutes of yesterday.")
    minutes.add_attachment("The new harbour master is Stina Holm. She begins in June.", filename="minutes.txt")
    news = mail(
        "Ida Falk", 13, "News", "Please open this letter in a browser.",
        "<p>The rowing race starts on 3 June at the lighthouse.</p><p>Boats for hire cost 90 crowns a day.</p>",
    )  # fmt: skip
    for number, message in enumerate((reply, forward, minutes, news)):
        (folder / f"{number}.eml").write_bytes(bytes(message))
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with Assistant.open(folder, settings=settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("What will the crane cost according to Ida?", "7,200", "5,500"),
        ("What will the crane cost according to Olle Krans?", "5,500", "7,200"),
        ("Who said the crane will cost 5,500 crowns?", "Olle Krans", "Ida Falk"),
        ("Who is the new harbour master?", "Stina Holm", "Ida Falk"),
        ("When does the rowing race start?", "3 June", "browser"),
    ],
)
def test_words_belong_to_who_wrote_them(assistant: Assistant, question: str, right: str, wrong: str) -> None:
    answer = assistant.ask(question)
    assert any(right in short for short in answer.short), answer.text
    assert not any(wrong in short for short in answer.short), answer.text


def test_a_forwarded_mail_is_cited_as_its_writers(assistant: Assistant) -> None:
    answer = assistant.ask("How deep is the harbour basin at the gate?")
    assert "12 metres" in answer.short[0]
    assert answer.quotes[0].document.source == "Nils Berg"
    assert answer.quotes[0].document.published == date(2023, 5, 2)


def test_what_somebody_wrote_is_told_in_their_words(assistant: Assistant) -> None:
    answer = assistant.ask("What did Olle write about the crane?")
    assert [quote.text for quote in answer.quotes] == ["my guess is that the crane will cost 5,500 crowns."]


def test_the_innermost_writer_of_a_place() -> None:
    sent = date(2023, 5, 1)
    letter = DocumentInfo("x", "x.eml", "", "", author="Ida", published=sent, media_type="message/rfc822")
    parts = (
        Part(PartKind.FORWARDED, Span(10, 40), "Nils", date(2023, 4, 1)),
        Part(PartKind.HEAD, Span(10, 15)),
        Part(PartKind.QUOTED, Span(20, 30)),
    )
    document = Document(letter, "x" * 50, parts=parts)
    assert writer_at(document, 0) == Writer("Ida", sent)
    assert writer_at(document, 12) == Writer("Nils", date(2023, 4, 1))
    assert writer_at(document, 25) == Writer()
    article = Document(DocumentInfo("y", "y.txt", "", "", author="Ida"), "words", parts=())
    assert writer_at(article, 0) is None
    assert not speaks_for_itself(article.info)
    assert speaks_for_itself(as_written(article.info, Writer("Nils")))
