"""Inlay hints; what stands in their tooltips and what a click does are made when the user points
at one."""

from __future__ import annotations

from lsprotocol import types

from keras_lens.ide.hint_labels import LabelPart, PartKind
from keras_lens.ide.hints import Hint, hints, input_of, model_of, tooltip_of
from keras_lens.interpreter.sites import Site
from keras_lens.localization import translate
from keras_lens.lsp import capabilities, conversion
from keras_lens.lsp.features import waiting
from keras_lens.lsp.links import (
    GO_TO,
    OPEN_PANEL,
    command_link,
    page_link,
    place_argument,
    place_link,
)
from keras_lens.lsp.runs import Run
from keras_lens.lsp.session import Session
from keras_lens.lsp.views import View
from keras_lens.models.analysis import Analysis


async def inlay_hints(
    session: Session, params: types.InlayHintParams
) -> list[types.InlayHint] | None:
    """The hints in the visible part; what is known at once, if the rest can be sent later."""
    uri = params.text_document.uri
    refreshes = capabilities.refreshes_hints(session.client)
    found = await waiting.to_show(session, uri, later=refreshes)
    if found is None:
        return None
    run, analysis = found
    run.shown_incomplete |= not analysis.complete
    view = session.view(run, uri)
    shown = hints(analysis, session.configuration.hints, view.span_of(params.range))
    data = {"uri": uri, "version": view.version}
    has_parts = capabilities.resolves_label_parts(session.client)
    return [conversion.inlay_hint(hint, view, data, has_parts=has_parts) for hint in shown]


def resolve(session: Session, hint: types.InlayHint) -> types.InlayHint:
    """The hint with its tooltip; without, where the text has changed since."""
    data = hint.data if isinstance(hint.data, dict) else {}
    uri = str(data.get("uri"))
    run = session.analyses.of(uri)
    if run is None or run.analysis is None:
        return hint
    view = session.view(run, uri)
    if view.version != data.get("version"):
        return hint
    place = view.position_of(hint.position)
    for known in hints(run.analysis, session.configuration.hints):
        if known.position == place and known.label == _text(hint):
            return _Details(session, run, run.analysis, view, known).put_into(hint)
    return hint


def _text(hint: types.InlayHint) -> str:
    if isinstance(hint.label, str):
        return hint.label
    return "".join(part.value for part in hint.label)


class _Details:
    """What a hint says and does beside its label."""

    def __init__(
        self, session: Session, run: Run, analysis: Analysis, view: View, known: Hint
    ) -> None:
        self._views = session.views(run)
        self._view = view
        self._analysis = analysis
        self._known = known
        self._has_commands = session.options.command_links
        self._reference = session.reference()
        self._input = input_of(known, analysis)
        self._model = model_of(known, analysis)

    def put_into(self, hint: types.InlayHint) -> types.InlayHint:
        text = self._view.wording(tooltip_of(self._known, self._analysis, self._reference))
        hint.tooltip = conversion.markdown("\n\n".join([text, *self._links()]))
        if not isinstance(hint.label, str):
            hint.label = [self._part(part) for part in self._known.parts]
        return hint

    def _part(self, part: LabelPart) -> types.InlayHintLabelPart:
        """The shape leads to what gives the input, the count to the layer's row in the panel."""
        if part.kind is PartKind.SHAPE and self._input is not None:
            return self._leading_to(self._input, part.text)
        if part.kind is PartKind.PARAMS and self._shows_in_panel:
            title = translate("Show in the model panel")
            command = types.Command(title, OPEN_PANEL, arguments=[self._target])
            return types.InlayHintLabelPart(part.text, command=command)
        return types.InlayHintLabelPart(part.text)

    def _leading_to(self, site: Site, text: str) -> types.InlayHintLabelPart:
        """By the client's own command, if it has one: VS Code takes a location for a name, goes on
        to where that is defined, and shows its hover below the tooltip."""
        place = self._location(site)
        if not self._has_commands:
            return types.InlayHintLabelPart(text, location=place)
        command = types.Command(self._title_of(site), GO_TO, arguments=[place_argument(place)])
        return types.InlayHintLabelPart(text, command=command)

    def _title_of(self, site: Site) -> str:
        title = translate("Input from line {line}", line=site.span.start.line + 1)
        return self._views.wording_in(site.file, title)

    def _links(self) -> list[str]:
        """The same again, to be read and clicked in the tooltip."""
        links = []
        if self._input is not None:
            title, place = self._title_of(self._input), self._location(self._input)
            links.append(place_link(title, place, by_command=self._has_commands))
        if self._shows_in_panel:
            title = translate("Show in the model panel")
            links.append(command_link(title, OPEN_PANEL, self._target))
        page = self._reference.about(self._known.layer).page
        if page is not None:
            links.append(page_link(page))
        return [" · ".join(links)] if links else []

    def _location(self, site: Site) -> types.Location:
        return self._views.location_in(site.file, site.span)

    @property
    def _shows_in_panel(self) -> bool:
        return self._has_commands and self._model is not None

    @property
    def _target(self) -> dict[str, object]:
        return {"uri": self._view.uri, "model": self._model}
