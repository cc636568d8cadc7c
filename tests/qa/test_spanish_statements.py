"""What Spanish texts say in so many words: who somebody is, of whom a clause tells, why, what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.statements import changes
from qa.reading.statements.clauses import clause_quotes
from qa.reading.statements.descriptions import descriptions
from qa.reading.statements.reasons import reasons
from tests.qa.marking import marked

MakeHit = Callable[..., Hit]


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("¿Quién es Ola Trent?", "Ola Trent, directora del museo de Ness, saludó.", "directora del museo de Ness"),
        ("¿Quién es Ola Trent?", "Llueve, dijo la alcaldesa Ola Trent.", "la alcaldesa"),
        ("¿Quién era Ola Trent?", "Ola Trent era un pintor de barcos.", "un pintor de barcos"),
    ],
)
def test_what_stands_beside_a_name_says_who_it_is(make_hit: MakeHit, question: str, text: str, told: str) -> None:
    found = descriptions(analyse(question), [make_hit("a", text, language="es")])
    assert [quote.answer_text for quote in found] == [told]


def test_a_clause_tells_of_the_name_before_it(make_hit: MakeHit) -> None:
    text = "Bo Ek saludó a Ida Roth, que vio el granero."
    found = clause_quotes(analyse("¿Quién vio el granero?"), [make_hit("a", text, language="es")])
    assert [quote.answer_text for quote in found] == ["Ida Roth"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("La feria terminó porque llovía.", "llovía"),
        ("La feria terminó a causa del barro.", "barro"),
        ("El campo estaba mojado. Por eso terminó la feria.", "El campo estaba mojado."),
    ],
)
def test_a_reason_is_told_by_its_word(make_hit: MakeHit, text: str, told: str) -> None:
    found = reasons(analyse("¿Por qué terminó la feria?"), [make_hit("a", text, language="es")])
    assert [quote.answer_text for quote in found] == [told]


@pytest.mark.parametrize(
    ("question", "text", "answer", "told"),
    [
        ("¿Cuántas vacas hay?", "El rebaño bajó de 310 a 275.", "310", "275"),
        ("¿Cuántas vacas había antes?", "El rebaño bajó de 310 a 275.", "275", "310"),
    ],
)
def test_the_asked_end_of_a_change_is_told(
    make_hit: MakeHit, question: str, text: str, answer: str, told: str
) -> None:
    quote = changes.end_of_change(analyse(question), marked(make_hit("a", text, language="es"), answer))
    assert quote.answer_text == told


@pytest.mark.parametrize(
    ("question", "text", "answer", "falls"),
    [
        ("¿Cuántos vinieron?", "Vinieron 90 invitados, no 60.", "60", True),
        ("¿Cuántos vinieron?", "Vinieron 90 invitados, no 60.", "90", False),
        ("¿Cuántos vinieron?", "Vinieron no más de 60.", "no más de 60", False),
        ("¿Cuántos vinieron este año?", "El año pasado fueron 55.", "55", True),
    ],
)
def test_what_is_corrected_or_was_last_year_falls(
    make_hit: MakeHit, question: str, text: str, answer: str, falls: bool
) -> None:
    assert changes.marks_other_end(analyse(question), marked(make_hit("a", text, language="es"), answer)) is falls
