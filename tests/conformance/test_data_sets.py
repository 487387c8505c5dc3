"""Scripts on the data sets of Keras, whose files the observer makes up."""

from __future__ import annotations

from pathlib import Path

import pytest

from .comparison import Comparison, compare
from .recorder import claim, observe

SCRIPTS = sorted(Path(__file__).with_name("data_sets").glob("*.py"))


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Comparison]:
    """Each script, run by real Keras and shown by Keras Lens."""
    real = observe(SCRIPTS, "--without-training")["scripts"]
    claimed = claim(SCRIPTS, tmp_path_factory.mktemp("cache"))
    for script in SCRIPTS:
        assert real[str(script)]["error"] is None, real[str(script)]["error"]
    return {script: compare(real[str(script)], claimed[str(script)]) for script in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_is_as_in_keras(script: Path, comparisons: dict[Path, Comparison]) -> None:
    assert comparisons[script].agrees, comparisons[script].report()
    assert comparisons[script].found
