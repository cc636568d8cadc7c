"""Questions that set two counts side by side, taken apart into one question for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.sections.question_words import QuestionWords

if TYPE_CHECKING:
    from qa.question.question import Question


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: how the question calls it, and the question for it alone."""

    label: str
    question: str


def sides_of(question: Question) -> tuple[Side, ...]:
    """The questions whose answers are to be compared, in the order asked; none where nothing is compared."""
    said = question.spoken.questions
    text = " ".join(question.text.split()).rstrip(" ?")
    for comparison in said.comparisons:
        if match := comparison.pattern.search(text):
            named = {name: part or "" for name, part in match.groupdict().items()}
            named["lead"] = said.pairing.sub("", named.get("lead", ""))
            return tuple(
                Side(side.strip(), comparison.question.format_map({"rest": "", **named, "side": side.strip()}))
                for side in _completed(match["one"], match["other"], said)
            )
    return ()


def _completed(one: str, other: str, said: QuestionWords) -> tuple[str, str]:
    """Both sides with the noun that only one of them has: "the first" of "the first or the second week"."""
    ends = [found.end() for found in said.ordinal.finditer(one)]
    if len(one) in ends and (tail := said.ordinal.search(other)):
        one = f"{one}{other[tail.end() :]}"
    if head := said.place_noun.match(one):
        other = said.the_one.sub(said.the.format(head["noun"]), other)
    return one, other
