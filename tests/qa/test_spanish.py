"""Spanish, which is nothing but a pack: read, asked and answered by the rules of all languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from index.settings import Settings
from index.types import DocumentInfo
from qa import Assistant
from qa.figures.amounts import amounts_in
from qa.figures.claimants import same_claimant
from qa.figures.counted import counted_key
from qa.figures.document_figures import figures_in
from qa.figures.scope.periods import Calendar, times_in
from qa.language.detection import guess_language
from qa.language.pack import pack_of
from qa.question.analysis import analyse
from qa.question.followups import standalone
from qa.question.followups.question_nouns import noun_phrases
from qa.suggestions.sentence_questions import drawn_from
from qa.types import Bound, Figure, QuestionKind, Stance, Turn

SPANISH = pack_of("es")
TODAY = date(2019, 5, 14)


def figure(text: str, amount: str) -> Figure:
    info = DocumentInfo("d", "d", "", "", language="es", published=TODAY)
    return next(each for each in figures_in(text, "es", info) if each.amount.text.endswith(amount))


def test_spanish_has_every_section_that_english_has() -> None:
    assert set(pack_of("en").sections) <= set(SPANISH.sections)


@pytest.mark.parametrize(
    ("text", "amount", "claimant", "stance"),
    [
        ("El ejército admitió que 12 vecinos murieron.", "12", "ejército", Stance.ADMITS),
        ("Doce vecinos murieron, reconoció el ejército el lunes.", "Doce", "ejército", Stance.ADMITS),
        (
            "Al menos 40 personas, dijo el ministerio de Salud, murieron.",
            "40",
            "ministerio de Salud",
            Stance.STATES,
        ),
        ("Según Casualty Watch, 40 personas murieron.", "40", "Casualty Watch", Stance.STATES),
        ("40 personas murieron, según un informe de Casualty Watch.", "40", "Casualty Watch", Stance.STATES),
        ("De acuerdo con la Cruz Azul, hubo 51 muertos.", "51", "Cruz Azul", Stance.STATES),
        ("Según informó la policía, 8 personas resultaron heridas.", "8", "policía", Stance.STATES),
        ("La policía calculó que marcharon 15.000 personas.", "15.000", "policía", Stance.ESTIMATES),
        ("El ministerio de Salud negó que hubieran muerto 40.", "40", "ministerio de Salud", Stance.DENIES),
        ("El ejército no reconoció 32 muertes.", "32", "ejército", Stance.DENIES),
        ("Casualty Watch dice que el ejército niega haber matado a 40 vecinos.", "40", "ejército", Stance.DENIES),
        (
            "El portavoz del Ministerio de Defensa dijo que murieron 12 soldados.",
            "12",
            "Ministerio de Defensa",
            Stance.STATES,
        ),
        ("«Contamos 40 cuerpos», dijo María Lund, médica.", "40", "María Lund", Stance.STATES),
        (
            "Airsight, un grupo con sede en Oslo que registra ataques, denunció que murieron 76 personas.",
            "76",
            "Airsight",
            Stance.ALLEGES,
        ),
        ("La alcaldesa Rosa Peña dijo que 14 casas se perdieron.", "14", "Rosa Peña", Stance.STATES),
        ("Médicos que visitaron la zona dijeron que murieron 40 personas.", "40", "Médicos", Stance.STATES),
        ("32 muertes registradas por Casualty Watch.", "32", "Casualty Watch", Stance.STATES),
        ("La inundación mató a 32 personas.", "32", None, Stance.STATES),
    ],
)
def test_the_claimant_stands_in_the_sentence(text: str, amount: str, claimant: str | None, stance: Stance) -> None:
    found = figure(text, amount)
    assert (found.claimant, found.stance) == (claimant, stance)


def test_a_verb_without_a_subject_is_said_by_who_spoke_last() -> None:
    text = "La alcaldesa Rosa Peña dijo que 9 personas murieron. Añadió que 14 casas fueron destruidas."
    assert [each.claimant for each in figures_in(text, "es")] == ["Rosa Peña", "Rosa Peña"]
    assert figure("Se perdió la feria. Añadió que 14 casas fueron destruidas.", "14").claimant is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("doscientos cincuenta barcos", 250, None, Bound.EXACT),
        ("treinta y una casas", 31, None, Bound.EXACT),
        ("veintitrés heridos", 23, None, Bound.EXACT),
        ("tres mil quinientas personas", 3500, None, Bound.EXACT),
        ("un millón de personas", 10**6, None, Bound.EXACT),
        ("medio millón de personas", 500_000, None, Bound.EXACT),
        ("1.257 civiles murieron", 1257, None, Bound.EXACT),
        ("1,5 millones de dólares", 1_500_000, "dollar", Bound.EXACT),
        ("2.000 millones de euros", 2 * 10**9, "euro", Bound.EXACT),
        ("20 pesos mexicanos", 20, "mexican peso", Bound.EXACT),
        ("20 euros al día", 20, "euro per day", Bound.EXACT),
        ("300 metros cuadrados", 300, "square metre", Bound.EXACT),
        ("20 por ciento", 20, "percentage", Bound.EXACT),
        ("40 años de edad", 40, "year of age", Bound.EXACT),
        ("una docena de casas", 12, None, Bound.EXACT),
        ("un cuarto de la población", Decimal("0.25"), None, Bound.EXACT),
        ("al menos 32 personas", 32, None, Bound.AT_LEAST),
        ("más de 40 casas", 40, None, Bound.MORE_THAN),
        ("hasta 300 heridos", 300, None, Bound.AT_MOST),
        ("no más de 12 barcos", 12, None, Bound.AT_MOST),
        ("unos 200 heridos", 200, None, Bound.ABOUT),
        ("casi 300 personas", 300, None, Bound.ALMOST),
        ("entre 20 y 30 muertos", 20, None, Bound.BETWEEN),
    ],
)
def test_amounts(text: str, value: int | Decimal, unit: str | None, bound: Bound) -> None:
    (amount,) = amounts_in(text, SPANISH)
    assert (amount.value, amount.unit, amount.bound) == (value, unit, bound)


def test_vague_amounts_are_the_smallest_that_fit() -> None:
    (amount,) = amounts_in("decenas de miles de personas", SPANISH)
    assert (amount.value, amount.vague) == (10_000, True)


@pytest.mark.parametrize(
    "text",
    [
        "el 3 de mayo de 2019",
        "a las 14 horas",
        "la sala 214",
        "los años 90",
        "por medio de la radio",
        "la media de edad",
        "uno de ellos murió",
    ],
)
def test_what_only_looks_like_an_amount(text: str) -> None:
    assert amounts_in(text, SPANISH) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Murieron 32 personas.", ["muertes"]),
        ("La inundación mató a 32 personas, entre ellas 7 niños.", ["muertes", "niños que murieron"]),
        ("La explosión hirió a 14 personas.", ["personas con heridas"]),
        ("Unas 1.400 personas fueron detenidas.", ["personas bajo arresto"]),
        ("14 casas fueron destruidas.", ["casas que se destruyeron"]),
        ("Nueve de los muertos eran niños.", ["niños que murieron"]),
        ("Hubo 32 muertos y 40 heridos.", ["muertos", "heridos"]),
        ("La empresa comunicó pérdidas de 1.300 millones de dólares.", ["pérdidas"]),
    ],
)
def test_what_is_counted(text: str, counted: list[str]) -> None:
    assert [each.counted for each in figures_in(text, "es")] == counted


def test_counts_compare_across_languages() -> None:
    deaths = counted_key("civilian deaths", pack_of("en"))
    assert counted_key("civiles que murieron", SPANISH) == deaths
    assert same_claimant("ministerio de Sanidad", "health ministry")
    assert same_claimant("la ONU", "United Nations")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("entre marzo y el 5 de mayo de 2018", date(2018, 3, 1), date(2018, 5, 5)),
        ("de junio a octubre de 2017", date(2017, 6, 1), date(2017, 10, 31)),
        ("desde el 3 de enero de 2019", date(2019, 1, 3), None),
        ("hasta dic. 2018", None, date(2018, 12, 31)),
        ("en los últimos tres días", date(2019, 5, 11), TODAY),
        ("la semana pasada", date(2019, 5, 6), date(2019, 5, 12)),
        ("el pasado lunes", date(2019, 5, 13), date(2019, 5, 13)),
        ("en el primer trimestre de 2018", date(2018, 1, 1), date(2018, 3, 31)),
        ("antes del 4 de marzo de 2017", None, date(2017, 3, 3)),
        ("1º de mayo de 2018", date(2018, 5, 1), date(2018, 5, 1)),
        ("ayer", date(2019, 5, 13), date(2019, 5, 13)),
    ],
)
def test_times_become_dates(text: str, start: date | None, end: date | None) -> None:
    (mention,) = times_in(text, SPANISH, Calendar(TODAY))
    assert (mention.period.start, mention.period.end) == (start, end)


def test_the_sea_is_no_tuesday() -> None:
    assert times_in("El pueblo está junto al mar.", SPANISH, Calendar(TODAY)) == ()


@pytest.mark.parametrize(
    ("text", "amount", "place"),
    [
        ("Murieron 32 personas en la ciudad de Valdoria.", "32", "Valdoria"),
        ("Murieron 32 personas en el norte de Siria.", "32", "norte de Siria"),
        ("En Puerto Lento se perdieron 14 casas.", "14", "Puerto Lento"),
        ("La Cruz Azul, con sede en Oslo, contó 51 muertos.", "51", None),
    ],
)
def test_places(text: str, amount: str, place: str | None) -> None:
    assert figure(text, amount).place == place


def test_the_day_of_saying_is_no_period() -> None:
    text = "El ministerio informó el 2 de julio de 2018 de que murieron 32 personas entre marzo y junio de 2018."
    period = figure(text, "32").period
    assert period is not None
    assert (period.start, period.end) == (date(2018, 3, 1), date(2018, 6, 30))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Cuántas personas murieron en Valdoria?", QuestionKind.HOW_MANY),
        ("Cuantas personas murieron en Valdoria?", QuestionKind.HOW_MANY),
        ("¿Y cuántos heridos hubo?", QuestionKind.HOW_MANY),
        ("¿Cuál es el balance en Valdoria?", QuestionKind.HOW_MANY),
        ("¿Qué edad tiene Rosa Peña?", QuestionKind.HOW_MANY),
        ("¿Cuánto cuesta el puente?", QuestionKind.HOW_MANY),
        ("¿Quién es Rosa Peña?", QuestionKind.WHO),
        ("¿De quién es el informe?", QuestionKind.WHO),
        ("¿Cuándo ocurrió la inundación?", QuestionKind.WHEN),
        ("¿En qué año fue fundada?", QuestionKind.WHEN),
        ("¿Dónde está el puente?", QuestionKind.WHERE),
        ("¿Por qué huyeron los vecinos?", QuestionKind.WHY),
        ("¿Cómo reaccionó la coalición?", QuestionKind.HOW),
        ("¿Qué contiene el informe?", QuestionKind.WHAT),
        ("¿Qué es el Niño?", QuestionKind.WHAT),
        ("¿Qué dijo Rosa Peña sobre la inundación?", QuestionKind.QUOTE),
        ("¿Qué ciudades fueron destruidas?", QuestionKind.LIST),
        ("¿Hay fosas comunes en Raqqa?", QuestionKind.YES_NO),
        ("¿La coalición investigó el caso?", QuestionKind.YES_NO),
    ],
)
def test_questions_have_kinds(question: str, kind: QuestionKind) -> None:
    asked = analyse(question)
    assert (asked.language, asked.kind) == ("es", kind)
    assert not any(term.text.casefold() in SPANISH.text.function for term in asked.terms)


@pytest.mark.parametrize(
    ("question", "claimant", "admission", "terms"),
    [
        ("¿Cuántas personas murieron según el ministerio?", "ministerio", False, "personas murieron ministerio"),
        ("¿Cuántas muertes ha reconocido el ejército?", "ejército", True, "muertes reconocido ejército"),
        ("¿Cuántas muertes admitió la coalición en Raqqa?", "coalición", True, "muertes admitió coalición Raqqa"),
        ("¿Qué dice la Cruz Azul sobre Valdoria?", "Cruz Azul", False, "dice Cruz Azul Valdoria"),
        ("¿Qué cifra da el ministerio?", "ministerio", False, "ministerio"),
        ("¿Cuántas personas murieron en Valdoria?", None, False, "personas murieron Valdoria"),
        ("¿Quién contó 51 muertos?", None, False, "contó 51 muertos"),
    ],
)
def test_who_is_asked_to_have_said_it(question: str, claimant: str | None, admission: bool, terms: str) -> None:
    asked = analyse(question)
    assert (asked.claimant, asked.admission) == (claimant, admission)
    assert " ".join(term.text for term in asked.terms) == terms


TEXTS = {
    "ministerio.txt": "Balance tras las lluvias\n\nEl ministerio de Salud informó el 2 de julio de 2021 de que 32 "
    "personas murieron en Valdoria entre marzo y junio de 2021. El puente viejo "
    "se derrumbó el 14 de mayo de 2021.",
    "cruz.txt": "La Cruz Azul da otra cifra\n\nLa Cruz Azul contó al menos 51 muertos en Valdoria entre marzo y "
    "junio de 2021. En Puerto Lento murieron 9 personas en abril de 2021, según la organización.\n",
    "casas.txt": "Casas perdidas\n\nLa alcaldesa Rosa Peña dijo que 14 casas fueron destruidas en Puerto Lento en "
    "abril de 2021. El gobierno reconoció 20 muertes en Valdoria desde enero de 2021.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("es")
    (folder / "textos").mkdir()
    for name, text in TEXTS.items():
        (folder / "textos" / name).write_text(text, encoding="utf-8")
    with Assistant.open(folder / "textos", settings=Settings(home=folder / "home")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "source"),
    [
        ("¿Cuántas personas murieron según el ministerio?", "32", "ministerio.txt"),
        ("¿Cuántas muertes reconoció el gobierno?", "20", "casas.txt"),
        ("¿Cuántas casas fueron destruidas?", "14", "casas.txt"),
        ("¿Quién contó 51 muertos?", "La Cruz Azul", "cruz.txt"),
        ("¿Quién dijo que 14 casas fueron destruidas?", "Rosa Peña", "casas.txt"),
        ("¿Cuándo se derrumbó el puente viejo?", "14 de mayo de 2021", "ministerio.txt"),
        ("¿Dónde fueron destruidas 14 casas?", "Puerto Lento", "casas.txt"),
    ],
)
def test_a_spanish_question_is_answered_by_quotes(
    assistant: Assistant, question: str, said: str, source: str
) -> None:
    answer = assistant.ask(question)
    assert answer.language == "es"
    best = answer.quotes[0]
    assert said in best.text
    assert answer.short[0] == said or analyse(question).kind is not QuestionKind.HOW_MANY
    assert Path(best.document.path).name == source
    assert all(quote.text in TEXTS[Path(quote.document.path).name] for quote in answer.quotes)


def test_who_says_how_many_is_told_in_spanish(assistant: Assistant) -> None:
    answer = assistant.ask("¿Cuántas muertes hubo en Valdoria?")
    assert answer.text.startswith("Varias respuestas: ")
    assert answer.ledger is not None
    rows = {(each.claimant, int(each.amount.value), each.place) for each in answer.ledger.figures}
    assert {("ministerio de Salud", 32, "Valdoria"), ("Cruz Azul", 51, "Valdoria")} <= rows
    told = "El mismo lugar y tiempo (Valdoria, 2021-03-01 – 2021-06-30), pero "
    assert any(relation.reason.startswith(told) for relation in answer.ledger.relations)


def test_what_no_text_says_is_said_in_spanish(assistant: Assistant) -> None:
    answer = assistant.ask("¿Quién inventó el teléfono?")
    assert answer.short == ()
    assert answer.text.startswith("Los documentos no responden a esta pregunta. Ningún pasaje habla de ")


def test_a_follow_up_asks_the_last_question_of_another_place(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.ask("¿Cuántas personas murieron en Valdoria?")
    answer = chat.ask("¿Y en Puerto Lento?")
    assert "9" in answer.short[0]
    assert answer.quotes[0].text in TEXTS["cruz.txt"]


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (
            "¿Cuántas personas murieron en Valdoria?",
            "¿Y en Puerto Lento?",
            "¿Cuántas personas murieron en Puerto Lento?",
        ),
        (
            "¿Cuántas muertes reconoció el ejército?",
            "¿Y según la Cruz Azul?",
            "¿Cuántas muertes comunicó la Cruz Azul?",
        ),
        (
            "¿Cuántas personas murieron en Valdoria?",
            "¿Qué hay de Puerto Lento?",
            "¿Cuántas personas murieron en Puerto Lento?",
        ),
    ],
)
def test_what_a_follow_up_leaves_out_is_filled_in(
    assistant: Assistant, last: str, question: str, expected: str
) -> None:
    assert standalone(question, [Turn(last, assistant.ask(last))]) == expected


def test_sentences_are_turned_into_questions() -> None:
    text = "El puente fue construido en Lund en mayo de 1954. Rosa Peña, alcaldesa de Lund, habló."
    assert [each.question for each in drawn_from(text, SPANISH)] == [
        "¿Cuándo fue construido el puente en Lund?",
        "¿Quién es Rosa Peña?",
    ]


def test_nouns_of_a_question() -> None:
    assert noun_phrases("¿Cuántas casas fueron destruidas en Puerto Lento?", SPANISH)[:1] == ["casas"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El ministerio de Salud dijo que las personas murieron por la crecida del río.", "es"),
        ("Los vecinos de la isla regresaron con sus familias tras la tormenta.", "es"),
        ("La maison de la mairie est fermée.", "fr"),
        ("Le pont de Brévenne", "fr"),
        ("groupe de travail", "fr"),
        ("En bok om en stad", "sv"),
        ("The mayor of San Pedro said no.", "en"),
    ],
)
def test_spanish_is_told_from_other_languages(text: str, language: str) -> None:
    assert guess_language(text) == language
