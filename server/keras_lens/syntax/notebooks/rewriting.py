"""Writes a cell's code back into the text of its notebook."""

from __future__ import annotations

import json

from keras_lens.syntax.notebooks.positions import Value


def source_edits(text: str, source: Value, code: str) -> list[tuple[int, int, str]]:
    """What has to be put where in `text` so that the value `source` is `code`; as few of its lines
    as can be, in the layout of the others."""
    if isinstance(source.content, str):
        return [(source.start, source.end, _encoded(code, text))]
    new = _lines(code)
    elements = source.elements
    old = [str(element.content) for element in elements]
    if not elements:
        return [(source.start, source.end, json.dumps(new))] if new else []
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    last = 0
    while last < min(len(old), len(new)) - same and old[-1 - last] == new[-1 - last]:
        last += 1
    opening = text[source.start + 1 : elements[0].start]
    between = text[elements[0].end : elements[1].start] if len(elements) > 1 else f",{opening}"
    inserted = [_encoded(line, text) for line in new[same : len(new) - last]]
    first_changed, first_kept = same, len(old) - last
    if first_changed < first_kept and inserted:
        place = (elements[first_changed].start, elements[first_kept - 1].end)
        return [(*place, between.join(inserted))]
    if first_changed < first_kept:
        return [_removal(text, source, first_changed, first_kept)]
    if not inserted:
        return []
    if first_changed < len(elements):
        at = elements[first_changed].start
        return [(at, at, "".join(line + between for line in inserted))]
    at = elements[-1].end
    return [(at, at, "".join(between + line for line in inserted))]


def _removal(text: str, source: Value, start: int, end: int) -> tuple[int, int, str]:
    """Takes out the elements from `start` up to `end`, with the commas between them and others."""
    elements = source.elements
    if end < len(elements):
        return elements[start].start, elements[end].start, ""
    if start > 0:
        return elements[start - 1].end, elements[end - 1].end, ""
    return source.start, source.end, "[]"


def _lines(code: str) -> list[str]:
    parts = code.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _encoded(code: str, text: str) -> str:
    """The JSON string of `code`, with escapes for other letters where the notebook has them."""
    return json.dumps(code, ensure_ascii=text.isascii() and "\\u" in text)
