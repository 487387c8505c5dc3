"""Runs programs under real Keras and prints how each ends.

    python -m tests.running_programs [--without-jit] PROGRAM...

A process of its own, because it imports Keras and executes the programs: one after the other,
each in a fresh namespace; Keras's data sets are made up. Prints a line of JSON for each: its path,
and the line and class of the exception that ended it, or null. With `--without-jit`, training is
not compiled to machine code, which takes longer than the few steps of a small program.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

import keras
from keras.src.trainers import trainer

from tests.conformance.observer.stand_ins.network import without_network


def how_it_ends(path: Path) -> tuple[int, str] | None:
    """The line and class of the exception that ends the program; None where it runs."""
    keras.utils.clear_session()
    names = {"__name__": "__main__", "__file__": str(path)}
    program = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(program, names)
    except Exception as raised:
        frames = traceback.extract_tb(raised.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        return lines[-1] or 0, type(raised).__name__
    return None


def main() -> None:
    gc.freeze()  # `clear_session` collects garbage: not among TensorFlow's modules each time
    options = [one for one in sys.argv[1:] if one.startswith("--")]
    paths = [Path(one).resolve() for one in sys.argv[1:] if one not in options]
    if "--without-jit" in options:
        trainer.model_supports_jit = lambda model: False
    with tempfile.TemporaryDirectory() as folder, without_network():
        os.chdir(folder)
        for path in paths:
            print(json.dumps({"path": str(path), "ends": how_it_ends(path)}), flush=True)
        os.chdir("/")


if __name__ == "__main__":
    main()
