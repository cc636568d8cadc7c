"""Who a figure is handed to: named, carried, nested, quoted, or nobody."""

from __future__ import annotations

import pytest

from qa.figures.document_figures import figures_in
from qa.types import Figure, Stance


def figure(text: str, amount: str, language: str = "en") -> Figure:
    return next(f for f in figures_in(text, language) if f.amount.text.endswith(amount))


@pytest.mark.parametrize(
    ("text", "amount", "claimant", "stance"),
    [
        ("The army admitted that 12 villagers were killed.", "12", "army", Stance.ADMITS),
        ("Twelve villagers were killed, the army acknowledged on Monday.", "Twelve", "army", Stance.ADMITS),
        ("At least 40 people, the health ministry said, were killed.", "40", "health ministry", Stance.STATES),
        ("According to Casualty Watch, 40 people were killed.", "40", "Casualty Watch", Stance.STATES),
        ("40 people were killed, according to a report by Casualty Watch.", "40", "Casualty Watch", Stance.STATES),
        ("Police estimated that 15,000 people marched.", "15,000", "Police", Stance.ESTIMATES),
        ("Rebels claimed that 90 soldiers had been killed.", "90", "Rebels", Stance.ALLEGES),
        ("The ministry of health denied that 40 people had died.", "40", "ministry of health", Stance.DENIES),
        ("The army rejected Casualty Watch's figure of 940 deaths.", "940", "Casualty Watch", Stance.STATES),
        ("Casualty Watch says the army denies killing 40 villagers.", "40", "army", Stance.DENIES),
        (
            "A spokesman for the Ministry of Defence said 12 soldiers died.",
            "12",
            "Ministry of Defence",
            Stance.STATES,
        ),
        (
            "Airsight, a group based in Oslo that tracks strikes, claimed 76 people died.",
            "76",
            "Airsight",
            Stance.ALLEGES,
        ),
        ("“We counted 40 bodies,” said Maria Lund, a doctor.", "40", "Maria Lund", Stance.STATES),
        (
            "A study by Casualty Watch published last week found that 40 people died.",
            "40",
            "Casualty Watch",
            Stance.STATES,
        ),
        ("UN figures show that 300,000 people have fled.", "300,000", "UN", Stance.STATES),
        ("The organisers said 60,000 people had marched.", "60,000", "organisers", Stance.STATES),
    ],
)
def test_the_claimant_stands_in_the_sentence(text: str, amount: str, claimant: str, stance: Stance) -> None:
    found = figure(text, amount)
    assert (found.claimant, found.stance) == (claimant, stance)


@pytest.mark.parametrize(
    ("text", "amount", "claimant"),
    [
        ("Enligt polisen skadades minst 12 personer.", "12", "polisen"),
        (
            "Minst 230 operationer ställdes in, säger sjukhusdirektören Eva Lind.",
            "230",
            "sjukhusdirektören Eva Lind",
        ),
        ("Regeringen medger att 30 personer dödades.", "30", "Regeringen"),
        ("– Vi räknade till 40 döda. Det var hemskt, säger Eva Lind.", "40", "Eva Lind"),
    ],
)
def test_swedish_speakers_are_found(text: str, amount: str, claimant: str) -> None:
    assert figure(text, amount, "sv").claimant == claimant


def test_two_claimants_in_one_sentence_keep_apart() -> None:
    text = "The army's report said hundreds of villagers were killed, while Casualty Watch"
    text += " said it has proof of 1,400 deaths."
    assert figure(text, "hundreds").claimant == "army"
    assert figure(text, "1,400").claimant == "Casualty Watch"


def test_it_and_the_group_go_back_to_the_claimant_before() -> None:
    text = "Casualty Watch says 940 people were killed. It said 260 were children. The group counted 31 strikes."
    assert {f.claimant for f in figures_in(text, "en")} == {"Casualty Watch"}


def test_he_goes_back_to_a_person_not_to_a_body() -> None:
    text = "Karin Holt met the Casualty Watch team on Monday. She said 31 people had died."
    assert figure(text, "31").claimant == "Karin Holt"


