"""What calling a layer gives."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Applied, Weight
from keras_lens.evaluation.questions import Apply, Settings
from keras_lens.evaluation.terms import (
    CallTerm,
    ListTerm,
    ModelTerm,
    StandInTerm,
    TensorTerm,
    TupleTerm,
)

from .asking import (
    Given,
    application,
    apply,
    arguments,
    call,
    layer,
    parameters,
    reason,
    recipe,
    refusal,
    tensor,
)


def test_dense_works_on_the_last_axis(keras: KerasEvaluation) -> None:
    outcome = apply(keras, layer("Dense", 64), tensor(None, 28, 28, 1))
    assert outcome.output == tensor(None, 28, 28, 64)
    assert outcome.weights == (
        Weight("kernel", (1, 64), "float32", True, 64, 256),
        Weight("bias", (64,), "float32", True, 64, 256),
    )
    assert outcome.dtype == "float32"


@pytest.mark.parametrize(
    ("of", "given", "shape", "counts"),
    [
        (layer("Flatten"), tensor(None, 28, 28, 64), (None, 50176), (0, 0)),
        (layer("Dense", 10), tensor(None, 50176), (None, 10), (501_770, 501_770)),
        (layer("Conv2D", 8, 3), tensor(None, 28, 28, 3), (None, 26, 26, 8), (224, 224)),
        (layer("BatchNormalization"), tensor(None, 9, 5), (None, 9, 5), (20, 10)),
        (layer("LSTM", 8), tensor(None, 10, 4), (None, 8), (416, 416)),
        (layer("LSTM", 8, stateful=True), tensor(2, 10, 4), (2, 8), (416, 416)),
        (layer("Bidirectional", layer("GRU", 8)), tensor(None, 7, 4), (None, 16), (672, 672)),
        (layer("Embedding", 100, 16), tensor(None, 5), (None, 5, 16), (1600, 1600)),
        (layer("TimeDistributed", layer("Dense", 3)), tensor(None, 5, 2), (None, 5, 3), (9, 9)),
        (layer("Dropout", 0.5), tensor(None, 5), (None, 5), (0, 0)),
        (layer("RandomFlip"), tensor(None, 8, 8, 3), (None, 8, 8, 3), (0, 0)),
        (layer("Normalization"), tensor(None, 3), (None, 3), (7, 0)),
        (layer("Normalization", mean=1.0, variance=2.0), tensor(None, 3), (None, 3), (0, 0)),
        (layer("Dense", 4, trainable=False), tensor(None, 3), (None, 4), (16, 0)),
        (layer("Dense", 6, lora_rank=2), tensor(None, 5), (None, 6), (58, 28)),
        (layer("SpectralNormalization", layer("Dense", 4)), tensor(None, 3), (None, 4), (20, 16)),
    ],
)
def test_shapes_and_parameters(
    keras: KerasEvaluation,
    of: CallTerm,
    given: TensorTerm,
    shape: tuple[int | None, ...],
    counts: tuple[int, int],
) -> None:
    outcome = apply(keras, of, given)
    assert outcome.output == tensor(*shape)
    assert parameters(outcome) == counts


def test_names_of_nested_weights(keras: KerasEvaluation) -> None:
    outcome = apply(keras, layer("Bidirectional", layer("SimpleRNN", 2)), tensor(None, 7, 4))
    assert [weight.name for weight in outcome.weights][:3] == [
        "forward_simple_rnn/simple_rnn_cell/kernel",
        "forward_simple_rnn/simple_rnn_cell/recurrent_kernel",
        "forward_simple_rnn/simple_rnn_cell/bias",
    ]


def test_several_tensors_in_and_out(keras: KerasEvaluation) -> None:
    both: list[Given] = [tensor(None, 4), tensor(None, 6)]
    assert apply(keras, layer("Concatenate"), both).output == tensor(None, 10)
    attention = layer("MultiHeadAttention", 2, 4)
    query, value = tensor(None, 5, 8), tensor(None, 5, 8)
    outcome = apply(keras, attention, query, value, return_attention_scores=True)
    assert outcome.output == TupleTerm((tensor(None, 5, 8), tensor(None, 2, 5, 5)))
    recurrent = layer("LSTM", 3, return_state=True)
    states: list[Given] = [tensor(None, 3), tensor(None, 3)]
    outcome = apply(keras, recurrent, tensor(None, 9, 2), initial_state=states)
    assert isinstance(outcome.output, ListTerm | TupleTerm)
    assert outcome.output.items == (tensor(None, 3),) * 3


def test_dtypes(keras: KerasEvaluation) -> None:
    mixed = apply(keras, layer("Dense", 4), tensor(None, 3), settings=Settings("mixed_float16"))
    assert mixed.output == tensor(None, 4, dtype="float16")
    assert {(weight.dtype, weight.bytes) for weight in mixed.weights} == {
        ("float32", 48),
        ("float32", 16),
    }
    lookup = layer("StringLookup", vocabulary=["a", "b"])
    outcome = apply(keras, lookup, tensor(None, 1, dtype="string"))
    assert outcome.output == tensor(None, 1, dtype="int64")


def test_image_data_format_of_the_program(keras: KerasEvaluation) -> None:
    settings = Settings(image_data_format="channels_first")
    for chosen, shape in [(settings, (None, 8, 26, 28)), (Settings(), (None, 1, 28, 8))]:
        question = application(layer("Conv2D", 8, (3, 1)), tensor(None, 3, 28, 28), settings=chosen)
        outcome = keras.ask(question)
        assert isinstance(outcome, Applied)
        assert outcome.output == tensor(*shape)


def test_the_first_call_decides_the_weights(keras: KerasEvaluation) -> None:
    of = layer("Dense", 4)
    first, later = arguments(tensor(None, 3)), arguments(tensor(7, 9, 3))
    outcome = keras.ask(Apply(of, first, later))
    assert isinstance(outcome, Applied)
    assert outcome.output == tensor(7, 9, 4)
    refused = refusal(keras, Apply(of, first, arguments(tensor(None, 5))))
    assert (refused.exception, refused.phase) == ("ValueError", "call")


def test_what_keras_refuses_is_told_in_its_words(keras: KerasEvaluation) -> None:
    refused = refusal(keras, application(layer("Conv2D", 8, 3), tensor(None, 28, 3)))
    assert (refused.exception, refused.phase) == ("ValueError", "build")
    assert "expected min_ndim=4, found ndim=3" in refused.message
    refused = refusal(keras, application(layer("Reshape", (5,)), tensor(None, 3)))
    assert refused.exception == "ValueError"
    assert "\x1b" not in refused.message


def test_models_are_layers(keras: KerasEvaluation) -> None:
    tower = ModelTerm(
        recipe(
            "tower",
            (call("Input", (8,)), "input_layer"),
            (layer("Dense", 4), "first"),
            (layer("Dense", 2), "second"),
            input_shape=(None, 8),
        )
    )
    outcome = apply(keras, tower, tensor(3, 8))
    assert outcome.output == tensor(3, 2)
    assert parameters(outcome) == (46, 46)
    outcome = apply(keras, layer("TimeDistributed", tower), tensor(None, 5, 8))
    assert outcome.output == tensor(None, 5, 2)
    assert parameters(outcome) == (46, 46)


def test_a_function_out_of_sight(keras: KerasEvaluation) -> None:
    unknown = StandInTerm("function")
    outcome = apply(keras, layer("Lambda", unknown, output_shape=(5,)), tensor(None, 3))
    assert outcome.output == tensor(None, 5)
    question = application(layer("Lambda", unknown), tensor(None, 3))
    assert reason(keras, question) == "unsupported"


def test_a_call_without_a_tensor_would_compute(keras: KerasEvaluation) -> None:
    assert reason(keras, application(layer("Dense", 4), [[1.0, 2.0]])) == "unsupported"
