from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind
from tests.index.loading.compound_file import Tree, compound_file

SUBJECT, BODY, SENDER, ADDRESS = 0x0037, 0x1000, 0x0C1A, 0x5D01
FILE_NAME, SHORT_NAME, FILE, CODE_PAGE = 0x3707, 0x3704, 0x3701, 0x3FFD
SENT = 133_227_432_000_000_000  # 8 March 2023, 10:00 UTC, in tenths of microseconds since 1601


def mail(
    values: dict[int, str | bytes], attached: tuple[Tree, ...] = (), header: int = 32, code_page: int = 0
) -> Tree:
    """The storages of a mail: texts in UTF-16, or as bytes in its code page."""
    rows = [struct.pack("<HHIQ", 0x0040, 0x0039, 6, SENT)]
    rows += [struct.pack("<HHIQ", 3, CODE_PAGE, 6, code_page)] if code_page else []
    tree: Tree = {f"__attach_version1.0_#{number:08X}": each for number, each in enumerate(attached)}
    tree["__properties_version1.0"] = bytes(header) + b"".join(rows)
    return tree | {_stream(number, value): _padded(value) for number, value in values.items()}


def attachment(names: dict[int, str | bytes], content: bytes | Tree) -> Tree:
    """The storages of an attached file or mail."""
    kind = "0102" if isinstance(content, bytes) else "000D"
    kept = content.ljust(4_096) if isinstance(content, bytes) else content
    tree: Tree = {"__properties_version1.0": bytes(8), f"__substg1.0_{FILE:04X}{kind}": kept}
    return tree | {_stream(number, value): _padded(value) for number, value in names.items()}


def _stream(number: int, value: str | bytes) -> str:
    return f"__substg1.0_{number:04X}{'001E' if isinstance(value, bytes) else '001F'}"


def _padded(value: str | bytes) -> bytes:
    return value.ljust(4_096) if isinstance(value, bytes) else value.ljust(2_048).encode("utf-16-le")


def make_msg(path: Path, tree: Tree) -> Path:
    """A mail as Outlook saves it."""
    path.write_bytes(compound_file(tree))
    return path


def test_a_mail_of_outlook(tmp_path: Path) -> None:
    block = "From: Olle Krans\r\nSent: Tuesday, March 7, 2023 9:00 AM\r\nTo: Ida\r\nSubject: x"
    text = f"It took six.\r\n\r\n{block}\r\n\r\nFour."
    values: dict[int, str | bytes] = {SUBJECT: "Work", BODY: text, SENDER: "Ida Falk", ADDRESS: "ida@pier.example"}
    loaded = load_file(make_msg(tmp_path / "a.msg", mail(values)))
    (document,) = loaded.documents
    assert (document.title, document.author, document.published) == ("Work", "Ida Falk", date(2023, 3, 8))
    assert document.text.startswith("From: Ida Falk <ida@pier.example>\n")
    assert "Date: Wed, 08 Mar 2023 10:00:00 +0000\nSubject: Work\n\nIt took six." in document.text
    (quoted,) = [part for part in document.parts if part.kind is PartKind.QUOTED]
    assert (quoted.author, quoted.published) == ("Olle Krans", date(2023, 3, 7))
    assert loaded.warnings == ()


def test_damaged_ones(tmp_path: Path) -> None:
    whole = make_msg(tmp_path / "a.msg", mail({SUBJECT: "Work", BODY: "Six of them."})).read_bytes()
    for name, data in (("cut", whole[:900]), ("text", b"hello there, this is no mail of Outlook")):
        path = tmp_path / f"{name}.msg"
        path.write_bytes(data)
        with pytest.raises(LoadError):
            load_file(path)


def test_a_sender_without_an_address(tmp_path: Path) -> None:
    inside = "/O=PIER/OU=FIRST/CN=RECIPIENTS/CN=IDA"
    tree = mail({SUBJECT: "Work", BODY: "Six of them.", SENDER: "Falk, Ida", 0x0C1F: inside})
    (document,) = load_file(make_msg(tmp_path / "a.msg", tree)).documents
    assert document.author == "Falk, Ida"
    assert document.text.startswith("From: Falk, Ida\n")


def test_texts_in_a_code_page(tmp_path: Path) -> None:
    page = 1251
    values: dict[int, str | bytes] = {SUBJECT: "Работа".encode("cp1251"), BODY: "Шесть бочек.".encode("cp1251")}
    (document,) = load_file(make_msg(tmp_path / "a.msg", mail(values, code_page=page))).documents
    assert document.title == "Работа"
    assert document.text.endswith("Шесть бочек.")


def test_attached_files_and_mails(tmp_path: Path) -> None:
    inner = mail({SUBJECT: "Ropes", BODY: "Nine coils came.", SENDER: "Olle Krans"}, header=24)
    files = (
        attachment({FILE_NAME: "list.txt"}, b"The shed holds 40 tins."),
        attachment({SHORT_NAME: "DATA.CSV"}, b"item,count\nnails,300\nhooks,20\n"),
        attachment({0x3001: "Ropes"}, inner),
    )
    tree = mail({SUBJECT: "Work", BODY: "See there.", SENDER: "Ida Falk"}, files)
    loaded = load_file(make_msg(tmp_path / "a.msg", tree))
    by_place = {document.inside: document for document in loaded.documents}
    assert "40 tins" in by_place["list.txt"].text
    assert "300" in by_place["DATA.CSV"].text
    assert by_place["Ropes"].author == "Olle Krans"
    assert "Nine coils came." in by_place["Ropes"].text
    assert loaded.warnings == ()


def test_a_plain_mail_by_the_name_of_outlook(tmp_path: Path) -> None:
    path = tmp_path / "a.msg"
    path.write_text("From: ida@pier.example\nSubject: Tar\n\nFive barrels.\n")
    (document,) = load_file(path).documents
    assert (document.title, document.author) == ("Tar", "ida@pier.example")
