"""What `check` prints for programs: each format as its readers demand it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from keras_lens.cli.formats import github, junit, sarif
from keras_lens.cli.results import FileResult, Place, ReportedFinding, ReportedRelated
from keras_lens.rules.registry import RULES
from tests.cli import programs
from tests.cli.command import ROOT, Command

from . import notebooks

SARIF_SCHEMA = json.loads(
    (ROOT / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text(
        "utf-8"
    )
)
"""The schema of SARIF 2.1.0 as Microsoft's tools for it use it."""

NASTY = '100 % of `a,b`: <x> & "y"\r\nsecond line \x00\x1b ½ 🙂'


def finding(message: str, path: str = "model.py", **more: Any) -> ReportedFinding:
    """One with everything that has to be escaped."""
    place = Place(path, 3, 5, 3, 9)
    related = ReportedRelated(Place(path, 1, 1, 1, 4), NASTY, "x = 1")
    given: dict[str, Any] = {"details": "", "related": (related,), "severity": "error"} | more
    return ReportedFinding(
        "dense-before-flatten", message=message, place=place, source="x = f(y)", fixes=(), **given
    )


def sarif_of(output: str) -> dict[str, Any]:
    log = json.loads(output)
    Draft4Validator(SARIF_SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_concise(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "--format=concise", "model.py", folder=tmp_path)
    assert result.code == 1
    assert re.fullmatch(
        r"model\.py:5:11: warning\[dense-before-flatten\] Dense works .*\n", result.output
    )


def test_text_counts_at_the_end(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(f"# keras-lens: nothing=1\n{programs.MISTAKE}")
    options = ["--select", "dense-before-flatten,comments"]
    result = lens.run("check", "model.py", *options, folder=tmp_path)
    last = result.output.splitlines()[-1]
    assert last.startswith("Found 1 warning, 1 information.")
    assert last.endswith(" --fix --unsafe-fixes mends 2.")


def test_sarif(lens: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mit Leerzeichen"
    folder.mkdir()
    (folder / "größe.py").write_text(programs.MISTAKE, "utf-8")
    result = lens.run("check", "--format=sarif", ".", "nowhere.py", folder=tmp_path)
    run = sarif_of(result.output)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        rule.identifier for rule in RULES
    ]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "nowhere.py: no such file"
    ]
    (found,) = run["results"]
    assert (found["ruleId"], found["level"]) == ("dense-before-flatten", "warning")
    assert RULES[found["ruleIndex"]].identifier == "dense-before-flatten"
    physical = found["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {
        "uri": "mit%20Leerzeichen/gr%C3%B6%C3%9Fe.py",
        "uriBaseId": "%SRCROOT%",
    }
    assert physical["region"] == {"startLine": 5, "startColumn": 11, "endLine": 5, "endColumn": 16}
    assert str(tmp_path) not in result.output


def test_a_fix_in_sarif_can_be_made(lens: Command, tmp_path: Path) -> None:
    """By one who follows the standard: regions of the text as it was."""
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    run = sarif_of(lens.run("check", "--format=sarif", "model.py", folder=tmp_path).output)
    fix = run["results"][0]["fixes"][0]
    assert fix["description"]["text"].startswith("Insert Flatten() before Dense")
    (change,) = fix["artifactChanges"]
    lines = programs.MISTAKE.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    text = programs.MISTAKE
    for one in reversed(change["replacements"]):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    (tmp_path / "model.py").write_text(text)
    assert lens.run("check", "model.py", folder=tmp_path).code == 0


def test_sarif_knows_a_finding_again(lens: Command, tmp_path: Path) -> None:
    """After lines were put in above; two that look the same are two."""
    twice = programs.MISTAKE + programs.MISTAKE
    prints = []
    for text in (twice, "import os\n\n" + twice):
        (tmp_path / "model.py").write_text(text)
        run = sarif_of(lens.run("check", "--format=sarif", "model.py", folder=tmp_path).output)
        prints.append([one["partialFingerprints"]["kerasLens/v1"] for one in run["results"]])
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == 2


def test_sarif_of_a_notebook_has_lines_of_its_file(lens: Command, tmp_path: Path) -> None:
    text = notebooks.notebook(notebooks.MISTAKE)
    (tmp_path / "model.ipynb").write_text(text, "utf-8")
    run = sarif_of(lens.run("check", "--format=sarif", ".", folder=tmp_path).output)
    (found,) = run["results"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert "model.add(Dense(64" in text.splitlines()[region["startLine"] - 1]
    assert found["message"]["text"].startswith("Cell 3, line 3: ")


@pytest.mark.parametrize("severity", ["error", "warning", "information", "hint"])
def test_anything_can_be_said_in_sarif(
    capsys: pytest.CaptureFixture[str], severity: str, environment: Any = None
) -> None:
    outside = finding(NASTY, "/somewhere/else.py", severity=severity, details=NASTY)
    results = [FileResult("model.py", (finding(NASTY, severity=severity), outside), (NASTY,))]
    sarif.print_results(results, environment)
    run = sarif_of(capsys.readouterr().out)
    assert run["results"][0]["message"]["text"] == NASTY
    location = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///somewhere/else.py"}


def test_github(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "--format=github", "model.py", folder=tmp_path)
    assert result.output.startswith(
        "::warning title=keras-lens%3A dense-before-flatten,file=model.py,"
        "line=5,endLine=5,col=11,endColumn=16::Dense works on the last axis only: "
    )


def test_anything_can_be_said_to_github(capsys: pytest.CaptureFixture[str]) -> None:
    results = [FileResult("a,b:c.py", (finding(NASTY, "a,b:c.py"),), (NASTY,))]
    github.print_results(results, None)  # type: ignore[arg-type]
    trouble, found = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert trouble.startswith("::error title=keras-lens::100 %25 of `a,b`: <x>")
    assert ",file=a%2Cb%3Ac.py,line=3," in found
    *_, message = found.split("::")
    assert message.startswith('100 %25 of `a,b`: <x> & "y"%0D%0Asecond line')


def test_junit(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(programs.MISTAKE)
    (tmp_path / "good.py").write_text(programs.CLEAN)
    (tmp_path / "noted.py").write_text(programs.ASSUMED)
    (tmp_path / "broken.py").write_text(programs.BROKEN)
    result = lens.run("check", "--format=junit", ".", folder=tmp_path)
    root = junit_of(result.output)
    suites = {suite.attrib["name"]: suite for suite in root}
    assert list(suites) == ["bad.py", "broken.py", "good.py", "noted.py"]
    assert {
        name: (one.attrib["failures"], one.attrib["errors"]) for name, one in suites.items()
    } == {
        "bad.py": ("1", "0"),
        "broken.py": ("0", "1"),
        "good.py": ("0", "0"),
        "noted.py": ("0", "0"),
    }
    assert "assumption-wrong" in (suites["noted.py"].findtext("system-out") or "")
    failure = suites["bad.py"].find("testcase/failure")
    assert failure is not None
    assert failure.attrib["message"].startswith("Dense works on the last axis only")


def test_anything_can_be_said_in_junit(capsys: pytest.CaptureFixture[str]) -> None:
    results = [FileResult("m.py", (finding(NASTY), finding(NASTY, severity="hint")), (NASTY,))]
    junit.print_results(results, None)  # type: ignore[arg-type]
    root = junit_of(capsys.readouterr().out)
    assert root.attrib["tests"] == "2"


def junit_of(output: str) -> ET.Element:
    """The document, which must have what readers of JUnit's XML rely on (the schema of Ant's task,
    and Jenkins's): the elements and their order, the attributes, counts that are right."""
    root = ET.fromstring(output.encode())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        cases = suite.findall("testcase")
        kinds = [child.tag for child in suite]
        assert kinds == ["testcase"] * len(cases) + ["system-out"] * (len(kinds) - len(cases))
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped", "time"}
        counts = {"tests": len(cases)}
        for kind in ("failure", "error"):
            counts[f"{kind}s"] = len(suite.findall(f"testcase/{kind}"))
        assert {name: int(suite.attrib[name]) for name in counts} == counts
        for case in cases:
            assert set(case.attrib) == {"name", "classname", "time"}
            assert all({"message", "type"} == set(child.attrib) for child in case)
    for name in ("tests", "failures", "errors"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
    return root
