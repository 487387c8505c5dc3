"""What `check` prints: one module a format."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable

from keras_lens.cli.formats import concise, github, json, junit, sarif, text
from keras_lens.cli.results import FileResult
from keras_lens.evaluation.evaluation import Evaluation

Printer = Callable[[Iterable[FileResult], Evaluation], None]
"""Prints results as they come; `evaluation` tells the versions of the environment."""


class CheckFormat(str, enum.Enum):
    """How the findings are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


PRINTERS: dict[CheckFormat, Printer] = {
    CheckFormat.TEXT: text.print_results,
    CheckFormat.CONCISE: concise.print_results,
    CheckFormat.JSON: json.print_results,
    CheckFormat.SARIF: sarif.print_results,
    CheckFormat.GITHUB: github.print_results,
    CheckFormat.JUNIT: junit.print_results,
}
