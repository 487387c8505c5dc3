"""The models of a document as the panel shows them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from pygls.exceptions import JsonRpcContentModified

from keras_lens.evaluation.outcomes import Api
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.ide.model_view import (
    LayerView,
    ModelProblem,
    ModelView,
    ViewTarget,
    layer_kinds,
    model_view,
    view_targets,
)
from keras_lens.ide.summaries import target_at
from keras_lens.interpreter.sites import Site
from keras_lens.lsp.features import summaries, waiting
from keras_lens.lsp.features.summaries import position_given
from keras_lens.lsp.plain import plain_count, plain_place
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import KnownTotals

Json = dict[str, Any]
_NOTHING: Json = {"version": None, "complete": True, "models": [], "model": None}


async def view_of(session: Session, params: object) -> Json:
    """A `ModelViewAnswer` (`client/shared/modelView.ts`) to `{textDocument, position?, id?}`.

    id: of the model that is wanted; else it is the one at `position`, else the first one. Does not
    wait for Keras: the client is told (`kerasLens/modelViewChanged`) when there is more.
    """
    given = params if isinstance(params, Mapping) else {}
    document = given.get("textDocument")
    uri = document.get("uri") if isinstance(document, Mapping) else None
    if not isinstance(uri, str):
        return _NOTHING
    session.model_changes.watch(uri)
    try:
        run = await waiting.known(session, uri)
    except JsonRpcContentModified:
        session.model_changes.watch(uri)
        raise
    if run is None:
        return _NOTHING
    session.model_changes.watch(uri)
    if run.analysis is None:
        return {**_NOTHING, "version": run.document.version, "complete": run.finished.is_set()}
    return await _answer(session, run, run.analysis, given)


async def summary_of(session: Session, params: object) -> Json:
    """What `summaries.summary_of` gives; `{title, id, model}` with a `ModelView` where the format
    is `json`. Raises RequestFailed."""
    given = params if isinstance(params, Mapping) else {}
    if given.get("format") != "json":
        return dict(await summaries.summary_of(session, params))
    run, analysis = await summaries.analysed(session, given)
    target = summaries.wanted_model(session, run, analysis, given)
    answer = await _answer(session, run, analysis, {"id": target.id})
    return {"title": target.label, "id": target.id, "model": answer["model"]}


async def _answer(session: Session, run: Run, analysis: Analysis, given: Mapping[str, Any]) -> Json:
    is_complete = analysis.complete and run.findings is not None
    findings, plain = run.findings or (), _Plain(session, run)
    targets = view_targets(analysis)
    target = _target(session, run, targets, given)
    evaluation = session.evaluation()

    def make() -> Json | None:
        if target is None:
            return None
        api = evaluation.ask_cached(DescribeApi())
        kinds = layer_kinds(api) if isinstance(api, Api) else {}
        view = model_view(analysis, target, findings, kinds)
        return plain.model(view)

    model = await asyncio.get_running_loop().run_in_executor(None, make)
    return {
        "version": run.document.version,
        "complete": is_complete,
        "models": [{"id": one.id, "key": one.key, "label": one.label} for one in targets],
        "model": model,
    }


def _target(
    session: Session, run: Run, targets: list[ViewTarget], given: Mapping[str, Any]
) -> ViewTarget | None:
    if given.get("id") is not None:
        return next((one for one in targets if one.id == given["id"]), None)
    if run.analysis is None:
        return None
    found = target_at(run.analysis, position_given(session, run, given))
    return next((one for one in targets if found is not None and one.key == found.key), None)


class _Plain:
    """Writes views as JSON."""

    def __init__(self, session: Session, run: Run) -> None:
        self._views = session.views(run)
        self._wording = self._views.all[0].wording if self._views.all else str

    def model(self, view: ModelView) -> Json:
        return {
            "id": view.target.id,
            "key": view.target.key,
            "label": view.target.label,
            "name": view.name,
            "className": view.class_name,
            "place": self._place(view.site),
            "outputShapes": list(view.output_shapes),
            "outputs": list(view.outputs),
            "totals": self._totals(view),
            "atLeast": None if view.at_least is None else self._totals(view.at_least),
            "problem": None if view.problem is None else self._problem(view.problem),
            "layers": [self._layer(layer) for layer in view.layers],
        }

    def _totals(self, totals: ModelView | KnownTotals) -> Json:
        return {
            "params": plain_count(totals.params),
            "trainable": plain_count(totals.trainable),
            "nonTrainable": plain_count(totals.non_trainable),
            "bytes": plain_count(totals.bytes),
        }

    def _problem(self, problem: ModelProblem) -> Json:
        return {
            "text": self._wording(problem.text),
            "layer": problem.layer,
            "isRefusal": problem.is_refusal,
        }

    def _layer(self, layer: LayerView) -> Json:
        return {
            "id": layer.id,
            "name": layer.name,
            "className": layer.class_name,
            "kind": layer.kind,
            "inputShapes": list(layer.input_shapes),
            "outputShapes": list(layer.output_shapes),
            "params": plain_count(layer.params),
            "trainable": layer.trainable,
            "dtype": layer.dtype,
            "place": None if layer.site is None else self._place(layer.site),
            "inputs": [{"from": edge.source, "shape": edge.shape} for edge in layer.inputs],
            "findings": [
                {"severity": one.severity, "rule": one.rule, "message": self._wording(one.message)}
                for one in layer.findings
            ],
            "unknown": None if layer.unknown is None else self._wording(layer.unknown),
            "layers": [self._layer(inner) for inner in layer.layers],
        }

    def _place(self, site: Site) -> Json:
        return plain_place(self._views.location_in(site.file, site.span))
