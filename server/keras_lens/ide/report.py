"""A file's analysis as the machine-readable object that `--format json` prints.

The contract: lines and columns count from 1, columns in characters, ends exclusive; keys are
stable within a `version` (docs/command-line.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.syntax.notebooks import Notebook
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

VERSION = 1

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | bool | None"


def report(environment: Environment | EnvironmentProblem, files: Sequence[Plain]) -> Plain:
    """The whole object; `files` are made by `file_report`."""
    return {"version": VERSION, "environment": _environment(environment), "files": list(files)}


def file_report(
    path: str,
    analysis: Analysis,
    findings: Sequence[Finding],
    notebook: Notebook | None = None,
) -> Plain:
    """What is said of one file, `path` as the user gave it.

    notebook: what the file's text was taken from, if that is one.
    """
    places = _Places(analysis.file, notebook)
    return {
        "path": path,
        "layers": [
            _layer(application, places)
            for application in distinct_outcomes(analysis.own_applications)
        ],
        "models": [_model(model, places) for model in analysis.models],
        "diagnostics": [_finding(finding, places) for finding in findings],
    }


def unread_report(path: str) -> Plain:
    """What is said of a file that has nothing to do with Keras."""
    return {"path": path, "layers": [], "models": [], "diagnostics": []}


@dataclass(frozen=True, slots=True)
class _Places:
    """How places are told: in lines of the file, or of a cell of a notebook."""

    file: SourceFile
    notebook: Notebook | None

    def of(self, span: Span) -> dict[str, Plain]:
        if self.notebook is None:
            return _in_lines(span)
        start, end = self.notebook.place_of(span.start), self.notebook.place_of(span.end)
        end = end if end.cell == start.cell else start
        return {
            "cell": start.cell,
            **_in_lines(
                Span(Position(start.line, start.character), Position(end.line, end.character))
            ),
        }

    def line_of(self, span: Span) -> dict[str, Plain]:
        """Where something starts: without columns and end."""
        place = self.of(span)
        return {key: place[key] for key in ("cell", "line") if key in place}


def _in_lines(span: Span) -> dict[str, Plain]:
    return {
        "line": span.start.line + 1,
        "column": span.start.character + 1,
        "end_line": span.end.line + 1,
        "end_column": span.end.character + 1,
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


def _layer(application: LayerApplication, places: _Places) -> Plain:
    return {
        **places.of(application.site.span),
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


def _model(model: ModelRecord, places: _Places) -> Plain:
    return {
        **places.line_of(model.site.span),
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


def _finding(finding: Finding, places: _Places) -> Plain:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "documentation": finding.documentation,
        "message": finding.message,
        **({"details": finding.details} if finding.details else {}),
        **places.of(finding.span),
        "related": [_related(related, places) for related in finding.related],
        "fixes": [_fix(fix, places) for fix in finding.fixes],
    }


def _related(related: Related, places: _Places) -> Plain:
    """A place of the file, or of another one."""
    if related.file is places.file:
        return {"message": related.message, **places.of(related.span)}
    return {"message": related.message, "path": related.file.path, **_in_lines(related.span)}


def _fix(fix: Fix, places: _Places) -> Plain:
    return {
        "title": fix.title,
        "preferred": fix.preferred,
        "safe": fix.safe,
        "edits": [{**places.of(edit.span), "new_text": edit.new_text} for edit in fix.edits],
    }


def _shapes(tensors: Sequence[TensorRecord]) -> list[Plain]:
    return [list(tensor.shape) for tensor in tensors]
