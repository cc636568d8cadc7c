"""Where in a sentence of each language a when, who or where is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.language.pack import pack_of, read_pack
from qa.language.words import words
from qa.question.analysis import analyse
from qa.reading.overlap.answer_spans import date_spans, is_date_word, marked


@pytest.mark.parametrize(
    ("sentence", "language", "dates"),
    [
        ("It opened on 3rd of May 2019; it may close.", "en", ["3rd of May 2019"]),
        ("It ran from early June until 12 July 1987.", "en", ["from early June until 12 July 1987"]),
        ("We met last week.", "en", ["last week"]),
        ("Den öppnade den 3 maj 2019 och stängde i går.", "sv", ["3 maj 2019", "i går"]),
        ("Mässan pågick från den 3 till den 9 juni.", "sv", ["9 juni"]),
        ("Die Messe begann am 3. Mai 2019.", "de", ["3. Mai 2019"]),
        ("La foire a ouvert le 3 février 2019.", "fr", ["3 février 2019"]),
        # A word that is a month elsewhere is none here.
        ("Le chat a mangé en mai.", "fr", ["mai"]),
        ("The maj of the hall sold 12 augusti.", "en", []),
    ],
)
def test_dates_are_found_by_the_months_of_the_language(sentence: str, language: str, dates: list[str]) -> None:
    assert [sentence[start:end] for start, end in date_spans(sentence, pack_of(language))] == dates


def test_a_language_is_added_by_its_pack_alone(tmp_path: Path) -> None:
    path = tmp_path / "es.toml"
    written = "[overlap.dates]\nof = 'de'\nrange_starts = 'desde'\nrange_links = 'hasta'\narticles = 'el'"
    path.write_text(written, encoding="utf-8")
    spanish = read_pack(path)
    sentence = "Abrió desde el 3 de mayo de 2019 hasta el 9 de junio."
    assert [sentence[start:end] for start, end in date_spans(sentence, spanish)] == [
        "desde el 3 de mayo de 2019 hasta el 9 de junio"
    ]
    assert is_date_word("Mayo", spanish)
    assert not is_date_word("May", spanish)


@pytest.mark.parametrize(
    ("question", "sentence", "language", "best"),
    [
        ("Where was the mill?", "The mill stood near Ås in Élan, in Örn.", "en", ["Ås", "Élan", "Örn"]),
        ("Var låg kvarnen?", "Kvarnen låg i Lund.", "sv", ["Lund"]),
        ("Where was the mill?", "Die Mühle stand bei Celle.", "de", ["Celle"]),
        ("Where was the mill?", "Le moulin se trouvait à Lyon.", "fr", ["Lyon"]),
        ("Who ran the mill?", "It was run by Łukasz Żak.", "en", ["Łukasz Żak"]),
    ],
)
def test_places_and_people_are_found_by_any_capital_letter(
    question: str, sentence: str, language: str, best: list[str]
) -> None:
    spans = marked(analyse(question), sentence, words(sentence, language), pack_of(language))
    assert [sentence[span.start : span.end].rstrip(".") for span in spans][: len(best)] == best
