from __future__ import annotations

import base64
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import LoadedDocument, PartKind
from tests.making import make_docx, make_eml

HEAD = (
    "From: Åsa Öberg <asa@desk.example>\nTo: news@desk.example\nDate: Fri, 31 May 2019 23:30:00 -0500\n"
    "Subject: Nya siffror från Raqqa"
)
TOP = b"From: Ida Falk <ida@pier.example>\r\nDate: Wed, 8 Mar 2023 19:05:00 +0100\r\n"


def written(path: Path, *parts: bytes) -> Path:
    path.write_bytes(b"".join(parts))
    return path


def said(document: LoadedDocument, kind: PartKind) -> list[tuple[str, str | None]]:
    return [(document.text[p.span.start : p.span.end], p.author) for p in document.parts if p.kind is kind]


def test_headers_and_plain_text(tmp_path: Path) -> None:
    page = "<p>Hej,</p><p>de har räknat 32 döda.</p>"
    loaded = load_file(make_eml(tmp_path / "a.eml", text="Hej,\n\nde har räknat 32 döda.\n", page=page))
    (document,) = loaded.documents
    assert document.text == f"{HEAD}\n\nHej,\n\nde har räknat 32 döda."
    assert (document.title, document.author) == ("Nya siffror från Raqqa", "Åsa Öberg")
    assert (document.publisher, document.published) == ("Åsa Öberg", date(2019, 5, 31))
    assert said(document, PartKind.HEAD) == [(HEAD, None), ("Hej,", None)]
    assert loaded.warnings == ()


def test_html_where_there_is_no_plain_text_and_attachments_named(tmp_path: Path) -> None:
    loaded = load_file(
        make_eml(tmp_path / "a.eml", page="<p>They counted <b>32</b> dead.</p>", attachment="list.pdf")
    )
    assert loaded.documents[0].text.endswith("\n\nThey counted 32 dead.")
    (warning,) = loaded.warnings
    assert warning.startswith("attachments not read: list.pdf (not a PDF")


@pytest.mark.parametrize(
    "stub",
    ["Please view this message in a browser.", "Si no puede ver este correo, ábralo en su navegador.", "x"],
)
def test_the_page_is_read_where_the_plain_text_is_a_pointer_to_it(tmp_path: Path, stub: str) -> None:
    page = "<p>The regatta begins at noon on Sunday from the north pier.</p><p>Entry is 80 crowns.</p>"
    (document,) = load_file(make_eml(tmp_path / "a.eml", text=stub, page=page)).documents
    assert document.text.endswith("from the north pier.\n\nEntry is 80 crowns.")
    assert stub not in document.text.split("\n\n", 1)[1] or len(stub) == 1


def test_flowed_lines_are_one(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.eml",
        b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/plain; charset=no-such; format=flowed\r\n\r\n"
        b"They counted \r\nthirty-two dead.\r\n> quoted\r\n",
    )
    (document,) = load_file(path).documents
    assert document.text.endswith("They counted thirty-two dead.\nquoted")
    assert said(document, PartKind.QUOTED) == [("quoted", None)]


@pytest.mark.parametrize(
    "page",
    [
        '<div>It took six.</div><div class="gmail_quote"><div class="gmail_attr">On Wed, Mar 8, 2023 Ida Falk '
        "&lt;ida@pier.example&gt; wrote:<br></div><blockquote>It will take four.</blockquote></div>",
        '<p>It took six.</p><p>On 8 Mar 2023, at 19:05, Ida Falk wrote:</p><blockquote type="cite"><p>It will '
        "take four.</p></blockquote>",
        "<p>It took six.</p><hr><div id='divRplyFwdMsg'><b>From:</b> Ida Falk &lt;ida@pier.example&gt;<br>"
        "<b>Sent:</b> Wednesday, March 8, 2023 7:05 PM<br><b>To:</b> Board<br><b>Subject:</b> Work</div>"
        "<div>It will take four.</div>",
        "<p>It took six.</p><div>Ida Falk skrev:</div><blockquote>It will take four.</blockquote>",
    ],
)
def test_quotations_of_a_page_have_their_writer(tmp_path: Path, page: str) -> None:
    (document,) = load_file(make_eml(tmp_path / "a.eml", page=page)).documents
    quoted = [(text, author) for text, author in said(document, PartKind.QUOTED) if author]
    assert [author for _, author in quoted] == ["Ida Falk"]
    assert "It will take four." in quoted[0][0]
    assert "It took six." not in quoted[0][0]


def test_a_paragraph_set_in_is_no_quotation(tmp_path: Path) -> None:
    page = "<p>News of the week.</p><blockquote>The pier is open again.</blockquote>"
    (document,) = load_file(make_eml(tmp_path / "a.eml", page=page)).documents
    assert said(document, PartKind.QUOTED) == []


