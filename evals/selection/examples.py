"""Questions with the passages of a search and what is right: of encyclopaedias, piles, tables and case files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evals.benchmarks.clapnq import ClapNq
from evals.benchmarks.ramdocs import RamDocs, is_shown
from evals.benchmarks.reading import hits_of
from evals.benchmarks.tatqa import ARITHMETIC, TatQa, page, read_contexts, sampled
from evals.benchmarks.tatqa_scoring import score
from evals.judging import wants_bare
from evals.matching import holds
from evals.piles import read_piles
from evals.sources import find_suite
from evals.types import Abstain
from index.embedding import load_embedder
from index.settings import Settings
from index.types import Filter, Hit
from qa.assistant import Assistant
from qa.training.calibrate import RIGHT_FROM, shared_words
from qa.training.examples import Example, load_examples, load_folder, split
from qa.training.retrieving import ParagraphIndex
from qa.types import QuestionKind, Quote

if TYPE_CHECKING:
    from evals.types import Expected

SEARCHED = 20
"""Passages of a search over paragraphs, as many as the product takes."""
WITHOUT_ANSWER = 0.25
"""Share of the questions from which the passages that answer are taken away."""
MOST_OF_A_FILE = 160
"""Questions of one file of an encyclopaedia's; more of one kind move the weights to that kind."""
MOST_OF_TABLES = 260
LOOKED_AT = 260
"""Questions of XQuAD from its start; the rest is for measuring."""
SHARED = 0.7
"""Share of its words that a quote must have in common with a long reference answer."""
_WHOLE = frozenset((QuestionKind.WHY, QuestionKind.HOW, QuestionKind.YES_NO, QuestionKind.QUOTE))

PILE = "pile "
"""How the names of the sets begin that are piles."""

