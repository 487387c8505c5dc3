"""Keras's own words about what it refuses, as users read them."""

from __future__ import annotations

import re

from keras_lens.evaluation.outcomes import Refusal

_ARGUMENTS = re.compile(r"\s*Arguments received by .*", re.DOTALL)
_WHERE = re.compile(r"^Exception encountered when calling [^\n]*\n+")
_INPUT_NAME = re.compile(r" with name '[^']*'(?= of layer)")
_NO_NAME_OF_INPUT = re.compile(r" with name 'keras_tensor\w*' and path ''")
_LAYER_NAME = re.compile(r"(of layer )'[^']*'")
_GRAPH_NODE = re.compile(r" for '\{\{node .*?(?= with input shapes)", re.DOTALL)
_TENSOR = re.compile(r'input Tensor\("[^"]*", shape=\([^)]*\), dtype=\w+\)')
_SENTENCE_END = re.compile(r"(?<=[.!])\s")


def words_of(refusal: Refusal | None, layer: str | None = None) -> str:
    """The exception and its message, without what repeats the call and the names that only the
    evaluator's tensors have; empty where Keras was not asked.

    layer: the name that the refusing layer has in the program.
    """
    return "" if refusal is None else f"{refusal.exception}: {said(refusal, layer)}"


def said(refusal: Refusal | None, layer: str | None = None) -> str:
    """The same without the exception."""
    if refusal is None:
        return ""
    text = _ARGUMENTS.sub("", _WHERE.sub("", refusal.message))
    for name in (_INPUT_NAME, _NO_NAME_OF_INPUT, _GRAPH_NODE):
        text = name.sub("", text)
    text = _TENSOR.sub("input", text)
    if layer is not None:
        text = _LAYER_NAME.sub(lambda match: f"{match.group(1)}'{layer}'", text)
    return text.strip()


def first_words_of(refusal: Refusal, layer: str | None = None) -> str:
    """The first sentence of that without the full stop; the exception where nothing is said."""
    first = _SENTENCE_END.split(said(refusal, layer), maxsplit=1)[0]
    return first.strip().rstrip(".:") or refusal.exception
