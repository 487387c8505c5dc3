"""Takes a layer out of its model, or gives it another argument."""

from __future__ import annotations

import ast

from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.editing.placement import form_of, removal
from keras_lens.rules.rule import RuleContext
from keras_lens.syntax.spans import TextEdit


def layer_removed(context: RuleContext, layer: LayerApplication) -> tuple[TextEdit, ...] | None:
    """The edits after which the program has all of its layers but this one; None where that cannot
    be done, or the program is another one then."""
    file = context.analysis.file
    form = form_of(file, layer)
    edits = None if form is None else removal(file, form, layer)
    tried = None if edits is None else context.what_if(edits)
    if tried is None or len(tried.unknown_layers) > len(context.analysis.unknown_layers):
        return None
    fewer = len(tried.applications) < len(context.analysis.applications)
    return edits if fewer and len(tried.models) == len(context.analysis.models) else None


def argument_changed(
    context: RuleContext, layer: LayerApplication, name: str, value: str, place: int | None = None
) -> tuple[TextEdit, ...]:
    """The edit that gives the layer `name=value`; empty where that cannot be done."""
    file, call = context.analysis.file, layer.constructor.node
    if layer.constructor.file is not file or not isinstance(call, ast.Call):
        return ()
    edit = argument_given(file, call, name, value, place)
    return () if edit is None else (edit,)
