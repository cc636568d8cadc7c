"""What quotes carry."""

from __future__ import annotations

from index.types import DocumentInfo
from qa.answering.verification import verify
from qa.types import Quote


def test_sentences_are_judged_one_by_one() -> None:
    text = "Airwars counted 1,400 deaths in the city."
    quote = Quote(text, 0, len(text), DocumentInfo("a", "a.txt", "h", "a", language="en"), "a-1", 0.9)
    carried, invented = verify("Airwars counted 1,400 deaths. The minister read 12 reports.", [quote], "en")
    assert carried.carried
    assert not invented.carried
    assert invented.unsupported == ("12",)


def test_words_that_no_quote_holds_are_told() -> None:
    text = "The bridge was opened by the governor."
    quote = Quote(text, 0, len(text), DocumentInfo("a", "a.txt", "h", "a", language="en"), "a-1", 0.9)
    (verdict,) = verify("The bridge was blown up by rebels.", [quote], "en")
    assert not verdict.unsupported
    assert not verdict.carried
    assert verify("The governor opened the bridge.", [quote], "en")[0].carried
