"""Runs programs under real Keras and prints how each ends.

    python -m tests.running_programs PROGRAM...

A process of its own, because it imports Keras and executes the programs: one after the other,
each in a fresh namespace. Prints a line of JSON for each: its path, and the line and class of the
exception that ended it, or null.
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
    paths = [Path(path).resolve() for path in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for path in paths:
            print(json.dumps({"path": str(path), "ends": how_it_ends(path)}), flush=True)
        os.chdir("/")


if __name__ == "__main__":
    main()
