"""A model as a table in other programs' formats: Markdown, CSV, LaTeX.

CSV follows RFC 4180. LaTeX needs no package. Layers inside of others are indented.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from keras_lens.algebra import Size
from keras_lens.ide.model_view.views import LayerView, ModelView
from keras_lens.ide.wording import count_text
from keras_lens.localization import translate

FORMATS = ("markdown", "csv", "latex")

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "·": r"$\cdot$",
    "×": r"$\times$",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


def exported(view: ModelView, form: str) -> str:
    """The model as text; `form` is one of `FORMATS`."""
    if form == "csv":
        return _csv(view)
    return _latex(view) if form == "latex" else _markdown(view)


def _headings() -> list[str]:
    return [
        translate("Layer"),
        translate("Class"),
        translate("Output shape"),
        translate("Parameters"),
        translate("Connected to"),
    ]


def _totals(view: ModelView) -> list[tuple[str, str]]:
    known = view.at_least
    counts = [
        (view.params, None if known is None else known.params),
        (view.trainable, None if known is None else known.trainable),
        (view.non_trainable, None if known is None else known.non_trainable),
    ]
    names = [
        translate("Total parameters"),
        translate("Trainable parameters"),
        translate("Non-trainable parameters"),
    ]
    return [(name, _total(*both)) for name, both in zip(names, counts, strict=True)]


def _total(count: Size | None, at_least: Size | None) -> str:
    if count is None and at_least:
        return translate("at least {count}", count=count_text(at_least))
    return count_text(count)


def _rows(
    layers: Sequence[LayerView], depth: int = 0
) -> Iterator[tuple[int, LayerView, list[str]]]:
    """How deep a layer is inside of others, the layer, and what is connected to it."""
    names = {layer.id: layer.name for layer in layers}
    for layer in layers:
        yield depth, layer, [names[edge.source] for edge in layer.inputs]
        yield from _rows(layer.layers, depth + 1)


def _shapes(layer: LayerView) -> str:
    return ", ".join(layer.output_shapes) or "?"


def _csv(view: ModelView) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_headings())
    for _, layer, given in _rows(view.layers):
        count = "" if layer.params is None else str(layer.params)
        path = "/".join([*layer.id.split("/")[:-1], layer.name])
        writer.writerow([path, layer.class_name, _shapes(layer), count, ", ".join(given)])
    return text.getvalue()


def _markdown(view: ModelView) -> str:
    def row(*cells: str) -> str:
        return f"| {' | '.join(cells)} |"

    lines = [row(*_headings()), "|:--|:--|:--|--:|:--|"]
    for depth, layer, given in _rows(view.layers):
        cells = [layer.name, layer.class_name, _shapes(layer), count_text(layer.params)]
        name, *others = map(markdown_text, [*cells, ", ".join(given)])
        lines.append(row("&emsp;" * depth + name, *others))
    totals = (f"- {name}: {markdown_text(count)}" for name, count in _totals(view))
    problem = [] if view.problem is None else ["", markdown_text(view.problem.text)]
    return "\n".join([*lines, "", *totals, *problem, ""])


def markdown_text(text: str) -> str:
    """Text in a cell of a table, with nothing that Markdown takes for its own."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _latex(view: ModelView) -> str:
    def row(*cells: str) -> str:
        return f"  {' & '.join(cells)} \\\\"

    lines = [
        r"\begin{tabular}{lllrl}",
        r"  \hline",
        row(*map(_for_latex, _headings())),
        r"  \hline",
    ]
    for depth, layer, given in _rows(view.layers):
        cells = [layer.name, layer.class_name, _shapes(layer), count_text(layer.params)]
        name, *others = map(_for_latex, [*cells, ", ".join(given)])
        lines.append(row(r"\quad " * depth + name, *others))
    lines.append(r"  \hline")
    for title, count in _totals(view):
        lines.append(row(rf"\multicolumn{{3}}{{l}}{{{_for_latex(title)}}}", _for_latex(count), ""))
    return "\n".join([*lines, r"  \hline", r"\end{tabular}", ""])


def _for_latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))
