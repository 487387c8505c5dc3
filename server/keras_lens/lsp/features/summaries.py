"""The summaries of the models in a document."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path

from keras_lens.ide.model_view import FORMATS, ViewTarget, exported, model_view, view_targets
from keras_lens.ide.summaries import NoSummary, summary, summary_targets, target_at
from keras_lens.localization import separated, translate
from keras_lens.lsp import capabilities
from keras_lens.lsp.features import waiting
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.models.analysis import Analysis
from keras_lens.syntax.spans import Position

_TEXT = "text"


class RequestFailed(JsonRpcException):
    """A request that cannot be fulfilled; the message is for the user."""

    CODE = types.LSPErrorCodes.RequestFailed.value


async def summary_of(session: Session, params: object) -> dict[str, str]:
    """`{title, id, text}` of `{textDocument: {uri}, position?, model?, format?}`.

    model: a key that `models_of` has given; else it is the model at `position`, else the
    first one. format: `text`, as Keras prints it, `markdown`, `csv` or `latex`. id: identifies the
    model also after an edit elsewhere (`ViewTarget`). Raises RequestFailed.
    """
    given = params if isinstance(params, Mapping) else {}
    form = given.get("format", _TEXT)
    if form not in (_TEXT, *FORMATS):
        formats = separated((_TEXT, *FORMATS))
        raise RequestFailed(
            translate("A summary has one of the formats {formats}.", formats=formats)
        )
    run, analysis = await analysed(session, given)
    target = wanted_model(session, run, analysis, given)
    head = {"title": target.label, "id": target.id}
    if form != _TEXT:
        return {**head, "text": exported(model_view(analysis, target, (), {}), form)}
    try:
        text = await asyncio.get_running_loop().run_in_executor(
            None, summary, analysis, target.key, session.evaluation()
        )
    except NoSummary as problem:
        raise RequestFailed(str(problem)) from problem
    return {**head, "text": text}


def wanted_model(
    session: Session, run: Run, analysis: Analysis, given: Mapping[str, Any]
) -> ViewTarget:
    """The model that a request is about, as `summary_of` says. Raises RequestFailed."""
    targets = {target.key: target for target in view_targets(analysis)}
    if "model" in given:
        if given["model"] not in targets:
            raise RequestFailed(translate("The model is no longer in the file."))
        return targets[given["model"]]
    found = target_at(analysis, position_given(session, run, given))
    if found is None:
        raise RequestFailed(translate("There is no Keras model in this file."))
    return targets[found.key]


async def show_summary(session: Session, params: object) -> None:
    """Shows a summary in a client that has no command of its own for it: as a file where it can
    be asked to show one, else in a message. Takes what `summary_of` takes; raises what it raises.
    """
    found = await summary_of(session, params)
    if not capabilities.shows_documents(session.client):
        message = types.ShowMessageParams(types.MessageType.Info, found["text"])
        session.server.window_show_message(message)
        return
    name = re.sub(r"[^A-Za-z0-9_.-]+", "_", found["title"])
    path = Path(tempfile.mkdtemp(prefix="keras-lens-"), f"{name}.txt")
    path.write_text(found["text"], encoding="utf-8")
    await session.server.window_show_document_async(
        types.ShowDocumentParams(from_fs_path(str(path)) or "", take_focus=True)
    )


async def models_of(session: Session, params: object) -> list[dict[str, Any]]:
    """`[{key, label, uri, line}]` of `{textDocument: {uri}}`, in the order of the text; in a
    notebook `uri` is that of the cell in which `line` counts, and `cell` its number, from 0.

    Raises RequestFailed.
    """
    run, analysis = await analysed(session, params if isinstance(params, Mapping) else {})
    notebook, views = run.document.notebook, session.views(run)
    found: list[dict[str, Any]] = []
    for target in summary_targets(analysis):
        position = Position(target.line, 0)
        view = views.at(position)
        one = {"key": target.key, "label": target.label, "uri": view.uri}
        cell = {} if notebook is None else {"cell": notebook.index_of(view.uri)}
        found.append({**one, **cell, "line": view.position(position).line})
    return found


async def analysed(session: Session, given: Mapping[str, Any]) -> tuple[Run, Analysis]:
    """What is known of the document that a request is about. Raises RequestFailed."""
    document = given.get("textDocument")
    uri = document.get("uri") if isinstance(document, Mapping) else None
    run = await waiting.finished(session, uri) if isinstance(uri, str) else None
    if run is None:
        raise RequestFailed(translate("This is not an open Python file that uses Keras."))
    if run.analysis is None:
        raise RequestFailed(translate("The analysis of the file failed; the log says why."))
    return run, run.analysis


def position_given(session: Session, run: Run, params: Mapping[str, Any]) -> Position:
    """The place `params["position"]` in the text `params["textDocument"]`; its start where that is
    no position."""
    given = params.get("position")
    numbers = given if isinstance(given, Mapping) else {}
    line, character = numbers.get("line", 0), numbers.get("character", 0)
    if not isinstance(line, int) or not isinstance(character, int):
        line = character = 0
    position = types.Position(max(line, 0), max(character, 0))
    return session.view(run, params["textDocument"]["uri"]).position_of(position)
