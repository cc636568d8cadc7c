from __future__ import annotations

from pathlib import Path

import pytest

from index.loading import load_file
from tests.index.loading.drawing import raw_pdf, shown

LABELS = "\n".join([shown(60, 700, "Name of the dog:"), shown(60, 660, "Breed:"), shown(60, 620, "Vaccinated")])


def text_field(name: str, value: str, rect: str, more: str = "") -> str:
    return f"<< /Type /Annot /Subtype /Widget /FT /Tx /T ({name}) /V ({value}) /Rect [{rect}] /F 4 {more} >>"


def form(path: Path, fields: list[str]) -> Path:
    references = " ".join(f"{number} 0 R" for number in range(6, 6 + len(fields)))
    catalog = f"/AcroForm << /Fields [{references}] /DA (/F1 10 Tf) >>"
    return raw_pdf(path, LABELS, fields, catalog, f"|/Annots [{references}]")


def test_values_stand_behind_the_labels_that_are_printed_beside_them(tmp_path: Path) -> None:
    fields = [text_field("f1", "Rufus", "180 695 400 712"), text_field("f2", "Grey collie", "180 655 400 672")]
    text = load_file(form(tmp_path / "a.pdf", fields)).documents[0].text
    lines = [line.replace(" | ", " ") for line in text.split("\n") if line]
    assert lines == ["Name of the dog: Rufus", "Breed: Grey collie", "Vaccinated"]


def test_a_field_that_nothing_on_the_page_names_bears_its_own_name(tmp_path: Path) -> None:
    fields = [
        text_field("f1", "Rufus", "180 695 400 712"),
        text_field("Colour of the coat", "Brindle", "60 300 300 317"),
    ]
    text = load_file(form(tmp_path / "a.pdf", fields)).documents[0].text
    assert "Colour of the coat: Brindle" in text


@pytest.mark.parametrize(("state", "sign"), [("Yes", "\u2612"), ("Off", "\u2610")])
def test_a_box_shows_whether_it_is_ticked(tmp_path: Path, state: str, sign: str) -> None:
    box = (
        f"<< /Type /Annot /Subtype /Widget /FT /Btn /T (v) /V /{state} /AS /{state} /Rect [140 618 152 630] /F 4"
        " /AP << /N << /Yes 4 0 R /Off 4 0 R >> >> >>"
    )
    text = load_file(form(tmp_path / "a.pdf", [box])).documents[0].text
    assert f"Vaccinated {sign}" in text.replace(" | ", " ")


def test_passwords_and_empty_fields_say_nothing(tmp_path: Path) -> None:
    secret = text_field("p", "open sesame", "180 655 400 672", "/Ff 8192")
    text = load_file(form(tmp_path / "a.pdf", [secret, text_field("f", "", "180 695 400 712")])).documents[0].text
    assert "sesame" not in text


@pytest.mark.parametrize("state", ["OFF", "ON"])
def test_a_layer_that_is_switched_off_is_not_read(tmp_path: Path, state: str) -> None:
    content = "\n".join(
        [
            shown(60, 700, "The price is nine crowns."),
            f"/OC /L1 BDC {shown(60, 660, 'The price is two crowns.')} EMC",
        ]
    )
    catalog = f"/OCProperties << /OCGs [6 0 R] /D << /{state} [6 0 R] >> >>"
    layer = "<< /Type /OCG /Name (Draft) >>"
    path = raw_pdf(tmp_path / "a.pdf", content, [layer], catalog, "/Properties << /L1 6 0 R >> ")
    text = load_file(path).documents[0].text
    assert "nine crowns" in text
    assert ("two crowns" in text) is (state == "ON")


@pytest.mark.parametrize("mode", [3, 0])
def test_text_that_is_drawn_invisibly_is_not_read_where_there_is_no_scan(tmp_path: Path, mode: int) -> None:
    content = (
        f"{shown(60, 700, 'The price is nine crowns.')}\n{mode} Tr {shown(60, 660, 'The price is two crowns.')}"
    )
    text = load_file(raw_pdf(tmp_path / "a.pdf", content)).documents[0].text
    assert ("two crowns" in text) is (mode == 0)
