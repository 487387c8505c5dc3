"""What the rules about activation layers behind an activation share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.structure.removing import layer_removed
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import activation

_ACTIVATION_LAYERS = frozenset(
    {"Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "ThresholdedReLU"}
)
WITHOUT_EFFECT_ON_POSITIVES = frozenset({"LeakyReLU", "PReLU", "ELU"})
"""Those that change negative values only."""
_WITH_ACTIVATION = frozenset(
    {
        "Activation", "Dense", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D",
        "SeparableConv1D", "SeparableConv2D", "Conv1DTranspose", "Conv2DTranspose",
        "Conv3DTranspose", "EinsumDense", "ReLU", "Softmax",
    }
)  # fmt: skip


def activated_before(call: Call, layer: LayerApplication) -> LayerApplication | None:
    """The layer that gives an activation layer its input, if it ends with an activation."""
    before = call.only_before
    while before is not None and before.class_name == "Dropout":
        before = before.only_before
    known = None if before is None else before.known
    if known is None or layer.class_name not in _ACTIVATION_LAYERS or len(layer.inputs) != 1:
        return None
    return known if known.class_name in _WITH_ACTIVATION else None


def name_of(layer: LayerApplication) -> str:
    """The layer as messages name it."""
    if layer.class_name == "Activation":
        return f'Activation("{activation(layer)}")'
    return layer.class_name


def finding(
    context: RuleContext,
    rule: str,
    layer: LayerApplication,
    before: LayerApplication,
    message: str,
    fixes: Iterable[Fix],
) -> Finding:
    """What is said of an activation layer behind `before`."""
    site = before.constructor
    harmless = activation(before) == activation(layer) == "relu"
    text = translate("{activation} is applied here already", activation=activation(before))
    related = Related(site.file, site.span, text)
    span = name_span(context.analysis.file, layer.constructor.node)
    severity = "information" if harmless else "warning"
    return Finding(rule, severity, message, span, tuple(fixes), (related,))


def removals(
    context: RuleContext, layer: LayerApplication, before: LayerApplication, *, preferred: bool
) -> Iterator[Fix]:
    """Takes the activation layer away."""
    edits = layer_removed(context, layer)
    if edits is not None:
        yield Fix(_title_of_removal(layer, before), edits, preferred=preferred)


def _title_of_removal(layer: LayerApplication, before: LayerApplication) -> str:
    name = name_of(layer)
    if activation(before) == "relu":
        return translate("Remove {layer}: the outputs stay what they are", layer=name)
    return translate(
        "Remove {layer}: the outputs stay those of {activation}",
        layer=name,
        activation=activation(before),
    )
