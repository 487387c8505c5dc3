"""Modules of the program: they are found, run once, and give their names.

Where modules are is the business of a `ModuleFinder` (`keras_lens.workspace`); how they run
is here. A module is known by its file, however it is imported, as a program that runs as
intended has one of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_IMPORT_DEPTH, MOST_MODULES, BudgetExceeded
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.syntax.source import SourceFile

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine


@dataclass(frozen=True)
class FoundModule:
    """Where a module is.

    identity: the same for the same file or folder. name: as in messages. file: its text,
    None for a folder without an `__init__.py`. folder: of a package, where its modules are;
    None for other modules.
    """

    identity: str
    name: str
    file: SourceFile | None
    folder: str | None


class ModuleFinder(Protocol):
    """Where the modules of a program are; asked for the same thing it gives the same."""

    def top_level(self, name: str, search_path: Sequence[str]) -> FoundModule | None:
        """The module or package `name` of the program; None where it is not the program's.
        search_path: folders that the program has added to `sys.path`."""
        ...

    def inside(self, package: FoundModule, name: str) -> FoundModule | None:
        """The module or package `name` in a package."""
        ...

    def package_around(self, importer: SourceFile, level: int) -> FoundModule | None:
        """What `level` dots mean in an import that stands in `importer`."""
        ...

    def followed(self, path: str) -> FoundModule | None:
        """The installed module `path` (dotted), where the user wants it to be followed."""
        ...

    def identity_of(self, file: SourceFile) -> str:
        """The identity of the module that `file` is."""
        ...


class NoModules:
    """A finder for a program of one file."""

    def top_level(self, name: str, search_path: Sequence[str]) -> FoundModule | None:
        return None

    def inside(self, package: FoundModule, name: str) -> FoundModule | None:
        return None

    def package_around(self, importer: SourceFile, level: int) -> FoundModule | None:
        return None

    def followed(self, path: str) -> FoundModule | None:
        return None

    def identity_of(self, file: SourceFile) -> str:
        return file.path


class ModuleValue(Value):
    """A module that was imported, or is being imported."""

    __slots__ = ("found", "scope")

    def __init__(self, found: FoundModule, scope: Scope) -> None:
        self.found = found
        self.scope = scope

    def describe(self) -> str:
        return f"the module '{self.found.name}'"

    def attribute(self, name: str, machine: Machine) -> Value:
        value = self.scope.state.get(name)
        return value or Unknown(f"{self.describe()} has no '{name}' that can be seen")

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self.scope, name, value)

    def truth(self, machine: Machine) -> bool | None:
        return True

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, ModuleValue) and other.found.identity == self.found.identity

    def public_names(self, machine: Machine) -> Iterator[str]:
        """What `from module import *` binds."""
        listed = self.scope.state.get("__all__")
        elements = None if listed is None else listed.elements(machine)
        if elements is None:
            yield from [name for name in self.scope.state if not name.startswith("_")]
            return
        for element in elements:
            if isinstance(element, Constant) and isinstance(element.literal, str):
                yield element.literal


class ModuleTable(StateOwner):
    """`sys.modules` and `sys.path` of the program."""

    SEARCH_PATH = " sys.path"

    def search_path(self) -> tuple[str, ...]:
        """The folders that the program has added to `sys.path`, as it spells them."""
        added = self.state.get(self.SEARCH_PATH, NONE)
        return added.folders if isinstance(added, _Folders) else ()


class _Folders(Value):
    __slots__ = ("folders",)

    def __init__(self, folders: tuple[str, ...]) -> None:
        self.folders = folders

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, _Folders) and other.folders == self.folders


class SearchPathValue(Value):
    """`sys.path`: what the program adds to it is noted."""

    def describe(self) -> str:
        return "'sys.path'"

    def attribute(self, name: str, machine: Machine) -> Value:
        if name not in ("append", "extend", "insert"):
            return super().attribute(name, machine)

        def add(arguments: Arguments, site: Site, machine: Machine) -> Value:
            self._add(arguments.positional[-1:], name == "extend", machine)
            return NONE

        return Native(f"sys.path.{name}", add)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if operator == "+" and not reflected:
            self._add([other], True, machine)
        return self

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, SearchPathValue)

    def _add(self, values: Sequence[Value], are_lists: bool, machine: Machine) -> None:
        folders = list(machine.modules.search_path())
        for value in values:
            for one in (value.elements(machine) or ()) if are_lists else (value,):
                if isinstance(one, Constant) and isinstance(one.literal, str):
                    folders.append(one.literal)
        machine.write(machine.modules, ModuleTable.SEARCH_PATH, _Folders(tuple(folders)))


def import_module(path: str, machine: Machine) -> list[Value] | None:
    """The modules of a dotted path, outermost first, each run; None where the first of them
    is not the program's own. The list ends with an unknown where a part is not found."""
    first, *rest = path.split(".")
    found = machine.finder.top_level(first, machine.modules.search_path())
    if found is None:
        return None
    modules = [load(found, machine)]
    for name in rest:
        modules.append(_submodule(modules[-1], name, machine))
    return modules


