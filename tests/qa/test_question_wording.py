"""Questions as people type them: misspelt, without capitals, in other languages, in verbs that no table holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from index.settings import Settings
from qa.assistant import Assistant
from qa.reading.tables.numbered_lines import _line_of

FILES = {
    "mill.txt": "The Askvoll mill is run by Eli Brandt. It cost 9 million crowns. Jon Sand runs the Tveit mill.",
    "calls.csv": "stamp,desk,agent,body\n2024-05-02 09:15,East,rholm,lamp out\n2024-05-03 11:40,Sea,tvik,key lost",
    "fares.csv": "Trip,Below 3 hours,Above 3 hours\nRiver boat,12 €,19 €\nLake boat,15 €,26 €\n",
    "varor.csv": "Artikel;Styckpris;Antal\nLinjal;29;310\nTavelram;149;12\n",
    "teile.csv": "Artikel;Listenpreis;Bestand\nRing flach;1,20;700\nHaken verzinkt;3,45;85\n",
    "baths.txt": "Der Bademeister von Seefeld ist Uwe Tann. Das Becken fasst 800 Kubikmeter.\n",
    "faro.txt": "El faro de Peñalba tiene doscientos escalones. La guarda es Elisa Mora.\n",
    "eki.txt": "青山駅は1931年に開業しました。駅長は井上和子さんです。\n",
    "gang.txt": "달맞이공원은 1988년에 생겼습니다. 공원의 원장은 한지우입니다.\n",
}
TICKETS = [
    {"ref": "ZT-21", "urgency": "high", "keeper": "Moa Falk", "text": "The winch on the east pier does not stop."},
    {"ref": "ZT-22", "urgency": "low", "keeper": "Ian Roe", "text": "The paint on the boat shed is coming off."},
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "tickets.jsonl").write_text("\n".join(map(json.dumps, TICKETS)), encoding="utf-8")
    with Assistant.open(folder, settings=Settings(home=home)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When was the key lost?", "2024-05-03 11:40"),
        ("Who took the call about the lamp out?", "rholm"),
        ("What does a river boat above 3 hours cost?", "19 €"),
        ("Vad kostar tavelramen?", "149"),
        ("Was kostet der verzinkte Haken?", "3,45"),
        ("What is the urgency of ZT-22?", "low"),
        ("Who is the keeper of the ticket about the winch?", "Moa Falk"),
        ("Who runs the Tveit mill?", "Jon Sand"),
    ],
)
def test_the_one_cell_or_name_asked_for_is_told(assistant: Assistant, question: str, short: str) -> None:
    assert assistant.ask(question).short == (short,)


@pytest.mark.parametrize(
    ("asked", "understood", "told"),
    [
        ("Whats the cost of the Aksvoll mill?", "What is the cost of the Askvoll mill?", "9 million crowns"),
        ("who runs the tveit mill?", "who runs the Tveit mill?", "Jon Sand"),
    ],
)
def test_a_misspelt_word_is_read_as_the_documents_spell_it(
    assistant: Assistant, asked: str, understood: str, told: str
) -> None:
    answer = assistant.ask(asked)
    assert (answer.understood_as, answer.short) == (understood, (told,))


@pytest.mark.parametrize(
    "question",
    [
        "Who sold the Oslo mill?",
        "Who is the keeper of ZT-29?",
        "¿Quién dirige el mercado?",
        "青山駅の料金はいくらですか？",
    ],
)
def test_what_is_near_and_not_the_same_has_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wer ist der Bademeister von Seefeld?", "Uwe Tann"),
        ("¿Cuántos escalones tiene el faro de Peñalba?", "doscientos"),
        ("青山駅の駅長は誰ですか？", "井上和子"),
        ("달맞이공원의 원장은 누구입니까?", "한지우"),
    ],
)
def test_other_languages_are_answered_with_the_sentences_that_say_all_words(
    assistant: Assistant, question: str, told: str
) -> None:
    assert any(told in quote.text for quote in assistant.ask(question).quotes)


@pytest.mark.parametrize(
    ("number", "what", "line"),
    [
        ("2", "rule", "2. Nets are dried."),
        ("1.2", "section", "1.2 Sheds are small."),
        ("VI", "article", "Article VI. Scales are checked."),
        ("3", "article", "## Article 3\n\nDogs stay outside."),
        ("2", "§", "§ 2 Payment"),
    ],
)
def test_a_numbered_line_is_known_by_its_number(number: str, what: str, line: str) -> None:
    assert _line_of(number, what).search(line)


@pytest.mark.parametrize(
    ("number", "line"), [("2", "2.1 The rent is due."), ("1.1", "1.12 Boats."), ("V", "VI. Oars.")]
)
def test_a_number_that_goes_on_is_another(number: str, line: str) -> None:
    assert not _line_of(number, "section").search(line)
