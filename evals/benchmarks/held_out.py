"""The reader on the articles that were held out of its training: English, Swedish, and across the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine
from evals.benchmarks.squad import PUBLISHED, Asked, gold_row
from qa.reading.network.network_reader import NeuralReader
from qa.training.examples import DATA_FORMAT, TITLELESS, Example, TrainingDataError, load_folder, split
from qa.training.pairs import cross_language

ENGLISH, SWEDISH = "squad2_half", "squad2_sv"


class HeldOut:
    """EM and F1 with the right paragraph given, by language of the question and of the passage."""

    name = "held-out"
    data_format = f"a folder with what the reader was trained on, {ENGLISH} and {SWEDISH} among it: {DATA_FORMAT}"

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the held-out articles of `data`. Raises BenchmarkDataError where it cannot be read."""
        reader = NeuralReader()
        rows = [
            gold_row(reader, asked, language, progress, name)
            for name, language, asked in self._sets(data)
            if any(one.answers for one in asked)
        ]
        return BenchmarkResult(
            name=self.name,
            title="Reading: articles held out of training",
            rows=(*rows, *PUBLISHED),
            scoring="EM and F1 as in SQuAD 1.1, percent, of the best span, shown or not; refused: share of "
            "unanswerable questions without a quote; kept: share of answerable ones with a quote",
            source="Rajpurkar et al. 2016 and 2018; Miller et al. 2020",
            caveats=(
                "These articles fitted the reader's calibration, and its recipe was chosen on them.",
                "The Swedish set is machine-translated.",
            ),
        )

    def _sets(self, data: Path) -> Iterator[tuple[str, str, list[Asked]]]:
        try:
            files = {name: split(examples)[1] for name, examples in load_folder(data).items()}
        except TrainingDataError as error:
            raise BenchmarkDataError(str(error).replace(DATA_FORMAT, self.data_format)) from error
        if not any(files.values()):
            names = ", ".join(sorted(path.name for path in data.glob("*.jsonl*")))
            raise BenchmarkDataError(
                f"{data}: no question of a held-out article in {names}. Expected {self.data_format}"
            )
        wiki = [e for name, some in files.items() if not name.endswith((*TITLELESS, "_sv")) for e in some]
        swedish = files.get(SWEDISH, [])
        crossed = cross_language(files.get(ENGLISH, []), swedish)
        yield "English, encyclopaedic", "en", _asked(wiki)
        yield "Swedish", "sv", _asked(swedish)
        yield "English question, Swedish passage", "sv", _asked([e for e in crossed if e.id.endswith("-en")])
        yield "Swedish question, English passage", "en", _asked([e for e in crossed if e.id.endswith("-sv")])


def _asked(examples: Sequence[Example]) -> list[Asked]:
    return [Asked(e.question, e.passage, e.title, e.answer_texts) for e in examples]
