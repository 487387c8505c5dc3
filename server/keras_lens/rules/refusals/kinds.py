"""Which rule tells of a refused call: by the layer, the phase and the shapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from keras_lens.models.analysis import Analysis
from keras_lens.models.networks.functional_making import NO_TENSOR
from keras_lens.models.networks.saving import FILE_NAME
from keras_lens.models.networks.sequential import ARGUMENT
from keras_lens.models.networks.unbuilt import NEVER_CALLED, UNBUILT
from keras_lens.models.records import LayerApplication, RefusedCall, Shape
from keras_lens.rules.views.layer_kinds import MERGING, RECURRENT
from keras_lens.rules.views.makers import maker_of

ATTENTION = frozenset(
    {"AdditiveAttention", "Attention", "Embedding", "GroupedQueryAttention", "MultiHeadAttention"}
)
KEEPS_RANK_OF_VECTORS = frozenset(
    {
        "Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dense",
        "Dropout", "ELU", "GaussianDropout", "GaussianNoise", "Identity", "LayerNormalization",
        "LeakyReLU", "PReLU", "ReLU", "Softmax", "UnitNormalization",
    }
)  # fmt: skip
_IMAGES = re.compile(r"(Conv|SeparableConv|DepthwiseConv|MaxPool|AveragePool)\w*?([123])D")
_SPATIAL = re.compile(r"(?!ConvLSTM|SpatialDropout)\w*?([123])D(?:Transpose)?")
_ELEMENTWISE = frozenset(
    {
        "add", "and_", "divide", "equal", "eq", "floordiv", "ge", "greater", "gt", "le", "less",
        "lt", "matmul", "maximum", "minimum", "mod", "mul", "multiply", "ne", "or_", "pow",
        "power", "sub", "subtract", "truediv", "true_divide", "where", "xor",
    }
)  # fmt: skip
_SHRUNK = re.compile(r"negative|would be less|less than or equal")
_SHAPES = re.compile(r"ndim=|rank|[Dd]imensions|same length as input|expects \d+ input")


_RULES_OF_METHODS = {
    UNBUILT: "unbuilt-model",
    NEVER_CALLED: "model-never-called",
    ARGUMENT: "unknown-argument",
    FILE_NAME: "file-name",
    "compile": "compile-refused",
    "fit": "compile-refused",
}


def rule_of(analysis: Analysis, call: RefusedCall) -> str:
    """The identifier of the one rule that tells of it."""
    match call.kind:
        case "constructor":
            return "unknown-argument" if unknown_arguments(call) else "invalid-argument"
        case "model" if call.refusal.phase == NO_TENSOR:
            return "layer-not-called"
        case "model":
            return (
                "duplicate-layer-name"
                if " name" in call.refusal.message
                else ("disconnected-output")
            )
        case "method":
            return _RULES_OF_METHODS.get(call.refusal.phase, "refused-by-keras")
        case "function":
            return _rule_of_function(call)
    return _rule_of_layer(analysis, call)


_UNKNOWN_ARGUMENT = re.compile(
    r"Unrecognized keyword arguments?[^{]*\{(?P<several>.*)\}"
    r"|unexpected keyword argument '(?P<one>\w+)'"
    r"|\((?P<pair>'\w+'), "
    r"|not a valid (?:keyword )?argument: '?(?P<other>\w+)",
    re.DOTALL,
)
_KEY = re.compile(r"'(\w+)':")


def unknown_arguments(call: RefusedCall) -> list[str]:
    """The names of the arguments that Keras does not know."""
    made = call.made
    match = _UNKNOWN_ARGUMENT.search(call.refusal.message)
    if made is None or match is None:
        return []
    given = [name for name, _ in made.kwargs]
    text = match.group("one") or match.group("other")
    names = [text] if text else _KEY.findall(match.group("several") or "")
    return [name for name in names if name in given]


def _rule_of_function(call: RefusedCall) -> str:
    name = call.what.rpartition(".")[2]
    if call.what.startswith("tensorflow.") and call.refusal.phase == "construct":
        return "tensorflow-on-keras-tensor"
    if name == "reshape":
        return "reshape-size"
    if name in ("concatenate", "concat", "stack") or call.what.startswith("keras.layers."):
        return "merge-shapes"
    if name in _ELEMENTWISE and len(call.inputs) > 1:
        shapes = [tensor.shape for tensor in call.inputs]
        return "broadcast-shapes" if name == "matmul" or clash(shapes) else "refused-by-keras"
    return "refused-by-keras"


def clash(shapes: Sequence[Shape]) -> bool:
    """Whether shapes cannot be spread to one another, counted from the last axis."""
    for sizes in zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1):
        if len({size for size in sizes if isinstance(size, int) and size != 1}) > 1:
            return True
    return False


def _rule_of_layer(analysis: Analysis, call: RefusedCall) -> str:
    if call.what in MERGING or call.what == "Dot":
        return "merge-shapes"
    if call.what == "Reshape":
        return "reshape-size"
    if recurrent_before(analysis, call) is not None:
        return "missing-return-sequences"
    if call.what in ATTENTION:
        return "attention-input"
    if lacks_channels(analysis, call):
        return "missing-channel-axis"
    dimensions = dimensions_of(call.what)
    if dimensions is not None and _SHRUNK.search(call.refusal.message):
        return "axis-below-one"
    message = call.refusal.message
    if call.inputs and ("incompatible" in message or _SHAPES.search(message)):
        return "incompatible-input"
    return "refused-by-keras"


def dimensions_of(class_name: str) -> int | None:
    """Along how many axes a convolution or pooling goes, None for other layers."""
    match = _IMAGES.fullmatch(class_name.replace("Transpose", "").replace("ing", ""))
    return int(match.group(2)) if match else None


def recurrent_before(analysis: Analysis, call: RefusedCall) -> LayerApplication | None:
    """The recurrent layer that gives one vector where the refused layer needs a sequence."""
    if len(call.inputs) != 1 or len(call.inputs[0].shape) != 2:
        return None
    says_rank = "expected " in call.refusal.message or call.what == "TimeDistributed"
    if call.what == "Embedding" or not says_rank:
        return None
    maker = maker_of(analysis, call.inputs[0])
    for _ in analysis.applications:
        if maker is None or len(maker.inputs) == 0:
            return None
        if maker.class_name in RECURRENT and len(maker.inputs[0].shape) == 3:
            return maker
        if maker.class_name not in KEEPS_RANK_OF_VECTORS or len(maker.inputs) != 1:
            return None
        maker = maker_of(analysis, maker.inputs[0])
    return None


def lacks_channels(analysis: Analysis, call: RefusedCall) -> bool:
    """Whether a convolution or pooling gets the model's input with one axis too few."""
    match = _SPATIAL.fullmatch(call.what)
    if match is None or len(call.inputs) != 1 or "ndim=" not in call.refusal.message:
        return False
    if len(call.inputs[0].shape) != int(match.group(1)) + 1:
        return False
    maker = maker_of(analysis, call.inputs[0])
    while maker is not None:
        if maker.class_name not in ("Rescaling", "Normalization", "InputLayer"):
            return False
        maker = maker_of(analysis, maker.inputs[0]) if len(maker.inputs) == 1 else None
    return True
