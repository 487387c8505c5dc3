"""The abstract machine: walks the AST with abstract values.

How each kind of expression and statement is done stands in modules of its own (`registry.py`);
the machine keeps what they share: the journal, the budget, the call depth.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar

from keras_lens.interpreter import budget as bounds
from keras_lens.interpreter.alternatives import Alternatives, Choice, join, under
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.assumptions import AssumptionTable
from keras_lens.interpreter.budget import Budget
from keras_lens.interpreter.exceptions import Abandoned, Raised
from keras_lens.interpreter.frames import Completion, Frame, Guard, Leave
from keras_lens.interpreter.library import Library
from keras_lens.interpreter.modules import ModuleFinder, ModuleTable, NoModules
from keras_lens.interpreter.reach import Certainty, Doubts, NoDoubts, Reach
from keras_lens.interpreter.registry import EXPRESSIONS, STATEMENTS
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.state import Changes, Journal
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.syntax.source import SourceFile

if TYPE_CHECKING:
    from keras_lens.interpreter.functions import FunctionValue

OperatorRule: TypeAlias = "Callable[[str, Value, Value, Machine], Value]"
AttributeRule: TypeAlias = "Callable[[Constant, str, Machine], Value]"
UnionRule: TypeAlias = "Callable[[Value, Value, bool], Value]"
ItemRule: TypeAlias = "Callable[[Constant, Value, Machine], Value]"

Option = TypeVar("Option")


class Machine:
    """One interpretation of one program.

    file: the one that is analysed; modules that it imports run too.
    finder: where modules are. modules: those that are imported. assumptions: of their comments.
    write: changes the state of an object; None deletes.
    guards: the `try` statements with handlers that the program is in, innermost last.
    doubts: tells whether a function has to run again without its defaults.
    reach: how surely the program comes to what is being interpreted. operator_site: where the
        operator stands that is being done, None where it stands nowhere.
    library_values: objects of libraries that are values of their own, by their paths.
    handled: the exceptions whose handlers are running, innermost last.
    unseen: while what it gives lasts, nothing is recorded: code runs once more for its outcome.
    import_depth: how many modules are being imported, each by the one before.
    """

    operator_rule: ClassVar[OperatorRule]
    literal_attribute_rule: ClassVar[AttributeRule]
    literal_item_rule: ClassVar[ItemRule]
    union_rule: ClassVar[UnionRule]

    def __init__(
        self,
        file: SourceFile,
        library: Library,
        budget: Budget,
        finder: ModuleFinder | None = None,
    ) -> None:
        self.file = file
        self.library = library
        self.finder: ModuleFinder = finder or NoModules()
        self.modules = ModuleTable()
        self.assumptions = AssumptionTable()
        self.import_depth = 0
        self.budget = budget
        self.journal = Journal()
        self.write = self.journal.write
        self.guards: list[Guard] = []
        self.reach = Reach()
        self.doubts: Doubts = NoDoubts()
        self.operator_site: Site | None = None
        self.unseen: Callable[[], AbstractContextManager[object]] = nullcontext
        self.handled: list[Value] = []
        self.library_values: dict[str, Value] = {}
        self.functions_defined: list[FunctionValue] = []
        self.functions_called: set[int] = set()
        self.functions_run_alone: set[int] = set()
        self.functions_running: list[int] = []
        self._call_sites: list[Site] = []
        self._nesting = 0
        self._decided: list[tuple[Choice, int]] = []

    def evaluate(self, node: ast.expr, frame: Frame) -> Value:
        """The value of an expression."""
        self.budget.step()
        rule = EXPRESSIONS.get(type(node))
        if rule is None:
            return Unknown(f"'{type(node).__name__}' expressions are not followed")
        if self._nesting > bounds.MOST_NESTING:
            return Unknown("the expression is nested too deeply")
        self._nesting += 1
        try:
            value = rule(node, frame, self)
        finally:
            self._nesting -= 1
        return self.resolve(value) if self._decided else value

    def execute(self, statements: Sequence[ast.stmt], frame: Frame) -> Completion | None:
        """Runs a block; how it ended, None where it ran to its end."""
        for statement in statements:
            self.budget.step()
            rule = STATEMENTS.get(type(statement))
            if rule is None:
                continue
            try:
                completion = rule(statement, frame, self)
            except Raised as raised:
                return Completion(Leave.RAISE, raised.value)
            except Abandoned as abandoned:
                return Completion(Leave.ABANDON, departure=abandoned.departure)
            if completion is not None:
                return completion
        return None

    def call(self, callee: Value, arguments: Arguments, site: Site) -> Value:
        """Calls `callee` at `site`."""
        return callee.call(arguments, site, self)

    def operate(self, operator: str, left: Value, right: Value) -> Value:
        """`left operator right`, an arithmetic or comparison operator."""
        return type(self).operator_rule(operator, left, right, self)

    def operate_at(self, site: Site, operator: str, left: Value, right: Value) -> Value:
        """The same where the operator stands in the program."""
        self.operator_site = site
        try:
            return self.operate(operator, left, right)
        finally:
            self.operator_site = None

    def union(self, left: Value, right: Value, reflected: bool) -> Value:
        """`left | right` of two types (`right | left` where reflected)."""
        return type(self).union_rule(left, right, reflected)

    def literal_attribute(self, constant: Constant, name: str) -> Value:
        """`constant.name`."""
        return type(self).literal_attribute_rule(constant, name, self)

    def literal_item(self, constant: Constant, index: Value) -> Value:
        """`constant[index]`."""
        return type(self).literal_item_rule(constant, index, self)

    def each_possibly(
        self,
        values: Sequence[Option],
        operation: Callable[[Option], object],
        choice: Choice | None = None,
    ) -> Value:
        """Does `operation` on one of `values`, not known which: the state and the result
        afterwards are any of those that the operations lead to.

        choice: the one whose ways the values are; None where it is a choice of its own.
        """
        if len(values) == 1 and choice is None:
            result = operation(values[0])
            return result if isinstance(result, Value) else Constant(None)
        mark = self.journal.mark()
        outcomes: list[Value] = []
        changes: list[Changes] = []
        for way, value in enumerate(values):
            self.budget.charge(bounds.STEPS_OF_A_WAY)
            try:
                with self.deciding(choice, way), self.reach.one_of_several(of_values=True):
                    result = operation(value)
            except Raised as raised:
                if self.guards:
                    self.guards[-1].arrive(Completion(Leave.RAISE, raised.value), self.journal)
            except Abandoned as abandoned:
                if abandoned.departure is not None:
                    abandoned.departure.arrive()
            else:
                outcomes.append(result if isinstance(result, Value) else Constant(None))
                changes.append(self.journal.changes_since(mark))
            self.journal.roll_back(mark)
        if not outcomes:
            self.journal.release(mark)
            raise Abandoned
        if choice is None or len(outcomes) < len(values):
            choice = Choice()
        self.journal.go_to(mark, changes, choice)
        self.journal.release(mark)
        return join(outcomes, choice)

    def each_way(self, value: Value, operation: Callable[[Value], object]) -> Value:
        """Does `operation` on what `value` can be, as `each_possibly`."""
        if not isinstance(value, Alternatives):
            result = operation(value)
            return result if isinstance(result, Value) else Constant(None)
        return self.each_possibly(
            value.branches, lambda branch: self.each_way(branch, operation), value.choice
        )

    @contextmanager
    def deciding(self, choice: Choice | None, way: int) -> Iterator[None]:
        """While it lasts, `choice` has gone the way of this index: what depends on it is known
        (`resolve`). None is no choice."""
        if choice is None:
            yield
            return
        self._decided.append((choice, way))
        try:
            yield
        finally:
            self._decided.pop()

    def resolve(self, value: Value) -> Value:
        """What `value` is on the way that is being followed."""
        if isinstance(value, Alternatives):
            for choice, way in self._decided:
                value = under(value, choice, way)
        return value

    @property
    def call_depth(self) -> int:
        """How many functions of the program are running, each called by the one before."""
        return len(self.functions_running)

    @property
    def certainty(self) -> Certainty:
        """How surely the program does what is being interpreted."""
        return self.reach.certainty(len(self.guards))

    def note_uncertain(self) -> None:
        """Notes that what is done here may raise, since what it gives is not known."""
        if self.guards:
            self.guards[-1].may_raise(self.journal)

    def open_guard(self) -> Guard:
        """A `try` with handlers begins. Its end pops it from `guards`."""
        guard = Guard(self.journal.mark())
        self.guards.append(guard)
        return guard

    @contextmanager
    def called_at(self, site: Site) -> Iterator[None]:
        """While it lasts, code runs that was called (or imported) at `site`."""
        is_here = site.file is self.file and hasattr(site.node, "lineno")
        if is_here:
            self._call_sites.append(site)
        try:
            yield
        finally:
            if is_here:
                self._call_sites.pop()

    @contextmanager
    def importing(self) -> Iterator[None]:
        """While it lasts, a module is imported."""
        self.import_depth += 1
        try:
            yield
        finally:
            self.import_depth -= 1

    def place_here(self, site: Site) -> Site | None:
        """The place in the analysed file that stands for `site`: itself, or the call or
        import from which the program came there. None where there is none."""
        if site.file is self.file:
            return site
        return self._call_sites[-1] if self._call_sites else None

    def site(self, node: ast.expr, frame: Frame) -> Site:
        """The place of an expression."""
        return Site(frame.file, node)

    def no_site(self) -> Site:
        """The site of a call that has no expression of its own: an operator, a property."""
        return Site(self.file, ast.Constant(None))
