"""Exact match and F1 by the rules of TAT-QA's published scorer (Zhu et al. 2021)."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "percent": 0.01}
_AROUND_NUMBERS = str.maketrans("", "", "'\"\\$€£¥%(),[]")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_DIGITS = re.compile(r"[+-]?\d+(?:\.\d+)?")
_NEGATIVE = re.compile(r"\([\d.\s]+\)")
_PERCENT = re.compile(r"[\d.\s]+%")
_WITH_WORD = re.compile(r"[\d.]+\s?[a-zA-Z]+")


def score(
    said: Sequence[str], scale: str, answers: Sequence[str], right_scale: str, *, whole: bool = False
) -> tuple[float, float]:
    """Exact match and F1, 0 to 1, of the answers said with their scale; `whole`: F1 is exact match.

    Scales are "thousand", "million", "billion", "percent" or "".
    """
    if not said:
        return 0.0, 0.0
    right = normalised(in_full(answers, right_scale))
    guesses = [normalised(in_full(said, scale))]
    if len(said) == 1 and not scale and "%" not in said[0] and (bare := value(said[0])) is not None:
        guesses.append(normalised(f"{bare:.4f}"))  # 0.2342 is 23.42 percent.
    exact, overlap = max((float(guess == right), _overlap(guess, right)) for guess in guesses)
    return exact, exact if whole else overlap


def in_full(answers: Sequence[str], scale: str) -> str:
    """The answers in the order of their letters as one text, numbers multiplied out, words with the scale."""
    return " ".join(_in_full(answer, scale) for answer in sorted(answers))


def _in_full(answer: str, scale: str) -> str:
    number = value(answer)
    if number is None:
        return f"{answer} {scale}" if scale else answer
    return f"{number:.4f}" if "%" in answer else f"{round(number, 2) * _SCALES.get(scale, 1.0):.4f}"


def value(text: str) -> float | None:
    """The number that a text is, with its sign, per cent and scale word; None where it is no number."""
    words = text.translate(_AROUND_NUMBERS).split()
    if not words or not _is_float(words[0]) or (len(words) > 1 and _scale_in(words[1]) == 1.0):
        return None
    found = _DIGITS.search(text.translate(_AROUND_NUMBERS))
    if found is None:
        return None
    with_word = _WITH_WORD.search(text)
    scale = _scale_in(with_word.group()) if with_word else 1.0
    sign = -1.0 if _NEGATIVE.search(text) else 1.0
    return round(float(found.group()) * scale * sign * (0.01 if _PERCENT.search(text) else 1.0), 4)


def normalised(text: str) -> str:
    """A text in lower case without articles and punctuation, its numbers in one form."""
    return " ".join(part for part in map(_normalised_token, text.lower().split(" ")) if part)


def _normalised_token(token: str) -> str:
    plain = token if value(token) is not None else token.translate(_PUNCTUATION)
    number = value(plain)
    if number is not None:
        is_whole = number == int(number) and "." not in plain and "%" not in plain
        plain = str(int(number) if is_whole else number)
    return " ".join(_ARTICLE.sub(" ", plain).split())


def _overlap(guess: str, right: str) -> float:
    """F1 of the two sets of words, rounded to hundredths as published."""
    one, other = set(guess.split()), set(right.split())
    shared = len(one & other)
    precision = shared / len(one) if one else 1.0
    recall = shared / len(other) if other else 1.0
    return round(2 * precision * recall / (precision + recall), 2) if precision + recall else 0.0


def _scale_in(word: str) -> float:
    return next((factor for name, factor in _SCALES.items() if name in word.lower()), 1.0)


def _is_float(word: str) -> bool:
    try:
        return float(word) == float(word)
    except ValueError:
        return False
