"""Commands to a GitHub workflow: it shows them in the changed files of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable

import typer

from keras_lens.cli.results import FileResult, Place, ReportedFinding
from keras_lens.evaluation.evaluation import Evaluation

_COMMANDS = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints a command for each finding, and an error for what could not be checked."""
    for result in results:
        for complaint in result.complaints:
            typer.echo(f"::error title=keras-lens::{_data(complaint)}")
        for finding in result.findings:
            typer.echo(_command(finding))


def _command(finding: ReportedFinding) -> str:
    place, title = finding.place, f"keras-lens: {finding.rule}"
    message = finding.message
    if place.cell is not None:
        message = f"Cell {place.cell + 1}, line {place.line}: {message}"
    if finding.details:
        message = f"{message}\n\nKeras: {finding.details}"
    properties = {"title": title, "file": place.path, **_position(place)}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(message)}"


def _position(place: Place) -> dict[str, str]:
    """Columns only where it is one line: GitHub takes them for no other."""
    if place.cell is not None:
        return {"line": str(place.line_in_file)}
    lines = {"line": str(place.line), "endLine": str(place.end_line)}
    if place.line != place.end_line:
        return lines
    return lines | {"col": str(place.column), "endColumn": str(place.end_column)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
