"""The words by which English, Swedish, German and French texts name times, and the patterns made of them."""

from __future__ import annotations

import re

MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
):
    MONTHS |= {name: number for number, name in enumerate(_names.split(), start=1)}
MONTHS["sep"] = 9
DAYS: dict[str, int] = {}
for _names in (
    "monday tuesday wednesday thursday friday saturday sunday",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
):
    DAYS |= {name: number for number, name in enumerate(_names.split())}
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "våren": (3, 5),
    "sommaren": (6, 8),
    "hösten": (9, 11),
}
NUMBERS = {
    word: number
    for forms in (
        "one two three four five six seven eight nine ten eleven twelve",
        "ett två tre fyra fem sex sju åtta nio tio elva tolv",
        "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for number, word in enumerate(forms.split(), start=1)
} | {"a": 1, "en": 1, "eine": 1, "une": 1}
UNIT_DAYS = {
    "hour": 0, "hours": 0, "timmarna": 0, "timmar": 0, "dygnet": 1, "day": 1, "days": 1, "dagarna": 1,
    "dagar": 1, "week": 7, "weeks": 7, "veckan": 7,
    "veckorna": 7, "veckor": 7, "month": 30, "months": 30, "månaden": 30, "månaderna": 30, "månader": 30,
    "vecka": 7, "dag": 1, "månad": 30,
    "year": 365,
    "years": 365, "året": 365, "åren": 365, "år": 365, "decade": 3650, "tagen": 1, "wochen": 7, "woche": 7,
    "monaten": 30, "jahren": 365,
    "jours": 1, "semaines": 7, "mois": 30, "ans": 365,
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = "|".join(DAYS)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|:e|:a|er|\.)?"
_YEAR = r"(?:1[5-9]|20)\d{2}(?![\d.,]\d|\d|%|\s?(?:people|civilians|deaths|percent|dollars))"
_PART = (
    r"(?P<part>(?:the\s|i\s)?(?:early|mid|late|end\sof|beginning\sof|start\sof|middle\sof"
    r"|slutet\sav|början\sav|mitten\sav|ende|anfang|mitte|fin)[\s-])?"
)
ATOM = re.compile(
    rf"""(?<![\w-])(?:
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
  | {_PART}(?:
      (?P<d1>{_ORDINAL})\s(?:of\s|de\s)?(?P<m1>{MONTH})\b\.?(?:,?\s(?P<y1>{_YEAR}))?
    | (?P<m2>{MONTH})\b\.?\s(?P<d2>\d{{1,2}}(?:st|nd|rd|th)?)\b
        (?![\d%:]|[.,]\d|\s(?:people|percent|million|civilians|deaths))(?:,?\s(?P<y2>{_YEAR}))?
    | (?P<m3>{MONTH})\b\.?,?\s?(?:of\s)?(?P<y3>{_YEAR})
    | (?P<m4>{MONTH})\b
    | (?P<season>spring|summer|autumn|fall|våren|sommaren|hösten)\s(?:of\s)?(?P<y5>{_YEAR})
    | (?:the\s)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|första|andra|tredje|fjärde)
        \s(?P<unit>quarter|half|kvartalet|halvåret)(?:\s(?:of\s)?(?P<y6>{_YEAR}))?
    | q(?P<q>[1-4])\s(?P<y7>{_YEAR})
    | (?:year\s|fiscal\s|år\s|jahr\s)?(?P<y4>{_YEAR})(?!\s?(?:people|st\b))
    )
  | (?P<past>(?:the\s|de\s|det\s|den\s|les\s|den\s)?
      (?:past|last|previous|senaste|letzten|derniers|dernières)\s(?:(?P<n>\d{{1,3}}|[a-zåäöüß]+)\s)?
      (?P<u>hours?|days?|weeks?|months?|years?|decade|timmarna|dygnet|dagarna|veckan|veckorna|månaden|månaderna|året|åren|tagen|wochen|monaten|jahren|jours|semaines|mois|ans)\b)
  | (?P<this>(?:this|current|i|denna|den\shär|dieses|cette)
      \s(?P<tu>week|month|year|quarter|vecka|veckan|månad|månaden|år|jahr|année)\b)
  | (?P<prior>(?:förra|i\sfjol|föregående|letzte|vorige)\s?(?P<pu>veckan|månaden|året|woche|monat|jahr)?\b)
  | (?P<later>(?:a|an|one|two|three|four|five|\d+|en|ett|två|tre)
      \s(?:day|week|month|year|dag|vecka|månad|år)(?:s|ar|or|er)?\s(?:later|senare|earlier|tidigare|before))\b
  | (?P<yesterday>yesterday|i\s?går|gestern|hier(?=\s))\b | (?P<today>today|i\s?dag|idag|heute|aujourd'hui)\b
  | (?:(?P<wl>last|next|i|this)\s)?(?P<weekday>{DAY})(?:en|s|['’]s)?\b
  )""",
    re.VERBOSE | re.IGNORECASE,
)
QUICK = re.compile(
    rf"\d{{4}}|\b(?:{MONTH})\b|\b(?:{DAY})|past|last|later|senare|earlier|tidigare|previous|senaste|this|\bi\s|förra|yesterday|today|igår|idag|letzte|dernier",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(?:and|to|until|till och med|till|through|thru|up to|–|—|-|och|fram till|bis|und|et|au|à)"
    r"\s*(?:the\s|den\s|le\s|om\s)?$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?<!\w)(?P<lead>between|from|since|until|till|up to|to|by|before|after|as of"
    r"|as at|through|mellan|från|sedan|fram till|till och med"
    r"|till|per|efter|före|innan"
    r"|zwischen|von|seit|bis|entre|depuis|jusqu'en|jusqu'au|within|during|over|in|on|under|i|om|den|av)\s(?:i\s|in\s|the\s|den\s|le\s|de\s|early\s)?$",
    re.IGNORECASE,
)
