"""Where activations and losses stand in the text, and how they are changed there."""

from __future__ import annotations

import ast

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import CompileRecord, LayerApplication
from keras_lens.rules.editing.arguments import argument_given, argument_removed, keyword_of
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.views.activations import LastActivation
from keras_lens.rules.views.losses import SPELLED
from keras_lens.rules.views.outputs import Output
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span, TextEdit

_PLACES_OF_ACTIVATION = {"Dense": 1, "Activation": 0}
_PLACES = ("optimizer", "loss", "loss_weights", "metrics")


def place_of_activation(analysis: Analysis, activation: LastActivation) -> Span | None:
    """Where an activation is given, or else the name of the layer that applies it."""
    call = _constructor(analysis.file, activation.layer)
    if call is None or activation.layer is None:
        return None
    given = _activation_node(call, activation.layer)
    return name_span(analysis.file, call) if given is None else analysis.file.span_of(given)


def place_of_layer(analysis: Analysis, layer: LayerApplication | None) -> Span | None:
    """The name of the layer's class where it is made."""
    call = _constructor(analysis.file, layer)
    return None if call is None else name_span(analysis.file, call)


def place_of_setting(analysis: Analysis, output: Output, name: str) -> Span | None:
    """Where an argument of `compile` is given."""
    node = setting_node(analysis.file, output, name)
    return None if node is None else analysis.file.span_of(node)


def activation_changed(
    analysis: Analysis, activation: LastActivation, name: str
) -> TextEdit | None:
    """The edit that gives the layer another activation."""
    layer, file = activation.layer, analysis.file
    call = _constructor(file, layer)
    if layer is None or call is None or layer.class_name in ("TimeDistributed", "Softmax"):
        return None
    present = _activation_node(call, layer)
    if present is not None and not _is_plainly_written(present):
        return None
    text = quoted(file, name, present)
    return argument_given(
        file, call, "activation", text, _PLACES_OF_ACTIVATION.get(layer.class_name)
    )


def units_changed(
    analysis: Analysis, layer: LayerApplication | None, units: int
) -> TextEdit | None:
    """The edit that gives a `Dense` another number of units, where it is a number in the text."""
    call = _constructor(analysis.file, layer)
    if layer is None or call is None or layer.class_name != "Dense":
        return None
    keyword = keyword_of(call, "units")
    given = keyword.value if keyword else (call.args[0] if call.args else None)
    if not isinstance(given, ast.Constant):
        return None
    return argument_given(analysis.file, call, "units", str(units), 0)


def loss_changed(analysis: Analysis, output: Output, loss: str) -> TextEdit | None:
    """The edit that compiles with another of the crossentropies."""
    node = setting_node(analysis.file, output, "loss")
    return None if node is None else _renamed(analysis.file, node, SPELLED[loss])


def _renamed(file: SourceFile, node: ast.expr, name: str) -> TextEdit | None:
    match node:
        case ast.Constant(value=str()):
            extent = extent_of(file, node)
            return replacement(file, extent.start, extent.end, quoted(file, name, node))
        case ast.Attribute(attr=attribute):
            new = name if attribute.islower() else _camel(name)
            end = extent_of(file, node).end
            return replacement(file, end - len(attribute), end, new)
        case ast.Call(func=ast.Attribute() as function, args=[], keywords=[]):
            return _renamed(file, function, name)
    return None


def setting_node(file: SourceFile, output: Output, name: str) -> ast.expr | None:
    """The expression that is given to `compile` for an output, as it stands in the call."""
    call = compile_call(file, output.compiled)
    if call is None:
        return None
    keyword = keyword_of(call, name)
    place = _PLACES.index(name)
    node = keyword.value if keyword else (call.args[place] if place < len(call.args) else None)
    if isinstance(node, ast.Dict | ast.List | ast.Tuple) and output.of == 1 and name == "loss":
        items = node.values if isinstance(node, ast.Dict) else node.elts
        return items[0] if len(items) == 1 else node
    if isinstance(node, ast.List) and len(node.elts) == output.of and name == "loss":
        return node.elts[output.number]
    return node


def compile_call(file: SourceFile, compiled: CompileRecord | None) -> ast.Call | None:
    """The call of `compile`, where it stands in the file."""
    if compiled is None or compiled.site.file is not file:
        return None
    return compiled.site.node if isinstance(compiled.site.node, ast.Call) else None


def from_logits_removed(analysis: Analysis, output: Output) -> TextEdit | None:
    """The edit that takes away `from_logits=True`."""
    call = loss_call(analysis.file, output)
    return None if call is None else argument_removed(analysis.file, call, "from_logits")


def loss_call(file: SourceFile, output: Output) -> ast.Call | None:
    """The call that makes the loss: in the call of `compile`, or what its name was given."""
    node = setting_node(file, output, "loss")
    if isinstance(node, ast.Name):
        values = [
            one.value
            for one in ast.walk(file.tree)
            if isinstance(one, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == node.id for t in one.targets)
        ]
        node = values[0] if len(values) == 1 else None
    return node if isinstance(node, ast.Call) else None


def _constructor(file: SourceFile, layer: LayerApplication | None) -> ast.Call | None:
    if layer is None or layer.constructor.file is not file:
        return None
    return layer.constructor.node if isinstance(layer.constructor.node, ast.Call) else None


def _activation_node(call: ast.Call, layer: LayerApplication) -> ast.expr | None:
    keyword = keyword_of(call, "activation")
    if keyword is not None:
        return keyword.value
    place = _PLACES_OF_ACTIVATION.get(layer.class_name)
    return call.args[place] if place is not None and place < len(call.args) else None


def _is_plainly_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.Attribute)


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
