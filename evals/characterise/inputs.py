"""The public texts and questions that a dump is made of, each under an id that comes from its own wording."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from evals.benchmarks.base import BenchmarkDataError, read_json_lines, read_text
from evals.benchmarks.reading import hits_of, language_of
from index.types import DocumentInfo, Hit, Passage

Given = TypeVar("Given")

PASSAGES = 20_000
"""Passages of the training sets at most; there are 7,486 today, so all of them."""
SENTENCES = 20_000
"""Sentences for the readers of one sentence, on top of the parallel texts."""
PAIRS = 12_000
"""Made-up conversations: two questions about one passage, the second after the first."""
CHECKED = 80
"""Questions of each opening and source that the network reads: all kinds of question come to the checks."""
OTHERS = 200
"""The same for questions that begin with none of the openings."""

_OPENINGS = ("how many", "how much", "how", "who", "when", "where", "why", "which",
             "hur många", "hur", "vem", "när", "var", "varför", "vilken", "vilket")  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Long texts are cut into passages of at most this length, and of the sample the nearest are given.
_PASSAGE_CHARACTERS = 900
_NEAREST = 12
_ANY = "any *.jsonl or *.json file as shared/data holds them"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a section is asked to read.

    `text` is the text or the question, `hits` the passages given with a question, `turns` the questions before it,
    `document` what is known of a text besides its wording. `id` is the source and a digest of all that is read.
    """

    id: str
    text: str
    language: str | None = None
    hits: tuple[Hit, ...] = ()
    turns: tuple[str, ...] = ()
    document: DocumentInfo | None = None


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for these texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def sample(items: Iterable[Given], count: int, key: Callable[[Given], str]) -> list[Given]:
    """At most `count` of the items, chosen by a digest of their keys: the same ones in every run."""
    return sorted(items, key=lambda item: (digest("sample", key(item)), key(item)))[:count]


