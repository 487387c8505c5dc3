"""JUnit's XML, which most CI servers show as tests: a suite for each file.

A finding that makes the command fail is a failed test; others are told in the suite's output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import typer

from keras_lens.cli.results import FileResult, ReportedFinding
from keras_lens.cli.verdict import is_failure
from keras_lens.evaluation.evaluation import Evaluation

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints one document."""
    suites = [_suite(result) for result in results]
    root = ET.Element("testsuites", _counts(suites) | {"name": "keras-lens", "time": "0"})
    root.extend(suites)
    ET.indent(root)
    typer.echo('<?xml version="1.0" encoding="UTF-8"?>')
    typer.echo(ET.tostring(root, encoding="unicode"))


def _suite(result: FileResult) -> ET.Element:
    failures = [finding for finding in result.findings if is_failure(finding)]
    cases = [_failed(finding) for finding in failures]
    cases += [_trouble(result.path, complaint) for complaint in result.complaints]
    if not cases:
        cases = [_case(result.path, "keras-lens")]
    suite = ET.Element("testsuite", {"name": _text(result.path)})
    suite.extend(cases)
    suite.attrib |= {
        "tests": str(len(cases)),
        "failures": str(len(failures)),
        "errors": str(len(result.complaints)),
        "skipped": "0",
        "time": "0",
    }
    others = [_line(finding) for finding in result.findings if not is_failure(finding)]
    if others:
        ET.SubElement(suite, "system-out").text = _text("\n".join(others))
    return suite


def _counts(suites: Iterable[ET.Element]) -> dict[str, str]:
    suites = list(suites)
    return {
        name: str(sum(int(suite.attrib[name]) for suite in suites))
        for name in ("tests", "failures", "errors", "skipped")
    }


def _case(path: str, name: str) -> ET.Element:
    return ET.Element("testcase", {"name": _text(name), "classname": _text(path), "time": "0"})


def _failed(finding: ReportedFinding) -> ET.Element:
    case = _case(finding.place.path, f"{finding.rule} {finding.place}")
    failure = ET.SubElement(
        case, "failure", {"type": finding.severity, "message": _text(finding.message)}
    )
    lines = [_line(finding), *(f"fix: {fix.title}" for fix in finding.fixes)]
    if finding.details:
        lines.insert(1, f"Keras: {finding.details}")
    failure.text = _text("\n".join(lines))
    return case


def _trouble(path: str, complaint: str) -> ET.Element:
    case = _case(path, "keras-lens")
    ET.SubElement(case, "error", {"type": "trouble", "message": _text(complaint)})
    return case


def _line(finding: ReportedFinding) -> str:
    return f"{finding.place}: {finding.severity}[{finding.rule}] {finding.message}"


def _text(text: str) -> str:
    """Without the characters that XML does not allow."""
    return _NOT_IN_XML.sub("\ufffd", text)
