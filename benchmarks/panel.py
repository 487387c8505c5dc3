"""How long the panel takes: what it asks for, and typing with it and without.

    $ .venv/bin/python benchmarks/panel.py

The program has DenseNet121 in it, 427 layers; Keras's answers are in the cache.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.lsp.editor import URI, Editor, editor

PROGRAM = """\
import keras
from keras import layers

base = keras.applications.DenseNet121(weights=None, include_top=False, input_shape=(64, 64, 3))
image = keras.Input((64, 64, 3))
pooled = layers.GlobalAveragePooling2D()(base(image))
model = keras.Model(image, layers.Dense(10)(pooled))
"""
EDITS = 10


async def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        async with editor(Path(cache)) as one:
            changed = one.listen("kerasLens/modelViewChanged")
            one.open(PROGRAM)
            await one.diagnostics()
            await typing(one, None)  # Keras's answers about the edits are in the cache then
            print(f"view of the model: {await seconds(view(one)) * 1000:.0f} ms")
            print(f"hints after an edit: {await typing(one, None) * 1000:.0f} ms")
            print(f"with the panel open: {await typing(one, changed) * 1000:.0f} ms")


async def typing(one: Editor, changed: list[Any] | None) -> float:
    """The median time until the hints are there."""
    times = []
    for number in range(EDITS):
        if changed is not None:
            changed.clear()
            await view(one)
        one.rewrite(PROGRAM.replace("Dense(10)", f"Dense({20 + number})"))
        times.append(await seconds(one.inlay_hints()))
        await one.diagnostics()
        if changed is not None:
            await view(one)
    return statistics.median(times)


async def view(one: Editor) -> Any:
    document = {"textDocument": {"uri": URI}, "id": "model"}
    answer = await one.ask("kerasLens/modelView", document)
    assert len(answer["model"]["layers"][1]["layers"]) == 427
    return answer


async def seconds(work: Any) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


if __name__ == "__main__":
    asyncio.run(main())
