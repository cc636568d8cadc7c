"""The shipped reader on passages of our own: exact offsets, no crash on odd text, figures whole, silence."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.benchmarks.reading import read_by
from index.embedding.shipped import damaged_files
from index.errors import EmbeddingError
from index.types import DocumentInfo, Hit, Passage
from qa.question.analysis import analyse
from qa.reading.network.network_reader import MOST_SUPPORTING, NeuralReader
from qa.reading.network.span_model import FOLDER
from qa.types import Reader

HARBOUR = (
    "The old harbour of Velmora was dredged in 1911. Its lighthouse, forty metres tall, was designed by Ines "
    "Duarte and lit for the first time on 3 May 1923. The port authority counted 12,408 ships in that year."
)
DISPUTE = (
    "The harbour company has admitted that 1,257 fish were killed by the spill. The river trust puts the number "
    "at 7,600. The ministry said it was looking into the reports."
)


# Hypothesis runs a test many times: the model is loaded once.
PROPERTY_READER = NeuralReader(threads=1)


@pytest.fixture(scope="module")
def reader() -> NeuralReader:
    made = NeuralReader(threads=1)
    made.load()
    return made


def hit(text: str, name: str = "one", before: str = "", language: str = "en") -> Hit:
    """A passage that stands in its document after `before`."""
    document = DocumentInfo(
        id=name,
        path=f"{name}.txt",
        content_hash=hashlib.sha256(name.encode()).hexdigest(),
        title=name,
        language=language,
    )
    start = len(before)
    return Hit(Passage(f"{name}-0", name, 0, start, start + len(text), text), document, 1.0)


def best(reader: NeuralReader, question: str, text: str) -> str:
    found = reader.spans(analyse(question), [hit(text)])[0]
    return text[found.span.start : found.span.end]


def test_it_is_a_reader(reader: NeuralReader) -> None:
    typed: Reader = reader
    assert typed.name


def test_the_shipped_files_are_whole() -> None:
    assert damaged_files(FOLDER) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who designed the lighthouse?", "Ines Duarte"),
        ("When was the harbour dredged?", "1911"),
        ("How many ships did the port authority count?", "12,408"),
    ],
)
def test_marks_the_exact_words(reader: NeuralReader, question: str, answer: str) -> None:
    assert best(reader, question, HARBOUR) == answer


def test_further_sentences_that_may_answer_are_quoted_along_but_at_most_two(reader: NeuralReader) -> None:
    reasons = [
        "meadow floods",
        "noise is bad",
        "horses need shade",
        "road is narrow",
        "bakers asked",
        "wasps sting",
    ]
    text = " ".join(f"The fair was moved because the {reason}." for reason in reasons) + " A band plays at noon."
    quotes = reader.read(analyse("Why was the fair moved?"), [hit(text)]).quotes
    further = [quote for quote in quotes if quote.answer is None]
    assert len(further) == MOST_SUPPORTING
    assert all("moved because" in quote.text and text[quote.start : quote.end] == quote.text for quote in further)
    assert len({quote.start for quote in quotes}) == len(quotes)


def test_the_figure_is_that_of_the_claimant_asked_about(reader: NeuralReader) -> None:
    assert best(reader, "How many fish did the harbour company admit were killed?", DISPUTE) == "1,257"
    assert best(reader, "How many fish were killed according to the river trust?", DISPUTE) == "7,600"


def test_quotes_whole_sentences_in_document_coordinates(reader: NeuralReader) -> None:
    before = "Something else stands first. "
    reading = reader.read(analyse("Who designed the lighthouse?"), [hit(HARBOUR, before=before)])
    quote = reading.quotes[0]
    text = before + HARBOUR
    assert text[quote.start : quote.end] == quote.text
    assert quote.text.startswith("Its lighthouse")
    assert quote.text.endswith("1923.")
    assert quote.answer_text == "Ines Duarte"


def test_says_nothing_where_nothing_answers(reader: NeuralReader) -> None:
    reading = reader.read(
        analyse("Which band played at the opening of the cheese museum in Oslo?"), [hit(HARBOUR)]
    )
    assert reading.quotes == ()
    assert reading.nearest is not None
    assert reading.nearest.text in HARBOUR


def test_reads_swedish_and_across_languages(reader: NeuralReader) -> None:
    text = "Fyren ritades av Ines Duarte. Hamnen i Velmora byggdes 1911 och har plats för 90 båtar."
    assert best(reader, "Vem ritade fyren?", text) == "Ines Duarte"
    assert best(reader, "When was the harbour of Velmora built?", text) == "1911"


def test_finds_the_answer_at_the_end_of_a_long_passage(reader: NeuralReader) -> None:
    padding = "The weather on the coast is mild and the summers are long, as the guide books say. " * 60
    found = reader.spans(analyse("Who designed the lighthouse?"), [hit(padding + HARBOUR)])[0]
    assert (padding + HARBOUR)[found.span.start : found.span.end] == "Ines Duarte"


def test_passages_are_read_alike_alone_and_together(reader: NeuralReader) -> None:
    question = "Who designed the lighthouse?"
    alone = reader.spans(analyse(question), [hit(HARBOUR)])[0]
    others = [hit(DISPUTE * n, f"other{n}") for n in range(1, 9)]
    together = next(
        s for s in reader.spans(analyse(question), [*others, hit(HARBOUR)]) if s.hit.document.id == "one"
    )
    assert together.span == alone.span
    assert together.score == pytest.approx(alone.score, abs=0.02)


def test_same_answer_of_two_documents_comes_first(reader: NeuralReader) -> None:
    hits = [hit(HARBOUR, "a"), hit("In Velmora, Ines Duarte designed the lighthouse.", "b")]
    reading = reader.read(analyse("Who designed the lighthouse?"), hits)
    assert {quote.document.id for quote in reading.quotes[:2]} == {"a", "b"}
    assert reading.answerable >= max(quote.score for quote in reading.quotes)


ODD = [
    "",
    " ",
    "\n\n\t",
    "word",
    "7",
    "\x00\x01\x02\ufffd\ufffd",
    "\ud800 lone surrogate",
    "e\u0301" * 500,
    "a" * 20_000,
    "[CLS] [SEP] [MASK]",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦" * 200,
    "İstanbul ﬁne ½ ǅ",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_passages_do_no_harm(reader: NeuralReader, text: str) -> None:
    reading = reader.read(analyse("Who designed the lighthouse?"), [hit(text, "odd"), hit(HARBOUR)])
    assert reading.quotes[0].answer_text == "Ines Duarte"
    for quote in reading.quotes:
        if quote.document.id == "odd":
            assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("question", ["", " ", "?", "\ud800", "who " * 5_000, *ODD[5:]])
def test_odd_questions_do_no_harm(reader: NeuralReader, question: str) -> None:
    reading = read_by(reader, question, [hit(HARBOUR)])
    assert 0 <= reading.answerable <= 1


def test_no_passage_no_answer(reader: NeuralReader) -> None:
    assert reader.read(analyse("Who?"), []).quotes == ()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300), question=st.text(min_size=1, max_size=60))
def test_quotes_are_letter_for_letter(text: str, question: str) -> None:
    for quote in read_by(PROPERTY_READER, question, [hit(text, before="xy")]).quotes:
        assert ("xy" + text)[quote.start : quote.end] == quote.text
        assert quote.answer is None or quote.span.contains(quote.answer)


def test_threads_share_a_reader(reader: NeuralReader) -> None:
    questions = ["Who designed the lighthouse?", "When was the harbour dredged?"] * 6
    alone = [reader.read(analyse(q), [hit(HARBOUR)]) for q in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda q: reader.read(analyse(q), [hit(HARBOUR)]), questions)) == alone


def test_a_missing_model_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EmbeddingError, match="checksums"):
        NeuralReader(tmp_path).load()
