from __future__ import annotations

from pathlib import Path

import pytest

from index.seal import Seal


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    file = tmp_path / "store"
    file.write_bytes(b"what was written")
    made = Seal(file)
    made.put()
    return made


def test_a_sound_file_says_nothing(seal: Seal) -> None:
    assert seal.is_put()
    assert seal.broken() == ""


@pytest.mark.parametrize("content", [b"what was Written", b"what was", b"", b"what was written and more"])
def test_another_content_is_found(seal: Seal, content: bytes) -> None:
    seal.file.write_bytes(content)
    assert seal.broken() == "is not what was written"


def test_a_missing_file_is_found(seal: Seal) -> None:
    seal.file.unlink()
    assert seal.broken() == "is missing"


def test_without_a_seal_nobody_can_say(seal: Seal) -> None:
    seal.lift()
    seal.lift()
    seal.file.write_bytes(b"half written")
    assert not seal.is_put()
    assert seal.broken() == ""


def test_a_damaged_seal_accuses_nobody(seal: Seal) -> None:
    content = seal.path.read_bytes()
    for place in range(len(content)):
        seal.path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert seal.broken() == ""
    for length in range(len(content)):
        seal.path.write_bytes(content[:length])
        assert seal.broken() == ""


def test_what_is_too_large_to_read_is_compared_by_size_and_time(
    seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.seal.READ_UP_TO", 3)
    seal.put()
    assert seal.broken() == ""
    seal.file.write_bytes(b"what was written, and more")
    assert seal.broken() == "is not what was written"
