"""Layers and models of the program's own classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from keras_lens.evaluation.outcomes import Constructed
from keras_lens.evaluation.questions import Construct
from keras_lens.evaluation.terms import CallTerm, DictTerm, ListTerm, TensorTerm, Term, TupleTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.descriptors import PropertyValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, possibilities
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.custom_attributes import inherited_attribute
from keras_lens.models.data.batches import Batch
from keras_lens.models.held import Held
from keras_lens.models.interpreted import BUILT, InterpretedLayer
from keras_lens.models.layers import WRITER
from keras_lens.models.masks import with_masks
from keras_lens.models.model import ModelContent, ModelValue
from keras_lens.models.names import UNCERTAIN, kind_of_class
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord, Shape, shape_record
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import (
    TensorValue,
    shapes_of,
    tensors_in,
    tensors_of,
    with_tensors,
)

LAYER = "keras.layers.Layer"
_RUN_BY_KERAS = ("__init__", "build", "call", "compute_output_shape")
"""The methods of a layer that Keras or Python runs where it is made and applied."""
_NAMES = "attributes"
_WEIGHTS = "weights"


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
        settings = self.session.settings.current()
        if settings is None:
            return None
        try:
            kwargs = () if dtype is None else (("dtype", WRITER.term(dtype, machine)),)
        except NotExpressible:
            return None
        outcome = self.session.ask(Construct(CallTerm(LAYER, (), kwargs), settings))
        return outcome if isinstance(outcome, Constructed) else None

    @property
    def compute_dtype(self) -> str:
        """The dtype of its computations; the one that Keras starts with where not known."""
        compute = self.constructed.compute_dtype if self.constructed is not None else None
        return compute or "float32"

    @property
    def variable_dtype(self) -> str:
        """The dtype of its weights; the one that Keras starts with where not known."""
        variable = self.constructed.variable_dtype if self.constructed is not None else None
        return variable or "float32"

    def take_inner(self, inner: Value) -> None:
        """Notes the layer or model that the base class's `__init__` made."""
        if isinstance(inner, CallableLayer):
            self.inner = inner

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
            return self.record_unknown(site, model, "other", hidden)
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
        return [*values, *(self.state[f".{name}"] for name in self._attribute_names())]

    def prepare(self, arguments: Arguments, machine: Machine) -> None:
        build = self.own_method("build")
        if build is None:
            return
        shapes = self._build_arguments(build, arguments, machine)
        machine.call(build, shapes.prepend(self), machine.no_site())

    def _build_arguments(
        self, build: FunctionValue, arguments: Arguments, machine: Machine
    ) -> Arguments:
        """The shapes that Keras gives to `build`: of the first argument, or of each by name
        (`update_shapes_dict_for_target_fn`)."""
        parameters = [one.arg for one in build.node.args.args[1:]]
        call = self.own_method("call")
        names = [] if call is None else [one.arg for one in call.node.args.args[1:]]
        given = {**dict(zip(names, arguments.positional, strict=False)), **arguments.keywords}
        tensors = {
            name: shapes_of(value, machine)
            for name, value in given.items()
            if any(True for _ in tensors_in(value, machine))
        }
        by_name = {f"{name}_shape": shape for name, shape in tensors.items()}
        if len(parameters) == 1 or not all(name in by_name for name in parameters):
            return Arguments(tuple(tensors.values())[:1])
        return Arguments((), {name: by_name[name] for name in parameters})

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
        taken = with_masks(_parameters(call), _without_training(call, arguments), machine)
        taken = taken.prepend(self)
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


class CustomContent(ModelContent):
    """The layers that a model of the program holds."""

    __slots__ = ("_input", "_layers", "_output")

    def __init__(
        self, layers: Sequence[CallableLayer], input: Value | None, output: Value | None
    ) -> None:
        self._layers = layers
        self._input = input
        self._output = output

    def layers(self) -> Sequence[CallableLayer]:
        return self._layers

    @property
    def input(self) -> Value | None:
        return self._input

    @property
    def output(self) -> Value | None:
        return self._output


