"""Where in a script a frame is: the call that it is at."""

from __future__ import annotations

import ast
import io
import itertools
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Any

import keras

GLUE = ("__call__", "__new__", "observed_add", "error_handler")
"""Functions between a call in the script and the function observed."""
CONFIG_READERS = (*GLUE, "from_config", "functional_from_config")
"""The same, and those that make a layer or model from a config."""
TWINS = "/keras/src/layers/merging/"
"""Where the functions are that make a layer and call it (`keras.layers.add`)."""
READY_MADE = "/keras/src/applications/"
MODEL_MAKERS = (READY_MADE, "/keras/src/models/cloning.py", "/observer/")
"""Where the functions are that make models for the script."""
Extent = tuple[int, "int | None", "int | None", "int | None"]
"""Line, column, end line, end column, from 1 and in characters; only the line in Python 3.10."""


class Places:
    """Where in the script a frame is.

    variables: the global names to which the results of calls are assigned at once.
    """

    def __init__(self, path: str, source: bytes) -> None:
        self._path = path
        # Split as Python does, which gives columns without a byte order mark.
        text = source.decode("utf-8-sig")
        self._lines = io.StringIO(text, newline=None).readlines()
        self._extents: dict[tuple[int, int], Extent] = {}
        self.variables: dict[Extent, str] = {}
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                # A call is known by its closing parenthesis: bytecode gives calls of
                # methods that are spread over lines a start of its own.
                extent = self._extent_of(node)
                self._extents[node.end_lineno or 0, node.end_col_offset or 0] = extent
        for statement in _outside_of_functions(tree):
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        self.variables[self._extent_of(statement.value)] = target.id

    def _extent_of(self, node: ast.Call) -> Extent:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return (
            node.lineno,
            self._character(node.lineno, node.col_offset),
            end_line,
            self._character(end_line, end_column),
        )

    def _character(self, line: int, column: int) -> int:
        """The column from 1, in characters, of a column in bytes of UTF-8."""
        return len(self._lines[line - 1].encode()[:column].decode()) + 1

    def direct_caller(self, glue: Sequence[str] = GLUE) -> Extent | None:
        """The call in the script that called the observed function; None if Keras did."""
        frame = sys._getframe(2)
        while frame.f_code.co_filename != self._path and (
            frame.f_code.co_name in glue or TWINS in frame.f_code.co_filename
        ):
            assert frame.f_back is not None
            frame = frame.f_back
        return self._extent(frame) if frame.f_code.co_filename == self._path else None

    def caller_of_maker(self, model: Any) -> Extent | None:
        """The call in the script of a function of Keras that makes models; None where the
        model was made in another way. A ready-made model may be made of Sequential ones."""
        frame: FrameType | None = sys._getframe(2)
        through_maker = False
        while frame is not None and frame.f_code.co_filename != self._path:
            name = frame.f_code.co_filename
            is_maker = any(one in name for one in MODEL_MAKERS)
            if READY_MADE in name and isinstance(model, keras.Sequential):
                return None
            if not is_maker and frame.f_code.co_name not in CONFIG_READERS:
                return None
            through_maker = through_maker or "/keras/src/" in name
            frame = frame.f_back
        return self._extent(frame) if frame is not None and through_maker else None

    def nearest(self) -> Extent | None:
        """The innermost call in the script that is going on."""
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename != self._path:
            frame = frame.f_back
        return None if frame is None else self._extent(frame)

    def _extent(self, frame: FrameType) -> Extent:
        if sys.version_info < (3, 11):
            return (frame.f_lineno, None, None, None)
        instructions = frame.f_code.co_positions()
        positions = next(itertools.islice(instructions, frame.f_lasti // 2, None))
        end = (positions[1] or 0, positions[3] or 0)  # line, and column in bytes
        return self._extents.get(end, (frame.f_lineno, None, None, None))


def _outside_of_functions(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below `node`, without those of functions and classes."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        ):
            yield child
            yield from _outside_of_functions(child)
