"""Runs scripts under real Keras and writes down what Keras made of them.

    python -m tests.conformance.observer [OPTIONS] OUTPUT SCRIPT...

A program of its own, because it imports Keras and executes the scripts: one process for any
number of scripts, each in a fresh namespace, in a folder of its own and after
`keras.utils.clear_session()`. A line of JSON is added to OUTPUT for the environment,

    {"environment": {"keras": "3.15.1", ...},
     "layer_classes": {"Dense": "Dense", "AvgPool1D": "AveragePooling1D", ...}}

and one for each script as soon as it has ended, so that a crash costs one script only:

    {"path": "model.py", "error": null, "stopped": null, "lines": [1, 2, ...],
     "layers": [...], "models": [...]}

`error` is the traceback of a script that raised, and `stopped` says on which line and why; what was
observed until then is there. With `--keep-going` a statement at the top level that raises is left
out; `left_out` says of the others than the first where and why. `lines` are the lines that were
executed. `layers` and `models` have the fields of `keras-lens show --format json`; `variable` is
the global name that a model is assigned to where it is made, null where it is not assigned there.
Each Sequential model has one field more, `summary`: what its `summary()` prints to a standard
output that is no terminal.

What counts as a layer that the program applies is said in `watching`; what the scripts get in the
place of data sets, weights and long training, in `stand_ins`.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import Any

import keras

from .running import Conditions, observe


def layer_classes() -> dict[str, str]:
    """The public names of the classes in `keras.layers`, with the classes' own names."""
    return {
        name: value.__name__
        for name, value in vars(keras.layers).items()
        if isinstance(value, type) and not name.startswith("_")
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.observer")
    parser.add_argument("output", type=Path)
    parser.add_argument("scripts", nargs="+", metavar="SCRIPT")
    parser.add_argument("--without-training", action="store_true")
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("--seconds", type=float)
    arguments = parser.parse_args()
    gc.freeze()  # `clear_session` collects garbage: not among TensorFlow's modules each time

    def write(entry: dict[str, Any]) -> None:
        with arguments.output.open("a", encoding="utf-8") as output:
            output.write(json.dumps(entry) + "\n")

    environment = {"python": sys.version.split()[0], "keras": keras.__version__}
    write({"environment": environment, "layer_classes": layer_classes()})
    conditions = Conditions(arguments.without_training, arguments.keep_going, arguments.seconds)
    for path in arguments.scripts:
        write({"path": path, **observe(Path(path), conditions)})


if __name__ == "__main__":
    main()
