"""What an analysis says beyond shapes and counts, which the conformance tests compare with
Keras: where records come from, how they hang together, why something is not known."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.terms import CallTerm, ReferenceTerm
from keras_lens.models.analysis import Analysis, Cancelled, analyse
from keras_lens.models.records import LayerApplication, ModelRecord, NotKnown
from keras_lens.syntax.source import parse_source

IMPORTS = "import os, keras\nfrom keras import Input, Sequential\nfrom keras.layers import *\n"


def analysed(program: str, evaluation: Evaluation) -> Analysis:
    return analyse(parse_source("program.py", IMPORTS + program), evaluation)


def only_model(program: str, evaluation: Evaluation) -> ModelRecord:
    [model] = analysed(program, evaluation).models
    return model


def test_each_tensor_names_the_application_that_made_it(evaluation: KerasEvaluation) -> None:
    analysis = analysed(
        """\
x = Input((8,))
left = Dense(4)(x)
right = Dense(4)(x)
both = Add()([left, right])
""",
        evaluation,
    )
    add = next(layer for layer in analysis.applications if layer.class_name == "Add")
    makers = [analysis.applications[tensor.producer or 0].name for tensor in add.inputs]
    assert makers == ["dense", "dense_1"]


def test_a_shared_layer_has_one_name_and_an_application_for_each_place(
    evaluation: KerasEvaluation,
) -> None:
    analysis = analysed(
        "layer = Dense(4)\na = layer(Input((8,)))\nb = layer(Input((8,)))\n", evaluation
    )
    dense = [layer for layer in analysis.applications if layer.class_name == "Dense"]
    assert [layer.name for layer in dense] == ["dense", "dense"]
    assert dense[0].constructor == dense[1].constructor
    assert dense[0].site != dense[1].site


def test_the_layers_of_a_model_are_its_applications(evaluation: KerasEvaluation) -> None:
    analysis = analysed("model = Sequential([Input((8,)), Dense(4), ReLU()])\n", evaluation)
    [model] = analysis.models
    assert [layer.class_name for layer in model.layers] == ["Dense", "ReLU"]
    for layer in model.layers:
        assert isinstance(layer, LayerApplication)
        assert layer in analysis.applications
        assert layer.model_key == model.key


def test_a_model_in_a_list_is_shown_in_the_list(evaluation: KerasEvaluation) -> None:
    analysis = analysed(
        "inner = Sequential([Dense(4)])\nouter = Sequential([Input((8,)), inner])\n", evaluation
    )
    [used] = [layer for layer in analysis.applications if layer.class_name == "Sequential"]
    text_of = analysis.file.text_of
    assert text_of(used.site.span) == "Sequential([Dense(4)])"
    assert text_of(used.shown_at.span) == "inner"


NAMES = {
    "assigned": ("model = Sequential()\n", "model", ("model",)),
    "two names": ("model = Sequential()\nsame = model\n", "model", ("model", "same")),
    "made in a function": (
        "def make():\n    inside = Sequential()\n    return inside\nmodel = make()\n",
        "model",
        ("inside", "model"),
    ),
    "no name": ("print(Sequential())\n", None, ()),
}


@pytest.mark.parametrize(("program", "variable", "names"), NAMES.values(), ids=NAMES)
def test_the_name_that_the_program_gives_a_model(
    program: str, variable: str | None, names: tuple[str, ...], evaluation: KerasEvaluation
) -> None:
    model = only_model(program, evaluation)
    assert model.variable == variable
    assert set(model.names) == set(names)


def test_what_a_model_is_compiled_with(evaluation: KerasEvaluation) -> None:
    model = only_model(
        """\
