"""What is said about old Keras."""

from __future__ import annotations

from collections.abc import Iterable

from keras_lens.models.legacy.uses import OldUse

_METHODS = "keras.Model."


def short(path: str) -> str:
    """`Conv2D` of `keras.layers.Conv2D`."""
    return path.rpartition(".")[2]


def listed(texts: Iterable[str]) -> str:
    """`a`, `b` and `c`."""
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


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
            moved.setdefault(use.new, []).append("what it had")
    parts = [f"{listed(names)} {_are(names)} in `{module}`" for module, names in moved.items()]
    return f"Keras 3 has no {listed(f'`{name}`' for name in lost)}: {listed(parts)} now."


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def name_message(use: OldUse) -> str:
    """A class or function that has another name, or none."""
    said = f"Keras 3 has no `{short(use.old)}`"
    if use.new is not None and not use.advice:
        return f"{said}: it is `{use.new}` now."
    return f"{said}. {use.advice}"


def argument_message(use: OldUse) -> str:
    """Arguments that have another name, or none."""
    what = short(use.new or use.old)
    if not use.renamed:
        return f"`{short(use.old)}` was called like this in Keras 1. Today it means something else."
    renamed = [f"`{old}` is `{new}`" for old, new in use.renamed if new is not None]
    left_out = [f"`{old}`" for old, new in use.renamed if new is None]
    parts = []
    if renamed:
        parts.append(f"{listed(renamed)} since {use.since}")
    if left_out:
        parts.append(f"{listed(left_out)} {_are(left_out)} gone")
    effect = f"`{what}` refuses the old names." if use.raises else "The old names do nothing more."
    if not use.raises and renamed:
        effect = "Keras 3 still takes the old name, with a warning."
    said = f"{'; '.join(parts)}. {effect}"
    reason = use.advice
    return f"{said} Not rewritten here: {reason}." if reason else said


def method_message(use: OldUse) -> str:
    """A method that has another name, or none."""
    said = f"Keras 3 has no `{short(use.old)}` for models"
    if use.new is None:
        return f"{said}. {use.advice}"
    new = short(use.new)
    how = {
        "fit_generator": f"`{new}` takes generators too",
        "evaluate_generator": f"`{new}` takes generators too",
        "predict_generator": f"`{new}` takes generators too",
        "predict_proba": f"`{new}` gives the same",
        "predict_classes": f"take the largest of what `{new}` gives",
    }[short(use.old)]
    reason = f" Not rewritten here: {use.advice}." if use.advice else ""
    return f"{said}: {how}.{reason}"
