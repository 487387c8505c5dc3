"""What Sequential, functional and subclassed models have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.evaluation.terms import GraphRecipe, ModelRecipe
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.held import Held
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.layers.owned_weights import OwnedWeight, known_totals, totals, weights_of
from keras_lens.models.networks.naming import NamedModel
from keras_lens.models.networks.unbuilt import note_early_read
from keras_lens.models.records import (
    CompileRecord,
    LayerApplication,
    ModelRecord,
    Outline,
    Shape,
    UnknownLayer,
    count_record,
)
from keras_lens.models.refused_calls import sizes_may_fit
from keras_lens.models.tensors import TensorLike, TensorValue
from keras_lens.models.training.compilation import compile_record
from keras_lens.models.training.feeding import CALL, note_feed
from keras_lens.models.training.refused_compile import note_refused_compile

if TYPE_CHECKING:
    from keras_lens.models.data.batches import Batch
    from keras_lens.models.networks.outline import Outliner
    from keras_lens.models.recording import Recorder
    from keras_lens.models.session import KerasSession

_COMPILED = "arguments of compile"
_OUT_OF_SIGHT = "given to code that is not known"


class ModelValue(CallableLayer):
    """A model: a layer that is made of layers.

    key: identifies it in this analysis (`ModelRecord.key`).
    """

    is_model = True
    notes_reads = True

    def __init__(
        self, session: KerasSession, constructor: Site, class_name: str, name: str
    ) -> None:
        super().__init__(session, constructor, class_name, name)
        self.start_model()

    def start_model(self) -> None:
        """Makes it known as a model of the program."""
        self._named = NamedModel(self.session, self.constructor)
        self.key = self._named.key
        self.dtype = self.session.variable_dtype()
        self.session.recorder.model_made(self)

    @property
    def class_path(self) -> str:
        return "keras.Sequential" if self.class_name == "Sequential" else "keras.Model"

    def describe(self) -> str:
        return f"the model '{self.name}'"

    def bound(self, name: str, machine: Machine) -> None:
        self._named.bound(name, machine)

    @property
    def is_of_the_file(self) -> bool:
        """As `NamedModel.is_of_the_file`."""
        return self._named.is_of_the_file

    @property
    def variable(self) -> str | None:
        """The name that the outermost code of the program gives it."""
        return self._named.variable

    @property
    def variables(self) -> tuple[str, ...]:
        """All names that the program gives it."""
        return self._named.variables

    def note_read(self, name: str, site: Site, machine: Machine) -> None:
        note_early_read(self, name, site, machine)

    @property
    def is_surely_never_called(self) -> bool:
        """Whether it has no `input` and `output`, as it was never called on symbolic tensors in
        what can be seen. Functional models always have them."""
        return False

    @property
    def has_no_tensors(self) -> bool:
        """Whether all calls of it can be seen so far, and none was on symbolic tensors."""
        is_known = _OUT_OF_SIGHT not in self.state and not self.was_unknown
        return is_known and not self.calls and ".output" not in self.state

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        given = arguments.get(0, "inputs")
        if isinstance(given, TensorLike):
            note_feed(CALL, self, arguments, site, machine)
        return super().call(arguments, site, machine)

    @property
    def compiled(self) -> CompileRecord | None:
        """Its last `compile`, None where there is none."""
        held = self.state.get(_COMPILED)
        return held.content if isinstance(held, Held) else None

    def compile(self, arguments: Arguments, site: Site, machine: Machine) -> None:
        """`model.compile(...)`."""
        compiled = compile_record(arguments, site, machine)
        machine.write(self, _COMPILED, Held(compiled))
        note_refused_compile(self, compiled, machine)

    @property
    def is_compiled(self) -> bool | None:
        """Whether it is compiled now; None where that is not known."""
        if _OUT_OF_SIGHT in self.state:
            return None
        held = self.state.get(_COMPILED)
        return False if held is None else True if isinstance(held, Held) else None

    def escape(self, reason: str, machine: Machine) -> None:
        """Code that is not known may compile it."""
        machine.write(self, _OUT_OF_SIGHT, Constant(True))

    @abstractmethod
    def contents(self) -> tuple[Value, ...]:
        """What it may consist of: each a `ModelContent`, or an unknown."""

    @abstractmethod
    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        """The model as plain data, once for each content that it may have."""

    @abstractmethod
    def build(self, shape: Value, machine: Machine) -> None:
        """`model.build(shape)`."""

    def rehearse(self, inputs: Value, machine: Machine) -> Value:
        """What it gives for inputs, without effect; only the program's own code is recorded."""
        mark = machine.journal.mark()
        with self.session.recorder.called_by_keras():
            output = self.apply(Arguments((inputs,)), machine.no_site(), None, machine)
        machine.journal.roll_back(mark)
        return output

    @property
    def is_of_program(self) -> bool:
        """Whether code of the program runs when it is called."""
        return any(layer.is_of_program for layer in self.layers_in_it())

    @property
    def is_changed_by_steps(self) -> bool:
        """Whether a step of training does more than to train it: it builds the model, or runs
        code of the program."""
        return self.weights() is None or self.is_of_program

    def run_step(self, step: str, batch: Batch, machine: Machine) -> None:
        """What the step (`train_step`, `test_step`, `predict_step`) does on a batch."""
        self.run_inherited_step(batch.inputs, machine)

    def run_inherited_step(self, inputs: Value, machine: Machine) -> None:
        """The step as `keras.Model` has it: it calls the model, which is built where it is not
        yet."""
        if self.weights() is None and isinstance(inputs, TensorValue):
            with sizes_may_fit(inputs, machine):
                self.build(inputs.attribute("shape", machine), machine)
        if self.is_of_program:
            self.rehearse(inputs, machine)

    def be_built(self, arguments: Arguments, machine: Machine) -> None:
        self.build(next(arguments.all_values(), Unknown("no shape is given")), machine)

    def layers_in_it(self) -> Iterator[CallableLayer]:
        """All layers that it may have."""
        for content in self.contents():
            if isinstance(content, ModelContent):
                yield from content.layers()

    def known_content(self) -> ModelContent | None:
        """What it consists of, None where that is not one known thing."""
        contents = self.contents()
        content = contents[0] if len(contents) == 1 else None
        return content if isinstance(content, ModelContent) else None

    def inner_outline(self, outliner: Outliner) -> Outline | None:
        content = self.known_content()
        return None if content is None else content.outline(outliner)

    def known_layers(self) -> Sequence[CallableLayer] | None:
        """Its layers, each once; None while its content is not one known thing."""
        content = self.known_content()
        return None if content is None else content.layers()

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        layers = self.known_layers()
        return None if layers is None else weights_of(layers)

    def set_trainable(self, value: Value, machine: Machine) -> None:
        super().set_trainable(value, machine)
        for layer in self.layers_in_it():
            layer.set_trainable(value, machine)

    def record_with(
        self,
        layers: tuple[LayerApplication | UnknownLayer, ...],
        output_shapes: tuple[Shape, ...],
        weights: Sequence[OwnedWeight] | None,
        recipe: ModelRecipe | GraphRecipe | None,
        outline: Outline | None,
        held: Sequence[CallableLayer],
        refusal: Refusal | None = None,
    ) -> ModelRecord:
        """The model as plain data; `weights` are None while not all of those of the layers `held`
        are known. A model that Keras refuses gives nothing and has no totals."""
        is_whole = weights is not None and refusal is None
        sums = totals(weights or (), self.trainability()) if is_whole else None
        return ModelRecord(
            key=self.key,
            site=self._named.place,
            variable=self.variable,
            names=self.variables,
            name=self.name,
            class_name=self.class_name,
            layers=layers,
            output_shapes=() if refusal is not None else output_shapes,
            total_params=None if sums is None else count_record(sums.params),
            trainable_params=None if sums is None else count_record(sums.trainable),
            non_trainable_params=None if sums is None else count_record(sums.non_trainable),
            bytes=None if sums is None else count_record(sums.bytes),
            recipe=recipe,
            compiled=self.compiled,
            outline=outline,
            at_least=None if is_whole else known_totals(held),
            refusal=refusal,
        )

    def why_unknown(self) -> tuple[str, str]:
        return "other", "The model is not used in what can be seen here."


class ModelContent(Value):
    """What a model consists of at one moment."""

    __slots__ = ()

    @abstractmethod
    def layers(self) -> Sequence[CallableLayer]:
        """Its layers (`model.layers`), each once, in Keras's order."""

    @abstractmethod
    def outline(self, outliner: Outliner) -> Outline:
        """Its layers as plain data, with what connects them."""

    @property
    @abstractmethod
    def input(self) -> Value | None:
        """The tensors that it takes, None while it is not built."""

    @property
    @abstractmethod
    def output(self) -> Value | None:
        """The tensors that it gives, None while it is not built."""


def model_name(given: Value | None, kind: str, session: KerasSession, machine: Machine) -> str:
    """The name of a new model: what the program gives, or the next automatic one."""
    if given is None or (isinstance(given, Constant) and not given.literal):
        name = session.names.next_name(kind)
        session.names.take([(kind, 1)], machine)
        return name
    return str(given.literal) if isinstance(given, Constant) else UNCERTAIN
