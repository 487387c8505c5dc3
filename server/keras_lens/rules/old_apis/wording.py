"""What is said about old Keras."""

from __future__ import annotations

from keras_lens.localization import all_clauses, all_of, sentences, translate, translate_reason
from keras_lens.models.legacy.uses import OldUse

INPUT = "keras.Input"
"""What an argument has become that is a layer of its own now."""


def short(path: str) -> str:
    """`Conv2D` of `keras.layers.Conv2D`."""
    return path.rpartition(".")[2]


def import_message(uses: list[OldUse]) -> str:
    """What became of the names of one import statement."""
    lost: dict[str, None] = {}
    moved: dict[str, list[str]] = {}
    for use in uses:
        if use.new is None:
            continue
        if short(use.new) == short(use.old):
            module = use.old.rpartition(".")[0]
            is_there = use.new.endswith(f".{module}.{short(use.old)}")  # in `tensorflow.keras` only
            lost[use.old if is_there else module] = None
            moved.setdefault(use.new.rpartition(".")[0], []).append(f"`{short(use.old)}`")
        else:
            lost[use.old] = None
            moved.setdefault(use.new, [])
    return translate(
        "Keras 3 has no {lost}: {moved} now.",
        lost=all_of([f"`{name}`" for name in lost]),
        moved=all_clauses([_moved(names, module) for module, names in moved.items()]),
    )


def _moved(names: list[str], module: str) -> str:
    """names: those that are in `module` now; empty where all of an old module is."""
    if not names:
        return translate("what it had is in `{module}`", module=module)
    if len(names) == 1:
        return translate("{names} is in `{module}`", names=names[0], module=module)
    return translate("{names} are in `{module}`", names=all_of(names), module=module)


def name_message(use: OldUse) -> str:
    """A class or function that has another name, or none."""
    is_elsewhere = use.new is not None and short(use.new) == short(use.old)
    name = use.old if is_elsewhere else short(use.old)
    if use.new is not None and not use.advice:
        return translate("Keras 3 has no `{name}`: it is `{new}` now.", name=name, new=use.new)
    return sentences(translate("Keras 3 has no `{name}`.", name=name), translate_reason(use.advice))


def argument_message(use: OldUse) -> str:
    """Arguments that have another name, or none."""
    if not use.renamed:
        return _call_message(use)
    renamed: dict[str, list[str]] = {}
    for old, new in use.renamed:
        if new is not None and new != INPUT:
            renamed.setdefault(new, []).append(f"`{old}`")
    left_out = [f"`{old}`" for old, new in use.renamed if new is None]
    parts = []
    if renamed:
        changes = all_clauses([_renamed(olds, new) for new, olds in renamed.items()])
        parts.append(translate("{changes} since {version}.", changes=changes, version=use.since))
    if left_out:
        parts.append(_gone(left_out))
    if any(new == INPUT for _, new in use.renamed):
        parts.append(
            translate(
                "`batch_input_shape` is gone: `keras.Input(batch_shape=...)` goes before the layer."
            )
        )
    parts.append(_effect(use, is_renamed=bool(renamed)))
    if use.advice:
        parts.append(
            translate("It is not rewritten here: {reason}.", reason=translate_reason(use.advice))
        )
    return sentences(*parts)


def _renamed(names: list[str], new: str) -> str:
    if len(names) == 1:
        return translate("{names} is `{new}`", names=names[0], new=new)
    return translate("{names} are `{new}`", names=all_of(names), new=new)


def _gone(names: list[str]) -> str:
    if len(names) == 1:
        return translate("{names} is gone.", names=names[0])
    return translate("{names} are gone.", names=all_of(names))


def _effect(use: OldUse, *, is_renamed: bool) -> str:
    """What Keras makes of the old arguments."""
    if use.raises:
        name = short(use.new or use.old)
        return translate("`{name}` refuses what it does not know.", name=name)
    if is_renamed:
        return translate("Keras 3 still takes the old name, with a warning.")
    return translate("Keras 3 ignores it, with a warning.")


def _call_message(use: OldUse) -> str:
    """A call that had another meaning."""
    return translate(
        "Keras 1 took the numbers as the sizes of the kernel. Today the third argument of"
        " `{name}` is its stride.",
        name=short(use.new or use.old),
    )


def method_message(use: OldUse) -> str:
    """A method that has another name, or none."""
    name = short(use.old)
    if use.new is None:
        said = translate("Keras 3 has no `{name}` for models.", name=name)
        return sentences(said, translate_reason(use.advice))
    reason = ""
    if use.advice:
        why = translate_reason(use.advice)
        reason = translate("Not rewritten here: {reason}.", reason=why)
    return sentences(_method_of_today(name, short(use.new)), reason)


def _method_of_today(name: str, new: str) -> str:
    match name:
        case "predict_proba":
            return translate(
                "Keras 3 has no `{name}` for models: `{new}` gives the same.", name=name, new=new
            )
        case "predict_classes":
            return translate(
                "Keras 3 has no `{name}` for models: take the largest of what `{new}` gives.",
                name=name,
                new=new,
            )
    return translate(
        "Keras 3 has no `{name}` for models: `{new}` takes generators too.", name=name, new=new
    )
