"""Reasons as texts give them: after "because", before "therefore", in the sentence beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.types import Hit, Span
from qa.language.words import FRAME, Vocabulary, words
from qa.question.analysis import Question, QuestionKind
from qa.reading.checks.deeds import asked_deed
from qa.reading.passages import Sentence, quoted, split_passage
from qa.types import Quote

GIVEN = 0.8
"""Score of a reason whose effect says all that the question does."""
_LEAST_SAID = 0.6
"""Share of the question's words that the effect and its neighbours must say."""

_INSIDE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|on account of|thanks to|eftersom|därför att|på grund av(?: att)?"
    r"|till följd av|tack vare(?: att)?|in order to|for fear)(?:,[^,.;]{1,40},)?\s+(?P<after>.+)"
    r"|(?:^|,\s)(?:since|as|då)\s+(?!(?:then|well|soon|long|if|a|an|for|of|in|well as)\b|\d"
    r"|\w+ \d{4})(?P<loose>.+)",
    re.IGNORECASE,
)
_ENDS = re.compile(r",\s")
_POINTS_BACK = re.compile(
    r"\W*(?:(?:that|this|it|which) (?:is|was|happened|came about) (?:because|due to|owing to)\b"
    r"|the (?:reason|cause)\b"
    r"|(?:det|detta|det här) (?:beror|berodde) på\b|(?:orsaken|anledningen|skälet)\b|(?:ändringen"
    r"|beslutet) görs för\b"
    r"|(?:ändringen|beslutet|detta|det) (?:görs|gjordes|sker|skedde) (?:för|eftersom|på grund)\b)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^\W*(?:so|därför|alltså|hence|thus)\s|\b(?:therefore|consequently|as a result|for that reason"
    r"|that is why|därför(?! att)"
    r"|således|följaktligen)\b",
    re.IGNORECASE,
)


def reasons(question: Question, hits: Sequence[Hit]) -> list[Quote]:
    """The reasons that passages give in so many words for what a "why" asks about, the best first."""
    if question.kind is not QuestionKind.WHY:
        return []
    found = [quote for hit in hits for quote in _given(question, hit)]
    kept: dict[tuple[str, int], Quote] = {}
    for quote in sorted(found, key=lambda each: -each.score):
        kept.setdefault((quote.document.id, quote.start), quote)
    return list(kept.values())


def with_sentence_after(question: Question, hits: Sequence[Hit], quote: Quote) -> Quote:
    """A quote of what a "why" asks about, and no reason for it, with the sentence after it, unmarked."""
    hit = next((hit for hit in hits if hit.passage.id == quote.passage_id), None)
    if hit is None or question.kind is not QuestionKind.WHY or _INSIDE.search(quote.text):
        return quote
    own = split_passage(hit).sentence_at((quote.answer or quote.span).start - hit.passage.start)
    sentences = split_passage(hit).sentences
    if own is None or _share(question, own.text, own) < _LEAST_SAID or own.position + 1 == len(sentences):
        return quote
    end = hit.passage.start + sentences[own.position + 1].end
    text = hit.passage.text[quote.start - hit.passage.start : end - hit.passage.start]
    return replace(quote, text=text, end=end, answer=None) if end > quote.end else quote


def _given(question: Question, hit: Hit) -> Iterator[Quote]:
    sentences = split_passage(hit).sentences
    for sentence in sentences:
        before = sentences[sentence.position - 1] if sentence.position else None
        for match in _INSIDE.finditer(sentence.text):
            place = _clause(sentence.text, match)
            effect = sentence.text[: place.start] + " " + sentence.text[place.end :]
            if (share := _told(question, effect, sentence, before)) > 0:
                answer = sentence.part(place.start, place.end)
                yield quoted(hit, sentence.span, answer, GIVEN * share)
        if before is None:
            continue
        both = Span(before.start, sentence.end)
        if _POINTS_BACK.match(sentence.text) and (share := _told(question, before.text, before, None)) > 0:
            yield quoted(hit, both, sentence.span, GIVEN * share)
        elif _FOLLOWS.search(sentence.text) and (share := _told(question, sentence.text, sentence, before)) > 0:
            yield quoted(hit, both, before.span, GIVEN * share)


def _clause(text: str, match: re.Match[str]) -> Span:
    """The clause of a reason: to the comma where it opens its sentence, else to its end."""
    start = match.start("after") if match["after"] else match.start("loose")
    end = len(text.rstrip(' .!?"”'))
    opens = not text[: match.start()].strip(' “"–-')
    border = _ENDS.search(text, start) if opens else None
    stop = border.start() if border else end
    # A closing mark that is left out leaves its opening one without a fellow.
    quoted = text[start] in '"“' and not re.search('["”]', text[start + 1 : stop])
    return Span(start + quoted, stop)


def _told(question: Question, effect: str, sentence: Sentence, before: Sentence | None) -> float:
    """The share of the question's words that an effect says, with the sentence before it; 0 where that is too
    little, or where it does not tell the deed asked about.
    """
    own = _share(question, effect, sentence)
    wide = _share(question, f"{before.text} {effect}", sentence) if before else own
    deed = asked_deed(question)
    if deed and not deed.is_told(effect, sentence.document.language):
        return 0.0
    return wide if own > 0 and wide >= _LEAST_SAID else 0.0


def _share(question: Question, text: str, sentence: Sentence) -> float:
    asked = {term.key for term in question.terms} - FRAME
    said = Vocabulary(words(text, sentence.document.language or question.language))
    return sum(map(said.says, asked)) / len(asked) if asked else 0.0
