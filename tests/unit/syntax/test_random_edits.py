"""A real program that is broken at every place and in every way."""

from __future__ import annotations

import ast
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.syntax.spans import Position

PROGRAM = '''\
"""Trains a small network – on digits."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

UNITS = (64, 32)
NAMES = {
    "first": "größe",
    "second": "𝄞",
}


class Block(layers.Layer):
    """Two layers, one after the other."""

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.first = layers.Dense(units, activation="relu")
        self.second = layers.Dense(
            units,
            name=NAMES["second"],
        )

    @property
    def size(self):
        return len(self.weights)

    def call(self, inputs):
        return self.second(self.first(inputs))


def build(shape=(28, 28, 1), deep=True):
    model = keras.Sequential([
        layers.Input(shape),
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.Flatten(),
    ])
    if deep:
        for units in UNITS:
            model.add(layers.Dense(units))
            model.add(layers.Dropout(0.5))
    else:
        model.add(Block(16))
    try:
        model.add(layers.Dense(10, name=f"{NAMES['first']}_out"))
    except ValueError as error:
        print("é", error)
    finally:
        print("done")
    return model


model = build()
model.compile(optimizer="adam", loss="mse"); model.summary()
x = np.zeros((1, 28, 28, 1)) + \\
    1
while True:
    break
model.fit(x, np.zeros((1, 10)))
'''
LINES = PROGRAM.split("\n")

Place = tuple[str, Position, Position]


def simple_statements(file: SourceFile) -> set[Place]:
    """The statements that have no block: their structure and where they stand."""
    found = set()
    for node in ast.walk(file.tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            span = file.span_of(node)
            found.add((ast.dump(node), span.start, span.end))
    return found


def check_positions(file: SourceFile) -> None:
    end = file.position_at(len(file.text))
    in_strings = {
        id(part)
        for node in ast.walk(file.tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    for node in ast.walk(file.tree):
        if not hasattr(node, "lineno"):
            continue
        span = file.span_of(node)
        assert Position(0, 0) <= span.start <= span.end <= end
        if sys.version_info < (3, 12) and id(node) in in_strings:
            continue  # Python itself misplaces them
        if isinstance(node, ast.Name):
            assert unicodedata.normalize("NFKC", file.text_of(span)) == node.id
        if isinstance(node, ast.Call):
            assert file.text_of(span).endswith(")")


ORIGINAL = simple_statements(parse_source("program.py", PROGRAM))
ONE_LINERS = sorted(
    {
        (start.line, start.character)
        for _, start, end in ORIGINAL
        if start.line == end.line
        and LINES[start.line].strip() == LINES[start.line][start.character : end.character]
    }
)
BROKEN = [
    "model.add(layers.Dense(",
    "x = ",
    "model.",
    "print('",
    'print("never ends)',
    "layers = [Dense(1), (",
    "y = {'a': [1, (2}",
    "print 1",
    "%timeit model()",
    "for",
    "else:",
    "def f(",
    "@",
    ")",
    "model = Sequential([\n    Dense(",
    "'''",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_one_broken_line_takes_nothing_else_along(broken: str) -> None:
    assert len(ONE_LINERS) > 15
    for line, character in ONE_LINERS:
        if broken == "else:" and LINES[line].strip() == "break":
            continue  # it is not broken there: `while True:` has an empty block and an `else`
        indentation = " " * character
        lines = [indentation + part for part in broken.split("\n")]
        text = "\n".join((*LINES[:line], *lines, *LINES[line + 1 :]))
        file = parse_source("program.py", text)
        added = broken.count("\n")
        expected = {
            (dump, moved(start, line, added), moved(end, line, added))
            for dump, start, end in ORIGINAL
            if start.line != line
        }
        assert expected <= simple_statements(file), f"line {line}: {LINES[line]}"
        check_positions(file)


def moved(position: Position, line: int, lines: int) -> Position:
    return Position(position.line + lines * (position.line > line), position.character)


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(PROGRAM) - 1),
        st.integers(0, 12),
        st.text(st.sampled_from("()[]{}'\"\\\n\t :;=@#,.aé𝄞%"), max_size=4),
    ),
    min_size=1,
    max_size=3,
)


@given(edits=EDITS)
@settings(max_examples=300, deadline=None)
def test_random_edits(edits: list[tuple[int, int, str]]) -> None:
    text = PROGRAM
    for offset, deleted, inserted in edits:
        text = text[:offset] + inserted + text[offset + deleted :]
    file = parse_source("program.py", text)
    check_positions(file)
    first_changed = min(PROGRAM.count("\n", 0, offset) for offset, _, _ in edits)
    before = {place for place in ORIGINAL if place[2].line < first_changed}
    assert before <= simple_statements(file)


@given(text=st.text(st.characters(exclude_categories=[]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    check_positions(parse_source("any.py", text))
