"""Programs that run as intended get no error and no warning, from whatever rule.

The whole conformance suite, the examples, and `keras.applications` read from its source: what is
said of them is taken from the same run that the shapes are taken from. A program that has a
mistake on purpose is named with the rules that find it.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.environment import installed_folders
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules import structure
from keras_lens.rules.registry import RULES

from .conftest import PARTLY_KNOWN, SCRIPTS
from .layer_programs import LayerProgram
from .recorder import claim

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
LONG_RUNNING = sorted((FOLDER / "long_running").glob("*.py"))
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))

ON_PURPOSE = {
    "founding_example": {"dense-before-flatten"},
    "mnist_dense_before_flatten": {"dense-before-flatten"},
    "dcgan": {"logits-and-activation"},
    "fitted_on_datasets": {"logits-and-activation"},
    "multi_task": {"logits-and-activation"},
}
"""By the name of a program, the rules that are right about it."""

STRUCTURE = {rule.identifier for rule in structure.RULES} - {"dense-before-flatten"}
"""Rules that judge a design. The scripts are made for their shapes, and have none: layers stand
in a row without activations, and what a layer gives is looked at and not used."""

Claims = dict[str, dict[str, Any]]


def alarms(claimed: dict[str, Any], besides: Set[str] = frozenset()) -> list[str]:
    """The errors and warnings in a program that are not on purpose, nor of the rules `besides`."""
    right = ON_PURPOSE.get(Path(claimed["path"]).stem, set()) | besides
    return [
        f"{claimed['path']}:{one['line']}: {one['rule']}: {one['message']}"
        for one in claimed["diagnostics"]
        if one["severity"] in ("error", "warning") and one["rule"] not in right
    ]


@pytest.fixture(scope="module")
def more_claims(cache: Path) -> Claims:
    """What is said of the programs that are not compared with real Keras."""
    return claim([*LONG_RUNNING, *EXAMPLES], cache)


@pytest.mark.parametrize("script", [*SCRIPTS, *PARTLY_KNOWN], ids=lambda script: script.stem)
def test_no_alarm_in_scripts(script: Path, claims: Claims) -> None:
    assert alarms(claims[str(script)], STRUCTURE) == []


@pytest.mark.parametrize("script", [*LONG_RUNNING, *EXAMPLES], ids=lambda script: script.stem)
def test_no_alarm_in_examples(script: Path, more_claims: Claims) -> None:
    assert alarms(more_claims[str(script)]) == []


def test_no_alarm_in_programs_of_single_layers(
    program_files: dict[LayerProgram, Path], claims: Claims
) -> None:
    said = [alarms(claims[str(path)], STRUCTURE) for path in program_files.values()]
    assert [one for some in said for one in some] == []


def test_no_alarm_in_the_source_of_applications(evaluation: KerasEvaluation, cache: Path) -> None:
    installed = installed_folders(evaluation.environment)
    folders = [Path(path) / "keras" / "src" / "applications" for path in installed]
    [folder] = [path for path in folders if path.is_dir()]
    sources = [path for path in sorted(folder.glob("*.py")) if not path.stem.endswith("_test")]
    assert len(sources) > 10
    claimed = claim(sources, cache)
    assert [one for path in sources for one in alarms(claimed[str(path)])] == []


@pytest.mark.parametrize("name", ON_PURPOSE)
def test_what_is_on_purpose_is_found(name: str, claims: Claims, more_claims: Claims) -> None:
    everything = {**claims, **more_claims}
    [claimed] = [one for path, one in everything.items() if Path(path).stem == name]
    assert ON_PURPOSE[name] <= {finding["rule"] for finding in claimed["diagnostics"]}
    assert ON_PURPOSE[name] <= {rule.identifier for rule in RULES}
