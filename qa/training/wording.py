"""Sentences and questions for generated passages, in English and Swedish.

Every entry has both languages, (English, Swedish), so that a question can be asked in one about a passage in
the other. {n} is the figure, {c} who gives it, {t} the thing counted, {v} what became of it, {k} the noun for
the figure, {p} the place, {d} the period; a capital begins a sentence.
"""

from __future__ import annotations

# A figure and who gives it, by language.
STATEMENTS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "{C} has acknowledged {n} {t} {v} in {p} {d}.",
        "{C} has admitted that {n} {t} were {v} {d}.",
        "{C} admitted {n}.",
        "{C} puts the {k} at {n}.",
        "{C} put the {k} in {p} at {n}.",
        "{C} estimates that {n} {t} were {v} in {p}.",
        "{C} estimates the {k} at about {n}.",
        "{C} says {n} {t} have been {v} in {p} {d}.",
        "{C} said on Tuesday that at least {n} {t} had been {v}.",
        "According to {c}, {n} {t} were {v} in {p} {d}.",
        "According to {c}, the {k} is {n}.",
        "In {p}, {n} {t} were {v} {d}, according to {c}.",
        "{N} {t} were {v}, {c} said.",
        "More than {n} {t} were {v} {d}, {c} reported.",
        "{C} counted {n} {t} {v} {d}.",
        "{C} has recorded {n} {t} {v} in and around {p}.",
        "{C} claims that as many as {n} {t} were {v}.",
        "{C} speaks of {n} {t}.",
        "{C} confirmed {n} {t} {v}.",
        "The {k} given by {c} is {n}.",
        "By {c}'s count, {n} {t} were {v} in {p}.",
        "A report by {c} lists {n} {t} {v} {d}.",
        "Figures from {c} show {n} {t} {v} in {p} {d}.",
        '"We know of {n} {t}," {c} said.',
        "The tally kept by {c} stands at {n}.",
        "{C}, which has followed the matter from the start, gives {n}.",
    ),
    (
        "{C} har medgett att {n} {t} har {v} i {p} {d}.",
        "{C} har erkänt {n} {t}.",
        "{C} medgav {n}.",
        "{C} uppger att {n} {t} har {v} i {p}.",
        "{C} uppskattar {k} till {n}.",
        "{C} beräknar att omkring {n} {t} har {v} {d}.",
        "Enligt {c} har {n} {t} {v} i {p} {d}.",
        "Enligt {c} är siffran {n}.",
        "I {p} har {n} {t} {v}, enligt {c}.",
        "{N} {t} har {v}, säger {c}.",
        "Minst {n} {t} har {v} {d}, rapporterar {c}.",
        "{C} sade på tisdagen att {n} {t} hade {v}.",
        "{C} har räknat till {n} {t}.",
        "{C} hävdar att så många som {n} {t} har {v}.",
        "{C} talar om {n} {t}.",
        "{C} bekräftade {n} {t}.",
        "{C} anger {n}.",
        "I en rapport från {c} nämns {n} {t} som har {v} {d}.",
        "Siffror från {c} visar att {n} {t} har {v} i {p}.",
        "”Vi känner till {n} {t}”, säger {c}.",
    ),
)

# Two figures in one sentence; {n2} and {c2} are the second.
CONTRASTS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "{C} has admitted {n} {t} {v}; {c2} puts the number at {n2}.",
        "While {c} counts {n} {t}, {c2} speaks of {n2}.",
        "{C} puts the {k} at {n}; {c2}, at {n2}.",
        "{C} said {n} {t} had been {v} in {p}, but {c2} put the figure at {n2}.",
        "{C2} believes that {n2} {t} were {v}, far more than the {n} that {c} has acknowledged.",
        "Of the {n2} {t} that {c2} lists, {c} has confirmed only {n}.",
        "{C} acknowledges {n} {t} {v} {d}, against {n2} in the records of {c2}.",
        "{C2}'s {n2} compares with {n} given by {c}.",
        "{C} reports {n} {t}, {c2} {n2}.",
    ),
    (
        "{C} har medgett {n} {t}; {c2} uppger {n2}.",
        "Medan {c} räknar till {n} {t} talar {c2} om {n2}.",
        "{C} sade att {n} {t} hade {v} i {p}, men {c2} anger {n2}.",
        "{C2} tror att {n2} {t} har {v}, långt fler än de {n} som {c} har erkänt.",
        "Av de {n2} {t} som {c2} har listat har {c} bekräftat bara {n}.",
        "{C} uppger {n} {t}, {c2} {n2}.",
    ),
)

# Someone is named who gives no figure.
SILENCES: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "{C} has not given a figure.",
        "{C} declined to give a number.",
        "{C} denies that any {t} were {v}.",
        "{C} said it was looking into the reports.",
        "{C} called the figures exaggerated.",
        "{C} has promised an inquiry.",
        "Asked about it, {c} did not reply.",
        "{C} welcomed the report.",
        "{C} said the numbers could not be checked.",
        "{C} accuses the authorities of hiding the truth.",
    ),
    (
        "{C} har inte lämnat någon siffra.",
        "{C} vill inte ange något antal.",
        "{C} förnekar att några {t} har {v}.",
        "{C} säger att uppgifterna undersöks.",
        "{C} kallar siffrorna överdrivna.",
        "{C} har lovat en utredning.",
        "{C} har inte svarat på frågor.",
        "{C} säger att uppgifterna inte går att kontrollera.",
    ),
)

