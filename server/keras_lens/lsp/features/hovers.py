"""Hovers, with links to what belongs to the thing: its places, its model, its page."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.hovers import Hover, hover
from keras_lens.interpreter.sites import Site
from keras_lens.localization import translate
from keras_lens.lsp import conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.links import (
    OPEN_PANEL,
    SHOW_SUMMARY,
    command_link,
    page_link,
    place_link,
)
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.lsp.views import View

_MOST_CALLS = 8


async def hover_at(session: Session, params: types.HoverParams) -> types.Hover | None:
    """What there is to say about the thing at a place."""
    uri = params.text_document.uri
    run = await waiting.finished(session, uri)
    if run is None or run.analysis is None:
        return None
    view = session.view(run, uri)
    position = view.position_of(params.position)
    found = hover(run.analysis, position, run.findings or (), session.reference())
    if found is None:
        return None
    links = _Links(session, run, view)
    parts = [view.wording(found.text), links.places(found), links.ways_on(found)]
    text = "\n\n".join(part for part in parts if part)
    return types.Hover(conversion.markdown(text), view.range(found.span))


class _Links:
    """What can be clicked in a hover."""

    def __init__(self, session: Session, run: Run, view: View) -> None:
        self._views = session.views(run)
        self._view = view
        self._has_commands = session.options.command_links

    def places(self, found: Hover) -> str:
        """Where the layer is made and called."""
        parts = []
        if found.made is not None:
            parts.append(translate("Made in {line}", line=self._line(found.made)))
        if found.calls:
            lines = [self._line(site) for site in found.calls[:_MOST_CALLS]]
            more = ["…"] if len(found.calls) > _MOST_CALLS else []
            parts.append(translate("Called in {lines}", lines=", ".join([*lines, *more])))
        return " · ".join(parts)

    def ways_on(self, found: Hover) -> str:
        """To the model, and to the page about the class."""
        links = []
        if self._has_commands and found.summary_of is not None:
            target = {"uri": self._view.uri, "model": found.summary_of}
            links = [
                command_link(translate("Summary"), SHOW_SUMMARY, target),
                command_link(translate("Diagram"), OPEN_PANEL, {**target, "tab": "diagram"}),
                command_link(translate("Panel"), OPEN_PANEL, target),
            ]
        if found.page is not None:
            links.append(page_link(found.page))
        return " · ".join(links)

    def _line(self, site: Site) -> str:
        title = translate("line {line}", line=site.span.start.line + 1)
        place = self._views.location_in(site.file, site.span)
        return place_link(
            self._views.wording_in(site.file, title), place, by_command=self._has_commands
        )
