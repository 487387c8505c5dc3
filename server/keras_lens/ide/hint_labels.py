"""What a hint says: the parts of its label."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from keras_lens.algebra import Size
from keras_lens.ide.wording import (
    LONGEST_COUNT,
    LONGEST_SIZE,
    abbreviated_count,
    count_text,
    shape_text,
    shapes_text,
)
from keras_lens.localization import translate
from keras_lens.models.records import Dimension, LayerApplication, Shape, TensorRecord

DEFAULT_TEMPLATE = "{shape}"
_PLACEHOLDER = re.compile(r"\{(shape|params|name|class)\}")
_CUT = "…"
_MOST_SHAPES = 5
"""Outputs of one call that are all written; of more the first and the last are."""


@dataclass(frozen=True, slots=True)
class HintOptions:
    """enabled: hints at all. template: text with `{shape}`, `{params}`, `{name}`, `{class}`
    in it. parameters: whether the parameter count is put behind it. at_line_end: whether hints
    stand behind the line, else behind the expression. maximum_length: characters of a label, 0
    for any. abbreviated: `1.2M` for 1,234,567. batch_axis: how one that is left open is written,
    `None` or `B`; None where it is left out.
    """

    enabled: bool = True
    template: str = DEFAULT_TEMPLATE
    parameters: bool = True
    at_line_end: bool = False
    maximum_length: int = 0
    abbreviated: bool = False
    batch_axis: str | None = "None"


class PartKind(enum.Enum):
    """What a part of a label is about."""

    SHAPE = "shape"
    PARAMS = "params"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class LabelPart:
    """A stretch of a label."""

    text: str
    kind: PartKind = PartKind.TEXT


def label_of(applications: Sequence[LayerApplication], options: HintOptions) -> list[LabelPart]:
    """The label of a place with these outcomes, one or more."""
    labels = [_one(application, options) for application in applications]
    parts = labels[0] if _are_equal(labels) else _several(applications, options)
    return _cut(parts, options.maximum_length) if options.maximum_length > 0 else parts


def _are_equal(labels: Sequence[list[LabelPart]]) -> bool:
    return all(label == labels[0] for label in labels)


def _one(application: LayerApplication, options: HintOptions) -> list[LabelPart]:
    template = options.template or DEFAULT_TEMPLATE
    parts = list(_filled(template, application, options))
    if options.parameters and application.params and "{params}" not in template:
        parts += [
            LabelPart(" · "),
            LabelPart(_params(application.params, options), PartKind.PARAMS),
        ]
    return parts


def _filled(
    template: str, application: LayerApplication, options: HintOptions
) -> Iterator[LabelPart]:
    end = 0
    for found in _PLACEHOLDER.finditer(template):
        if found.start() > end:
            yield LabelPart(template[end : found.start()])
        yield _field(found.group(1), application, options)
        end = found.end()
    if end < len(template):
        yield LabelPart(template[end:])


def _field(name: str, application: LayerApplication, options: HintOptions) -> LabelPart:
    if name == "shape":
        return _shape(application.outputs, options)
    if name == "params":
        return LabelPart(_count(application.params, options), PartKind.PARAMS)
    return LabelPart(application.name if name == "name" else application.class_name)


def _several(applications: Sequence[LayerApplication], options: HintOptions) -> list[LabelPart]:
    """The first and the last outcome, and how many there are."""
    shapes = list(dict.fromkeys(_shape(one.outputs, options).text for one in applications))
    number = LabelPart(f" ×{len(applications)}")
    first, last = applications[0], applications[-1]
    if len(shapes) == 1:
        counts = translate(
            "{first} … {last} params",
            first=_count(first.params, options),
            last=_count(last.params, options),
        )
        shape = LabelPart(shapes[0], PartKind.SHAPE)
        return [shape, LabelPart(" · "), LabelPart(counts, PartKind.PARAMS), number]
    distinct = {tuple(_one(application, options)) for application in applications}
    between = "→ … →" if len(distinct) > 2 else "→"
    return [
        _shape(first.outputs, options),
        LabelPart(f" {between} "),
        _shape(last.outputs, options),
        number,
    ]


def _shape(tensors: Sequence[TensorRecord], options: HintOptions) -> LabelPart:
    shapes = [_written(tensor.shape, options) for tensor in tensors]
    if len(shapes) <= _MOST_SHAPES:
        return LabelPart(shapes_text(shapes), PartKind.SHAPE)
    more = translate("{count} more", count=len(shapes) - 2)
    ends = f"[{shape_text(shapes[0])}, {_CUT} {more}, {shape_text(shapes[-1])}]"
    return LabelPart(ends, PartKind.SHAPE)


def _written(shape: Shape, options: HintOptions) -> Shape:
    """A shape for the end of a line: a size that is a long expression is `…`."""
    sizes = [_brief(size) for size in shape]
    if not sizes or sizes[0] is not None or options.batch_axis == "None":
        return tuple(sizes)
    if options.batch_axis is None:
        return tuple(sizes[1:])
    return (options.batch_axis, *sizes[1:])


def _brief(size: Dimension) -> Dimension:
    return _CUT if isinstance(size, str) and len(size) > LONGEST_SIZE else size


def _count(count: Size | None, options: HintOptions) -> str:
    if options.abbreviated and isinstance(count, int):
        return abbreviated_count(count)
    return count_text(count)


def _params(count: Size, options: HintOptions) -> str:
    text = _count(count, options)
    if not isinstance(count, int) and len(text) > LONGEST_COUNT:
        text = _CUT
    return (
        translate("{count} param", count=text)
        if count == 1
        else translate("{count} params", count=text)
    )


def _cut(parts: Sequence[LabelPart], length: int) -> list[LabelPart]:
    """The parts, `length` characters of them at most."""
    if sum(len(part.text) for part in parts) <= length:
        return list(parts)
    kept: list[LabelPart] = []
    room = length - len(_CUT)
    for part in parts:
        if len(part.text) > room:
            return [*kept, replace(part, text=part.text[:room].rstrip() + _CUT)]
        kept.append(part)
        room -= len(part.text)
    return kept
