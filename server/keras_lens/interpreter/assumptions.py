"""The assumptions of a program's comments, and what became of each while it ran."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from keras_lens.interpreter.values import Value
from keras_lens.syntax.assumptions import Assumption, Assumptions, assumptions_of
from keras_lens.syntax.source import SourceFile


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the program has in place of what is assumed: `name` (`x`, `x.shape`) is one of `values`,
    which are written as in a program, or described."""

    name: str
    values: tuple[str, ...]


@dataclass
class Use:
    """What became of an assumption.

    supplied: the program had no value of its own, and got this one. confirmed: it had the
    same. contradicted: it had another.
    """

    supplied: bool = False
    confirmed: bool = False
    contradicted: Contradiction | None = None


class AssumptionTable:
    """The assumptions of all modules that run, by the places for which they hold.

    shared: the values of those that stand for one object wherever it is read.
    """

    def __init__(self) -> None:
        self.parameters: dict[ast.AST, dict[str, Assumption]] = {}
        self.bound: dict[ast.AST, Assumption] = {}
        self.read: dict[ast.AST, Assumption] = {}
        self.shared: dict[Assumption, Value] = {}
        self._uses: dict[Assumption, Use] = {}
        self._files: dict[SourceFile, Assumptions] = {}

    def add(self, file: SourceFile) -> None:
        """Takes in what the comments of a file say."""
        if file in self._files:
            return
        found = self._files[file] = assumptions_of(file)
        self.parameters.update(found.parameters)
        self.bound.update(found.bound)
        self.read.update(found.read)

    def of(self, file: SourceFile) -> Assumptions:
        """What the comments of a file say; nothing where its code has not run."""
        return self._files.get(file, Assumptions())

    def use_of(self, assumption: Assumption) -> Use:
        """What became of it so far; kept up to date by `supply`."""
        return self._uses.setdefault(assumption, Use())
