"""In whole scripts every layer and every model is what Keras makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .comparison import compare, contradictions
from .conftest import PARTLY_KNOWN, SCRIPTS, Accounts


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_is_as_in_keras(script: Path, accounts: Accounts) -> None:
    real, claimed = accounts.of(script)
    comparison = compare(real, claimed)
    assert comparison.agrees, f"{script.name}: {comparison.report()}"
    assert comparison.found


def test_there_are_enough_sequential_scripts(accounts: Accounts) -> None:
    sequential = [
        script
        for script in SCRIPTS
        if any(model["class"] == "Sequential" for model in accounts.of(script)[0]["models"])
    ]
    assert len(sequential) >= 40


@pytest.mark.parametrize("script", PARTLY_KNOWN, ids=lambda script: script.stem)
def test_nothing_is_wrong_where_not_all_can_be_known(script: Path, accounts: Accounts) -> None:
    real, claimed = accounts.of(script)
    assert [f"line {claim.place[0]}: {claim}" for claim in contradictions(real, claimed)] == []
    assert claimed["layers"]
