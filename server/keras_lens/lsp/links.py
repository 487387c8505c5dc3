"""Links in Markdown, which lead to commands of the client and to places in files."""

from __future__ import annotations

import json
from urllib.parse import quote

from lsprotocol import types

from keras_lens.localization import translate

GO_TO = "kerasLens.goTo"
SHOW_SUMMARY = "kerasLens.showSummary"
OPEN_PANEL = "kerasLens.openPanel"
"""The client's own commands, for clients that say `commandLinks`."""


def command_link(title: str, command: str, argument: object) -> str:
    """A link that runs a command of the client."""
    arguments = quote(json.dumps([argument], separators=(",", ":")), safe="")
    return f"[{title}](command:{command}?{arguments})"


def place_link(title: str, place: types.Location, *, by_command: bool) -> str:
    """A link to a place.

    by_command: whether the client has `GO_TO`; else the line is a fragment of the address, as VS
    Code and others understand it.
    """
    if by_command:
        return command_link(title, GO_TO, place_argument(place))
    return f"[{title}]({place.uri}#L{place.range.start.line + 1})"


def page_link(address: str) -> str:
    """A link to a page of Keras's documentation."""
    return f"[{translate('Keras documentation')}]({address})"


def place_argument(place: types.Location) -> dict[str, object]:
    """A place as an argument of `GO_TO`."""
    start = place.range.start
    return {"uri": place.uri, "line": start.line, "character": start.character}
