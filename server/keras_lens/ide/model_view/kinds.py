"""What kinds of layers there are: the folders in which Keras has them."""

from __future__ import annotations

from collections.abc import Mapping

from keras_lens.evaluation.outcomes import Api
from keras_lens.models.records import OutlineLayer, UnknownLayer

_FOLDERS = "keras.src.layers."
_PUBLISHED = "keras.layers."
_KINDS = {"activations": "activation", "convolutional": "convolution", "rnn": "recurrent"}
"""Where the kind is called something else than Keras's folder."""
_MODELS = frozenset({"Functional", "Model", "Sequential"})


def layer_kinds(api: Api) -> dict[str, str]:
    """The kinds of Keras's own layers by the names of their classes."""
    kinds: dict[str, str] = {}
    for internal, published in api.internal.items():
        name = published.removeprefix(_PUBLISHED)
        if not internal.startswith(_FOLDERS) or name == published or name == "Layer":
            continue
        folder, _, module = internal.removeprefix(_FOLDERS).partition(".")
        *_, file, _ = ("", *module.split("."))
        is_home = file.replace("_", "") == name.lower()
        if is_home or (file and name not in kinds):
            kinds[name] = _KINDS.get(folder, folder)
    return kinds


def kind_of(layer: OutlineLayer, kinds: Mapping[str, str]) -> str:
    """The kind of one layer."""
    record = layer.record
    if layer.is_operation:
        return "operation"
    if record.class_name == "InputLayer":
        return "input"
    if isinstance(record, UnknownLayer) or record.made is not None:
        return kinds.get(record.class_name, "other")
    return "model" if layer.inner is not None or record.class_name in _MODELS else "other"
