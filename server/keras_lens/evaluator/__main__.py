"""Starts the evaluator: `python -B .../keras_lens/evaluator/__main__.py`.

It is started by its path, because the user's environment does not have this project. The
folder's own files are therefore loaded as the package `keras_lens_evaluator`, and neither
the folder nor the working directory stays on `sys.path`: a `keras.py` or `random.py` of the
user's must not stand in front of the real ones.
"""

# pathlib would be imported before the path is safe:
# ruff: noqa: PTH100, PTH109, PTH118, PTH120

import importlib
import importlib.util
import os
import signal
import sys

_PACKAGE = "keras_lens_evaluator"
_FOLDER = os.path.dirname(os.path.abspath(__file__))


def _leave_only_the_environment_on_the_path() -> None:
    unsafe = {os.path.realpath(_FOLDER), os.path.realpath(os.getcwd())}
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) not in unsafe]


def _load_package() -> None:
    specification = importlib.util.spec_from_file_location(
        _PACKAGE, os.path.join(_FOLDER, "__init__.py"), submodule_search_locations=[_FOLDER]
    )
    if specification is None or specification.loader is None:
        raise ImportError(f"cannot load {_FOLDER}")
    package = importlib.util.module_from_spec(specification)
    sys.modules[_PACKAGE] = package
    specification.loader.exec_module(package)


if __name__ == "__main__":
    # Ctrl-C in a terminal goes to every process; who started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_only_the_environment_on_the_path()
    _load_package()
    importlib.import_module(f"{_PACKAGE}.serving").serve()
