"""Units of measure as texts write them, and the one name each is given ("kilometre", "pound-mass")."""

from __future__ import annotations

from dataclasses import dataclass

from qa.figures.amounts.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: its normalised name and the token after it."""

    name: str
    stop: int


def _names(table: str) -> dict[str, str]:
    """Reads lines of "normalised name: form form_of_two_words form"."""
    forms: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, written = line.strip().partition(":")
        for form in written.split():
            forms[form.replace("_", " ")] = name
    return forms


_WORDS = _names("""
    metre: metre metres meter meters metern mètre mètres
    kilometre: kilometre kilometres kilometer kilometers kms kilomètre kilomètres km
    centimetre: centimetre centimetres centimeter centimeters cm centimètres
    millimetre: millimetre millimetres millimeter millimeters mm
    decimetre: decimetre decimeter decimetres decimeters dm
    mile: mile miles
    nautical mile: nautical_mile nautical_miles sjömil seemeilen
    swedish mile: mil
    foot: foot feet ft fot
    inch: inch inches tum zoll
    yard: yard yards yd
    light year: light_year light_years ljusår
    acre: acre acres tunnland
    hectare: hectare hectares ha hektar
    litre: litre litres liter liters litern
    millilitre: millilitre millilitres milliliter milliliters ml
    centilitre: centilitre centilitres centiliter cl
    gallon: gallon gallons
    barrel: barrel barrels fat bbl barils
    pint: pint pints
    cup: cup cups
    tablespoon: tablespoon tablespoons tbsp matskedar
    teaspoon: teaspoon teaspoons tsp teskedar
    gram: gram grams gramme grammes gramm
    kilogram: kilogram kilograms kilogramme kilogrammes kilo kilos kg kilogramm
    milligram: milligram milligrams milligrammes mg
    microgram: microgram micrograms microgramme microgrammes mcg μg µg
    ton: ton tons
    metric ton: metric_ton metric_tons tonne tonnes metric_tonnes tonnen
    pound-mass: lb lbs lbm
    ounce: ounce ounces oz uns
    carat: carat carats
    second: second seconds sec secs sekund sekunder sekunde sekunden seconde secondes
    minute: minute minutes min mins minut minuter minuten
    hour: hour hours hr hrs timme timmar timmars stunde stunden heure heures
    day: day days dag dagar dagars dygn tag tage tagen jour jours
    week: week weeks vecka veckor veckors woche wochen semaine semaines
    month: month months månad månader månaders monat monate monaten mois
    year: year years yr yrs år års jahr jahre jahren an ans année années
    decade: decade decades decennium decennier årtionde årtionden
    century: century centuries århundrade århundraden
    bit: bit bits
    byte: byte bytes
    percentage: % percent per_cent pct procent prozent pour_cent
    percentage point: percentage_point percentage_points procentenhet procentenheter prozentpunkt prozentpunkte
    basis point: basis_point basis_points bps räntepunkt räntepunkter
    celsius: celsius celcius centigrade centigrate ℃ °c degree_celsius degrees_celsius deg_celsius deg_c
    celsius: degrees_c degree_c degrees_celcius degrees_centigrade grader_celsius grad_celsius degrés_celsius
    celsius: °_celsius plusgrader
    fahrenheit: fahrenheit farenheit ℉ °f degree_fahrenheit degrees_fahrenheit deg_fahrenheit deg_f degrees_f
    fahrenheit: degree_f degrees_farenheit °_fahrenheit grad_fahrenheit grader_fahrenheit
    kelvin: kelvin kelvins
    degree: degree degrees deg ° grader degrés
    radian: radian radians rad
    turn: turn turns
    watt: watt watts
    kilowatt: kilowatt kilowatts kw
    megawatt: megawatt megawatts
    gigawatt: gigawatt gigawatts gw
    terawatt: terawatt terawatts
    kilowatt hour: kilowatt_hour kilowatt_hours kwh kilowattimmar kilowattstunden
    megawatt hour: megawatt_hour megawatt_hours mwh megawattimmar
    gigawatt hour: gigawatt_hour gigawatt_hours gwh gigawattimmar
    terawatt hour: terawatt_hour terawatt_hours twh terawattimmar
    hertz: hertz hz
    kilohertz: kilohertz khz
    megahertz: megahertz mhz
    gigahertz: gigahertz ghz
    decibel: decibel decibels db
    volt: volt volts
    joule: joule joules
    calorie: calorie calories kcal
    horsepower: horsepower hp hästkrafter
    knot: knot knots knop
    mile per hour: mph
    kilometre per hour: kph kmph
    square metre: kvadratmeter kvm quadratmeter sqm
    square kilometre: kvadratkilometer quadratkilometer
    square foot: sqft
    cubic metre: kubikmeter
    point: point points
