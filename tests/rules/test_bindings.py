"""The names that a file gives a meaning, as Python binds them."""

from __future__ import annotations

import ast

import pytest

from keras_lens.rules.editing.bindings import names_bound_by
from keras_lens.rules.old_apis.rewriting.imports import is_bound_otherwise
from keras_lens.syntax.source import parse_source

PROGRAMS = {
    "import keras.layers": {"keras"},
    "import keras.layers as layers": {"layers"},
    "from . import Dense": {"Dense"},
    "from keras.layers import Dense as Full, Flatten": {"Full", "Flatten"},
    "def make(units): pass": {"make", "units"},
    "class Block: size = 3": {"Block", "size"},
    "for row in rows: first, second = row": {"row", "first", "second"},
    "print(model)": set(),
}


@pytest.mark.parametrize(("program", "names"), PROGRAMS.items())
def test_names_that_a_program_binds(program: str, names: set[str]) -> None:
    nodes = ast.walk(ast.parse(program))
    assert set().union(*map(names_bound_by, nodes)) == names


@pytest.mark.parametrize(
    ("program", "is_bound"),
    [
        ("from keras.layers import Dense", False),
        ("from . import Dense", True),
        ("from .keras import Dense", False),
        ("from torch import Dense", True),
    ],
)
def test_a_name_of_keras_is_not_bound_otherwise(program: str, is_bound: bool) -> None:
    assert is_bound_otherwise(parse_source("program.py", program), "Dense") is is_bound