IsRight = Callable[[str, str], bool]
"""Whether an answer is right, by its words and by the sentences it is marked in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set with its hits. `right` judges an answer; nothing is right where `has_answer` is false.
    `whole` tells that a sentence which holds the answer is right as well.
    """

    set: str
    question: str
    hits: Sequence[Hit]
    right: IsRight
    has_answer: bool = True
    whole: bool = False

    def judges(self, quote: Quote, kind: QuestionKind) -> bool:
        """Whether a quote is right as an answer."""
        if not self.has_answer:
            return False
        is_whole = self.whole or kind in _WHOLE
        return self.right(quote.answer_text, quote.text) or (is_whole and self.right(quote.text, quote.text))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sets lie: the public data, the piles and the case file; `home` keeps what is indexed."""

    data: Path
    piles: Path
    cases: Path | None
    corpus: str | None
    home: Path


def all_sets(places: Places) -> Iterator[Asked]:
    """Every question of every set. Raises BenchmarkDataError and CaseFileError where one cannot be read."""
    yield from piles(places.piles, places.home)
    yield from cases("sample cases", None, None, places.home)
    if places.cases is not None:
        yield from cases("real cases", places.cases, places.corpus, places.home)
    yield from encyclopaedias(places.data)
    yield from long_answers(places.data / "clapnq")
    yield from ambiguous(places.data / "ramdocs")
    yield from tables(places.data / "tatqa", places.home)


def piles(folder: Path, home: Path) -> Iterator[Asked]:
    """The piles of a folder, each a set of its own."""
    asked = read_piles(folder)
    for pile in dict.fromkeys(case.pile for case in asked):
        with Assistant.open((folder / pile).resolve(), settings=Settings(home=home)) as assistant:
            for case in (case for case in asked if case.pile == pile):
                before = (case.after,) if case.after else ()
                question, hits = _hits(assistant, (*before, case.question))
                right = _any_of((*case.must, *case.may))
                yield Asked(f"{PILE}{pile}", question, hits, right, not case.abstain, case.whole)


def _any_of(patterns: Sequence[str]) -> IsRight:
    return lambda text, _: any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def cases(name: str, file: Path | None, corpus: str | None, home: Path) -> Iterator[Asked]:
    """The questions of a case file, or of the sample."""
    suite = find_suite(file, corpus)
    with Assistant.open(suite.folder, settings=Settings(home=home)) as assistant:
        for case in suite.cases:
            if case.abstain is not Abstain.EITHER:
                question, hits = _hits(assistant, case.turns)
                items = [(item, wants_bare(case.kind, item)) for group in case.all_of for item in group]
                right = _held(items)
                yield Asked(name, question, hits, right, case.abstain is Abstain.NEVER)


def _held(items: Sequence[tuple[Expected, bool]]) -> IsRight:
    """Whether one of the items is held: by the answer where it is asked for bare, else by its sentence."""
    return lambda text, around: any(
        holds(item, text, around) if is_bare else holds(item, around) for item, is_bare in items
    )


def _hits(assistant: Assistant, turns: Sequence[str]) -> tuple[str, list[Hit]]:
    """The last of the questions as it was understood after the others, and what a search for it returns."""
    chat = assistant.chat()
    understood = [chat.ask(turn).understood_as for turn in turns][-1]
    return understood, assistant.hits(understood)


def encyclopaedias(data: Path) -> Iterator[Asked]:
    """Questions of articles that the network was not trained on, asked over all paragraphs of their file."""
    files = {name: split(examples)[1] for name, examples in load_folder(data / "reader" / "train").items()}
    unseen = next((data / "reader" / "dev").glob("xquad_en*"), None)
    for name, examples in files.items():
        if not name.endswith(("reddit", "amazon_reviews")):
            yield from _searched(name, examples, MOST_OF_A_FILE)
    if unseen is not None:
        yield from _searched("xquad", load_examples(unseen), LOOKED_AT, shuffled=False)


def _searched(name: str, examples: Sequence[Example], most: int, *, shuffled: bool = True) -> Iterator[Asked]:
    paragraphs = list(dict.fromkeys((each.title, each.passage) for each in examples))
    language = examples[0].language if examples else "en"
    index = ParagraphIndex(paragraphs, language)
    rng = random.Random(f"selection-{name}")
    chosen = list(examples)
    if shuffled:
        rng.shuffle(chosen)
    for example in chosen[:most]:
        answers = example.answer_texts
        hits = index.search(example.question, SEARCHED)
        is_taken_away = bool(answers) and rng.random() < WITHOUT_ANSWER
        if is_taken_away:
            hits = [hit for hit in hits if not any(a.casefold() in hit.passage.text.casefold() for a in answers)]
        yield Asked(name, example.question, hits, _like(answers), bool(answers) and not is_taken_away)


def _like(answers: Sequence[str]) -> IsRight:
    return lambda text, _: any(shared_words(text, answer) >= RIGHT_FROM for answer in answers)


def long_answers(data: Path) -> Iterator[Asked]:
    """ClapNQ, each question with its passage."""
    embedder = load_embedder()
    for one in ClapNq().questions(data):
        hits = hits_of(one.question, one.passages, embedder=embedder, titles=one.titles)
        yield Asked("clapnq", one.question, hits, _within(one.answers), bool(one.answers))


def _within(answers: Sequence[str]) -> IsRight:
    """Whether most of a text's words are those of a reference."""
    references = [set(re.findall(r"\w+", answer.casefold())) for answer in answers]

    def right(text: str, _: str) -> bool:
        said = re.findall(r"\w+", text.casefold())
        return bool(said) and any(sum(word in each for word in said) >= SHARED * len(said) for each in references)

    return right


def ambiguous(data: Path) -> Iterator[Asked]:
    """RAMDocs, each question with its documents."""
    embedder = load_embedder()
    for one in RamDocs().questions(data):
        hits = hits_of(one.question, one.documents, embedder=embedder)
        yield Asked("ramdocs", one.question, hits, _shown(one.right))


def _shown(answers: Sequence[str]) -> IsRight:
    return lambda text, _: any(is_shown(answer, [text]) for answer in answers)


def tables(data: Path, home: Path) -> Iterator[Asked]:
    """TAT-QA's spans, each asked of its own table."""
    contexts, asked = read_contexts(data / "dev.json.gz", TatQa.data_format)
    chosen = [one for one in sampled(asked, MOST_OF_TABLES) if one.kind not in (ARITHMETIC, "count")]
    named = {one.context for one in chosen}
    with TemporaryDirectory() as place:
        for context in contexts:
            if context.name in named:
                (Path(place) / f"{context.name}.html").write_text(page(context), encoding="utf-8")
        with Assistant.open(place, settings=Settings(home=home)) as assistant:
            documents = {Path(info.path).stem: info.id for info in assistant.corpus.documents()}
            for one in chosen:
                where = Filter(documents=(documents.get(one.context, one.context),))
                hits = assistant.hits(one.question, where)
                yield Asked("tatqa", one.question, hits, _scored(one.answers, one.scale))


def _scored(answers: Sequence[str], scale: str) -> IsRight:
    return lambda text, _: any(score((text,), scale, (each,), scale)[1] >= RIGHT_FROM for each in answers)