def import_followed(path: str, machine: Machine) -> Value | None:
    """An installed module that the user wants to be followed, after those that it is in; None
    for another."""
    found = machine.finder.followed(path)
    if found is None:
        return None
    parent, _, name = path.rpartition(".")
    package = import_followed(parent, machine)
    module = load(found, machine)
    if isinstance(package, ModuleValue) and name not in package.scope.state:
        package.set_attribute(name, module, machine)
    return module


def import_relative(level: int, path: str | None, frame: Frame, machine: Machine) -> Value:
    """The module that a relative import names (Python reference, 5.7)."""
    found = machine.finder.package_around(frame.file, level)
    if found is None:
        return Unknown("the package that this import is relative to is not found")
    module = load(found, machine)
    for name in path.split(".") if path else ():
        module = _submodule(module, name, machine)
    return module


def member(module: Value, name: str, machine: Machine) -> Value:
    """What `from module import name` binds: a name of the module, or a module in it."""
    if isinstance(module, ModuleValue) and name not in module.scope.state:
        return _submodule(module, name, machine)
    return module.attribute(name, machine)


def _submodule(package: Value, name: str, machine: Machine) -> Value:
    if not isinstance(package, ModuleValue):
        return package if isinstance(package, Unknown) else Unknown(f"'{name}' is not a module")
    found = machine.finder.inside(package.found, name)
    if found is None:
        return package.attribute(name, machine)
    module = load(found, machine)
    package.set_attribute(name, module, machine)
    return module


def load(found: FoundModule, machine: Machine) -> Value:
    """The module, which runs where it has not been imported before. One that takes more than
    its share of the analysis is unknown."""
    known = machine.modules.state.get(found.identity)
    if known is not None:
        return known
    too_many = len(machine.modules.state) >= MOST_MODULES
    if too_many or machine.import_depth >= MOST_IMPORT_DEPTH:
        return Unknown(f"the module '{found.name}' is not followed: there are too many modules")
    mark = machine.journal.mark()
    module = ModuleValue(found, Scope("module", None))
    machine.write(machine.modules, found.identity, module)
    machine.write(module.scope, "__name__", Constant(found.name))
    if found.file is None:
        return module
    try:
        with machine.importing(), machine.budget.share():
            run_module(module.scope, found.file, machine)
    except BudgetExceeded:
        machine.journal.roll_back(mark)
        unknown = Unknown(f"the module '{found.name}' is too long to follow")
        machine.write(machine.modules, found.identity, unknown)
        return unknown
    return module


def run_module(scope: Scope, file: SourceFile, machine: Machine) -> None:
    """Runs the code of a module."""
    machine.assumptions.add(file)
    machine.write(scope, "__file__", Constant(file.path))
    machine.execute(file.tree.body, Frame(file, scope))
