"""Every public class of `keras.layers` is what Keras makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .comparison import compare
from .conftest import Accounts
from .layer_programs import IMPOSSIBLE, LayerProgram, layer_programs

PROGRAMS = list(layer_programs())


def test_every_public_class_has_a_program_or_a_reason(observations: dict[str, Any]) -> None:
    classes: dict[str, str] = observations["layer_classes"]
    covered = {classes[program.class_name] for program in PROGRAMS}
    uncovered = {name for name, own_name in classes.items() if own_name not in covered}
    assert uncovered == IMPOSSIBLE.keys()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.file_name)
def test_layer_is_as_in_keras(
    program: LayerProgram,
    program_files: dict[LayerProgram, Path],
    observations: dict[str, Any],
    accounts: Accounts,
) -> None:
    real, claimed = accounts.of(program_files[program])
    comparison = compare(real, claimed)
    assert comparison.agrees, f"{program.text}\n{comparison.report()}"
    class_name = observations["layer_classes"][program.class_name]
    assert class_name in {layer["class"] for layer in real["layers"]}
