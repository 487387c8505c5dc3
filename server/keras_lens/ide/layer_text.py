"""What there is to say about a layer or a model, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import sum_of
from keras_lens.evaluation.outcomes import Weight
from keras_lens.ide.wording import (
    count_text,
    params_text,
    shape_text,
    shapes_text,
    size_text,
    tensors_text,
)
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer, shape_record
from keras_lens.rules.views.refusal_words import words_of

MOST_WEIGHTS = 12
MOST_ROWS = 60


def layer_markdown(application: LayerApplication) -> str:
    """A layer with one outcome: its shapes, and how its parameters add up."""
    parts = [f"**{application.class_name}** `{application.name}`", _flow(application)]
    if application.weights:
        parts.append(_weights(application.weights))
    parts.append(_facts(application))
    return "\n\n".join(parts)


def outcomes_markdown(applications: Sequence[LayerApplication]) -> str:
    """A place that has several outcomes: all of them in a table."""
    rows = [
        f"| {number} | `{one.name}` | `{tensors_text(one.inputs)}` | `{tensors_text(one.outputs)}` "
        f"| {count_text(one.params)} |"
        for number, one in enumerate(applications[:MOST_ROWS], 1)
    ]
    if len(applications) > MOST_ROWS:
        rows.append(f"| … | {len(applications) - MOST_ROWS} more | | | |")
    head = [
        f"**{applications[0].class_name}**, {len(applications)} outcomes",
        "",
        "| # | name | input | output | params |",
        "|--:|:--|:--|:--|--:|",
    ]
    return "\n".join([*head, *rows])


def unknown_markdown(layer: UnknownLayer, why: str | None = None) -> str:
    """A layer of which nothing is known: why, and what to do.

    why: what is said instead of the layer's own reason.
    """
    name = f" `{layer.name}`" if layer.name else ""
    reason = reason_text(layer) if why is None else why
    return f"**{layer.class_name}**{name}\n\nIts output shape is not known. {reason}"


def reason_text(layer: UnknownLayer) -> str:
    """Why nothing is known of a layer, in a sentence or two."""
    if layer.refusal is None:
        return layer.reason
    return f"Keras refuses it. {words_of(layer.refusal, layer.name)}"


def model_markdown(model: ModelRecord) -> str:
    """A model: its layers in a table, and its totals."""
    title = f"**{model.class_name}** `{model.name}`"
    rows = [_model_row(layer) for layer in model.layers[:MOST_ROWS]]
    if len(model.layers) > MOST_ROWS:
        rows.append(f"| {len(model.layers) - MOST_ROWS} more layers | | |")
    table = "\n".join(["| layer | output shape | params |", "|:--|:--|--:|", *rows])
    return "\n\n".join([title, table, _totals(model)])


def _flow(application: LayerApplication) -> str:
    output = f"`{tensors_text(application.outputs)}`"
    return f"`{tensors_text(application.inputs)}` → {output}" if application.inputs else output


def _weights(weights: Sequence[Weight]) -> str:
    lines = [
        f"- {weight.name} {shape_text(shape_record(weight.shape))} = {weight.size:,}"
        + ("" if weight.trainable else " (not trainable)")
        for weight in weights[:MOST_WEIGHTS]
    ]
    if len(weights) > MOST_WEIGHTS:
        rest = sum_of(weight.size for weight in weights[MOST_WEIGHTS:])
        lines.append(f"- {len(weights) - MOST_WEIGHTS} more = {rest:,}")
    total = sum_of(weight.size for weight in weights)
    return "\n".join([*lines, f"- **total {total:,}**"])


def _facts(application: LayerApplication) -> str:
    facts = ["its parameters are not known"]
    if application.params is not None:
        facts = [params_text(application.params)]
    if application.params:
        facts.append(_trainable(application))
    facts.append(application.dtype)
    size = sum_of(weight.bytes for weight in application.weights)
    if size and isinstance(size, int):
        facts.append(size_text(size))
    return " · ".join(facts)


def _trainable(application: LayerApplication) -> str:
    if application.trainable_params is None:
        return "whether it is trained is not known"
    if application.trainable_params == application.params:
        return "trainable"
    if application.trainable_params == 0:
        return "not trainable"
    return f"{application.trainable_params:,} trainable"


def _model_row(layer: LayerApplication | UnknownLayer) -> str:
    title = f"{layer.name or '?'} ({layer.class_name})"
    if isinstance(layer, UnknownLayer):
        return f"| {title} | ? | ? |"
    return f"| {title} | `{tensors_text(layer.outputs)}` | {count_text(layer.params)} |"


def _totals(model: ModelRecord) -> str:
    if model.total_params is None:
        return "The totals are not known: not every layer's input shape is."
    size = f" ({size_text(model.bytes)})" if isinstance(model.bytes, int) else ""
    lines = [
        f"Output `{shapes_text(model.output_shapes)}`",
        f"Total {params_text(model.total_params)}{size}",
        f"Trainable {count_text(model.trainable_params)},"
        f" non-trainable {count_text(model.non_trainable_params)}",
    ]
    return "  \n".join(lines)
