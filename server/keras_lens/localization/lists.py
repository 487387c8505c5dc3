"""Several things in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.localization.translating import translate


def all_of(items: Sequence[object]) -> str:
    """`a, b and c`; one item alone as it is."""
    *others, last = map(str, items)
    if not others:
        return last
    return translate("{others} and {last}", others=separated(others), last=last)


def any_of(items: Sequence[object]) -> str:
    """`a, b or c`; one item alone as it is."""
    *others, last = map(str, items)
    if not others:
        return last
    return translate("{others} or {last}", others=separated(others), last=last)


def clauses(parts: Sequence[str]) -> str:
    """`the height: 8 and 6, the width: 8 and 6`: what is a list in itself, one behind the other."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = translate("{clauses}, {clause}", clauses=text, clause=part)
    return text


def all_clauses(parts: Sequence[str]) -> str:
    """`a is in x, b is in y and c is in z`."""
    *others, last = parts
    if not others:
        return last
    return translate("{clauses} and {clause}", clauses=clauses(others), clause=last)


def sentences(*parts: str) -> str:
    """Whole sentences, one behind the other; empty ones are left out."""
    said = [part for part in parts if part]
    text = said[0] if said else ""
    for part in said[1:]:
        text = translate("{sentences} {sentence}", sentences=text, sentence=part)
    return text


def separated(items: Sequence[object]) -> str:
    """`a, b, c`: a list that may go on."""
    return translate(", ").join(map(str, items))
