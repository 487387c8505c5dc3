"""What a view has besides Keras's own account: ids, kinds, places, findings, reasons."""

from __future__ import annotations

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.model_view import LayerView, ModelView, view_targets
from keras_lens.models.analysis import analyse
from keras_lens.syntax.source import parse_source

from . import programs
from .viewing import viewed

SUBCLASS_WITH_BLOCK = """\
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.wide = layers.Dense(16)
        self.narrow = layers.Dense(4)

    def call(self, inputs):
        return self.narrow(self.wide(inputs))

class Net(Model):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.head = layers.Dense(3)

    def call(self, inputs):
        return self.head(self.block(inputs))

model = Net()
model(Input((4,)))
"""

UNKNOWN_UNITS = """\
import os
model = Sequential([
    Input((4,)),
    layers.Dense(int(os.environ["UNITS"])),
    layers.Dense(2),
])
"""

OPEN_SIZES = """\
def build(units):
    model = Sequential([Input((4,)), layers.Dense(units), layers.Dense(2)])
    return model
"""


def test_ids_are_paths_of_names(evaluation: KerasEvaluation) -> None:
    view = _viewed(programs.NESTED, evaluation)
    assert [layer.id for layer in _all(view)] == [
        "input_layer",
        "encoder",
        "encoder/input_layer",
        "encoder/conv2d",
        "encoder/max_pooling2d",
        "head",
        "head/input_layer",
        "head/flatten",
        "head/dense",
    ]
    assert view.outputs == ("head",)


def test_ids_stay_when_another_model_is_written_above(evaluation: KerasEvaluation) -> None:
    before = _viewed(programs.RESIDUAL, evaluation)
    above = "other = Sequential([Input((8, 8, 3)), layers.Conv2D(2, 1), layers.Dense(1)])\n"
    after = _viewed(above + programs.RESIDUAL, evaluation)
    assert [layer.id for layer in after.layers] == [layer.id for layer in before.layers]
    assert [layer.name for layer in after.layers] != [layer.name for layer in before.layers]


def test_models_that_are_called_the_same_have_ids_of_their_own(
    evaluation: KerasEvaluation,
) -> None:
    one = "model = Sequential([Input((4,)), layers.Dense(1)])\n"
    analysis = analyse(parse_source("model.py", programs.IMPORTS + one + one), evaluation)
    assert [target.id for target in view_targets(analysis)] == ["model", "model~2"]


def test_layers_of_the_programs_own_classes_can_be_looked_into(
    evaluation: KerasEvaluation,
) -> None:
    view = _viewed(SUBCLASS_WITH_BLOCK, evaluation)
    block, head = view.layers
    assert (block.kind, block.params) == ("model", 4 * 16 + 16 + 16 * 4 + 4)
    assert [inner.id for inner in block.layers] == ["block/dense", "block/dense~2"]
    assert [(edge.source, edge.shape) for edge in block.layers[1].inputs] == [
        ("block/dense", "(None, 16)")
    ]
    assert [edge.source for edge in head.inputs] == ["block"]


def test_tensors_go_through_arithmetic_in_own_code(evaluation: KerasEvaluation) -> None:
    program = SUBCLASS_WITH_BLOCK.replace(
        "return self.head(self.block(inputs))",
        "x = self.block(inputs)\n        return self.head(keras.ops.relu(x + inputs) * 2)",
    )
    _, head = _viewed(program, evaluation).layers
    assert [(edge.source, edge.shape) for edge in head.inputs] == [("block", "(None, 4)")]


def test_kinds_are_those_of_keras(evaluation: KerasEvaluation) -> None:
    view = _viewed(programs.RESIDUAL, evaluation)
    kinds = {layer.class_name: layer.kind for layer in view.layers}
    assert kinds == {
        "InputLayer": "input",
        "Conv2D": "convolution",
        "BatchNormalization": "normalization",
        "Add": "operation",
        "ReLU": "activation",
        "Mean": "operation",
        "Multiply": "operation",
        "Dense": "core",
    }


def test_places_lead_to_the_calls(evaluation: KerasEvaluation) -> None:
    view = _viewed(programs.ON_TOP, evaluation)
    places = {
        layer.id: layer.site.file.text_of(layer.site.span) if layer.site else None
        for layer in view.layers
    }
    assert places == {
        "input_layer": "Input((96, 96, 3))",
        "mobilenetv2_1.00_96": "base(given)",
        "global_average_pooling2d": "layers.GlobalAveragePooling2D()(base(given))",
        "dense": "layers.Dense(4)(x)",
    }
    [base] = [layer for layer in view.layers if layer.layers]
    assert {layer.site for layer in base.layers} == {None}
    assert {layer.trainable for layer in base.layers if layer.params} == {"none"}


def test_findings_stand_at_their_layers(evaluation: KerasEvaluation) -> None:
    view = _viewed(programs.FOUNDING, evaluation)
    assert view.layers[0].site is None  # Keras makes the input by itself
    found = {layer.id: [one.rule for one in layer.findings] for layer in view.layers}
    assert "dense-before-flatten" in found["dense"]
    assert found["flatten"] == []


def test_an_unknown_layer_says_why(evaluation: KerasEvaluation) -> None:
    view = _viewed(UNKNOWN_UNITS, evaluation)
    given, first, second = view.layers
    assert given.unknown is None
    assert first.unknown is not None
    assert "`units`" in first.unknown
    assert (first.params, first.output_shapes, first.trainable) == (None, (), "unknown")
    assert [(edge.source, edge.shape) for edge in first.inputs] == [("input_layer", "(None, 4)")]
    assert [(edge.source, edge.shape) for edge in second.inputs] == [("dense", "?")]
    assert view.params is None


def test_counts_may_depend_on_what_the_program_leaves_open(evaluation: KerasEvaluation) -> None:
    view = _viewed(OPEN_SIZES, evaluation)
    assert [str(layer.params) for layer in view.layers] == ["0", "5·units", "2·units + 2"]
    assert str(view.params) == "7·units + 2"
    assert view.layers[1].output_shapes == ("(None, units)",)


def test_models_in_one_another_are_closed_when_there_are_too_many(
    evaluation: KerasEvaluation,
) -> None:
    doubled = ["model = Sequential([Input((4,)), layers.Dense(4)])"] + [
        "model = Sequential([Input((4,)), model, model])" for _ in range(16)
    ]
    analysis = analyse(parse_source("model.py", programs.IMPORTS + "\n".join(doubled)), evaluation)
    last = view_targets(analysis)[-1]
    view = viewed(programs.IMPORTS + "\n".join(doubled), evaluation, last.id)
    assert len(_all(view)) <= 10_000


def _viewed(program: str, evaluation: KerasEvaluation) -> ModelView:
    return viewed(programs.IMPORTS + program, evaluation)


def _all(view: ModelView) -> list[LayerView]:
    found: list[LayerView] = []

    def walk(layers: tuple[LayerView, ...]) -> None:
        for layer in layers:
            found.append(layer)
            walk(layer.layers)

    walk(view.layers)
    return found
