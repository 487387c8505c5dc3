"""What there is to say about a layer or a model, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.algebra import sum_of
from keras_lens.evaluation.outcomes import Weight
from keras_lens.ide.memory_sizes import activations_per_sample, bytes_per_sample
from keras_lens.ide.refused_models import why_no_totals
from keras_lens.ide.wording import (
    count_text,
    params_text,
    shape_text,
    shapes_text,
    size_text,
    tensors_text,
)
from keras_lens.localization import sentences, translate, translate_reason
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer, shape_record
from keras_lens.rules.views.refusal_words import words_of

MOST_WEIGHTS = 12
MOST_ROWS = 60


def applications_markdown(
    applications: Sequence[LayerApplication], sentence: str | None = None
) -> str:
    """A place with these outcomes, one or more."""
    if len(applications) == 1:
        return layer_markdown(applications[0], sentence)
    return outcomes_markdown(applications, sentence)


def layer_markdown(application: LayerApplication, sentence: str | None = None) -> str:
    """A layer with one outcome: its shapes, how its parameters add up, and its memory.

    sentence: what the layer does, as Markdown.
    """
    parts = [f"**{application.class_name}** `{application.name}`"]
    if sentence is not None:
        parts.append(sentence)
    parts.append(_flow(application))
    if application.weights:
        parts.append(_weights(application.weights))
    parts.append("  \n".join([_facts(application), *_memory(application)]))
    return "\n\n".join(parts)


def outcomes_markdown(applications: Sequence[LayerApplication], sentence: str | None = None) -> str:
    """A place that has several outcomes: all of them in a table."""
    title = translate(
        "**{class_name}**, {count} outcomes",
        class_name=applications[0].class_name,
        count=len(applications),
    )
    head = [translate("name"), translate("input"), translate("output"), translate("params")]
    rows = [
        f"| {number} | `{one.name}` | `{tensors_text(one.inputs)}` | `{tensors_text(one.outputs)}` "
        f"| {count_text(one.params)} |"
        for number, one in enumerate(applications[:MOST_ROWS], 1)
    ]
    if len(applications) > MOST_ROWS:
        more = translate("{count} more", count=len(applications) - MOST_ROWS)
        rows.append(f"| … | {more} | | | |")
    table = [f"| # | {' | '.join(head)} |", "|--:|:--|:--|:--|--:|", *rows]
    return "\n\n".join([title, *([sentence] if sentence else []), "\n".join(table)])


def unknown_markdown(
    layer: UnknownLayer, why: str | None = None, sentence: str | None = None
) -> str:
    """A layer of which nothing is known: why, and what to do.

    why: what is said instead of the layer's own reason.
    """
    title = f"**{layer.class_name}**{f' `{layer.name}`' if layer.name else ''}"
    reason = reason_text(layer) if why is None else why
    unknown = translate("Its output shape is not known. {reason}", reason=reason)
    return "\n\n".join([title, *([sentence] if sentence else []), unknown])


def reason_text(layer: UnknownLayer) -> str:
    """Why nothing is known of a layer, in a sentence or two."""
    if layer.refusal is None:
        return translate_reason(layer.reason)
    return translate("Keras refuses it. {words}", words=words_of(layer.refusal, layer.name))


def model_markdown(
    model: ModelRecord, sentence: str | None = None, is_refused: bool = False
) -> str:
    """A model: its layers in a table, its totals and its memory."""
    title = f"**{model.class_name}** `{model.name}`"
    head = [translate("layer"), translate("output shape"), translate("params")]
    rows = [_model_row(layer) for layer in model.layers[:MOST_ROWS]]
    if len(model.layers) > MOST_ROWS:
        more = translate("{count} more layers", count=len(model.layers) - MOST_ROWS)
        rows.append(f"| {more} | | |")
    table = "\n".join([f"| {' | '.join(head)} |", "|:--|:--|--:|", *rows])
    parts = [title, *([sentence] if sentence else []), table, _totals(model, is_refused)]
    return "\n\n".join(parts)


def _flow(application: LayerApplication) -> str:
    output = f"`{tensors_text(application.outputs)}`"
    return f"`{tensors_text(application.inputs)}` → {output}" if application.inputs else output


def _weights(weights: Sequence[Weight]) -> str:
    lines = [_weight(weight) for weight in weights[:MOST_WEIGHTS]]
    if len(weights) > MOST_WEIGHTS:
        rest = count_text(sum_of(weight.size for weight in weights[MOST_WEIGHTS:]))
        more = translate("{count} more", count=len(weights) - MOST_WEIGHTS)
        lines.append(f"- {more} = {rest}")
    total = count_text(sum_of(weight.size for weight in weights))
    return "\n".join([*lines, f"- **{translate('total {count}', count=total)}**"])


def _weight(weight: Weight) -> str:
    size = f"{weight.name} {shape_text(shape_record(weight.shape))} = {weight.size:,}"
    if not weight.trainable:
        size = translate("{size} (not trainable)", size=size)
    return f"- {size}"


def _facts(application: LayerApplication) -> str:
    facts = [translate("its parameters are not known")]
    if application.params is not None:
        facts = [params_text(application.params)]
    if application.params:
        facts.append(_trainable(application))
    return " · ".join([*facts, application.dtype])


def _memory(application: LayerApplication) -> list[str]:
    """A line about the weights and about what the layer gives."""
    sizes = []
    of_weights = sum_of(weight.bytes for weight in application.weights)
    if of_weights and isinstance(of_weights, int):
        sizes.append(translate("Weights {size}", size=size_text(of_weights)))
    of_output = bytes_per_sample(application.outputs)
    if of_output is not None:
        sizes.append(translate("Output {size} per sample", size=size_text(of_output)))
    return [" · ".join(sizes)] if sizes else []


def _trainable(application: LayerApplication) -> str:
    if application.trainable_params is None:
        return translate("whether it is trained is not known")
    if application.trainable_params == application.params:
        return translate("trainable")
    if application.trainable_params == 0:
        return translate("not trainable")
    return translate("{count} trainable", count=count_text(application.trainable_params))


def _model_row(layer: LayerApplication | UnknownLayer) -> str:
    title = f"{layer.name or '?'} ({layer.class_name})"
    if isinstance(layer, UnknownLayer):
        return f"| {title} | ? | ? |"
    return f"| {title} | `{tensors_text(layer.outputs)}` | {count_text(layer.params)} |"


def _totals(model: ModelRecord, is_refused: bool) -> str:
    if model.total_params is None:
        why = why_no_totals(model, is_refused)
        known = None if model.at_least is None else params_text(model.at_least.params)
        if known is None:
            return why
        return sentences(why, translate("What is known of it has {params}.", params=known))
    size = f" ({size_text(model.bytes)})" if isinstance(model.bytes, int) else ""
    lines = [
        translate("Output {shape}", shape=f"`{shapes_text(model.output_shapes)}`"),
        translate("Total {params}", params=params_text(model.total_params)) + size,
        translate(
            "Trainable {trainable}, non-trainable {rest}",
            trainable=count_text(model.trainable_params),
            rest=count_text(model.non_trainable_params),
        ),
    ]
    activations = activations_per_sample(model)
    if activations is not None:
        lines.append(translate("Activations {size} per sample", size=size_text(activations)))
    return "  \n".join(lines)
