"""Figures that their own text takes back: "We wrote that 12 died. It was 9.", "An earlier version said 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.figures.context import Sentences
from qa.language.sections.statement_words import CorrectionWords
from qa.types import Figure


def with_corrections(figures: Sequence[Figure], read: Sentences) -> tuple[Figure, ...]:
    """The figures, those marked that a sentence of the text, or the one after theirs, says were wrong."""
    return tuple(replace(f, corrected=True) if _is_taken_back(f, figures, read) else f for f in figures)


def _is_taken_back(figure: Figure, figures: Sequence[Figure], read: Sentences) -> bool:
    words, text = read.language.statements.corrections, read.text
    number = read.sentence_at(figure.amount.span.start)
    if number is None:
        return False
    sentence, start = read.sentences[number], figure.amount.span.start
    said = text[sentence.start : sentence.end]
    if wrong := words.wrong.search(said):
        told = text[sentence.start + wrong.end() : start]
        return start > sentence.start + wrong.start() and not _puts_right(told, words)
    own = words.own.search(text, sentence.start, start)
    return own is not None and _is_replaced(figure, number, figures, read)


def _puts_right(told: str, words: CorrectionWords) -> bool:
    """Whether the words before a figure already tell what is right ("said 12 died; the right number is 9")."""
    return any(words.right.match(told, at) for at, mark in enumerate(told) if mark in ";:,")


def _is_replaced(figure: Figure, number: int, figures: Sequence[Figure], read: Sentences) -> bool:
    """Whether the next sentence puts another number of the same unit in the place of a figure."""
    if number + 1 >= len(read.sentences):
        return False
    words, after = read.language.statements.corrections, read.sentences[number + 1]
    opening = read.text[after.start : after.end]
    if not (words.right.match(opening) or words.instead.match(opening)):
        return False
    inside = [f for f in figures if after.start <= f.amount.span.start < after.end]
    return any(f.amount.unit == figure.amount.unit and f.amount.value != figure.amount.value for f in inside)