class CustomModelValue(CustomLayerValue, ModelValue):
    """An instance of a class of the program that derives from `keras.Model`."""

    is_model = True

    def __init__(
        self, session: KerasSession, constructor: Site, cls: ClassValue, base: str
    ) -> None:
        CustomLayerValue.__init__(self, session, constructor, cls, base)
        self.start_model()

    def describe(self) -> str:
        return f"the model '{self.name}'"

    def contents(self) -> tuple[Value, ...]:
        if isinstance(self.inner, ModelValue):
            return self.inner.contents()
        layers = self.sublayers()
        if layers is None:
            return (Unknown("what the model holds is not known"),)
        return (CustomContent(layers, self.state.get(".input"), self.state.get(".output")),)

    def build(self, shape: Value, machine: Machine) -> None:
        """`model.build(shape)`: without a `build` of its own Keras only notes that it is built,
        and makes no weights (`Layer.build`)."""
        if self.inner is None:
            machine.write(self, BUILT, Constant(True))

    @property
    def is_changed_by_steps(self) -> bool:
        return True

    def run_step(self, step: str, batch: Batch, machine: Machine) -> None:
        own = self.own_method(step)
        if own is not None:
            machine.call(own, Arguments((self, batch.data)), machine.no_site())
            return
        self.run_inherited_step(batch.inputs, machine)
        loss = self.own_method("compute_loss")
        if loss is not None and step != "predict_step":
            given = self._given_for_loss(step, batch, machine)
            arguments = _without_training(loss, Arguments((self,), given))
            machine.call(loss, arguments, machine.no_site())

    def _given_for_loss(self, step: str, batch: Batch, machine: Machine) -> dict[str, Value]:
        """What `train_step` and `test_step` give to `compute_loss`."""
        parts = list(batch.data.items[1:]) if isinstance(batch.data, TupleValue) else []
        targets, weights, *_ = [*parts, NONE, NONE]
        return {
            "x": batch.inputs,
            "y": targets,
            "y_pred": self.rehearse(batch.inputs, machine),
            "sample_weight": weights,
            "training": Constant(step == "train_step"),
        }

    def run_inherited_step(self, inputs: Value, machine: Machine) -> None:
        if self.own_method("call") is None and isinstance(self.inner, ModelValue):
            self.inner.run_inherited_step(inputs, machine)
            return
        with self.session.recorder.without(self):
            if self.weights() is None:
                self.apply(Arguments((inputs,)), self.constructor, None, machine)
            else:
                self.rehearse(inputs, machine)

    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        if isinstance(self.inner, ModelValue) and self.own_method("call") is None:
            for record in self.inner.records(recorder):
                yield self._as_own(record)
            return
        weights = self.owned_weights()
        layers = tuple(recorder.last_of(layer) for layer in self.sublayers() or ())
        yield self.record_with(layers, tuple(_shapes_in(self.gives())), weights, None)

    def _as_own(self, record: ModelRecord) -> ModelRecord:
        return replace(
            record,
            key=self.key,
            site=self.constructor,
            variable=self.variable,
            names=self.variables,
            name=self.name,
            class_name=self.class_name,
            compiled=self.compiled,
        )


def _without_training(call: FunctionValue, arguments: Arguments) -> Arguments:
    """The arguments without `training=` where `call` does not take it
    (`keras.src.layers.layer.CallSpec`)."""
    parameters = call.node.args
    names = {one.arg for one in (*parameters.args, *parameters.kwonlyargs)}
    if "training" in names or parameters.kwarg is not None:
        return arguments
    keywords = {name: one for name, one in arguments.keywords.items() if name != "training"}
    return Arguments(arguments.positional, keywords, arguments.open)


def _parameters(call: FunctionValue) -> tuple[str, ...]:
    """The names of what a method takes besides `self`."""
    parameters = call.node.args
    return tuple(one.arg for one in (*parameters.args[1:], *parameters.kwonlyargs))


def _shapes_in(term: Term) -> Iterator[Shape]:
    """The shapes of the tensors in a structure."""
    match term:
        case TensorTerm(shape):
            yield shape_record(shape)
        case ListTerm(items) | TupleTerm(items):
            for item in items:
                yield from _shapes_in(item)
        case DictTerm(pairs):
            for _, item in sorted(pairs, key=lambda pair: str(pair[0])):
                yield from _shapes_in(item)


def make_instance(
    cls: ClassValue, base: str, session: KerasSession, site: Site, machine: Machine
) -> InstanceValue | None:
    """An instance of a class that derives from a layer or model of Keras, None for another."""
    entry = session.entry(base)
    if entry is None or entry.kind not in ("layer", "model"):
        return None
    if entry.kind == "model":
        return CustomModelValue(session, site, cls, entry.canonical)
    layer = CustomLayerValue(session, site, cls, entry.canonical)
    session.recorder.layer_made(layer)
    return layer
