"""Scopes: which names are bound to what, and where a name is looked up."""

from __future__ import annotations

from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Value


class Scope(StateOwner):
    """The names of a module, a function's call or a class body.

    kind: `module`, `function`, `comprehension` or `class`. parent: the scope that encloses it in
    the text. title: of a class body, the name of the class. defines: the class itself.
    first_parameter: its name, of the scope of a function.
    """

    __slots__ = (
        "declared_global",
        "declared_nonlocal",
        "defines",
        "first_parameter",
        "kind",
        "parent",
        "title",
    )

    def __init__(self, kind: str, parent: Scope | None) -> None:
        super().__init__()
        self.kind = kind
        self.parent = parent
        self.title = ""
        self.defines: Value | None = None
        self.first_parameter: str | None = None
        self.declared_global: set[str] = set()
        self.declared_nonlocal: set[str] = set()

    def module(self) -> Scope:
        """The scope of the module that this one is in."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def private(self, name: str) -> str:
        """What a private name (`__name`) is called outside of its class (Python reference,
        6.2.1); other names stay as they are."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        scope: Scope | None = self
        while scope is not None and not scope.title:
            scope = scope.parent
        return name if scope is None else f"_{scope.title.lstrip('_')}{name}"

    def lookup(self, name: str) -> Value | None:
        """What `name` means here, None where it is not bound. A class body's names are not
        seen by the functions in it (Python reference, 4.2.2)."""
        owner = self.owner_of(name)
        return None if owner is None else owner.state[name]

    def owner_of(self, name: str) -> Scope | None:
        """The scope in which `lookup` finds the name."""
        scope: Scope | None = self
        if name in self.declared_global:
            scope = self.module()
        while scope is not None:
            if name in scope.state and (scope is self or scope.kind != "class"):
                return scope
            scope = scope.parent
        return None

    def owner_for_binding(self, name: str) -> Scope:
        """The scope in which an assignment to `name` made here takes effect."""
        if name in self.declared_global:
            return self.module()
        if name in self.declared_nonlocal:
            scope = self.parent
            while scope is not None:
                if scope.kind == "function" and name in scope.state:
                    return scope
                scope = scope.parent
        return self
