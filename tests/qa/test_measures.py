"""An amount of another measure than the one asked for does not answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.checks import measures
from tests.qa.marking import marked

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("question", "text", "answer", "falls"),
    [
        ("How long should the glue dry?", "Let the glue dry for 20 minutes at 18 degrees.", "20 minutes", False),
        ("How long should the glue dry?", "Let the glue dry for 20 minutes at 18 degrees.", "18 degrees", True),
        ("How long should the glue dry?", "Let it dry for half an hour.", "half an hour", False),
        ("How often is it cleaned?", "It is cleaned every other week.", "every other week", False),
        ("How long is the tunnel?", "The tunnel is 640 metres and cost 9 million euros.", "640 metres", False),
        ("How long is the tunnel?", "The tunnel is 640 metres and cost 9 million euros.", "9 million euros", True),
        ("How long did it last?", "It lasted four long months.", "four", False),
        (
            "At what temperature is clay fired?",
            "Clay is fired at 1,000 degrees for 9 hours.",
            "1,000 degrees",
            False,
        ),
        ("At what temperature is clay fired?", "Clay is fired at 1,000 degrees for 9 hours.", "9 hours", True),
        ("How much sugar is needed?", "Take 300 g of sugar and stir for 4 minutes.", "300", False),
        ("How much sugar is needed?", "Take 300 g of sugar and stir for 4 minutes.", "4 minutes", True),
        ("What does a boat cost?", "A boat costs 90 pounds for 3 hours.", "90 pounds", False),
        ("What does a boat cost?", "A boat costs 90 pounds for 3 hours.", "3 hours", True),
        ("What does a boat cost?", "Prices of May 2020: a boat costs 90 pounds.", "May 2020", True),
        ("How many boats are there?", "4. Boats. There are 12 boats.", "4", True),
    ],
)
def test_only_the_measure_asked_for_answers(
    make_hit: MakeHit, question: str, text: str, answer: str, falls: bool
) -> None:
    hit = make_hit("a", text, language="en")
    quote = marked(hit, answer)
    assert measures.of_another_measure(analyse(question), quote) is falls
