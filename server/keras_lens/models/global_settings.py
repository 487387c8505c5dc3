"""Keras's global settings (`keras.config`) as the program changes them."""

from __future__ import annotations

from keras_lens.evaluation.environment import Environment, EnvironmentProblem
from keras_lens.evaluation.questions import Settings
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none

_IN_USE = "policy in use"
_DEFAULTS = Settings()


class GlobalSettings(StateOwner):
    """`keras.config`: dtype policy, floatx, image data format.

    The dtype policy is made of the float type when it is first asked for, by the first layer,
    and stays (`keras.src.dtype_policies.dtype_policy`). first: the settings with which Keras
    starts.
    """

    def __init__(self, environment: Environment | EnvironmentProblem) -> None:
        super().__init__()
        self.first = {"floatx": "float32", "image_data_format": "channels_last"}
        if isinstance(environment, Environment):
            self.first["floatx"] = environment.floatx
            self.first["image_data_format"] = environment.image_data_format

    def where_absent(self, key: str) -> Value | None:
        return Constant(False) if key == _IN_USE else NONE

    def current(self) -> Settings | None:
        """The settings now, None where one of them is not known."""
        if not self.state.keys() - {_IN_USE}:
            return _DEFAULTS
        values: dict[str, str | None] = {}
        for name, value in self.state.items():
            if name == _IN_USE:
                continue
            if not isinstance(value, Constant) or not isinstance(value.literal, str | None):
                return None
            values[name] = value.literal
        return Settings(**values)

    def set(self, name: str, value: Value, machine: Machine) -> None:
        """Changes one of the fields of `Settings`."""
        if name == "floatx" and is_none(self.state.get("dtype_policy", NONE)):
            self._settle_policy(machine)
        machine.write(self, name, value)

    def _settle_policy(self, machine: Machine) -> None:
        """The float type changes: a policy that is in use stays as it is."""
        in_use = self.state.get(_IN_USE, Constant(False)).truth(machine)
        policy = self.state.get("floatx", NONE)
        if in_use is None:
            policy = Unknown("whether a layer was made before is not known")
        elif is_none(policy):
            policy = Constant(self.first["floatx"])
        if in_use is not False:
            machine.write(self, "dtype_policy", policy)

    def note_layer(self, machine: Machine) -> None:
        """A layer was made."""
        if self.state.get(_IN_USE, NONE).truth(machine) is not True:
            machine.write(self, _IN_USE, Constant(True))

    def value_of(self, name: str, machine: Machine) -> Value:
        """What `keras.config` says of a setting; Keras starts with `first`."""
        set_by_program = self.state.get(name, NONE)
        return Constant(self.first[name]) if is_none(set_by_program) else set_by_program

    def forget_policy(self, machine: Machine) -> None:
        """`keras.utils.clear_session()` forgets the policy and keeps the float type."""
        for name in (_IN_USE, "dtype_policy"):
            machine.write(self, name, None)
