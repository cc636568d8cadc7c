"""Questions about figures and who gave them, over passages made of our own sentences, in English and Swedish.

They teach what the public sets do not: "how many did the coalition admit" asks for the coalition's figure and
no other's, is unanswered where the coalition gives none, and figures are taken whole.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Span
from qa.training import names, topics, wording
from qa.training.examples import Example

COUNT = 9_000
# Of the generated questions this part is Swedish, and this part is asked in the other language.
SWEDISH = 0.35
CROSSED = 0.15
# Of the claims this part is told by a named person who speaks for the claimant.
SPOKESMEN = 0.15
_FIELD = re.compile(r"\{(\w+)\}")
_ONSETS = (*"bdfghklmnprstvz", "br", "dr", "kh", "sh", "st", "tr")
_VOWELS = (*"aeiou", "aa", "ei", "ia")
_CODAS = (*"nrslmtk", "", "")


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who gives which figure, where and when, in both languages; `told_as` is who, as the passage names them."""

    claimant: tuple[str, str]
    told_as: tuple[str, str]
    figure: tuple[str, str]
    place: str
    period: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim's fields as they stand in the passage: spans by field name ("n", "c", "p", "d")."""

    claim: _Claim
    spans: dict[str, Span]


class _Passage:
    """Sentences put together, with the place of every field."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, template: str, values: dict[str, str]) -> dict[str, Span]:
        """Append a sentence; returns where its fields stand."""
        if self.text:
            self.text += " "
        spans: dict[str, Span] = {}
        position = 0
        for field in _FIELD.finditer(template):
            self.text += template[position : field.start()]
            name = field.group(1)
            value = values[name.lower()]
            value = value[0].upper() + value[1:] if name[0].isupper() else value
            spans[name.lower()] = Span(len(self.text), len(self.text) + len(value))
            self.text += value
            position = field.end()
        self.text += template[position:]
        return spans


def examples(seed: int, count: int = COUNT) -> list[Example]:
    """`count` examples, some without an answer; `source` is "generated", `article` the passage."""
    chance = random.Random(f"generated-{seed}")
    made: list[Example] = []
    while len(made) < count:
        made.extend(_Scene(chance).examples())
    return made[:count]


class _Scene:
    """One event with its claims, a passage that tells of it, and the questions it answers or does not."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.language = int(chance.random() < SWEDISH)
        self.asked_in = 1 - self.language if chance.random() < CROSSED else self.language
        self.topic = chance.choice(topics.TOPICS)
        places = [_place(chance) for _ in range(3)]
        self.place, self.other_place = places[0], places[2]
        bodies = chance.sample(topics.BODIES, 5)
        called = [tuple(form.format(x=_place(chance)) for form in body) for body in bodies]
        figures: list[tuple[str, str]] = []
        while len(figures) < 4:
            figure = _figure(chance, self.topic)
            if figure not in figures:
                figures.append(figure)
        period = _period(chance)
        self.claims = [
            _Claim(
                (called[i][0], called[i][1]),
                _in_full(chance, (called[i][0], called[i][1])),
                figures[i],
                self.place if chance.random() < 0.8 else places[1],
                period if chance.random() < 0.6 else _period(chance),
            )
            for i in range(chance.choice((1, 2, 2, 3)))
        ]
        self.silent = (called[3][0], called[3][1])
        self.absent = (called[4][0], called[4][1])
        self.absent_figure = figures[3]
        self.passage = _Passage()
        self.told: list[_Told] = []
        self.has_silent = chance.random() < 0.5
        self._tell()

    def _tell(self) -> None:
        chance, language = self.chance, self.language
        steps = [*self.claims]
        if len(steps) > 1 and chance.random() < 0.5:
            self._filler(0.4)
            self._contrast(steps[0], steps[1])
            steps = steps[2:]
        for claim in steps:
            self._filler(0.5)
            template = chance.choice(wording.STATEMENTS[language])
            values = self._values(claim, language)
            if "{C}" in template or template.startswith(("According to {c},", "Enligt {c}")):
                values["c"] = self._spokesman(claim.told_as[language])
            self.told.append(_Told(claim, self.passage.add(template, values)))
        if self.has_silent:
            values = self._values(self.claims[0], language) | {"c": self.silent[language]}
            self.passage.add(chance.choice(wording.SILENCES[language]), values)
        self._filler(0.6)

    def _contrast(self, first: _Claim, second: _Claim) -> None:
        language = self.language
        values = self._values(first, language)
        values |= {"c": first.told_as[language], "c2": second.told_as[language], "n2": second.figure[language]}
        spans = self.passage.add(self.chance.choice(wording.CONTRASTS[language]), values)
        self.told.append(_Told(first, {name: span for name, span in spans.items() if name in "ncpd"}))
        self.told.append(_Told(second, {"n": spans["n2"], "c": spans["c2"]}))

    def _spokesman(self, claimant: str) -> str:
        """The claimant, or now and then a named person who speaks for it."""
        if self.chance.random() > SPOKESMEN:
            return claimant
        first, last = self.chance.choice(names.FIRST_NAMES), self.chance.choice(names.LAST_NAMES)
        role = self.chance.choice(topics.ROLES)[self.language].format(c=claimant.rstrip(","))
        return f"{self.chance.choice(names.TITLES)}{first} {last}, {role},"

    def _filler(self, share: float) -> None:
        if self.chance.random() < share:
            template = self.chance.choice(wording.FILLERS[self.language])
            number = str(self.chance.randint(2, 90))
            self.passage.add(template, {"p": self.chance.choice((self.place, _place(self.chance))), "m": number})

    def _values(self, claim: _Claim, language: int) -> dict[str, str]:
        topic = self.topic
        return {
            "n": claim.figure[language],
            "c": claim.claimant[language],
            "t": topic.things[language],
            "v": topic.verb[language],
            "k": topic.noun[language],
            "p": claim.place,
            "d": claim.period[language],
        }

    def examples(self) -> list[Example]:
        """A few questions on the passage."""
        makers = [self._of_claimant, self._of_claimant, self._of_silent, self._of_any, self._who, self._premise]
        makers += [self._when_or_where, self._elsewhere]
        made = [maker() for maker in self.chance.sample(makers, 3)]
        return [example for example in made if example]

    def _example(self, templates: Sequence[Sequence[str]], values: dict[str, str], answers: list[Span]) -> Example:
        question = self.chance.choice(templates[self.asked_in])
        filled = _FIELD.sub(lambda field: values[field.group(1)], question)
        text = self.passage.text
        language = ("en", "sv")[self.language]
        return Example(filled[0].upper() + filled[1:], text, tuple(answers), language, text, "generated")

    def _of_claimant(self) -> Example:
        told = self.chance.choice(self.told)
        return self._example(wording.ASK_CLAIMANT, self._values(told.claim, self.asked_in), [told.spans["n"]])

    def _of_silent(self) -> Example:
        values = self._values(self.claims[0], self.asked_in)
        values["c"] = (self.silent if self.has_silent else self.absent)[self.asked_in]
        return self._example(wording.ASK_CLAIMANT, values, [])

    def _of_any(self) -> Example | None:
        if any(claim.place != self.place for claim in self.claims):
            return None
        values = self._values(self.claims[0], self.asked_in)
        return self._example(wording.ASK_ANY, values, [told.spans["n"] for told in self.told])

    def _who(self) -> Example:
        told = self.chance.choice(self.told)
        values = self._values(told.claim, self.asked_in)
        if self.chance.random() < 0.25:
            return self._example(wording.ASK_WHO, values | {"n": self.absent_figure[self.asked_in]}, [])
        return self._example(wording.ASK_WHO, values, [_name(self.passage.text, told.spans["c"])])

    def _premise(self) -> Example:
        told = self.chance.choice(self.told)
        values = self._values(told.claim, self.asked_in)
        others = [t.claim for t in self.told if t is not told]
        values["c"] = (self.chance.choice(others).claimant if others else self.absent)[self.asked_in]
        return self._example(wording.ASK_PREMISE, values, [])

    def _when_or_where(self) -> Example | None:
        told = self.chance.choice(self.told)
        field = self.chance.choice("pd")
        if field not in told.spans:
            return None
        templates = wording.ASK_WHEN if field == "d" else wording.ASK_WHERE
        return self._example(templates, self._values(told.claim, self.asked_in), [told.spans[field]])

    def _elsewhere(self) -> Example:
        values = self._values(self.claims[0], self.asked_in) | {"p": self.other_place}
        return self._example([[t for t in each if "{p}" in t] for each in wording.ASK_ANY], values, [])


