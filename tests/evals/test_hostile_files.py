"""The hostile files are many, the same each time, and of every format."""

from __future__ import annotations

from pathlib import Path

from evals.trust.hostile import hostile_files
from index.loading import supported_suffixes


def test_there_are_hundreds_of_every_format_with_names_of_their_own() -> None:
    files = hostile_files()
    assert len(files) >= 300
    assert len({file.name for file in files}) == len(files)
    of_each = {suffix: sum(file.suffix == suffix for file in files) for suffix in supported_suffixes()}
    aliases = {".text", ".markdown", ".htm", ".ndjson", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"}
    assert {suffix for suffix, count in of_each.items() if not count} <= aliases


def test_the_same_seed_gives_the_same_files_and_another_one_others(tmp_path: Path) -> None:
    def flipped(seed: int) -> list[bytes]:
        return [file.content() for file in hostile_files(seed) if "flipped" in file.name]

    assert flipped(1) == flipped(1) != flipped(2)
