"""From calls that look like a mistake to the places in the text that surely are one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.views.layer_graph import Call, calls_of
from keras_lens.syntax.source import SourceFile

Found = TypeVar("Found")
_CONDITIONAL = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.Match)


@dataclass(frozen=True, slots=True)
class Suspect(Generic[Found]):
    """A layer that is a mistake wherever the program uses it. found: what is wrong with it in its
    first call."""

    layer: LayerApplication
    found: Found


def suspects(
    analysis: Analysis, suspicion: Callable[[Call, LayerApplication], Found | None]
) -> Iterator[Suspect[Found]]:
    """The layers that the file makes and all of whose calls are suspicious, one for each
    constructor, in the order of the text.

    A helper that is called several times makes a layer that may be right elsewhere; a program
    that is being typed may lack what comes next: nothing is said of those.
    """
    if analysis.file.problems:
        return
    unknown = {layer.constructor for layer in analysis.unknown_layers}
    of_constructor: dict[Site, list[Call]] = {}
    for call in calls_of(analysis):
        constructor = None if call.layer is None else call.layer.constructor
        if constructor is None or constructor.file is not analysis.file:
            continue
        if isinstance(constructor.node, ast.Call):
            of_constructor.setdefault(constructor, []).append(call)
    for constructor in sorted(of_constructor, key=lambda site: site.span):
        calls = of_constructor[constructor]
        if constructor in unknown:
            continue
        found = []
        for call in calls:
            layer = call.known
            one = None if layer is None or call.is_shared else suspicion(call, layer)
            if one is None or layer is None:
                break
            found.append(Suspect(layer, one))
        if len(found) == len(calls):
            yield found[0]


def happens(analysis: Analysis, *layers: LayerApplication) -> bool:
    """Whether the program surely has these layers behind each other, and not only for the
    default values of a function that nobody calls."""
    levels = {layer.certainty for layer in layers}
    if levels <= {Certainty.SURE, Certainty.BRANCH}:
        return True
    return levels <= {Certainty.SURE, Certainty.BRANCH, Certainty.DEFAULTS} and _in_one_run(
        analysis.file, layers
    )


def _in_one_run(file: SourceFile, layers: tuple[LayerApplication, ...]) -> bool:
    """Whether statements that run one after the other apply them."""
    enclosing = enclosing_of(file.tree)
    statements = [enclosing.statement(layer.site.node) for layer in layers]
    first = statements[0]
    if first is None or any(layer.site.file is not file for layer in layers):
        return False
    block = enclosing.block(first)
    numbers = [
        number
        for statement in statements
        for number, other in enumerate(block)
        if other is statement
    ]
    if len(numbers) != len(statements):
        return False
    between = block[min(numbers) : max(numbers) + 1]
    return not any(
        isinstance(node, (*_CONDITIONAL, ast.IfExp)) for one in between for node in ast.walk(one)
    )


def is_written(layer: LayerApplication, name: str, position: int | None = None) -> bool:
    """Whether the constructor's text gives the argument as a literal value."""
    node = layer.constructor.node
    if not isinstance(node, ast.Call):
        return False
    value = next((one.value for one in node.keywords if one.arg == name), None)
    if value is None and position is not None and position < len(node.args):
        value = node.args[position]
    if isinstance(value, ast.Call):
        return not any(isinstance(one, ast.Name) for arg in value.args for one in ast.walk(arg))
    return isinstance(value, ast.Constant | ast.Attribute)
