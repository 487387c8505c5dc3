"""The names of files that models are saved to: Keras refuses those that do not tell of a format.

Which names those are is `keras.src.saving.saving_api` (`save_model`), `keras.src.saving.saving_lib`
(`save_weights_only`) and `keras.src.callbacks.model_checkpoint`; so are the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value, is_none
from keras_lens.models.refused_calls import note_saving

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.session import KerasSession

FILE_NAME = "file name"
"""The phase of these refusals."""
OF_MODELS, OF_WEIGHTS = (".keras", ".h5", ".hdf5"), (".weights.h5",)
_OF_CHECKPOINTS = (".keras", ".h5")
_FORMAT = "save_format"


def save(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`model.save(filepath)`."""
    _note_model(arguments, 0, "save()", site, model.session, machine)
    return Unknown("what `save` gives is not known")


def save_model(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.saving.save_model(model, filepath)`."""
    _note_model(arguments, 1, "save_model()", site, session, machine)
    return Unknown("what `save_model` gives is not known")


def _note_model(
    arguments: Arguments,
    place: int,
    what: str,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> None:
    name = _name(arguments, place)
    zipped = arguments.keywords.get("zipped")
    if name is None or name.startswith("hf://") or name.endswith(OF_MODELS) or zipped is not None:
        return
    words = (
        "Invalid filepath extension for saving. Please add either a `.keras` extension for the"
        " native Keras format (recommended) or a `.h5` extension. Use `model.export(filepath)` if"
        " you want to export a SavedModel for use with TFLite/TFServing/etc. Received:"
        f" filepath={name}."
    )
    note_saving(what, Refusal("ValueError", words, FILE_NAME), name, site, session, machine)


def save_weights(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    """`model.save_weights(filepath)`."""
    name, refusal = _name(arguments, 0), None
    if _FORMAT in arguments.keywords:
        words = f"Model.save_weights() got an unexpected keyword argument '{_FORMAT}'"
        refusal = Refusal("TypeError", words, FILE_NAME)
    elif name is not None and not name.endswith(OF_WEIGHTS) and not _is_sharded(arguments):
        words = f"The filename must end in `.weights.h5`. Received: filepath={name}"
        refusal = Refusal("ValueError", words, FILE_NAME)
    if name is not None and refusal is not None:
        note_saving("save_weights()", refusal, name, site, model.session, machine)
    return Unknown("what `save_weights` gives is not known")


def _is_sharded(arguments: Arguments) -> bool:
    given = arguments.get(2, "max_shard_size")
    return given is not None and not is_none(given)


def model_checkpoint(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """`keras.callbacks.ModelCheckpoint(filepath, save_weights_only=False)`."""
    name = _name(arguments, 0)
    weights = arguments.get(4, "save_weights_only")
    only_weights = False if weights is None else weights.truth(machine)
    wanted = OF_WEIGHTS if only_weights else _OF_CHECKPOINTS
    if name is not None and only_weights is not None and not name.endswith(wanted):
        words = (
            "The filepath provided must end in `.keras` (Keras model format). Received:"
            f" filepath={name}"
        )
        if only_weights:
            words = (
                "When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided"
                f" must end in `.weights.h5` (Keras weights format). Received: filepath={name}"
            )
        refusal = Refusal("ValueError", words, FILE_NAME)
        note_saving("ModelCheckpoint", refusal, name, site, session, machine)
    return Unknown("what `keras.callbacks.ModelCheckpoint` makes is not known")


def _name(arguments: Arguments, place: int) -> str | None:
    """The name of the file where it is a text that is known."""
    given = None if arguments.open else arguments.get(place, "filepath")
    literal = getattr(given, "literal", None)
    return literal if isinstance(literal, str) else None
