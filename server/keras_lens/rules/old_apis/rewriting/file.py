"""Everything old in a file, in today's terms: place by place, and all at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import apply_edits, extent_of, replacement
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.old_apis.rewriting.calls import (
    CannotBeWritten,
    call_edits,
    wrapping_edits,
)
from keras_lens.rules.old_apis.rewriting.changed_imports import MERGE, ChangedImports
from keras_lens.rules.old_apis.rewriting.imports import attribute_edit
from keras_lens.rules.old_apis.rewriting.inputs import input_in_front
from keras_lens.rules.old_apis.rewriting.pieces import Piece, Rewriting
from keras_lens.rules.old_apis.uses import ALL_KINDS, old_uses, plans_agree
from keras_lens.rules.old_apis.wording import short
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_DIM_ORDERING = "keras.backend.image_dim_ordering"
_DATA_FORMATS = {"th": "channels_first", "tf": "channels_last"}


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
        self._imports = ChangedImports(analysis)

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
                self._imports.replace(statement, found)
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
            piece = self._imports.piece_of(statement)
            missed += sum(self._imports.leaves(use, statement) for use in found)
            if piece is not None:
                pieces.append(piece)
        pieces += self._imports.extended(imports)
        return Rewriting(pieces, missed)

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
                before = self._imports.count()
                if use.old != MERGE:
                    named = use.site.node
                    edits += self._attribute(named, use)
                stands_alone = stands_alone and self._imports.count() == before
                title = translate("Use {code}", code=short(use.new or ""))
                continue
            if use.plan is None or not plans_agree(self._analysis, use):
                raise CannotBeWritten
            edits += call_edits(self._file, node, use.plan)
            if use.plan.batch_shape is not None:
                needed, own = input_in_front(self._file, node, use.plan.batch_shape)
                edits += own
                if needed:
                    self._imports.need("keras.layers.Input")
                    stands_alone = False
            keeps_meaning = keeps_meaning and use.plan.keeps_meaning
            if use.kind == "method" and isinstance(node, ast.Call):
                edits += self._renamed(node.func, short(use.plan.path))
                edits += wrapping_edits(self._file, node, use.plan)
                title = translate("Call {method}", method=short(use.plan.path))
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
        self._imports.need_beside("backend", "ops")
        extent = extent_of(self._file, node)
        return replacement(self._file, extent.start, extent.end, new[len("keras.") :])

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
        if not isinstance(node, ast.Call) or use.new is None or use.old != MERGE:
            return False
        if isinstance(node.func, ast.Attribute):
            edits.extend(self._renamed(node.func, short(use.new)))
            return False
        self._imports.need(use.new, instead_of="merge")
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
        return translate("Write {code}", code=text if len(text) <= 60 else f"{text[:57]}...")
