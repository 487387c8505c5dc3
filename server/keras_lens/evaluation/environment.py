"""What a Python interpreter has of Keras and TensorFlow, found out without importing them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

_TIMEOUT = 30.0
"""Seconds. A cold start of Python from a slow disk takes some."""

_BELONGS_TO_OUR_INTERPRETER = ("PYTHONHOME", "PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__")
_OUR_LIBRARIES = Path(__file__).resolve().parent.parent.parent
"""Where this package and, in the extension, its libraries are: not for the user's programs."""

_PROBE = """
import sys
sys.path[:] = [entry for entry in sys.path if entry]
import importlib.util, json, os
from importlib import metadata

def version(module, distributions):
    try:
        found = importlib.util.find_spec(module)
    except Exception:
        found = None
    if found is None:
        return None
    for name in distributions:
        try:
            return metadata.version(name)
        except Exception:
            pass
    return "unknown-%d" % (os.path.getmtime(found.origin) if found.origin else 0)

def settings():
    home = os.environ.get("KERAS_HOME") or os.path.join(
        "/tmp" if not os.access(os.path.expanduser("~"), os.W_OK) else os.path.expanduser("~"),
        ".keras",
    )
    try:
        with open(os.path.join(home, "keras.json")) as file:
            found = json.load(file)
            return found if isinstance(found, dict) else {}
    except Exception:
        return {}

print(json.dumps({
    "python": "%d.%d.%d" % sys.version_info[:3],
    "keras": version("keras", ["keras", "keras-nightly"]),
    "tensorflow": version("tensorflow", [
        "tensorflow", "tensorflow-cpu", "tensorflow-intel", "tensorflow-macos",
        "tensorflow-gpu", "tf-nightly", "tf-nightly-cpu", "tensorflow-cpu-aws",
    ]),
    "search_path": sys.path,
    "floatx": str(settings().get("floatx", "float32")),
    "image_data_format": str(settings().get("image_data_format", "channels_last")),
}))
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """An interpreter in which Keras 3 on TensorFlow can be expected to work.

    keras, tensorflow: versions (`unknown-…` where the environment does not say). floatx,
        image_data_format: from the user's `keras.json`. search_path: the folders in which it
        looks for installed packages.
    """

    interpreter: str
    python: str
    keras: str
    tensorflow: str
    floatx: str = "float32"
    image_data_format: str = "channels_last"
    backend: str = "tensorflow"
    search_path: tuple[str, ...] = ()


class Problem(Enum):
    """Kinds of reasons why an interpreter gives no answers; each wants something else done."""

    UNUSABLE_INTERPRETER = "unusable-interpreter"
    OLD_PYTHON = "old-python"
    NO_TENSORFLOW = "no-tensorflow"
    NO_KERAS = "no-keras"
    OLD_KERAS = "old-keras"
    TENSORFLOW_FAILS = "tensorflow-fails"
    DOES_NOT_START = "does-not-start"


@dataclass(frozen=True, slots=True)
class EnvironmentProblem:
    """Why an interpreter cannot be used: one sentence that names it and the real error."""

    interpreter: str
    message: str
    problem: Problem = Problem.UNUSABLE_INTERPRETER


def probe(interpreter: str) -> Environment | EnvironmentProblem:
    """Looks at the interpreter in a short-lived process. Takes about a tenth of a second."""
    try:
        found = _ask_interpreter(interpreter)
        missing = _what_is_missing(interpreter, found)
    except OSError as problem:
        message = cannot_be_started(interpreter, problem)
    except subprocess.TimeoutExpired:
        message = f"The interpreter {interpreter} did not start within {_TIMEOUT:.0f} seconds."
    except subprocess.CalledProcessError as problem:
        message = f"The interpreter {interpreter} failed: {_last_line(problem.stderr)}"
    except (ValueError, KeyError):
        message = f"{interpreter} is not a Python interpreter."
    else:
        if missing is not None:
            return EnvironmentProblem(interpreter, *missing)
        return _environment(interpreter, found)
    return EnvironmentProblem(interpreter, message)


def _environment(interpreter: str, found: dict[str, Any]) -> Environment:
    search_path = tuple(str(folder) for folder in found.pop("search_path", ()))
    return Environment(interpreter, search_path=search_path, **found)


def installed_folders(environment: Environment | EnvironmentProblem) -> tuple[str, ...]:
    """The folders in which the interpreter looks for installed packages."""
    return environment.search_path if isinstance(environment, Environment) else ()


def located(interpreter: str) -> str:
    """The interpreter's absolute path: its processes have another working directory.

    A name is looked for on the PATH. Links stay as they are, since a virtual environment's
    interpreter is one. What is not found is given back as it is.
    """
    if Path(interpreter).name == interpreter:
        return shutil.which(interpreter) or interpreter
    return str(Path(interpreter).expanduser().absolute())


def cannot_be_started(interpreter: str, problem: OSError) -> str:
    """The sentence for an interpreter that the operating system does not start."""
    return f"The interpreter {interpreter} cannot be started: {problem.strerror or problem}."


def _ask_interpreter(interpreter: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="keras-lens-", ignore_cleanup_errors=True) as nowhere:
        finished = subprocess.run(
            [interpreter, "-B", "-c", _PROBE],
            cwd=nowhere,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
            encoding="utf-8",
            errors="replace",
            creationflags=window_less(),
        )
    found = json.loads(finished.stdout.strip().rpartition("\n")[2])
    if not isinstance(found, dict):
        raise ValueError(found)
    return found


def _what_is_missing(interpreter: str, found: dict[str, Any]) -> tuple[str, Problem] | None:
    if _numbers(found["python"]) < (3, 10):
        version = found["python"]
        message = f"{interpreter} is Python {version}; Keras Lens needs Python 3.10 or newer."
        return message, Problem.OLD_PYTHON
    for module, title, problem in (
        ("tensorflow", "TensorFlow", Problem.NO_TENSORFLOW),
        ("keras", "Keras", Problem.NO_KERAS),
    ):
        if found[module] is None:
            error = f"ModuleNotFoundError: No module named '{module}'"
            message = f"{interpreter} has no {title} ({error})."
            return message, problem
    if found["keras"][0].isdigit() and _numbers(found["keras"]) < (3,):
        message = f"{interpreter} has Keras {found['keras']}; Keras Lens needs Keras 3 or newer."
        return message, Problem.OLD_KERAS
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """`(3, 15, 1)` of `3.15.1`; the part that is no number and all after it is left out."""
    numbers = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _last_line(output: str | None) -> str:
    lines = (output or "").strip().splitlines()
    return lines[-1] if lines else "it said nothing."


def window_less() -> int:
    """The flag that keeps Windows from opening a console for a child process."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def child_environment() -> dict[str, str]:
    """The variables for a child process of another interpreter than ours."""
    variables = dict(os.environ)
    for name in _BELONGS_TO_OUR_INTERPRETER:
        variables.pop(name, None)
    given = variables.pop("PYTHONPATH", "").split(os.pathsep)
    kept = [entry for entry in given if entry and Path(entry).resolve() != _OUR_LIBRARIES]
    if kept:
        variables["PYTHONPATH"] = os.pathsep.join(kept)
    variables["PYTHONIOENCODING"] = "utf-8"
    return variables
