"""Which lines of news pages are kept, by language, on sites that the line model was not fitted on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row
from index.cleaning import keep_spans
from index.lines.fitting import is_kept_back
from index.lines.pages import LineDataError, MarkedPage, marked_pages
from index.types import Document, DocumentInfo

Keep = Callable[[MarkedPage], Sequence[bool]]


class LinesBenchmark:
    """Reads whole pages as plain text and asks which of their lines are kept for passages."""

    name = "lines"
    data_format = "a checkout of github.com/flairNLP/fundus, whose test data are pages and what their report is"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Precision and recall in characters, for each system and language."""
        try:
            pages = [page for page in marked_pages(data) if is_kept_back(page.site)]
        except LineDataError as error:
            raise BenchmarkDataError(f"{error}. Expected {self.data_format}") from error
        progress(f"{len(pages)} pages of {len({page.site for page in pages})} sites that were kept back")
        systems: dict[str, Keep] = {
            "every line": lambda page: [True] * len(page.lines),
            "rules alone": lambda page: _kept(page, None),
            "sayso": lambda page: _kept(page, page.language),
            "trafilatura, which sees the HTML": _by_trafilatura,
        }
        groups: dict[str, list[MarkedPage]] = defaultdict(list)
        for page in pages:
            groups["en" if page.language == "en" else "sv" if page.language == "sv" else "others"].append(page)
            groups[page.language or "unknown"].append(page)
        rows = []
        for name, keep in systems.items():
            kept = {id(page): keep(page) for page in pages}
            for language, some in sorted(groups.items(), key=lambda each: -len(each[1])):
                precision, recall = _scores(some, kept)
                values = {"precision": 100 * precision, "recall": 100 * recall, "pages": float(len(some))}
                rows.append(Row(f"{name}: {language}", values))
        return BenchmarkResult(
            name=self.name,
            title="Reporting lines of news pages in many languages",
            rows=tuple(rows),
            scoring="of the characters kept, those of the report; of those of the report, the ones kept",
            source="test data of Fundus (Dallabetta et al. 2024, MIT)",
            caveats=(
                "Captions and bylines count as not of the report. Many languages have one or two pages.",
                "sayso reads these pages as plain text, without knowing what is a link or a menu; HTML files are "
                "cut to their article by their markup before.",
            ),
        )


def _kept(page: MarkedPage, language: str | None) -> list[bool]:
    """Whether at least half of each line is kept when the page is read as plain text in this language."""
    text = "\n".join(page.lines)
    info = DocumentInfo("x", "x.txt", "", "", language=language)
    spans = list(keep_spans(Document(info, text)))
    kept, at, first = [], 0, 0
    for line in page.lines:
        end = at + len(line)
        while first < len(spans) and spans[first].end <= at:
            first += 1
        held, n = 0, first
        while n < len(spans) and spans[n].start < end:
            held += min(spans[n].end, end) - max(spans[n].start, at)
            n += 1
        kept.append(2 * held >= len(line))
        at = end + 1
    return kept


def _by_trafilatura(page: MarkedPage) -> list[bool]:
    import trafilatura

    found = trafilatura.extract(page.source, include_comments=False, include_formatting=False) or ""
    letters = _letters(found)
    return [bool(own := _letters(line)) and own in letters for line in page.lines]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _scores(pages: Sequence[MarkedPage], kept: dict[int, Sequence[bool]]) -> tuple[float, float]:
    right = shown = report = 0
    for page in pages:
        for line, mark, is_kept in zip(page.lines, page.marks, kept[id(page)], strict=True):
            right += len(line) * (mark and is_kept)
            shown += len(line) * is_kept
            report += len(line) * mark
    return right / max(shown, 1), right / max(report, 1)
