"""Runs scripts under real Keras and writes down what Keras made of them.

    python observer.py OUTPUT SCRIPT...

A program of its own, because it imports Keras and executes the scripts: one process for any
number of scripts, each in a fresh namespace and after `keras.utils.clear_session()`. OUTPUT
becomes a JSON object:

    {"environment": {"keras": "3.15.1", ...},
     "layer_classes": {"Dense": "Dense", "AvgPool1D": "AveragePooling1D", ...},
     "scripts": {"model.py": {"error": null, "layers": [...], "models": [...]}}}

`error` is the traceback of a script that raised. `layers` and `models` have the fields of
`keras-lens show --format json`; `variable` is the global name that a model is assigned to where
it is made, null where it is not assigned there. Each Sequential model has one field more,
`summary`: what its `summary()` prints to a standard output that is no terminal.

The observing is done from outside: `Layer.__new__`, `Layer.__call__`, `Sequential.add` and
`Sequential.build` are replaced by functions that note who called them and go on. A layer is
applied by the program

- where the script itself calls it (`x = conv(x)`), also in the `call` of a layer or model of the
  script's own classes: the place is that call. A functional twin (`layers.add([x, y])`) is a
  call of the layer that it makes;
- where the script adds it to a Sequential model: the place is the `add` call, or, for a layer
  from the list given to `Sequential(...)`, the call that constructed it. The outcome is that of
  the model's own symbolic build.

What Keras does inside a layer's call is not the program's doing, nor is what it does while it
trains, evaluates or predicts, building a Sequential model apart. Layers count as they stand when
the script has ended.

A model is one that the script constructs, or that it gets from `keras.applications` or
`clone_model`. Nothing is downloaded: ready-made models are made with `weights=None`. The output
shapes of a model of the script's own class are null: Keras does not say them.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import inspect
import io
import itertools
import json
import math
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

import keras
import numpy as np
from keras.src.utils.summary_utils import weight_memory_size

GLUE = ("__call__", "__new__", "observed_add", "error_handler")
"""Functions between a call in the script and the function observed."""
CONFIG_READERS = (*GLUE, "from_config", "functional_from_config")
"""The same, and those that make a layer or model from a config."""
TWINS = "/keras/src/layers/merging/"
"""Where the functions are that make a layer and call it (`keras.layers.add`)."""
READY_MADE = "/keras/src/applications/"
MODEL_MAKERS = (READY_MADE, "/keras/src/models/cloning.py", "/observer.py")
"""Where the functions are that make models for the script."""
TRAINING = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch")

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


@dataclass
class Application:
    """A layer applied to inputs; `model` is the Sequential that it is part of."""

    place: Extent
    layer: Any
    model: Any
    input_shapes: list[list[int | None]]
    output_shapes: list[list[int | None]]


@dataclass
class Observation:
    """What happens while one script runs."""

    places: Places
    constructed: dict[int, Extent] = field(default_factory=dict)
    models: list[tuple[Extent, Any]] = field(default_factory=list)
    added: dict[tuple[int, int], Extent] = field(default_factory=dict)
    applications: dict[tuple[Extent, int, int, int], Application] = field(default_factory=dict)
    underway: list[tuple[str, Any]] = field(default_factory=list)
    kept_alive: list[Any] = field(default_factory=list)

    @contextlib.contextmanager
    def inside(self, what: str, layer: Any) -> Iterator[None]:
        self.underway.append((what, layer))
        try:
            yield
        finally:
            self.underway.pop()

    def note_construction(self, layer: Any) -> None:
        self.kept_alive.append(layer)
        direct = self.places.direct_caller(CONFIG_READERS)
        is_input = isinstance(layer, keras.layers.InputLayer)
        place = self.places.nearest() if is_input else direct
        if direct is None and isinstance(layer, keras.Model):
            place = self.places.caller_of_maker(layer)
        if place is not None:
            self.constructed[id(layer)] = place
            if isinstance(layer, keras.Model):
                self.models.append((place, layer))

    def note_addition(self, model: Any, layer: Any) -> None:
        if keras.utils.is_keras_tensor(layer):
            layer = layer._keras_history.operation
        place = self.places.direct_caller() or self.constructed.get(id(layer))
        if place is not None:
            self.added[id(model), id(layer)] = place

    def note_call(self, layer: Any, arguments: Any, outputs: Any) -> None:
        """`layer` was called, and the call has ended."""
        place, model = None, None
        if self.underway and self.underway[-1][0] == "build":
            model = self.underway[-1][1]
            place = self.added.get((id(model), id(layer)))
        elif not any(what == "training" for what, _ in self.underway):
            place = self.places.direct_caller()
        if place is None:
            return
        # A call of its own each time for the script, once in a Sequential that is rebuilt.
        turn = len(self.applications) if model is None else 0
        self.applications[place, id(layer), id(model), turn] = Application(
            place, layer, model, shapes(arguments), shapes(outputs)
        )


def shapes(structure: Any) -> list[list[int | None]]:
    """The shapes of the tensors in a structure, in order."""
    return [
        [None if size is None else int(size) for size in leaf.shape]
        for leaf in keras.tree.flatten(structure)
        if isinstance(leaf, np.ndarray | keras.KerasTensor) or keras.ops.is_tensor(leaf)
    ]


@contextlib.contextmanager
def observed(observation: Observation) -> Iterator[None]:
    """While it lasts, Keras reports to `observation`."""
    trainer = {name: getattr(keras.Model, name) for name in TRAINING}
    new, call = keras.layers.Layer.__new__, keras.layers.Layer.__call__
    add, build = keras.Sequential.add, keras.Sequential.build

    @wraps(new)
    def __new__(cls: type, *args: Any, **kwargs: Any) -> Any:  # noqa: N807
        layer = new(cls, *args, **kwargs)
        observation.note_construction(layer)
        return layer

    @wraps(call)
    def __call__(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N807
        with observation.inside("call", self):
            outputs = call(self, *args, **kwargs)
        observation.note_call(self, (args, kwargs), outputs)
        return outputs

    @wraps(add)
    def observed_add(self: Any, layer: Any, *args: Any, **kwargs: Any) -> Any:
        observation.note_addition(self, layer)
        return add(self, layer, *args, **kwargs)

    @wraps(build)  # Keras reads the signature of `build`
    def observed_build(self: Any, *args: Any, **kwargs: Any) -> Any:
        with observation.inside("build", self):
            return build(self, *args, **kwargs)

    def observed_training(name: str) -> Any:
        @wraps(trainer[name])
        def observed(self: Any, *args: Any, **kwargs: Any) -> Any:
            with observation.inside("training", self):
                return trainer[name](self, *args, **kwargs)

        return observed

    with (
        mock.patch.multiple(keras.Model, **{name: observed_training(name) for name in TRAINING}),
        without_weights(),
        mock.patch.object(keras.layers.Layer, "__new__", __new__),
        mock.patch.object(keras.layers.Layer, "__call__", __call__),
        mock.patch.object(keras.Sequential, "add", observed_add),
        mock.patch.object(keras.Sequential, "build", observed_build),
    ):
        yield


@contextlib.contextmanager
def without_weights() -> Iterator[None]:
    """While it lasts, ready-made models are made without weights, which are on the network."""
    with contextlib.ExitStack() as patches:
        for name, make in list(vars(keras.applications).items()):
            if name[:1].isupper() and callable(make):
                patched = functools.partial(_call_without_weights, make)
                patches.enter_context(mock.patch.object(keras.applications, name, patched))
        yield


def _call_without_weights(make: Any, *args: Any, **kwargs: Any) -> Any:
    bound = inspect.signature(make).bind(*args, **kwargs)
    return make(**{**bound.arguments, "weights": None})


def elements(weights: list[Any]) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


def extent_fields(place: Extent) -> dict[str, int | None]:
    return dict(zip(("line", "column", "end_line", "end_column"), place, strict=True))


def describe_application(application: Application) -> dict[str, Any]:
    layer = application.layer
    return {
        **extent_fields(application.place),
        "class": type(layer).__name__,
        "name": layer.name,
        "model": None if application.model is None else application.model.name,
        "input_shapes": application.input_shapes,
        "output_shapes": application.output_shapes,
        "params": elements(layer.weights),
        "trainable_params": elements(layer.trainable_weights),
        "dtype": layer.dtype,
    }


def describe_input(place: Extent, layer: Any) -> dict[str, Any]:
    return {
        **extent_fields(place),
        "class": "InputLayer",
        "name": layer.name,
        "model": None,
        "input_shapes": [],
        "output_shapes": shapes(layer.output),
        "params": 0,
        "trainable_params": 0,
        "dtype": layer.dtype,
    }


def describe_model(place: Extent, model: Any, variable: str | None) -> dict[str, Any]:
    """Totals as `summary()` reckons them, None where the model is not built."""
    total = trainable = size = None
    if model.built:
        total = elements(model.weights)
        trainable = elements(model.trainable_weights)
        size = round(weight_memory_size(model.weights))
    return {
        "line": place[0],
        "variable": variable,
        "name": model.name,
        "class": type(model).__name__,
        "output_shapes": shapes(model.outputs) if hasattr(model, "outputs") else None,
        "total_params": total,
        "trainable_params": trainable,
        "non_trainable_params": None if total is None else total - (trainable or 0),
        "bytes": size,
        "summary": summary_text(model) if _has_comparable_summary(model) else None,
    }


def _has_comparable_summary(model: Any) -> bool:
    """Whether the summary is that of a graph without the weights that an optimizer keeps once
    the model has been trained."""
    trained = model.compiled and model.optimizer is not None and model.optimizer.built
    return not trained and (isinstance(model, keras.Sequential) or hasattr(model, "outputs"))


def summary_text(model: Any) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        model.summary()
    return printed.getvalue()


def observe(path: str) -> dict[str, Any]:
    """What `path` does under real Keras."""
    keras.utils.clear_session()
    keras.config.set_floatx("float32")
    keras.config.set_image_data_format("channels_last")
    source = Path(path).read_bytes()
    observation = Observation(Places(path, source))
    names: dict[str, Any] = {"__name__": "__main__", "__file__": path}
    try:
        program = compile(source, path, "exec")
        with observed(observation), contextlib.redirect_stdout(io.StringIO()):
            exec(program, names)
    except Exception:
        return {"error": traceback.format_exc(), "layers": [], "models": []}
    inputs = [
        (place, layer)
        for layer in observation.kept_alive
        if isinstance(layer, keras.layers.InputLayer)
        for place in (
            observation.constructed.get(id(layer)),
            *(where for (_, which), where in observation.added.items() if which == id(layer)),
        )
        if place is not None
    ]
    return {
        "error": None,
        "layers": [
            *map(describe_application, observation.applications.values()),
            *(describe_input(place, layer) for place, layer in inputs),
        ],
        "models": [
            describe_model(place, model, observation.places.variables.get(place))
            for place, model in observation.models
        ],
    }


def layer_classes() -> dict[str, str]:
    """The public names of the classes in `keras.layers`, with the classes' own names."""
    return {
        name: value.__name__
        for name, value in vars(keras.layers).items()
        if isinstance(value, type) and not name.startswith("_")
    }


def main(output: str, *paths: str) -> None:
    gc.freeze()  # `clear_session` collects garbage: not among TensorFlow's modules each time
    observations = {
        "environment": {"python": sys.version.split()[0], "keras": keras.__version__},
        "layer_classes": layer_classes(),
        "scripts": {path: observe(path) for path in paths},
    }
    Path(output).write_text(json.dumps(observations), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
