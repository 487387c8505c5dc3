"""The founding example and its workaround, with the numbers that the world knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Accounts

FOLDER = Path(__file__).with_name("scripts")

LAYERS = {
    "founding_example": [
        ("Dense", [[None, 28, 28, 64]], 128, 128),
        ("Flatten", [[None, 50176]], 0, 0),
        ("Dense", [[None, 10]], 501_770, 501_770),
    ],
    "founding_example_corrected": [
        ("Flatten", [[None, 784]], 0, 0),
        ("Dense", [[None, 64]], 50_240, 50_240),
        ("Dense", [[None, 10]], 650, 650),
    ],
    "founding_example_workaround": [
        ("Dense", [[None, 28, 28, 1]], 1, 0),
        ("Flatten", [[None, 784]], 0, 0),
        ("Dense", [[None, 64]], 50_240, 50_240),
        ("Dense", [[None, 10]], 650, 650),
    ],
}

TOTALS = {
    "founding_example": (501_898, 501_898, 0),
    "founding_example_corrected": (50_890, 50_890, 0),
    "founding_example_workaround": (50_891, 50_890, 1),
}


def account(accounts: Accounts, name: str) -> dict[str, Any]:
    return accounts.claimed[str(FOLDER / f"{name}.py")]


@pytest.mark.parametrize("name", LAYERS)
def test_layers_have_the_known_numbers(name: str, accounts: Accounts) -> None:
    layers = [
        (layer["class"], layer["output_shapes"], layer["params"], layer["trainable_params"])
        for layer in account(accounts, name)["layers"]
    ]
    assert layers == LAYERS[name]


@pytest.mark.parametrize("name", TOTALS)
def test_model_has_the_known_totals(name: str, accounts: Accounts) -> None:
    totals = [
        (model["total_params"], model["trainable_params"], model["non_trainable_params"])
        for model in account(accounts, name)["models"]
    ]
    assert totals == [TOTALS[name]]
