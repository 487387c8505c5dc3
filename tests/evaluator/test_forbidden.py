"""No request makes the evaluator run code, read a file or reach the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Constructed, Unanswered
from keras_lens.evaluation.questions import Construct
from keras_lens.evaluation.terms import CallTerm, ReferenceTerm, Term

from .asking import application, call, layer, reason, tensor


@pytest.mark.parametrize(
    "of",
    [
        call("os.system", "echo"),
        call("utils.get_file", "name", "http://127.0.0.1:9/"),
        call("saving.load_model", "model.keras"),
        call("models.load_model", "model.keras"),
        call("models.model_from_json", "{}"),
        call("layers.deserialize", {"class_name": "Dense", "config": {"units": 3}}),
        call("layers.TFSMLayer", "folder"),
        call("layers.Dense.from_config", {"units": 3}),
        call("datasets.mnist.load_data"),
        call("src.layers.Dense", 3),
        call("keras._tf_keras.keras.layers.Dense", 3),
        call("keras.layers.__loader__.get_data", "/etc/hostname"),
        call("applications.resnet50.decode_predictions", [[0.1]]),
        call("config.enable_unsafe_deserialization"),
        call("tensorflow.io.read_file", "/etc/hostname"),
        call("tensorflow.py_function"),
        call("tensorflow.keras.utils.get_file", "name", "http://127.0.0.1:9/"),
        call("initializers.get", {"class_name": "Zeros", "module": "os", "config": {}}),
        layer("Dense", 3, activation={"class_name": "function", "module": "os"}),
        layer("Dense", 3, kernel_initializer={"class_name": "Lambda", "config": {}}),
        layer("Dense", 3, kernel_initializer={"class_name": "os>system", "config": {}}),
        layer("Activation", ReferenceTerm("os.system")),
        layer("Activation", ReferenceTerm("keras.saving.load_model")),
        layer("Activation", ReferenceTerm("tensorflow.io.gfile.remove")),
        layer("Lambda", ReferenceTerm("keras.utils.get_file")),
    ],
)
def test_a_call_outside_the_list(keras: KerasEvaluation, of: CallTerm) -> None:
    assert reason(keras, Construct(of)) == "unsupported"


@pytest.mark.parametrize("name", ["StringLookup", "IntegerLookup", "TextVectorization"])
def test_a_vocabulary_file_is_not_read(keras: KerasEvaluation, name: str, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("1\n2\n")
    question = Construct(layer(name, vocabulary=str(words)))
    assert reason(keras, question) == "unsupported"


def test_a_ready_made_model_loads_no_weights(keras: KerasEvaluation) -> None:
    of = call("applications.MobileNet", weights="/no/such/file.h5", input_shape=(32, 32, 3))
    assert isinstance(keras.ask(Construct(of)), Constructed)


@pytest.mark.parametrize("of", [layer("Normalization"), layer("LSTM", 10**9, stateful=True)])
def test_a_constant_of_any_size_is_not_computed(keras: KerasEvaluation, of: Term) -> None:
    keras.ask(Construct(layer("Dense", 1)))
    process = keras.process_id
    outcome = keras.ask(application(of, tensor(32, 5, 10**10)))
    assert isinstance(outcome, Unanswered)
    assert outcome.reason == "unsupported"
    assert keras.process_id == process is not None, "the process outlives it"
