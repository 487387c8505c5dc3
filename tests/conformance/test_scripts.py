"""In whole scripts every layer and every model is what Keras makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import SCRIPTS, Accounts


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_is_as_in_keras(script: Path, accounts: Accounts) -> None:
    comparison = accounts.comparison(script)
    assert comparison.agrees, f"{script.name}: {comparison.report()}"
    assert comparison.found


def test_there_are_enough_sequential_scripts(accounts: Accounts) -> None:
    sequential = [
        script
        for script in SCRIPTS
        if any(model["class"] == "Sequential" for model in accounts.real[str(script)]["models"])
    ]
    assert len(sequential) >= 40
