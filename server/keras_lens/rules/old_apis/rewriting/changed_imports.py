"""The imports of a file while it is rewritten: old ones, and those that import one thing more."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from keras_lens.localization import all_of, translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.old_apis.rewriting.calls import CannotBeWritten
from keras_lens.rules.old_apis.rewriting.imports import (
    ImportChange,
    Imported,
    change_of,
    is_bound_otherwise,
    root_of,
    rooted,
    statement_edit,
)
from keras_lens.rules.old_apis.rewriting.pieces import Piece
from keras_lens.rules.old_apis.uses import old_uses
from keras_lens.rules.old_apis.wording import short

MERGE = "keras.layers.merge"
"""A function and a module of Keras 1; its calls became calls of several functions."""


class ChangedImports:
    """Each import statement with the names that it will have."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._file = analysis.file
        self._changes: dict[ast.stmt, ImportChange] = {}
        self._needed: set[ast.stmt] = set()

    def replace(self, statement: ast.Import | ast.ImportFrom, uses: list[OldUse]) -> None:
        """The statement imports old things. Raises CannotBeWritten."""
        self._changes[statement] = change_of(self._file, statement, uses)

    def _change_of(self, statement: ast.ImportFrom) -> ImportChange:
        change = self._changes.get(statement)
        if change is None:
            change = self._changes[statement] = change_of(self._file, statement, [])
        return change

    def need_beside(self, neighbour: str, name: str) -> None:
        """`name` has to be imported from `keras` beside `neighbour`. Raises CannotBeWritten."""
        if is_bound_otherwise(self._file, name):
            raise CannotBeWritten
        for statement in self._file.tree.body:
            if (
                isinstance(statement, ast.ImportFrom)
                and statement.module == "keras"
                and any(alias.name == neighbour for alias in statement.names)
            ):
                self._change_of(statement).add("keras", Imported(name, None))
                return
        raise CannotBeWritten

    def need(self, path: str, instead_of: str | None = None) -> None:
        """Something has to be imported, instead of another name. Raises CannotBeWritten."""
        name = short(path)
        for statement in self._file.tree.body:
            if not isinstance(statement, ast.ImportFrom) or not statement.module:
                continue
            parts = statement.module.split(".")
            if "keras" not in parts or not self._imports(statement, instead_of):
                continue
            if is_bound_otherwise(self._file, name):
                raise CannotBeWritten
            change = self._change_of(statement)
            self._needed.add(statement)
            root = root_of(statement.module, "keras")
            module = rooted(root, path.rpartition(".")[0])
            if instead_of is not None and self._all_merges_are_known():
                change.names[statement.module] = [
                    one for one in change.names.get(statement.module, []) if one.name != instead_of
                ]
            change.add(module, Imported(name, None))
            return
        raise CannotBeWritten

    def count(self) -> int:
        """How many names the changed imports have."""
        return sum(len(names) for one in self._changes.values() for names in one.names.values())

    def _all_merges_are_known(self) -> bool:
        """Whether nothing reads `merge` but calls that are rewritten."""
        calls = {
            use.site.node.func
            for use in old_uses(self._analysis, "argument")
            if use.old == MERGE and isinstance(use.site.node, ast.Call) and use.plan is not None
        }
        return all(
            node in calls
            for node in ast.walk(self._file.tree)
            if isinstance(node, ast.Name) and node.id == short(MERGE)
        )

    def _imports(self, statement: ast.ImportFrom, name: str | None) -> bool:
        names = [alias.name for alias in statement.names]
        if name is not None:
            return name in names
        is_of_layers = "layers" in (statement.module or "").split(".")
        return is_of_layers and "*" not in names

    def piece_of(self, statement: ast.Import | ast.ImportFrom) -> Piece | None:
        """The change of an import; None where there is none, or it cannot be written."""
        change = self._changes.get(statement)
        if change is None:
            return None
        try:
            edit = statement_edit(self._file, change)
        except CannotBeWritten:
            return None
        if edit.new_text == self._file.text_of(edit.span):
            return None
        modules = [module for module in change.names if module]
        title = (
            translate("Import from {modules}", modules=all_of(modules))
            if modules
            else translate("Write {code}", code=edit.new_text)
        )
        alone = statement not in self._needed
        return Piece(statement, (edit, *change.edits), title, stands_alone=alone)

    def extended(self, old: Collection[ast.stmt]) -> Iterator[Piece]:
        """Imports that are not old, and import one thing more now."""
        for statement in self._changes:
            if isinstance(statement, ast.ImportFrom) and statement not in old:
                piece = self.piece_of(statement)
                if piece is not None:
                    yield piece

    def leaves(self, use: OldUse, statement: ast.stmt) -> bool:
        """Whether an import of something old stays."""
        change = self._changes.get(statement)
        names = {one.name for found in change.names.values() for one in found} if change else set()
        return bool(use.advice or use.new is None) and short(use.old) in names
