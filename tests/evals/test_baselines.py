"""The plain systems that sayso is measured against, and sayso with a stage switched off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from evals.ablation import InRetrievalOrder, RankedBy, Uncleaned
from evals.baselines import baselines, by_dense, by_lexical
from evals.llamaindex import chunks, sentences
from index.corpus import Corpus
from index.settings import Settings
from index.types import Filter, Hit, Passage
from qa.question.analysis import analyse
from qa.question.question import Question
from qa.types import Reading
from tests.evals.conftest import Library
from tests.evals.scripted import INFO, quote

QUESTION = "How many books does the library hold?"


@pytest.fixture
def corpus(library: Library) -> Iterator[Corpus]:
    with Corpus.open(library.articles, settings=Settings(home=library.home)) as opened:
        yield opened


def test_every_baseline_shows_whole_passages_at_their_offsets(corpus: Corpus) -> None:
    with baselines(corpus) as systems:
        for system in systems:
            outcome = system.answer(["Something else?", QUESTION])
            assert outcome.answer.question == QUESTION
            assert outcome.hits, system.name
            for shown in outcome.answer.quotes:
                text = system.document(shown.document.id).text
                assert text[shown.start : shown.end] == shown.text
                assert "40,000 books" in shown.text


def test_llama_index_ranks_by_the_cosine_that_chroma_gives(corpus: Corpus) -> None:
    with baselines(corpus) as systems:
        (hit,) = systems[-1].answer([QUESTION]).hits
    (expected,) = corpus.embedder.embed_passages([hit.passage.text]) @ corpus.embedder.embed_query(QUESTION)
    assert hit.score == pytest.approx(float(expected), abs=1e-3)


def test_llama_index_cuts_at_its_own_size() -> None:
    text = " ".join(f"Sentence number {n} is about nothing at all." for n in range(400))
    spans = chunks(text)
    assert len(spans) > 2
    assert (spans[0].start, spans[-1].end) == (0, len(text))
    assert all(second.start < first.end for first, second in pairwise(spans))


@pytest.mark.parametrize("text", ["", "One.", " One. Two!  Three?\n\nFour", "\n\nA title\nA line. Another."])
def test_sentences_for_the_splitter_join_to_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_rankings_are_by_one_score_each(corpus: Corpus) -> None:
    for rank, score in ((by_dense, "dense"), (by_lexical, "lexical")):
        found = [getattr(hit, score) for hit in rank(corpus, QUESTION)]
        assert found
        assert found == sorted(found, reverse=True)


def test_an_uncleaned_corpus_finds_what_the_corpus_finds_in_a_clean_text(corpus: Corpus) -> None:
    uncleaned = Uncleaned(corpus)
    (ours,), (theirs,) = corpus.search(QUESTION), uncleaned.search(QUESTION)
    assert ours.passage.text == theirs.passage.text
    assert uncleaned.search(QUESTION, where=Filter(languages=("fi",))) == []
    uncleaned.close()


def test_a_corpus_ranked_otherwise_is_else_the_same(corpus: Corpus) -> None:
    ranked = RankedBy(corpus, by_lexical)
    assert [hit.lexical for hit in ranked.search(QUESTION)] == [
        hit.lexical for hit in by_lexical(corpus, QUESTION)
    ]
    assert ranked.documents() == corpus.documents()
    assert ranked.search(QUESTION, where=Filter(languages=("fi",))) == []


class TwoQuotes:
    name = "two"

    def read(self, question: Question, hits: object) -> Reading:
        first, second = (
            quote("Nobody was punished.", score=0.9),
            quote("Airwars speaks of 1,400 deaths.", score=0.3),
        )
        return Reading((first, second), 0.9)


def test_without_its_ranking_a_readers_quotes_follow_retrieval() -> None:
    from dataclasses import replace

    class Moved(TwoQuotes):
        def read(self, question: Question, hits: object) -> Reading:
            reading = super().read(question, hits)
            first, second = reading.quotes
            return replace(reading, quotes=(first, replace(second, passage_id="p0")))

    hits = [Hit(Passage(name, "d1", 0, 0, 1, "x"), INFO, 1.0) for name in ("p0", "p1")]
    reading = InRetrievalOrder(Moved()).read(analyse("Who?"), hits)
    assert [(one.passage_id, one.score) for one in reading.quotes] == [("p0", 0.9), ("p1", 0.3)]