# Sentences around the figures; {m} is a number that answers nothing.
FILLERS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "The road to {p} has been closed for {m} days.",
        "{P} lies {m} kilometres from the border.",
        "The events have been debated widely since.",
        "It began early in the morning, when most people were at home.",
        "Several of those affected are still waiting for an answer.",
        "The inquiry is expected to take {m} months.",
        "The town of {p} has about {m} inhabitants.",
        "Photographs from the place were published within hours.",
        "No independent observer has been let in.",
        "The figures differ because they are gathered in different ways.",
        "{M} pages of documents were handed over.",
        "Many families left {p} in the weeks that followed.",
        "A hotline that was set up received {m} calls.",
        "Names and dates were checked against two sources.",
    ),
    (
        "Vägen till {p} har varit stängd i {m} dagar.",
        "{P} ligger {m} kilometer från gränsen.",
        "Händelserna har diskuterats mycket sedan dess.",
        "Det började tidigt på morgonen när de flesta var hemma.",
        "Flera av de drabbade väntar fortfarande på svar.",
        "Utredningen väntas ta {m} månader.",
        "Orten {p} har omkring {m} invånare.",
        "Bilder från platsen publicerades inom några timmar.",
        "Ingen oberoende observatör har släppts in.",
        "Siffrorna skiljer sig åt eftersom de samlas in på olika sätt.",
        "Många familjer lämnade {p} under veckorna som följde.",
        "Namn och datum har jämförts med två källor.",
    ),
)

# How many, of one claimant.
ASK_CLAIMANT: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "How many {t} did {c} admit?",
        "How many {t} did {c} acknowledge?",
        "How many {t} has {c} acknowledged?",
        "How many {t} {v} did {c} report?",
        "How many {t} were {v} according to {c}?",
        "According to {c}, how many {t} were {v}?",
        "How many {t} does {c} say were {v} in {p}?",
        "How many {t} did {c} say were {v}?",
        "What is the {k} according to {c}?",
        "At what number does {c} put the {k}?",
        "What figure did {c} give for {t} {v}?",
        "What is {c}'s figure?",
        "how many {t} {v} by {c}'s count",
        "How many {t} did {c} confirm {d}?",
        "What {k} does {c} give?",
    ),
    (
        "Hur många {t} har {c} medgett?",
        "Hur många {t} har {c} erkänt?",
        "Hur många {t} har {v} enligt {c}?",
        "Enligt {c}, hur många {t} har {v}?",
        "Hur många {t} uppger {c} har {v} i {p}?",
        "Hur många {t} säger {c} har {v}?",
        "Vilken siffra anger {c}?",
        "Vad är {k} enligt {c}?",
        "Hur stort antal {t} har {c} bekräftat?",
        "hur många {t} räknar {c} till",
    ),
)

# How many, whoever says so.
ASK_ANY: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "How many {t} were {v} in {p}?",
        "How many {t} were {v}?",
        "How many {t} have been {v} in {p} {d}?",
        "What is the {k} in {p}?",
        "how many {t} {v} in {p}",
    ),
    (
        "Hur många {t} har {v} i {p}?",
        "Hur många {t} har {v}?",
        "Hur stort är antalet {t} som har {v} i {p}?",
    ),
)

# Who gives this figure.
ASK_WHO: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "Who says that {n} {t} were {v}?",
        "Who put the number at {n}?",
        "Who gives the figure of {n}?",
        "Which source speaks of {n} {t}?",
        "According to whom were {n} {t} {v}?",
    ),
    (
        "Vem uppger att {n} {t} har {v}?",
        "Vem anger siffran {n}?",
        "Enligt vem har {n} {t} {v}?",
        "Vilken källa talar om {n} {t}?",
    ),
)

# Takes for granted that {c} gave the figure {n}; not so unless it did.
ASK_PREMISE: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "When did {c} admit to {n} {t} being {v}?",
        "Why did {c} put the number at {n}?",
        "Where did {c} count {n} {t}?",
        "In which report did {c} acknowledge {n} {t}?",
    ),
    (
        "När medgav {c} att {n} {t} hade {v}?",
        "Varför angav {c} siffran {n}?",
        "Var räknade {c} till {n} {t}?",
    ),
)

# When and where; {d} and {p} are the answers and stand in no question.
ASK_WHEN: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "When were the {n} {t} {v}?",
        "For which period does {c} give {n}?",
        "When were {n} {t} {v} according to {c}?",
    ),
    ("När har {n} {t} {v} enligt {c}?", "För vilken period anger {c} {n}?"),
)
ASK_WHERE: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Where were {n} {t} {v}?", "Where, according to {c}, were {n} {t} {v}?", "In which place were {n} {t} {v}?"),
    ("Var har {n} {t} {v}?", "Var har {n} {t} {v} enligt {c}?"),
)
