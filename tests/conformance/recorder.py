"""Compares what Keras Lens says of scripts with what real Keras makes of them.

    python -m tests.conformance.recorder SCRIPT...

runs each script under real Keras (it is executed: give it none that trains or downloads),
asks `keras-lens show --format json` about the same scripts, and reports for each how many
outcomes of layers and models were found, and which are missing, wrong or unexpected, by line
and column. The exit code is 0 if all agree, 1 if not.

    python -m tests.conformance.recorder --keras SCRIPT...

only shows what real Keras makes of the scripts, and prints the summaries of their models.

Run it from the repository's root, in the environment that has Keras Lens and TensorFlow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .comparison import Comparison, Outcome, compare, layer_outcomes, model_outcomes

OBSERVER = Path(__file__).with_name("observer.py")


def environment(**additions: str) -> dict[str, str]:
    """The environment of the processes: quiet, on the processor, with no terminal's width."""
    unwanted = ("COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {
        **kept,
        "CUDA_VISIBLE_DEVICES": "-1",
        "KERAS_BACKEND": "tensorflow",
        "PYTHONUTF8": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **additions,
    }


def observe(scripts: Sequence[Path]) -> dict[str, Any]:
    """What the observer writes down about the scripts, run in one process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "observations.json"
        run = subprocess.run(
            [sys.executable, str(OBSERVER), str(output), *map(str, scripts)],
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if run.returncode != 0:
            raise RuntimeError(f"The observer failed:\n{run.stderr}")
        observations: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return observations


def keras_lens(*arguments: str, cache: Path) -> subprocess.CompletedProcess[str]:
    """Runs the command `keras-lens` of this environment, with `cache` as its cache folder."""
    command = shutil.which("keras-lens", path=str(Path(sys.executable).parent))
    if command is None:
        raise FileNotFoundError(f"There is no keras-lens beside {sys.executable}")
    return subprocess.run(
        [command, *arguments],
        env=environment(KERAS_LENS_CACHE_DIR=str(cache)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def claim(scripts: Sequence[Path], cache: Path) -> dict[str, dict[str, Any]]:
    """What Keras Lens says about the scripts: the entry of each in its JSON, by path."""
    run = keras_lens("show", "--format", "json", *map(str, scripts), cache=cache)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"keras-lens ended with {run.returncode}:\n{run.stderr}")
    entries = {
        str(Path(entry["path"]).resolve()): entry for entry in json.loads(run.stdout)["files"]
    }
    return {str(script): entries[str(script.resolve())] for script in scripts}


def compare_scripts(scripts: Sequence[Path], cache: Path) -> dict[Path, Comparison | str]:
    """The comparison for each script, or the traceback of one that raised."""
    real, claimed = observe(scripts)["scripts"], claim(scripts, cache)
    return {
        script: real[str(script)]["error"] or compare(real[str(script)], claimed[str(script)])
        for script in scripts
    }


def show_observations(scripts: Sequence[Path]) -> bool:
    """Prints what real Keras makes of the scripts; False where one raised."""
    observations = observe(scripts)["scripts"]
    for path, account in observations.items():
        print(path)
        if account["error"]:
            print(account["error"])
        outcomes: list[Outcome] = [*layer_outcomes(account), *model_outcomes(account)]
        for outcome in outcomes:
            print(f"  line {outcome.place[0]}: {outcome}")
        for model in account["models"]:
            print(model["summary"] or "")
    return not any(account["error"] for account in observations.values())


def show_comparisons(scripts: Sequence[Path]) -> bool:
    """Prints how Keras Lens compares with real Keras; False where they disagree."""
    with tempfile.TemporaryDirectory() as cache:
        comparisons = compare_scripts(scripts, Path(cache))
    agreement = True
    for script, comparison in comparisons.items():
        if isinstance(comparison, str):
            print(f"{script}: raised\n{comparison}")
            agreement = False
        else:
            print(f"{script}: {comparison.report()}")
            agreement = agreement and comparison.agrees
    return agreement


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance.recorder",
        description="Compares what Keras Lens says of scripts with what real Keras makes of them.",
    )
    parser.add_argument("scripts", nargs="+", type=Path, metavar="SCRIPT")
    parser.add_argument("--keras", action="store_true", help="only show what real Keras gives")
    arguments = parser.parse_args()
    show = show_observations if arguments.keras else show_comparisons
    return 0 if show(arguments.scripts) else 1


if __name__ == "__main__":
    sys.exit(main())
