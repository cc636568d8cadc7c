from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError, UnsupportedFormat
from index.files.opening import SIZE_LIMIT
from index.loading import load_file, supported_suffixes

SWEDISH = (
    "Koalitionen medger att 1 302 civila dödades, säger Åsa Öberg. Det är fler än förra året, enligt rapporten."
)
POLISH = "Koalicja przyznała, że zginęło wielu cywilów. Śledztwo trwa, powiedziała rzeczniczka żołnierzy w środę."
RUSSIAN = "Коалиция признала гибель мирных жителей в городе, сообщило агентство в среду вечером."
JAPANESE = "有志連合はラッカで民間人三十二人の死亡を認めたと発表した。調査は続いている。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SWEDISH, "utf-8"),
        (SWEDISH, "utf-8-sig"),
        (SWEDISH, "utf-16"),
        (SWEDISH, "utf-16-le"),
        (SWEDISH, "utf-16-be"),
        (SWEDISH, "utf-32"),
        (SWEDISH, "cp1252"),
        ("It’s “regrettable” — they said.", "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    loaded = load_file(path)
    assert loaded.documents[0].text == text
    assert loaded.warnings == ()


def test_damaged_utf_8_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((SWEDISH * 3).encode() + b" \xff end")
    loaded = load_file(path)
    assert loaded.documents[0].text == SWEDISH * 3 + " \ufffd end"
    assert loaded.warnings == ("1 places could not be decoded as utf-8",)


def test_line_breaks_are_one_and_unseen_characters_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("one\r\ntwo\rthree\u2028four\fsoft\u00adhyphen\x07 a\u030a <|endoftext|>\n".encode())
    assert load_file(path).documents[0].text == "one\ntwo\nthree\nfour\n\nsofthyphen å <|endoftext|>\n"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"%PDF-1.7 x",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\x7fELF" + bytes(60),
    ],
)
def test_binary_data_named_txt(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(LoadError, match="binary data, not text") as caught:
        load_file(path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "the file is empty"), (b" \n\t\n", "no text"), (b"\xef\xbb\xbf", "no text")]
)
def test_empty_files(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(LoadError, match=reason):
        load_file(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(2 * SIZE_LIMIT)
    with pytest.raises(LoadError, match="200 MB, more than the 100 MB that are read of one file"):
        load_file(path)


def test_a_missing_file_and_an_unknown_kind(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no longer there"):
        load_file(tmp_path / "gone.txt")
    with pytest.raises(UnsupportedFormat, match=r"no loader for \.xyz; those read are \.csv, "):
        load_file(tmp_path / "a.xyz")
    assert {
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".pdf",
        ".docx",
        ".csv",
        ".tsv",
        ".jsonl",
        ".ndjson",
        ".eml",
    } <= supported_suffixes()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "12/03/2024, 10:15 - Maja Lund: The pier opens.\nat noon\n13/03/2024, 11:00 - Per: Good.\n"
            "13/03/2024, 11:02 - Maja Lund: Yes.",
            [
                ("Maja Lund", date(2024, 3, 12), "The pier opens.\nat noon"),
                ("Per", date(2024, 3, 13), "Good."),
                ("Maja Lund", date(2024, 3, 13), "Yes."),
            ],
        ),
        (
            "[2024-03-12 10:15] majaLund: The pier opens.\n[2024-03-12 10:16] per: Good.\n"
            "[2024-03-12 10:17] per: Very.",
            [
                ("majaLund", date(2024, 3, 12), "The pier opens."),
                ("per", date(2024, 3, 12), "Good."),
                ("per", date(2024, 3, 12), "Very."),
            ],
        ),
        (
            "MajaLund: When does the pier open?\nPerHolt: It opens at noon.\nMajaLund: And the kiosk there?\n"
            "PerHolt: That stays shut today.",
            [
                ("MajaLund", None, "When does the pier open?"),
                ("PerHolt", None, "It opens at noon."),
                ("MajaLund", None, "And the kiosk there?"),
                ("PerHolt", None, "That stays shut today."),
            ],
        ),
        ("Name: Orr\nDepth: 12\n\nName: Vik\nDepth: 9", []),
        ("Note: the pier is long.\nIt was built in 1904.\nThe kiosk is new.", []),
    ],
)
def test_who_wrote_what_in_transcripts(
    tmp_path: Path, text: str, messages: list[tuple[str, date | None, str]]
) -> None:
    (tmp_path / "a.txt").write_text(text)
    (document,) = load_file(tmp_path / "a.txt").documents
    assert document.text == text
    assert [(p.author, p.published, text[p.span.start : p.span.end]) for p in document.parts] == messages
