"""Figures that their own text takes back: "We wrote that 12 died. It was 9.", "An earlier version said 12"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.figures.context import Sentences
from qa.language.sections.statement_words import CorrectionWords
from qa.types import Figure


def with_corrections(figures: Sequence[Figure], read: Sentences) -> tuple[Figure, ...]:
    """The figures, those marked that a sentence of the text, or the one after theirs, says were wrong."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        number = read.sentence_at(figure.amount.span.start)
        if number is not None:
            by_sentence.setdefault(number, []).append(figure)
    gone = {id(figure) for number in by_sentence for figure in _taken_back(number, by_sentence, read)}
    return tuple(replace(figure, corrected=True) if id(figure) in gone else figure for figure in figures)


def _taken_back(number: int, by_sentence: Mapping[int, Sequence[Figure]], read: Sentences) -> list[Figure]:
    """The figures of a sentence that it, or the next one, says were wrong."""
    words, text, sentence = read.language.statements.corrections, read.text, read.sentences[number]
    own = by_sentence[number]
    if wrong := words.wrong.search(text[sentence.start : sentence.end]):
        start, end = sentence.start + wrong.start(), sentence.start + wrong.end()
        right = _where_right(text[end : sentence.end], words)
        stop = sentence.end if right is None else end + right
        return [figure for figure in own if start < figure.amount.span.start <= stop]
    said = words.own.search(text, sentence.start, sentence.end)
    if said is None or number + 1 not in by_sentence:
        return []
    after = read.sentences[number + 1]
    opening = text[after.start : after.end]
    if not (words.right.match(opening) or words.instead.match(opening)):
        return []
    behind = [figure for figure in own if figure.amount.span.start >= said.end()]
    return [figure for figure in behind if _has_other(by_sentence[number + 1], figure)]


def _where_right(told: str, words: CorrectionWords) -> int | None:
    """Where words begin to tell what is right ("said 12 died; the right number is 9"); None where none do."""
    return next((at for at, mark in enumerate(told) if mark in ";:," and words.right.match(told, at)), None)


def _has_other(figures: Sequence[Figure], wrong: Figure) -> bool:
    """Whether one of the figures is another number of the same unit."""
    amount = wrong.amount
    return any(each.amount.unit == amount.unit and each.amount.value != amount.value for each in figures)
