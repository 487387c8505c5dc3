"""What is said about old Keras."""

from __future__ import annotations

from collections.abc import Iterable

from keras_lens.models.legacy.uses import OldUse

INPUT = "keras.Input"
"""What an argument has become that is a layer of its own now."""


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
    if use.new is not None and short(use.new) == short(use.old):
        said = f"Keras 3 has no `{use.old}`"
    if use.new is not None and not use.advice:
        return f"{said}: it is `{use.new}` now."
    return f"{said}. {use.advice}"


def argument_message(use: OldUse) -> str:
    """Arguments that have another name, or none."""
    if not use.renamed:
        return _call_message(use)
    what = short(use.new or use.old)
    renamed: dict[str, list[str]] = {}
    for old, new in use.renamed:
        if new is not None and new != INPUT:
            renamed.setdefault(new, []).append(f"`{old}`")
    left_out = [f"`{old}`" for old, new in use.renamed if new is None]
    parts = []
    if renamed:
        texts = [f"{listed(olds)} {_are(olds)} `{new}`" for new, olds in renamed.items()]
        parts.append(f"{listed(texts)} since {use.since}.")
    if left_out:
        parts.append(f"{listed(left_out)} {_are(left_out)} gone.")
    if any(new == INPUT for _, new in use.renamed):
        parts.append(
            "`batch_input_shape` is gone: `keras.Input(batch_shape=...)` goes before the layer."
        )
    if use.raises:
        parts.append(f"`{what}` refuses what it does not know.")
    elif renamed:
        parts.append("Keras 3 still takes the old name, with a warning.")
    else:
        parts.append("Keras 3 ignores it, with a warning.")
    if use.advice:
        parts.append(f"It is not rewritten here: {use.advice}.")
    return " ".join(parts)


def _call_message(use: OldUse) -> str:
    """A call that had another meaning."""
    return (
        "Keras 1 took the numbers as the sizes of the kernel. Today the third argument of"
        f" `{short(use.new or use.old)}` is its stride."
    )


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
