"""The rule `flatten-dominates`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import mixes_neighbours
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "flatten-dominates"
_LARGE = 1_000_000
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class _Share:
    """The `Dense` behind a `Flatten`, and the model of which it is the most."""

    dense: LayerApplication
    params: int
    model: ModelRecord
    total: int


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each `Flatten` that makes a `Dense` nearly all of a large model."""
    for suspect in suspects(context.analysis, _share):
        layer, share = suspect.layer, suspect.found
        if not happens(context.analysis, layer, share.dense):
            continue
        message = translate(
            "Flatten makes {output} of {input}, so the Dense behind it holds {params:,} of the"
            " model's {total:,} parameters ({share:.0%}).",
            input=shape_text(layer.inputs[0].shape),
            output=shape_text(layer.outputs[0].shape),
            params=share.params,
            total=share.total,
            share=share.params / share.total,
        )
        here = translate("{count:,} parameters are here", count=share.params)
        site = share.dense.constructor
        yield Finding(
            IDENTIFIER,
            "information",
            message,
            name_span(context.analysis.file, layer.constructor.node),
            tuple(_fixes(context, layer, share)),
            (Related(site.file, site.span, here),),
        )


def _share(call: Call, layer: LayerApplication) -> _Share | None:
    after, model = call.only_after, call.model
    dense = None if after is None else after.known
    if layer.class_name != "Flatten" or dense is None or model is None:
        return None
    if len(layer.inputs[0].shape) not in (4, 5) or dense.class_name != "Dense":
        return None
    if not any(mixes_neighbours(one.class_name) and _learns(one) for one in call.ancestors()):
        return None
    params, total = dense.params, model.total_params
    if not isinstance(params, int) or not isinstance(total, int) or total < _LARGE:
        return None
    if not all(isinstance(size, int) for size in layer.inputs[0].shape[1:]):
        return None
    return _Share(dense, params, model, total) if params > _NEARLY_ALL * total else None


def _learns(call: Call) -> bool:
    return call.known is not None and bool(call.known.weights)


def _fixes(context: RuleContext, layer: LayerApplication, share: _Share) -> Iterator[Fix]:
    file, node = context.analysis.file, layer.constructor.node
    if not isinstance(node, ast.Call) or node.args or node.keywords:
        return
    pooling = f"GlobalAveragePooling{len(layer.inputs[0].shape) - 2}D"
    spelling = spelling_like(file, node.func, pooling)
    if spelling is None:
        return
    extent = extent_of(file, node.func)
    edits = (*spelling.edits, replacement(file, extent.start, extent.end, spelling.text))
    total = _total_after(context.what_if(edits), share.model, context.analysis)
    if total is not None and total < share.total:
        title = translate(
            "Use {pooling} instead: {before:,} → {after:,} params",
            pooling=pooling,
            before=share.total,
            after=total,
        )
        yield Fix(title, edits)


def _total_after(tried: Analysis | None, model: ModelRecord, before: Analysis) -> int | None:
    """The size of the same model in an edited program."""
    if tried is None or len(tried.models) != len(before.models):
        return None
    total = tried.models[before.models.index(model)].total_params
    return total if isinstance(total, int) else None


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
"""
_TAIL = """\
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="information",
    summary="The Dense behind Flatten holds more than nine tenths of a large model's parameters",
    explanation="""\
`Flatten` hands every point of every channel to the next layer, and `Dense` has a weight for each of
them and each of its units. Where the image is still large, that one layer is nearly the whole
model: it is slow to load, and learns its training images by heart. `GlobalAveragePooling2D` hands
on the mean of each channel instead, as most newer architectures do; further convolutions and
pooling before `Flatten` help, too. The fix tells what remains.

Said of models of a million parameters or more that have convolutions before the `Flatten`.
""",
    bad=f"{_HEAD}        layers.Flatten(),\n{_TAIL}",
    good=f"{_HEAD}        layers.GlobalAveragePooling2D(),\n{_TAIL}",
    fixes=("Use `GlobalAveragePooling2D()` (or `3D`) instead of `Flatten()`.",),
    check=check,
)
