"""Runs one script under observation, in a folder of its own and for a limited time."""

from __future__ import annotations
import __future__

import ast
import contextlib
import functools
import io
import operator
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import keras

from .accounts import describe
from .observation import Observation
from .places import Places
from .stand_ins import stand_ins
from .watching import observed


class OutOfTime(BaseException):
    """The script has run for as long as it may. No `except Exception` of a script's holds it up."""


@dataclass(frozen=True)
class Conditions:
    """How scripts are run.

    without_training: with stand-ins for training and data. keep_going: a statement at the top that
    raises is left out. seconds: how long a script may take.
    """

    without_training: bool = False
    keep_going: bool = False
    seconds: float | None = None


def observe(path: Path, conditions: Conditions) -> dict[str, Any]:
    """What the script at `path` does under real Keras."""
    _reset_keras()
    source, name = path.read_bytes(), str(path)
    try:
        tree = ast.parse(source, name)
        parts = [[one] for one in tree.body] if conditions.keep_going else [tree.body]
        flags = _future_flags(tree)
        programs = [compile(ast.Module(part, []), name, "exec", flags) for part in parts]
    except SyntaxError:
        error = traceback.format_exc()
        return {"error": error, "stopped": None, "lines": [], "layers": [], "models": []}
    observation = Observation(Places(name, source))
    lines: set[int] = set()
    with (
        _own_folder(),
        _as_main(path),
        stand_ins(name, conditions.without_training),
        observed(observation),
        executed_lines(name, lines),
    ):
        errors, stops = _run(programs, name, conditions.seconds)
    return {
        "error": errors[0] if errors else None,
        "stopped": stops[0] if stops else None,
        "left_out": stops[1:],
        "lines": sorted(lines),
        **describe(observation),
    }


def _run(
    programs: Sequence[CodeType], name: str, seconds: float | None
) -> tuple[list[str], list[dict[str, Any]]]:
    """Runs parts of a script one after the other; the tracebacks of those that raised, and where
    and why they did."""
    names: dict[str, Any] = {"__name__": "__main__", "__file__": name}
    errors, stops = [], []
    end = None if seconds is None else time.monotonic() + seconds
    for program in programs:
        try:
            with _time_limit(None if end is None else end - time.monotonic()):
                _execute(program, names)
        except (Exception, OutOfTime) as raised:
            errors.append(traceback.format_exc())
            stops.append(_where_and_why(raised, name))
            if isinstance(raised, OutOfTime):
                break
    return errors, stops


def _future_flags(tree: ast.Module) -> int:
    """The compiler's flags for what the script imports from `__future__`."""
    features = [
        alias.name
        for one in tree.body
        if isinstance(one, ast.ImportFrom) and one.module == "__future__"
        for alias in one.names
    ]
    flags = (getattr(__future__, name).compiler_flag for name in features)
    return functools.reduce(operator.or_, flags, 0)


def _reset_keras() -> None:
    keras.utils.clear_session()
    keras.config.set_floatx("float32")
    keras.config.set_image_data_format("channels_last")


def _execute(program: CodeType, names: dict[str, Any]) -> None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(program, names)
    except SystemExit as end:
        if end.code not in (None, 0):
            raise RuntimeError(f"The script ended with {end.code}") from end


@contextlib.contextmanager
def _own_folder() -> Iterator[None]:
    """What scripts save goes to a temporary folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


@contextlib.contextmanager
def _as_main(path: Path) -> Iterator[None]:
    """The script finds the modules beside it, and its own name and no arguments."""
    arguments, search, modules = sys.argv, list(sys.path), set(sys.modules)
    folder = str(path.parent.resolve())
    sys.argv, sys.path[:0] = [str(path)], [folder]
    try:
        yield
    finally:
        sys.argv, sys.path[:] = arguments, search
        for name in set(sys.modules) - modules:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).parent.is_relative_to(folder):
                del sys.modules[name]


@contextlib.contextmanager
def _time_limit(seconds: float | None) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise OutOfTime("not done in the time given")

    if seconds is None:
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def executed_lines(name: str, lines: set[int]) -> Iterator[None]:
    """While it lasts, `lines` gets the lines of the file called `name` that are executed."""

    def on_line(frame: FrameType, event: str, _: object) -> Any:
        lines.add(frame.f_lineno)
        return on_line

    def on_call(frame: FrameType, event: str, _: object) -> Any:
        return on_line if frame.f_code.co_filename == name else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(before)


def _where_and_why(raised: BaseException, name: str) -> dict[str, Any]:
    """The line of the script on which it stopped, and the first line of the reason."""
    frames = traceback.extract_tb(raised.__traceback__)
    inside = [frame.lineno for frame in frames if frame.filename == name]
    reason = next(iter(str(raised).strip().splitlines()), "")
    return {"line": inside[0] if inside else None, "reason": f"{type(raised).__name__}: {reason}"}
