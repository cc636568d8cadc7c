"""Words for generated passages: what is counted, and who counts, in English and Swedish.

Every entry has both languages, (English, Swedish), so that a question can be asked in one about a passage in
the other.
"""

from __future__ import annotations

from dataclasses import dataclass

Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something counted: the things, what became of them, the noun for the figure, and its usual size."""

    things: Both
    verb: Both
    noun: Both
    low: int
    high: int


TOPICS: tuple[Topic, ...] = (
    Topic(("civilians", "civila"), ("killed", "dödats"), ("civilian death toll", "antalet döda civila"), 3, 20000),
    Topic(("people", "människor"), ("killed", "dödats"), ("death toll", "dödssiffran"), 2, 90000),
    Topic(
        ("children", "barn"), ("killed", "dödats"), ("number of children killed", "antalet dödade barn"), 2, 4000
    ),
    Topic(("people", "personer"), ("injured", "skadats"), ("number of injured", "antalet skadade"), 3, 9000),
    Topic(("soldiers", "soldater"), ("killed", "stupat"), ("losses", "förlusterna"), 4, 60000),
    Topic(
        ("fighters", "stridande"),
        ("captured", "tillfångatagits"),
        ("number of prisoners", "antalet fångar"),
        4,
        5000,
    ),
    Topic(
        ("people", "människor"),
        ("displaced", "fördrivits"),
        ("number of displaced", "antalet fördrivna"),
        900,
        4000000,
    ),
    Topic(
        ("refugees", "flyktingar"),
        ("registered", "registrerats"),
        ("refugee count", "antalet flyktingar"),
        500,
        900000,
    ),
    Topic(
        ("demonstrators", "demonstranter"), ("counted", "räknats"), ("turnout", "antalet deltagare"), 80, 400000
    ),
    Topic(
        ("protesters", "demonstranter"),
        ("arrested", "gripits"),
        ("number of arrests", "antalet gripanden"),
        5,
        3000,
    ),
    Topic(("jobs", "arbeten"), ("lost", "försvunnit"), ("job losses", "antalet förlorade arbeten"), 40, 50000),
    Topic(
        ("workers", "anställda"),
        ("dismissed", "sagts upp"),
        ("number of dismissals", "antalet uppsägningar"),
        12,
        20000,
    ),
    Topic(
        ("homes", "bostäder"),
        ("destroyed", "förstörts"),
        ("damage count", "antalet förstörda bostäder"),
        10,
        60000,
    ),
    Topic(
        ("houses", "hus"),
        ("flooded", "översvämmats"),
        ("number of flooded houses", "antalet översvämmade hus"),
        10,
        30000,
    ),
    Topic(
        ("air strikes", "luftangrepp"),
        ("carried out", "genomförts"),
        ("number of strikes", "antalet angrepp"),
        5,
        35000,
    ),
    Topic(("cases", "fall"), ("confirmed", "bekräftats"), ("case count", "antalet fall"), 3, 800000),
    Topic(
        ("patients", "patienter"), ("admitted", "lagts in"), ("number of patients", "antalet patienter"), 3, 20000
    ),
    Topic(
        ("passengers", "passagerare"),
        ("rescued", "räddats"),
        ("number of survivors", "antalet överlevande"),
        2,
        3000,
    ),
    Topic(("whales", "valar"), ("sighted", "siktats"), ("whale count", "antalet valar"), 2, 4000),
    Topic(("wolves", "vargar"), ("counted", "räknats"), ("wolf population", "vargstammen"), 3, 900),
    Topic(("trees", "träd"), ("felled", "fällts"), ("number of felled trees", "antalet fällda träd"), 20, 700000),
    Topic(("votes", "röster"), ("cast", "avlagts"), ("vote count", "antalet röster"), 500, 9000000),
    Topic(
        ("complaints", "klagomål"), ("filed", "lämnats in"), ("number of complaints", "antalet klagomål"), 3, 12000
    ),
    Topic(("villages", "byar"), ("evacuated", "evakuerats"), ("number of villages", "antalet byar"), 2, 300),
    Topic(("migrants", "migranter"), ("drowned", "drunknat"), ("number of drowned", "antalet drunknade"), 2, 3000),
    Topic(
        ("journalists", "journalister"),
        ("detained", "frihetsberövats"),
        ("number of detained", "antalet frihetsberövade"),
        2,
        400,
    ),
    Topic(
        ("vehicles", "fordon"),
        ("recalled", "återkallats"),
        ("size of the recall", "antalet återkallade fordon"),
        100,
        3000000,
    ),
    Topic(("cattle", "nötkreatur"), ("slaughtered", "slaktats"), ("number of animals", "antalet djur"), 20, 90000),
    Topic(("bodies", "kroppar"), ("recovered", "bärgats"), ("number of bodies", "antalet kroppar"), 2, 2000),
    Topic(("schools", "skolor"), ("closed", "stängts"), ("number of closures", "antalet stängningar"), 2, 3000),
)

# {x} is a place or a surname.
BODIES: tuple[Both, ...] = (
    ("the {x} Ministry of Health", "{x}s hälsoministerium"),
    ("the {x} Defence Ministry", "{x}s försvarsministerium"),
    ("the government of {x}", "regeringen i {x}"),
    ("the {x} police", "polisen i {x}"),
    ("the {x} army", "{x}s armé"),
    ("the {x} Observatory", "{x}-observatoriet"),
    ("{x} Watch", "{x} Watch"),
    ("the {x} Human Rights Network", "människorättsnätverket {x}"),
    ("the {x} Institute", "{x}-institutet"),
    ("the {x} Foundation", "{x}-stiftelsen"),
    ("the mayor of {x}", "borgmästaren i {x}"),
    ("the {x} Red Cross", "Röda Korset i {x}"),
    ("the alliance", "alliansen"),
    ("the coalition", "koalitionen"),
    ("the opposition", "oppositionen"),
    ("the rebels", "rebellerna"),
    ("the army", "armén"),
    ("the ministry", "ministeriet"),
    ("the organisers", "arrangörerna"),
    ("the trade union", "fackförbundet"),
    ("the company", "företaget"),
    ("the UN mission", "FN-uppdraget"),
    ("the United Nations", "Förenta nationerna"),
    ("the World Health Organization", "Världshälsoorganisationen"),
    ("the monitoring group", "övervakningsgruppen"),
    ("local hospitals", "lokala sjukhus"),
    ("aid workers", "hjälparbetare"),
    ("residents", "invånarna"),
    ("the rescue service", "räddningstjänsten"),
    ("the prosecutor", "åklagaren"),
    ("{x} University", "universitetet i {x}"),
    ("{x} Airlines", "{x} Airlines"),
    ("the {x} Times", "{x} Times"),
    ("{x} News", "{x} News"),
    ("the {x} Commission", "{x}-kommissionen"),
    ("Save {x}", "Rädda {x}"),
    ("the {x} Statistics Office", "statistikbyrån i {x}"),
    ("the governor of {x}", "guvernören i {x}"),
    ("{x} Monitor", "{x} Monitor"),
    ("{x}", "{x}"),
    ("{x}", "{x}"),
    ("the {x} campaign", "{x}-kampanjen"),
)

# How a passage may name in full whom a question names in short.
IN_FULL: dict[str, Both] = {
    "the coalition": ("the {x}-led coalition", "den {x}-ledda koalitionen"),
    "the alliance": ("the {x}-led military alliance", "den {x}-ledda militäralliansen"),
    "the army": ("the {x} national army", "{x}s nationella armé"),
    "the ministry": ("the {x} interior ministry", "inrikesministeriet i {x}"),
    "the monitoring group": ("the {x}-based monitoring group {y}", "den {x}-baserade övervakningsgruppen {y}"),
    "the company": ("the company, {x} Industries,", "företaget {x} Industries"),
    "the trade union": ("the {x} Workers' trade union", "fackförbundet {x}"),
    "the opposition": ("the opposition {x} Front", "oppositionspartiet {x}fronten"),
    "the rebels": ("the rebels of the {x} Movement", "rebellerna i {x}rörelsen"),
    "the United Nations": ("the United Nations Assistance Mission in {x}", "FN:s biståndsuppdrag i {x}"),
}

ROLES: tuple[Both, ...] = (
    ("a spokesman for {c}", "talesperson för {c}"),
    ("a spokeswoman for {c}", "pressekreterare för {c}"),
    ("the head of {c}", "chef för {c}"),
    ("who speaks for {c}", "som för talan för {c}"),
    ("director of {c}", "direktör för {c}"),
)
