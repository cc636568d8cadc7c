"""Why two figures relate as they do, in words."""

from __future__ import annotations

from datetime import date

from qa.types import Figure, Period

_WORDS = {
    "en": {
        "same origin": "The two texts have one origin, so this is one source, not two.",
        "narrower group": "{one_counted} are among the {other_counted}.",
        "different groups": "They count different groups: {one_counted} and {other_counted}.",
        "both deny": "Both are denials.",
        "denied": "{one_who} denies what {other_who} says.",
        "denies another": "One is denied, and not said of the same scope.",
        "different places": "Different places: {one_place} and {other_place}.",
        "different periods": "Different periods: {one_period} and {other_period}.",
        "shrinks": "The longer period has the smaller count.",
        "counts on": "{one_who} counts from the same start to a later end ({one_end} instead of {other_end}).",
        "larger part": "{one} is for a narrower scope ({one_scope}) and yet larger than {other} ({other_scope}).",
        "crossed": "One has the wider place, the other the longer period.",
        "narrower place and period": "Narrower place and period: {one_scope} lies within {other_scope}.",
        "narrower place": "Narrower place: {one_place} lies in {other_place}.",
        "narrower period": "Narrower period: {one_period} lies within {other_period}.",
        "same value": "The same number for the same scope.",
        "rounded": "One is the other rounded.",
        "within bounds": "The numbers agree within their bounds.",
        "revised": "{one_who} revised its number from {other} to {one}.",
        "later count": "A later count by the same claimant ({one_asof} after {other_asof}).",
        "undated": "The same claimant gives two numbers, and no date tells which is the later.",
        "same scope": "The same scope ({one_scope}), but {one_who} says {one} and {other_who} says {other}.",
        "replaced": "{one_who} says {one} against {old}, which {other_who} has since replaced with {other}.",
        "unknown scope": "The texts do not say enough about place or period to compare them.",
        "vague": "{one} and {other}: one of them is too vague to compare.",
        "publisher": "the article", "no place": "no place given", "no period": "no period given",
        "no date": "no date",
    },
    "sv": {
        "same origin": "Texterna har ett och samma ursprung: en källa, inte två.",
        "narrower group": "{one_counted} ingår i {other_counted}.",
        "different groups": "De räknar olika grupper: {one_counted} och {other_counted}.",
        "both deny": "Båda är förnekanden.",
        "denied": "{one_who} förnekar det som {other_who} säger.",
        "denies another": "Den ena förnekas, och gäller inte samma sak.",
        "different places": "Olika platser: {one_place} och {other_place}.",
        "different periods": "Olika perioder: {one_period} och {other_period}.",
        "shrinks": "Den längre perioden har det lägre talet.",

        "counts on": "{one_who} räknar från samma början till ett senare slut ({one_end}, inte {other_end}).",
        "larger part": "{one} gäller något snävare ({one_scope}) och är ändå större än {other} ({other_scope}).",
        "crossed": "Den ena har den vidare platsen, den andra den längre perioden.",
        "narrower place and period": "Snävare plats och period: {one_scope} ryms i {other_scope}.",
        "narrower place": "Snävare plats: {one_place} ligger i {other_place}.",
        "narrower period": "Snävare period: {one_period} ryms i {other_period}.",
        "same value": "Samma tal för samma plats och tid.",
        "rounded": "Det ena är det andra avrundat.",
        "within bounds": "Talen stämmer överens inom sina gränser.",
        "revised": "{one_who} ändrade sitt tal från {other} till {one}.",
        "later count": "En senare räkning av samma källa ({one_asof} efter {other_asof}).",
        "undated": "Samma källa ger två tal, och inget datum visar vilket som är senare.",

        "same scope": "Samma plats och tid ({one_scope}), men {one_who} säger {one}, {other_who} {other}.",
        "replaced": "{one_who} säger {one} mot {old}, som {other_who} sedan har ersatt med {other}.",
        "unknown scope": "Texterna säger för lite om plats eller period för att talen ska kunna jämföras.",
        "vague": "{one} och {other}: den ena är för obestämd för att jämföras.",
        "publisher": "artikeln", "no place": "ingen plats angiven", "no period": "ingen period angiven",
        "no date": "inget datum",
    },
}  # fmt: skip


def reason(name: str, one: Figure, other: Figure, language: str, old: str = "") -> str:
    """The reason of that name, filled in for two figures, in `language` (English where it has none).

    `old` is the amount that `other` replaced, where the reason speaks of one.
    """
    words = _WORDS.get(language, _WORDS["en"])
    text = words[name].format(
        one=amount_text(one), other=amount_text(other), old=old,
        one_who=one.claimant or words["publisher"], other_who=other.claimant or words["publisher"],
        one_counted=one.counted, other_counted=other.counted,
        one_place=one.place or words["no place"], other_place=other.place or words["no place"],
        one_period=period_text(one.period) or words["no period"],
        other_period=period_text(other.period) or words["no period"],
        one_scope=scope_text(one) or words["no period"], other_scope=scope_text(other) or words["no period"],
        one_end=_end(one, words["no date"]), other_end=_end(other, words["no date"]),
        one_asof=one.as_of or words["no date"], other_asof=other.as_of or words["no date"],
    )  # fmt: skip
    return text[:1].upper() + text[1:]


def _end(figure: Figure, none: str) -> str:
    end = figure.period.end if figure.period else None
    return str(end or figure.as_of or none)


def amount_text(figure: Figure) -> str:
    """The amount as its text says it."""
    return figure.amount.text


def period_text(period: Period | None) -> str:
    """From and to as dates ("2017-06-01 to 2017-10-31"), or the document's own words."""
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return period.text
    return " – ".join((_day(period.start), _day(period.end)))


def _day(day: date | None) -> str:
    return day.isoformat() if day else "…"


def scope_text(figure: Figure) -> str:
    """Place and period in a few words."""
    return ", ".join(part for part in (figure.place or "", period_text(figure.period)) if part)
