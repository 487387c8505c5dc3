"""The machine-readable report, the same as that of `show`."""

from __future__ import annotations

import json
from collections.abc import Iterable

import typer

from keras_lens.cli.results import FileResult
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.ide.report import report


def print_results(results: Iterable[FileResult], evaluation: Evaluation) -> None:
    """Prints one object."""
    files = [result.report for result in results if result.report is not None]
    typer.echo(json.dumps(report(evaluation.environment, files), ensure_ascii=False, indent=2))