class Sources:
    """The data folder and the sample corpus; sets that are not there give nothing and are named in `missing`.

    Raises BenchmarkDataError for a file that is there and cannot be read.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self.missing: list[str] = []

    def _files(self, pattern: str) -> list[Path]:
        """The files of the data folder that match; where none does, the pattern is noted as missing."""
        files = sorted(self._data.glob(pattern))
        if not files and pattern not in self.missing:
            self.missing.append(pattern)
        return files

    def _rows(self, pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every object of the JSON-lines files that match, with its file's name without suffixes."""
        for path in self._files(pattern):
            for row in read_json_lines(path, _ANY):
                yield path.name.split(".")[0], row

    @cached_property
    def _reading(self) -> list[tuple[str, dict[str, Any]]]:
        """The rows of the reading-comprehension sets, with the name of their set."""
        return [*self._rows("reader/train/*.jsonl*"), *self._rows("reader/dev/*.jsonl*")]

    def ntrex(self) -> list[Input]:
        """News sentences in English and Swedish."""
        rows = [row for _, row in self._rows("parallel/ntrex*.jsonl*")]
        return _texts((f"ntrex-{code}", str(row[code]), code) for row in rows for code in ("en", "sv"))

    def tatoeba(self) -> list[Input]:
        """Plain sentences in English and Swedish."""
        found = []
        for suffix, code in (("eng", "en"), ("swe", "sv")):
            for path in self._files(f"parallel/tatoeba.*.{suffix}"):
                lines = read_text(path, "a sentence a line").splitlines()
                found += [(f"tatoeba-{code}", line.strip(), code) for line in lines]
        return _texts(found)

    def ramdocs(self) -> list[Input]:
        """Documents that disagree."""
        rows = self._rows("ramdocs/*.jsonl*")
        return _texts(("ramdocs", str(each["text"]), "en") for _, row in rows for each in row["documents"])

    def passages(self) -> list[Input]:
        """The paragraphs of the reading-comprehension sets."""
        every = _texts((name, str(row["context"]), language_of(name)) for name, row in self._reading)
        return sorted(sample(every, PASSAGES, lambda each: each.id), key=lambda each: each.id)

    def further(self) -> list[Input]:
        """Abstracts, web pages, reports, wiki passages and sentences with quantities."""
        return _texts([*self._abstracts(), *self._reports(), *self._quantities()])

    def _abstracts(self) -> Iterator[tuple[str, str, str]]:
        for name, row in self._rows("scifact/*.jsonl*"):
            yield f"scifact-{name}", str(row["text"]), "en"
        for name, row in self._rows("wice/*.jsonl*"):
            yield f"wice-{name}", str(row["claim"]), "en"
            yield f"wice-{name}-evidence", "\n".join(map(str, row["evidence"])), "en"
        for name, row in self._rows("clapnq/*.jsonl*"):
            for passage in row["passages"]:
                yield f"clapnq-{name}", str(passage["text"]), "en"

    def _reports(self) -> Iterator[tuple[str, str, str]]:
        for entry in self._tatqa:
            for paragraph in entry["paragraphs"]:
                yield "tatqa-text", str(paragraph["text"]), "en"
            cells = [" | ".join(map(str, row)) for row in entry["table"]["table"]]
            yield "tatqa-table", "\n".join(cells), "en"
        for path in self._files("chunking/*.md*"):
            text = read_text(path, _ANY)
            for start, end in _stretches(text, _PASSAGE_CHARACTERS):
                yield f"chunking-{path.name.split('.')[0]}", text[start:end].strip(), "en"

    def _quantities(self) -> Iterator[tuple[str, str, str]]:
        for path in self._files("quantities/*.json"):
            for row in json.loads(read_text(path, _ANY)):
                yield f"quantities-{path.stem}", str(row["text"]), "en"

    @cached_property
    def _tatqa(self) -> list[dict[str, Any]]:
        found = [json.loads(read_text(path, _ANY)) for path in self._files("tatqa/*.json*")]
        return [entry for entries in found for entry in entries]

    @cached_property
    def _documents(self) -> list[tuple[DocumentInfo, str]]:
        from evals.reviewing import read_documents
        from evals.sources import SAMPLE, corpus_folder

        documents = sorted(read_documents(corpus_folder(SAMPLE)), key=lambda one: one.info.path)
        return [(one.info, one.text) for one in documents]

    def sample_documents(self) -> list[Input]:
        """The documents of the sample corpus, each with what is known of it."""
        seen: Counter[str] = Counter()
        found = []
        for info, text in self._documents:
            # The rows of a file may share its path.
            found.append(Input(f"sample/{info.path}#{seen[info.path]}", text, info.language, document=info))
            seen[info.path] += 1
        return _by_id(found)

    def sentences(self) -> list[Input]:
        """Single sentences of the parallel texts and of the paragraphs."""
        parts = _texts(
            (each.id.split("/")[0], part, each.language)
            for each in (*self.passages(), *self.ramdocs())
            for part in _SENTENCE_END.split(each.text)
        )
        chosen = sample(parts, SENTENCES, lambda each: each.id)
        return sorted({each.id: each for each in (*self.ntrex(), *self.tatoeba(), *chosen)}.values(), key=_id)

    def groups(self) -> list[Input]:
        """Texts to be read side by side: documents about one name, the sample corpus, and paragraphs alone."""
        found = [
            self._given("ramdocs", str(row["question"]), [str(each["text"]) for each in row["documents"]], "en")
            for _, row in self._rows("ramdocs/*.jsonl*")
        ]
        whole = tuple(
            Hit(Passage(info.id, info.id, 0, 0, len(text), text, info.title), info, 1.0)
            for info, text in self._documents
        )
        found.append(Input("sample/all", "the sample corpus", "en", whole))
        alone = [
            self._given(each.id.split("/")[0], each.text[:80], [each.text], each.language or "en")
            for each in self.passages()
        ]
        return _by_id([*found, *alone])

    def questions(self) -> list[Input]:
        """Every public question, once, with its own paragraph where it has one."""
        return self._questions

    @cached_property
    def _questions(self) -> list[Input]:
        found = [
            self._given(name, str(row["question"]), [str(row["context"])], language_of(name), str(row["title"]))
            for name, row in self._reading
        ]
        found += [Input(f"{name}/{digest(text)}", text) for name, text in self._bare_questions()]
        once: dict[str, Input] = {}
        for each in sorted(found, key=_id):
            once.setdefault(each.text, each)
        return sorted(once.values(), key=_id)

    def _bare_questions(self) -> Iterator[tuple[str, str]]:
        for _, row in self._rows("ramdocs/*.jsonl*"):
            yield "ramdocs", str(row["question"])
        for _, row in self._rows("clapnq/*.jsonl*"):
            yield "clapnq", str(row["input"])
        for _, row in self._rows("chunking/*.jsonl*"):
            yield "chunking", str(row["question"])
        for _, row in self._rows("followups/*.jsonl*"):
            yield "followups", str(row["question"])
            yield "followups", str(row["standalone"])
        for entry in self._tatqa:
            for asked in entry["questions"]:
                yield "tatqa", str(asked["question"])
        for case in _sample_cases():
            for turn in case:
                yield "sample", turn

    def rare_questions(self) -> list[Input]:
        """Questions of our own, of kinds that the public sets hardly have, some in other languages."""
        lines = Path(__file__).with_name("rare_questions.txt").read_text(encoding="utf-8").splitlines()
        return _by_id(Input(f"rare/{digest(line)}", line) for line in lines)

    def conversations(self) -> list[Input]:
        """Later questions of conversations with those before them, and two questions about one paragraph."""
        found = [
            _conversation(name, tuple(map(str, row["turns"])), str(row["question"]))
            for name, row in self._rows("followups/*.jsonl*")
        ]
        found += [_conversation("sample", case[:-1], case[-1]) for case in _sample_cases() if len(case) > 1]
        pairs = [
            _conversation(f"pair-{name}", (str(one["question"]),), str(other["question"]))
            for (name, one), (_, other) in zip(self._reading, self._reading[1:], strict=False)
            if one["context"] == other["context"]
        ]
        return _by_id([*found, *sample(pairs, PAIRS, _id)])

    def searches(self) -> list[Input]:
        """Questions with passages: their own and the next one of the set, or those published with them."""
        return _by_id([*self._read_in_training(), *self._published_searches(), *self._sample_searches()])

    def _read_in_training(self) -> Iterator[Input]:
        contexts: dict[str, list[str]] = {}
        for name, row in self._reading:
            contexts.setdefault(name, []).append(str(row["context"]))
        ordered = {name: list(dict.fromkeys(texts)) for name, texts in contexts.items()}
        following = {
            (name, text): texts[(number + 1) % len(texts)]
            for name, texts in ordered.items()
            for number, text in enumerate(texts)
        }
        by_opening: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = {}
        for name, row in self._reading:
            by_opening.setdefault((name, _opening(str(row["question"]))), []).append((name, row))
        for (_, opening), rows in sorted(by_opening.items()):
            for name, row in sample(rows, CHECKED if opening else OTHERS, lambda each: str(each[1]["question"])):
                own = str(row["context"])
                texts = list(dict.fromkeys((own, following[name, own])))
                yield self._given(name, str(row["question"]), texts, language_of(name), str(row["title"]))

    def _published_searches(self) -> Iterator[Input]:
        for _, row in self._rows("ramdocs/*.jsonl*"):
            yield self._given(
                "ramdocs", str(row["question"]), [str(one["text"]) for one in row["documents"]], "en"
            )
        for _, row in self._rows("clapnq/*.jsonl*"):
            texts = [str(one["text"]) for one in row["passages"]]
            yield self._given("clapnq", str(row["input"]), texts, "en", str(row["passages"][0]["title"]))

    def _sample_searches(self) -> Iterator[Input]:
        passages = [hit for info, text in self._documents for hit in _cut(info, text)]
        for case in _sample_cases():
            hits = _nearest(" ".join(case), passages)
            yield Input(f"sample/{digest(*case)}", case[-1], None, hits, case[:-1])

    def _given(self, source: str, question: str, texts: Sequence[str], language: str, title: str = "") -> Input:
        named = title.replace("_", " ")
        hits = hits_of(question, texts, language, titles=[named] * len(texts))
        # Questions about one paragraph stand together, so that it is read once.
        return Input(f"{source}/{digest(*texts)}-{digest(question)}", question, language, tuple(hits))


