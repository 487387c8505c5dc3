"""Runs one script under observation, in a folder of its own and for a limited time."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
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


def observe(path: Path, without_training: bool, seconds: float | None) -> dict[str, Any]:
    """What the script at `path` does under real Keras."""
    _reset_keras()
    source, name = path.read_bytes(), str(path)
    error = stopped = None
    lines: set[int] = set()
    try:
        program = compile(source, name, "exec")
    except SyntaxError:
        error = traceback.format_exc()
        return {"error": error, "stopped": None, "lines": [], "layers": [], "models": []}
    observation = Observation(Places(name, source))
    with _own_folder(), _as_main(path), stand_ins(name, without_training), observed(observation):
        try:
            with executed_lines(name, lines), _time_limit(seconds):
                _execute(program, name)
        except (Exception, OutOfTime) as raised:
            error, stopped = traceback.format_exc(), _where_and_why(raised, name)
    described = describe(observation)
    return {"error": error, "stopped": stopped, "lines": sorted(lines), **described}


def _reset_keras() -> None:
    keras.utils.clear_session()
    keras.config.set_floatx("float32")
    keras.config.set_image_data_format("channels_last")


def _execute(program: CodeType, name: str) -> None:
    names: dict[str, Any] = {"__name__": "__main__", "__file__": name}
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
        raise OutOfTime(f"not done after {seconds:.0f} seconds")

    if seconds is None:
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
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
