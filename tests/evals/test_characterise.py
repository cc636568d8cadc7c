"""A dump is the same by one process and by several, goes on where it stopped, and shows what changed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import qa.question.kinds
from evals.characterise.__main__ import main
from evals.characterise.comparison import changes_between, compare_dumps
from evals.characterise.dump import DumpError, Options, write_dump
from evals.characterise.inputs import Sources
from evals.characterise.plain import plain
from evals.characterise.sections import SECTIONS
from index.types import Span
from qa.question.kinds import QuestionKind
from qa.types import Bound

ROOT = Path(__file__).resolve().parents[2]
ROWS = 8
FERRY = "The ferry Alma sank off Tornby on 3 May 2011. The coast guard says that 14 people drowned in Tornby."
MILL = "The old mill cost 2.5 million kronor in 1998, and the mayor Stina Ek opened it."
KVARN = "Kvarnen brann den 4 juni 2003. Polisen uppger att tre personer skadades i Tornby."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few texts and questions in the formats of the public data sets."""
    folder = tmp_path_factory.mktemp("data")

    def lines(name: str, rows: list[dict[str, Any]]) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def asked(number: int, context: str, question: str) -> dict[str, Any]:
        return {"id": str(number), "title": "Tornby", "context": context, "question": question, "answers": []}

    english = [
        asked(1, FERRY, "How many people drowned in Tornby?"),
        asked(2, FERRY, "When did the ferry Alma sink?"),
        asked(3, MILL, "Who opened the old mill?"),
        asked(4, MILL, "How much did the mill cost?"),
    ]
    lines("reader/train/small.jsonl", english)
    lines("reader/train/small_sv.jsonl", [asked(5, KVARN, "Hur många skadades i Tornby?")])
    lines("parallel/ntrex.jsonl", [{"en": MILL, "sv": KVARN}])
    documents = [{"text": FERRY}, {"text": FERRY.replace("14", "19")}]
    lines("ramdocs/few.jsonl", [{"question": "How many people drowned?", "documents": documents}])
    lines("scifact/claims.jsonl", [{"text": "1 in 5 mills burns down."}])
    (folder / "parallel" / "tatoeba.swe-eng.swe").write_text("Hon åt tre äpplen.\n", encoding="utf-8")
    turns = {"turns": ["Who opened the old mill?"], "question": "When was that?", "standalone": "When?"}
    lines("followups/few.jsonl", [turns])
    return folder


@pytest.fixture
def options(data: Path, tmp_path: Path) -> Options:
    return Options(data, tmp_path / "cache", rows=ROWS, network=False)


def quiet(_: str) -> None:
    pass


def rows_of(folder: Path, section: str) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{section}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.gz")}