""")

# Case matters here: 5 m is a length, 5 M a scale; 5 MB a size, 5 Mb another.
_SYMBOLS = {
    "m": "metre", "l": "litre", "L": "litre", "g": "gram", "t": "metric ton", "h": "hour", "s": "second",
    "in": "inch", "pm": "picometre", "nm": "nanometre", "Nm": "newton metre", "MW": "megawatt", "W": "watt",
    "V": "volt",
    "TW": "terawatt", "K": "kelvin", "C": "celsius", "F": "fahrenheit", "MB": "megabyte", "mb": "megabit",
    "Mb": "megabit", "GB": "gigabyte", "TB": "terabyte", "kB": "kilobyte", "KB": "kilobyte",
    "Mbps": "megabit per second",
    '"': "inch", "''": "inch", "″": "inch", "′": "foot", "ms": "millisecond",
}  # fmt: skip

# Letters that mean a unit only when they touch the number ("5m", "20C"): apart they are words or initials.
_ONLY_GLUED = frozenset({"s", "h", "t", "l", "L", "g", "K", "C", "F", "V", "W", "pm", "ms", "in", "Nm", "nm"})

_ONLY_IN = {
    "an": "fr", "ans": "fr", "mil": "sv", "fat": "sv", "fot": "sv", "tum": "sv", "uns": "sv", "zoll": "de",
    "tag": "de", "tage": "de", "tagen": "de", "dag": "sv", "grader": "sv", "point": "", "points": "",
    "turn": "", "turns": "",
}  # fmt: skip
_AREAS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_PER = frozenset({"a", "an", "per", "/", "om", "i", "pro", "par", "each", "every"})
_PER_NAMES = {
    "annum": "year", "share": "share", "barrel": "barrel", "dozen": "dozen", "person": "person", "head": "person",
    "capita": "person", "square": "", "bushel": "bushel", "night": "night", "pound": "pound-mass",
    "ounce": "ounce",
    "ton": "ton", "tonne": "metric ton", "timmen": "hour", "timme": "hour", "dagen": "day", "dag": "day",
    "året": "year",
    "år": "year", "månaden": "month", "månad": "month", "veckan": "week", "vecka": "week", "aktie": "share",
    "gallon": "gallon", "h": "hour", "hr": "hour", "s": "second", "ms": "millisecond", "kilo": "kilogram",
    "fat": "barrel",
    "piece": "piece", "unit": "unit", "invånare": "person", "millisecond": "millisecond", "student": "student",
    "household": "household",
}  # fmt: skip
_COMPARED = frozenset({"earlier", "ago", "later", "before", "after", "tidigare", "senare"})
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_OLD = frozenset({"old", "gammal", "gammalt", "gamla", "alt", "alte", "alter"})
_MEASURES = frozenset(_WORDS.values())


def unit_at(tokens: Tokens, index: int, language: str) -> Unit | None:
    """The unit that begins at token `index`, directly after a number or a hyphen; None where none does."""
    bracketed = tokens.lower(index) in ("(", "[", "{", "<") and tokens.lower(index + 2) in (")", "]", "}", ">")
    if bracketed:
        inner = _simple(tokens, index + 1, language)
        return Unit(inner.name, inner.stop + 1) if inner and inner.stop == index + 2 else None
    base = _age(tokens, index, language) or _simple(tokens, index, language)
    return _ratio(tokens, base, language) if base else None


def _simple(tokens: Tokens, index: int, language: str) -> Unit | None:
    dimension = _AREAS.get(tokens.lower(index))
    if dimension:
        after = index + 2 if tokens.lower(index + 1) == "." else index + 1
        base = _simple(tokens, after, language)
        return Unit(f"{dimension} {base.name}", base.stop) if base else None
    if index >= len(tokens):
        return None
    symbol = _symbol(tokens, index)
    if symbol:
        return _raised(tokens, symbol)
    word = tokens.lower(index)
    for length in (2, 1):
        form = word if length == 1 else f"{word} {tokens.lower(index + 1)}"
        name = _WORDS.get(form)
        if name and _ONLY_IN.get(form, language) in (language, ""):
            stop = index + length
            if form == "deg" and tokens.lower(stop) == ".":
                stop += 1
            return _raised(tokens, Unit(name, stop))
    return None


def _symbol(tokens: Tokens, index: int) -> Unit | None:
    text = tokens.texts[index]
    if text == "°" and tokens.texts[index + 1 : index + 2] in (["C"], ["F"]):
        return Unit("celsius" if tokens.texts[index + 1] == "C" else "fahrenheit", index + 2)
    name = _SYMBOLS.get(text)
    if name is None:
        return None
    touching = tokens.glued(index)
    if text in _ONLY_GLUED and not touching:
        after_feet = text == "in" and tokens.lower(index - 2) in ("ft", "feet", "foot")
        return Unit(name, index + 1) if after_feet else None
    if (
        text in ("'", '"', "″", "′")
        and not touching
        and tokens.lower(index + 1) not in ("long", "wide", "tall", "high", "deep")
    ):
        return None
    return Unit(name, index + 1)


def _raised(tokens: Tokens, unit: Unit) -> Unit:
    power = _POWERS.get(tokens.lower(unit.stop))
    if power and tokens.glued(unit.stop) and unit.name.endswith(("metre", "foot", "mile", "inch")):
        return Unit(f"{power} {unit.name}", unit.stop + 1)
    return unit


def _age(tokens: Tokens, index: int, language: str) -> Unit | None:
    """Ages: "5 years old", "18 months of age", "87-year-old", "5 år gammal"; told apart from durations."""
    word = tokens.lower(index)
    if word in ("yo", "y.o") or (word == "y" and tokens.lower(index + 1) == "/"):
        return Unit("year of age", index + 1)
    if language == "sv" and word.startswith(("årig", "åring")):
        return Unit("year of age", index + 1)
    if language == "de" and word.startswith("jährige"):
        return Unit("year of age", index + 1)
    name = _WORDS.get(word)
    if name not in TIMES or _ONLY_IN.get(word, language) != language:
        return None
    after = index + 1
    if tokens.lower(after) == "-" and tokens.lower(after + 1) in _OLD | {"olds"}:
        return Unit(f"{name} of age", after + 2)
    if tokens.lower(after) in _OLD:
        return Unit(f"{name} of age", after + 1)
    if tokens.lower(after) == "of" and tokens.lower(after + 1) == "age":
        return Unit(f"{name} of age", after + 2)
    return None


def _ratio(tokens: Tokens, base: Unit, language: str) -> Unit:
    """Adds "per year", "an hour", "/ms" and "-a-share" to a unit."""
    at = base.stop
    if tokens.lower(at) == "of":
        at = _past_substance(tokens, at)
    hyphen = tokens.lower(at) == "-"
    at += 1 if hyphen else 0
    word = tokens.lower(at)
    if word not in _PER or (word == "i" and language != "sv"):
        return base
    at += 1
    if hyphen and tokens.lower(at) == "-":
        at += 1
    named = _PER_NAMES.get(tokens.lower(at))
    if tokens.lower(at + 1) in _COMPARED:
        return base
    if named:
        return Unit(f"{base.name} per {named}", at + 1)
    if tokens.lower(at) in ("few", "lot") or word in ("i", "each", "every"):
        return base
    other = _simple(tokens, at, language)
    return Unit(f"{base.name} per {other.name}", other.stop) if other and other.name in _MEASURES else base


def _past_substance(tokens: Tokens, at: int) -> int:
    """Skips what a rate is of: "2.4 billion gallons of jet fuel a year"; stays put where no rate follows."""
    for after in range(at + 2, at + 5):
        if tokens.lower(after) in ("a", "an", "per") and _WORDS.get(tokens.lower(after + 1)) in TIMES:
            return after
        if not tokens.is_word(after):
            break
    return at


def per_at(tokens: Tokens, name: str, stop: int, language: str) -> Unit:
    """A unit that ends before token `stop`, with what it is counted per ("dollar per share")."""
    return _ratio(tokens, Unit(name, stop), language)


UNIT_NAMES = _MEASURES | frozenset(_SYMBOLS.values())
"""Every normalised unit of measure, without rates ("kilometre per hour") and ages ("year of age")."""
