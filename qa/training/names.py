"""Words for generated passages: times in English and Swedish, people and places."""

from __future__ import annotations

from qa.training.topics import Both


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MONTHS: tuple[Both, ...] = (
    ("January", "januari"),
    ("February", "februari"),
    ("March", "mars"),
    ("April", "april"),
    ("May", "maj"),
    ("June", "juni"),
    ("July", "juli"),
    ("August", "augusti"),
    ("September", "september"),
    ("October", "oktober"),
    ("November", "november"),
    ("December", "december"),
)

PERIODS: tuple[Both, ...] = (
    ("between {m} {y} and {m2} {y2}", "mellan {m} {y} och {m2} {y2}"),
    ("in {y}", "under {y}"),
    ("in {m} {y}", "i {m} {y}"),
    ("since {m} {y}", "sedan {m} {y}"),
    ("from {y} to {y2}", "från {y} till {y2}"),
    ("on {day} {m} {y}", "den {day} {m} {y}"),
    ("during the first half of {y}", "under första halvåret {y}"),
    ("by the end of {y}", "till slutet av {y}"),
)

FIRST_NAMES = _listed(
    """
    Anna Erik Maria Johan Sofia Ahmed Leila Omar Sara David Elena Ivan Mei Jun Carlos Lucia Pierre Claire Kofi
    Ama Raj Priya Hiroshi Yuki Tomás Inés Viktor Olga Samuel Ruth Daniel Hanna Paul Grace Amir Zainab Peter
    Ingrid
    """
)
LAST_NAMES = _listed(
    """
    Lindqvist Berg Haddad Kowalski Moreau Okafor Mensah Sharma Tanaka Ortega Petrov Novak Fischer Hassan Rahimi
    Silva Costa Ryan Walker Hughes Brennan Osman Nguyen Park Chen Ivanova Schmidt Larsen Nyberg Andersson Keller
    Duarte
    """
)
TITLES = ("", "", "", "Col. ", "Gen. ", "Dr ", "Prof. ", "Capt. ")
PLACES = _listed(
    """
    Aleppo Tikrit Kirkuk Basra Sirte Misrata Aden Taiz Herat Kunduz Marawi Goma Bangui Juba Maiduguri Sarajevo
    Grozny Tbilisi Lviv Kherson Turin Lyon Porto Bergen Malmö Tampere Tartu Gdansk Brno Graz Basel Leeds Cork
    Cardiff Dayton Tulsa Fresno Oaxaca Cali Cusco Recife Rosario Mombasa Kumasi Durban Lusaka Pune Patna Dhaka
    Cebu Osaka Busan Perth
    """
)
