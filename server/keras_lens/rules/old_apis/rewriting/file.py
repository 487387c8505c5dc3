"""Everything old in a file, in today's terms: place by place, and all at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keras_lens.models.analysis import Analysis
from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import apply_edits, extent_of, replacement
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.old_apis.rewriting.calls import (
    CannotBeWritten,
    call_edits,
    wrapping_edits,
)
from keras_lens.rules.old_apis.rewriting.imports import (
    ImportChange,
    Imported,
    attribute_edit,
    change_of,
    is_bound_otherwise,
    root_of,
    rooted,
    statement_edit,
)
from keras_lens.rules.old_apis.rewriting.inputs import input_in_front
from keras_lens.rules.old_apis.uses import ALL_KINDS, old_uses, plans_agree
from keras_lens.rules.old_apis.wording import short
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_DIM_ORDERING = "keras.backend.image_dim_ordering"
_DATA_FORMATS = {"th": "channels_first", "tf": "channels_last"}
_MERGE = "keras.layers.merge"


@dataclass(frozen=True)
class Piece:
    """One place that is rewritten.

    edits: all that has to be done for it. title: of its fix. stands_alone: False where
    something elsewhere (an import) has to change too.
    """

    node: ast.AST
    edits: tuple[TextEdit, ...]
    title: str
    keeps_meaning: bool = True
    stands_alone: bool = True


@dataclass
class Rewriting:
    """What can be rewritten in a file. missed: how many places cannot."""

    pieces: list[Piece]
    missed: int

    def edits(self) -> tuple[TextEdit, ...]:
        """All edits, each once."""
        return tuple(dict.fromkeys(edit for piece in self.pieces for edit in piece.edits))

    def at(self, node: ast.AST) -> Piece | None:
        """The piece of this place."""
        return next(
            (
                piece
                for piece in self.pieces
                if piece.node is node
                or (isinstance(piece.node, ast.Call) and piece.node.func is node)
            ),
            None,
        )


def rewriting_of(analysis: Analysis) -> Rewriting:
    """What can be rewritten in the file of an analysis."""
    return _Rewriter(analysis).rewriting()


def _leaves_something(use: OldUse) -> bool:
    """Whether an old argument stays, which does nothing any more and has no namesake."""
    gone = {old for old, new in use.renamed if new is None}
    return use.plan is not None and any(one.name in gone for one in use.plan.arguments)


class _Rewriter:
    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._file: SourceFile = analysis.file
        self._enclosing = enclosing_of(self._file.tree)
        self._changes: dict[ast.stmt, ImportChange] = {}
        self._needed: set[ast.stmt] = set()

    def rewriting(self) -> Rewriting:
        uses = list(old_uses(self._analysis, *ALL_KINDS))
        called = {
            use.site.node.func: use.site.node for use in uses if isinstance(use.site.node, ast.Call)
        }
        pieces: list[Piece] = []
        missed = 0
        places: dict[ast.AST, list[OldUse]] = {}
        imports: dict[ast.Import | ast.ImportFrom, list[OldUse]] = {}
        for use in uses:
            statement = self._enclosing.statement(use.site.node)
            is_import = isinstance(use.site.node, ast.alias)
            if is_import and isinstance(statement, ast.Import | ast.ImportFrom):
                imports.setdefault(statement, []).append(use)
            else:
                places.setdefault(self._place(use, called), []).append(use)
        for statement, found in imports.items():
            try:
                self._changes[statement] = change_of(self._file, statement, found)
            except CannotBeWritten:
                missed += len(found)
        for node, found in places.items():
            try:
                pieces.append(self._piece(node, found))
            except CannotBeWritten:
                missed += len(found)
            else:
                missed += sum(_leaves_something(use) for use in found)
        for statement, found in imports.items():
            piece = self._import_piece(statement)
            missed += sum(self._is_left(use, statement) for use in found)
            if piece is not None:
                pieces.append(piece)
        pieces += self._extended_imports(imports)
        return Rewriting(pieces, missed)

    def _is_left(self, use: OldUse, statement: ast.stmt) -> bool:
        """Whether an import of something old stays."""
        change = self._changes.get(statement)
        names = {one.name for found in change.names.values() for one in found} if change else set()
        return bool(use.advice or use.new is None) and short(use.old) in names

    def _place(self, use: OldUse, called: dict[ast.expr, ast.Call]) -> ast.AST:
        """What is rewritten as a whole: a call with the name that is called."""
        return called.get(use.site.node, use.site.node)

    # --- one place ---------------------------------------------------------------------

    def _piece(self, node: ast.AST, uses: list[OldUse]) -> Piece:
        edits: list[TextEdit] = []
        title, keeps_meaning, stands_alone = "", True, True
        for use in uses:
            if not isinstance(node, ast.expr):
                raise CannotBeWritten
            if use.kind in ("import", "name"):
                imports = self._imported()
                if use.old != _MERGE:
                    named = use.site.node
                    edits += self._attribute(named, use)
                after = self._imported()
                stands_alone = stands_alone and imports == after
                title = f"Use {short(use.new or '')}"
                continue
            if use.plan is None or not plans_agree(self._analysis, use):
                raise CannotBeWritten
            edits += call_edits(self._file, node, use.plan)
            if use.plan.batch_shape is not None:
                needed, own = input_in_front(self._file, node, use.plan.batch_shape)
                edits += own
                if needed:
                    self._need(node, "keras.layers.Input")
                    stands_alone = False
            keeps_meaning = keeps_meaning and use.plan.keeps_meaning
            if use.kind == "method" and isinstance(node, ast.Call):
                edits += self._renamed(node.func, short(use.plan.path))
                edits += wrapping_edits(self._file, node, use.plan)
                title = f"Call {short(use.plan.path)}"
            elif use.new is not None and short(use.new) != short(use.old):
                stands_alone = not self._renamed_function(node, use, edits) and stands_alone
        edits = list(dict.fromkeys(edits))
        if not edits:
            raise CannotBeWritten
        return Piece(
            node,
            tuple(edits),
            title or self._title(node, edits),
            keeps_meaning,
            stands_alone,
        )

    def _attribute(self, node: ast.expr, use: OldUse) -> Iterator[TextEdit]:
        if use.new is None or use.advice:
            raise CannotBeWritten
        try:
            yield attribute_edit(self._file, node, use)
        except CannotBeWritten:
            yield self._function_edit(node, use.new)
        if use.old == _DIM_ORDERING:
            yield self._compared(node)

    def _function_edit(self, node: ast.expr, new: str) -> TextEdit:
        """`K.square` becomes `ops.square`, and `ops` is imported beside `backend`."""
        if not new.startswith("keras.ops."):
            raise CannotBeWritten
        if is_bound_otherwise(self._file, "ops"):
            raise CannotBeWritten
        for statement in self._file.tree.body:
            if (
                isinstance(statement, ast.ImportFrom)
                and statement.module == "keras"
                and any(alias.name == "backend" for alias in statement.names)
            ):
                change = self._changes.get(statement)
                if change is None:
                    change = self._changes[statement] = change_of(self._file, statement, [])
                change.add("keras", Imported("ops", None))
                extent = extent_of(self._file, node)
                return replacement(self._file, extent.start, extent.end, new[len("keras.") :])
        raise CannotBeWritten

    def _compared(self, node: ast.expr) -> TextEdit:
        """`K.image_dim_ordering() == 'th'`: the text that it is compared with."""
        call = self._enclosing.parent(node)
        compare = self._enclosing.parent(call) if call is not None else None
        if not isinstance(compare, ast.Compare) or len(compare.comparators) != 1:
            raise CannotBeWritten
        other = compare.comparators[0] if compare.left is call else compare.left
        if not isinstance(other, ast.Constant) or other.value not in _DATA_FORMATS:
            raise CannotBeWritten
        extent = extent_of(self._file, other)
        quote = self._file.text[extent.start]
        text = f"{quote}{_DATA_FORMATS[str(other.value)]}{quote}"
        return replacement(self._file, extent.start, extent.end, text)

    def _renamed(self, function: ast.expr, name: str) -> Iterator[TextEdit]:
        if not isinstance(function, ast.Attribute):
            raise CannotBeWritten
        extent = extent_of(self._file, function)
        if function.attr != name:
            yield replacement(self._file, extent.end - len(function.attr), extent.end, name)

    def _renamed_function(self, node: ast.expr, use: OldUse, edits: list[TextEdit]) -> bool:
        """The function that is called has another name; whether an import changes with it."""
        if not isinstance(node, ast.Call) or use.new is None or use.old != _MERGE:
            return False
        if isinstance(node.func, ast.Attribute):
            edits.extend(self._renamed(node.func, short(use.new)))
            return False
        self._need(node, use.new, instead_of="merge")
        extent = extent_of(self._file, node.func)
        edits.append(replacement(self._file, extent.start, extent.end, short(use.new)))
        return True

    def _title(self, node: ast.AST, edits: Sequence[TextEdit]) -> str:
        """The call as it will be."""
        extent = extent_of(self._file, node)
        inside = [
            edit
            for edit in edits
            if extent.start <= self._file.offset_of(edit.span.start)
            and self._file.offset_of(edit.span.end) <= extent.end
        ]
        shift = sum(
            len(edit.new_text)
            - (self._file.offset_of(edit.span.end) - self._file.offset_of(edit.span.start))
            for edit in inside
        )
        text = apply_edits(self._file, inside)[extent.start : extent.end + shift]
        text = " ".join(text.split())
        return f"Write {text}" if len(text) <= 60 else f"Write {text[:57]}..."

    # --- imports -----------------------------------------------------------------------

    def _need(self, node: ast.AST, path: str, instead_of: str | None = None) -> None:
        """Something has to be imported where `node` can see it. Raises CannotBeWritten."""
        name = short(path)
        for statement in self._file.tree.body:
            if not isinstance(statement, ast.ImportFrom) or not statement.module:
                continue
            parts = statement.module.split(".")
            if "keras" not in parts or not self._imports(statement, instead_of):
                continue
            if is_bound_otherwise(self._file, name):
                raise CannotBeWritten
            change = self._changes.get(statement)
            if change is None:
                change = self._changes[statement] = change_of(self._file, statement, [])
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

    def _imported(self) -> int:
        """How many names the changed imports have."""
        return sum(len(names) for one in self._changes.values() for names in one.names.values())

    def _all_merges_are_known(self) -> bool:
        """Whether nothing reads `merge` but calls that are rewritten."""
        calls = {
            use.site.node.func
            for use in old_uses(self._analysis, "argument")
            if use.old == _MERGE and isinstance(use.site.node, ast.Call) and use.plan is not None
        }
        return all(
            node in calls
            for node in ast.walk(self._file.tree)
            if isinstance(node, ast.Name) and node.id == short(_MERGE)
        )

    def _imports(self, statement: ast.ImportFrom, name: str | None) -> bool:
        names = [alias.name for alias in statement.names]
        if name is not None:
            return name in names
        is_of_layers = "layers" in (statement.module or "").split(".")
        return is_of_layers and "*" not in names

    def _import_piece(self, statement: ast.Import | ast.ImportFrom) -> Piece | None:
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
        title = f"Import from {' and '.join(modules)}" if modules else f"Write {edit.new_text}"
        alone = statement not in self._needed
        return Piece(statement, (edit, *change.edits), title, stands_alone=alone)

    def _extended_imports(
        self, old: dict[ast.Import | ast.ImportFrom, list[OldUse]]
    ) -> Iterator[Piece]:
        """Imports that are not old, and import one thing more now."""
        for statement in self._changes:
            if isinstance(statement, ast.ImportFrom) and statement not in old:
                piece = self._import_piece(statement)
                if piece is not None:
                    yield piece
