"""Counts and places as JSON of the server's own requests has them."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from keras_lens.algebra import Polynomial, Size


def plain_count(count: Size | None) -> int | str | None:
    """A number, a text where it depends on open sizes, None where it is not known."""
    return str(count) if isinstance(count, Polynomial) else count


def plain_place(location: types.Location) -> dict[str, Any]:
    """A `Place` of `client/shared/modelView.ts`."""
    ends = {"start": location.range.start, "end": location.range.end}
    places = {
        name: {"line": place.line, "character": place.character} for name, place in ends.items()
    }
    return {"uri": location.uri, "range": places}
