"""The records of the runs of the program that have ended, each once."""

from __future__ import annotations

from dataclasses import replace

from keras_lens.interpreter.sites import Site
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer


class ClosedRuns:
    """What is recorded of the runs that are closed."""

    def __init__(self) -> None:
        self._applications: list[LayerApplication] = []
        self._applications_alike: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._unknown: dict[UnknownLayer, None] = {}
        self._models: list[ModelRecord] = []
        self._models_alike: dict[tuple[Site, str], tuple[ModelRecord, ...]] = {}

    def copy(self) -> ClosedRuns:
        """The same records; those that are added later are not shared."""
        copied = ClosedRuns()
        copied._applications = self._applications.copy()
        copied._applications_alike = self._applications_alike.copy()
        copied._unknown = self._unknown.copy()
        copied._models = self._models.copy()
        copied._models_alike = self._models_alike.copy()
        return copied

    def add_application(self, record: LayerApplication) -> int:
        """The number of the record, which is that of one like it where there is one."""
        # Records are large: only those that have much in common are compared as a whole.
        key = record.site, record.name, record.inputs, record.outputs
        alike = self._applications_alike.get(key, ())
        for number in alike:
            if self._applications[number] == record:
                return number
        number = len(self._applications)
        self._applications_alike[key] = (*alike, number)
        self._applications.append(record)
        return number

    def application(self, number: int) -> LayerApplication:
        """The record of this number."""
        return self._applications[number]

    def add_unknown(self, layer: UnknownLayer) -> None:
        """Adds a layer of which nothing is known."""
        self._unknown.setdefault(layer)

    def add_model(self, record: ModelRecord) -> None:
        """Adds a model, unless there is one that differs in its key only."""
        alike = self._models_alike.get((record.site, record.name), ())
        if not any(replace(record, key=known.key) == known for known in alike):
            self._models_alike[record.site, record.name] = (*alike, record)
            self._models.append(record)

    def records(
        self,
    ) -> tuple[tuple[LayerApplication, ...], tuple[UnknownLayer, ...], tuple[ModelRecord, ...]]:
        """All of them. A layer that is known at one time counts as known at its place."""
        shown = {application.site for application in self._applications}
        unknown = tuple(layer for layer in self._unknown if layer.site not in shown)
        # Of several ways to make a model, those that lead to nothing say nothing of the others.
        whole = {model.site for model in self._models if model.total_params is not None}
        models = (one for one in self._models if one.unknown is None or one.site not in whole)
        return tuple(self._applications), unknown, tuple(models)
