"""The assistant as llama-index parts: retriever, query engine, chat engine. No language model is involved.

Nodes are slices of documents: `start_char_idx` and `end_char_idx` are offsets into the document's text, the
source relationship holds the document's id and content hash.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.chat_engine.types import AgentChatResponse, BaseChatEngine, StreamingAgentChatResponse
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index.types import DocumentInfo, Filter, Hit
from qa.assistant import PASSAGES, Assistant, Chat, Searchable, parts_of
from qa.types import Answer, AnswerPart, AnswerPartKind, Quote, Turn

SHOWN_TO_MODELS = ("title", "publisher", "published")
"""Metadata that llama-index may put before a node's text when it shows the node to a language model."""


class SaysoRetriever(BaseRetriever):
    """The passages that sayso's search returns, as nodes; scores order them, higher is better."""

    def __init__(
        self,
        corpus: Searchable,
        k: int = PASSAGES,
        where: Filter | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._corpus = corpus
        self._k = k
        self._where = where

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        if not query_bundle.query_str.strip():
            return []
        return [hit_node(hit) for hit in self._corpus.search(query_bundle.query_str, k=self._k, where=self._where)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class SaysoQueryEngine(BaseQueryEngine):
    """Answers a query with quoted passages; `source_nodes` are the quotes, in citation order."""

    def __init__(
        self, assistant: Assistant, where: Filter | None = None, callback_manager: CallbackManager | None = None
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._assistant = assistant
        self._where = where

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages the answer would be read from."""
        return SaysoRetriever(self._assistant.corpus, where=self._where).retrieve(query_bundle)

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._assistant.ask(query_bundle.query_str, where=self._where)
        return Response(response=answer.text, source_nodes=answer_nodes(answer), metadata=answer_metadata(answer))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


class SaysoChatEngine(BaseChatEngine):
    """A conversation in which follow-up questions are understood. A history given to a call replaces its own."""

    def __init__(self, assistant: Assistant, where: Filter | None = None) -> None:
        self._assistant = assistant
        self._where = where
        self._chat = Chat(assistant)
        self._history: list[ChatMessage] = []

    @property
    def chat_history(self) -> list[ChatMessage]:
        """The messages so far, the user's and the answers."""
        return list(self._history)

    def reset(self) -> None:
        """Forget the conversation."""
        self._chat.forget()
        self._history.clear()

    def chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """The answer with its quotes as source nodes."""
        answer = self._ask(message, chat_history)
        return AgentChatResponse(
            response=answer.text, source_nodes=answer_nodes(answer), metadata=answer_metadata(answer)
        )

    async def achat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """`chat` without blocking the event loop."""
        return await asyncio.to_thread(self.chat, message, chat_history)

    def stream_chat(
        self, message: str, chat_history: list[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """The answer piece by piece; its quotes are there from the start."""
        answer = self._ask(message, chat_history)
        return StreamingAgentChatResponse(
            chat_stream=_responses(answer), source_nodes=answer_nodes(answer), is_writing_to_memory=False
        )

    async def astream_chat(
        self, message: str, chat_history: list[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """`stream_chat` for the event loop."""
        answer = await asyncio.to_thread(self._ask, message, chat_history)
        return StreamingAgentChatResponse(
            achat_stream=_aresponses(answer), source_nodes=answer_nodes(answer), is_writing_to_memory=False
        )

    def _ask(self, message: str, chat_history: Sequence[ChatMessage] | None) -> Answer:
        if chat_history is not None:
            self._history = list(chat_history)
            self._chat = Chat(self._assistant, _turns(chat_history))
        answer = self._chat.ask(message, where=self._where)
        self._history += [
            ChatMessage(role=MessageRole.USER, content=message),
            ChatMessage(role=MessageRole.ASSISTANT, content=answer.text),
        ]
        return answer


def hit_node(hit: Hit) -> NodeWithScore:
    """A passage as a node under its own id."""
    passage = hit.passage
    return NodeWithScore(
        node=_node(passage.id, passage.text, passage.start, passage.end, hit.document), score=hit.score
    )


def quote_node(quote: Quote, number: int) -> NodeWithScore:
    """A quote as a node; its metadata holds the citation number and the marked answer."""
    node = _node(
        f"{quote.document.id}:{quote.start}-{quote.end}", quote.text, quote.start, quote.end, quote.document
    )
    node.metadata |= {
        "citation": number,
        "answer": quote.answer_text if quote.answer else None,
        "page": quote.page,
    }
    node.excluded_llm_metadata_keys = [key for key in node.metadata if key not in SHOWN_TO_MODELS]
    return NodeWithScore(node=node, score=quote.score)


def answer_nodes(answer: Answer) -> list[NodeWithScore]:
    """The quotes of an answer as nodes, in citation order."""
    return [quote_node(quote, number) for number, quote in enumerate(answer.quotes, start=1)]


def answer_metadata(answer: Answer) -> dict[str, Any]:
    """What a program may want of an answer besides its text."""
    return {
        "abstained": answer.abstained,
        "short": list(answer.short),
        "understood_as": answer.understood_as,
        "language": answer.language,
        "notes": list(answer.notes),
    }


def _node(identity: str, text: str, start: int, end: int, document: DocumentInfo) -> TextNode:
    metadata = {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "url": document.url,
        "file_path": document.path,
    }
    return TextNode(
        id_=identity,
        text=text,
        start_char_idx=start,
        end_char_idx=end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=[key for key in metadata if key not in SHOWN_TO_MODELS],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id, hash=document.content_hash)},
    )


def _turns(history: Sequence[ChatMessage]) -> list[Turn]:
    """A history's questions as turns; an assistant's message after one is its answer, as far as it is known."""
    asked = [message.content for message in history if message.role == MessageRole.USER and message.content]
    return [Turn(question, Answer(question=question, understood_as=question)) for question in asked]


def _pieces(answer: Answer) -> Iterator[AnswerPart]:
    return (part for part in parts_of(answer) if part.kind is AnswerPartKind.TEXT)


def _responses(answer: Answer) -> Generator[ChatResponse, None, None]:
    said = ""
    for part in _pieces(answer):
        said += part.text
        yield ChatResponse(message=ChatMessage(role=MessageRole.ASSISTANT, content=said), delta=part.text)


async def _aresponses(answer: Answer) -> AsyncGenerator[ChatResponse, None]:
    for response in _responses(answer):
        yield response
