"""Ways from one place of a layer to another that an editor for Python does not know."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.ide.places import callee_span, is_in_text
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, UnknownLayer
from keras_lens.syntax.spans import Position, Span

_GET_LAYER = "get_layer"


def definitions(analysis: Analysis, position: Position) -> list[Site]:
    """Where the layer is made whose name stands at `position`, as in `model.get_layer("dense")`.

    Elsewhere there are none: what a variable is, an editor for Python says.
    """
    named = _named_at(analysis, position)
    return list(dict.fromkeys(one.constructor for one in named if is_in_text(one.constructor)))


def references(analysis: Analysis, position: Position) -> list[tuple[Site, Span]]:
    """The calls of the layer at `position`, if it is called at several places: where it is called,
    where it is bound to a name, or where it is named. With each site, the part of it that is the
    layer."""
    for constructor in _constructors_at(analysis, position):
        sites = {
            one.site
            for one in analysis.own_applications
            if one.constructor == constructor and one.site != constructor
        }
        if len(sites) > 1:
            ordered = sorted(sites, key=lambda site: site.span.start)
            return [(site, callee_span(site)) for site in ordered]
    return []


def _constructors_at(analysis: Analysis, position: Position) -> Iterator[Site]:
    yield from definitions(analysis, position)
    for one in analysis.own_applications:
        if one.site == one.constructor or not is_in_text(one.site):
            continue
        if _is_called_by_name(one) and callee_span(one.site).contains(position):
            yield one.constructor
    bound = _bound_at(analysis, position)
    for one in analysis.own_applications:
        if bound is not None and one.constructor.node is bound:
            yield one.constructor


def _is_called_by_name(layer: LayerApplication) -> bool:
    """Whether the call is of the layer: not `model.add(layer)`."""
    return layer.model_key is None


def _bound_at(analysis: Analysis, position: Position) -> ast.AST | None:
    """What is bound to the name at a place: `Dense(4)` of `layer = Dense(4)`."""
    file = analysis.file
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Assign) and file.span_of(node).contains(position):
            for target in node.targets:
                is_name = isinstance(target, ast.Name | ast.Attribute)
                if is_name and file.span_of(target).contains(position):
                    return node.value
    return None


def _named_at(analysis: Analysis, position: Position) -> list[LayerApplication | UnknownLayer]:
    """The layers that `get_layer` gives for the text at a place."""
    call = _get_layer_at(analysis, position)
    if call is None or not isinstance(call.func, ast.Attribute):
        return []
    text = next(one.value for one in _texts(call) if _is_at(one, analysis, position))
    owner = call.func.value
    owners = [
        model
        for model in analysis.models
        if isinstance(owner, ast.Name) and owner.id in model.names
    ]
    return [
        layer for model in owners or analysis.models for layer in model.layers if layer.name == text
    ]


def _get_layer_at(analysis: Analysis, position: Position) -> ast.Call | None:
    for node in ast.walk(analysis.file.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == _GET_LAYER
            and any(_is_at(text, analysis, position) for text in _texts(node))
        ):
            return node
    return None


def _texts(call: ast.Call) -> Iterator[ast.Constant]:
    """The argument `name`, if it is written there."""
    given = [*call.args[:1], *(one.value for one in call.keywords if one.arg == "name")]
    for one in given:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one


def _is_at(node: ast.AST, analysis: Analysis, position: Position) -> bool:
    return analysis.file.span_of(node).contains(position)
