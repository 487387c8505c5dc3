"""A layer is named and imported as the file does with its others."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.editing.spelling import Spelling, spelling_like
from keras_lens.syntax.source import SourceFile, parse_source


def spelled(text: str) -> tuple[SourceFile, Spelling | None]:
    """How `Flatten` is written where the last call of the program makes a Dense."""
    file = parse_source("program.py", text)
    calls = [node for node in ast.walk(file.tree) if isinstance(node, ast.Call)]
    last = max(calls, key=lambda call: call.lineno)
    return file, spelling_like(file, last.func, "Flatten")


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import keras\nkeras.layers.Dense(1)", "keras.layers.Flatten"),
        ("from keras import layers as L\nL.Dense(1)", "L.Flatten"),
        ("import tensorflow as tf\ntf.keras.layers.Dense(1)", "tf.keras.layers.Flatten"),
        ("from keras.layers import *\nDense(1)", "Flatten"),
        ("from keras.layers import Dense, Flatten\nDense(1)", "Flatten"),
        ("from keras.layers import Dense\nfrom keras.layers import Flatten as F\nDense(1)", "F"),
        ("import keras\nDense = keras.layers.Dense\nDense(1)", "keras.layers.Flatten"),
        (
            "def f():\n    from keras.layers import Dense, Flatten\n    Dense(1)",
            "Flatten",
        ),
    ],
)
def test_names_that_are_there_are_used(program: str, expected: str) -> None:
    _, spelling = spelled(program)
    assert spelling == Spelling(expected)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("from keras.layers import Dense", "from keras.layers import Dense, Flatten"),
        ("from keras.layers import Dense as D", "from keras.layers import Dense as D, Flatten"),
        ("from keras.layers import Conv2D, Dense, Input",
         "from keras.layers import Conv2D, Dense, Flatten, Input"),
        ("from keras.layers import Input, Dense, Conv2D",
         "from keras.layers import Input, Dense, Flatten, Conv2D"),
        ("from keras.layers import (Dense)", "from keras.layers import (Dense, Flatten)"),
        ("from keras.layers import (\n    Dense,\n    Input,  # input\n)",
         "from keras.layers import (\n    Dense,\n    Flatten,\n    Input,  # input\n)"),
        ("from keras.layers import (\n    Dense,\n)",
         "from keras.layers import (\n    Dense,\n    Flatten,\n)"),
        ("from keras.layers import Dense, \\\n    Dropout",
         "from keras.layers import Dense, \\\n    Dropout, Flatten"),
        ("from keras.layers import Dense; import os",
         "from keras.layers import Dense, Flatten; import os"),
        ("if True:\n    from keras.layers import Dense\nelse:\n    from old.layers import Dense",
         "if True:\n    from keras.layers import Dense, Flatten\nelse:\n"
         "    from old.layers import Dense, Flatten"),
    ],
)  # fmt: skip
def test_an_import_is_extended_in_its_style(program: str, expected: str) -> None:
    call = "D(1)" if " as D" in program else "Dense(1)"
    for ending in ("\n", "\r\n"):
        file, spelling = spelled(f"{program}\n{call}\n".replace("\n", ending))
        assert spelling is not None
        assert spelling.text == "Flatten"
        changed = apply_edits(file, spelling.edits)
        assert changed == f"{expected}\n{call}\n".replace("\n", ending)


@pytest.mark.parametrize(
    "program",
    [
        "from keras.layers import Dense\nfrom mine import Flatten\nDense(1)",
        "from keras.layers import Dense\ndef Flatten(): pass\nDense(1)",
        "from keras.layers import Dense\nclass Flatten: pass\nDense(1)",
        "from keras.layers import Dense\nFlatten = 1\nDense(1)",
        "from keras.layers import *\nfrom mine import Flatten\nDense(1)",
        "make = {}\nmake['dense'](1)",
        "from keras.layers import Dense\ndef f(Dense): return 1\nmakers()[0].Dense(1)",
        "Dense(1)",
    ],
)
def test_where_the_name_is_taken_or_no_example_is_given_there_is_none(program: str) -> None:
    _, spelling = spelled(program)
    assert spelling is None


def test_the_import_of_the_nearest_scope_is_extended() -> None:
    file, spelling = spelled(
        dedent("""\
        from mine import Dense

        def build():
            from keras.layers import Dense
            return Dense(1)
        """)
    )
    assert spelling is not None
    assert "    from keras.layers import Dense, Flatten\n" in apply_edits(file, spelling.edits)
    assert apply_edits(file, spelling.edits).startswith("from mine import Dense\n")
