"""Spanish questions answered by cells of Spanish tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.types import Hit
from qa.question.analysis import analyse
from qa.reading.tables.asked_cells import Tables

MakeHit = Callable[..., Hit]

REFUGES = (
    "Refugio: Peña Gris | Apertura: 1931 | Camas: 24 | Altura m: 1480 | Responsable: Lena Musgo | Código: H1\n"
    "Refugio: Llano Largo | Apertura: 1977 | Camas: 40 | Altura m: 905 | Responsable: Piet Vos | Código: H2"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Cuántas camas tiene Peña Gris?", ["24"]),
        ("¿Qué altura tiene Llano Largo?", ["905"]),
        ("¿Quién es el responsable de Peña Gris?", ["Lena Musgo"]),
        ("¿Cuántas camas tiene Peña Roja?", []),
    ],
)
def test_the_cell_of_the_row_and_column_asked_about_is_found(
    make_hit: MakeHit, question: str, told: Sequence[str]
) -> None:
    hits = [make_hit("refugios", REFUGES, title="refugios", language="es")]
    assert [quote.answer_text for quote in Tables(analyse(question), hits).found()] == told
