"""Names of old Keras in the program: references that know what they are today."""

from __future__ import annotations

from keras_lens.evaluation.outcomes import Api
from keras_lens.interpreter.alternatives import each_of
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.library import LibraryReference, reference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.legacy.calls import MERGE, Callee, todays_call
from keras_lens.models.legacy.paths import OldPath, current_path
from keras_lens.models.legacy.translation import NotKnown
from keras_lens.models.legacy.uses import OldUse
from keras_lens.models.session import KerasSession

_DIM_ORDERING = "keras.backend.image_dim_ordering"
_OLD_FORMATS = {"channels_last": "tf", "channels_first": "th"}


class OldReference(LibraryReference):
    """Something that the installed Keras has in another place, or not at all.

    old: its path in the program, below `keras`. today: what it is now.
    """

    __slots__ = ("_session", "old", "today")

    def __init__(self, old: str, today: OldPath, session: KerasSession) -> None:
        entry = None if today.new is None else session.entry(today.new)
        is_module = entry is None or entry.kind == "module"
        super().__init__((today.new or old) if is_module or entry is None else entry.canonical)
        self.old = old
        self.today = today
        self._session = session

    @property
    def is_only_moved(self) -> bool:
        """Whether it has the name that it had, in another module."""
        new = self.today.new
        return new is not None and new.rpartition(".")[2] == self.old.rpartition(".")[2]

    def named_at(self, site: Site, machine: Machine) -> None:
        is_import = self.today.is_module or self.today.is_moved
        use = OldUse(
            site,
            "import" if is_import else "name",
            self.old,
            self.today.new,
            advice=self.today.advice,
            certain=machine.certainty is Certainty.SURE,
        )
        self._session.note_old(use, machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        if self.old == MERGE or self.today.is_module:
            return self._member(name, machine)
        if self.today.new is None:
            return Unknown(f"'{self.old}' is not in the installed Keras")
        return super().attribute(name, machine)

    def _member(self, name: str, machine: Machine) -> Value:
        value = reference(f"{self.old}.{name}", machine)
        if isinstance(value, OldReference) and value.is_only_moved:
            return reference(value.path, machine) or value
        return value or Unknown(f"'{self.old}' has no '{name}'")

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        if self.old != MERGE and self.today.new is None:
            machine.note_uncertain()
            return Unknown(f"'{self.old}' is not in the installed Keras")
        if self.is_only_moved:
            return super().call(arguments, site, machine)
        entry = self._session.entry(self.path)
        callee = Callee(
            self.path,
            () if entry is None else entry.parameters,
            entry is not None and entry.kind == "layer",
            self.old,
        )
        try:
            today = todays_call(callee, arguments, site, self._session, machine)
        except NotKnown as reason:
            return Unknown(f"what '{self.old}' gives is not known: {reason}")
        path, given = (self.path, arguments) if today is None else (today.path, today.arguments)
        result = machine.library.call(path, given, site, machine)
        if self.old == _DIM_ORDERING and result is not None:
            return each_of(result, _as_of_old)
        return result or Unknown(f"what '{self.old}' gives is not known")


def _as_of_old(data_format: Value) -> Value:
    if isinstance(data_format, Constant) and data_format.literal in _OLD_FORMATS:
        return Constant(_OLD_FORMATS[str(data_format.literal)])
    return Unknown("which image data format is set is not known")


def old_path(path: str, session: KerasSession) -> OldPath | None:
    """What `path` is today; None where it is not old, or where the program is prepared for it
    not to be there."""
    api = session.api()
    if not isinstance(api, Api) or session.machine.guards:
        return None
    return current_path(path, api)
