"""SARIF 2.1.0, which GitHub's code scanning and other dashboards read.

The sections named below are those of the OASIS standard, "Static Analysis Results Interchange
Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

import typer

from keras_lens import __version__
from keras_lens.cli.results import FileResult, Place, ReportedFinding, ReportedFix
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.ide.report import Plain
from keras_lens.rules.registry import RULES, SUBJECTS
from keras_lens.rules.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/keras-lens/keras-lens"
_ROOT = "%SRCROOT%"
_LEVELS = {
    "error": "error",
    "warning": "warning",
    "information": "note",
    "hint": "note",
    "off": "none",
}
_INDEX = {rule.identifier: index for index, rule in enumerate(RULES)}
_SUBJECT = {rule.identifier: subject for subject, rules in SUBJECTS.items() for rule in rules}


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints one log with one run."""
    results = list(results)
    complaints = [complaint for result in results for complaint in result.complaints]
    log: Plain = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    _ROOT: {"description": {"text": "The folder that was the working directory."}}
                },
                "invocations": [
                    {
                        "executionSuccessful": not complaints,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": complaint}}
                            for complaint in complaints
                        ],
                    }
                ],
                "results": [one for result in results for one in _results(result.findings)],
            }
        ],
    }
    typer.echo(json.dumps(log, ensure_ascii=False, indent=2))


def _driver() -> Plain:
    return {
        "name": "Keras Lens",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in RULES],
    }


def _rule(rule: Rule) -> Plain:
    """Section 3.49."""
    return {
        "id": rule.identifier,
        "shortDescription": {"text": f"{rule.summary}."},
        "help": {"text": rule.explanation.strip(), "markdown": _help(rule)},
        "helpUri": f"{_HOME}/blob/main/docs/rules/{rule.identifier}.md",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [_SUBJECT[rule.identifier]]},
    }


def _help(rule: Rule) -> str:
    return (
        f"{rule.explanation.strip()}\n\n"
        f"```python\n{rule.bad.strip()}\n```\n\n"
        f"What was probably meant:\n\n```python\n{rule.good.strip()}\n```\n"
    )


def _results(findings: Sequence[ReportedFinding]) -> list[Plain]:
    """Section 3.27. Findings that look the same are told apart by their order."""
    seen: Counter[str] = Counter()
    told: list[Plain] = []
    for finding in findings:
        print_ = _fingerprint(finding)
        seen[print_] += 1
        text = finding.message
        if finding.place.cell is not None:
            text = f"Cell {finding.place.cell + 1}, line {finding.place.line}: {text}"
        if finding.details:
            text = f"{text}\n\nKeras: {finding.details}"
        result: dict[str, Plain] = {
            "ruleId": finding.rule,
            "ruleIndex": _INDEX[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": text},
            "locations": [{"physicalLocation": _physical(finding.place, finding.source)}],
            "partialFingerprints": {"kerasLens/v1": f"{print_}:{seen[print_]}"},
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": _physical(related.place),
                    "message": {"text": related.message},
                }
                for number, related in enumerate(finding.related, start=1)
            ]
        fixes = [_fix(fix) for fix in finding.fixes] if finding.place.cell is None else []
        if fixes:
            result["fixes"] = fixes
        told.append(result)
    return told


def _fingerprint(finding: ReportedFinding) -> str:
    """What stays when lines are put in above: the rule, the file, the words of the line."""
    words = " ".join(finding.source.split())
    parts = "\0".join((finding.rule, _artifact(finding.place.path)["uri"], words))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _physical(place: Place, source: str = "") -> Plain:
    """Section 3.29."""
    told: dict[str, Plain] = {
        "artifactLocation": dict(_artifact(place.path)),
        "region": dict(_region(place)),
    }
    if source and place.cell is None and place.line == place.end_line:
        told["contextRegion"] = {"startLine": place.line, "snippet": {"text": source}}
    return told


def _region(place: Place) -> dict[str, Plain]:
    """Section 3.30. Of a notebook the line of its file."""
    if place.cell is not None:
        return {"startLine": place.line_in_file}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(path: str) -> dict[str, str]:
    """Section 3.4: relative to the working directory where the file is below it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they are
    try:
        relative = absolute.relative_to(Path.cwd())
    except ValueError:
        return {"uri": absolute.as_uri()}
    return {"uri": quote(relative.as_posix()), "uriBaseId": _ROOT}


def _fix(fix: ReportedFix) -> Plain:
    """Section 3.55."""
    by_path: dict[str, list[Plain]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.place.path, []).append(
            {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.new_text}}
        )
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": dict(_artifact(path)), "replacements": replacements}
            for path, replacements in by_path.items()
        ],
    }
