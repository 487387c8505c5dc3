"""The recorder on scripts that train, draw, fetch data, or stop half way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .comparison import compare, layer_outcomes
from .recorder import Compared, observe, table

FOLDER = Path(__file__).with_name("long_running")


@pytest.fixture(scope="module")
def accounts() -> dict[str, Any]:
    """What the observer says of each script, by the script's name."""
    scripts = sorted(FOLDER.glob("*.py"))
    observed = observe(scripts, "--without-training", "--seconds", "60")["scripts"]
    return {Path(path).stem: account for path, account in observed.items()}


def outputs(account: dict[str, Any]) -> list[tuple[int, str | None, tuple[Any, ...]]]:
    """The line, name and output shape of each layer."""
    return [
        (layer.place[0], layer.name, layer.output_shapes[0])
        for layer in layer_outcomes(account)
        if layer.class_name != "InputLayer"
    ]


def test_shapes_are_those_of_the_whole_data_set(accounts: dict[str, Any]) -> None:
    account = accounts["trained_for_hours"]
    assert account["error"] is None
    # Cut short, and yet the documented 50,000 images in batches of 100, and 1,000 predictions.
    assert outputs(account) == [
        (12, "conv2d", (100, 30, 30, 4)),
        (12, "flatten", (100, 3600)),
        (13, "dense", (100, 10)),
        (24, "dense_1", (1000, 3)),
        (30, "dense_2", (32, 2)),  # a full batch
        (30, "dense_2", (6, 2)),  # and the last one
    ]


def test_a_script_that_stops_is_known_until_then(accounts: dict[str, Any]) -> None:
    account = accounts["needs_a_package"]
    assert account["stopped"] == {
        "line": 9,
        "reason": "ModuleNotFoundError: a_package_that_nobody_has.parts.load is not installed",
    }
    assert outputs(account) == [(8, "dense", (None, 4))]


def test_statements_that_raise_can_be_left_out() -> None:
    script = FOLDER / "needs_a_package.py"
    observed = observe([script], "--without-training", "--keep-going")["scripts"]
    account = observed[str(script)]
    assert account["stopped"]["line"] == 9
    assert outputs(account) == [(8, "dense", (None, 4)), (10, "dense_1", (None, 2))]


def test_what_is_said_of_lines_not_reached_is_not_judged(accounts: dict[str, Any]) -> None:
    account = accounts["needs_a_package"]
    beyond = {**account["layers"][0], "line": 10, "end_line": 10, "name": "dense_1"}
    claimed = {**account, "layers": [*account["layers"], beyond]}
    comparison = compare(account, claimed)
    assert [outcome.name for outcome in comparison.unreached] == ["dense_1"]
    assert comparison.agrees


def test_a_script_stops_when_its_time_is_over(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text("while True:\n    pass\n", encoding="utf-8")
    (account,) = observe([script], "--seconds", "1")["scripts"].values()
    assert account["stopped"]["reason"] == "OutOfTime: not done in the time given"


def test_a_crash_costs_one_script_only(tmp_path: Path) -> None:
    crash, sound = tmp_path / "crash.py", tmp_path / "sound.py"
    crash.write_text("import os\nos._exit(3)\n", encoding="utf-8")
    sound.write_text("import keras\nkeras.Input((2,))\n", encoding="utf-8")
    observed = observe([crash, sound])["scripts"]
    assert observed[str(crash)]["stopped"]["reason"] == "the process died"
    assert observed[str(sound)]["error"] is None


def test_the_table_has_a_line_for_each_script_and_a_total(accounts: dict[str, Any]) -> None:
    whole, nothing = accounts["trained_for_hours"], {"layers": [], "models": []}
    found = Compared(Path("found.py"), compare(whole, whole), None)
    missing = Compared(Path("missing.py"), compare(whole, nothing), "line 3: a reason")
    lines = [line.split() for line in table([found, missing]).splitlines()]
    count = len(compare(whole, whole).found)
    absent = len(compare(whole, nothing).missing)
    assert lines[2] == ["found.py", str(count), "0", "0", "0", "100.0%"]
    assert lines[3][:6] == ["missing.py", "0", str(absent), "0", "0", "0.0%"]
    assert lines[3][6:] == ["line", "3:", "a", "reason"]
    share = f"{count / (count + absent):.1%}"
    assert lines[-1] == ["total", str(count), str(absent), "0", "0", share]


def test_a_folder_stands_for_its_scripts() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.conformance.recorder", "--without-training", FOLDER],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert "needs_a_package.py" in run.stdout and "trained_for_hours.py" in run.stdout
    assert run.stdout.splitlines()[-1].startswith("total")
