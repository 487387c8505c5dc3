"""Layers and models of the program's own classes."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.outcomes import Constructed
from keras_lens.interpreter.alternatives import possibilities
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.descriptors import PropertyValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.custom.attributes import inherited_attribute
from keras_lens.models.custom.interpreted import BUILT, InterpretedLayer
from keras_lens.models.custom.method_arguments import (
    call_parameters,
    shapes_for_build,
    without_training,
)
from keras_lens.models.custom.tracking import held_by
from keras_lens.models.held import Held
from keras_lens.models.layers.call_records import record_unknown
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.masks import with_masks
from keras_lens.models.layers.names import UNCERTAIN, kind_of_class
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.unknown_model import UnknownModel
from keras_lens.models.objects import WRITER
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import shapes_of, tensors_of, with_tensors
from keras_lens.models.tensors import TensorValue

_RUN_BY_KERAS = ("__init__", "build", "call", "compute_output_shape")
"""The methods of a layer that Keras or Python runs where it is made and applied."""
_NAMES = "names of attributes"
_WEIGHTS = "own weights"
_METHODS_OF_PARTS = ("build", "call", "compute_output_shape")
_PROPERTIES_OF_PARTS = ("output_size", "state_size")
"""What recurrent layers read from cells (`keras.src.layers.rnn.rnn`)."""


class CustomLayerValue(InterpretedLayer, InstanceValue):
    """An instance of a class of the program that derives from a class of Keras.

    base: the path of that class. inner: the layer or model of the base class that
    `super().__init__(...)` made, where that is more than a plain `Layer` or `Model`.
    """

    def __init__(
        self, session: KerasSession, constructor: Site, cls: ClassValue, base: str
    ) -> None:
        CallableLayer.__init__(self, session, constructor, cls.name, UNCERTAIN)
        self.cls = cls
        self.base = base
        self.inner: CallableLayer | None = None
        self.unknown_inner: UnknownModel | None = None
        self.state[_NAMES] = Held(())

    @property
    def class_path(self) -> str:
        return self.base

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        if isinstance(cls, ClassValue):
            return cls in self.cls.lineage()
        return super().instance_of(cls, machine)

    def describe(self) -> str:
        return f"an instance of '{self.cls.name}'"

    # --- as an object of Python ----------------------------------------------------------

    def attribute(self, name: str, machine: Machine) -> Value:
        if isinstance(self.cls.find(name), PropertyValue):
            return InstanceValue.attribute(self, name, machine)
        kept = self.state.get(f".{name}")
        if kept is not None and name not in ("input", "output"):
            return kept
        return InstanceValue.attribute(self, name, machine)

    def inherited(self, name: str, machine: Machine) -> Value:
        found = inherited_attribute(self, name, machine)
        if found is None and self.inner is not None:
            found = self.inner.attribute(name, machine)
        return found or CallableLayer.attribute(self, name, machine)

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        if name in (TRAINABLE, "name"):
            CallableLayer.set_attribute(self, name, value, machine)
            return
        if self.set_by_class(name, value, machine):
            return
        machine.write(self, f".{name}", value)
        names = self._attribute_names()
        if name not in names:
            machine.write(self, _NAMES, Held((*names, name)))

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        own = self.own_method("__call__")
        if own is not None:
            return machine.call(own, arguments.prepend(self), site)
        return CallableLayer.call(self, arguments, site, machine)

    def escape(self, reason: str, machine: Machine) -> None:
        for name in self._attribute_names():
            machine.write(self, f".{name}", Unknown(reason))

    def _attribute_names(self) -> tuple[str, ...]:
        """The attributes that it may have, in the order in which they were set."""
        options = possibilities(self.state[_NAMES])
        names = [name for one in options if isinstance(one, Held) for name in one.content]
        return tuple(dict.fromkeys(names))

    # --- as a layer ----------------------------------------------------------------------

    def initialize(self, arguments: Arguments, machine: Machine) -> None:
        """`Layer.__init__`: name, dtype policy, trainable."""
        self.name = self._take_name(arguments.keywords.get("name"), machine)
        trainable = arguments.keywords.get(TRAINABLE)
        if trainable is not None:
            machine.write(self, TRAINABLE, trainable)
        self.constructed = self._ask_policy(arguments.keywords.get("dtype"), machine)

    def _take_name(self, given: Value | None, machine: Machine) -> str:
        if given is None or is_none(given):
            kind = kind_of_class(self.cls.name)
            name = self.session.names.next_name(kind)
            self.session.names.take([(kind, 1)], machine)
            return name
        return str(given.literal) if isinstance(given, Constant) else UNCERTAIN

    def _ask_policy(self, dtype: Value | None, machine: Machine) -> Constructed | None:
        try:
            kwargs = () if dtype is None else (("dtype", WRITER.term(dtype, machine)),)
        except NotExpressible:
            return None
        return self.session.plain_layer(kwargs)

    def take_inner(self, inner: Value) -> None:
        """Notes the layer or model that the base class's `__init__` made."""
        if isinstance(inner, CallableLayer):
            self.inner = inner
        elif isinstance(inner, UnknownModel):
            self.unknown_inner = inner

    def note_weight(self, weight: Value, machine: Machine) -> None:
        """Notes what `add_weight` made."""
        held = self.state.get(_WEIGHTS)
        before = held.content if isinstance(held, Held) else ()
        machine.write(self, _WEIGHTS, Held((*before, weight)))

    def note_unknown_weight(self, machine: Machine) -> Unknown:
        """Notes that `add_weight` made something that is not known."""
        unknown = Unknown("the shape of a weight is not known")
        self.note_weight(unknown, machine)
        return unknown

    def own_method(self, name: str) -> FunctionValue | None:
        """The method where a class of the program defines it."""
        found = self.cls.find(name)
        return found if isinstance(found, FunctionValue) else None

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        hidden = self._hidden_method()
        if hidden is not None:
            self.note_uncertain(machine)
            return record_unknown(self, arguments, site, model, "other", hidden)
        return super().apply(arguments, site, model, machine)

    def _hidden_method(self) -> str | None:
        """Why what its own methods do is not known: one is no function that can be seen (a
        decorator that is not known may do anything). None where all are."""
        for name in _RUN_BY_KERAS:
            found = self.cls.find(name)
            if found is not None and not isinstance(found, FunctionValue):
                reason = reason_of(found, f"it is {found.describe()}")
                return f"What its `{name}` does is not known: {reason}."
        return None

    def attributes(self) -> Sequence[Value]:
        if len(possibilities(self.state[_NAMES])) > 1:
            return [Unknown("which attributes it has is not known")]
        weights = self.state.get(_WEIGHTS)
        values: list[Value] = list(weights.content) if isinstance(weights, Held) else []
        if self.inner is not None:
            values.append(self.inner)
        if isinstance(self.inner, LayerValue):
            values.extend(self.inner.parts)
        return [*values, *(self.state[f".{name}"] for name in self._attribute_names())]

    def prepare(self, arguments: Arguments, machine: Machine) -> None:
        build = self.own_method("build")
        if build is None:
            return
        shapes = shapes_for_build(build, self.own_method("call"), arguments, machine)
        machine.call(build, shapes.prepend(self), machine.no_site())

    def methods_seen_by_keras(self) -> tuple[str, ...]:
        if self.inner is not None:
            return super().methods_seen_by_keras()
        return tuple(name for name in _METHODS_OF_PARTS if self.own_method(name) is not None)

    def call_parameters(self) -> tuple[str, ...]:
        call = self.own_method("call")
        return super().call_parameters() if call is None else call_parameters(call)

    def attributes_seen_by_keras(self, machine: Machine) -> dict[str, Value]:
        found = {} if self.inner is None else self.inner.attributes_seen_by_keras(machine)
        found.update((name, self.state[f".{name}"]) for name in self._attribute_names())
        for name in _PROPERTIES_OF_PARTS:
            if isinstance(self.cls.find(name), PropertyValue):
                found[name] = self.attribute(name, machine)
        return {name: value for name, value in found.items() if not _holds_layers(value)}

    def be_built(self, arguments: Arguments, machine: Machine) -> None:
        build = self.own_method("build")
        if build is not None:
            machine.call(build, arguments.prepend(self), machine.no_site())
        elif self.inner is not None:
            self.inner.be_built(arguments, machine)
        machine.write(self, BUILT, Constant(True))

    def output_shape_for(self, arguments: Arguments, machine: Machine) -> Value:
        rule = self.own_method("compute_output_shape")
        if rule is None:
            return super().output_shape_for(arguments, machine)
        return machine.call(rule, arguments.prepend(self), machine.no_site())

    def shape_rule(self, arguments: Arguments, machine: Machine) -> Value | None:
        rule = self.own_method("compute_output_shape")
        if rule is None or not arguments.positional:
            return None
        if self.own_method("build") is None and self._has_unbuilt_layers():
            return None
        shape = shapes_of(arguments.positional[0], machine)
        result = machine.call(rule, Arguments((self, shape)), machine.no_site())
        return tensors_of(result, self.compute_dtype, machine)

    def _has_unbuilt_layers(self) -> bool:
        return any(layer.weights() is None for layer in self.sublayers() or ())

    def run(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        call = self.own_method("call")
        if call is None:
            return self.run_inner(arguments, machine)
        taken = without_training(call, arguments)
        taken = with_masks(self.call_parameters(), taken, machine).prepend(self)
        is_built_by_call = self.own_method("build") is None and self._has_unbuilt_layers()
        names = dict(self.session.names.state)
        output = machine.call(call, taken, site)
        if is_built_by_call and names != self.session.names.state:
            # Keras has run `call` to build it: layers that are made there are made again.
            output = machine.call(call, taken, site)
        return output

    @property
    def hands_masks_on(self) -> bool:
        return self.own_method("compute_mask") is None

    def own_mask(self, inputs: Value, previous: Value, machine: Machine) -> Value | None:
        rule = self.own_method("compute_mask")
        if rule is None:
            return None

        def shown(tensor: TensorValue) -> Value:
            return TensorValue(tensor.term)  # the graph is not made of what it does

        given = [with_tensors(value, shown, machine) for value in (inputs, previous)]
        with self.session.recorder.muted():
            mask = machine.call(rule, Arguments((self, *given)), machine.no_site())
        return with_tensors(mask, shown, machine)

    def run_inner(self, arguments: Arguments, machine: Machine) -> Value:
        """What the base class's own `call` gives."""
        if self.inner is None:
            return Unknown(f"'{self.cls.name}' has no method `call`")
        with self.session.recorder.muted():
            return self.inner.apply(arguments, machine.no_site(), None, machine)

    def why_unknown(self) -> tuple[str, str]:
        return "other", f"`{self.class_name}` is not applied to anything in what can be seen here."


def _holds_layers(value: Value) -> bool:
    return any(isinstance(one, CallableLayer) for one in held_by(value))
