"""Where activations and losses stand in the text, and how they are changed there."""

from __future__ import annotations

import ast

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import CompileRecord, LayerApplication
from keras_lens.rules.editing.arguments import argument_given, constructor_of, keyword_of
from keras_lens.rules.editing.edits import extent_of, items_of, name_span, replacement
from keras_lens.rules.editing.placement import form_of, insertions, removal
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.views.activations import ACTIVATION_LAYERS, LINEAR, LastActivation
from keras_lens.rules.views.outputs import Output
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span, TextEdit

_PLACES_OF_ACTIVATION = {"Dense": 1, "Activation": 0}
_INPUT_ARGUMENTS = ("input_shape", "input_dim", "batch_input_shape", "batch_shape")
Edits = tuple[TextEdit | None, ...]
"""The edits of one change; None among them where it cannot be done."""
_PLACES = ("optimizer", "loss", "loss_weights", "metrics")


def place_of_activation(analysis: Analysis, activation: LastActivation) -> Span | None:
    """Where an activation is given, or else the name of the layer that applies it."""
    call = constructor_of(analysis.file, activation.layer)
    if call is None or activation.layer is None:
        return None
    given = _activation_node(call, activation.layer)
    return name_span(analysis.file, call) if given is None else analysis.file.span_of(given)


def place_of_layer(analysis: Analysis, layer: LayerApplication | None) -> Span | None:
    """The name of the layer's class where it is made."""
    call = constructor_of(analysis.file, layer)
    return None if call is None else name_span(analysis.file, call)


def place_of_setting(analysis: Analysis, output: Output, name: str) -> Span | None:
    """Where an argument of `compile` is given."""
    node = setting_node(analysis.file, output, name)
    return None if node is None else analysis.file.span_of(node)


def activation_changed(analysis: Analysis, activation: LastActivation, name: str) -> Edits:
    """The edits that give the layer another activation; with None among them where that cannot be
    done. A layer that is nothing but an activation is another one then, or is taken away."""
    layer, file = activation.layer, analysis.file
    call = constructor_of(file, layer)
    if layer is None or call is None or layer.class_name == "TimeDistributed":
        return (None,)
    if layer.class_name == "Activation" and name == LINEAR:
        return _layer_removed(file, layer)
    if layer.class_name in ACTIVATION_LAYERS:
        return _layer_removed(file, layer) if name == LINEAR else _as_activation(file, call, name)
    present = _activation_node(call, layer)
    if present is not None and not _is_plainly_written(present):
        return (None,)
    place = _PLACES_OF_ACTIVATION.get(layer.class_name)
    return (argument_given(file, call, "activation", quoted(file, name, present), place),)


def _layer_removed(file: SourceFile, layer: LayerApplication) -> Edits:
    form = form_of(file, layer)
    edits = None if form is None else removal(file, form, layer)
    return (None,) if edits is None else edits


def _as_activation(file: SourceFile, call: ast.Call, name: str) -> Edits:
    """`Activation("sigmoid")` in place of `Softmax()`, whose own arguments go with it."""
    spelling = spelling_like(file, call.func, "Activation")
    items = items_of(file, call)
    if spelling is None or items is None or any(one.arg == "name" for one in call.keywords):
        return (None,)
    extent = extent_of(file, call)
    text = f"{spelling.text}({quoted(file, name)})"
    return (*spelling.edits, replacement(file, extent.start, extent.end, text))


def layer_inserted(
    file: SourceFile, layer: LayerApplication, class_name: str, arguments: str = ""
) -> Edits:
    """The edits that put a layer of another class in front of `layer` (of the loops around it)."""
    call, form = constructor_of(file, layer), form_of(file, layer)
    if call is None or form is None or any(one.arg in _INPUT_ARGUMENTS for one in call.keywords):
        return (None,)
    spelling = spelling_like(file, call.func, class_name)
    if spelling is None:
        return (None,)
    for place in insertions(file, form, f"{spelling.text}({arguments})"):
        return (*spelling.edits, *place.edits)
    return (None,)


def recurrent_call(file: SourceFile, layer: LayerApplication) -> ast.Call | None:
    """The call that makes a recurrent layer, of `Bidirectional` that of the layer in it."""
    call = constructor_of(file, layer)
    if call is not None and layer.class_name == "Bidirectional":
        held = call.args[0] if call.args else None
        call = held if isinstance(held, ast.Call) else None
    return call


def units_changed(
    analysis: Analysis, layer: LayerApplication | None, units: int
) -> TextEdit | None:
    """The edit that gives a `Dense` another number of units, where it is a number in the text."""
    call = constructor_of(analysis.file, layer)
    if layer is None or call is None or layer.class_name != "Dense":
        return None
    keyword = keyword_of(call, "units")
    given = keyword.value if keyword else (call.args[0] if call.args else None)
    if not isinstance(given, ast.Constant):
        return None
    return argument_given(analysis.file, call, "units", str(units), 0)


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


def _activation_node(call: ast.Call, layer: LayerApplication) -> ast.expr | None:
    keyword = keyword_of(call, "activation")
    if keyword is not None:
        return keyword.value
    place = _PLACES_OF_ACTIVATION.get(layer.class_name)
    return call.args[place] if place is not None and place < len(call.args) else None


def _is_plainly_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.Attribute)