def test_two_dumps_of_the_same_code_are_the_same_bytes(
    options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    written = write_dump(one, options, quiet)
    # Processes of their own order their sets otherwise.
    write_dump(other, replace(options, jobs=2), quiet)
    assert files_of(one) == files_of(other)
    assert set(written) == {each.name for each in SECTIONS if not each.network}
    assert all(0 < each.rows <= ROWS and not each.errors for each in written.values())
    assert main(["diff", str(one), str(other)]) == 0
    assert "question-kind: 8 rows, none differs" in capsys.readouterr().out


def test_a_changed_function_shows_as_what_changed(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = replace(options, rows=None, only=("question-kind", "question-wanted"))
    write_dump(tmp_path / "before", few, quiet)
    before = qa.question.kinds.kind_of

    def without_who(text: str, language: str) -> QuestionKind:
        found = before(text, language)
        return QuestionKind.TOPIC if found is QuestionKind.WHO else found

    monkeypatch.setattr(qa.question.kinds, "kind_of", without_who)
    write_dump(tmp_path / "after", few, quiet)
    report = tmp_path / "report.md"
    assert main(["diff", str(tmp_path / "before"), str(tmp_path / "after"), "--md", str(report)]) == 1
    told = capsys.readouterr().out
    assert told.strip() == report.read_text(encoding="utf-8").strip()
    assert "question-wanted: " in told
    assert "none differs" in told
    assert "kind: who → topic" in told
    assert "Who opened the old mill?" in told or "times `kind`: who → topic" in told
    changed = {row["id"] for row in rows_of(tmp_path / "before", "question-kind") if row["value"]["kind"] == "who"}
    found = next(iter(compare_dumps(tmp_path / "before", tmp_path / "after", ["question-kind"])))
    assert {row.id for rows in found.groups.values() for row in rows} == changed


def test_what_a_rule_raises_is_its_row(options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, language: str) -> QuestionKind:
        raise IndexError(f"no kind for {text!r}")

    monkeypatch.setattr(qa.question.kinds, "kind_of", broken)
    written = write_dump(tmp_path / "out", replace(options, only=("question-kind", "question-wanted")), quiet)
    assert (written["question-kind"].errors, written["question-wanted"].errors) == (ROWS, 0)
    assert rows_of(tmp_path / "out", "question-kind")[0]["value"]["error"].startswith("IndexError: no kind for")


def test_a_stopped_dump_goes_on_with_the_section_it_was_at(options: Options, tmp_path: Path) -> None:
    few = replace(options, only=("figures-ntrex", "question-kind", "question-wanted"))
    write_dump(tmp_path / "whole", few, quiet)
    told: list[str] = []

    def stopping(line: str) -> None:
        told.append(line)
        if line.startswith("question-kind"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_dump(tmp_path / "out", few, stopping)
    told.clear()
    write_dump(tmp_path / "out", few, told.append)
    assert told[:2] == ["figures-ntrex: is there", "question-kind: is there"]
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")


def test_ctrl_c_ends_all_processes_and_what_is_whole_stays(options: Options, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "evals.characterise", str(tmp_path), "--data", str(options.data)]
    with subprocess.Popen(
        [*command, "--jobs", "2", "--no-network"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell's background jobs ignore the signal of Ctrl-C, and hand that down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as started:
        assert started.stderr
        assert "figures-ntrex: " in started.stderr.readline()
        os.killpg(started.pid, signal.SIGINT)
        told = started.stderr.read()
        assert started.wait(timeout=60) == 130, told
    assert "stopped; the same command goes on from here" in told
    assert "Traceback" not in told
    whole = {path.name for path in tmp_path.glob("*.gz")}
    assert "figures-ntrex.jsonl.gz" in whole
    assert len(whole) < len(SECTIONS) / 2


def test_a_section_made_by_other_code_is_made_again(options: Options, tmp_path: Path) -> None:
    few = replace(options, only=("question-wanted",))
    write_dump(tmp_path, few, quiet)
    manifest = tmp_path / "manifest.json"
    noted = json.loads(manifest.read_text(encoding="utf-8"))
    noted["sections"]["question-wanted"]["code"] = "other"
    manifest.write_text(json.dumps(noted), encoding="utf-8")
    told: list[str] = []
    write_dump(tmp_path, few, told.append)
    assert told[0].startswith("question-wanted: 8 rows")


def test_the_network_is_asked_once(options: Options, tmp_path: Path) -> None:
    few = replace(options, rows=3, network=True, only=("checks", "reading", "answers"))
    written = write_dump(tmp_path / "one", few, quiet)
    assert {name: (each.rows, each.errors) for name, each in written.items()} == dict.fromkeys(few.only, (3, 0))
    spans = [span for row in rows_of(tmp_path / "one", "checks") for span in row["value"]["spans"]]
    assert any(span.get("stands") for span in spans)
    assert any(span.get("against") for span in spans)
    # A span stands where no check but the one of the asked claimant speaks against it.
    assert all(set(span.get("against", ())) <= {"not said by"} for span in spans if span.get("stands"))
    kept = (tmp_path / "cache" / "windows.sqlite").read_bytes()
    write_dump(tmp_path / "two", few, quiet)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert (tmp_path / "cache" / "windows.sqlite").read_bytes() == kept


def test_a_folder_keeps_one_kind_of_dump(options: Options, tmp_path: Path) -> None:
    few = replace(options, only=("question-wanted",))
    write_dump(tmp_path, few, quiet)
    with pytest.raises(DumpError, match="at most 8 rows a section; name another folder"):
        write_dump(tmp_path, replace(few, rows=None), quiet)


def test_what_cannot_be_done_is_said(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert main([out, "--data", str(tmp_path / "nowhere")]) == 2
    assert "no such folder; name the folder of the public data sets with --data" in capsys.readouterr().err
    assert main([out, "--data", str(data), "--section", "sayngs"]) == 2
    assert "no section 'sayngs'; there are figures-ntrex" in capsys.readouterr().err
    assert main([str(data / "ramdocs" / "few.jsonl"), "--data", str(data)]) == 2
    assert "few.jsonl cannot be made (File exists); name another folder" in capsys.readouterr().err
    assert main([out, "--data", str(data), "--cache", str(data / "ramdocs" / "few.jsonl")]) == 2
    assert "name another with --cache" in capsys.readouterr().err
    assert main(["diff", out, str(tmp_path)]) == 2
    assert "no dump there" in capsys.readouterr().err


def test_a_section_that_one_dump_lacks_is_a_difference(options: Options, tmp_path: Path) -> None:
    write_dump(tmp_path / "one", replace(options, only=("question-wanted", "question-heads")), quiet)
    write_dump(tmp_path / "two", replace(options, only=("question-wanted",)), quiet)
    found = {each.name: each for each in compare_dumps(tmp_path / "one", tmp_path / "two")}
    assert found["question-wanted"].same
    assert found["question-heads"].note == f"is not in {tmp_path / 'two'}"
    assert main(["diff", str(tmp_path / "one"), str(tmp_path / "two")]) == 1


def test_a_short_dump_compares_with_a_whole_one(options: Options, tmp_path: Path) -> None:
    few = replace(options, only=("question-wanted",))
    write_dump(tmp_path / "whole", replace(few, rows=None), quiet)
    write_dump(tmp_path / "short", few, quiet)
    (found,) = compare_dumps(tmp_path / "whole", tmp_path / "short")
    assert found.before > found.after == ROWS
    assert found.same


def test_a_damaged_file_is_named(options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        write_dump(tmp_path / name, replace(options, only=("question-wanted",)), quiet)
    file = tmp_path / "two" / "question-wanted.jsonl.gz"
    file.write_bytes(file.read_bytes()[:-20])
    assert main(["diff", str(tmp_path / "one"), str(tmp_path / "two")]) == 2
    assert str(file) in capsys.readouterr().err


def test_ids_are_unique_and_in_order(data: Path) -> None:
    sources = Sources(data)
    for inputs in {section.inputs for section in SECTIONS}:
        ids = [each.id for each in inputs(sources)]
        assert ids == sorted(set(ids))


Q1, Q2 = {"where": "0:3-9", "score": 0.5}, {"where": "1:0-4", "score": 0.4}
AT = {"at": [4, 6], "value": "14"}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({"kind": "who"}, {"kind": "topic"}, ["kind changed"]),
        ({}, {"claimant": "Ek"}, ["claimant added"]),
        ({"names": ["Ek", "Lund"]}, {"names": ["Lund"]}, ["names[] removed"]),
        ({"names": ["Lund"]}, {}, ["names[] removed"]),
        ({"figures": [AT]}, {"figures": [{**AT, "value": "19"}]}, ["figures[].value changed"]),
        ({"figures": [AT]}, {"figures": [{"at": [0, 2]}, AT]}, ["figures[] added"]),
        ({"quotes": [Q1, Q2]}, {"quotes": [Q2, Q1]}, ["quotes[] in another order"]),
        ({"over": [1, 5]}, {"over": [1, 9]}, ["over changed"]),
        ({"period": {"from": "2019"}}, {"period": {"to": "2019"}}, ["period.from removed", "period.to added"]),
        ({"figures": [AT]}, {"error": "KeyError: 'x'"}, ["error added", "figures[] removed"]),
    ],
)
def test_a_change_is_named_by_its_field(old: Any, new: Any, kinds: list[str]) -> None:
    assert [change.kind for change in changes_between(old, new)] == kinds


def test_plain_values_do_not_depend_on_order_or_rounding() -> None:
    value = {"units": frozenset(("mile", "foot")), "at": Span(2, 5), "bound": Bound.ABOUT, "score": 0.1 + 0.2,
             "value": Decimal("1E+3"), "none": None, "no": False, "empty": []}  # fmt: skip
    assert plain(value) == {
        "units": ["foot", "mile"], "at": [2, 5], "bound": "about", "score": 0.3, "value": "1000"
    }  # fmt: skip
    with pytest.raises(TypeError, match="no plain form for object"):
        plain(object())
