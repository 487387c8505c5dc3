"""Whether training does what `trainable` says when it begins.

Which weights a step of training changes, Keras on TensorFlow reads when the step is traced: in the
first `fit` or `train_on_batch` after `compile`. The traced step is kept until the next `compile`
(`keras.src.backend.tensorflow.trainer`: `make_train_function`), so a `trainable` that is set
between two calls of `fit` has no effect, and one between `compile` and the first `fit` has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.models.held import Held

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

_COMPILED = "what compile would train"
_TRACED = "what a traced step trains"

Trained = dict[tuple[int, int], tuple[str, bool]]
"""By weight: the name of its layer, and whether it is trained."""


@dataclass(frozen=True, slots=True)
class FreezingRecord:
    """A call that trains a model in another way than `trainable` says.

    site: the call of `fit` or `train_on_batch`. compiled: that of `compile`.
    traced: the call of the first step after it. frozen: layers that are said to be frozen and are
        trained all the same. unfrozen: the other way round. is_all_frozen: this is the first step,
        and all weights have been frozen since `compile`, so that nothing is trained at all.
    """

    site: Site
    compiled: Site
    traced: Site
    frozen: tuple[str, ...]
    unfrozen: tuple[str, ...]
    is_all_frozen: bool
    certainty: Certainty


def note_compiled(model: ModelValue, site: Site, machine: Machine) -> None:
    """`model.compile(...)` at `site`."""
    machine.write(model, _COMPILED, Held((site, _trained(model))))
    machine.write(model, _TRACED, Held(None))


def note_trained(method: str, model: ModelValue, site: Site, machine: Machine) -> None:
    """A `method` of the model is called at `site`."""
    if method in ("fit", "train_on_batch") and not model.is_of_program:
        record = _freezing(model, site, machine)
        recorder = model.session.recorder
        if record is not None and not recorder.is_muted:
            recorder.freezings.setdefault(record)


def _freezing(model: ModelValue, site: Site, machine: Machine) -> FreezingRecord | None:
    """What is wrong with a call that trains, if anything is."""
    compiled, traced = model.state.get(_COMPILED), model.state.get(_TRACED)
    now = _trained(model)
    if not isinstance(compiled, Held) or not isinstance(traced, Held) or now is None:
        return None
    if model.compiled is None or model.compiled.setting("run_eagerly") is True:
        return None
    compiled_at, before = compiled.content
    if traced.content is None:
        machine.write(model, _TRACED, Held((site, now)))
        is_lost = before is not None and _any(before) and now and not _any(now)
        if not is_lost:
            return None
        return FreezingRecord(site, compiled_at, site, (), (), True, machine.certainty)
    traced_at, then = traced.content
    changed = [key for key in now if key in then and now[key][1] != then[key][1]]
    frozen = dict.fromkeys(now[key][0] for key in changed if not now[key][1])
    unfrozen = dict.fromkeys(now[key][0] for key in changed if now[key][1])
    if not changed or site == traced_at:
        return None
    return FreezingRecord(
        site, compiled_at, traced_at, tuple(frozen), tuple(unfrozen), False, machine.certainty
    )


def _trained(model: ModelValue) -> Trained | None:
    """What training would change now; None where that is not known."""
    weights = model.owned_weights()
    whole = model.trainability()
    if weights is None or whole is None:
        return None
    found: Trained = {}
    for one in weights:
        if not one.own.trainable:
            continue
        is_trained = one.is_trained
        if is_trained is None:
            return None
        found[id(one.owner), one.number] = (one.owner.name, is_trained and whole)
    return found


def _any(trained: Trained) -> bool:
    return any(is_trained for _, is_trained in trained.values())
