"""The rule `flattened-mask`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.removing import layer_removed
from keras_lens.rules.views.known import is_as_well_known
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import RECURRENT
from keras_lens.rules.views.settings import setting
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "flattened-mask"
_USERS = frozenset(
    {
        "Attention", "AdditiveAttention", "Bidirectional", "GRU", "GlobalAveragePooling1D", "LSTM",
        "MultiHeadAttention", "RNN", "SimpleRNN",
    }
)  # fmt: skip
"""Layers that do something with a mask."""
_ENDING = RECURRENT | {"GlobalAveragePooling1D"}

_MEAN = "GlobalAveragePooling1D"

_OTHER_STEPS = frozenset({"InputLayer", "Lambda", "Permute", "RepeatVector", "Reshape"})
"""What comes out of these has no steps, or other ones."""


@dataclass(frozen=True, slots=True)
class _Loss:
    """maker: makes the mask. user: would have used it behind the layer that loses it, None where
    it is only lost."""

    maker: LayerApplication
    user: LayerApplication | None


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that loses a mask."""
    for suspect in suspects(context.analysis, _loss):
        layer, loss = suspect.layer, suspect.found
        maker, user = loss.maker, loss.user
        if not happens(context.analysis, *(one for one in (maker, layer, user) if one is not None)):
            continue
        site = maker.constructor
        yield Finding(
            IDENTIFIER,
            "information" if user is None else "warning",
            _message(layer, loss),
            name_span(context.analysis.file, layer.constructor.node),
            tuple(_fixes(context, layer, loss)),
            (Related(site.file, site.span, translate("the mask comes from here")),),
        )


def _message(layer: LayerApplication, loss: _Loss) -> str:
    maker = loss.maker.class_name
    source = "Embedding(mask_zero=True)" if maker == "Embedding" else maker
    if loss.user is None:
        return translate(
            "{source} marks the steps that are padding, but {layer} does not know masks and drops"
            " the mark: what comes behind it takes padding for data, as without a mask. Use a layer"
            " that knows masks (a recurrent layer, GlobalAveragePooling1D), or take the mask away.",
            source=source,
            layer=layer.class_name,
        )
    return translate(
        "{source} marks the steps that are padding, but {layer} does not know masks and drops the"
        " mark: {user} behind it takes padding for data. Put {layer} elsewhere, or give {user} the"
        " mask yourself.",
        source=source,
        layer=layer.class_name,
        user=loss.user.class_name,
    )


def _fixes(context: RuleContext, layer: LayerApplication, loss: _Loss) -> Iterator[Fix]:
    """A mean that leaves the padding out, or no mask."""
    file, before = context.analysis.file, context.analysis
    changes: list[tuple[str, tuple[TextEdit, ...]]] = []
    if layer.class_name == "Flatten" and len(layer.inputs[0].shape) == 3:
        title = translate("Use {layer} instead, which leaves padding out", layer=_MEAN)
        changes.append((title, _mean(file, layer)))
    if loss.maker.class_name == "Masking":
        removal = layer_removed(context, loss.maker) or ()
        changes.append((translate("Remove Masking: nothing uses its mask"), removal))
    elif loss.maker.constructor.file is file:
        node = loss.maker.constructor.node
        edit = argument_removed(file, node, "mask_zero") if isinstance(node, ast.Call) else None
        removal = () if edit is None else (edit,)
        changes.append((translate("Remove mask_zero=True: nothing uses the mask"), removal))
    for title, edits in changes:
        after = context.what_if(edits) if edits else None
        if after is not None and is_as_well_known(before, after) and _count(after) < _count(before):
            yield Fix(title, edits)


def _mean(file: SourceFile, layer: LayerApplication) -> tuple[TextEdit, ...]:
    node = layer.constructor.node
    if not isinstance(node, ast.Call) or node.args or node.keywords:
        return ()
    spelling = spelling_like(file, node.func, _MEAN)
    if spelling is None:
        return ()
    extent = extent_of(file, node.func)
    return (*spelling.edits, replacement(file, extent.start, extent.end, spelling.text))


def _count(analysis: Analysis) -> int:
    return len(list(suspects(analysis, _loss)))


def _loss(call: Call, layer: LayerApplication) -> _Loss | None:
    if setting(layer, "supports_masking") is not False or layer.class_name in _OTHER_STEPS:
        return None
    maker = _maker_of_mask(call)
    if maker is None:
        return None
    if layer.class_name == "Flatten":
        return _Loss(maker, None)
    user = _user_behind(call)
    return None if user is None else _Loss(maker, user)


def _maker_of_mask(call: Call) -> LayerApplication | None:
    """The layer whose mask is still there when `call` is made."""
    before = call.only_before
    while before is not None and before.known is not None:
        known = before.known
        if before.class_name == "Masking" or (
            before.class_name == "Embedding" and setting(known, "mask_zero") is True
        ):
            return known
        if not _hands_on(known):
            return None
        before = before.only_before
    return None


def _hands_on(layer: LayerApplication) -> bool:
    """Whether a layer of one input surely gives its mask with what it gives."""
    if layer.class_name in _ENDING:
        return setting(layer, "return_sequences") is True
    return setting(layer, "supports_masking") is True and layer.class_name not in _USERS


def _user_behind(call: Call) -> LayerApplication | None:
    """The layer that would use the mask of the steps, if they stay what they are up to there."""
    after = call.only_after
    for _ in range(8):
        if after is None or after.known is None or len(after.before) != 1:
            return None
        if after.class_name in _ENDING:
            return after.known
        if after.class_name in _OTHER_STEPS or after.class_name == "Flatten":
            return None
        after = after.only_after
    return None


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((40,), dtype="int32"),
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A mask of padded steps is lost before the layer that would use it",
    explanation="""\
`Embedding(mask_zero=True)` and `Masking` mark the steps of a sequence that are padding. The mark
travels with the tensor through layers that know masks; recurrent layers then skip those steps. A
layer that does not know masks, such as a convolution, pooling or `Flatten`, drops it (Keras prints
a warning once the model is called), and what comes behind it treats padding as data.

It is a warning where a recurrent layer or `GlobalAveragePooling1D` comes behind, information where
`Flatten` ends the sequence.
""",
    bad=f"""\
{_HEAD}\
        layers.Embedding(1000, 16, mask_zero=True),
        layers.Conv1D(32, 3, padding="same", activation="relu"),
        layers.LSTM(32),
        layers.Dense(1, activation="sigmoid"),
    ]
)
""",
    good=f"""\
{_HEAD}\
        layers.Embedding(1000, 16, mask_zero=True),
        layers.LSTM(32),
        layers.Dense(1, activation="sigmoid"),
    ]
)
""",
    fixes=(
        "Use `GlobalAveragePooling1D()` instead of `Flatten()`.",
        "Take the mask away: `mask_zero=True`, or the `Masking` layer.",
    ),
    check=check,
)
