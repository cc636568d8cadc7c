"""Words for what is counted: what became of people and things, and one name for each in four languages."""

from __future__ import annotations

from qa.language.vocabulary import vocabulary


def _forms(table: dict[str, str]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in forms.split()}


# Verbs and participles that say what became of the counted: by them "55 civilians were killed" counts deaths.
EVENTS = _forms({
    "deaths": """
            killed kill kills killing died die dies dying dead perished slain murdered drowned executed
            massacred dödades dödade dödat dödats döda dött dog dör omkom omkommit omkomna drunknade mördades avled
            avlidit avlidna getötet starben starb tot tote toten gestorben umgekommen tués tué tuées tuer
            morts mort décédés
            """,
    "injured": """
            injured injuring wounded wounding hurt maimed skadades skadade skadats sårades sårade verletzt
            verletzte verletzten verwundet blessés blessé blessées
            """,
    "missing": "missing disappeared saknas saknade försvunna försvunnit vermisst vermisste disparus",
    "displaced": """
            displaced displacing fled flee fleeing uprooted fördrivits fördrivna flydde flytt vertrieben
            geflohen déplacés
            """,
    "arrested": """
            arrested arresting detained detaining imprisoned jailed gripits greps gripna frihetsberövades
            häktades anhållits verhaftet festgenommen arrêtés arrêtées
            """,
    "infected": "infected sickened smittats smittade insjuknat insjuknade infiziert erkrankt infectés",
    "hospitalised": "hospitalised hospitalized",
    "destroyed": """
            destroyed destroying demolished razed levelled leveled flattened förstördes förstörda förstörts
            förstört raserades zerstört détruits détruites détruit
            """,
    "damaged": "damaged damaging beschädigt endommagés",
    "evacuated": "evacuated evacuating evakuerades evakuerats evakuierade evakuiert évacués",
    "rescued": "rescued rescuing räddades räddats gerettet secourus sauvés",
    "abducted": "abducted kidnapped abducting kidnapping kidnappades kidnappats",
    "laid off": "sacked fired dismissed redundant varslades varslats uppsagda entlassen licenciés",
})  # fmt: skip
# Nouns that name such an event themselves: "32 deaths", "the death toll", "1,400 fatalities".
EVENT_NOUNS = _forms({
    "deaths": """
            bodies corpses death deaths fatality fatalities toll tolls killing killings casualty casualties victims
            victim dödsfall dödsoffer dödssiffran dödstal döde lives liv todesopfer todesfälle tote opfer
            décès
            """,
    "injured": "injury injuries wounds skador verletzungen verletzte blessures",
    "arrested": "arrest arrests detention detentions gripanden festnahmen arrestations",
    "destroyed": "destruction förstörelse zerstörung destruction",
    "displaced": "displacement",
    "infected": "infections cases case infection smittfall fall fälle cas",
    "evacuated": "evacuation evacuations",
})  # fmt: skip
SOFT = vocabulary(
    """
    casualty casualties victims victim cases case fall opfer liv lives skador toll tolls fired dismissed
    """
)
# Nouns whose kind of event depends on the words around them keep their own name ("cases", "victims").
OWN_NAME = vocabulary("casualties casualty victims victim cases case fall opfer")

COUNT_CONCEPTS = _forms({
    "civilian": "civilian civilians civila civil civilt zivilisten zivilist civils",
    "person": """
            person persons people människor personer människa folk menschen personen mensch personnes personne
            gens residents inhabitants individuals survivors passengers överlevande passagerare invånare
            """,
    "child": "child children kids barn kinder kind enfants enfant minors",
    "woman": "woman women kvinnor kvinna frauen frau femmes femme",
    "man": "man men män männer mann hommes homme",
    "soldier": "soldier soldiers troops troop soldater soldaten soldat soldats",
    "airstrike": "airstrike airstrikes air-strike air-strikes flyganfall flygattacker luftangriffe luftanfall",
    "strike": "strike strikes anfall angriffe attack attacks attacker frappes",
    "building": "building buildings byggnader byggnad gebäude bâtiments",
    "home": "home homes house houses hus bostäder bostad hem häuser maisons dwellings",
    "refugee": "refugee refugees flyktingar flüchtlinge réfugiés",
    "worker": """
            worker workers arbetare anställda employees employee staff beschäftigte mitarbeiter arbeiter
            salariés employés
            """,
    "job": "job jobs jobb arbetsplatser arbetsplätze stellen emplois tjänster",
    "student": "student students elever studenter schüler studenten élèves étudiants pupils",
    "grave": "grave graves gravar massgravar",
    "protester": "protester protesters demonstrators demonstranter demonstranten manifestants",
    "police officer": "officers officer poliser polizisten policiers",
    "target": "target targets mål",
    "shell": "shells rounds projectiles projektiler granater",
    "hospital": "hospitals hospital sjukhus krankenhäuser hôpitaux",
    "school": "schools school skolor schulen écoles",
    "vehicle": "vehicles vehicle cars car bilar fordon autos fahrzeuge voitures",
})  # fmt: skip
EVENT_IN = {
    "sv": {"deaths": "dödade", "injured": "skadade", "missing": "saknade", "displaced": "fördrivna",
           "arrested": "gripna", "infected": "smittade", "destroyed": "förstörda", "damaged": "skadade",
           "evacuated": "evakuerade",
           "rescued": "räddade"},
    "de": {"deaths": "getötete", "injured": "verletzte", "missing": "vermisste", "displaced": "vertriebene",
           "arrested": "festgenommene", "infected": "infizierte", "destroyed": "zerstörte",
           "evacuated": "evakuierte", "rescued": "gerettete"},
    "fr": {"deaths": "tués", "injured": "blessés", "missing": "disparus", "displaced": "déplacés",
           "arrested": "arrêtés",            "destroyed": "détruits", "evacuated": "évacués"},
}  # fmt: skip


TOLLS = {
    "death toll": "deaths",
    "death tolls": "deaths",
    "toll": "deaths",
    "tolls": "deaths",
    "death": "deaths",
    "lives": "deaths",
}
PARTICIPLE_NOUNS = vocabulary(
    """
    toten döda dead skadade injured wounded tote morts missing displaced verletzte blessés
    """
)
