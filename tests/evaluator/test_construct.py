"""What a constructor's call gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Constructed
from keras_lens.evaluation.questions import Construct, Settings
from keras_lens.evaluation.terms import ModelTerm, ReferenceTerm, StandInTerm

from .asking import call, construct, layer, recipe, refusal, tensor, term


def test_a_layer(keras: KerasEvaluation) -> None:
    made = construct(keras, layer("Dense", 64))
    assert replace(made, attributes=()) == Constructed(
        class_name="Dense",
        names_used=(("dense", 1),),
        own_name_kind="dense",
        given_name=None,
        trainable=True,
        compute_dtype="float32",
        variable_dtype="float32",
        input_shape=None,
    )


def test_attributes_that_are_plain_values(keras: KerasEvaluation) -> None:
    attributes = dict(construct(keras, layer("Conv2D", 8, 3, padding="same")).attributes)
    assert attributes["filters"] == 8
    assert attributes["kernel_size"] == term((3, 3))
    assert attributes["padding"] == "same"
    assert not [name for name in attributes if name.startswith("_")]


def test_the_class_name_is_keras_own(keras: KerasEvaluation) -> None:
    assert construct(keras, layer("Convolution2D", 8, 3)).class_name == "Conv2D"


def test_a_given_name_takes_none_from_the_counters(keras: KerasEvaluation) -> None:
    made = construct(keras, layer("Dense", 64, name="first"))
    assert (made.given_name, made.own_name_kind, made.names_used) == ("first", None, ())


def test_a_given_name_that_looks_automatic(keras: KerasEvaluation) -> None:
    wrapped = layer("TimeDistributed", layer("Dense", 3), name="dense")
    made = construct(keras, wrapped)
    assert (made.given_name, made.own_name_kind) == ("dense", None)
    assert made.names_used == (("dense", 1),)


def test_wrapped_layers_take_names_too(keras: KerasEvaluation) -> None:
    made = construct(keras, layer("TimeDistributed", layer("Dense", 3)))
    assert made.own_name_kind == "time_distributed"
    assert made.names_used == (("dense", 1), ("time_distributed", 1))


def test_every_question_starts_with_fresh_names(keras: KerasEvaluation) -> None:
    pair = layer("RNN", [layer("GRUCell", 8), layer("GRUCell", 6)])
    for _ in range(2):
        keras.clear_cache()
        used = dict(construct(keras, pair).names_used)
        assert (used["gru_cell"], used["rnn"]) == (2, 1)


@pytest.mark.parametrize(
    ("keywords", "shape"),
    [
        ({"input_shape": (28, 28, 1)}, (None, 28, 28, 1)),
        ({"input_dim": 784}, (None, 784)),
        ({"input_shape": (None, 3)}, (None, None, 3)),
    ],
)
def test_the_input_shape_that_a_layer_asks_for(
    keras: KerasEvaluation, keywords: dict[str, object], shape: tuple[int | None, ...]
) -> None:
    made = construct(keras, layer("Dense", 4, **keywords))  # type: ignore[arg-type]
    assert made.input_shape == shape


def test_batch_input_shape_is_refused_by_an_ordinary_layer(keras: KerasEvaluation) -> None:
    refused = refusal(keras, Construct(layer("Dense", 4, batch_input_shape=(2, 3))))
    assert (refused.exception, refused.phase) == ("ValueError", "construct")
    assert "Unrecognized keyword arguments" in refused.message


@pytest.mark.parametrize("path", ["keras.Input", "keras.layers.Input"])
def test_an_input_is_a_tensor(keras: KerasEvaluation, path: str) -> None:
    made = construct(keras, call(path, shape=(28, 28, 1), dtype="int32"))
    assert made.class_name == "InputLayer"
    assert made.own_name_kind == "input_layer"
    assert made.input_shape == (None, 28, 28, 1)
    assert made.output == tensor(None, 28, 28, 1, dtype="int32")


def test_an_input_layer_has_a_tensor(keras: KerasEvaluation) -> None:
    made = construct(keras, layer("InputLayer", batch_shape=(16, 4), name="tokens"))
    assert (made.given_name, made.input_shape) == ("tokens", (16, 4))
    assert made.output == tensor(16, 4)


def test_trainable_and_dtypes(keras: KerasEvaluation) -> None:
    made = construct(keras, layer("Dense", 4, trainable=False, dtype="mixed_float16"))
    assert (made.trainable, made.compute_dtype, made.variable_dtype) == (
        False,
        "float16",
        "float32",
    )


def test_settings_hold_for_their_question_only(keras: KerasEvaluation) -> None:
    for settings, dtypes in [
        (Settings(dtype_policy="mixed_bfloat16"), ("bfloat16", "float32")),
        (Settings(floatx="float64"), ("float64", "float64")),
        (Settings(), ("float32", "float32")),
    ]:
        made = construct(keras, layer("Dense", 5), settings)
        assert (made.compute_dtype, made.variable_dtype) == dtypes


def test_a_setting_that_keras_does_not_know_is_refused(keras: KerasEvaluation) -> None:
    refused = refusal(keras, Construct(layer("Dense", 4), Settings(floatx="float12")))
    assert (refused.exception, refused.phase) == ("ValueError", "construct")


def test_arguments_that_keras_refuses(keras: KerasEvaluation) -> None:
    refused = refusal(keras, Construct(layer("Dense", -3)))
    assert refused.exception == "ValueError"
    assert "expected a positive integer" in refused.message
    assert refusal(keras, Construct(layer("Dense"))).exception == "TypeError"
    assert refusal(keras, Construct(layer("NoSuchLayer"))).exception == "AttributeError"


@pytest.mark.parametrize(
    "keywords",
    [
        {"activation": ReferenceTerm("keras.activations.relu")},
        {"activation": ReferenceTerm("tensorflow.nn.relu")},
        {"kernel_initializer": call("tensorflow.keras.initializers.Ones")},
        {"kernel_initializer": ReferenceTerm("keras.initializers.HeNormal")},
        {"kernel_initializer": call("tensorflow.random_normal_initializer", 0.0, 0.1)},
        {"kernel_initializer": {"class_name": "VarianceScaling", "config": {"scale": 2.0}}},
        {"kernel_regularizer": call("regularizers.l2", 0.01)},
        {"bias_constraint": call("constraints.MaxNorm", 2)},
        {"dtype": ReferenceTerm("tensorflow.float32")},
        {"dtype": call("dtype_policies.DTypePolicy", "float32")},
        {"activation": StandInTerm("activation")},
        {"kernel_initializer": StandInTerm("kernel_initializer")},
        {"kernel_regularizer": StandInTerm("kernel_regularizer")},
        {"bias_constraint": StandInTerm("bias_constraint")},
    ],
)
def test_arguments_that_are_objects(keras: KerasEvaluation, keywords: dict[str, object]) -> None:
    made = construct(keras, layer("Dense", 4, **keywords))  # type: ignore[arg-type]
    assert (made.class_name, made.names_used) == ("Dense", (("dense", 1),))


def test_a_model_has_the_name_of_its_recipe_and_takes_none(keras: KerasEvaluation) -> None:
    described = recipe("tower", (layer("Dense", 3), "dense_7"))
    made = construct(keras, ModelTerm(described))
    assert (made.class_name, made.given_name, made.names_used) == ("Sequential", "tower", ())


def test_a_ready_made_model_has_a_name_of_its_own(keras: KerasEvaluation) -> None:
    made = construct(
        keras, call("applications.MobileNetV2", input_shape=(96, 96, 3), weights="imagenet")
    )
    assert (made.given_name, made.own_name_kind) == ("mobilenetv2_1.00_96", None)
    assert made.input_shape == (None, 96, 96, 3)


def test_an_operation_gives_its_tensor(keras: KerasEvaluation) -> None:
    reshaped = construct(keras, call("ops.reshape", tensor(None, 6), (-1, 2, 3)))
    assert reshaped.output == tensor(None, 2, 3)
    made = construct(keras, call("ops.zeros", (10**6, 10**6)))
    assert made.output == tensor(10**6, 10**6)
