"""What can be rewritten in a file, place by place."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from keras_lens.syntax.spans import TextEdit


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
