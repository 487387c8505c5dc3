"""What layers and models used as layers have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from keras_lens.evaluation.outcomes import HeldLayer, Weight
from keras_lens.evaluation.terms import CallTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.masks import MASK, computed_mask
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.tensor_structures import (
    shapes_of,
    tensors_of,
)
from keras_lens.models.variables import VariableValue

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.networks.outline import Outliner
    from keras_lens.models.networks.recipes import LayerKeys
    from keras_lens.models.records import Outline
    from keras_lens.models.session import KerasSession

TRAINABLE = "trainable"
_NAME = "name"


class CallableLayer(StateOwner, Value):
    """A layer, or a model that is used as one.

    constructor: the call that made it. is_part_of_another: a wrapper has taken it.
    calls: how often it was called on symbolic tensors, by itself.
    was_unknown: it was applied where nothing is known of it, so that it may have weights.
    is_operation: an operation of `keras.ops`, which is in a graph but is no layer.
    is_registered: Keras can make its class again by its name.
    is_ready_made: it is a part of a ready-made model.
    """

    is_model: ClassVar[bool] = False
    is_registered: bool = False
    is_input_layer: bool = False
    is_operation: bool = False
    is_ready_made: bool = False

    def __init__(
        self, session: KerasSession, constructor: Site, class_name: str, name: str
    ) -> None:
        StateOwner.__init__(self)
        self.session = session
        self.constructor = constructor
        self.class_name = class_name
        self.name = name
        self.is_part_of_another = False
        self.was_unknown = False
        self.first_node_number: int | None = None
        self.calls = 0
        self.state[TRAINABLE] = Constant(True)

    @property
    def name(self) -> str:
        """What it is called; a program may assign another name than it was made with."""
        given = self.state.get(_NAME)
        return str(given.literal) if isinstance(given, Constant) else UNCERTAIN

    @name.setter
    def name(self, name: str) -> None:
        self.state[_NAME] = Constant(name)

    @property
    def made(self) -> CallTerm | None:
        """The call that makes it, None where that is not known or is none of Keras's."""
        return None

    @property
    def plain_attributes(self) -> tuple[tuple[str, Term], ...]:
        """Its public attributes that are plain values and known."""
        return ()

    @property
    def hands_masks_on(self) -> bool:
        """Whether the mask of what it gives is that of its input (`Layer.compute_mask`)."""
        return True

    def own_mask(self, inputs: Value, previous: Value, machine: Machine) -> Value | None:
        """What a `compute_mask` of the program gives, None where there is none."""
        return None

    def layers_in_it(self) -> Iterator[CallableLayer]:
        """The layers of a model; a layer has none of its own."""
        return iter(())

    def inner_outline(self, outliner: Outliner) -> Outline | None:
        """The layers that it consists of; None where it has none, or they are not known."""
        return None

    def describe(self) -> str:
        return f"the layer '{self.name}'"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return for_each_reading(
            arguments, lambda option: self.apply(option, site, None, machine), machine, deep=True
        )

    @property
    def is_of_program(self) -> bool:
        """Whether code of the program runs when it is called."""
        return False

    @abstractmethod
    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        """The layer's output; what happens is recorded at `site`."""

    @abstractmethod
    def term(self) -> Term:
        """The layer for the evaluator. Raises NotExpressible."""

    def term_with(self, keys: LayerKeys) -> Term:
        """The same in a recipe whose layers have these `keys`. Raises NotExpressible."""
        return self.term()

    @abstractmethod
    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        """Its weights, each once; None while they are not known."""

    @property
    def is_surely_without_weights(self) -> bool:
        """Whether it was never called, and so has no weights."""
        return False

    @property
    def is_surely_unbuilt(self) -> bool:
        """Whether it was surely never called, nor built in another way."""
        return False

    def weights_now(self) -> tuple[OwnedWeight, ...] | None:
        """What `layer.weights` has: none while it is surely not built; None where that is not
        known."""
        owned = self.owned_weights()
        return () if owned is None and self.is_surely_without_weights else owned

    def as_variable(self, owned: OwnedWeight) -> VariableValue:
        """A weight of its own as a value."""
        return VariableValue(owned.weight, owned.weight.dtype, owned)

    def trains(self, weight: Weight) -> bool | None:
        """Whether it trains a weight of its own, as it stands now; None where not known."""
        return weight.trainable and self.trainability()

    def weights(self) -> tuple[Weight, ...] | None:
        """Its weights as plain data, None while they are not known."""
        owned = self.owned_weights()
        return None if owned is None else tuple(one.weight for one in owned)

    # --- as a part of a layer of Keras (`keras_lens.models.layers.parts`) -------------------------

    def methods_seen_by_keras(self) -> tuple[str, ...]:
        """The methods of Keras's `Layer` that its class has of its own."""
        return ("build", "call", "compute_output_shape")

    def call_parameters(self) -> tuple[str, ...]:
        """The names of the parameters of its `call`."""
        return ("inputs", "training", "mask")

    def attributes_seen_by_keras(self, machine: Machine) -> dict[str, Value]:
        """What layers of Keras may read from it."""
        return {}

    @property
    def has_been_built(self) -> bool:
        """Whether it has its weights."""
        return self.owned_weights() is not None

    def weights_so_far(self) -> tuple[OwnedWeight, ...] | None:
        """The weights that it has now, built or not; None where they are not known."""
        return self.owned_weights() or ()

    def place_of(self, variable: VariableValue) -> tuple[int, int]:
        """Owner and number of a variable that it holds."""
        owned = variable.owned
        return (0, 0) if owned is None else (id(owned.owner), owned.number)

    def note_built_inside(self, held: HeldLayer, machine: Machine) -> None:
        """A layer of Keras that holds it was built, and it with that."""

    def be_built(self, arguments: Arguments, machine: Machine) -> None:
        """A layer of Keras calls `build`. Raises NotExpressible where what it does is not
        known."""
        raise NotExpressible(f"how `{self.class_name}` is built is not known")

    def output_shape_for(self, arguments: Arguments, machine: Machine) -> Value:
        """A layer of Keras calls `compute_output_shape`."""
        return shape_by_call(self, arguments, machine)

    def why_unknown(self) -> tuple[str, str]:
        """Kind and reason (`UnknownLayer`) while it was never applied."""
        return "other", f"`{self.class_name}` is not applied to anything in what can be seen here."

    def trainability(self) -> bool | None:
        """Its `trainable`, None where that is not known."""
        trainable = self.state[TRAINABLE]
        return bool(trainable.literal) if isinstance(trainable, Constant) else None

    def is_trainable(self) -> bool:
        """Its `trainable`; where that is not known, True."""
        return self.trainability() is not False

    @property
    def class_path(self) -> str:
        """The public path of its class, or of the nearest class of Keras above it."""
        return f"keras.layers.{self.class_name}"

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        if not isinstance(cls, LibraryReference):
            return None if isinstance(cls, Unknown) else False
        own, wanted = self.session.entry(self.class_path), self.session.entry(cls.path)
        if own is None or wanted is None:
            return None
        return wanted.canonical in own.bases

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "name":
            return Constant(self.name)
        if name == TRAINABLE:
            return self.state[TRAINABLE]
        if name == "compute_mask":
            return Native(name, lambda arguments, *_: self._compute_mask(arguments, machine))
        if name == "__class__":
            return LibraryReference(self.class_path)
        return self.state.get(f".{name}") or Value.attribute(self, name, machine)

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        if name == TRAINABLE:
            self.set_trainable(value, machine)
        elif name == "name":
            machine.write(self, _NAME, value)
        else:
            machine.write(self, f".{name}", value)

    def set_trainable(self, value: Value, machine: Machine) -> None:
        """Models `layer.trainable = value`."""
        machine.write(self, TRAINABLE, value)

    def _compute_mask(self, arguments: Arguments, machine: Machine) -> Value:
        """`layer.compute_mask(inputs, previous_mask)`."""
        previous = arguments.get(1, "previous_mask") or arguments.keywords.get(MASK)
        keywords = {} if previous is None else {MASK: previous}
        return computed_mask(self, Arguments(arguments.positional[:1], keywords), machine)


def shape_by_call(
    layer: CallableLayer, arguments: Arguments, machine: Machine, dtype: str = "float32"
) -> Value:
    """The shape (or shapes) that calling a layer gives for the first argument, which leaves the
    layer as it was."""
    shape = next(arguments.all_values(), Unknown("no shape is given"))
    given = tensors_of(shape, dtype, machine)
    if isinstance(given, Unknown):
        return given
    mark = machine.journal.mark()
    with layer.session.recorder.muted():
        output = layer.apply(Arguments((given,)), machine.no_site(), None, machine)
    machine.journal.roll_back(mark)
    machine.journal.release(mark)
    return shapes_of(output, machine)
