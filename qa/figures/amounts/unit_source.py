"""Makes `data/units.json` from pint's registry and CLDR: `python -m qa.figures.amounts.unit_source`.

pint says which units there are, how they are written, of which kind of quantity they are and how much each is;
CLDR adds units that texts name and pint does not know. Words of units come from CLDR when a text is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qa.figures.amounts.unit_table import DATA

if TYPE_CHECKING:
    from pint import UnitRegistry

_PREFIXES = {
    "m": "µmcdkn", "g": "µmk", "l": "µmcdh", "L": "µmcd", "s": "µmn", "Hz": "kMGT", "W": "mkMGT", "Wh": "kMGT",
    "V": "mk", "A": "µm", "Ah": "mk", "VA": "k", "J": "kMG", "eV": "kMG", "N": "k", "Pa": "hkMG", "bar": "m",
    "bit": "kMG", "bps": "kMGT", "B": "kMGTP", "F": "µnp", "H": "µm", "Ω": "kM", "T": "m", "Sv": "µm", "Gy": "m",
    "Bq": "kMG", "mol": "mµ", "dB": "", "lm": "", "rpm": "", "psi": "", "mph": "", "kph": "",
    "kgf": "", "lbf": "", "Btu": "", "BTU": "", "bbl": "", "hp": "", "ppm": "", "°C": "", "°F": "", "ha": "",
    "cc": "", "ly": "", "tsp": "", "tbsp": "", "oz": "", "lb": "", "cwt": "", "yd": "", "ft": "", "px": "",
    "floz": "",
}  # fmt: skip
"""Symbols that texts write, each with the prefixes that are written before it. Others that pint would allow are
other words or names more often: TV is no teravolt, MA no megaampere, "as" no attosecond, PM no petametre.
"""
_NEVER_BARE = frozenset({"bps", "VA", "bar", "bit"})
"""Symbols that are written with a prefix alone: "25 bps" are basis points, "12 bar" stools."""
_MICRO = ("µ", "μ")
"""Two characters that look alike and are both written for micro."""
_OUR_NAMES = {
    "pound": "pound-mass", "degree_Celsius": "celsius", "degree_Fahrenheit": "fahrenheit", "percent": "percentage",
    "british_thermal_unit": "british thermal unit", "baud": "bit per second", "metric_ton": "metric ton",
    "force_pound": "pound-force", "force_kilogram": "kilogram-force", "permille": "permille",
    "pound_force_per_square_inch": "pound-force per square inch",
    "revolutions_per_minute": "revolution per minute",
    "css_pixel": "pixel", "cubic_centimeter": "cubic centimetre", "ppm": "part per million",
    "oil_barrel": "barrel",
}  # fmt: skip
_OTHERWISE = {
    "Btu": "british_thermal_unit",
    "BTU": "british_thermal_unit",
    "barrel": "oil_barrel",
    "bbl": "oil_barrel",
}
"""Names and symbols that texts use for another unit than pint: oil is counted in barrels of its own."""
_UNKNOWN_TO_PINT = frozenset({"decade", "acre-foot"})
"""Units of CLDR whose names are others in pint."""
_LEFT_OUT = re.compile(
    r"angle-revolution|mass-(?:stone|grain|dalton)|pressure-bar|volume-cup|energy-calorie|concentr-(?:item|mole|milligram|millimole)|graphics-(?:dot|em)$|duration-(?:quarter|night)|length-(?:point|furlong)"
    r"|volume-(?:drop|pinch|jigger|dram|dessert-spoon|.*-(?:metric|imperial)$)|speed-(?:light|beaufort)|.*-imperial$|temperature-gen"
    r"|light-solar|length-(?:solar|earth)|mass-(?:solar|earth)|energy-therm|.*gasoline|.*ofhg|100-kilometer|"
    r"force-kilowatt|consumption-liter-per"
)
"""Units of CLDR whose words count things as often as they measure ("three nights", "two stones"), or are rare."""
_OTHER_WORDS = frozenset({"mass-pound", "volume-quart", "length-fathom"})
"""Units whose words are as often other words in some language ("livres", "cuartos", "Faden"): packs name them."""
_CLDR_NAMES = {
    "pound": "pound-mass", "percent": "percentage", "tonne": "metric ton", "mile-scandinavian": "swedish mile",
    "karat": "carat", "permillion": "part per million", "portion-per-1e9": "part per billion",
    "foodcalorie": "calorie", "kilocalorie": "calorie", "permyriad": "basis point",
    "electronvolt": "electron volt",
    "pound-force-per-square-inch": "pound-force per square inch", "pound-force": "pound-force",
    "pound-force-foot": "pound-force foot", "g-force": "g-force",
}  # fmt: skip
_KINDS = {
    "duration": "time", "digital": "information", "concentr": "ratio", "consumption": "consumption",
    "graphics": "resolution",
}  # fmt: skip
_SYNONYMS = {"torque": "energy", "velocity": "speed", "magnetomotive force": "current"}
"""Names that pint has beside another for the same dimension; CLDR's category tells torque from energy."""
_UNNAMED = {"[length] ** 2 / [time] ** 2": "dose"}
_OTHER_SYSTEMS = ("gaussian", "esu", "printing")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit: its name, its kind of quantity, how much it is in the units of its kind, its symbols and CLDR id."""

    name: str
    kind: str
    factor: str | None
    symbols: tuple[str, ...] = ()
    cldr: str | None = None


def rows() -> list[Row]:
    """Every unit, by name. Raises ModuleNotFoundError without pint, which only this needs."""
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry()
    found: dict[str, Row] = {row.name: row for row in _of_cldr(registry)}
    for symbol, pint_name in _symbols(registry):
        name = _our_name(pint_name)
        row = found.get(name) or Row(name, _kind(registry, pint_name, ""), _factor(registry, pint_name))
        found[name] = Row(row.name, row.kind, row.factor, tuple(sorted({*row.symbols, symbol})), row.cldr)
    return sorted(found.values(), key=lambda row: row.name)


def _symbols(registry: UnitRegistry[Any]) -> Iterator[tuple[str, str]]:
    for symbol, prefixes in _PREFIXES.items():
        for prefix in ("", *prefixes):
            written = prefix + symbol
            named = _name_of(registry, _OTHERWISE.get(written, written))
            if named and len(written) > 1 and written not in _NEVER_BARE:
                yield from ((other + symbol, named) for other in (_MICRO if prefix == "µ" else (prefix,)))


def _name_of(registry: UnitRegistry[Any], written: str) -> str:
    from pint import UndefinedUnitError

    try:
        return str(registry.get_name(written, case_sensitive=True))
    except UndefinedUnitError:
        return ""


def _our_name(pint_name: str) -> str:
    if pint_name in _OUR_NAMES:
        return _OUR_NAMES[pint_name]
    plain = re.sub(r"baud\Z", "bit_per_second", pint_name)
    return (
        plain.replace("meter", "metre")
        .replace("liter", "litre")
        .replace("electron_", " electron_")
        .replace("_", " ")
        .strip()
    )


def _of_cldr(registry: UnitRegistry[Any]) -> Iterator[Row]:
    from babel import Locale

    for identity in sorted(Locale("en").unit_display_names):
        category, _, unit = identity.partition("-")
        if not _LEFT_OUT.match(identity):
            plain = unit.replace("-", " ").replace("meter", "metre").replace("liter", "litre")
            pint_name = "" if unit in _UNKNOWN_TO_PINT else _expression(registry, _OTHERWISE.get(unit, unit))
            kind = _kind(registry, pint_name, _KINDS.get(category, category))
            named = None if identity in _OTHER_WORDS else identity
            yield Row(_CLDR_NAMES.get(unit, plain), kind, _factor(registry, pint_name), (), named)


def _expression(registry: UnitRegistry[Any], unit: str) -> str:
    """What pint reads a unit of CLDR as: one of its own names, or a product or ratio of them."""
    from pint import UndefinedUnitError

    if named := _name_of(registry, unit.replace("-", "_")):
        return named
    try:
        return str(registry.parse_units(unit.replace("-", " ")))
    except (UndefinedUnitError, ValueError):
        return ""


def _kind(registry: UnitRegistry[Any], pint_name: str, category: str) -> str:
    """The kind of quantity as pint calls it, or as CLDR where pint has no name for it."""
    if not pint_name:
        return category
    dimensions, root = registry.get_dimensionality(pint_name), str(registry.get_root_units(pint_name)[1])
    if not dimensions:
        return {"bit": "information", "radian": "angle"}.get(root, category or "ratio")
    if "bit" in root:
        return "data rate"
    if category == "torque":
        return category
    names = [name.strip("[]").replace("_", " ") for name in _named(registry, dimensions)]
    names = [_SYNONYMS.get(name, name) for name in names if not name.startswith(_OTHER_SYSTEMS)]
    return names[0] if names else category or _UNNAMED[str(dimensions)]


def _named(registry: UnitRegistry[Any], dimensions: object) -> list[str]:
    return [name for name in registry._dimensions if registry.get_dimensionality(name) == dimensions]


def _factor(registry: UnitRegistry[Any], pint_name: str) -> str | None:
    """How many of the base units of its kind one is; None where it is no plain multiple (temperatures)."""
    if not pint_name or "degree_" in pint_name:
        return None
    return f"{Decimal(repr(float(str(registry.get_root_units(pint_name)[0])))):.12g}"


def main() -> None:
    """Writes the file."""
    kept: list[Mapping[str, Any]] = [{key: value for key, value in asdict(row).items() if value} for row in rows()]
    text = ",\n".join(json.dumps(line, ensure_ascii=False, sort_keys=True) for line in kept)
    (DATA / "units.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
