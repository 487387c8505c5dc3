"""A model as the program knows it: where it is made, and the names that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site

if TYPE_CHECKING:
    from keras_lens.models.session import KerasSession


class NamedModel:
    """key: identifies the model in this analysis (`ModelRecord.key`). place: where the analysed
    file makes it."""

    def __init__(self, session: KerasSession, constructor: Site) -> None:
        machine = session.machine
        self.key = session.next_key()
        self.place = machine.place_here(constructor) or constructor
        self._is_imported = machine.import_depth > 0
        self._names: dict[str, int] = {}

    def bound(self, name: str, machine: Machine) -> None:
        """The program gives it a name."""
        if machine.import_depth == 0:
            self._names.setdefault(name, machine.call_depth)

    @property
    def is_of_the_file(self) -> bool:
        """Whether the analysed file makes it, or has a name for it."""
        return not self._is_imported or bool(self._names)

    @property
    def variable(self) -> str | None:
        """The name that the outermost code of the program gives it."""
        return min(self._names, key=self._names.__getitem__, default=None)

    @property
    def variables(self) -> tuple[str, ...]:
        """All names that the program gives it."""
        return tuple(self._names)
