"""From a notebook's cells to a program, and back."""

from __future__ import annotations

import ast
import json

import pytest

from keras_lens.syntax.notebooks import CellPlace, read_notebook
from keras_lens.syntax.notebooks.magics import without_magics
from keras_lens.syntax.spans import Position, Span, TextEdit

MAGICS = {
    "line magic": ("%matplotlib inline\nx = 1", "pass\nx = 1", {0}),
    "command": ("!pip install keras", "pass", {0}),
    "a command that goes on": ("!pip install \\\n  keras\nx = 1", "pass\n\nx = 1", {0, 1}),
    "in a block": ("if colab:\n    !pip install x\n", "if colab:\n    pass\n", {1}),
    "timed": ("%time model = f(1)", "pass; model = f(1)", {0}),
    "timed with options": ("%timeit -n 3 f(1)", "pass;        f(1)", {0}),
    "timed with options in one": ("%timeit -n1 -r1 f(-1)", "pass;           f(-1)", {0}),
    "a loop that is timed": ("%timeit -r1 for x in y: f(x)", "           \ffor x in y: f(x)", {0}),
    "the same in a block": ("if a:\n  %time with b:\n    c", "if a:\n     \f  with b:\n    c", {1}),
    "help": ("model.fit?\n?model\nmodel??", "pass\npass\npass", {0, 1, 2}),
    "output of a command": ("files = !ls *.png", "files = get_ipython().getoutput('')", {0}),
    "a cell that is timed": ("%%time\nx = 1", "pass\nx = 1", {0}),
    "a cell in another language": ("%%bash\nls\n", "\n\n", {0, 1, 2}),
    "modulo in brackets": ("x = (5\n%y)\n", "x = (5\n%y)\n", set()),
    "modulo after a backslash": ("x = 5 \\\n%y\n", "x = 5 \\\n%y\n", set()),
    "in a string": ("'''\n%no\n!no\n'''", "'''\n%no\n!no\n'''", set()),
    "after a comment with a quote": ("# it's\n%cd x", "# it's\npass", {1}),
    "a quote in a command": ("!echo it's\nx = '''\n%no'''", "pass\nx = '''\n%no'''", {0}),
    "not equal": ("x = y != 3", "x = y != 3", set()),
}


@pytest.mark.parametrize(("code", "python", "changed"), MAGICS.values(), ids=MAGICS.keys())
def test_magics(code: str, python: str, changed: set[int]) -> None:
    assert without_magics(code) == (python, changed)


def test_a_loop_that_is_timed_is_python_in_its_columns() -> None:
    program = read_notebook(text_of("%time for x in y: f(x)", "%time with a: b")).program
    loop, block = ast.parse(program).body
    assert isinstance(loop, ast.For)
    assert (loop.col_offset, block.col_offset) == (6, 6)


def text_of(*sources: str | list[str]) -> str:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4}, indent=1)


def edit(start: tuple[int, int], end: tuple[int, int], new_text: str) -> TextEdit:
    return TextEdit(Span(Position(*start), Position(*end)), new_text)


def test_places() -> None:
    notebook = read_notebook(text_of(["x = 1\n", "y = 2"], "z = 3"))
    assert notebook.program == "# %%\nx = 1\ny = 2\n# %%\nz = 3\n"
    assert notebook.place_of(Position(0, 0)) == CellPlace(0, 0, 0)
    assert notebook.place_of(Position(2, 4)) == CellPlace(0, 1, 4)
    assert notebook.place_of(Position(3, 0)) == CellPlace(0, 1, 5)
    assert notebook.place_of(Position(4, 4)) == CellPlace(1, 0, 4)
    line = notebook.line_in_file(0, 1)
    assert notebook.text.splitlines()[line].strip() == '"y = 2"'


def test_a_cell_that_is_indented_as_a_whole() -> None:
    """As `IPython.core.inputtransformer2.leading_indent` has it."""
    notebook = read_notebook(text_of("x = 1", "\n  y = 2\n  z = 3"))
    names: dict[str, int] = {}
    exec(notebook.program, names)
    assert (names["y"], names["z"]) == (2, 3)
    assert notebook.place_of(Position(5, 2)) == CellPlace(1, 1, 2)
    assert notebook.place_of(Position(3, 0)) == CellPlace(0, 0, 5)
    changed = notebook.after([edit((5, 2), (6, 2), "")])
    assert changed == text_of("x = 1", "\n  z = 3")


CHANGES = {
    "a word": (edit((1, 4), (1, 5), "7"), ["x = 7\n", "y = 2"], "z = 3"),
    "at the very start": (
        edit((0, 0), (0, 0), "import os\n"),
        ["import os\n", "x = 1\n", "y = 2"],
        "z = 3",
    ),
    "the last line": (edit((2, 0), (3, 0), ""), ["x = 1"], "z = 3"),
    "the first line": (edit((1, 0), (2, 0), ""), ["y = 2"], "z = 3"),
    "all lines": (edit((1, 0), (3, 0), ""), [], "z = 3"),
    "behind the last line": (
        edit((2, 5), (2, 5), "\nw = 1"),
        ["x = 1\n", "y = 2\n", "w = 1"],
        "z = 3",
    ),
    "a source that is a string": (
        edit((4, 0), (4, 0), "w = 'é'\n"),
        ["x = 1\n", "y = 2"],
        "w = 'é'\nz = 3",
    ),
}


@pytest.mark.parametrize(("change", "first", "second"), CHANGES.values(), ids=CHANGES.keys())
def test_changes(change: TextEdit, first: list[str], second: str) -> None:
    notebook = read_notebook(text_of(["x = 1\n", "y = 2"], "z = 3"))
    changed = notebook.after([change])
    assert changed is not None
    assert json.loads(changed) == json.loads(text_of(first, second))


def test_a_change_of_what_is_no_python() -> None:
    notebook = read_notebook(text_of(["%cd x\n", "y = 2"]))
    assert notebook.after([edit((1, 0), (2, 0), "")]) is None
    assert notebook.after([edit((1, 4), (2, 0), "")]) is None
    assert notebook.after([edit((0, 0), (1, 0), "")]) is None
    changed = notebook.after([edit((2, 0), (2, 0), "x = 1\n")])
    assert changed == text_of(["%cd x\n", "x = 1\n", "y = 2"])
