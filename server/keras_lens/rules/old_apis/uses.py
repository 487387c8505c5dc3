"""The old things in a file that a finding is about: those that the program is not prepared for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.analysis import Analysis
from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import node_text
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.syntax.source import SourceFile

_ASKS_FOR_THE_VERSION = ("version", "hasattr", "getattr")
"""Words in a condition that says which Keras it is."""
ALL_KINDS = ("import", "name", "argument", "method")
_KERAS_2_IS_WANTED = "TF_USE_LEGACY_KERAS"
"""The variable that makes TensorFlow take Keras 2."""


def old_uses(analysis: Analysis, *kinds: str) -> Iterator[OldUse]:
    """The uses of these kinds that the program is not prepared for, in the order of execution,
    one for each place and thing."""
    if _KERAS_2_IS_WANTED in analysis.file.text:
        return
    seen: set[tuple[ast.AST, str, str]] = set()
    enclosing = enclosing_of(analysis.file.tree)
    modules = {use.site.node for use in analysis.old_uses if use.kind == "import"}
    for use in analysis.old_uses:
        key = use.site.node, use.kind, use.old
        if enclosing.parent(use.site.node) in modules:
            continue  # the first half of the path of an old module
        if use.kind in kinds and key not in seen and not is_expected(analysis.file, use.site.node):
            seen.add(key)
            yield use


def is_expected(file: SourceFile, node: ast.AST) -> bool:
    """Whether it stands where the program tries which Keras there is."""
    for ancestor in enclosing_of(file.tree).ancestors(node):
        if isinstance(ancestor, ast.Try) and ancestor.handlers:
            return True
        if isinstance(ancestor, ast.If | ast.IfExp):
            test = node_text(file, ancestor.test)
            if any(word in test for word in _ASKS_FOR_THE_VERSION):
                return True
    return False


def plans_agree(analysis: Analysis, use: OldUse) -> bool:
    """Whether the call means the same today each time that the program comes to it."""
    return all(
        other.plan == use.plan
        for other in analysis.old_uses
        if other.site == use.site and other.kind == use.kind
    )


def severity_of(use: OldUse) -> str:
    """How bad it is."""
    if not use.raises:
        return "hint" if use.renamed else "warning"
    return "error" if use.certain else "warning"
