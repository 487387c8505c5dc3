"""Names for layers and models that stay the same while something else is edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from keras_lens.models.layers.names import UNCERTAIN, kind_of_class


def stable_names(names: Iterable[tuple[str | None, str]]) -> list[str]:
    """A name for each of several things, given what each is called and its class: no two alike.

    Keras's automatic names (`dense_3`) count what the program has made before, so another layer
    above changes them. Here they count on from the first of these things: `dense`, `dense~2`.
    """
    taken: Counter[str] = Counter()
    found: list[str] = []
    for name, class_name in names:
        stem = _stem(name, class_name)
        taken[stem] += 1
        found.append(stem if taken[stem] == 1 else f"{stem}~{taken[stem]}")
    return found


def is_given_name(name: str, class_name: str) -> bool:
    """Whether the program gives this name to a layer: it is none of Keras's automatic ones."""
    kind = re.escape(kind_of_class(class_name))
    return name not in ("", "?", UNCERTAIN) and not re.fullmatch(rf"{kind}(_\d+)?", name)


def _stem(name: str | None, class_name: str) -> str:
    if not name or not is_given_name(name, class_name):
        return kind_of_class(class_name)
    return name.replace("/", "∕").replace("~", "∼")