def test_a_family_name_is_the_person_named_before() -> None:
    text = "The head of the relief team, Karin Holt, spoke on Monday. Holt said 31 people had died."
    assert figure(text, "31").claimant == "Karin Holt"


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    text = "“We counted 40 dead. Another 12 were hurt,” said Maria Lund."
    assert [f.claimant for f in figures_in(text, "en")] == ["Maria Lund", "Maria Lund"]


def test_the_publisher_speaks_where_nobody_is_named() -> None:
    assert figure("A bus crashed and 12 people were killed.", "12").claimant is None


def test_killing_is_not_saying() -> None:
    assert figure("The army killed 12 villagers in March.", "12").claimant is None


@pytest.mark.parametrize(
    ("text", "amount", "claimant", "language"),
    [
        ("The Lorvan army battling Tessaran Front rebels conceded that 52 civilians were killed.", "52",
         "Lorvan army", "en"),
        ("The Kenyan mission backed by the African Union admitted that 37 villagers had died.", "37",
         "Kenyan mission", "en"),
        ("The company that bought Nordvik Shipping said 210 workers had been dismissed.", "210", "company", "en"),
        ("The charity with offices in Geneva said 84 people had drowned.", "84", "charity", "en"),
        ("The charity, headquartered in Geneva, counted 99 deaths.", "99", "charity", "en"),
        ("Milisen som stöds av Marlonien erkände att 59 civila hade dödats.", "59", "Milisen", "sv"),
        ("Myndigheten som övervakar Telia uppgav att 45 personer hade skadats.", "45", "Myndigheten", "sv"),
        ("Polisen med kontor i Lund sade att 60 personer hade dött.", "60", "Polisen", "sv"),
    ],
)  # fmt: skip
def test_the_head_of_a_described_subject_speaks(text: str, amount: str, claimant: str, language: str) -> None:
    assert figure(text, amount, language).claimant == claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The ministry told Lorvan News that the army said 41 people died.", "army"),
        ("He told Reuters that Nordvik said 41 people died.", "Nordvik"),
        ("The Airwars monitoring group said 41 people died.", "Airwars"),
        ("The government admitted that the militia backed by Marlonia said 41 civilians died.", "militia"),
    ],
)
def test_what_only_looks_like_a_description_takes_no_speaker_away(text: str, claimant: str) -> None:
    assert figure(text, "41").claimant == claimant


@pytest.mark.parametrize(
    ("text", "amount", "claimant", "language"),
    [
        ("Floodline, a charity based in Oslo, disputed that figure. By its own count, 431 people have drowned.",
         "431", "Floodline", "en"),
        ("Floodline criticised the ministry. Its own tally stands at 512 deaths.", "512", "Floodline", "en"),
        ("Floodline rejected the number, which the Lorvan army said was 12. By its own estimate, 431 drowned.",
         "431", "Floodline", "en"),
        ("Nordvik counts differently. By its own count, the army has lost 40 soldiers.", "40", "army", "en"),
        ("Fredsvakt avvisade siffran. Enligt egen beräkning har 812 civila dött.", "812", "Fredsvakt", "sv"),
        ("Fredsvakt kritiserade rapporten. Enligt dess egna uppgifter dog 77 personer.", "77", "Fredsvakt", "sv"),
        ("Enligt egen uppgift har Fredsvakt hittat 56 döda.", "56", "Fredsvakt", "sv"),
    ],
)  # fmt: skip
def test_its_own_figure_is_the_subjects(text: str, amount: str, claimant: str, language: str) -> None:
    assert figure(text, amount, language).claimant == claimant


def test_a_group_that_keeps_records_says_nothing_by_that() -> None:
    text = "Floodline, a small group that keeps records of floods, spent 410,000 euros in 2018."
    assert figure(text, "410,000 euros").claimant is None


def test_an_own_figure_of_nobody_named_stays_with_the_publisher() -> None:
    assert figure("By its own count, 431 people have drowned.", "431").claimant is None
