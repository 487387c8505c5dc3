"""Methods of dictionaries.

To add one: a function of the dictionary, the arguments and the machine, in `METHODS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.entries import EntriesValue
from keras_lens.interpreter.containers.keys import key_of
from keras_lens.interpreter.containers.sequences import TupleValue
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.containers.dictionaries import DictValue
    from keras_lens.interpreter.machine import Machine


def _get(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    default = arguments.get(1, "default") or NONE
    key = arguments.get(0, "key")
    if key is None:
        return Unknown("the key is not known")
    if target.contains(key, machine) is None and (place := key_of(key)) is not None:
        return target.at(place, default)
    found = target.find(key)
    return default if found is None else found


def _pop(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    key = arguments.get(0, "key") or Unknown("the key is not known")
    default = arguments.get(1, "default")
    has = target.contains(key, machine)
    if has is False:
        return target.missing(key, machine) if default is None else default
    result = _get(target, arguments, machine)
    target.delete_item(key, machine)
    if has is None and default is None:
        return Unknown("whether the dictionary has the key is not known")
    return result


def _popitem(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    pairs = target.pairs()
    if not pairs or arguments.keywords or arguments.positional:
        target.forget(machine)
        return Unknown("which item is taken out is not known")
    target.delete_item(pairs[-1][0], machine)
    return TupleValue(pairs[-1])


def _update(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    for other in arguments.positional:
        target.update(other, machine)
    for name, value in arguments.keywords.items():
        target.set_item(Constant(name), value, machine)
    if arguments.open:
        target.forget(machine)
    return NONE


def _setdefault(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    key = arguments.get(0, "key") or Unknown("the key is not known")
    default = arguments.get(1, "default") or NONE
    has = target.contains(key, machine)
    if has is None:
        result = _get(target, arguments, machine)
        if key_of(key) is None:
            target.forget(machine)
            return result
        place = key_of(key)
        target.change(lambda entries: entries.setdefault(place, (key, default)) and None, machine)
        return result
    if not has:
        target.set_item(key, default, machine)
        return default
    return target.find(key) or default


def _copy(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    return target.copy()


def _clear(target: DictValue, arguments: Arguments, machine: Machine) -> Value:
    machine.write(target, ITEMS, EntriesValue({}))
    return NONE


METHODS: dict[str, Callable[[DictValue, Arguments, Machine], Value]] = {
    "clear": _clear,
    "copy": _copy,
    "get": _get,
    "pop": _pop,
    "popitem": _popitem,
    "setdefault": _setdefault,
    "update": _update,
}