def _in_full(chance: random.Random, claimant: tuple[str, str]) -> tuple[str, str]:
    """The claimant as a passage may name it."""
    longer = topics.IN_FULL.get(claimant[0])
    if longer is None or chance.random() < 0.5:
        return claimant
    x, y = _place(chance), _place(chance)
    return longer[0].format(x=x, y=y), longer[1].format(x=x, y=y)


def _name(text: str, span: Span) -> Span:
    """The claimant's name alone: without "the" and without what follows a comma."""
    name = text[span.start : span.end].split(",")[0]
    start = span.start + (4 if name.lower().startswith("the ") else 0)
    return Span(start, span.start + len(name))


def _figure(chance: random.Random, topic: topics.Topic) -> tuple[str, str]:
    """A number of the topic's size in both languages' notation."""
    value = round(topic.low * (topic.high / topic.low) ** chance.random())
    if chance.random() < 0.4 and value > 100:
        value = round(value, -2)
    if value >= 1_000_000 and chance.random() < 0.6:
        millions = f"{value / 1e6:.1f}"
        return f"{millions} million", f"{millions.replace('.', ',')} miljoner"
    style = chance.random()
    english = f"{value:,}" if style < 0.8 else str(value)
    swedish = f"{value:,}".replace(",", " " if style < 0.6 else "\u00a0") if style < 0.8 else str(value)
    return english, swedish


def _period(chance: random.Random) -> tuple[str, str]:
    template = chance.choice(names.PERIODS)
    first, last = chance.choice(names.MONTHS), chance.choice(names.MONTHS)
    year = chance.randint(1990, 2025)
    day, later = chance.randint(1, 28), year + chance.randint(1, 5)
    english, swedish = (
        form.format(m=first[i], m2=last[i], y=year, y2=later, day=day) for i, form in enumerate(template)
    )
    return english, swedish


def _place(chance: random.Random) -> str:
    """A known place, a family name or an invented one, so that no name is learnt by heart."""
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(names.PLACES)
    if kind < 0.5:
        return chance.choice(names.LAST_NAMES)
    syllables = (
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(chance.choice((2, 2, 3)))
    )
    return "".join(syllables).capitalize()
