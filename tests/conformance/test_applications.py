"""`keras.applications` interpreted from its source, as a user's modules are.

Nobody here wrote this code: loops, factories of layers, closures, own layers, dictionaries of
arguments, switches for the backend. Its layers must be those that Keras builds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keras_lens.evaluation.environment import installed_folders
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer
from keras_lens.syntax.source import parse_source
from keras_lens.workspace import Workspace

SOURCES = ["keras.applications", "keras.src.applications"]
FUNCTIONS = [
    "ConvNeXtBase", "ConvNeXtLarge", "ConvNeXtSmall", "ConvNeXtTiny", "ConvNeXtXLarge",
    "DenseNet121", "DenseNet169", "DenseNet201", "EfficientNetB0", "EfficientNetB1",
    "EfficientNetB2", "EfficientNetB3", "EfficientNetB4", "EfficientNetB5", "EfficientNetB6",
    "EfficientNetB7", "EfficientNetV2B0", "EfficientNetV2B1", "EfficientNetV2B2",
    "EfficientNetV2B3", "EfficientNetV2L", "EfficientNetV2M", "EfficientNetV2S",
    "InceptionResNetV2", "InceptionV3", "MobileNet", "MobileNetV2", "MobileNetV3Large",
    "MobileNetV3Small", "NASNetLarge", "NASNetMobile", "ResNet101", "ResNet101V2", "ResNet152",
    "ResNet152V2", "ResNet50", "ResNet50V2", "VGG16", "VGG19", "Xception",
]  # fmt: skip
ARGUMENTS = {"default": "", "without top": ", include_top=False, input_shape=(160, 160, 3)"}


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    """What real Keras builds."""
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("applications.py"))],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def evaluation(cache: Path) -> Iterator[KerasEvaluation]:
    evaluation = KerasEvaluation(sys.executable, cache_directory=cache)
    yield evaluation
    evaluation.close()


def test_all_of_them_are_compared(built: dict[str, Any]) -> None:
    assert sorted({place.partition("/")[0] for place in built}) == FUNCTIONS


def interpreted(text: str, folder: Path, evaluation: KerasEvaluation) -> Analysis:
    main = str(folder / "main.py")
    finder = Workspace(follow_imports=SOURCES).finder(
        main, installed=lambda: installed_folders(evaluation.environment)
    )
    return analyse(parse_source(main, text), evaluation, finder=finder)


def layer(found: LayerApplication | UnknownLayer) -> list[object]:
    if isinstance(found, UnknownLayer):
        return [found.name, found.class_name, found.reason]
    return [found.name, found.class_name, list(found.outputs[0].shape), found.params]


def comparable(model: ModelRecord) -> dict[str, Any]:
    return {
        "name": model.name,
        "total": model.total_params,
        "trainable": model.trainable_params,
        "layers": [layer(found) for found in model.layers],
    }


@pytest.mark.parametrize("variant", ARGUMENTS)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_source_gives_what_keras_builds(
    function: str, variant: str, built: dict[str, Any], evaluation: KerasEvaluation, tmp_path: Path
) -> None:
    call = f"keras.applications.{function}(weights=None{ARGUMENTS[variant]})"
    analysis = interpreted(f"import keras\nmodel = {call}\n", tmp_path, evaluation)
    assert analysis.applications
    assert {"applications"} == {
        Path(one.site.file.path).parent.name for one in analysis.applications
    }
    [model] = [model for model in analysis.models if "model" in model.names]
    assert comparable(model) == built[f"{function}/{variant}"]
