"""Models of the program's own classes, and how instances of its classes are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.custom.interpreted import BUILT
from keras_lens.models.custom.layers import CustomLayerValue
from keras_lens.models.custom.method_arguments import without_training
from keras_lens.models.data.batches import Batch
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.networks.model import ModelContent, ModelValue
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord, Outline
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import shapes_in

_MAY_BUILD = ("__call__", "build", "built")
_HIDE_ATTRIBUTES = ("__getattr__", "__getattribute__")


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

    def outline(self, outliner: Outliner) -> Outline:
        return outliner.held(self._layers)


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

    def inner_outline(self, outliner: Outliner) -> Outline | None:
        return ModelValue.inner_outline(self, outliner)

    def escape(self, reason: str, machine: Machine) -> None:
        CustomLayerValue.escape(self, reason, machine)
        ModelValue.escape(self, reason, machine)

    def build(self, shape: Value, machine: Machine) -> None:
        """`model.build(shape)`: without a `build` of its own Keras only notes that it is built,
        and makes no weights (`Layer.build`)."""
        if self.inner is None:
            machine.write(self, BUILT, Constant(True))

    @property
    def is_surely_unbuilt(self) -> bool:
        """Whether Keras has surely not built it; one with a `build` of its own may do so itself."""
        is_untouched = BUILT not in self.state and ".built" not in self.state
        return self._is_plain(*_MAY_BUILD) and is_untouched and self.has_no_tensors

    @property
    def is_surely_never_called(self) -> bool:
        return self._is_plain("__call__", "input", "output") and self.has_no_tensors

    def _is_plain(self, *names: str) -> bool:
        """Whether it is a plain model whose class has nothing of these names."""
        is_plain = self.base == "keras.Model" and self.inner is None
        return is_plain and all(self.cls.find(one) is None for one in (*names, *_HIDE_ATTRIBUTES))

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
            arguments = without_training(loss, Arguments((self,), given))
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
        inner = self.inner if isinstance(self.inner, ModelValue) else self.unknown_inner
        if inner is not None and self.own_method("call") is None:
            for record in inner.records(recorder):
                yield self._as_own(record)
            return
        held = self.sublayers() or ()
        layers = tuple(recorder.last_of(layer) for layer in held)
        outline = Outliner(recorder, self.session.machine).held(held)
        shapes = tuple(shapes_in(self.gives()))
        yield self.record_with(layers, shapes, self._weights_in_summary(), None, outline, held)

    def _weights_in_summary(self) -> tuple[OwnedWeight, ...] | None:
        """The weights that `summary()` counts; also of a model that is not built but holds built
        ones, as one with a `train_step` and no `call` does."""
        layers = self.sublayers() or ()
        is_complete = bool(layers) and all(layer.weights() is not None for layer in layers)
        return self.weights_so_far() if self.is_built or is_complete else None

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
    layer.is_registered = cls in session.registered_classes
    session.recorder.layer_made(layer)
    return layer
