"""Which findings are about which layer of a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from keras_lens.ide.model_view.views import LayerFinding
from keras_lens.ide.places import is_in_text
from keras_lens.interpreter.sites import Site
from keras_lens.models.records import (
    LayerApplication,
    ModelRecord,
    Outline,
    OutlineLayer,
    UnknownLayer,
)
from keras_lens.rules.findings import Finding
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span

Record = LayerApplication | UnknownLayer


class Marks:
    """The findings in `file`, by the records of the layers that they are about.

    A finding is about the layers of the smallest call that it stands in, or about the model.
    """

    def __init__(
        self, findings: Iterable[Finding], model: ModelRecord, outline: Outline, file: SourceFile
    ) -> None:
        self._found: dict[int, list[LayerFinding]] = {}
        places: list[tuple[Span, Record | ModelRecord]] = [
            (span, layer.record)
            for layer in _all_layers(outline)
            for span in _spans({layer.record.site, layer.record.constructor}, file)
        ]
        places += [(span, model) for span in _spans({model.site}, file)]
        for finding in findings:
            around = [(span, record) for span, record in places if _holds(span, finding.span)]
            smallest = min((_size(span, file) for span, _ in around), default=0)
            about = {id(record): record for span, record in around if _size(span, file) == smallest}
            for number in about:
                told = LayerFinding(finding.severity, finding.rule, finding.message)
                self._found.setdefault(number, []).append(told)

    def of(self, record: Record | ModelRecord) -> tuple[LayerFinding, ...]:
        return tuple(self._found.get(id(record), ()))


def _all_layers(outline: Outline) -> Sequence[OutlineLayer]:
    """Those that the program names, each once."""
    found: dict[int, OutlineLayer] = {}
    waiting = [outline]
    while waiting:
        for layer in waiting.pop().layers:
            if id(layer) in found or not layer.has_place:
                continue
            found[id(layer)] = layer
            if layer.inner is not None:
                waiting.append(layer.inner)
    return list(found.values())


def _spans(sites: Set[Site], file: SourceFile) -> Iterable[Span]:
    return [site.span for site in sites if site.file is file and is_in_text(site)]


def _holds(outer: Span, inner: Span) -> bool:
    return _order(outer.start) <= _order(inner.start) and _order(inner.end) <= _order(outer.end)


def _order(position: Position) -> tuple[int, int]:
    return position.line, position.character


def _size(span: Span, file: SourceFile) -> int:
    return file.offset_of(span.end) - file.offset_of(span.start)