model = Sequential([Input((8,)), Dense(1)])
model.compile(
    keras.optimizers.Adam(1e-3),
    loss={"out": keras.losses.mean_squared_error},
    metrics=["mae", keras.metrics.AUC(), lambda y, p: p],
    run_eagerly=os.environ["EAGER"],
)
""",
        evaluation,
    )
    compiled = model.compiled
    assert compiled is not None
    assert compiled.setting("optimizer") == CallTerm("keras.optimizers.Adam", (1e-3,))
    assert compiled.setting("loss") == {"out": ReferenceTerm("keras.losses.mean_squared_error")}
    metrics = compiled.setting("metrics")
    assert isinstance(metrics, list)
    assert metrics[:2] == ["mae", CallTerm("keras.metrics.AUC")]
    assert isinstance(metrics[2], NotKnown)
    assert isinstance(compiled.setting("run_eagerly"), NotKnown)
    assert compiled.setting("loss_weights") is None


def test_a_model_that_is_not_compiled(evaluation: KerasEvaluation) -> None:
    assert only_model("model = Sequential()\n", evaluation).compiled is None


WHY_UNKNOWN = {
    "no input shape": ("Sequential([Dense(4)])", "no-input-shape", "add `keras.Input(shape=...)`"),
    "an argument": (
        "Dense(int(os.environ['N']))(Input((8,)))",
        "unknown-argument",
        "`units` is not known",
    ),
    "the layer before": (
        "Sequential([Input((8,)), Dense(int(os.environ['N'])), Dense(4)])",
        "unknown-input",
        "The layer before it is not known",
    ),
    "refused": ("Conv2D(4, 3)(Input((8,)))", "refused", "expected min_ndim=4, found ndim=2"),
    "not used": ("Dense(4)", "other", "not applied to anything"),
}


@pytest.mark.parametrize(("program", "kind", "reason"), WHY_UNKNOWN.values(), ids=WHY_UNKNOWN)
def test_a_layer_of_which_nothing_is_known_says_why(
    program: str, kind: str, reason: str, evaluation: KerasEvaluation
) -> None:
    layer = analysed(program, evaluation).unknown_layers[-1]
    assert layer.kind == kind
    assert reason in layer.reason


def test_what_keras_raises_is_kept(evaluation: KerasEvaluation) -> None:
    [layer] = analysed("Reshape((3, 3))(Input((8,)))\n", evaluation).unknown_layers
    assert layer.refusal is not None
    assert layer.refusal.exception == "ValueError"


def test_a_condition_that_is_not_known_gives_a_model_for_each_way(
    evaluation: KerasEvaluation,
) -> None:
    analysis = analysed(
        """\
model = Sequential([Input((8,)), Dense(4)])
if os.environ.get("DEEP"):
    model.add(Dense(2))
""",
        evaluation,
    )
    assert {model.output_shapes for model in analysis.models} == {((None, 4),), ((None, 2),)}
    assert {model.total_params for model in analysis.models} == {36, 46}


def test_a_name_that_depends_on_a_condition_is_left_open(evaluation: KerasEvaluation) -> None:
    analysis = analysed(
        """\
x = Input((8,))
first = Dense(1)(x)
if os.environ.get("MORE"):
    second = Dense(1)(x)
last = Dense(2)(x)
""",
        evaluation,
    )
    names = [layer.name for layer in analysis.applications if layer.class_name == "Dense"]
    assert names == ["dense", "dense_1", "?"]


def test_functions_that_nobody_calls_are_looked_at_too(evaluation: KerasEvaluation) -> None:
    analysis = analysed(
        """\
def build(units=3, size=None):
    known = Dense(units)(Input((8,)))
    unknown = Dense(size)(Input((8,)))
""",
        evaluation,
    )
    assert [layer.params for layer in analysis.applications if layer.params] == [27]


def test_snapshots_know_a_part_and_say_that_they_are_not_complete(
    evaluation: KerasEvaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keras_lens.models.analysis.SECONDS_BETWEEN_SNAPSHOTS", 0)
    file = parse_source("program.py", IMPORTS + "x = Input((8,))\ny = Dense(4)(x)\nz = ReLU()(y)\n")
    snapshots: list[Analysis] = []
    whole = analyse(file, evaluation, publish=snapshots.append)
    assert whole.complete
    assert snapshots
    for snapshot in snapshots:
        assert not snapshot.complete
        known = len(snapshot.applications)
        assert snapshot.applications == whole.applications[:known]


def test_it_stops_when_told_to(evaluation: KerasEvaluation) -> None:
    with pytest.raises(Cancelled):
        analyse(
            parse_source("program.py", IMPORTS + "x = 1\n" * 1000),
            evaluation,
            cancelled=lambda: True,
        )


def test_snapshots_leave_the_analysis_as_it_is(
    evaluation: KerasEvaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = parse_source(
        "models.py",
        "import keras\n"
        "shared = keras.layers.Dense(2)\n"
        "def build():\n"
        "    inputs = keras.Input((2,))\n"
        "    return keras.Model(inputs, shared(shared(inputs)), name='small')\n"
        "for _ in range(3):\n"
        "    model = build()\n",
    )
    undisturbed = analyse(file, evaluation)
    monkeypatch.setattr("keras_lens.models.analysis.SECONDS_BETWEEN_SNAPSHOTS", 0)
    snapshots: list[Analysis] = []
    disturbed = analyse(file, evaluation, publish=snapshots.append)
    assert len(snapshots) > 3
    assert disturbed.applications == undisturbed.applications
    assert disturbed.models == undisturbed.models


def test_how_a_layer_is_set_up(evaluation: KerasEvaluation) -> None:
    analysis = analysed(
        "model = Sequential([Input((8,)), Dense(2, 'relu', use_bias=False)])\n"
        "model.add(Dense(3, activation=os.environ['ACTIVATION']))\n",
        evaluation,
    )
    known, partly_known = (
        dict(layer.attributes) for layer in analysis.applications if layer.class_name == "Dense"
    )
    assert known["units"] == 2
    assert known["activation"] == ReferenceTerm("keras.activations.relu")
    assert known["use_bias"] is False
    assert partly_known["units"] == 3
    assert "activation" not in partly_known