def _opening(question: str) -> str:
    folded = f"{question.casefold()} "
    return next((opening for opening in _OPENINGS if folded.startswith(f"{opening} ")), "")


def _id(each: Input) -> str:
    return each.id


def _by_id(found: Iterable[Input]) -> list[Input]:
    """The inputs, each id once, in the order of their ids."""
    return sorted({each.id: each for each in found}.values(), key=_id)


def _texts(found: Iterable[tuple[str, str, str | None]]) -> list[Input]:
    """Texts by (source, text, language), each wording once, without empty ones."""
    once: dict[str, Input] = {}
    for source, text, language in found:
        if text.strip():
            once.setdefault(text, Input(f"{source}/{digest(text)}", text, language))
    return _by_id(once.values())


def _conversation(source: str, turns: tuple[str, ...], question: str) -> Input:
    return Input(f"{source}/{digest(*turns)}-{digest(question)}", question, turns=turns)


def _sample_cases() -> list[tuple[str, ...]]:
    """The turns of every case on the sample corpus."""
    from evals.cases import load_cases
    from evals.sources import own_cases

    return sorted({case.turns for case in load_cases(own_cases())})


def _cut(info: DocumentInfo, text: str) -> Iterator[Hit]:
    """A document in stretches of paragraphs, cut here so that a dump does not depend on how an index cuts."""
    for ordinal, (start, end) in enumerate(_stretches(text, _PASSAGE_CHARACTERS)):
        name = f"{info.id}-{ordinal}"
        yield Hit(Passage(name, info.id, ordinal, start, end, text[start:end], info.title), info, 0.0)


def _stretches(text: str, most: int) -> Iterator[tuple[int, int]]:
    """The text in stretches of at most `most` characters, none blank, that end with a line where they can."""
    start = 0
    while start < len(text):
        line = text.rfind("\n", start + 1, start + most) if len(text) - start > most else -1
        end = line if line > start else min(len(text), start + most)
        if text[start:end].strip():
            yield start, end
        start = end


def _nearest(question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages that hold most of the question's longer words; a search that needs no model."""
    asked = set(re.findall(r"\w{4,}", question.casefold()))

    def share(hit: Hit) -> float:
        said = hit.passage.searchable.casefold()
        return sum(word[:6] in said for word in asked) / max(1, len(asked))

    ranked = sorted(((share(hit), hit) for hit in hits), key=lambda pair: (-pair[0], pair[1].passage.id))
    return tuple(Hit(hit.passage, hit.document, round(worth, 6)) for worth, hit in ranked[:_NEAREST])


def check_data(data: Path) -> None:
    """Raises BenchmarkDataError where the data folder is not there."""
    if not data.is_dir():
        raise BenchmarkDataError(f"{data}: no such folder; name the folder of the public data sets with --data")
