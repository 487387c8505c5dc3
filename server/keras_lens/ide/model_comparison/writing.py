"""A comparison as text, for clients that have no panel for it, and as a table in Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from keras_lens.algebra import Size
from keras_lens.ide.model_comparison.comparing import ComparedLayer, ModelComparison
from keras_lens.ide.model_view import LayerView, markdown_text
from keras_lens.ide.wording import count_text
from keras_lens.localization import translate

FORMATS = ("text", "markdown")

_PARTS = ("name", "class", "shape", "params", "trainable", "connections")
_MARKS = {"same": "", "changed": "~", "added": "+", "removed": "−", "unsure": "?"}


def written(comparison: ModelComparison, form: str) -> str:
    """Layers with their mark and what they were; then the totals. `form` is one of `FORMATS`."""
    rows = [_cells(layer, depth) for depth, layer in _rows(comparison.layers)]
    totals = list(_totals(comparison))
    return _markdown(rows, totals) if form == "markdown" else _text(rows, totals)


def difference_text(difference: int) -> str:
    """`+10`, `−451,008`, `±0`."""
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return f"{sign}{abs(difference):,}"


def _rows(layers: Sequence[ComparedLayer], depth: int = 0) -> Iterator[tuple[int, ComparedLayer]]:
    for layer in layers:
        yield depth, layer
        yield from _rows(layer.layers, depth + 1)


def _cells(layer: ComparedLayer, depth: int) -> tuple[str, int, list[str]]:
    """The mark, how deep the layer is inside of others, and what stands in the columns."""
    was, is_now = _parts(layer.left, layer.left_inputs), _parts(layer.right, layer.right_inputs)
    differing = {*layer.changes, *layer.unsure}
    cells = [
        f"{was[part]} → {is_now[part]}" if part in differing else (is_now or was)[part]
        for part in _PARTS
    ]
    return _MARKS[layer.state], depth, cells


def _parts(layer: LayerView | None, inputs: Sequence[str]) -> dict[str, str]:
    if layer is None:
        return {}
    return {
        "name": layer.name,
        "class": layer.class_name,
        "shape": ", ".join(layer.output_shapes) or "?",
        "params": count_text(layer.params),
        "trainable": "" if layer.params == 0 else _trainable_text(layer.trainable),
        "connections": ", ".join(inputs) or "–",
    }


def _trainable_text(trainable: str) -> str:
    texts = {"all": translate("yes"), "none": translate("no"), "partly": translate("in part")}
    return texts.get(trainable, "?")


def _totals(comparison: ModelComparison) -> Iterator[str]:
    titles = {
        "params": translate("Total parameters"),
        "trainable": translate("Trainable parameters"),
        "nonTrainable": translate("Non-trainable parameters"),
    }
    for name, title in titles.items():
        count = comparison.totals[name]
        yield f"{title}: {_change(count.left, count.right, count.difference)}"


def _change(left: Size | None, right: Size | None, difference: int | None) -> str:
    if difference == 0:
        return count_text(right)
    change = f"{count_text(left)} → {count_text(right)}"
    return change if difference is None else f"{change} ({difference_text(difference)})"


def _headings() -> list[str]:
    return [
        translate("Layer"),
        translate("Class"),
        translate("Output shape"),
        translate("Parameters"),
        translate("Trained"),
        translate("Connected to"),
    ]


def _markdown(rows: Sequence[tuple[str, int, list[str]]], totals: Sequence[str]) -> str:
    def line(*cells: str) -> str:
        return f"| {' | '.join(cells)} |"

    lines = [line("", *_headings()), "|:-:|:--|:--|:--|--:|:-:|:--|"]
    for mark, depth, cells in rows:
        name, *others = map(markdown_text, cells)
        lines.append(line(markdown_text(mark), "&emsp;" * depth + name, *others))
    return "\n".join([*lines, "", *(f"- {markdown_text(total)}" for total in totals), ""])


def _text(rows: Sequence[tuple[str, int, list[str]]], totals: Sequence[str]) -> str:
    table = [["", *_headings()]]
    table += [[mark, "  " * depth + name, *others] for mark, depth, (name, *others) in rows]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    widths[0] = 1
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in table
    )
    return "\n".join([*(line.rstrip() for line in lines), "", *totals, ""])


def _width(text: str) -> int:
    """In columns of a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "FW" else 1 for one in text)
