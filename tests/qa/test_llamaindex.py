"""The assistant inside llama-index."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.chat_engine.types import BaseChatEngine
from llama_index.core.llms.mock import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode
from llama_index.core.schema import NodeRelationship, QueryBundle

from index.types import Filter, Hit
from qa.assistant import Assistant
from qa.reading.overlap.rule_reader import RulesReader

QUESTION = "How many deaths did the coalition admit?"


@pytest.fixture
def assistant(coalition_hits: list[Hit], corpus_of: Callable[..., Any]) -> Assistant:
    return Assistant(corpus_of(coalition_hits), reader=RulesReader())


def test_the_retriever_returns_passages_with_scores_and_offsets(
    assistant: Assistant, coalition_hits: list[Hit]
) -> None:
    retriever = assistant.as_retriever(k=2)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(QUESTION)
    assert [node.node.node_id for node in nodes] == ["march-1", "may-1"]
    for node, hit in zip(nodes, coalition_hits, strict=False):
        assert node.score == hit.score
        assert node.node.get_content() == hit.passage.text
        assert (node.node.start_char_idx, node.node.end_char_idx) == (hit.passage.start, hit.passage.end)
        source = node.node.relationships[NodeRelationship.SOURCE]
        assert (source.node_id, source.hash) == (hit.document.id, hit.document.content_hash)
    assert nodes == asyncio.run(retriever.aretrieve(QUESTION))
    assert retriever.retrieve("  ") == []


def test_the_retriever_works_in_a_pipeline(assistant: Assistant) -> None:
    engine = RetrieverQueryEngine.from_args(
        assistant.as_retriever(where=Filter(publishers=("Harbour Courier",))),
        llm=MockLLM(),
        response_mode=ResponseMode.COMPACT,
    )
    assert [node.node.node_id for node in engine.query(QUESTION).source_nodes] == ["raqqa-1"]


def test_the_query_engine_answers_with_quotes(assistant: Assistant) -> None:
    engine = assistant.as_query_engine()
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query(QUESTION)
    answer = assistant.ask(QUESTION)
    assert str(response) == answer.text
    assert [node.node.get_content() for node in response.source_nodes] == [quote.text for quote in answer.quotes]
    assert response.source_nodes[0].node.metadata["citation"] == 1
    assert response.metadata is not None
    assert response.metadata["short"] == list(answer.short)
    assert str(asyncio.run(engine.aquery(QUESTION))) == answer.text
    assert len(engine.retrieve(QueryBundle(QUESTION))) == 3


def test_the_chat_engine_keeps_its_thread(assistant: Assistant) -> None:
    engine = assistant.as_chat_engine()
    assert isinstance(engine, BaseChatEngine)
    engine.chat(QUESTION)
    response = engine.chat("and in Raqqa alone?")
    assert response.metadata is not None
    assert response.metadata["understood_as"] == "How many deaths did the coalition admit in Raqqa alone?"
    assert response.source_nodes[0].node.get_content().startswith("The coalition admits that 32")
    assert [message.role for message in engine.chat_history] == [MessageRole.USER, MessageRole.ASSISTANT] * 2
    engine.reset()
    assert engine.chat_history == []


def test_the_chat_engine_streams(assistant: Assistant) -> None:
    expected = assistant.ask(QUESTION).text
    streamed = assistant.as_chat_engine().stream_chat(QUESTION)
    assert "".join(streamed.response_gen) == expected
    assert streamed.source_nodes

    async def collect() -> str:
        response = await assistant.as_chat_engine().astream_chat(QUESTION)
        return "".join([piece async for piece in response.async_response_gen()])

    assert asyncio.run(collect()) == expected
    assert str(asyncio.run(assistant.as_chat_engine().achat(QUESTION))) == expected


def test_a_history_from_outside_replaces_its_own(assistant: Assistant) -> None:
    history = [
        ChatMessage(role=MessageRole.USER, content=QUESTION),
        ChatMessage(role=MessageRole.ASSISTANT, content="…"),
    ]
    engine = assistant.as_chat_engine()
    response = engine.chat("and in Raqqa alone?", chat_history=history)
    assert response.metadata is not None
    assert "coalition" in response.metadata["understood_as"]
    assert len(engine.chat_history) == 4


def test_nothing_is_imported_that_asks_for_a_key_or_downloads(assistant: Assistant) -> None:
    assistant.as_query_engine().query(QUESTION)
    assert not {"openai", "nltk"} & set(sys.modules)
