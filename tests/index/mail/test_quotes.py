from __future__ import annotations

from datetime import date

import pytest

from index.mail.quotes import Body, Line, lines_of, written
from index.types import PartKind

MARCH = date(2023, 3, 8)


def told(body: Body, kind: PartKind) -> list[tuple[str, str | None, date | None]]:
    return [(body.text[p.span.start : p.span.end], p.author, p.published) for p in body.parts if p.kind is kind]


@pytest.mark.parametrize(
    ("attribution", "name", "day"),
    [
        ("On Wed, Mar 8, 2023 at 7:05 PM Ida Falk <ida@pier.example> wrote:", "Ida Falk", MARCH),
        ("On 8 Mar 2023, at 19:05, Ida Falk <ida@pier.example> wrote:", "Ida Falk", MARCH),
        ('On 2023-03-08 19:05, "Falk, Ida" <ida@pier.example> wrote:', "Falk, Ida", MARCH),
        ("Am Mittwoch, 8. März 2023, 19:05 schrieb Ida Falk:", "Ida Falk", MARCH),
        ("Am 08.03.23 um 19:05 schrieb Ida Falk:", "Ida Falk", MARCH),
        ("Le mer. 8 mars 2023 à 19:05, Ida Falk <ida@pier.example> a écrit :", "Ida Falk", MARCH),
        ("El mié, 8 mar 2023 a las 19:05, Ida Falk (<ida@pier.example>) escribió:", "Ida Falk", MARCH),
        ("Il giorno mer 8 mar 2023 alle ore 19:05 Ida Falk <ida@pier.example> ha scritto:", "Ida Falk", MARCH),
        ("Em qua., 8 de mar. de 2023 às 19:05, Ida Falk <ida@pier.example> escreveu:", "Ida Falk", MARCH),
        ("Op wo 8 mrt 2023 om 19:05 schreef Ida Falk <ida@pier.example>:", "Ida Falk", MARCH),
        ("Den ons 8 mars 2023 kl 19:05 skrev Ida Falk <ida@pier.example>:", "Ida Falk", MARCH),
        ("śr., 8 mar 2023 o 19:05 Ida Falk <ida@pier.example> napisał(a):", "Ida Falk", MARCH),
        ("ср, 8 мар. 2023 г. в 19:05, Ида Фальк <ida@pier.example>:", "Ида Фальк", MARCH),
        ("2023年3月8日(水) 19:05 伊田 <ida@pier.example>:", "伊田", MARCH),
        ("Ida Falk <ida@pier.example>, 8 Mar 2023 tarihinde şunu yazdı:", "Ida Falk", MARCH),
        ("Ida Falk wrote:", "Ida Falk", None),
        ("<ida@pier.example> wrote:", "ida@pier.example", None),
    ],
)
def test_the_line_above_a_quotation_says_whose_it_is(attribution: str, name: str, day: date | None) -> None:
    body = written(lines_of(f"We take six.\n\n{attribution}\n> Take four of them.\n"))
    assert told(body, PartKind.QUOTED) == [("Take four of them.", name, day)]
    assert told(body, PartKind.HEAD) == [(attribution, None, None)]


def test_a_line_broken_in_two_and_answers_between_the_quoted_lines() -> None:
    body = written(
        lines_of(
            "On Wed, Mar 8, 2023 at 7:05 PM Ida Falk\n<ida@pier.example> wrote:\n\n> How many?\nSix of them.\n"
            "> And when?\n> On Wed, Mar 1, 2023 Olle Krans wrote:\n>> Soon.\nIn June.\n"
        )
    )
    said = told(body, PartKind.QUOTED)
    assert ("How many?", "Ida Falk", MARCH) in said
    assert ("Soon.", "Olle Krans", date(2023, 3, 1)) in said
    own = [text for text, author, _ in said if author is None]
    assert not any("Six" in text or "June" in text for text, *_ in said)
    assert own == []


@pytest.mark.parametrize(
    "block",
    [
        "-----Original Message-----\nFrom: Ida Falk <ida@pier.example>\nSent: Wednesday, March 8, 2023 7:05 PM\n"
        "To: Board\nSubject: Ropes",
        "Von: Ida Falk\nGesendet: Mittwoch, 8. März 2023 19:05\nAn: Vorstand\nBetreff: Seile",
        "De : Ida Falk <ida@pier.example>\nEnvoyé : mercredi 8 mars 2023 19:05\nÀ : Bureau\nObjet : Cordes",
        "________________________________\nFrån: Ida Falk <ida@pier.example>\nSkickat: den 8 mars 2023 19:05\n"
        "Till: Styrelsen\nÄmne: Linor",
        "*From:* Ida Falk <ida@pier.example>\n*Date:* 8 March 2023 at 19:05\n*To:* Board\n*Subject:* Ropes",
        "发件人: Ida Falk <ida@pier.example>\n发送时间: 2023年3月8日 19:05\n收件人: Board\n主题: x",
        "Qwe: Ida Falk <ida@pier.example>\nRty: 8 Mar 2023 19:05\nUio: Board\nPas: Ropes",
    ],
)
def test_a_block_of_headers_begins_another_mail(block: str) -> None:
    body = written(lines_of(f"We take six.\n\n{block}\n\nTake four of them.\n"))
    (said,) = told(body, PartKind.QUOTED)
    assert said[1:] == ("Ida Falk", MARCH)
    assert said[0].endswith("Take four of them.")
    assert "We take six." not in said[0]


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Vidarebefordrat meddelande ---------",
    ],
)
def test_what_is_passed_on_is_told_from_what_is_answered(mark: str) -> None:
    body = written(
        lines_of(f"FYI\n\n{mark}\nFrom: Ida Falk <ida@pier.example>\nDate: 8 March 2023\n\nTake four.\n")
    )
    (said,) = told(body, PartKind.FORWARDED)
    assert said[1:] == ("Ida Falk", MARCH)


def test_a_traveller_writes_from_and_to() -> None:
    body = written(lines_of("From: Oslo\nTo: Bergen\nDate: 8 March 2023\nWe go by train.\n"))
    assert told(body, PartKind.QUOTED) == []


def test_greetings_names_and_addresses_say_nothing() -> None:
    body = written(
        lines_of(
            "Dear Olle,\n\nthe ropes cost 300.\n\nBest regards,\nIda Falk\nPier Ltd\n+46 70 123 45 67\n"
            "www.pier.example\n"
        ),
        "Ida Falk",
    )
    assert [text for text, *_ in told(body, PartKind.HEAD)] == ["Dear Olle,"]
    unsaid = "\n".join(text for text, *_ in told(body, PartKind.SIGNATURE))
    assert "300" not in unsaid
    assert "+46 70" in unsaid


def test_everything_under_two_dashes_signs() -> None:
    body = written(lines_of("Six of them.\n-- \nIda\nHarbour office"))
    assert [text for text, *_ in told(body, PartKind.SIGNATURE)] == ["--\nIda\nHarbour office"]


def test_flowed_lines_are_joined_at_one_depth() -> None:
    lines = lines_of("They counted \nsix.\n> We saw \n> four.\n-- \nIda", flowed=True)
    assert lines == [Line("They counted six."), Line("We saw four.", 1), Line("-- "), Line("Ida")]


def test_deep_quotation_takes_no_memory() -> None:
    (line,) = lines_of(">" * 100_000 + " hi")
    assert line == Line("hi", 50)
