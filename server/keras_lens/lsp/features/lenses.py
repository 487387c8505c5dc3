"""Code lenses above the models of a document."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.lenses import Lens, lenses
from keras_lens.localization import translate
from keras_lens.lsp import capabilities
from keras_lens.lsp.features import waiting
from keras_lens.lsp.links import OPEN_PANEL, SHOW_SUMMARY
from keras_lens.lsp.session import Session

SERVER_SHOWS_SUMMARY = "kerasLens.server.showSummary"
"""The server's own command, for clients that have none for it."""


async def code_lenses(
    session: Session, params: types.CodeLensParams
) -> list[types.CodeLens] | None:
    """The lenses of the whole document; what is known at once, if the rest can be sent later."""
    if not session.configuration.lenses.enabled:
        return None
    uri = params.text_document.uri
    refreshes = capabilities.refreshes_lenses(session.client)
    found = await waiting.to_show(session, uri, later=refreshes)
    if found is None:
        return None
    run, analysis = found
    run.shown_incomplete |= not analysis.complete
    baseline = None
    if session.configuration.lenses.changes:
        session.baselines.look(run.document)
        earlier = session.baselines.of(run.document.uri)
        baseline = None if earlier is None else earlier.baseline
    view = session.view(run, uri)
    return [
        types.CodeLens(view.range(lens.span), command)
        for lens in lenses(analysis, baseline)
        if view.holds(lens.span)
        for command in _commands(session, uri, lens)
    ]


def _commands(session: Session, uri: str, lens: Lens) -> list[types.Command]:
    """What stands side by side above the line: the totals, and what can be opened."""
    target = {"uri": uri, "model": lens.model}
    if not session.options.command_links:
        asked = {"textDocument": {"uri": uri}, "model": lens.model}
        return [types.Command(lens.title, SERVER_SHOWS_SUMMARY, arguments=[asked])]
    changes = {**target, "tab": "compare"} if lens.tells_change else target
    return [
        types.Command(lens.title, OPEN_PANEL, arguments=[changes]),
        types.Command(translate("Summary"), SHOW_SUMMARY, arguments=[target]),
        types.Command(translate("Diagram"), OPEN_PANEL, arguments=[{**target, "tab": "diagram"}]),
    ]
