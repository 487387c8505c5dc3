"""Notebooks are checked cell by cell, and mended without another byte changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from keras_lens.cli.files import SourceText
from keras_lens.cli.places import reported
from keras_lens.rules.findings import Finding
from keras_lens.syntax.notebooks import read_notebook
from keras_lens.syntax.source import parse_source
from keras_lens.syntax.spans import Position, Span
from tests.cli.command import Command
from tests.cli.test_json import SCHEMA

from . import notebooks


def test_a_finding_in_a_cell(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.ipynb").write_text(notebooks.notebook(notebooks.MISTAKE), "utf-8")
    result = lens.run("check", "--format=concise", ".", folder=tmp_path)
    assert (result.code, result.errors) == (1, "")
    assert result.output.startswith("model.ipynb:cell 3:3:11: warning[dense-before-flatten] ")
    assert result.output.count("\n") == 1


def test_json_counts_cells_from_0(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.ipynb").write_text(notebooks.notebook(notebooks.MISTAKE), "utf-8")
    result = lens.run("check", "--format=json", "model.ipynb", folder=tmp_path)
    report = json.loads(result.output)
    Draft202012Validator(SCHEMA).validate(report)
    (file,) = report["files"]
    (finding,) = file["diagnostics"]
    assert [finding[key] for key in ("cell", "line", "column", "end_line", "end_column")] == [
        2,
        3,
        11,
        3,
        16,
    ]
    assert [(one["cell"], one["line"]) for one in file["layers"]] == [
        (2, line) for line in (2, 3, 4, 5)
    ]
    assert [(one["cell"], one["line"]) for one in file["models"]] == [(2, 1)]


def test_show_has_a_heading_for_each_cell(lens: Command, tmp_path: Path) -> None:
    cells = [*notebooks.MISTAKE, "  x = 1\n  y = 2"]
    (tmp_path / "model.ipynb").write_text(notebooks.notebook(cells), "utf-8")
    result = lens.run("show", "model.ipynb", folder=tmp_path)
    lines = result.output.splitlines()
    assert lines[:2] == ["[cell 1]", "%pip install keras"]
    assert "%%bash" in lines
    at = lines.index("[cell 3]")
    assert lines[at + 3].endswith("(None, 28, 28, 64) · 128 params")
    assert lines[at + 4] == "          ^^^^^ warning: dense-before-flatten"
    at = lines.index("[cell 4]")
    assert lines[at + 1 : at + 4] == ["  x = 1", "  y = 2", ""]


LAYOUTS: dict[str, tuple[dict[str, object], str]] = {
    "as Jupyter writes it": ({}, "\n"),
    "with escapes": ({"ensure_ascii": True}, "\n"),
    "another indentation and line end": ({"indent": 4}, "\r\n"),
    "on one line": ({"indent": None, "separators": (",", ":")}, "\n"),
}


@pytest.mark.parametrize(("layout", "line_end"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_fix_changes_the_lines_of_its_cell_only(
    lens: Command, tmp_path: Path, layout: dict[str, object], line_end: str
) -> None:
    file = tmp_path / "model.ipynb"
    mark = b"\xef\xbb\xbf" if line_end == "\r\n" else b""
    before = notebooks.notebook(notebooks.MISTAKE, **layout).replace("\n", line_end)
    file.write_bytes(mark + before.encode())
    result = lens.run("check", "--fix", "--unsafe-fixes", "model.ipynb", folder=tmp_path)
    assert (result.code, result.errors, result.output) == (0, "", "Fixed 1 finding.\n")
    mended = notebooks.MISTAKE[2].split("\n")
    mended[2], mended[3] = mended[3], mended[2]
    after = [*notebooks.MISTAKE[:2], "\n".join(mended)]
    expected = notebooks.notebook(after, **layout).replace("\n", line_end)
    assert file.read_bytes() == mark + expected.encode()


BROKEN = {
    "no JSON": ('{"cells": [', "not a notebook: it is not JSON: "),
    "no cells": ('{"keras": 1}', "not a notebook: it holds no cells"),
    "a list": ("[1]", "not a notebook: it holds no cells"),
    "a cell without source": (
        '{"cells": [{"cell_type": "code"}], "nbformat": 4}',
        "not a notebook: its cell 1 has no source",
    ),
    "a cell that is a number": ('{"cells": [1], "nbformat": 4}', "not a notebook: its cell 1 is"),
    "an old format": (
        '{"worksheets": [], "nbformat": 3}',
        "a notebook of the old format 3: open it in Jupyter and save it again",
    ),
    "too deep": ('{"cells": ' + "[" * 100_000, "not a notebook: "),
}


@pytest.mark.parametrize(("text", "complaint"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_notebook(lens: Command, tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "odd.ipynb").write_text(text)
    result = lens.run("check", "odd.ipynb", folder=tmp_path)
    assert (result.code, result.output) == (2, "")
    assert result.errors.startswith(f"keras-lens: odd.ipynb: {complaint}")
    assert result.errors.count("\n") == 1


def test_a_syntax_error_in_a_cell(lens: Command, tmp_path: Path) -> None:
    cells = ["import keras\n%matplotlib inline", "x = 1\ny = = 2"]
    (tmp_path / "odd.ipynb").write_text(notebooks.notebook(cells), "utf-8")
    result = lens.run("check", "odd.ipynb", folder=tmp_path)
    assert result.code == 2
    assert result.errors.startswith("keras-lens: odd.ipynb:cell 2:2: syntax error: ")


def test_a_notebook_in_another_language(lens: Command, tmp_path: Path) -> None:
    text = notebooks.notebook(["library(keras)\nx <- 1"]).replace('"python"', '"R"')
    (tmp_path / "model.ipynb").write_text(text, "utf-8")
    result = lens.run("check", "model.ipynb", folder=tmp_path)
    assert (result.code, result.output, result.errors) == (0, "", "")


def test_a_message_speaks_of_cells() -> None:
    notebook = read_notebook(notebooks.notebook(["x = 1", "y = 2\nz = 3"]))
    source = SourceText("model.ipynb", notebook.program, notebook=notebook)
    file = parse_source(source.path, source.text)
    line = notebook.program.splitlines().index("z = 3")
    span = Span(Position(line, 0), Position(line, 1))
    finding = Finding("a-rule", "error", f"As line {line + 1} says, 40 lines on", span)
    assert reported(finding, file, source).message == "As cell 2, line 2 says, 40 lines on"
