"""What a Sequential model consists of at one moment of the program."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Value
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.networks.model import ModelContent
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.recording import Recorder
from keras_lens.models.records import LayerApplication, Outline, UnknownLayer
from keras_lens.models.tensors import TensorValue


@dataclass(frozen=True, eq=False)
class Member:
    """A layer in a model, added at `site`; `output` is what it gives there, None while the
    model is not built. `element` is its place in the list that it stood in, if any."""

    layer: CallableLayer
    site: Site
    element: Site | None = None
    output: Value | None = None

    def same_as(self, other: Member) -> bool:
        if (self.output is None) != (other.output is None):
            return False
        same_output = (
            self.output is None or other.output is None or self.output.equivalent(other.output)
        )
        return self.layer is other.layer and self.site == other.site and same_output


class Content(ModelContent):
    """What a model consists of at one moment.

    input: the tensor that it was built for, None while it is not built, an unknown where
        the program gives an input that is not known.
    """

    __slots__ = ("_input", "input_layer", "members")

    def __init__(
        self,
        members: tuple[Member, ...] = (),
        input: Value | None = None,
        input_layer: LayerValue | None = None,
    ) -> None:
        self.members = members
        self._input = input
        self.input_layer = input_layer

    def layers(self) -> tuple[CallableLayer, ...]:
        return tuple({id(member.layer): member.layer for member in self.members}.values())

    @property
    def input(self) -> Value | None:
        return self._input

    @property
    def output(self) -> Value | None:
        """What the model gives, None while it is not built."""
        return self.members[-1].output if self.members else self.input

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, Content)
            and len(self.members) == len(other.members)
            and (self.input is None) == (other.input is None)
            and all(
                mine.same_as(theirs)
                for mine, theirs in zip(self.members, other.members, strict=True)
            )
        )

    def outline(self, outliner: Outliner) -> Outline:
        given = self.input if isinstance(self.input, TensorValue) else None
        recorder = outliner.recorder
        members = [(one.layer, record_of_member(one, None, recorder)) for one in self.members]
        return outliner.chain(given, members)


_NO_INPUT_SHAPE = (
    "The model has no input shape yet: add `keras.Input(shape=...)` as its first element, or call "
    "`model.build(...)`."
)


def record_of_member(
    member: Member, model_key: int | None, recorder: Recorder
) -> LayerApplication | UnknownLayer:
    """What became of a layer in the model of this key."""
    if isinstance(member.output, TensorValue) and member.output.producer is not None:
        application = recorder.application_of(member.output.producer)
        if application is not None:
            return application
    layer = member.layer
    known = recorder.unknown_of(layer, member.site)
    if known is not None:
        return known
    return UnknownLayer(
        site=member.site,
        constructor=layer.constructor,
        class_name=layer.class_name,
        name=layer.name,
        model_key=model_key,
        kind="no-input-shape",
        reason=_NO_INPUT_SHAPE,
    )
