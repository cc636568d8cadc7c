"""A question about the collection that leans on the one before: "and from 2020?", "how many are there?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.figures.scope.periods import Calendar, times_in
from qa.language.pack import Language, pack_of
from qa.language.sections.collection_words import Trait
from qa.question.collection.requests import Request, plain, request_in
from qa.question.collection.traits import Picked, language_named, traits_of
from qa.question.kinds import opened
from qa.types import Turn


@dataclass(frozen=True, slots=True)
class Understood:
    """A question about the collection, and how it was understood as one that stands alone."""

    request: Request
    text: str


def understood(asked: str, turns: Sequence[Turn]) -> Understood | None:
    """What a question asks of the collection after the turns before; None where it does not ask about it.

    One that only points at documents ("who wrote them?") means those of the question before, so far as that was
    about the collection; after any other question it means something else.
    """
    before = _read(turns[-1].answer.understood_as) if turns else None
    direct = request_in(asked)
    if direct is None and before:
        direct = request_in(_without_opener(asked, pack_of(before.language)))
    if direct and not direct.points:
        return Understood(direct, asked)
    if direct:
        if not turns:
            return Understood(direct, asked)
        if before is None:
            return None
        chosen = before.kind or before.choosing
        return Understood(_merged(direct, before), _beside(asked, turns[-1]) if chosen else asked)
    changed = _changed(asked, before) if before else None
    return Understood(changed, f"{changed.text[:1].upper()}{changed.text[1:]}?") if changed else None


def _read(text: str) -> Request | None:
    """The request that a question was understood as, with the one that it leans on in brackets behind it."""
    if (request := request_in(text)) or (match := _BESIDE.fullmatch(text)) is None:
        return request
    request, earlier = request_in(match[1]), _read(match[2])
    return _merged(request, earlier) if request and earlier else None


_BESIDE = re.compile(r"([^()]+) \((.+)\)")


def _beside(asked: str, turn: Turn) -> str:
    """The question with the first of those that it leans on in brackets."""
    before = turn.answer.understood_as
    while match := _BESIDE.fullmatch(before):
        before = match[2]
    return f"{asked.strip()} ({before})"


def _merged(pointing: Request, before: Request) -> Request:
    """What one request asks, of the documents of the one before."""
    return replace(pointing, kind=before.kind, noun=before.noun, traits=before.traits, points=False)


def _changed(asked: str, before: Request) -> Request | None:
    """The request before with what a fragment names: in place of what it had of that sort, else behind it."""
    language = pack_of(before.language)
    fragment = _in_full(_without_opener(plain(" ".join(asked.split()), language), language), before, language)
    named = traits_of(fragment, 0, language) if fragment else None
    traits = [picked for picked in named or () if picked.trait not in (Trait.HERE, Trait.THERE)]
    text = before.text
    for picked in traits:
        words = fragment[picked.span.start : picked.span.end]
        text = _with(text, before if text == before.text else request_in(text), picked, words)
    return request_in(text) if traits else None


def _without_opener(asked: str, language: Language) -> str:
    for before in (language.collection.instead, opened(language)):
        if match := before.match(asked):
            asked = asked[match.end() :].strip(" ,?")
    return asked


def _in_full(fragment: str, before: Request, language: Language) -> str:
    """A fragment with the words before it that the request before had: "from 2020" of "2020" after "from 2019"."""
    had = {picked.trait: picked for picked in before.choosing}
    whole = times_in(fragment, language, Calendar(date.today()))
    old = None
    if len(whole) == 1 and whole[0].start == 0 and whole[0].end == len(fragment):
        old = had.get(Trait.DATED)
    elif language_named(fragment, language):
        old = had.get(Trait.LANGUAGE)
    return before.text[old.span.start : old.named.start] + fragment if old else fragment


def _with(text: str, request: Request | None, picked: Picked, words: str) -> str:
    """The text with the words of a trait in place of those of the same trait, else at its end."""
    old = next((one for one in request.choosing if one.trait is picked.trait), None) if request else None
    return f"{text[: old.span.start]}{words}{text[old.span.end :]}" if old else f"{text} {words}"