def test_attached_files_are_documents_that_name_their_mail(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ida Falk <ida@pier.example>", "Papers"
    message["Date"] = "Wed, 8 Mar 2023 19:05:00 +0100"
    message.set_content("Enclosed.")
    message.add_attachment("The buoy is red.", filename="buoy.txt")
    message.add_attachment(
        "<p>The pier is <b>long</b> enough for two boats.</p>", subtype="html", filename="p.html"
    )
    word = make_docx(tmp_path / "in.docx", [("Normal", "The crane lifts nine tonnes.")]).read_bytes()
    message.add_attachment(word, maintype="application", subtype="octet-stream", filename="größe.docx")
    message.add_attachment(b"a,b\n1,2\n3,4\n", maintype="text", subtype="csv", filename="t.csv")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../logo.png")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(message))
    loaded = load_file(path)
    mail, buoy, page, crane, table = loaded.documents
    assert [d.inside for d in loaded.documents] == ["", "buoy.txt", "p.html", "größe.docx", "t.csv"]
    assert [d.row for d in loaded.documents] == [None, 1, 2, 3, 4]
    assert buoy.title == "buoy (in the mail “Papers”)"
    assert (buoy.author, buoy.published) == (None, date(2023, 3, 8))
    assert (page.text, crane.text) == ("The pier is long enough for two boats.", "The crane lifts nine tonnes.")
    assert mail.text.endswith("Enclosed.")
    assert table.media_type == "text/csv"
    assert loaded.warnings == ("attachments not read: all.zip (no loader for .zip), .._logo.png (a picture)",) or (
        "logo.png (a picture)" in loaded.warnings[0]
    )


def test_a_mail_in_a_mail_has_its_own_writer_and_day(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Olle Krans <olle@pier.example>", "Tar"
    inner["Date"] = "Wed, 1 Mar 2023 08:00:00 +0100"
    inner.set_content("We need five barrels of tar.")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Ida Falk <ida@pier.example>", "Fwd: Tar"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(outer))
    _, forwarded = load_file(path).documents
    assert (forwarded.author, forwarded.published) == ("Olle Krans", date(2023, 3, 1))
    assert forwarded.inside == "Tar"
    assert forwarded.text.endswith("We need five barrels of tar.")


@pytest.mark.parametrize("disposition", ["inline", ""])
def test_a_text_with_a_name_shown_inline_is_of_the_mail(tmp_path: Path, disposition: str) -> None:
    kind = f'Content-Disposition: {disposition}; filename="n.txt"' if disposition else "X-Nothing: 1"
    path = written(
        tmp_path / "a.eml",
        TOP,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b"Content-Type: text/plain\r\n\r\nHello.\r\n--b\r\n",
        b'Content-Type: text/plain; name="n.txt"\r\n'
        + kind.encode()
        + b"\r\n\r\nThe winch key hangs in the shed.\r\n",
        b"--b--\r\n",
    )
    (document,) = load_file(path).documents
    assert document.text.endswith("Hello.\n\nThe winch key hangs in the shed.")


@pytest.mark.parametrize(
    ("charset", "codec", "words"),
    [
        ("iso-8859-8-i", "iso8859_8", "המזח ארוך"),
        ("windows-874", "cp874", "ท่าเรือยาว"),
        ("x-mac-cyrillic", "mac_cyrillic", "Причал длинный"),
        ("x-mac-ce", "mac_latin2", "přístav č. 7"),
        ("ks_c_5601-1987", "cp949", "부두가 길다"),
        ("iso-2022-jp", "iso2022_jp", "桟橋は長い"),
        ("cp-850", "cp850", "Größe des Hafens"),
    ],
)
def test_charsets_of_mails(tmp_path: Path, charset: str, codec: str, words: str) -> None:
    data = words.encode(codec)
    subject = f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    path = written(
        tmp_path / "a.eml",
        TOP + f"Subject: {subject}\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode() + data,
    )
    (document,) = load_file(path).documents
    assert document.title == words
    assert document.text.endswith(words)


def test_encoded_words_cut_within_a_character_and_raw_bytes(tmp_path: Path) -> None:
    first, second = "nö".encode()[:2], "nö".encode()[2:] + b"t"
    words = b" ".join(b"=?utf-8?B?" + base64.b64encode(part) + b"?=" for part in (first, second))
    (one,) = load_file(written(tmp_path / "a.eml", TOP, b"Subject: ", words, b"\r\n\r\nx y z\r\n")).documents
    assert one.title == "nöt"
    (two,) = load_file(
        written(tmp_path / "b.eml", TOP, "Subject: Grüße\r\n\r\nx y z\r\n".encode("latin-1"))
    ).documents
    assert two.title == "Grüße"


def test_something_else_named_eml(tmp_path: Path) -> None:
    path = written(tmp_path / "a.eml", b"\x00\x01\x02 not a mail")
    with pytest.raises(LoadError, match="not an e-mail"):
        load_file(path)


@pytest.mark.parametrize(
    "body",
    [
        b"Subject: " + b"a, " * 700_000 + b"\r\n\r\nhi there\r\n",
        b"Subject: " + b"=?utf-8?B?5L2g5aW9?= " * 100_000 + b"\r\n\r\nhi there\r\n",
        b'Content-Type: text/plain; a="' + b"b;c;" * 300_000 + b"\r\n\r\nhi there\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        + b"--x\r\nContent-Type: text/plain\r\n\r\nhi there\r\n" * 20_000,
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3_000,
    ],
    ids=["header", "encoded words", "parameters", "parts", "nested"],
)
def test_a_hostile_mail_is_read_as_far_as_it_makes_sense(tmp_path: Path, body: bytes) -> None:
    try:
        documents = load_file(written(tmp_path / "a.eml", TOP, body)).documents
    except LoadError:
        documents = ()
    assert sum(len(document.text) for document in documents) < 100_000
