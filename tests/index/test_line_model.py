from __future__ import annotations

import numpy as np
import pytest

from index.cleaning import keep_spans
from index.lines.features import NAMES, features
from index.lines.fitting import fitted
from index.lines.model import load_model
from index.lines.pages import MarkedPage
from index.types import Document, DocumentInfo

REPORT = {
    "de": [
        "Die Brücke über den Fluss wird erst im kommenden Frühjahr wieder für Lastwagen freigegeben.",
        "Das teilte die Stadt am Montag mit, nachdem Gutachter mehrere Pfeiler untersucht hatten.",
        "Demnach kostet die Sanierung rund vier Millionen Euro, die das Land zur Hälfte übernimmt.",
        "Bis dahin gilt eine Umleitung über die Landstraße, die täglich 9.000 Fahrzeuge aufnehmen muss.",
        "Anwohner hatten sich zuvor über den Lärm beschwert, der seit der Sperrung deutlich gestiegen ist.",
    ],
    "fr": [
        "Le pont sur la rivière ne rouvrira aux camions qu'au printemps prochain, a annoncé la mairie lundi.",
        "Plusieurs piliers ont été examinés par des experts, qui recommandent des travaux sans attendre.",
        "La réparation coûtera environ quatre millions d'euros, dont la moitié sera payée par la région.",
        "D'ici là, une déviation passe par la route départementale, où roulent 9 000 véhicules par jour.",
        "Les riverains s'étaient plaints du bruit, qui a nettement augmenté depuis la fermeture du pont.",
    ],
    "pl": [
        "Most przez rzekę zostanie otwarty dla ciężarówek dopiero wiosną przyszłego roku, podał urząd miasta.",
        "Kilka filarów zbadali eksperci, którzy zalecają rozpoczęcie prac remontowych bez dalszej zwłoki.",
        "Naprawa będzie kosztować około czterech milionów euro, z czego połowę pokryje samorząd regionu.",
        "Do tego czasu objazd prowadzi drogą powiatową, którą każdego dnia jeździ dziewięć tysięcy aut.",
        "Mieszkańcy skarżyli się wcześniej na hałas, który od zamknięcia mostu wyraźnie się nasilił.",
    ],
}
MENU = ["Politik", "Sport", "Kultur", "Wetter", "Abo", "Login", "Newsletter", "E-Paper", "Jobs", "Shop"]
FOOT = [
    "Impressum",
    "AGB",
    "Datenschutz",
    "Kontakt",
    "© 2024 Verlag",
    "Facebook",
    "Instagram",
    "Hilfe",
]


def kept(lines: list[str], language: str, media_type: str = "text/plain") -> str:
    text = "\n".join(lines)
    info = DocumentInfo("x", "x", "", "", language=language, media_type=media_type)
    return "\n".join(text[span.start : span.end] for span in keep_spans(Document(info, text)))


@pytest.mark.parametrize("language", REPORT)
def test_menus_around_a_report_go_whatever_its_language(language: str) -> None:
    said = kept([*MENU, *REPORT[language], *FOOT], language)
    assert all(line in said for line in REPORT[language])
    assert not any(line in said.split("\n") for line in (*MENU[:-1], *FOOT[1:]))


def test_what_is_no_page_is_kept_whole() -> None:
    lines = ["Brücke", "Sperrung", "Umleitung", *REPORT["de"], "Kosten", "Dauer", "Lärm"]
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert all(line in kept(lines, "de", word) for line in lines)
    shopping = ["Milch", "Eier", "Brot", "Butter", "Käse", "Äpfel", "Nudeln", "Reis", "Salz"]
    assert kept(shopping, "de").split("\n") == shopping


def test_a_number_for_each_name_and_no_line() -> None:
    assert features(["One line.", "後の行です。"], "ja").shape == (2, len(NAMES))
    assert features([], None).shape == (0, len(NAMES))
    assert np.isfinite(features(["x"], "de")).all()


def test_a_fitted_model_tells_long_lines_from_short_ones() -> None:
    lines = (*MENU, *REPORT["de"], *FOOT)
    marks = tuple(line in REPORT["de"] for line in lines)
    model = fitted([MarkedPage("a", "de", lines, marks, "")] * 3)
    assert ((model.probabilities(lines, "de") >= model.threshold) == marks).all()


def test_the_model_is_written_as_it_is_read() -> None:
    model = load_model()
    assert (0 < model.threshold < 1, len(model.weights)) == (True, len(NAMES))
    assert '"threshold"' in model.saved()
