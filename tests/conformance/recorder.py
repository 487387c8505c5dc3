"""Compares what Keras Lens says of scripts with what real Keras makes of them.

    python -m tests.conformance.recorder [--without-training] PATH...

runs each script under real Keras (it is executed), asks `keras-lens show --format json` about the
same scripts, and reports for each how many outcomes of layers and models were found, and which
are missing, wrong or unexpected, by line and column; of a folder, all its scripts. For more than
one script a table with the figures of each and a total follows. The exit code is 0 if all agree,
1 if not.

With `--without-training`, scripts are run that would train for hours or fetch data: each training
is one step long, data sets and images are made up in their documented shapes, nothing is drawn and
there is no network. A script that stops half way is compared as far as it came; with
`--keep-going` the statement at its top level that raised is left out, and the rest is run.

    python -m tests.conformance.recorder --keras PATH...

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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .comparison import Comparison, Outcome, compare, layer_outcomes, model_outcomes

ROOT = Path(__file__).parents[2]
OBSERVER = "tests.conformance.observer"


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


def observe(scripts: Sequence[Path], *options: str) -> dict[str, Any]:
    """What the observer writes down about the scripts, in a process of their own.

    A script with which the process dies is noted as such, and another process goes on with the
    scripts behind it."""
    observations: dict[str, Any] = {"scripts": {}}
    waiting = [str(script.resolve()) for script in scripts]
    names = dict(zip(waiting, map(str, scripts), strict=True))
    while waiting:
        head, accounts, errors = _observe_until_it_dies(waiting, options)
        observations.update(head)
        for account in accounts:
            observations["scripts"][names[account["path"]]] = account
        waiting = waiting[len(accounts) :]
        if waiting:
            died = {"line": None, "reason": "the process died"}
            observations["scripts"][names[waiting.pop(0)]] = {
                "error": errors or "The process died.",
                "stopped": died,
                "lines": [],
                "layers": [],
                "models": [],
            }
    return observations


def _observe_until_it_dies(
    paths: Sequence[str], options: Sequence[str]
) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
    """The head of the observations, the accounts of the scripts that ended, and the errors."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "observations.jsonl"
        run = subprocess.run(
            [sys.executable, "-m", OBSERVER, *options, str(output), *paths],
            env=environment(PYTHONPATH=str(ROOT)),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if not output.exists():
            raise RuntimeError(f"The observer failed:\n{run.stderr}")
        head, *accounts = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    return head, accounts, run.stderr


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


@dataclass(frozen=True)
class Compared:
    """A script, the comparison, and where and why the script stopped before its end."""

    script: Path
    comparison: Comparison
    stopped: str | None

    @property
    def agrees(self) -> bool:
        return self.comparison.agrees and self.stopped is None

    def report(self) -> str:
        stopped = "" if self.stopped is None else f"\n  stopped at {self.stopped}"
        return f"{self.script}: {self.comparison.report()}{stopped}"


def compare_scripts(scripts: Sequence[Path], *options: str) -> list[Compared]:
    """The comparison for each script."""
    real = observe(scripts, *options)["scripts"]
    with tempfile.TemporaryDirectory() as cache:
        claimed = claim(scripts, Path(cache))
    return [
        Compared(
            script,
            compare(real[str(script)], claimed[str(script)]),
            _stop(real[str(script)]),
        )
        for script in scripts
    ]


def _stop(account: dict[str, Any]) -> str | None:
    if account["error"] is None:
        return None
    stopped = account["stopped"] or {"line": None, "reason": "a syntax error"}
    others = account.get("left_out") or ()
    more = f" (and {len(others)} statements more)" if others else ""
    return f"line {stopped['line']}: {stopped['reason']}{more}"


def table(compared: Sequence[Compared]) -> str:
    """A line for each script with its figures, and their sums."""
    width = max(len(one.script.name) for one in compared)
    head = f"{'script':{width}}  found  missing  wrong  unexpected   share  stopped"
    lines = [head, "-" * len(head)]
    total = Comparison()
    for one in compared:
        lines.append(
            f"{one.script.name:{width}}{_figures(one.comparison)}  {one.stopped or ''}".rstrip()
        )
        for name in ("found", "missing", "wrong", "unexpected"):
            getattr(total, name).extend(getattr(one.comparison, name))
    return "\n".join([*lines, lines[1], f"{'total':{width}}{_figures(total)}"])


def _figures(comparison: Comparison) -> str:
    share = "-" if comparison.share is None else f"{comparison.share:.1%}"
    return (
        f"  {len(comparison.found):5}  {len(comparison.missing):7}  {len(comparison.wrong):5}"
        f"  {len(comparison.unexpected):10}  {share:>6}"
    )


def show_observations(scripts: Sequence[Path], *options: str) -> bool:
    """Prints what real Keras makes of the scripts; False where one raised."""
    observations = observe(scripts, *options)["scripts"]
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


def show_comparisons(scripts: Sequence[Path], *options: str) -> bool:
    """Prints how Keras Lens compares with real Keras; False where they disagree."""
    compared = compare_scripts(scripts, *options)
    for one in compared:
        print(one.report())
    if len(compared) > 1:
        print(f"\n{table(compared)}")
    return all(one.agrees for one in compared)


def _scripts_in(paths: Sequence[Path]) -> list[Path]:
    """The paths, and in the place of a folder the scripts in it."""
    return [
        script
        for path in paths
        for script in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.conformance.recorder",
        description="Compares what Keras Lens says of scripts with what real Keras makes of them.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="scripts and folders")
    parser.add_argument("--keras", action="store_true", help="only show what real Keras gives")
    parser.add_argument(
        "--without-training",
        action="store_true",
        help="cut training short, make up data, draw nothing, use no network",
    )
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="leave out statements at the top level that raise, and run the rest",
    )
    parser.add_argument(
        "--seconds", type=float, help="stop each script after so many seconds", default=300
    )
    arguments = parser.parse_args()
    options = ["--seconds", str(arguments.seconds)]
    options += ["--without-training"] if arguments.without_training else []
    options += ["--keep-going"] if arguments.keep_going else []
    show = show_observations if arguments.keras else show_comparisons
    return 0 if show(_scripts_in(arguments.paths), *options) else 1


if __name__ == "__main__":
    sys.exit(main())
