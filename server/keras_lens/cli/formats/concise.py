"""A line for each finding, as compilers print it: for `grep`, and for editors that jump there."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from keras_lens.cli.results import FileResult
from keras_lens.evaluation.evaluation import Evaluation


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints `path:line:column: severity[rule] message`."""
    for result in results:
        for finding in result.findings:
            message = " ".join(finding.message.split())
            typer.echo(f"{finding.place}: {finding.severity}[{finding.rule}] {message}")
