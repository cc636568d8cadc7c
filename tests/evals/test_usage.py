"""Tokens are counted for any model of llama-index's, by real calls of its own test model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from evals.runner import Options, run_cases
from evals.summary import summarise
from evals.systems import Outcome
from evals.types import Case, Prices, Usage
from evals.usage import counting
from index.tokens import count
from tests.evals.scripted import Scripted, answer_of, outcome_of, quote

PROMPT = "Say in one word how many deaths the coalition admits to."


@pytest.fixture(scope="module")
def model() -> Any:
    from llama_index.core.llms import MockLLM

    return MockLLM()


@dataclass
class Phrasing(Scripted):
    """Answers by asking a model first."""

    model: Any = None
    models: Mapping[str, str] = field(default_factory=lambda: {"llm": "mock"})

    def answer(self, turns: Sequence[str]) -> Outcome:
        self.model.complete(PROMPT)
        return super().answer(turns)


def test_completions_chats_and_streams_count_once_each(model: Any) -> None:
    from llama_index.core.llms import ChatMessage

    with counting({"llm": "mock"}) as counts:
        model.complete(PROMPT)
        assert counts.usage == Usage(1, count(PROMPT), count(PROMPT))
        model.chat([ChatMessage(content=PROMPT)])
        assert counts.usage.calls == 2
        list(model.stream_complete(PROMPT))
        assert counts.usage.calls == 3
    with counting({}) as counts:
        assert counts.usage == Usage()


def test_what_a_provider_reports_goes_before_our_count(model: Any) -> None:
    from llama_index.core.base.llms.types import CompletionResponse
    from llama_index.core.instrumentation.events.llm import LLMCompletionEndEvent

    from evals.usage import _used

    raw = {"usage": {"prompt_tokens": 70, "completion_tokens": 8}}
    event = LLMCompletionEndEvent(prompt=PROMPT, response=CompletionResponse(text="32", raw=raw))
    assert _used(event) == Usage(1, 70, 8)


def test_a_run_adds_up_tokens_and_cost(model: Any, read_yaml: Callable[[str], tuple[Case, ...]]) -> None:
    outcomes = {"deaths?": outcome_of(answer_of(quote("The coalition admits to 32 deaths in Raqqa.", "32")))}
    cases = read_yaml('- {question: "deaths?", answer: 32}\n- {question: "deaths?", answer: 33, id: two}')
    system = Phrasing(outcomes, model=model)
    run = run_cases(cases, system, corpus="notes", options=Options(prices=Prices(prompt=2.0, completion=10.0)))
    tokens = count(PROMPT)
    summary = summarise(run)
    assert summary.usage == Usage(2, 2 * tokens, 2 * tokens)
    assert summary.cost == pytest.approx(2 * tokens * 12 / 1e6)


def test_no_model_no_tokens(scripted: Scripted, read_yaml: Callable[[str], tuple[Case, ...]]) -> None:
    run = run_cases(read_yaml('- {question: "deaths?", answer: 32}'), scripted, corpus="notes")
    assert run.results[0].usage is None
    assert (summarise(run).usage, summarise(run).cost) == (None, None)
