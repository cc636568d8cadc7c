"""A run as JUnit XML, for build servers."""

from __future__ import annotations

import re

from evals.report import explain
from evals.types import Run

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(run: Run) -> str:
    """The run as JUnit XML, a test case for each case."""
    from xml.etree import ElementTree as Xml

    suite = Xml.Element(
        "testsuite",
        name=_xml_safe(f"{run.system} on {run.corpus}"),
        tests=str(len(run.results)),
        failures=str(sum(1 for r in run.results if not r.passed and not r.error)),
        errors=str(sum(1 for r in run.results if r.error)),
        time=f"{run.seconds:.3f}",
        timestamp=run.started,
    )
    for result in run.results:
        name, kind = _xml_safe(result.case_id), f"sayso.{result.kind}"
        case = Xml.SubElement(suite, "testcase", classname=kind, name=name, time=f"{result.seconds:.3f}")
        if result.error:
            Xml.SubElement(case, "error", message=_xml_safe(result.error))
        elif not result.passed:
            failure = Xml.SubElement(case, "failure", message=str(result.lost_at), type=str(result.lost_at))
            failure.text = _xml_safe(explain(result))
    return Xml.tostring(suite, encoding="unicode", xml_declaration=True)


def _xml_safe(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, halves of characters, two codes that are none."""
    return _NOT_XML.sub("", text)
