"""A file's analysis as the machine-readable object that `--format json` prints.

The contract: lines and columns count from 1, columns in characters, ends exclusive; keys are
stable within a `version` (docs/command-line.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from keras_lens.algebra import Polynomial, Size
from keras_lens.evaluation.environment import Environment, EnvironmentProblem
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import (
    LayerApplication,
    ModelRecord,
    TensorRecord,
    distinct_outcomes,
)
from keras_lens.rules.findings import Finding, Fix
from keras_lens.syntax.spans import Span

VERSION = 1

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | bool | None"


def report(environment: Environment | EnvironmentProblem, files: Sequence[Plain]) -> Plain:
    """The whole object; `files` are made by `file_report`."""
    return {"version": VERSION, "environment": _environment(environment), "files": list(files)}


def file_report(path: str, analysis: Analysis, findings: Sequence[Finding]) -> Plain:
    """What is said of one file, `path` as the user gave it."""
    return {
        "path": path,
        "layers": [
            _layer(application) for application in distinct_outcomes(analysis.own_applications)
        ],
        "models": [_model(model) for model in analysis.models],
        "diagnostics": [_finding(finding) for finding in findings],
    }


def _environment(environment: Environment | EnvironmentProblem) -> Plain:
    if isinstance(environment, EnvironmentProblem):
        return {"python": None, "keras": None, "backend": None, "tensorflow": None}
    return {
        "python": environment.python,
        "keras": environment.keras,
        "backend": environment.backend,
        "tensorflow": environment.tensorflow,
    }


def _layer(application: LayerApplication) -> Plain:
    return {
        **_place(application.site.span),
        "class": application.class_name,
        "name": application.name,
        "model": application.model,
        "input_shapes": _shapes(application.inputs),
        "output_shapes": _shapes(application.outputs),
        "params": _number(application.params),
        **_formula("params_formula", application.params),
        "trainable_params": _number(application.trainable_params),
        "dtype": application.dtype,
    }


def _model(model: ModelRecord) -> Plain:
    return {
        "line": model.site.span.start.line + 1,
        "variable": model.variable,
        "name": model.name,
        "class": model.class_name,
        "output_shapes": [list(shape) for shape in model.output_shapes],
        "total_params": _number(model.total_params),
        **_formula("total_params_formula", model.total_params),
        "trainable_params": _number(model.trainable_params),
        "non_trainable_params": _number(model.non_trainable_params),
        "bytes": _number(model.bytes),
    }


def _number(size: Size | None) -> int | None:
    return size if isinstance(size, int) else None


def _formula(key: str, size: Size | None) -> dict[str, Plain]:
    """A count that depends on parameters of the program; there only where it is one."""
    return {key: str(size)} if isinstance(size, Polynomial) else {}


def _finding(finding: Finding) -> Plain:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        **_place(finding.span),
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _fix(fix: Fix) -> Plain:
    return {
        "title": fix.title,
        "edits": [{**_place(edit.span), "new_text": edit.new_text} for edit in fix.edits],
    }


def _place(span: Span) -> dict[str, Plain]:
    return {
        "line": span.start.line + 1,
        "column": span.start.character + 1,
        "end_line": span.end.line + 1,
        "end_column": span.end.character + 1,
    }


def _shapes(tensors: Sequence[TensorRecord]) -> list[Plain]:
    return [list(tensor.shape) for tensor in tensors]
