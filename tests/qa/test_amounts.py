"""Amounts: every convention of writing numbers, and everything that only looks like one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import amounts
from qa.figures.amounts.years import is_year
from qa.language.detection import guess_language, language_of_text
from qa.language.pack import Language, pack_of, read_pack
from qa.types import Amount, Bound


def amounts_in(text: str, language: str | None = None) -> tuple[Amount, ...]:
    return amounts.amounts_in(text, language_of_text(text, language))


def only(text: str, language: str | None = "en") -> Amount:
    found = amounts_in(text, language)
    assert len(found) == 1, [a.text for a in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,257 civilians", "en", "1257"),
        ("12,345,678 votes", "en", "12345678"),
        ("3.5 children", "en", "3.5"),
        ("12,34,567 people", "en", "1234567"),
        ("34 000 airstrikes", None, "34000"),
        ("1 257 civila", "sv", "1257"),
        ("1.257 civila dödades", "sv", "1257"),
        ("1,257 civila dödades", "sv", "1257"),
        ("1,257 kilometer", "sv", "1.257"),
        ("1.257 Zivilisten", "de", "1257"),
        ("615 000 personnes", "fr", "615000"),
        ("2’400 Stellen", "de", "2400"),
        ("nine people", "en", "9"),
        ("ninety-five homes", "en", "95"),
        ("three hundred and twenty-five thousand people", "en", "325000"),
        ("two and a half million people", "en", "2500000"),
        ("half a million people", "en", "500000"),
        ("a dozen homes", "en", "12"),
        ("1.3bn people", "en", "1300000000"),
        ("tjugofem personer", "sv", "25"),
        ("tvåhundrafemtio personer", "sv", "250"),
        ("tre och en halv miljon människor", "sv", "3500000"),
        ("zweihundertfünfzig Menschen", "de", "250"),
        ("quatre-vingt-dix-sept personnes", "fr", "97"),
        ("1,5 Mio. Menschen", "de", "1500000"),
        ("10 1/2 pages", "en", "10.5"),
        ("two-thirds of voters", "en", str(Decimal(2) / 3)),
        ("one in five schools", "en", "0.2"),
        ("var femte väljare", "sv", "0.2"),
        ("½ cup", "en", "0.5"),
        ("٣٤ people", "en", "34"),
    ],
)
def test_numbers_are_read_by_the_convention_of_their_language(text: str, language: str | None, value: str) -> None:
    assert only(text, language).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("hundreds of people", "en", 100),
        ("tens of thousands of people", "en", 10_000),
        ("several hundred people", "en", 100),
        ("tusentals civila", "sv", 1000),
        ("ett tusental människor", "sv", 1000),
        ("tiotusentals flyganfall", "sv", 10_000),
        ("Tausende Menschen", "de", 1000),
        ("des milliers de personnes", "fr", 1000),
    ],
)
def test_vague_words_give_the_smallest_number_that_fits(text: str, language: str, value: int) -> None:
    amount = only(text, language)
    assert amount.vague
    assert amount.value == value


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("at least 32 people", "en", Bound.AT_LEAST),
        ("no fewer than 32 people", "en", Bound.AT_LEAST),
        ("32 or more people", "en", Bound.AT_LEAST),
        ("more than a thousand people", "en", Bound.MORE_THAN),
        ("over 1,600 victims", "en", Bound.MORE_THAN),
        ("almost 7,600 people", "en", Bound.ALMOST),
        ("up to 60 people", "en", Bound.AT_MOST),
        ("rarely more than 10%", "en", Bound.AT_MOST),
        ("no more than 50 people", "en", Bound.AT_MOST),
        ("fewer than 50 people", "en", Bound.LESS_THAN),
        ("some 200 people", "en", Bound.ABOUT),
        ("200 people", "en", Bound.EXACT),
        ("minst 32 döda", "sv", Bound.AT_LEAST),
        ("fler än 1 150 döda", "sv", Bound.MORE_THAN),
        ("drygt 80 personer", "sv", Bound.MORE_THAN),
        ("sällan mer än 10 procent", "sv", Bound.AT_MOST),
        ("mindestens 12 Tote", "de", Bound.AT_LEAST),
        ("au moins 12 morts", "fr", Bound.AT_LEAST),
    ],
)
def test_the_hedge_is_kept_and_lies_inside_the_span(text: str, language: str, bound: Bound) -> None:
    amount = only(text, language)
    assert amount.bound is bound
    assert amount.span.start == 0


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("between 9 and 12 people", 9, 12, None),
        ("9-12 people", 9, 12, None),
        ("from 5 to 7 percent", 5, 7, "percentage"),
        ("$5 to $7 million", 5_000_000, 7_000_000, "dollar"),
        ("€2–3bn", 2_000_000_000, 3_000_000_000, "euro"),
        ("1.5-2 million people", 1_500_000, 2_000_000, None),
    ],
)
def test_ranges_keep_both_ends(text: str, low: int, high: int, unit: str | None) -> None:
    amount = only(text)
    assert (amount.value, amount.upper, amount.unit, amount.bound) == (low, high, unit, Bound.BETWEEN)


def test_the_ends_of_a_change_are_two_amounts() -> None:
    assert [a.value for a in amounts_in("it rose from 5 to 7 percent", "en")] == [5, 7]


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("$1.3bn", "en", "1300000000", "dollar"),
        ("£3m", "en", "3000000", "pound sterling"),
        ("75 USD million", "en", "75000000", "dollar"),
        ("SEK 4.5bn", "en", "4500000000", "swedish krona"),
        ("12 mkr", "sv", "12000000", "swedish krona"),
        ("thirteen dollars and forty-five cents", "en", "13.45", "dollar"),
        ("470 pence a share", "en", "470", "penny per share"),
        ("3.5 percentage points", "en", "3.5", "percentage point"),
        ("2,5 procent", "sv", "2.5", "percentage"),
        ("-5 degrees fahrenheit", "en", "-5", "fahrenheit"),
        ("20 °C", "sv", "20", "celsius"),
        ("190 km2", "en", "190", "square kilometre"),
        ("2.4 billion gallons of fuel a year", "en", "2400000000", "gallon per year"),
        ("a 34-year-old woman", "en", "34", "year of age"),
        ("50-åring", "sv", "50", "year of age"),
    ],
)
def test_units_have_one_name_and_scale_the_number(text: str, language: str, value: str, unit: str) -> None:
    amount = only(text, language)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "Room 214 was empty", "Chapter 3", "1. First item\n2. Second item", "at 14:30 and 9 a.m.",
        "call +46 8 123 456 78", "won 3-1", "the 1990s", "the 9/11 attacks", "as shown in [12] and (3)",
        "Holt, 62, took over", "a Boeing 737 crashed", "the 2nd time", "§ 12", "version 1.2.3.4", "1,2,3",
        "1.2.3.4",
        "10^6", "1e999", "on 12 June 2017", "in 2017", "between 2014 and 2019", "2017-06-12", "COVID-19",
        "SCP-173C",
        "no one died", "one of them", "7" * 5000, "https://example.org/12/34", "mail 12@example.org",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_amount_is_left_alone(text: str) -> None:
    assert amounts_in(text, "en") == ()


def test_an_amount_beside_a_date_and_a_year_is_found() -> None:
    assert [a.value for a in amounts_in("On 12 June 2017, 32 people died; in 2016 it was 1,800.", "en")] == [
        32,
        1800,
    ]


def test_a_line_with_only_a_number_is_furniture_of_the_page_but_a_text_with_only_a_number_is_one() -> None:
    assert [a.value for a in amounts_in("1300", "en")] == [1300]
    assert amounts_in("Share this\n    7\nComments", "en") == ()


def test_minus_zero_is_zero() -> None:
    assert only("-0").value == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said that 12 people were killed", "en"),
        ("Polisen uppger att tolv personer skadades i Lund", "sv"),
        ("Die Polizei sagte, dass zwölf Menschen verletzt wurden", "de"),
        ("La police a annoncé que douze personnes ont été blessées", "fr"),
    ],
)
def test_the_language_of_a_text_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("In 2019 people fled.", "en", True),
        ("since 1850 the town", "en", True),
        ("2019 sales rose", "en", True),
        ("the 1787 charter", "en", True),
        ("the 1759 naval battles", "en", True),
        ("before 1812", "en", True),
        ("around 1950 the town", "en", True),
        ("about 2000 people", "en", False),
        ("over 2000 in all", "en", False),
        ("more than 1950 tourists", "en", False),
        ("2000 people came", "en", False),
        ("1800 soldiers came", "en", False),
        ("one in 2000 people", "en", False),
        ("2000 million", "en", False),
        ("it cost $1999", "en", False),
        ("1999 %", "en", False),
        ("2999 voters", "en", False),
        ("I 2019 människor", "sv", True),
        ("omkring 2000 personer", "sv", False),
        ("Seit 1950 wurden", "de", True),
        ("rund 2000 Menschen", "de", False),
        ("En 2015 le village", "fr", True),
        ("environ 2000 personnes", "fr", False),
        ("2000 personnes", "fr", False),
    ],
)
def test_four_digits_are_a_year_or_count_something(text: str, language: str, year: bool) -> None:
    start = next(at for at, character in enumerate(text) if character.isdigit())
    assert is_year(text, start, start + 4, pack_of(language)) is year


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Between 1914 and 1918 the army grew.", "en", []),
        ("from 1950 to 1980 the town", "en", []),
        ("from 1950 to 1980 people a day", "en", [1950]),
        ("In May 12 homes burned.", "en", [12]),
        ("On May 12 homes burned.", "en", []),
        ("In May 12, 2017, 30 homes burned.", "en", [30]),
        ("I'm 25 and tired.", "en", [25]),
        ("Windows 95 ended a decade ago.", "en", []),
        ("several dozen people", "en", [12]),
        ("3 and a half hours", "en", [Decimal("3.5")]),
        ("a third year student", "en", []),
        ("Eine Million Menschen", "de", [1_000_000]),
        ("20 Schweizer Franken", "de", [20]),
        ("un million de personnes", "fr", [1_000_000]),
        ("20 kronor och 50 öre", "sv", [Decimal("20.5")]),
    ],
)
def test_a_number_is_told_from_what_only_looks_like_one(text: str, language: str, values: list[Decimal]) -> None:
    assert [amount.value for amount in amounts_in(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("2 millions de dollars", "fr", 2_000_000, "dollar"),
        ("thousands of dollars", "en", 1000, "dollar"),
        ("thousands of people", "en", 1000, None),
        ("trois milliards d'euros", "fr", 3 * 10**9, "euro"),
        ("20 francs suisses", "fr", 20, "swiss franc"),
        ("50 cents", "fr", 50, "cent"),
        ("20 danska kronor", "sv", 20, "danish krone"),
        ("12 dinarer", "sv", 12, "dinar"),
        ("30 ft", "sv", 30, "foot"),
        ("3 fat", "en", 3, None),
        ("3 fat", "sv", 3, "barrel"),
        ("12 miles", "de", 12, None),
    ],
)
def test_units_are_those_of_the_language(text: str, language: str, value: int, unit: str | None) -> None:
    amount = only(text, language)
    assert (amount.value, amount.unit) == (value, unit)


def test_an_unknown_language_is_read_by_digits_and_symbols_alone() -> None:
    found = amounts.amounts_in("3,5 km, €20 y doce personas", Language("pt"))
    assert [(each.value, each.unit) for each in found] == [(Decimal("3.5"), "kilometre"), (20, "euro")]


_SPANISH = """
[amounts.numbers]
joints = "y"
articles = "un una"
of = "de"
parser = "es"
inside = "y un una uno"
[amounts.numbers.small]
2 = "dos"
3 = "tres"
5 = "cinco"
[amounts.numbers.tens]
30 = "treinta"
50 = "cincuenta"
[amounts.numbers.hundreds]
200 = "doscientos"
[amounts.numbers.scales]
1_000 = "mil"
1_000_000 = "millón millones"
[amounts.numbers.vague]
1_000 = "miles"
[amounts.fractions]
in_joints = ["de cada"]
[amounts.bounds.before]
at_least = ["al menos"]
[amounts.ranges]
opening = "entre"
closing = "y"
[amounts.units.names]
year = "años"
month = "meses"
[amounts.currencies]
noun_first = true
[amounts.currencies.names]
euro = "euros"
[amounts.labels]
labels = "página"
month_joints = "de"
"""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("al menos doscientos cincuenta", 250, None),
        ("treinta y un barcos", 31, None),
        ("un millón de euros", 1_000_000, "euro"),
        ("1,5 millones de euros", 1_500_000, "euro"),
        ("1.257 barcos", 1257, None),
        ("miles de barcos", 1000, None),
        ("tres años y cinco meses", 41, "month"),
        ("dos de cada cinco", Decimal("0.4"), None),
        ("entre 10 y 20 barcos", 10, None),
        ("12 coronas suecas", 12, "swedish krona"),
        ("el 12 de marzo de 2017 llegaron 45 barcos", 45, None),
        ("en la página 12 hay 3 mapas", 3, None),
    ],
)
def test_a_language_is_added_by_its_file_alone(
    tmp_path: Path, text: str, value: Decimal, unit: str | None
) -> None:
    file = tmp_path / "es.toml"
    file.write_text(_SPANISH, encoding="utf-8")
    assert [(each.value, each.unit) for each in amounts.amounts_in(text, read_pack(file))] == [(value, unit)]


_PIECES = st.sampled_from(
    [
        "1",
        "12",
        "1,257",
        "1.257",
        "1",
        "257",
        "$",
        "£",
        "%",
        "-",
        "–",
        ".",
        ",",
        "(",
        ")",
        "/",
        ":",
        "^",
        "½",
        "٣",
        "million",
        "bn",
        "hundred",
        "thousand",
        "two",
        "and",
        "a",
        "one",
        "half",
        "of",
        "between",
        "to",
        "more",
        "than",
        "at",
        "least",
        "rarely",
        "km",
        "degrees",
        "old",
        "year",
        "per",
        "cents",
        "dollars",
        "USD",
        "tusen",
        "tjugo",
        "och",
        "ett",
        "minst",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", " "]), st.sampled_from(["en", "sv", "de", "fr", None]))
def test_any_jumble_of_numbers_is_read_without_a_crash(pieces: list[str], glue: str, language: str | None) -> None:
    text = glue.join(pieces)
    found = amounts_in(text, language)
    for amount in found:
        assert text[amount.span.start : amount.span.end] == amount.text
        assert amount.value.is_finite()
        assert amount.upper is None or amount.upper > amount.value
    ends = [0, *(a.span.end for a in found)]
    assert all(end <= a.span.start for end, a in zip(ends, found, strict=False))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for amount in amounts_in(text):
        assert text[amount.span.start : amount.span.end] == amount.text


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_comes_back_as_it_was(number: int) -> None:
    assert only(f"{number:,} people").value == number
    assert only(f"{number:,}".replace(",", "\u00a0") + " personer", "sv").value == number


@pytest.mark.parametrize(
    "piece", ["1 ", "1,", "1-", "a1", "hundred ", " 1 000", "1:", "(1", "between 1 and ", "no. 1 ", "+4 ", "1/2"]
)
def test_long_runs_of_numbers_are_read_to_the_end(piece: str) -> None:
    assert isinstance(amounts_in(piece * 2_000, "en"), tuple)


@pytest.mark.parametrize(
    ("piece", "language"),
    [("två", "sv"), ("einund", "de"), ("hundert ", "de"), ("cent ", "fr"), ("in 2000 ", "en")],
)
def test_long_runs_of_number_words_are_read_to_the_end(piece: str, language: str) -> None:
    assert isinstance(amounts_in(piece * 2_000, language), tuple)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("She got two years and three months.", "en", 27, "month"),
        ("Loppet tog 3 timmar och 12 minuter.", "sv", 192, "minute"),
        ("The call took 4 minutes 20 seconds.", "en", 260, "second"),
        ("It was shut for two weeks and four days.", "en", 18, "day"),
    ],
)
def test_a_time_in_two_units_is_one_amount(text: str, language: str, value: int, unit: str) -> None:
    (amount,) = amounts_in(text, language)
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize("text", ["Five years and 12 ships.", "Two years and 40 months.", "3 days and 2 years."])
def test_times_that_make_no_whole_stay_apart(text: str) -> None:
    assert len(amounts_in(text, "en")) == 2


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost 5 million crowns.", 5_000_000, "crown"),
        ("It cost 60,000 dirhams.", 60_000, "dirham"),
        ("It cost 1'234.50 francs.", Decimal("1234.50"), "swiss franc"),
        ("It cost 3 milliard kroner.", 3 * 10**9, "krone"),
        ("It cost 40 dinars.", 40, "dinar"),
        ("It cost ﬁve hundred shillings.", 500, "shilling"),
    ],
)
def test_money_of_many_countries(text: str, value: Decimal, unit: str) -> None:
    (amount,) = amounts_in(text, "en")
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("a 7-mpg gain", "en", "7", "mile per gallon"),
        ("a 3200 mAh cell", "en", "3200", "milliampere hour"),
        ("90 hp at 4,500 rpm", "en", "90", "horsepower"),
        ("45 knots", "en", "45", "knot"),
        ("250 Mbps down", "en", "250", "megabit per second"),
        ("12 kWh a day", "en", "12", "kilowatt hour per day"),
        ("18 ppg", "en", "18", "point per game"),
        ("40 pounds per square inch", "en", "40", "pound-force per square inch"),
        ("300 lb-ft of torque", "en", "300", "pound-force foot"),
        ("6 µm", "en", "6", "micrometre"),
        ("110 PS", "de", "110", "horsepower"),
        ("30 Pferdestärken", "de", "30", "horsepower"),
        ("64 Go", "fr", "64", "gigabyte"),
        ("9 milliampères", "fr", "9", "milliampere"),
        ("70 caballos de vapor", "es", "70", "horsepower"),
        ("8 megapixlar", "sv", "8", "megapixel"),
        ("3 rad", "sv", "3", None),
        ("two stones", "en", "2", None),
        ("20 MA students", "en", "20", None),
        ("25 bps", "en", "25", "basis point"),
    ],
)
def test_units_come_from_pint_and_cldr(text: str, language: str, value: str, unit: str | None) -> None:
    amount = amounts_in(text, language)[0]
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Rs 750", "en", "750", "rupee"),
        ("Rs. 1,200 crore", "en", "12000000000", "rupee"),
        ("AED 4m", "en", "4000000", "united arab emirates dirham"),
        ("60 dirhams", "en", "60", "dirham"),
        ("a fare of 80 Czech crowns", "en", "80", "czech koruna"),
        ("900 Kč", "en", "900", "czech koruna"),
        ("25 zlotys", "en", "25", "polish zloty"),
        ("25 złoty", "sv", "25", "polish zloty"),
        ("RM3.40", "en", "3.40", "malaysian ringgit"),
        ("R2.5bn", "en", "2500000000", "south african rand"),
        ("$US4,500", "en", "4500", "dollar"),
        ("HK $3m", "en", "3000000", "hong kong dollar"),
        ("$-7bn", "en", "-7000000000", "dollar"),
        ("PS4.1m", "en", "4100000", "pound sterling"),
        ("Y=31,500", "en", "31500", "japanese yen"),
        ("es kostet 30 Kronen", "de", "30", "crown"),
        ("drei Kronen im Mund", "de", "3", None),
        ("le prix de 45 couronnes", "fr", "45", "crown"),
        ("trois livres rares", "fr", "3", None),
        ("cuesta 20 coronas", "es", "20", "crown"),
    ],
)
def test_money_of_every_country_is_known(text: str, language: str, value: str, unit: str | None) -> None:
    amount = only(text, language)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["MK2 launchers", "the FG42", "le PS 5", "Le 500"])
def test_two_letters_before_digits_are_no_money(text: str) -> None:
    assert amounts_in(text, "fr") == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a rate of .004 per cent", "0.004", "percentage"),
        ("1⁄64 inch", "0.015625", "inch"),
        ("1/16 of a mile", "0.0625", "mile"),
        ("6.5×10⁷ kilometres", "6.5E7", "kilometre"),
        ("2 x 10^-3 grams", "0.002", "gram"),
        ("4e6 people", "4E6", None),
        ("minus-9 yards", "-9", "yard"),
        ("sub-5 nanometer chips", "5", "nanometre"),
        ("４５％ of them", "45", "percentage"),
        ("6 ﬂ oz", "6", "fluid ounce"),
        ("from 0 to 60 km/h", "0", "kilometre per hour"),
    ],
)
def test_numbers_are_read_however_they_are_set(text: str, value: str, unit: str | None) -> None:
    amount = amounts_in(text, "en")[0]
    assert (amount.value, amount.unit) == (Decimal(value), unit)
    assert text[amount.span.start : amount.span.end] == amount.text


@pytest.mark.parametrize(
    "text",
    [
        "2016s worst film",
        "two-door Type 3s aside", "the S&P 500 fell", "the ftse 100 fell", "In A.D. 800 he came",
        "by 2140, seas may rise", "In 1099 the town fell", "the 747 Jumbo landed", "Planet 9 may exist",
        "the newest iPhone 15 cameras", "COVID -19", "at 9.45pm", "a category 5 storm", "10^9", "2e999",
    ],
)  # fmt: skip
def test_names_and_times_with_digits_count_nothing(text: str) -> None:
    assert [each for each in amounts_in(text, "en") if each.text[0].isdigit() or each.value < 0] == []


def test_a_model_with_digits_does_not_hide_what_is_counted() -> None:
    assert [each.value for each in amounts_in("It grounded two new 737 Max jets.", "en")] == [2]
    assert [each.value for each in amounts_in("It hired 300 Nurse Corps officers.", "en")] == [300]


def test_a_change_by_a_range_is_one_amount() -> None:
    amount = only("temperatures fell by 2 to 3.5 degrees")
    assert (amount.value, amount.upper) == (2, Decimal("3.5"))
