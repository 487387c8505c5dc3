"""Imports of the Keras inside of TensorFlow that was never public, or is gone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.old_apis.places import module_span
from keras_lens.rules.old_apis.uses import is_expected
from keras_lens.rules.rule import RuleContext
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_PRIVATE = "tensorflow.python.keras"
_GONE = "tensorflow.contrib.keras"
_PUBLIC = "tensorflow.keras"
_SEVERITIES = {_PRIVATE: "information", _GONE: "error"}


def imports_of_copies(context: RuleContext, rule: str) -> Iterator[Finding]:
    """One finding for each import of such a module."""
    file = context.analysis.file
    found = [
        (node, copy)
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and not is_expected(file, node)
        for copy in _SEVERITIES
        if f"{node.module}.".startswith(f"{copy}.")
    ]
    edits = tuple(_edit(file, node, copy) for node, copy in found)
    after = context.what_if(edits) if edits else None
    is_better = after is not None and len(after.applications) > len(context.analysis.applications)
    for (node, copy), edit in zip(found, edits, strict=True):
        severity = _SEVERITIES[copy]
        is_sure = node in file.tree.body
        title = translate("Import from {modules}", modules=_PUBLIC)
        fixes = [Fix(title, (edit,), preferred=len(edits) == 1)]
        if len(edits) > 1:
            everywhere = translate("Import from {modules} in all of this file", modules=_PUBLIC)
            fixes.append(Fix(everywhere, edits, preferred=True))
        yield Finding(
            rule=rule,
            severity=severity if is_sure or severity != "error" else "warning",
            message=_message(copy),
            span=module_span(file, node),
            fixes=tuple(fixes) if is_better else (),
        )


def _message(copy: str) -> str:
    if copy == _GONE:
        return translate("TensorFlow 2 has no `{name}`: it is `tensorflow.keras`.", name=copy)
    return translate(
        "`{name}` is TensorFlow's private copy of an old Keras, whose layers do not go together"
        " with those of Keras 3. `tensorflow.keras` is the public one.",
        name=copy,
    )


def _edit(file: SourceFile, node: ast.ImportFrom, copy: str) -> TextEdit:
    extent = extent_of(file, node)
    start = file.text.find(copy, extent.start, extent.end)
    return replacement(file, start, start + len(copy), _PUBLIC)
