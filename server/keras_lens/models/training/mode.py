"""How TensorFlow runs training: as a graph or step by step, here or on several devices."""

from __future__ import annotations

from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Value

_EAGERLY = "eagerly"
_DISTRIBUTED = "distributed"


class TrainingMode(StateOwner):
    """What the program has said of it; None where that depends on what is not known."""

    def where_absent(self, key: str) -> Value | None:
        return Constant(False)

    def run_eagerly(self, value: Value, machine: Machine) -> None:
        """`tf.config.run_functions_eagerly(value)`: each batch has its real size."""
        machine.write(self, _EAGERLY, value)

    def distribute(self, machine: Machine) -> None:
        """The scope of a strategy was entered: models that are made there are built otherwise."""
        machine.write(self, _DISTRIBUTED, Constant(True))

    def is_eager(self, machine: Machine) -> bool | None:
        """Whether functions run eagerly."""
        return self.state.get(_EAGERLY, Constant(False)).truth(machine)

    def is_distributed(self, machine: Machine) -> bool | None:
        """Whether models may have been made in the scope of a strategy."""
        return self.state.get(_DISTRIBUTED, Constant(False)).truth(machine)
