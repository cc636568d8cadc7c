from __future__ import annotations

from pathlib import Path

from index.corpus import Corpus
from index.settings import Settings
from ui.library import Library
from ui.redaction import Redaction


def test_a_pasted_text_is_indexed_and_an_empty_one_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with Corpus.open(tmp_path / "docs", settings=Settings(home=tmp_path / "home")) as corpus:
        library = Library(corpus, Redaction(corpus, local=True))
        *_, last = library.add_text("Notes", "The gate is painted green every spring.")
        assert "1 " in last.report
        assert [info.title for info in corpus.documents()] == ["Notes"]
        *_, refused = library.add_text(None, None)
        assert "paste some words first" in refused.report
