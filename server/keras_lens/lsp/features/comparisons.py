"""Two models side by side: of open documents, or one with its earlier version."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pygls.exceptions import JsonRpcContentModified

from keras_lens.evaluation.outcomes import Api
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.ide.model_comparison import (
    FORMATS,
    ModelComparison,
    compare,
    written,
)
from keras_lens.ide.model_view import (
    ViewTarget,
    layer_kinds,
    model_view,
    view_targets,
)
from keras_lens.ide.summaries import target_at
from keras_lens.localization import translate
from keras_lens.lsp.features import waiting
from keras_lens.lsp.features.comparison_json import comparison_json
from keras_lens.lsp.features.summaries import RequestFailed, position_given
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.lsp.views import Views
from keras_lens.models.analysis import Analysis

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two. views: where its layers stand; None for what is in no open document.
    target: None where the version has no such model."""

    analysis: Analysis
    views: Views | None
    target: ViewTarget | None
    is_complete: bool = True


async def comparison_of(session: Session, params: object) -> Json:
    """A `ComparisonAnswer` (`client/shared/modelComparison.ts`) to `{left, right}`.

    right: `{textDocument, id?, position?}`. left: the same, or `{baseline: true}`: the version of
    `right` in the last commit, or as it was saved. Does not wait for Keras: the client is told
    (`kerasLens/modelViewChanged`) when there is more.
    """
    given = _mapping(params)
    uri = _uri(given.get("right"))
    run = None if uri is None else await _run(session, uri, to_the_end=False)
    if uri is None or run is None or run.analysis is None:
        is_complete = run is None or run.finished.is_set()
        return {"complete": is_complete, "earlier": None, "models": [], "comparison": None}
    right = _side(session, run, run.analysis, _mapping(given.get("right")))
    left, is_known = await _left(session, run, right, given, to_the_end=False)
    comparison = await _compared(session, left, right)
    return {
        "complete": is_known and right.is_complete and (left is None or left.is_complete),
        "earlier": _earlier(session, run),
        "models": _others(session, run, right),
        "comparison": None
        if comparison is None
        else comparison_json(comparison, left.views if left else None, right.views),
    }


async def comparison_text(session: Session, params: object) -> dict[str, str]:
    """`{title, text}` of what `comparison_of` takes, with `format`: `text` or `markdown`.

    Without `left` it is the earlier version. Raises RequestFailed.
    """
    given = _mapping(params)
    form = given.get("format", FORMATS[0])
    if form not in FORMATS:
        raise RequestFailed(
            translate("A comparison has one of the formats {formats}.", formats=", ".join(FORMATS))
        )
    uri = _uri(given.get("right"))
    run = None if uri is None else await _run(session, uri, to_the_end=True)
    if run is None or run.analysis is None:
        raise RequestFailed(translate("This is not an open Python file that uses Keras."))
    right = _side(session, run, run.analysis, _mapping(given.get("right")))
    if right.target is None:
        raise RequestFailed(translate("There is no such model in this file."))
    left, _ = await _left(session, run, right, given, to_the_end=True)
    if left is None:
        raise RequestFailed(translate("There is no earlier version of this file."))
    comparison = await _compared(session, left, right)
    if comparison is None:
        raise RequestFailed(translate("There is no such model to compare with."))
    return {"title": _title(session, run, left, right), "text": written(comparison, form)}


# The two sides


def _side(session: Session, run: Run, analysis: Analysis, given: Mapping[str, Any]) -> _Side:
    targets = view_targets(analysis)
    if "id" in given:
        target = next((one for one in targets if one.id == given["id"]), None)
    else:
        found = target_at(analysis, position_given(session, run, given))
        target = next((one for one in targets if found is not None and one.key == found.key), None)
    return _Side(analysis, session.views(run), target, analysis.complete)


async def _left(
    session: Session, run: Run, right: _Side, given: Mapping[str, Any], *, to_the_end: bool
) -> tuple[_Side | None, bool]:
    """The other side, None where there is none (yet), and whether that is known."""
    asked = _mapping(given.get("left"))
    uri = _uri(asked)
    if uri is not None:
        other = await _run(session, uri, to_the_end=to_the_end)
        if other is None or other.analysis is None:
            return None, other is None or other.finished.is_set()
        return _side(session, other, other.analysis, asked), True
    session.baselines.look(run.document)
    is_known = await session.baselines.looked_for(run.document.uri, waiting.PATIENCE)
    if run.superseded:
        raise JsonRpcContentModified
    earlier = session.baselines.of(run.document.uri)
    if earlier is None:
        return None, is_known
    target = _counterpart(right, earlier.analysis)
    return _Side(earlier.analysis, None, target), is_known


def _counterpart(right: _Side, earlier: Analysis) -> ViewTarget | None:
    """The model that was called the same; the only one, where that is now called otherwise."""
    before, now = view_targets(earlier), view_targets(right.analysis)
    if right.target is None:
        return None
    named = [one for one in before if one.id == right.target.id]
    if not named and len(before) == len(now) == 1:
        return before[0]
    return next(iter(named), None)


async def _run(session: Session, uri: str, *, to_the_end: bool) -> Run | None:
    """What is known of a document. The client is told when it changes."""
    if to_the_end:
        return await waiting.finished(session, uri)
    session.model_changes.watch(uri)
    try:
        return await waiting.known(session, uri)
    finally:
        session.model_changes.watch(uri)


async def _compared(session: Session, left: _Side | None, right: _Side) -> ModelComparison | None:
    evaluation = session.evaluation()

    def make() -> ModelComparison | None:
        if left is None:
            return None
        api = evaluation.ask_cached(DescribeApi())
        kinds = layer_kinds(api) if isinstance(api, Api) else {}
        views = [
            None if side.target is None else model_view(side.analysis, side.target, (), kinds)
            for side in (left, right)
        ]
        one, other = views
        return None if one is None or other is None else compare(one, other)

    return await asyncio.get_running_loop().run_in_executor(None, make)


# What can be compared with


def _earlier(session: Session, run: Run) -> str | None:
    version = session.baselines.of(run.document.uri)
    if version is None:
        return None
    return "commit" if version.baseline.is_committed else "save"


def _others(session: Session, run: Run, right: _Side) -> list[Json]:
    """The models of open documents, but for `right` itself."""
    found = []
    for document in session.documents:
        known = session.analyses.of(document.uri)
        if known is None or known.analysis is None:
            continue
        for target in view_targets(known.analysis):
            if known is not run or target != right.target:
                one = {"uri": document.uri, "id": target.id, "label": target.label}
                found.append({**one, "isHere": known is run})
    return found


def _title(session: Session, run: Run, left: _Side, right: _Side) -> str:
    label = "" if right.target is None else right.target.label
    if left.views is None:
        if _earlier(session, run) == "commit":
            return translate("{model} since last commit", model=label)
        return translate("{model} since last save", model=label)
    other = "" if left.target is None else left.target.label
    return f"{other} → {label}"


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _uri(side: object) -> str | None:
    uri = _mapping(_mapping(side).get("textDocument")).get("uri")
    return uri if isinstance(uri, str) else None
