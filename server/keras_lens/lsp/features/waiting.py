"""Waiting for what is known of the newest version of a document."""

from __future__ import annotations

import asyncio

from pygls.exceptions import JsonRpcContentModified

from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.models.analysis import Analysis

PATIENCE = 20.0
"""Seconds that a request waits; then it is answered with what is known."""


async def known(session: Session, uri: str) -> Run | None:
    """The run of the document's newest version once something is known of it.

    None where the document is not analysed. Raises JsonRpcContentModified where an edit
    comes in between.
    """
    run = session.analyses.of(uri)
    return None if run is None else await _wait(run, run.known)


async def finished(session: Session, uri: str) -> Run | None:
    """The same, once all is known of it."""
    run = session.analyses.of(uri)
    return None if run is None else await _wait(run, run.finished)


async def to_show(session: Session, uri: str, *, later: bool) -> tuple[Run, Analysis] | None:
    """What can be shown of the document: what is known at once, if the rest can be sent `later`;
    else once all is known. None where the document is not analysed, or its analysis failed.

    Raises JsonRpcContentModified where an edit comes in between.
    """
    run = await (known if later else finished)(session, uri)
    return None if run is None or run.analysis is None else (run, run.analysis)


async def _wait(run: Run, event: asyncio.Event) -> Run:
    try:
        await asyncio.wait_for(event.wait(), PATIENCE)
    except asyncio.TimeoutError:
        run.shown_incomplete = True
    if run.superseded:
        raise JsonRpcContentModified
    return run
