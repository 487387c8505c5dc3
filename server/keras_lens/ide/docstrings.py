"""The first sentence of a docstring, as Markdown that says no more than its words."""

from __future__ import annotations

import re

_LONGEST = 300
_ABBREVIATIONS = frozenset({"e.g.", "i.e.", "a.k.a.", "al.", "cf.", "vs.", "resp.", "approx."})
_SENTENCE_ENDS = re.compile(r"[.!?][)\"'”’]*(?=\s)")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
_ROLE = re.compile(r":[\w:]+:(`[^`]+`)")
_TARGET = re.compile(r"`([^`<]+?)\s*<[^`>]+>`_{0,2}")
_CODE = re.compile(r"(`[^`]+`)")
_MARKUP = re.compile(r"([\\*_\[\]<>#|~])")


def first_sentence(docstring: str) -> str | None:
    """None where there is none, or none that can be shown in a line or two."""
    paragraph = " ".join(docstring.strip().split("\n\n", 1)[0].split())
    sentence = _without_markup(_cut(paragraph))
    return sentence if sentence and len(sentence) <= _LONGEST else None


def _cut(paragraph: str) -> str:
    """The text up to the first full stop that is no abbreviation's."""
    for found in _SENTENCE_ENDS.finditer(paragraph):
        sentence = paragraph[: found.end()]
        if sentence.lower().split()[-1].lstrip("([") not in _ABBREVIATIONS:
            return sentence
    return paragraph


def _without_markup(sentence: str) -> str:
    """Links become their texts; what is no code between backticks is taken literally."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", sentence))
    text = _TARGET.sub(r"\1", _ROLE.sub(r"\1", text.replace("``", "`")))
    parts = [
        part if _CODE.fullmatch(part) else _MARKUP.sub(r"\\\1", part.replace("`", ""))
        for part in _CODE.split(text)
    ]
    return re.sub(r"\.\.$", ".", "".join(parts).strip())
